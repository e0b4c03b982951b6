//! How loud bands are, and how much they change.

use super::grid::Grid;
use crate::stats::{in_order, quantile};

/// Bands, each a number of "change".
pub(super) const N_BANDS: usize = 16;
/// How loud a band is seldom, usually and at most.
const QUANTILES: [f64; 3] = [0.05, 0.50, 0.95];
/// Numbers of "level".
pub(super) const N_LEVELS: usize = QUANTILES.len() * N_BANDS;

/// Quantiles over time of each band: all of the lowest quantile first.
pub(super) fn levels(bands: &Grid) -> Vec<f64> {
    let bands = bands.bands();
    let sorted: Vec<Vec<f64>> = bands
        .map(|band| in_order(band.iter().map(|&x| f64::from(x))))
        .collect();
    // A band has a column at least.
    let of_all = |q| {
        sorted
            .iter()
            .map(move |band| quantile(band, q).unwrap_or(0.0))
    };
    QUANTILES.into_iter().flat_map(of_all).collect()
}

/// Mean difference of each band from one column to the next, without its sign; 0 where there is but one column.
pub(super) fn change(bands: &Grid) -> Vec<f64> {
    let change = |band: &[f32]| {
        let steps = band
            .windows(2)
            .map(|pair| f64::from((pair[1] - pair[0]).abs()));
        steps.sum::<f64>() / (band.len() - 1).max(1) as f64
    };
    bands.bands().map(change).collect()
}
