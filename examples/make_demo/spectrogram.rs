//! Audio to a picture of its mel bands: `power_to_db(melspectrogram(y), ref=max, top_db=80)` as librosa has it, in a
//! PNG without frame or axes: time to the right, low bands at the bottom, magma colours.

use std::error::Error;
use std::f64::consts::TAU;
use std::io::Cursor;

use rustfft::{FftPlanner, num_complex::Complex};

use crate::dsp::SAMPLE_RATE;

const N_FFT: usize = 2048;
const HOP: usize = 512;
const N_MELS: usize = 128;
const TOP_DB: f64 = 80.0;
const HEIGHT: usize = 192;

/// Steps between black and the loudest. Fewer than a byte has: the eye does not miss them, and the file is a third
/// of the size.
const LEVELS: usize = 40;

/// Every fifteenth entry of matplotlib's `magma` (CC0), close enough for straight lines in between.
const MAGMA: [u32; 18] = [
    0x00_0004, 0x09_0720, 0x1A_1042, 0x31_1165, 0x4A_1079, 0x62_1980, 0x79_2282, 0x91_2B81,
    0xAA_337D, 0xC2_3B75, 0xD9_466B, 0xEC_5860, 0xF7_725C, 0xFC_8E64, 0xFE_AA74, 0xFE_C68A,
    0xFD_E2A3, 0xFC_FDBF,
];

/// Samples that give so many columns.
pub(crate) fn n_samples(width: usize) -> usize {
    (width - 1) * HOP + N_FFT
}

/// Slaney's scale: linear up to 1 kHz, logarithmic above.
fn hz_from_mel(mel: f64) -> f64 {
    if mel < 15.0 {
        return mel * 200.0 / 3.0;
    }
    1000.0 * (6.4_f64.ln() / 27.0 * (mel - 15.0)).exp()
}

/// The filters of `librosa.filters.mel`, triangles of area one: of each the first bin and the weights from there on.
fn filter_bank() -> Vec<(usize, Vec<f64>)> {
    let top_mel = 15.0 + (SAMPLE_RATE / 2.0 / 1000.0).ln() * 27.0 / 6.4_f64.ln();
    let edge = |i: usize| hz_from_mel(top_mel * i as f64 / (N_MELS + 1) as f64);
    let filter = |band: usize| {
        let [low, mid, high] = [band, band + 1, band + 2].map(edge);
        let weight = |bin: usize| {
            let hz = bin as f64 * SAMPLE_RATE / N_FFT as f64;
            let side = ((hz - low) / (mid - low)).min((high - hz) / (high - mid));
            side.max(0.0) * 2.0 / (high - low)
        };
        let mut bins = 0..=N_FFT / 2;
        let first = bins.find(|&bin| weight(bin) > 0.0).unwrap_or(0);
        let weights = (first..=N_FFT / 2).map(weight);
        (first, weights.take_while(|&w| w > 0.0).collect())
    };
    (0..N_MELS).map(filter).collect()
}

/// Decibels below the loudest value, in `-TOP_DB..=0`: one row of `N_MELS` values, lowest band first, for each
/// whole frame. Nothing is padded (`center=False`): a clip cut from the middle of music has no silent edges.
fn mel_db(audio: &[f64]) -> Vec<[f64; N_MELS]> {
    let fft = FftPlanner::new().plan_fft_forward(N_FFT);
    let hann = |i: usize| 0.5 - 0.5 * (TAU * i as f64 / N_FFT as f64).cos();
    let window: Vec<f64> = (0..N_FFT).map(hann).collect();
    let filters = filter_bank();
    let mut rows = Vec::new();
    for frame in audio.windows(N_FFT).step_by(HOP) {
        let windowed = frame.iter().zip(&window);
        let mut bins: Vec<_> = windowed.map(|(x, w)| Complex::new(x * w, 0.0)).collect();
        fft.process(&mut bins);
        rows.push(std::array::from_fn(|band| {
            let (first, weights) = &filters[band];
            let weighted = bins[*first..].iter().zip(weights);
            let power: f64 = weighted.map(|(bin, w)| w * bin.norm_sqr()).sum();
            10.0 * power.max(1e-10).log10()
        }));
    }
    let all = rows.iter().flatten();
    let loudest = all.fold(f64::NEG_INFINITY, |m, &db| m.max(db));
    for db in rows.iter_mut().flatten() {
        *db = (*db - loudest).max(-TOP_DB);
    }
    rows
}

/// The colour at `x` in 0..=1: red, green, blue.
fn magma(x: f64) -> [u8; 3] {
    let pos = x * (MAGMA.len() - 1) as f64;
    let i = (pos as usize).min(MAGMA.len() - 2);
    [16, 8, 0].map(|shift| {
        let [a, b] = [MAGMA[i], MAGMA[i + 1]].map(|rgb| f64::from(rgb >> shift & 0xFF));
        (a + (b - a) * (pos - i as f64)).round() as u8
    })
}

/// Palette indices, top row first, `frames.len()` wide and [`HEIGHT`] high.
fn paint(frames: &[[f64; N_MELS]]) -> Vec<u8> {
    let mut pixels = Vec::with_capacity(frames.len() * HEIGHT);
    for y in 0..HEIGHT {
        let pos = (HEIGHT - y) as f64 - 0.5;
        let band = (pos * N_MELS as f64 / HEIGHT as f64 - 0.5).clamp(0.0, (N_MELS - 1) as f64);
        let low = (band as usize).min(N_MELS - 2);
        let mix = band - low as f64;
        for frame in frames {
            let db = frame[low] * (1.0 - mix) + frame[low + 1] * mix;
            let level = (db + TOP_DB) / TOP_DB * (LEVELS - 1) as f64;
            pixels.push(level.round() as u8);
        }
    }
    pixels
}

/// The PNG file. A palette in order of loudness, so that it packs as small as grey would.
pub(crate) fn png(audio: &[f64]) -> Result<Vec<u8>, Box<dyn Error>> {
    let frames = mel_db(audio);
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, frames.len() as u32, HEIGHT as u32);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    let shares = (0..LEVELS).map(|level| level as f64 / (LEVELS - 1) as f64);
    encoder.set_palette(shares.flat_map(magma).collect::<Vec<u8>>());
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::Adaptive);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&paint(&frames))?;
    writer.finish()?;
    Ok(file)
}

/// Width and palette indices of a PNG that [`png`] wrote.
fn read(file: &[u8]) -> Result<(u32, Vec<u8>), Box<dyn Error>> {
    let mut reader = png::Decoder::new(Cursor::new(file)).read_info()?;
    let size = reader.output_buffer_size().ok_or("too large a picture")?;
    let mut pixels = vec![0; size];
    let width = reader.next_frame(&mut pixels)?.width;
    Ok((width, pixels))
}

/// Are two PNGs of one size, and equal but for one palette step in at most one pixel of a hundred?
pub(crate) fn is_same(a: &[u8], b: &[u8]) -> Result<bool, Box<dyn Error>> {
    let ((a_width, a), (b_width, b)) = (read(a)?, read(b)?);
    let steps = || a.iter().zip(&b).map(|(x, y)| x.abs_diff(*y));
    let off = steps().filter(|&step| step > 0).count();
    let is_one_size = a_width == b_width && a.len() == b.len();
    Ok(is_one_size && steps().all(|step| step <= 1) && off * 100 <= a.len())
}
