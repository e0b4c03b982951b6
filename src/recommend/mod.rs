//! What to hear next.

mod column_gains;
mod copies;
mod filter;
mod lists;
mod neighborhoods;
mod occurrence;
mod precision;
mod similar;

pub use column_gains::{Gains, GainsFit};
pub use copies::Copies;
pub use filter::{shortlist, within_cluster};
pub use lists::MOST_QUERIES;
pub use neighborhoods::{Neighborhoods, NeighborhoodsFit};
pub use occurrence::{OccurrenceFit, OccurrenceParams, Occurrences};
pub use precision::{Agreement, Labelled, METRICS, Precision, PrecisionFit};
pub use similar::{Scaling, SimilarTrack, similar_tracks};
