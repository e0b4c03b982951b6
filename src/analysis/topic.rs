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
    /// How far a space agrees with any column of the table: its number there.
    Agreement(SpaceName, u16),
}

impl Study {
    /// The space it is about; `None` where it is about all of them.
    pub fn space(self) -> Option<SpaceName> {
        match self {
            Self::Scan(space)
            | Self::Exposure(space)
            | Self::Quality(space)
            | Self::Separation(space)
            | Self::Profiles(space)
            | Self::Agreement(space, _) => Some(space),
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
    /// How the points of maps are coloured by distance, or by a column.
    Coloring,
    /// How far a space agrees with columns.
    Agreement(SpaceName),
    /// What takes a while to find out.
    Study(Study),
}

impl Topic {
    /// Everything that can be asked about these spaces of a catalogue and change while the catalogue stays.
    pub fn all(spaces: impl Iterator<Item = SpaceName>) -> impl Iterator<Item = Self> {
        let of_space = |space| {
            let studies = [
                Study::Profiles(space),
                Study::Quality(space),
                Study::Separation(space),
                Study::Scan(space),
                Study::Exposure(space),
            ];
            let studies = studies.into_iter().map(Self::Study);
            studies.chain([Self::Agreement(space)])
        };
        let of_all = [Study::RawClusters, Study::Scorecard, Study::ColumnGains];
        [Self::Lists, Self::Contributions, Self::Top, Self::Coloring]
            .into_iter()
            .chain(spaces.flat_map(of_space))
            .chain(of_all.map(Self::Study))
    }
}
