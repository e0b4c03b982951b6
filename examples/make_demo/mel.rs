//! Audio to mel bands in decibels: `power_to_db(melspectrogram(y), ref=max, top_db=80)` as librosa has it.

use std::f64::consts::TAU;

use rustfft::{FftPlanner, num_complex::Complex};

use crate::dsp::SAMPLE_RATE;

pub(crate) const N_FFT: usize = 2048;
pub(crate) const HOP: usize = 512;
pub(crate) const N_MELS: usize = 128;
pub(crate) const TOP_DB: f64 = 80.0;

/// One triangular filter: its first bin and the weights from there on.
struct Band {
    first: usize,
    weights: Vec<f64>,
}

/// Slaney's scale: linear up to 1 kHz, logarithmic above.
fn hz_from_mel(mel: f64) -> f64 {
    if mel < 15.0 {
        mel * 200.0 / 3.0
    } else {
        1000.0 * (6.4_f64.ln() / 27.0 * (mel - 15.0)).exp()
    }
}

/// The filters of `librosa.filters.mel`, each of area one.
fn filter_bank() -> Vec<Band> {
    let top_mel = 15.0 + (SAMPLE_RATE / 2.0 / 1000.0).ln() * 27.0 / 6.4_f64.ln();
    let edge = |i: usize| hz_from_mel(top_mel * i as f64 / (N_MELS + 1) as f64);
    (0..N_MELS)
        .map(|band| {
            let (low, mid, high) = (edge(band), edge(band + 1), edge(band + 2));
            let weight = |bin: usize| {
                let hz = bin as f64 * SAMPLE_RATE / N_FFT as f64;
                let side = ((hz - low) / (mid - low)).min((high - hz) / (high - mid));
                side.max(0.0) * 2.0 / (high - low)
            };
            let first = (0..=N_FFT / 2).find(|&bin| weight(bin) > 0.0).unwrap_or(0);
            Band {
                first,
                weights: (first..=N_FFT / 2)
                    .map(weight)
                    .take_while(|&w| w > 0.0)
                    .collect(),
            }
        })
        .collect()
}

/// The analysis, set up once for all clips.
pub(crate) struct Analyzer {
    fft: std::sync::Arc<dyn rustfft::Fft<f64>>,
    window: Vec<f64>,
    bands: Vec<Band>,
}

impl Analyzer {
    pub(crate) fn new() -> Self {
        Self {
            fft: FftPlanner::new().plan_fft_forward(N_FFT),
            window: (0..N_FFT)
                .map(|i| 0.5 - 0.5 * (TAU * i as f64 / N_FFT as f64).cos())
                .collect(),
            bands: filter_bank(),
        }
    }

    /// Decibels below the loudest value, in `-TOP_DB..=0`: one row of `N_MELS` values, lowest band first, for each
    /// whole frame. Nothing is padded (`center=False`): a clip cut from the middle of music has no silent edges.
    pub(crate) fn mel_db(&self, audio: &[f64]) -> Vec<[f64; N_MELS]> {
        let mut frames: Vec<[f64; N_MELS]> = audio
            .windows(N_FFT)
            .step_by(HOP)
            .map(|frame| self.mel_power(frame).map(|p| 10.0 * p.max(1e-10).log10()))
            .collect();
        let loudest = frames
            .iter()
            .flatten()
            .fold(f64::NEG_INFINITY, |m, &db| m.max(db));
        for db in frames.iter_mut().flatten() {
            *db = (*db - loudest).max(-TOP_DB);
        }
        frames
    }

    /// Power in each band of one frame.
    fn mel_power(&self, frame: &[f64]) -> [f64; N_MELS] {
        let mut bins: Vec<Complex<f64>> = frame
            .iter()
            .zip(&self.window)
            .map(|(x, w)| Complex::new(x * w, 0.0))
            .collect();
        self.fft.process(&mut bins);
        let mut power = [0.0; N_MELS];
        for (sum, band) in power.iter_mut().zip(&self.bands) {
            *sum = bins[band.first..]
                .iter()
                .zip(&band.weights)
                .map(|(bin, weight)| weight * bin.norm_sqr())
                .sum();
        }
        power
    }
}
