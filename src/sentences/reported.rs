//! What the report says of its parts: what they hold, and what they lack.

use std::fmt;

use super::alike::list;
use crate::wording::{counted, fixed, grouped, tracks};

sentences! {
    /// What the report says of its parts.
    Reported of ReportedKind {
        /// A space is not there.
        NoSpace {
            /// Why, as the end of a sentence.
            why: String,
        },
        /// The first page says how many clusters there are.
        ComparedBy {
            /// The end of "compared by features".
            by: String,
            /// Tracks in all of them.
            n_tracks: usize,
            /// How many there are.
            n_clusters: usize,
            /// Sizes of the first ones.
            sizes: Vec<usize>,
        },
        /// How far the map can be trusted.
        MapTrust {
            /// 0 to 1.
            value: f64,
            /// Is this the first to speak of it?
            is_first: bool,
        },
        /// How many clusters are in use.
        InUse {
            /// How many.
            k: usize,
        },
        /// The grouping of the columns as the file has them.
        RawGrouping {
            /// Tracks in it.
            n_tracks: usize,
            /// Clusters.
            k: usize,
            /// Their inertia.
            inertia: f64,
            /// Iterations made.
            n_iter: usize,
        },
        /// There is nothing to recommend for.
        NoTrack,
        /// A list's first pictures are on the first page.
        OnFirstPage,
        /// Who is nearest.
        NearestTo {
            /// The track.
            name: String,
            /// The end of "nearest by features".
            by: String,
            /// The nearest, in quotes.
            nearest: Vec<String>,
        },
        /// A track has no list in one space.
        NoListFor {
            /// The track.
            name: String,
        },
        /// The list within the cluster is the list of all.
        SameList {
            /// What it is called.
            title: String,
        },
        /// A list goes on in the appendix.
        FirstShownHere {
            /// How many stand here.
            n: usize,
        },
        /// A table has the first tracks only.
        FirstOf {
            /// How many.
            n_shown: usize,
            /// Of how many.
            n: usize,
        },
        /// Long numbers are shortened.
        Rounded {
            /// Longer ones are.
            most_signs: usize,
        },
        /// Pictures are those of the analysis.
        GreyPictures {
            /// Would the person's own be too large? Else they cannot be read again.
            is_too_large: bool,
        },
        /// There is no table to compare pictures with.
        NothingToCompareWith,
        /// There are no pictures to measure.
        NothingToMeasure,
    }
}

impl fmt::Display for Reported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSpace { why } => write!(f, "Left out: {why}."),
            Self::ComparedBy {
                by,
                n_tracks,
                n_clusters,
                sizes,
            } => {
                let n_smaller = n_clusters.saturating_sub(sizes.len());
                let smaller =
                    (n_smaller > 0).then(|| format!("{} smaller ones", grouped(n_smaller)));
                let sizes = sizes.iter().map(|&size| grouped(size)).chain(smaller);
                let of = if *n_clusters > 1 {
                    format!(" of {}", list(sizes))
                } else {
                    String::new()
                };
                let clusters = counted(*n_clusters, "cluster", "clusters");
                write!(f, "Compared {by}: {} in {clusters}{of}.", tracks(*n_tracks))
            }
            Self::MapTrust { value, is_first } => {
                let meaning = if *is_first {
                    " (1: all who are near on it are near in truth; about 0.5: a random map)"
                } else {
                    ""
                };
                write!(
                    f,
                    "Trustworthiness of the map: {}{meaning}.",
                    fixed(*value, 3)
                )
            }
            Self::InUse { k } => write!(f, "In use: k = {k}."),
            Self::RawGrouping {
                n_tracks,
                k,
                inertia,
                n_iter,
            } => write!(
                f,
                "{}. k-means (k = {k}) on the columns as the file has them: inertia {} after {}.",
                tracks(*n_tracks),
                fixed(*inertia, 2),
                counted(*n_iter, "iteration", "iterations")
            ),
            Self::NoTrack => f.write_str("Left out: there is no track."),
            Self::OnFirstPage => {
                f.write_str("The first of them stand with their pictures on the first page.")
            }
            Self::NearestTo { name, by, nearest } => {
                let nearest = list(nearest.iter().map(|name| format!("“{name}”")));
                write!(f, "Nearest to “{name}” {by}: {nearest}.")
            }
            Self::NoListFor { name } => write!(f, "There is no list for “{name}”."),
            Self::SameList { title } => write!(f, "{title}: the same list."),
            Self::FirstShownHere { n } => {
                write!(
                    f,
                    "The first {n} are shown here, the others in the appendix."
                )
            }
            Self::FirstOf { n_shown, n } => {
                write!(f, "The first {} of {}.", grouped(*n_shown), tracks(*n))
            }
            Self::Rounded { most_signs } => write!(
                f,
                "Numbers of more than {most_signs} signs are rounded, all of their column alike; the others are as the file \
                 has them."
            ),
            Self::GreyPictures { is_too_large } => {
                let why = if *is_too_large {
                    ", to keep this file small"
                } else {
                    ": their files could not be read again"
                };
                write!(
                    f,
                    "Pictures in grey are those of the analysis, 64 x 64 pixels{why}."
                )
            }
            Self::NothingToCompareWith => f.write_str(
                "Left out: without a table there is nothing to compare the pictures with.",
            ),
            Self::NothingToMeasure => {
                f.write_str("There are no pictures: what is said of them cannot be measured.")
            }
        }
    }
}
