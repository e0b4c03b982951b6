//! Why two tracks are alike, and what their score is made of.

use std::fmt;

use crate::wording::{enumerate, grouped, percent, plain, readable, share, signed};

/// Places of a copy that are named; more are counted.
const MOST_PLACES: usize = 5;

/// A property that stands out in two tracks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// "high energy".
    pub words: String,
    /// "0.9 and 0.92".
    pub values: String,
}

sentences! {
    /// Why two tracks are alike.
    Alike of AlikeKind {
        /// Both lie in the top quarter of the collection, or both in the bottom quarter.
        BothHave {
            /// In what, the strongest first.
            shared: Vec<Shared>,
        },
        /// In nothing do both lie in the same quarter; in no other property are their ranks nearer.
        ClosestIn {
            /// What the property is called.
            noun: String,
            /// Its values in both.
            values: String,
            /// Was every property looked at, or only those of which the score is made?
            of_all: bool,
        },
        /// In nothing do both lie in the same quarter, and no property that varies is known of both.
        NothingStandsOut {
            /// Was every property looked at, or only those of which the score is made?
            of_all: bool,
        },
        /// Parts that make the most of what speaks for a score, with their shares of it.
        SpeaksMost {
            /// Their names and shares, the largest first.
            parts: Vec<(&'static str, f64)>,
        },
        /// A track's recording stands elsewhere too.
        AlsoIn {
            /// Rows of the table, counted from 1.
            rows: Vec<usize>,
            /// Pictures without a row.
            files: Vec<String>,
        },
        /// What speaks for a score is not more than what speaks against it.
        SpeaksAgainst,
    }
}

impl fmt::Display for Alike {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nothing = |of_all: &bool| {
            if *of_all {
                "Nothing stands out in both"
            } else {
                "Of what makes them alike, nothing stands out in both"
            }
        };
        match self {
            Self::BothHave { shared } => {
                let named = |Shared { words, values }: &Shared| format!("{words} ({values})");
                write!(f, "Both have {}.", list(shared.iter().map(named)))
            }
            Self::ClosestIn {
                noun,
                values,
                of_all,
            } => write!(
                f,
                "{}; they are closest in {noun} ({values}).",
                nothing(of_all)
            ),
            Self::NothingStandsOut { of_all } => write!(f, "{}.", nothing(of_all)),
            Self::SpeaksMost { parts } => {
                let named = |(name, share): &(&str, f64)| format!("{name} ({})", percent(*share));
                let parts = list(parts.iter().map(named));
                write!(f, "What speaks for it most: {parts}.")
            }
            Self::AlsoIn { rows, files } => {
                let word = if rows.len() == 1 { "row" } else { "rows" };
                let rows = some_of(rows.iter().map(|row| grouped(*row)));
                let rows = rows.map(|rows| format!("in {word} {rows}"));
                let files = some_of(files.iter().cloned());
                write!(f, "Also {}.", list(rows.into_iter().chain(files)))
            }
            Self::SpeaksAgainst => {
                f.write_str("What speaks against it weighs as much as what speaks for it, or more.")
            }
        }
    }
}

sentences! {
    /// What the score of two tracks is made of.
    MadeOf of MadeOfKind {
        /// The features that add most to the squared distance.
        Distance {
            /// Their names and shares, the largest first.
            parts: Vec<(String, f64)>,
            /// Further features that add something.
            n_rest: usize,
        },
        /// The features that add most to the cosine, or take most from it.
        Similarity {
            /// The cosine.
            score: f64,
            /// Their names and what they add, the largest first.
            parts: Vec<(String, f64)>,
            /// Further features that add something.
            n_rest: usize,
        },
        /// No feature differs.
        EqualInEveryFeature,
        /// Nothing is far enough apart to add to the distance, or nothing is compared.
        NothingAddsToDistance,
        /// Every product is 0, or nothing is compared.
        NothingAddsToSimilarity,
    }
}

impl fmt::Display for MadeOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rest = |n: &usize| match n {
            0 => String::new(),
            1 => "; one feature adds the rest".into(),
            n => format!("; {n} features add the rest"),
        };
        match self {
            Self::Distance { parts, n_rest } => {
                let named =
                    |(name, part): &(String, f64)| format!("{} ({})", readable(name), share(*part));
                let parts = list(parts.iter().map(named));
                write!(
                    f,
                    "The squared distance comes from {parts}{}.",
                    rest(n_rest)
                )
            }
            Self::Similarity {
                score,
                parts,
                n_rest,
            } => {
                // Raw cosines differ in the sixth digit only.
                let decimals = if score.abs() > 0.999 { 6 } else { 3 };
                let named = |(name, adds): &(String, f64)| {
                    format!("{} ({})", readable(name), signed(*adds, decimals))
                };
                let (score, parts) = (plain(*score, decimals), list(parts.iter().map(named)));
                write!(
                    f,
                    "The similarity of {score} is made of {parts}{}.",
                    rest(n_rest)
                )
            }
            Self::EqualInEveryFeature => f.write_str("The two tracks are equal in every feature."),
            Self::NothingAddsToDistance => f.write_str("No feature adds to the distance."),
            Self::NothingAddsToSimilarity => f.write_str("No feature adds to the similarity."),
        }
    }
}

/// "a, b and 3 more"; `None` for nothing.
fn some_of(places: impl ExactSizeIterator<Item = String>) -> Option<String> {
    let more = places.len().saturating_sub(MOST_PLACES);
    let more = (more > 0).then(|| format!("{} more", grouped(more)));
    let places: Vec<String> = places.take(MOST_PLACES).chain(more).collect();
    enumerate(&places)
}

/// "a, b and c".
pub(super) fn list(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.collect();
    enumerate(&items).unwrap_or_default()
}
