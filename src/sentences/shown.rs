//! How pictures are drawn, and which tracks and columns are shown.

use std::fmt;

use super::alike::list;
use crate::data::Frame;
use crate::wording::{grouped, readable, taking_part, tracks};

sentences! {
    /// How pictures are drawn.
    Pictured of PicturedKind {
        /// There is one.
        OnePicture {
            /// Its kind: "387 x 385 magma".
            kind: String,
        },
        /// All are drawn alike.
        AllOfOneKind {
            /// How many.
            n: usize,
            /// Their kind.
            kind: String,
        },
        /// They are drawn in several ways.
        SeveralKinds {
            /// How many are of each kind that is named.
            kinds: Vec<(usize, String)>,
            /// Pictures of further kinds.
            n_rest: usize,
        },
        /// None of a kind has a margin.
        NoMargin,
        /// Most of a kind have none.
        MostHaveNoMargin,
        /// Some of a kind have none.
        SomeHaveNoMargin {
            /// How many.
            n: usize,
            /// Of how many.
            of: usize,
        },
        /// What surrounds the spectrograms of a kind.
        Margin {
            /// Its widths.
            frame: Frame,
            /// Pictures that have just this, and pictures of the kind; `None` where all have.
            some: Option<(usize, usize)>,
            /// Is it cut off?
            is_cut: bool,
        },
        /// More than one kind holds over a tenth of the pictures.
        KindsAreMixed,
        /// What mean pictures are of.
        MeansOf {
            /// Pictures on the low side.
            n_low: usize,
            /// Pictures on the high side.
            n_high: usize,
        },
        /// Both sides have pictures, and their difference is shown.
        RedIsBrighter,
        /// A kind is rare.
        FewLikeThis,
    }
}

impl fmt::Display for Pictured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OnePicture { kind } => write!(f, "The picture is {kind}."),
            Self::AllOfOneKind { n, kind } => {
                write!(f, "All {} pictures are {kind}.", grouped(*n))
            }
            Self::SeveralKinds { kinds, n_rest } => several(f, kinds, *n_rest),
            Self::NoMargin => f.write_str("No margin."),
            Self::MostHaveNoMargin => f.write_str("Most have no margin."),
            Self::SomeHaveNoMargin { n, of } => {
                write!(f, "{} of {} have no margin.", grouped(*n), grouped(*of))
            }
            Self::Margin {
                frame,
                some,
                is_cut,
            } => {
                let Frame {
                    left,
                    top,
                    right,
                    bottom,
                } = frame;
                let what = if *is_cut { "cut off" } else { "kept" };
                let whose = some.map_or_else(String::new, |(n, of)| {
                    format!(" ({} of {})", grouped(n), grouped(of))
                });
                write!(
                    f,
                    "Margin of {left} pixels left, {top} above, {right} right and {bottom} below{whose}: {what}."
                )
            }
            Self::KindsAreMixed => f.write_str(
                "More than one kind holds over a tenth of the pictures. Between kinds, distance is partly about how pictures \
                 are drawn, not about sound.",
            ),
            Self::MeansOf { n_low, n_high } => write!(
                f,
                "Means of all tracks with a picture: {} on the low side, {} on the high side. The top is the highest band.",
                tracks(*n_low),
                tracks(*n_high)
            ),
            Self::RedIsBrighter => f.write_str("Red is brighter on the high side."),
            Self::FewLikeThis => f.write_str(
                "Few pictures are drawn like this. They may not belong to the others, and can bend the whole map.",
            ),
        }
    }
}

fn several(f: &mut fmt::Formatter<'_>, kinds: &[(usize, String)], n_rest: usize) -> fmt::Result {
    let is = |n: usize| if n == 1 { "is" } else { "are" };
    let named = (0..).zip(kinds).map(|(i, (n, kind))| {
        let pictures = match (i, n) {
            (0, 1) => " picture",
            (0, _) => " pictures",
            _ => "",
        };
        format!("{}{pictures} {} {kind}", grouped(*n), is(*n))
    });
    let others = if n_rest == 1 {
        "another kind"
    } else {
        "other kinds"
    };
    let rest = (n_rest > 0).then(|| format!("{} {} of {others}", grouped(n_rest), is(n_rest)));
    write!(f, "{}.", list(named.chain(rest)))
}

