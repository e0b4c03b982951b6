//! One space of a collection: from its samples to its map and clusters, whatever it holds. Stages are steps.

mod clustering;
mod features;
mod fit;
mod kind;
mod kinds;
mod layout;
mod name;
mod own;
mod pixels;
mod samples;
mod settings;
#[allow(clippy::module_inception)] // The noun of the folder.
mod space;
mod timbre;
mod words;
mod written;

pub use fit::SpaceFit;
pub use kind::Described;
pub use name::{SpaceName, Spaces};
pub use samples::Samples;
pub use settings::{
    ClusterOn, FEWEST_FOR_TIMBRE, Layout, RecommendSettings, Settings, SoundSpace, SpaceSettings,
};
pub use space::{Clusters, Revisions, Space};
pub use words::SpaceWords;
