//! How far lists agree with labels, what other columns add, and how often each track is recommended.

use std::fmt;

use crate::wording::{counted, fixed, grouped, part, readable, tracks};

sentences! {
    /// How far lists agree with labels.
    Scored of ScoredKind {
        /// There are labels to agree with.
        ShouldBeNear {
            /// The column of labels.
            label: String,
        },
        /// There is none.
        NoLabels,
        /// How many of the nearest have the label.
        ShareTheLabel {
            /// The end of "alike by timbre".
            by: String,
            /// The column of which two tracks must not share a value.
            masked_by: Option<String>,
            /// Share of the ten nearest, 0 to 1.
            share: f64,
            /// The column of labels.
            label: String,
            /// The same share of tracks drawn blindly.
            chance: f64,
        },
        /// No way to compare is as good.
        BestHere {
            /// The end of "alike by timbre".
            by: String,
            /// How tracks are compared: "cosine, raw".
            way: String,
        },
        /// No way to compare is better, and another is as good.
        NoneIsBetter {
            /// The end of "alike by timbre".
            by: String,
            /// How tracks are compared: "cosine, raw".
            way: String,
        },
        /// The best way is in force.
        GoesByIt,
        /// Only some tracks were asked for.
        OfSomeTracks {
            /// How many.
            n: usize,
            /// Of how many.
            n_labelled: usize,
        },
        /// A track stands in strikingly many lists.
        StandsInMany {
            /// What tracks are compared by.
            what: String,
            /// What the track is called.
            name: String,
            /// Lists that it stands in.
            count: usize,
            /// Lists that were made.
            n_lists: usize,
        },
        /// What the columns in force reach.
        ColumnsReach {
            /// How many there are.
            n_columns: usize,
            /// The column of which two tracks must not share a value.
            masked_by: Option<String>,
            /// Share of the ten nearest, 0 to 1.
            share: f64,
            /// The column of labels.
            label: String,
        },
        /// No column was there to be tried.
        NoOtherColumn,
        /// None of the columns that were tried helps.
        NoOtherHelps,
        /// Further columns help.
        MoreColumnsHelp {
            /// How many.
            n: usize,
            /// Share of the ten nearest with them, 0 to 1.
            share: f64,
            /// By how much more, 0 to 1: both ends of the interval.
            more: [f64; 2],
        },
        /// Further columns seem to help, and the interval holds 0.
        MoreColumnsMayHelp {
            /// How many.
            n: usize,
            /// Share of the ten nearest with them, 0 to 1.
            share: f64,
            /// By how much more, -1 to 1: both ends of the interval.
            more: [f64; 2],
        },
        /// Columns were chosen by some tracks and measured on others.
        ChosenOneByOne {
            /// Tracks that chose.
            n_chose: usize,
            /// Tracks that were measured.
            n_measured: usize,
            /// How tracks are compared: "cosine, standardised".
            way: String,
        },
    }
}

impl fmt::Display for Scored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ShouldBeNear { label } => write!(
                f,
                "Tracks with the same {} should be near each other. How often are they?",
                readable(label)
            ),
            Self::NoLabels => f.write_str(
                "No column says which tracks belong together. This is what the neighbourhoods are worth by themselves.",
            ),
            Self::ShareTheLabel {
                by,
                masked_by,
                share,
                label,
                chance,
            } => write!(
                f,
                "Of a track's ten nearest {by}{} {} share its {}; by chance {}.",
                aside(masked_by.as_deref()),
                part(*share),
                readable(label),
                part(*chance)
            ),
            Self::BestHere { by, way } => write!(f, "Best here: {by} ({way})."),
            Self::NoneIsBetter { by, way } => {
                write!(f, "None is better here, though some are as good: {by} ({way}).")
            }
            Self::GoesByIt => f.write_str("Recommendations go by it."),
            Self::OfSomeTracks { n, n_labelled } => write!(
                f,
                "Measured for a seeded sample of {} of {} tracks; all stand in their lists.",
                grouped(*n),
                grouped(*n_labelled)
            ),
            Self::StandsInMany {
                what,
                name,
                count,
                n_lists,
            } => write!(
                f,
                "By {what}, “{name}” stands among the ten nearest of {count} of {n_lists} tracks."
            ),
            Self::ColumnsReach {
                n_columns,
                masked_by,
                share,
                label,
            } => write!(
                f,
                "By the {} in force {} of a track's ten nearest{} share its {}.",
                columns(*n_columns),
                part(*share),
                aside(masked_by.as_deref()),
                readable(label)
            ),
            Self::NoOtherColumn => f.write_str("There is no other column to try."),
            Self::NoOtherHelps => {
                f.write_str("No other column brings more of them near each other.")
            }
            Self::MoreColumnsHelp { n, share, more } => {
                let [low, high] = more.map(|share| fixed(share * 100.0, 1));
                let (columns, share) = (columns(*n), part(*share));
                write!(f, "With {columns} more it is {share}: {low} to {high} points more.")
            }
            Self::MoreColumnsMayHelp { n, share, more } => {
                let [low, high] = more.map(|share| fixed(share * 100.0, 1));
                write!(
                    f,
                    "With {} more it is {}: between {low} and {high} points more, which may be chance.",
                    columns(*n),
                    part(*share)
                )
            }
            Self::ChosenOneByOne {
                n_chose,
                n_measured,
                way,
            } => write!(
                f,
                "One column at a time, the one that helps most: {} tracks chose, the shares are those of {} others. Compared by {way}.",
                grouped(*n_chose),
                grouped(*n_measured)
            ),
        }
    }
}

/// "1 column", "6 columns".
fn columns(n: usize) -> String {
    counted(n, "column", "columns")
}

/// Which tracks are left aside, to stand behind "Of a track's ten nearest"; empty where none are.
fn aside(masked_by: Option<&str>) -> String {
    masked_by.map_or_else(String::new, |of| {
        format!(", those with the same {} aside,", readable(of))
    })
}

/// Lists of recommendations, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lists {
    /// How many.
    pub n_lists: usize,
    /// What they go by: "by sound".
    pub by: String,
    /// Tracks in the longest.
    pub top_n: usize,
    /// Tracks in none of them.
    pub never: usize,
    /// Lists in which the most recommended track stands, if any does.
    pub most: Option<usize>,
}

sentences! {
    /// How often each track is recommended.
    Counted of CountedKind {
        /// All lists are as long.
        OfOneLength {
            /// The lists.
            lists: Lists,
        },
        /// Some are shorter.
        UpToALength {
            /// The lists.
            lists: Lists,
        },
    }
}

impl fmt::Display for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (lists, up_to) = match self {
            Self::OfOneLength { lists } => (lists, ""),
            Self::UpToALength { lists } => (lists, "up to "),
        };
        let most = lists.most.map_or_else(String::new, |count| {
            format!("; no track stands in more than {}", grouped(count))
        });
        write!(
            f,
            "{} {} of {up_to}{} each; {} in none of them{most}.",
            counted(lists.n_lists, "list", "lists"),
            lists.by,
            tracks(lists.top_n),
            tracks(lists.never)
        )
    }
}
