//! What a search among the tracks has found.

use std::fmt;

use crate::wording::{grouped, tracks};

sentences! {
    /// What a search among the tracks has found.
    Searched of SearchedKind {
        /// Tracks hold all words.
        Holding {
            /// How many.
            n: usize,
        },
        /// Tracks are by an artist.
        By {
            /// How many.
            n: usize,
            /// Who.
            artist: String,
        },
        /// No track holds all words.
        NoneHolds,
        /// No track is by an artist.
        NoneBy {
            /// Who.
            artist: String,
        },
        /// Some of those found are left out.
        SomeAreLeftOut {
            /// How many.
            n: usize,
        },
        /// Some of those found are not on the map in view.
        SomeAreNotOnMap {
            /// How many.
            n: usize,
        },
        /// More were found than are listed.
        MoreThanListed {
            /// How many more.
            n: usize,
        },
    }
}

impl fmt::Display for Searched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Holding { n } => write!(f, "{}.", tracks(*n)),
            Self::By { n, artist } => write!(f, "{} by {artist}.", tracks(*n)),
            Self::NoneHolds => f.write_str("No track holds all of these words."),
            Self::NoneBy { artist } => write!(f, "No track is by {artist}."),
            Self::SomeAreLeftOut { n: 1 } => f.write_str("1 of them is left out."),
            Self::SomeAreLeftOut { n } => write!(f, "{} of them are left out.", grouped(*n)),
            Self::SomeAreNotOnMap { n: 1 } => f.write_str("1 of them is not on this map."),
            Self::SomeAreNotOnMap { n } => {
                write!(f, "{} of them are not on this map.", grouped(*n))
            }
            Self::MoreThanListed { n } => write!(f, "And {} more.", grouped(*n)),
        }
    }
}