sentences! {
    /// Which tracks and columns are shown.
    Shown of ShownKind {
        /// Some tracks lack what a space is made from.
        LackAndAreLeftOut {
            /// How many.
            n: usize,
            /// What they lack: "a picture".
            lack: String,
        },
        /// A figure shows all tracks.
        AllTracks {
            /// How many.
            n: usize,
        },
        /// A figure shows some.
        TracksAtRandom {
            /// How many there are.
            n: usize,
            /// How many are shown.
            n_shown: usize,
        },
        /// Bars stand for the features that were chosen.
        ChosenFeatures {
            /// How many.
            n: usize,
            /// Of how many.
            of: usize,
        },
        /// Bars stand for the features in which tracks differ most from all others.
        FeaturesThatDiffer {
            /// How many.
            n: usize,
            /// Of how many.
            of: usize,
        },
        /// Numbers are missing.
        Missing {
            /// Columns, and how many tracks have none there.
            columns: Vec<(String, usize)>,
        },
        /// The track that is shown first has the largest number in a column.
        NoneIsHigher {
            /// The column.
            column: String,
            /// The number.
            value: String,
        },
        /// The track that is shown first is any.
        ToBeginWith,
        /// Tracks whose pictures are asked about lack a number.
        PicturedWithoutNumber {
            /// How many.
            n: usize,
        },
        /// The person left tracks out.
        NothingHoldsThem {
            /// How many there are.
            n_tracks: usize,
            /// How many were left out.
            n_left_out: usize,
        },
        /// Some tracks, or one, were left out.
        OutOfEverything,
        /// Another key fits better.
        WouldMatch {
            /// Pictures that would have a row.
            n: usize,
            /// Of how many.
            of: usize,
            /// The column of that key.
            column: String,
            /// What file names look like.
            pattern: String,
        },
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LackAndAreLeftOut { n: 1, lack } => {
                write!(f, "1 track lacks {lack} and is left out.")
            }
            Self::LackAndAreLeftOut { n, lack } => {
                write!(f, "{} lack {lack} and are left out.", tracks(*n))
            }
            Self::AllTracks { n } => write!(f, "{}.", tracks(*n)),
            Self::TracksAtRandom { n, n_shown } => write!(
                f,
                "{}, of which {} sampled at random are shown.",
                tracks(*n),
                grouped(*n_shown)
            ),
            Self::ChosenFeatures { n, of } => {
                write!(f, "{n} of {of} features are drawn: those that are chosen.")
            }
            Self::FeaturesThatDiffer { n, of } => write!(
                f,
                "{n} of {of} features are drawn: those in which these tracks differ most from all others."
            ),
            Self::Missing { columns } => {
                let columns: Vec<String> = columns
                    .iter()
                    .map(|(name, n)| format!("{} in {}", readable(name), tracks(*n)))
                    .collect();
                write!(f, "Missing: {}.", columns.join(", "))
            }
            Self::NoneIsHigher { column, value } => write!(
                f,
                "Shown to begin with: no track has a higher {} ({value}).",
                readable(column)
            ),
            Self::ToBeginWith => {
                f.write_str("Shown to begin with; choose another on the map, in a list or in Data.")
            }
            Self::PicturedWithoutNumber { n: 1 } => {
                f.write_str("1 track with a picture lacks the number and is left out.")
            }
            Self::PicturedWithoutNumber { n } => write!(
                f,
                "{} with a picture lack the number and are left out.",
                tracks(*n)
            ),
            Self::NothingHoldsThem {
                n_tracks,
                n_left_out,
            } => {
                let them = if *n_left_out == 1 { "it" } else { "them" };
                let those = if *n_left_out == 1 {
                    "that one"
                } else {
                    "those"
                };
                write!(
                    f,
                    "{}: nothing is computed from {those}, and no map, list or number holds {them}.",
                    taking_part(*n_tracks, *n_left_out)
                )
            }
            Self::OutOfEverything => f.write_str("Left out of everything."),
            Self::WouldMatch {
                n,
                of,
                column,
                pattern,
            } => write!(
                f,
                "{} of {} pictures match “{column}” with {pattern}.",
                grouped(*n),
                grouped(*of)
            ),
        }
    }
}
