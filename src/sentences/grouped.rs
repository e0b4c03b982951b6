//! What clusters are worth, and how many of them there should be.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::alike::list;
use super::recommended::alone;
use crate::wording::{grouped, plain, readable, share as percent, three_digits, tracks};

/// Clusters of one size named one by one; more are counted.
const MOST_NAMED: usize = 3;

/// In what a silhouette was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MeasuredOn {
    /// The two principal components.
    Components,
    /// The two coordinates of the map by t-SNE.
    Tsne,
    /// All that the space holds.
    Space,
    /// The columns as the file has them.
    RawColumns,
}

/// The clusters that are as large as one another.
#[derive(Clone, Debug, PartialEq)]
pub struct OfOneSize {
    /// What they are called.
    pub names: Vec<String>,
    /// Tracks in each.
    pub size: usize,
    /// The same as a share of all, 0 to 1.
    pub share: f64,
}

sentences! {
    /// What clusters are worth.
    Grouped of GroupedKind {
        /// There is none.
        NoGroups,
        /// All tracks are in one.
        OneGroup {
            /// Tracks in it.
            n_tracks: usize,
        },
        /// k-means found several.
        GroupsFound {
            /// Tracks in all of them.
            n_tracks: usize,
            /// How many there are.
            n_groups: usize,
        },
        /// None is larger than another.
        AllOfOneSize {
            /// Tracks in each.
            size: usize,
        },
        /// Some are larger than others.
        LargestAndSmallest {
            /// The largest, and those as large.
            largest: OfOneSize,
            /// The smallest, and those as small.
            smallest: OfOneSize,
        },
        /// Some have no mean that is off that of all tracks.
        NothingSeparates {
            /// How many.
            n: usize,
        },
        /// How far they are from one another.
        MeanSilhouette {
            /// In what that was measured.
            on: MeasuredOn,
            /// -1 to 1.
            value: f64,
        },
        /// At least one of them has a name that was computed from its means.
        NamesSayWhatIsOff,
        /// Of several starts of k-means none was better than the first.
        FirstStartIsBest {
            /// How many.
            n_init: usize,
        },
        /// Of several starts of k-means a later one was better than the first.
        LaterStartIsBetter {
            /// How many.
            n_init: usize,
            /// How much less inertia it has, in percent.
            percent: f64,
        },
        /// In the raw columns no track differs from another.
        NothingTellsApart,
        /// The distances of raw columns are nearly those of one of them.
        OneDecides {
            /// Its name.
            column: String,
            /// Its share of the variance, 0 to 1.
            share: f64,
        },
        /// No raw column makes nearly all of the variance.
        NoneDecides {
            /// One that makes as much as any other.
            column: String,
            /// Its share of the variance, 0 to 1.
            share: f64,
        },
    }
}

impl fmt::Display for Grouped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoGroups => f.write_str("There are no groups."),
            Self::OneGroup { n_tracks } => write!(f, "There is one group: {}.", tracks(*n_tracks)),
            Self::GroupsFound { n_tracks, n_groups } => write!(
                f,
                "k-means put {} into {n_groups} groups, each track into the one whose mean is nearest.",
                tracks(*n_tracks)
            ),
            Self::AllOfOneSize { size } => write!(f, "Each has {}.", tracks(*size)),
            Self::LargestAndSmallest { largest, smallest } => {
                let verb = if largest.names.len() == 1 { "is" } else { "are" };
                write!(f, "The largest {verb} {largest}, the smallest {smallest}.")
            }
            Self::NothingSeparates { n: 1 } => {
                f.write_str("Nothing separates one of them from the collection as a whole.")
            }
            Self::NothingSeparates { n } => {
                write!(f, "Nothing separates {n} of them from the collection as a whole.")
            }
            Self::MeanSilhouette { on, value } => {
                let on = match on {
                    MeasuredOn::Components => "On the two principal components",
                    MeasuredOn::Tsne => "On the map by t-SNE",
                    MeasuredOn::Space => "In all that is compared",
                    MeasuredOn::RawColumns => "In the columns as the file has them",
                };
                let (value, separate) = (plain(*value, 2), how_separate(*value));
                write!(f, "{on} the mean silhouette is {value}: {separate}.")
            }
            Self::NamesSayWhatIsOff => f.write_str(
                "A computed name says in what a group lies off the average of this collection; it is no genre.",
            ),
            Self::FirstStartIsBest { n_init } => write!(
                f,
                "{n_init} starts of k-means found nothing better than the first alone."
            ),
            Self::LaterStartIsBetter { n_init, percent } => write!(
                f,
                "The best of {n_init} starts of k-means has {} % less inertia than the first alone.",
                three_digits(*percent)
            ),
            Self::NothingTellsApart => f.write_str(
                "All tracks are equal in these columns: nothing tells them apart.",
            ),
            Self::OneDecides { column, share } => write!(
                f,
                "Here {} decides {}: it makes {} of the variance, because its numbers differ the most.",
                readable(column),
                alone(*share),
                percent(*share)
            ),
            Self::NoneDecides { column, share } => write!(
                f,
                "No column decides alone here; none counts more than {}, with {} of the variance.",
                readable(column),
                percent(*share)
            ),
        }
    }
}

