//! What can be asked about an analysis.

use serde::{Deserialize, Serialize};

use crate::space::SpaceName;

/// What can be studied of a space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Study {
    /// Every number of clusters.
    Scan(SpaceName),
    /// How often each track is recommended.
    Exposure(SpaceName),
    /// How far the map can be trusted, and which tracks are far from all others.
    Quality(SpaceName),
    /// How well the clusters separate in all that is known of the tracks, where they were found in less.
    Separation(SpaceName),
    /// The clusters in numbers and names.
    Profiles(SpaceName),
    /// The notebook's last grouping: k-means on the columns as the file has them.
    RawClusters,
    /// How well each space agrees with a column of labels.
    Scorecard,
    /// Which other columns help features to agree with it.
    ColumnGains,
}

impl Study {
    /// The space it is about; `None` where it is about all of them.
    pub fn space(self) -> Option<SpaceName> {
        match self {
            Self::Scan(space)
            | Self::Exposure(space)
            | Self::Quality(space)
            | Self::Separation(space)
            | Self::Profiles(space) => Some(space),
            Self::RawClusters | Self::ColumnGains => Some(SpaceName::Features),
            Self::Scorecard => None,
        }
    }
}

/// What an answer is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Topic {
    /// The lists of recommendations for a track.
    Lists,
    /// What each column adds to a score.
    Contributions,
    /// The features of the first tracks by a column.
    Top,
    /// What takes a while to find out.
    Study(Study),
}

impl Topic {
    /// Everything that can be asked about these spaces of a catalogue and change while the catalogue stays.
    pub fn all(spaces: impl Iterator<Item = SpaceName>) -> impl Iterator<Item = Self> {
        let of_space = |space| {
            [
                Study::Profiles(space),
                Study::Quality(space),
                Study::Separation(space),
                Study::Scan(space),
                Study::Exposure(space),
            ]
        };
        let studies = spaces.flat_map(of_space);
        let studies = studies
            .chain([Study::RawClusters, Study::Scorecard, Study::ColumnGains])
            .map(Self::Study);
        [Self::Lists, Self::Contributions, Self::Top]
            .into_iter()
            .chain(studies)
    }
}
