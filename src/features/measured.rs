//! The second look at a picture: everything that is kept of its intensities.

use super::{levels, timbre};
use crate::data::Measured;
use crate::ingest::Intensities;

/// What is kept of a picture that shows this; nothing where it shows nothing.
pub fn measured(shown: &Intensities) -> Measured {
    Measured {
        levels: levels::band_levels(shown),
        timbre: timbre::describe(shown),
    }
}
