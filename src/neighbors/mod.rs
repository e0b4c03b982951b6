//! Which samples are near which.

pub(crate) mod blocks;
mod knn;
mod metric;

pub(crate) use knn::first;
pub use knn::{Neighbor, nearest};
pub use metric::{Metric, ScoreIs};
