//! How far tones stand above what is between them, and how that swells and fades.

use wide::f32x8;

use super::grid::{Grid, edges};
use crate::stats::mean;
use crate::vectors::Repeat;

const N_BANDS: usize = 12;
/// A mean and three standard deviations for each band.
pub(super) const N_NUMBERS: usize = 4 * N_BANDS;
/// In wider pictures only every second, third, ... column is looked at.
const MAX_COLUMNS: usize = 256;
/// The loudest and the quietest of so many are peak and valley.
const SHARE: usize = 5;
/// Columns that are looked at together.
const LANES: usize = 8;

/// Of each band the mean over time of peak less valley; then, band after band, the standard deviations over time of peak
/// less valley, of valley and of peak.
pub(super) fn contrast(picture: &Grid) -> Vec<f64> {
    let step = picture.n_columns.div_ceil(MAX_COLUMNS);
    let n_columns = picture.n_columns.div_ceil(step);
    let n_bands = picture.n_bands();
    // Whole vectors; what fills the last one is left out below.
    let n_vectors = n_columns.div_ceil(LANES);
    let mut rows = Vec::with_capacity(n_bands * n_vectors);
    let mut thinned = vec![0.0; n_vectors * LANES];
    for band in picture.bands() {
        for (slot, &value) in thinned.iter_mut().zip(band.iter().step_by(step)) {
            *slot = value;
        }
        rows.extend(
            thinned
                .as_chunks()
                .0
                .iter()
                .map(|&columns| f32x8::new(columns)),
        );
    }
    let edges: Vec<usize> = edges(n_bands, N_BANDS)
        .iter()
        .map(|edge| edge.round_ties_even() as usize)
        .collect();
    let (mut means, mut deviations) = (Vec::with_capacity(N_NUMBERS), Vec::new());
    for pair in edges.windows(2) {
        let start = pair[0].min(n_bands - 1);
        let n = pair[1].saturating_sub(start).max(1);
        let k = (n / SHARE).max(1);
        let (mut valleys, mut peaks) = (Vec::new(), Vec::new());
        let mut column = vec![f32x8::ZERO; n];
        for vector in 0..n_vectors {
            for (i, slot) in column.iter_mut().enumerate() {
                *slot = rows[(start + i) * n_vectors + vector];
            }
            sort(&mut column);
            let mean_of_rows = |values: &[f32x8]| {
                let sum = values.iter().fold(f32x8::ZERO, |sum, &value| sum + value);
                (sum / f32x8::repeat(k as f32)).to_array()
            };
            valleys.extend(mean_of_rows(&column[..k]).map(f64::from));
            peaks.extend(mean_of_rows(&column[n - k..]).map(f64::from));
        }
        valleys.truncate(n_columns);
        peaks.truncate(n_columns);
        let heights: Vec<f64> = peaks
            .iter()
            .zip(&valleys)
            .map(|(peak, valley)| peak - valley)
            .collect();
        means.extend(mean(&heights));
        deviations.extend([&heights, &valleys, &peaks].map(|values| deviation(values)));
    }
    means.append(&mut deviations);
    means
}

/// Sorts each lane for itself, by comparisons that are the same for all lanes: Batcher's merge exchange, Knuth 5.2.2M.
fn sort(values: &mut [f32x8]) {
    let n = values.len();
    let top = n.next_power_of_two() / 2;
    let mut p = top;
    while p > 0 {
        let (mut q, mut r, mut distance) = (top, 0, p);
        loop {
            let end = n.saturating_sub(distance);
            for start in (r..end).step_by(2 * p) {
                let (low, high) = values.split_at_mut(start + distance);
                let low = &mut low[start..(start + p).min(end)];
                for (low, high) in low.iter_mut().zip(high) {
                    (*low, *high) = (low.fast_min(*high), low.fast_max(*high));
                }
            }
            if q == p {
                break;
            }
            distance = q - p;
            q /= 2;
            r = p;
        }
        p /= 2;
    }
}

/// The standard deviation of all there is.
fn deviation(values: &[f64]) -> f64 {
    let centre = mean(values).unwrap_or(0.0);
    let squares = values.iter().map(|x| (x - centre) * (x - centre));
    (squares.sum::<f64>() / values.len() as f64).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_lane_is_sorted() {
        for n in 0..70 {
            let mut values: Vec<f32x8> = (0..n)
                .map(|i| {
                    f32x8::new(std::array::from_fn(|lane| {
                        ((i * (7 + lane) * 31 + lane) % 17) as f32
                    }))
                })
                .collect();
            let mut wanted: Vec<Vec<f32>> = (0..LANES)
                .map(|lane| values.iter().map(|value| value.to_array()[lane]).collect())
                .collect();
            sort(&mut values);
            for (lane, wanted) in wanted.iter_mut().enumerate() {
                wanted.sort_by(f32::total_cmp);
                let got: Vec<f32> = values.iter().map(|value| value.to_array()[lane]).collect();
                assert_eq!(got, *wanted, "{n}");
            }
        }
    }
}
