//! Numbers about lists of numbers. Nothing here knows what a track is.

mod quantile;

pub use quantile::{Summary, in_order, mean, median, quantile};
