//! Which bands rise and fall together.

use super::grid::Sums;

const N_BANDS: usize = 12;
/// Pairs of bands.
pub(super) const N_NUMBERS: usize = N_BANDS * (N_BANDS - 1) / 2;
/// Added to a standard deviation before it divides: bands that hardly change go together with none.
const FLOOR: f64 = 0.01;

/// Lowest and highest bands, of which bass and treble are made.
const N_ENDS: usize = 4;

/// Mean of the numbers that say how bass and treble go together.
pub(super) fn of_ends(numbers: &[f64]) -> f64 {
    // Pairs stand in the order of their lower band; it has N_BANDS - 1 - low of them.
    let first = |low: usize| low * (2 * N_BANDS - low - 1) / 2;
    let of_band = |low: usize| first(low + 1) - N_ENDS..first(low + 1);
    let numbers = (0..N_ENDS).flat_map(|low| &numbers[of_band(low)]);
    numbers.sum::<f64>() / (N_ENDS * N_ENDS) as f64
}

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