impl fmt::Display for OfOneSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = self.names.iter().take(MOST_NAMED);
        let more = self.names.len().saturating_sub(MOST_NAMED);
        let more = (more > 0).then(|| format!("{} more", grouped(more)));
        let names = list(named.map(|name| format!("“{name}”")).chain(more));
        let each = if self.names.len() > 1 { " each" } else { "" };
        let (size, share) = (tracks(self.size), percent(self.share));
        write!(f, "{names} with {size}{each} ({share})")
    }
}

/// What a mean silhouette says: Kaufman and Rousseeuw, "Finding Groups in Data", 1990, table 4.
fn how_separate(silhouette: f64) -> &'static str {
    match silhouette {
        s if s > 0.7 => "the groups are clearly separate",
        s if s > 0.5 => "the groups are fairly separate",
        s if s > 0.25 => "the groups overlap",
        _ => "the groups hardly separate",
    }
}

sentences! {
    /// How many clusters there should be, and which of them nothing separates.
    Suggested of SuggestedKind {
        /// No mean of a cluster is off that of all tracks.
        NothingSeparatesIt {
            /// How far off it should be, in standard deviations.
            least: f64,
        },
        /// No grouping has a silhouette.
        TooFewToGroup,
        /// One number of clusters has the highest silhouette, or is the least of those that have.
        HighestSilhouette {
            /// The number.
            k: usize,
            /// Its silhouette.
            value: f64,
            /// Other numbers with a silhouette nearly as high.
            close: Vec<(usize, f64)>,
        },
        /// The same, where it is too low to speak of groups.
        NoGroupingStandsOut {
            /// The number.
            k: usize,
            /// Its silhouette.
            value: f64,
            /// Below this groups hardly separate.
            least: f64,
            /// Other numbers with a silhouette nearly as high.
            close: Vec<(usize, f64)>,
        },
        /// Silhouettes were measured on some tracks only.
        SilhouettesOfSome {
            /// How many.
            n_measured: usize,
            /// Of how many.
            n_samples: usize,
        },
    }
}

impl fmt::Display for Suggested {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let too = |close: &[(usize, f64)]| {
            let too =
                |(k, value): &(usize, f64)| format!("; k = {k} is close ({})", plain(*value, 2));
            let close: Vec<String> = close.iter().map(too).collect();
            close.concat()
        };
        match self {
            Self::NothingSeparatesIt { least } => write!(
                f,
                "Nothing separates it: no mean is {least} standard deviations off that of all tracks."
            ),
            Self::TooFewToGroup => {
                f.write_str("There are too few different tracks to compare groupings.")
            }
            Self::HighestSilhouette { k, value, close } => write!(
                f,
                "k = {k}: the highest silhouette, {}{}.",
                plain(*value, 2),
                too(close)
            ),
            Self::NoGroupingStandsOut {
                k,
                value,
                least,
                close,
            } => write!(
                f,
                "No grouping stands out: the highest silhouette is {}, at k = {k}, and below {least} groups hardly separate{}.",
                plain(*value, 2),
                too(close)
            ),
            Self::SilhouettesOfSome {
                n_measured,
                n_samples,
            } => write!(
                f,
                "Silhouettes are measured on {} of {} tracks.",
                grouped(*n_measured),
                grouped(*n_samples)
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_range_of_silhouettes_has_words_of_its_own() {
        let words = [0.8, 0.6, 0.3, 0.25].map(how_separate);
        assert!(words.windows(2).all(|pair| pair[0] != pair[1]));
        let of = |n: usize| OfOneSize {
            names: (1..=n).map(|i| i.to_string()).collect(),
            size: 1,
            share: 0.125,
        };
        assert_eq!(of(1).to_string(), "“1” with 1 track (12.5 %)");
        assert_eq!(
            of(5).to_string(),
            "“1”, “2”, “3” and 2 more with 1 track each (12.5 %)"
        );
    }
}
