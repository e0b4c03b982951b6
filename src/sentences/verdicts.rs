//! What is commonly said, and what was measured of it.

use std::fmt;

use super::alike::list;
use crate::stats::{Correlation, Dominance};
use crate::wording::{counted, enumerate, grouped, plain, readable, three_digits, tracks};

/// A measurement that does not lie where a statement says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// What was measured.
    pub name: &'static str,
    /// "higher" or "lower": where it should lie.
    pub way: &'static str,
    /// Does it clearly lie on the other side?
    pub is_opposite: bool,
}

sentences! {
    /// What is commonly said of spectrograms.
    Claimed of ClaimedKind {
        /// There are too few tracks to tell.
        TooFewOnASide {
            /// Tracks it speaks of.
            n_group: usize,
            /// Which these are: "energy above 0.7".
            condition: String,
            /// All others.
            n_rest: usize,
            /// How many are needed on each side.
            least: usize,
        },
        /// Everything it says was measured.
        SupportedBy {
            /// What was measured.
            names: Vec<&'static str>,
        },
        /// Something it says was not.
        NotSupported {
            /// What does not lie where it says.
            failed: Vec<Failed>,
            /// What does.
            held: Vec<&'static str>,
        },
        /// A measurement, of both sides.
        Compared {
            /// What was measured.
            name: &'static str,
            /// Mean of the tracks that are spoken of, in percent.
            of_group: f64,
            /// Mean of the others.
            of_rest: f64,
            /// How far the ones lie above the others.
            effect: Dominance,
            /// What that says of the statement.
            verdict: &'static str,
        },
        /// One side has hardly any tracks.
        NotCompared {
            /// What should have been measured.
            name: &'static str,
        },
    }
}

impl fmt::Display for Claimed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFewOnASide {
                n_group,
                condition,
                n_rest,
                least,
            } => write!(
                f,
                "Too few tracks: {} with {condition} and {}; {least} on each side are needed.",
                grouped(*n_group),
                counted(*n_rest, "other", "others")
            ),
            Self::SupportedBy { names } => {
                let names = enumerate(names).unwrap_or_default();
                write!(f, "Supported by {names}.")
            }
            Self::NotSupported { failed, held } => {
                let failed = list(failed.iter().map(ToString::to_string));
                match enumerate(held) {
                    Some(held) => write!(f, "Not supported: {failed}, though {held} is."),
                    None => write!(f, "Not supported: {failed}."),
                }
            }
            Self::Compared {
                name,
                of_group,
                of_rest,
                effect,
                verdict,
            } => write!(
                f,
                "Mean {name}: {} % against {} % in the others; Cliff's delta {} (95 % interval {} to {}), {}: {verdict}.",
                three_digits(*of_group),
                three_digits(*of_rest),
                plain(effect.delta, 2),
                plain(effect.interval.low, 2),
                plain(effect.interval.high, 2),
                effect.strength.words()
            ),
            Self::NotCompared { name } => {
                write!(f, "The {name} cannot be compared: too few tracks.")
            }
        }
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, way, .. } = self;
        if self.is_opposite {
            write!(f, "{name} is not {way}, the opposite is true")
        } else {
            write!(f, "{name} is not clearly {way}")
        }
    }
}

sentences! {
    /// What is commonly said of recommendations.
    Exposed of ExposedKind {
        /// The table does not hold what it speaks of.
        ColumnsAreMissing,
        /// Too few tracks have a number.
        TooFewNumbers {
            /// How many are needed.
            least: usize,
        },
        /// Both parts of it hold.
        SupportedByBoth {
            /// The columns they speak of.
            columns: Vec<String>,
        },
        /// A part of it does not.
        NotSupportedBy {
            /// The columns of the parts that do not hold.
            failed: Vec<String>,
            /// Those of the parts that do.
            held: Vec<String>,
        },
        /// A part, measured.
        Correlated {
            /// What it says.
            statement: String,
            /// The column it speaks of.
            column: String,
            /// How far both rise together.
            found: Correlation,
            /// What that says of the statement.
            verdict: &'static str,
        },
        /// A part, of which too few tracks have a number.
        TooFewWithNumber {
            /// What it says.
            statement: String,
            /// The column it speaks of.
            column: String,
            /// Tracks with a number there.
            n: usize,
            /// How many are needed.
            least: usize,
        },
        /// A part, of which nothing differs.
        SameForAll {
            /// What it says.
            statement: String,
            /// The column it speaks of.
            column: String,
        },
    }
}

impl fmt::Display for Exposed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |columns: &[String]| list(columns.iter().map(|name| readable(name)));
        match self {
            Self::ColumnsAreMissing => {
                f.write_str("Cannot be measured: the table needs tempo, and loudness or energy.")
            }
            Self::TooFewNumbers { least } => {
                write!(f, "Too few tracks: {least} with a number are needed.")
            }
            Self::SupportedByBoth { columns } => write!(f, "Supported by {}.", names(columns)),
            Self::NotSupportedBy { failed, held } if held.is_empty() => {
                write!(f, "Not supported by {}.", names(failed))
            }
            Self::NotSupportedBy { failed, held } => write!(
                f,
                "Not supported by {}, only by {}.",
                names(failed),
                names(held)
            ),
            Self::Correlated {
                statement,
                column,
                found,
                verdict,
            } => write!(
                f,
                "{statement}: rank correlation of {} with the number of lists {} (95 % interval {} to {}), {}: {verdict}.",
                readable(column),
                plain(found.rho, 2),
                plain(found.interval.low, 2),
                plain(found.interval.high, 2),
                tracks(found.n)
            ),
            Self::TooFewWithNumber {
                statement,
                column,
                n,
                least,
            } => write!(
                f,
                "{statement}: {} with a number in {}; {least} are needed.",
                tracks(*n),
                readable(column)
            ),
            Self::SameForAll { statement, column } => write!(
                f,
                "{statement}: not supported, {} or the number of lists is the same for all.",
                readable(column)
            ),
        }
    }
}
