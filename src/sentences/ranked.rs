//! What a ranking holds, and what the two sides of a column are.

use std::fmt;

use crate::wording::{grouped, readable, three_digits, tracks};

sentences! {
    /// What a ranking holds, and what the two sides of a column are.
    Ranked of RankedKind {
        /// Some rows have a number to be ranked by.
        First {
            /// How many are listed.
            n: usize,
            /// Does the list begin with the highest?
            is_highest: bool,
            /// The column.
            column: String,
            /// Rows that were ranked.
            n_ranked: usize,
            /// Only those with a picture?
            with_picture: bool,
        },
        /// No row has a number.
        NoneHasNumber {
            /// The column.
            column: String,
            /// Of those with a picture?
            with_picture: bool,
        },
        /// Rows without a number are not ranked.
        NumberIsMissing {
            /// How many.
            n: usize,
            /// The column.
            column: String,
        },
        /// A side holds nothing.
        SideIsEmpty {
            /// What belongs to it: "energy below 0.5".
            rule: String,
        },
        /// All of a side is shown.
        SideIsShown {
            /// What belongs to it.
            rule: String,
            /// Tracks on it.
            n: usize,
        },
        /// A part of a side is shown.
        SideIsSampled {
            /// What belongs to it.
            rule: String,
            /// Tracks on it.
            n: usize,
            /// How many are shown.
            n_shown: usize,
        },
        /// Tracks are on neither side.
        OnNeitherSide {
            /// How many lie between the quartiles.
            n_between: usize,
            /// How many have no number.
            n_missing: usize,
            /// The column.
            column: String,
        },
        /// Both sides have pictures.
        BrightnessOfSides {
            /// Mean brightness of the whole pictures of the low side, and of their upper bands, in percent of white.
            low: [f64; 2],
            /// The same of the high side.
            high: [f64; 2],
        },
    }
}

impl fmt::Display for Ranked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = |with_picture: &bool| {
            if *with_picture { " with a picture" } else { "" }
        };
        match self {
            Self::First {
                n,
                is_highest,
                column,
                n_ranked,
                with_picture,
            } => write!(
                f,
                "{} with the {} {}, of {}{}; equal ones in file order.",
                tracks(*n),
                if *is_highest { "highest" } else { "lowest" },
                readable(column),
                grouped(*n_ranked),
                place(with_picture)
            ),
            Self::NoneHasNumber {
                column,
                with_picture,
            } => {
                let (place, column) = (place(with_picture), readable(column));
                write!(f, "No track{place} has a number in {column}.")
            }
            Self::NumberIsMissing { n, column } => {
                write!(
                    f,
                    "{} left out: {} is missing.",
                    tracks(*n),
                    readable(column)
                )
            }
            Self::SideIsEmpty { rule } => write!(f, "{rule}: {}.", tracks(0)),
            Self::SideIsShown { rule, n } => {
                write!(f, "{rule}: {}, all of them shown.", tracks(*n))
            }
            Self::SideIsSampled { rule, n, n_shown } => {
                write!(
                    f,
                    "{rule}: {}, {n_shown} of them drawn at random.",
                    tracks(*n)
                )
            }
            Self::OnNeitherSide {
                n_between,
                n_missing,
                column,
            } => {
                let between = format!("{} between the quartiles", tracks(*n_between));
                let missing = format!("{} without {}", tracks(*n_missing), readable(column));
                match (n_between, n_missing) {
                    (_, 0) => write!(f, "Left out: {between}."),
                    (0, _) => write!(f, "Left out: {missing}."),
                    _ => write!(f, "Left out: {between}, {missing}."),
                }
            }
            Self::BrightnessOfSides { low, high } => write!(
                f,
                "Mean brightness, in percent of white: {} on the low side and {} on the high side; in the upper bands {} and {}.",
                three_digits(low[0]),
                three_digits(high[0]),
                three_digits(low[1]),
                three_digits(high[1])
            ),
        }
    }
}
