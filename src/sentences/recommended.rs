//! How recommending works with the settings and the data in force.

use std::fmt;

use super::alike::list;
use crate::wording::{grouped, readable, share as percent};

/// Columns named one by one; more are counted.
const MOST_NAMED: usize = 8;

sentences! {
    /// How recommending works.
    Recommended of RecommendedKind {
        /// The track is alone.
        NoOtherTrack,
        /// Pixels are compared.
        ComparedByPixels {
            /// Tracks that it is compared with.
            n_others: usize,
        },
        /// The timbre of pictures is compared.
        ComparedByTimbre {
            /// Tracks that it is compared with.
            n_others: usize,
            /// How many numbers a timbre has.
            n_numbers: usize,
        },
        /// Columns of numbers are compared.
        ComparedByColumns {
            /// Tracks that it is compared with.
            n_others: usize,
            /// Their names.
            columns: Vec<String>,
        },
        /// Every number has mean 0 and variance 1, unless it is the same for all.
        Standardised,
        /// Timbre is standardised, weighted by parts and whitened.
        Whitened,
        /// The distances of raw columns are nearly those of one of them.
        DecidesNearlyAlone {
            /// Its name.
            column: String,
            /// Its share of the variance, 0 to 1.
            share: f64,
        },
        /// One of the raw columns adds most to the distances, or as much as any other.
        NoneCountsMore {
            /// Its name.
            column: String,
            /// Its share of the variance, 0 to 1.
            share: f64,
        },
        /// In the raw columns no track differs from another.
        AllAreEqual,
        /// The distances of many raw numbers come from those that vary.
        WhatVariesCounts,
        /// The cosine of raw numbers is a sum of their products.
        LargeNumbersAdd,
        /// The nearest are recommended.
        NearestAre {
            /// How many.
            n: usize,
            /// May a filter leave fewer?
            up_to: bool,
        },
        /// Those with the highest cosine are recommended.
        MostAlikeAre {
            /// How many.
            n: usize,
            /// May a filter leave fewer?
            up_to: bool,
        },
        /// All others are copies, and copies are left out.
        AllAreCopies,
        /// Only the track's cluster is searched.
        OnlySameGroup,
        /// Of one artist only some are recommended.
        MostByArtist {
            /// How many.
            n: usize,
        },
        /// Copies are not recommended.
        CopiesLeftOut {
            /// What counts as a copy.
            rules: String,
        },
        /// Copies are recommended like any other track.
        CopiesMayBeAmong,
    }
}

impl fmt::Display for Recommended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nearest = "at the smallest distance";
        let most_alike = "with the highest cosine, those that point most nearly the same way,";
        match self {
            Self::NoOtherTrack => f.write_str("There is no other track to compare with."),
            Self::ComparedByPixels { n_others } => {
                compared(f, *n_others, "the 4,096 pixels of its picture, made 64 x 64")
            }
            Self::ComparedByTimbre {
                n_others,
                n_numbers,
            } => compared(f, *n_others, &format!("the {n_numbers} numbers of its timbre")),
            Self::ComparedByColumns { n_others, columns } => {
                compared(f, *n_others, &numbers(columns))
            }
            Self::Standardised => f.write_str(
                "Each that varies is standardised first (mean 0, variance 1), so that all these count alike.",
            ),
            Self::Whitened => f.write_str(
                "They are standardised, weighted so that each of its six parts counts as a whole, and whitened, so that what \
                 varies together counts once.",
            ),
            Self::DecidesNearlyAlone { column, share } => as_the_file(
                f,
                format_args!("{} makes {} of their variance and decides {}", readable(column), percent(*share), alone(*share)),
            ),
            Self::NoneCountsMore { column, share } => as_the_file(
                f,
                format_args!("none counts more than {}, which makes {} of their variance", readable(column), percent(*share)),
            ),
            Self::AllAreEqual => as_the_file(f, format_args!("there all tracks are equal")),
            Self::WhatVariesCounts => f.write_str(
                "They are compared as the files have them: the more a number varies, the more it counts.",
            ),
            Self::LargeNumbersAdd => f.write_str(
                "They are compared as the files have them: the larger a number, the more it adds to the cosine.",
            ),
            Self::NearestAre { n, up_to } => are_recommended(f, *n, *up_to, nearest),
            Self::MostAlikeAre { n, up_to } => are_recommended(f, *n, *up_to, most_alike),
            Self::AllAreCopies => f.write_str("All others are copies of it."),
            Self::OnlySameGroup => f.write_str("Only tracks of the same group are recommended."),
            Self::MostByArtist { n: 1 } => f.write_str("Of one artist at most one track is recommended."),
            Self::MostByArtist { n } => write!(f, "Of one artist at most {n} tracks are recommended."),
            Self::CopiesLeftOut { rules } => write!(f, "Copies are left out: tracks with {rules}."),
            Self::CopiesMayBeAmong => f.write_str("Copies of a recording may be among them."),
        }
    }
}

fn as_the_file(f: &mut fmt::Formatter<'_>, what: fmt::Arguments<'_>) -> fmt::Result {
    write!(f, "They are compared as the file has them: {what}.")
}

/// How a column decides that has this share of the variance, 0 to 1.
pub(super) fn alone(share: f64) -> &'static str {
    if share < 1.0 { "nearly alone" } else { "alone" }
}

fn compared(f: &mut fmt::Formatter<'_>, n_others: usize, by: &str) -> fmt::Result {
    match n_others {
        1 => write!(f, "A track is compared with the other track by {by}."),
        n => write!(
            f,
            "A track is compared with the {} other tracks by {by}.",
            grouped(n)
        ),
    }
}

fn numbers(columns: &[String]) -> String {
    let n = columns.len();
    match columns {
        [column] => format!("one number: {}", readable(column)),
        _ if n <= MOST_NAMED => {
            format!("{n} numbers: {}", list(columns.iter().map(|c| readable(c))))
        }
        _ => format!("{n} numbers of the table"),
    }
}

fn are_recommended(f: &mut fmt::Formatter<'_>, n: usize, up_to: bool, which: &str) -> fmt::Result {
    match (n, up_to) {
        (1, false) => write!(f, "The track {which} is recommended."),
        (n, false) => write!(f, "The {} tracks {which} are recommended.", grouped(n)),
        (1, true) => write!(f, "At most one track {which} is recommended."),
        (n, true) => write!(f, "Up to {} tracks {which} are recommended.", grouped(n)),
    }
}
