//! What the page asks beside the analysis itself, and the answers: one of each a figure or table.

use serde::{Deserialize, Serialize};

use crate::cluster::Scan;
use crate::compare::{FeatureBars, Split, SplitParams, Top, TopParams};
use crate::embed::Trustworthiness;
use crate::explain::{Claim, Contributions, Exposure};
use crate::pipeline::SpaceName;
pub use crate::pipeline::{Profiles, RawGroups, Rows, RowsParams, TableRow};
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
    /// How far the map can be trusted, and which tracks stand apart. Takes a while.
    Quality(SpaceName),
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
    /// To [`Question::Quality`].
    Quality(SpaceName, Quality),
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

/// What a map is worth, and which tracks stand apart in the space that it shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quality {
    /// `None` where there are too few tracks to tell.
    pub trustworthiness: Option<Trustworthiness>,
    /// Tracks far from all their neighbours, the furthest first.
    pub outliers: Vec<OutlierTrack>,
    /// Distances above this stand apart.
    pub threshold: f64,
    /// Neighbours that each distance is the mean of.
    pub n_neighbors: usize,
    /// Tracks checked: all, or a seeded sample of a large collection.
    pub n_checked: usize,
    /// Tracks of the space.
    pub n_samples: usize,
}

/// A track that stands apart.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutlierTrack {
    /// Position in the catalogue.
    pub track: usize,
    /// Mean distance to its nearest neighbours, in standardised units.
    pub distance: f64,
}
