//! Groups of similar samples.

mod blocks;
mod init;
mod k_means;
mod silhouette;

pub use k_means::{K_RANGE, KMeans, KMeansFit, KMeansParams};
pub use silhouette::silhouette;
