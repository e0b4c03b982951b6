//! What the page asks beside the analysis itself: one question a figure or table.

use serde::{Deserialize, Serialize};

use crate::analysis::{RowsParams, SearchParams, Study};
use crate::figures::ColoringParams;
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
    /// The colours of the points of a map.
    Coloring(ColoringParams),
    /// Tracks of which these words are written.
    Search(SearchParams),
}

impl Question {
    /// The question that a study answers.
    pub fn of(study: Study) -> Self {
        match study {
            Study::Profiles(space) => Self::Profiles(space),
            Study::RawClusters => Self::RawClusters,
            study => Self::Study(study),
        }
    }

    /// The study that it takes; `None` for what is answered at once.
    pub fn study(&self) -> Option<Study> {
        match self {
            Self::Study(study) => Some(*study),
            Self::Profiles(space) => Some(Study::Profiles(*space)),
            Self::RawClusters => Some(Study::RawClusters),
            Self::Top(_)
            | Self::Split(_)
            | Self::Claims
            | Self::Contributions { .. }
            | Self::Rows(_)
            | Self::Coloring(_)
            | Self::Search(_) => None,
        }
    }
}
