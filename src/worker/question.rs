//! What the page asks beside the analysis itself, and the answers: one of each a figure or table.

use serde::{Deserialize, Serialize};

use crate::cluster::Scan;
use crate::compare::{FeatureBars, Split, SplitParams, Top, TopParams};
use crate::explain::{Claim, Contributions, Exposure};
use crate::pipeline::SpaceName;
pub use crate::pipeline::{Profiles, RawGroups};
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
    /// Which tracks are recommended often? Takes a while.
    Exposure(SpaceName),
    /// Every number of clusters. Takes a while.
    Scan(SpaceName),
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
    /// To [`Question::Exposure`].
    Exposure(SpaceName, Exposure),
    /// To [`Question::Scan`].
    Scan(SpaceName, Scan),
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

/// Which rows of the table are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowsParams {
    /// Sort by this column; `None` = rows with a picture first, in file order.
    pub by: Option<String>,
    /// Largest first?
    pub descending: bool,
    /// Only rows in which this stands, in any column and any case.
    pub search: String,
    /// Only rows with a picture?
    pub pictured: bool,
    /// The first wanted row of the sorted and searched ones.
    pub first: usize,
    /// How many.
    pub count: usize,
}

/// A piece of the table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rows {
    /// What was asked.
    pub params: RowsParams,
    /// Names of all columns.
    pub columns: Vec<String>,
    /// Rows found, of which `rows` is a piece.
    pub found: usize,
    /// Rows of the table.
    pub total: usize,
    /// The piece.
    pub rows: Vec<TableRow>,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRow {
    /// Its number in the file, the first is 0.
    pub row: usize,
    /// Position in the catalogue; `None` where the collection shows only what has a picture.
    pub track: Option<usize>,
    /// Has it a picture?
    pub pictured: bool,
    /// Its cells, as the file has them.
    pub cells: Vec<String>,
}
