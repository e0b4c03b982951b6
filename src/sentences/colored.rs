//! What the colours of a map leave out.

use std::fmt;

use crate::wording::{grouped, readable, spoken, tracks};

sentences! {
    /// What colours do not show.
    Colored of ColoredKind {
        /// Values of a column that share one grey.
        OthersAreGrey {
            /// Values with a colour of their own.
            n_shown: usize,
            /// The others.
            n_other_values: usize,
        },
        /// Sizes beyond the ends of the colours.
        Clipped {
            /// The ends.
            range: (f64, f64),
            /// Tracks below the first or above the second.
            n_beyond: usize,
        },
        /// Tracks without a size.
        NoSize {
            /// How many.
            n: usize,
        },
        /// No two tracks have the same value of a column.
        NothingShared {
            /// The column.
            column: String,
        },
        /// The track in question is not in the space in which distances are measured.
        NoDistances {
            /// What it is called.
            track: String,
            /// How the space is called: "by timbre".
            by: String,
        },
    }
}

impl fmt::Display for Colored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OthersAreGrey {
                n_shown,
                n_other_values,
            } => {
                let others = match n_other_values {
                    1 => "1 other is grey".to_owned(),
                    n => format!("{} others are grey", grouped(*n)),
                };
                write!(
                    f,
                    "The {n_shown} most frequent values have a colour, {others}."
                )
            }
            Self::Clipped { range, n_beyond } => write!(
                f,
                "The colours run from {} to {}, the 2nd and the 98th percentile; {} beyond {} the colour of an end.",
                spoken(range.0),
                spoken(range.1),
                tracks(*n_beyond),
                if *n_beyond == 1 { "has" } else { "have" }
            ),
            Self::NoSize { n } => write!(
                f,
                "{} without a value {} grey.",
                tracks(*n),
                if *n == 1 { "is" } else { "are" }
            ),
            Self::NothingShared { column } => {
                write!(
                    f,
                    "No two of these tracks have the same {}.",
                    readable(column)
                )
            }
            Self::NoDistances { track, by } => {
                write!(
                    f,
                    "“{track}” cannot be compared {by}, so that nothing has a colour."
                )
            }
        }
    }
}
