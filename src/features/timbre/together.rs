//! Which bands rise and fall together.

use super::grid::Sums;

const N_BANDS: usize = 12;
/// Pairs of bands.
pub(super) const N_NUMBERS: usize = N_BANDS * (N_BANDS - 1) / 2;
/// Added to a standard deviation before it divides: bands that hardly change go together with none.
const FLOOR: f64 = 0.01;

/// Correlation over time of each pair of bands, the lowest band's pairs first.
pub(super) fn together(sums: &Sums) -> Vec<f64> {
    let bands = sums.bands(N_BANDS);
    let n = bands.n_columns as f64;
    let centred: Vec<Vec<f64>> = bands
        .bands()
        .map(|band| {
            let mean = band.iter().map(|&x| f64::from(x)).sum::<f64>() / n;
            band.iter().map(|&x| f64::from(x) - mean).collect()
        })
        .collect();
    let covariance = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>() / n;
    let scales: Vec<f64> = centred
        .iter()
        .map(|band| covariance(band, band).sqrt() + FLOOR)
        .collect();
    let mut numbers = Vec::with_capacity(N_NUMBERS);
    for low in 0..N_BANDS {
        for high in low + 1..N_BANDS {
            let together = covariance(&centred[low], &centred[high]);
            numbers.push(together / scales[low] / scales[high]);
        }
    }
    numbers
}
