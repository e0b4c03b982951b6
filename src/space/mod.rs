//! One space of a collection: from its samples to its map and clusters, whatever it holds. Stages are steps.

mod clustering;
mod features;
mod fit;
mod kind;
mod kinds;
mod layout;
mod name;
mod own;
mod samples;
mod settings;
mod sound;
#[allow(clippy::module_inception)] // The noun of the folder.
mod space;
mod words;
mod written;

pub use fit::SpaceFit;
pub use name::{SpaceName, Spaces};
pub use samples::Samples;
pub use settings::{ClusterOn, Layout, RecommendSettings, Settings, SpaceSettings};
pub use space::{Clusters, Revisions, Space};
pub use words::SpaceWords;
