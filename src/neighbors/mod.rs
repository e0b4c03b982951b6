//! Which samples are near which.

mod all_nearest;
pub(crate) mod blocks;
mod knn;
mod metric;
mod rough;
mod scan;

pub(crate) use all_nearest::AllNearest;
pub(crate) use knn::first;
pub use knn::{Neighbor, nearest};
pub use metric::{Metric, ScoreIs};
pub(crate) use rough::Rough;
pub(crate) use scan::Scan;
