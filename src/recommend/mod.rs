//! What to hear next.

mod copies;
mod filter;
mod occurrence;
mod similar;

pub use copies::Copies;
pub use filter::within_cluster;
pub use occurrence::{OccurrenceFit, OccurrenceParams, Occurrences};
pub use similar::{Scaling, SimilarTrack, is_copy, similar_tracks};
