//! What to hear next.

mod similar;

pub use similar::{Scaling, SimilarTrack, is_copy, similar_tracks};
