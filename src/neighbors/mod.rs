//! Which samples are near which.

mod all_nearest;
mod knn;
mod metric;
mod scan;

pub(crate) use all_nearest::AllNearest;
pub use knn::{Neighbor, nearest};
pub use metric::{Metric, ScoreIs};
pub(crate) use scan::{Rough, Scan};
