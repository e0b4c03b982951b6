//! What a figure holds, for those who do not see it, and what it lacks.

use std::fmt;

use crate::wording::{counted, enumerate, grouped, spoken, tracks};

sentences! {
    /// What a figure holds, and what it lacks.
    Drawn of DrawnKind {
        /// Bars or lines have no value.
        NoValues,
        /// Bars stand in groups.
        Bars {
            /// What each bar of a group stands for.
            features: Vec<String>,
            /// How many groups.
            n_groups: usize,
        },
        /// Lines go up and down.
        Lines {
            /// What they show, and over what.
            shown: [String; 2],
            /// A step that is brought out, and why.
            marked: Option<(f64, String)>,
        },
        /// No row has an effect.
        NoEffect,
        /// Rows have effects.
        Effects {
            /// What an effect is.
            of: String,
        },
        /// Some rows have none.
        NotMeasured {
            /// How many.
            n: usize,
            /// Of how many.
            of: usize,
        },
        /// Values are missing.
        ValuesMissing {
            /// How many.
            n: usize,
            /// Of how many.
            of: usize,
        },
        /// There are no cards.
        NoCards,
        /// There are cards with pictures.
        Spectrograms {
            /// How many.
            n: usize,
        },
        /// Some of them have no picture.
        CardsWithoutPicture {
            /// How many.
            n: usize,
            /// Of how many.
            of: usize,
        },
        /// There is no picture of numbers.
        NoHeat,
        /// There are pictures of numbers.
        Heat {
            /// What they are called.
            titles: Vec<String>,
        },
        /// A map has no points.
        EmptyMap,
        /// A map has points.
        Map {
            /// How many.
            n: usize,
            /// What its axes are called.
            axes: [String; 2],
            /// What its colours say.
            colored_by: String,
        },
        /// Some tracks have no place on it.
        WithoutPlace {
            /// How many.
            n: usize,
            /// Of how many.
            of: usize,
        },
        /// No score can be divided.
        NoShares,
        /// Scores are divided.
        Shares {
            /// Into what.
            parts: Vec<String>,
        },
    }
}

impl fmt::Display for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoValues => f.write_str("There are no values to draw here yet."),
            Self::Bars { features, n_groups } => {
                let groups = counted(*n_groups, "group", "groups");
                write!(f, "Bars of {} for {groups}.", features.join(", "))
            }
            Self::Lines { shown, marked } => {
                let [names, over] = shown;
                write!(f, "{names} over {over}.")?;
                marked.as_ref().map_or(Ok(()), |(step, words)| {
                    write!(f, " {}: {words}.", spoken(*step))
                })
            }
            Self::NoEffect => f.write_str("No effect could be measured yet."),
            Self::Effects { of } => write!(f, "{of} with intervals, and a line at zero."),
            Self::NotMeasured { n, of } => write!(f, "{n} of {of} could not be measured."),
            Self::ValuesMissing { n: 1, of } => {
                write!(f, "1 of {of} values is missing and leaves a gap.")
            }
            Self::ValuesMissing { n, of } => {
                write!(f, "{n} of {of} values are missing and leave gaps.")
            }
            Self::NoCards => f.write_str("There are no tracks to show here."),
            Self::Spectrograms { n: 1 } => f.write_str("1 spectrogram with the name of its track."),
            Self::Spectrograms { n } => {
                write!(
                    f,
                    "{} spectrograms with the names of their tracks.",
                    grouped(*n)
                )
            }
            Self::CardsWithoutPicture { n, of } => {
                write!(
                    f,
                    "{} of {} {} no picture.",
                    grouped(*n),
                    tracks(*of),
                    have(*n)
                )
            }
            Self::NoHeat => f.write_str("There is no picture to show here yet."),
            Self::Heat { titles } => write!(f, "Pictures of numbers: {}.", titles.join(", ")),
            Self::EmptyMap => f.write_str("There are no tracks on this map."),
            Self::Map {
                n,
                axes: [x, y],
                colored_by,
            } => write!(
                f,
                "{} over {x} and {y}, coloured by {colored_by}.",
                tracks(*n)
            ),
            Self::WithoutPlace { n, of } => write!(
                f,
                "{} of {} {} no place on the map.",
                grouped(*n),
                tracks(*of),
                have(*n)
            ),
            Self::NoShares => f.write_str("There is no score to divide here yet."),
            Self::Shares { parts } => write!(
                f,
                "Shares of {} in each score.",
                enumerate(parts).unwrap_or_default()
            ),
        }
    }
}

fn have(n: usize) -> &'static str {
    if n == 1 { "has" } else { "have" }
}
