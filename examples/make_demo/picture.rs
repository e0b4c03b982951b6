//! Mel bands to a PNG without frame or axes: time to the right, low bands at the bottom, magma colours.

use std::error::Error;

use crate::mel::{N_MELS, TOP_DB};

pub(crate) const HEIGHT: usize = 192;

/// Steps between black and the loudest. Fewer than a byte has: the eye does not miss them, and the file is a third
/// of the size.
const LEVELS: usize = 40;

/// Every fifteenth entry of matplotlib's `magma` (CC0), close enough for straight lines in between.
const MAGMA: [[u8; 3]; 18] = [
    [0, 0, 4],
    [9, 7, 32],
    [26, 16, 66],
    [49, 17, 101],
    [74, 16, 121],
    [98, 25, 128],
    [121, 34, 130],
    [145, 43, 129],
    [170, 51, 125],
    [194, 59, 117],
    [217, 70, 107],
    [236, 88, 96],
    [247, 114, 92],
    [252, 142, 100],
    [254, 170, 116],
    [254, 198, 138],
    [253, 226, 163],
    [252, 253, 191],
];

/// The colour at `x` in 0..=1.
fn magma(x: f64) -> [u8; 3] {
    let pos = x.clamp(0.0, 1.0) * (MAGMA.len() - 1) as f64;
    let i = (pos as usize).min(MAGMA.len() - 2);
    let mix = pos - i as f64;
    let mut color = [0; 3];
    for (c, value) in color.iter_mut().enumerate() {
        let (a, b) = (f64::from(MAGMA[i][c]), f64::from(MAGMA[i + 1][c]));
        *value = (a + (b - a) * mix).round() as u8;
    }
    color
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
pub(crate) fn png(frames: &[[f64; N_MELS]]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, frames.len() as u32, HEIGHT as u32);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    let palette: Vec<u8> = (0..LEVELS)
        .flat_map(|level| magma(level as f64 / (LEVELS - 1) as f64))
        .collect();
    encoder.set_palette(palette);
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::Adaptive);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&paint(frames))?;
    writer.finish()?;
    Ok(file)
}

/// Size and palette indices of a PNG that [`png`] wrote.
pub(crate) fn read(file: &[u8]) -> Result<(u32, u32, Vec<u8>), Box<dyn Error>> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info()?;
    let size = reader.output_buffer_size().ok_or("too large a picture")?;
    let mut pixels = vec![0; size];
    let frame = reader.next_frame(&mut pixels)?;
    pixels.truncate(frame.buffer_size());
    Ok((frame.width, frame.height, pixels))
}
