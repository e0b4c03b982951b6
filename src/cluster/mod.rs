//! Groups of similar samples.

mod by_size;
mod centroids;
mod init;
mod k_means;
mod naming;
mod profile;
mod scan;
mod silhouette;

pub use by_size::{number_by_size, numbers_by_size};
pub use k_means::{K_RANGE, KMeans, KMeansFit, KMeansParams};
pub use naming::{ClusterName, FeatureWords, NamedFeature, name_clusters};
pub use profile::{
    ClusterProfile, MedoidIs, ProfileFit, Profiled, group_means, profile, round_to_hundredths,
};
pub use scan::{Scan, ScanFit, ScanParams, ScanRow, Suggestion, gain_percent};
pub use silhouette::{SilhouetteFit, silhouette};
