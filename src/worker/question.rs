//! What the page asks beside the analysis itself, and the answers: one of each a figure or table.

use serde::{Deserialize, Serialize};

use crate::compare::{FeatureBars, Split, SplitParams, Top, TopParams};
use crate::explain::{Claim, Contributions};
use crate::pipeline::SpaceName;
pub use crate::pipeline::{
    Finding, OutlierTrack, Profiles, Quality, RawGroups, Rows, RowsParams, Study, TableRow,
};
pub use crate::write_up::ReportParams;

/// A question about what is loaded and computed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Question {
    /// The first tracks by a column.
    Top(TopParams),
    /// Two sides of a column.
    Split(SplitParams),
    /// Are the notebook's observations borne out?
    Claims,
    /// What takes a while to find out.
    Study(Study),
    /// The clusters in numbers and names.
    Profiles(SpaceName),
    /// The notebook's last grouping: k-means on the columns as the file has them.
    RawGroups,
    /// What each column adds to the score of two tracks in feature space.
    Shares {
        /// Position in the catalogue.
        query: usize,
        /// Position in the catalogue.
        track: usize,
    },
    /// Rows of the table.
    Rows(RowsParams),
}

/// What it is answered with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(clippy::large_enum_variant)] // Few answers live at a time, each for a moment.
pub enum Answer {
    /// To [`Question::Top`].
    Top(TopAnswer),
    /// To [`Question::Split`].
    Split(Split),
    /// To [`Question::Claims`].
    Claims(Vec<Claim>),
    /// To [`Question::Study`].
    Found(Study, Finding),
    /// To [`Question::Profiles`].
    Profiles(SpaceName, Profiles),
    /// To [`Question::RawGroups`].
    RawGroups(RawGroups),
    /// To [`Question::Shares`].
    Shares {
        /// Position in the catalogue.
        query: usize,
        /// Position in the catalogue.
        track: usize,
        /// What each column adds.
        contributions: Contributions,
    },
    /// To [`Question::Rows`].
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
