//! What the page asks beside the analysis itself: one question a figure or table.

use serde::{Deserialize, Serialize};

use crate::analysis::{RowsParams, Study};
use crate::rank::{SplitParams, TopParams};
use crate::space::SpaceName;

/// A question about what is loaded and computed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Question {
    /// The first tracks by a column.
    Top(TopParams),
    /// Two sides of a column.
    Split(SplitParams),
    /// Are the common claims true?
    Claims,
    /// What takes a while to find out.
    Study(Study),
    /// The clusters in numbers and names.
    Profiles(SpaceName),
    /// k-means on the columns as the file has them.
    RawClusters,
    /// What each column adds to the score of two tracks in feature space.
    Contributions {
        /// Position in the catalogue.
        query: usize,
        /// Position in the catalogue.
        track: usize,
    },
    /// Rows of the table.
    Rows(RowsParams),
}
