//! Which samples are near which.

mod knn;
mod metric;

pub use knn::{Neighbor, nearest};
pub use metric::{Metric, ScoreIs};
