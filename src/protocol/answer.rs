//! What questions are answered with: one for each figure or table.

use serde::{Deserialize, Serialize};

use super::Question;
use crate::analysis::{Finding, Hits, Profiles, RawClusters, Rows, Study};
use crate::explain::{Claim, Contributions};
use crate::figures::{Coloring, ColoringParams};
use crate::rank::{FeatureBars, Split, Top};
use crate::space::SpaceName;

/// The answer to a [`Question`](super::Question).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(clippy::large_enum_variant)] // Few answers live at a time, each for a moment.
pub enum Answer {
    /// To `Question::Top`.
    Top(TopAnswer),
    /// To `Question::Split`.
    Split(Split),
    /// To `Question::Claims`.
    Claims(Vec<Claim>),
    /// To `Question::Study`.
    Found(Study, Finding),
    /// To `Question::Profiles`.
    Profiles(SpaceName, Profiles),
    /// To `Question::RawClusters`.
    RawClusters(RawClusters),
    /// To `Question::Contributions`.
    Contributions {
        /// Position in the catalogue.
        query: usize,
        /// Position in the catalogue.
        track: usize,
        /// What each column adds.
        contributions: Contributions,
    },
    /// To `Question::Rows`.
    Rows(Rows),
    /// To `Question::Coloring`; nothing where the space is not there, or the track in question is not in it.
    Coloring(ColoringParams, Option<Coloring>),
    /// To `Question::Search`.
    Hits(Hits),
    /// This question has no answer, and why, in words.
    No(Question, String),
}

/// The first tracks by a column, with their features.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TopAnswer {
    /// The list.
    pub top: Top,
    /// Its tracks' values of the chosen columns.
    pub bars: FeatureBars,
}
