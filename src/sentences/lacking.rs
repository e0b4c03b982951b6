//! Why a question has no answer, and a track no place: what is not there.

use std::fmt;

use crate::wording::grouped;

/// What a number of a table is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To show the first tracks.
    Rank,
    /// To compare the low side with the high one.
    Compare,
}

impl Purpose {
    /// The end of "There is no table to ... by".
    fn verb(self) -> &'static str {
        match self {
            Self::Rank => "rank",
            Self::Compare => "compare",
        }
    }
}

sentences! {
    /// Why there is no answer.
    Lacking of LackingKind {
        /// There is no table.
        Table {
            /// What it would be for.
            to: Purpose,
        },
        /// There is one, without numbers.
        NumericColumn {
            /// What they would be for.
            to: Purpose,
        },
        /// There are numbers, and all of them are ids, row counters or all the same.
        NumbersThatTell {
            /// What they would be for.
            to: Purpose,
        },
        /// A track is not among the sounds.
        Picture,
        /// A track has no place by timbre.
        Timbre,
        /// A track has no place by features.
        ColumnOrRow,
        /// A track has no place in a space of the person's own.
        OwnNumbers {
            /// What that is called.
            name: String,
        },
        /// Two tracks cannot be compared column by column.
        ColumnOfTwo,
        /// Nothing is compared by columns.
        ChosenColumns,
        /// There is no such space, so there are no clusters.
        Clusters,
        /// There is no such space.
        Tracks,
        /// There is no space at all.
        AnySpace,
        /// A list of recommendations is empty.
        OtherTrack,
        /// A table does not fit beside what was read before.
        RoomForTable {
            /// Megabytes that all files may take.
            limit_mb: u64,
        },
        /// Pictures do not fit beside what was read before.
        RoomForPictures {
            /// How many.
            n: usize,
            /// Megabytes that all files may take.
            limit_mb: u64,
            /// Pictures that fit there.
            most: usize,
        },
        /// A table has no row of those that are asked for.
        Row {
            /// Only rows with a picture?
            is_pictured: bool,
            /// Only rows that are left out?
            is_left_out: bool,
            /// Only rows that hold some words?
            has_words: bool,
        },
    }
}

impl Lacking {
    /// Why nothing can be ranked or compared of itself, given what there is.
    pub fn to(to: Purpose, has_table: bool, has_numbers: bool) -> Self {
        match (has_table, has_numbers) {
            (false, _) => Self::Table { to },
            (true, false) => Self::NumericColumn { to },
            (true, true) => Self::NumbersThatTell { to },
        }
    }
}

impl fmt::Display for Lacking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let no_room = |f: &mut fmt::Formatter<'_>, what: fmt::Arguments<'_>, limit_mb: &u64| {
            write!(
                f,
                "Not read: {what} beside what was read before, which stays. All files together may take {} MB of this \
                 tab's memory.",
                grouped(*limit_mb as usize)
            )
        };
        match self {
            Self::Table { to } => write!(f, "There is no table to {} by.", to.verb()),
            Self::NumericColumn { to } => {
                write!(f, "The table has no numeric column to {} by.", to.verb())
            }
            Self::NumbersThatTell { to } => write!(
                f,
                "The numbers of this table are ids, row counters or all the same: there is nothing to {} by.",
                to.verb()
            ),
            Self::Picture => {
                f.write_str("This track has no picture, so nothing can be said about its sound.")
            }
            Self::Timbre => f.write_str("This track has no picture whose timbre is known."),
            Self::ColumnOrRow => f.write_str(
                "This track lacks one of the chosen columns, or has no row in the table.",
            ),
            Self::OwnNumbers { name } => write!(f, "This track has no numbers in {name}."),
            Self::ColumnOfTwo => f.write_str("One of the two tracks lacks a chosen column."),
            Self::ChosenColumns => f.write_str("There are no columns to group by."),
            Self::Clusters => f.write_str("This space has no clusters."),
            Self::Tracks => f.write_str("This space has no tracks to measure."),
            Self::AnySpace => f.write_str("There are no tracks to measure."),
            Self::OtherTrack => f.write_str("There is no other track to recommend."),
            Self::RoomForTable { limit_mb } => {
                no_room(f, format_args!("there is no room for it"), limit_mb)
            }
            Self::RoomForPictures { n, limit_mb, most } => {
                let pictures = if *n == 1 { "picture" } else { "pictures" };
                let what = format_args!("{} {pictures}, for which there is no room", grouped(*n));
                no_room(f, what, limit_mb)?;
                write!(f, " Of pictures alone that is about {}.", grouped(*most))
            }
            Self::Row {
                is_pictured,
                is_left_out,
                has_words,
            } => f.write_str(match (has_words, is_pictured, is_left_out) {
                (true, false, false) => "No row holds these words.",
                (true, true, false) => "No row with a picture holds these words.",
                (true, false, true) => "No row that is left out holds these words.",
                (true, true, true) => "No row with a picture that is left out holds these words.",
                (false, true, false) => "No row has a picture.",
                (false, false, true) => "No row is left out.",
                (false, true, true) => "No row with a picture is left out.",
                (false, false, false) => "The table has no rows.",
            }),
        }
    }
}
