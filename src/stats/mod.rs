//! Numbers about lists of numbers. Nothing here knows what a track is.

mod bootstrap;
mod correlation;
mod digits;
mod dominance;
mod quantile;
mod rank;
mod skewness;

pub use bootstrap::BootstrapFit;
pub use correlation::{Correlation, spearman};
pub use digits::decimals;
pub use dominance::{Dominance, Strength, dominance};
pub use quantile::{Summary, in_order, mean, median, quantile};
pub use rank::{mid_rank, mid_rank_of};
pub use skewness::skewness;

/// Half the width of a 95 % interval, in standard errors: the 97.5 % quantile of the normal distribution.
const Z_95: f64 = 1.959_963_984_540_054;

/// A 95 % confidence interval.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}
