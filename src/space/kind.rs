//! What sets one space apart from the others. Everything else treats all alike: a new space is a name and one of these.

use super::name::SpaceName;
use super::samples::Samples;
use super::settings::Settings;
use crate::data::{Catalog, Matrix};
use crate::error::AnalysisError;

/// What a space holds. Apart from its words: the page says those, and need not carry what computes.
pub(super) struct Kind {
    /// See [`Samples::of`].
    pub(super) samples: SamplesOf,
    /// See [`Samples::raw`].
    pub(super) raw: fn(&Samples, &Catalog) -> Result<Matrix, AnalysisError>,
}

/// From a name, a catalogue, the table's key column and what a person set.
type SamplesOf = fn(SpaceName, &Catalog, &str, &Settings) -> Result<Option<Samples>, AnalysisError>;
