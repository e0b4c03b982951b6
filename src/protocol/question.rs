//! What the page asks beside the analysis itself: one question a figure or table.

use serde::{Deserialize, Serialize};

use crate::compare::{SplitParams, TopParams};
use crate::pipeline::{RowsParams, SpaceName, Study};

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
