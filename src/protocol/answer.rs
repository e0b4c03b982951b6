//! What questions are answered with: one of each a figure or table.

use serde::{Deserialize, Serialize};

use crate::compare::{FeatureBars, Split, Top};
use crate::explain::{Claim, Contributions};
use crate::pipeline::{Finding, Profiles, RawGroups, Rows, SpaceName, Study};

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
    /// To `Question::RawGroups`.
    RawGroups(RawGroups),
    /// To `Question::Shares`.
    Shares {
        /// Position in the catalogue.
        query: usize,
        /// Position in the catalogue.
        track: usize,
        /// What each column adds.
        contributions: Contributions,
    },
    /// To `Question::Rows`.
    Rows(Rows),
    /// There is no answer, and why, in words.
    No(String),
}

/// The first tracks by a column, with their features.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TopAnswer {
    /// The list.
    pub top: Top,
    /// Its tracks' values of the chosen columns.
    pub bars: FeatureBars,
}
