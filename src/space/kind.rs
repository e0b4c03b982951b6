//! What sets one space apart from the others. Everything else treats all alike: a new space is a name and one of these.

use super::name::SpaceName;
use super::samples::Samples;
use super::settings::Settings;
use crate::data::{Catalog, Matrix};
use crate::error::AnalysisError;
use crate::explain::Property;

/// What a space holds. Apart from its words: the page says those, and need not carry what computes.
pub(super) struct Kind {
    /// See [`Samples::of`].
    pub(super) samples: SamplesOf,
    /// See [`Samples::raw`].
    pub(super) raw: fn(&Samples, &Catalog) -> Result<Matrix, AnalysisError>,
    /// See [`Samples::described`].
    pub(super) described: fn(&Samples, &Catalog) -> Result<Option<Described>, AnalysisError>,
    /// Is it compared by the whitened vectors of [`features::timbre`](crate::features::timbre)?
    pub(super) is_whitened: bool,
}

/// Properties and their values, one row per sample.
pub type Described = (Vec<Property>, Matrix);

/// From a name, a catalogue, the table's key column and what a person set.
type SamplesOf = fn(SpaceName, &Catalog, &str, &Settings) -> Result<Option<Samples>, AnalysisError>;
