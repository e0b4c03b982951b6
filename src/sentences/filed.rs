//! What the report says of the files that it was made from.

use std::fmt;

use crate::wording::{counted, grouped, taking_part, tracks};

sentences! {
    /// What the report says of files.
    Filed of FiledKind {
        /// Tracks of the collection.
        TakePart {
            /// How many.
            n_tracks: usize,
            /// How many the person left out.
            n_left_out: usize,
        },
        /// There is one picture.
        OnePicture {
            /// Could it be read?
            is_read: bool,
        },
        /// All of several pictures could be read.
        AllPicturesRead {
            /// How many.
            n: usize,
        },
        /// Not all of several pictures could be read.
        PicturesUnread {
            /// How many there are.
            n: usize,
            /// How many could not.
            n_unread: usize,
        },
        /// There is a table.
        TableHolds {
            /// What it is called.
            file: String,
            /// Its rows.
            n_rows: usize,
            /// Its columns.
            n_columns: usize,
            /// Rows with a picture.
            n_with_picture: usize,
        },
        /// Tracks are missing in one space.
        LeftOutOf {
            /// How many.
            n: usize,
            /// What they lack: "a row or one of the features".
            lack: String,
            /// The end of "compared by features".
            by: String,
        },
        /// Pictures and rows were joined.
        JoinedBy {
            /// The column with the key.
            column: String,
            /// What file names look like.
            pattern: String,
        },
        /// There are no pictures.
        NoPictures,
        /// There is no table.
        NoTable,
        /// Names in an archive were read as a person chose.
        NamesReadAs {
            /// The encoding.
            encoding: String,
        },
        /// Nothing was found in files.
        NoRemarks,
        /// Something was.
        RemarksStand {
            /// How many remarks.
            n: usize,
        },
        /// Some remarks are not listed.
        MoreRemarks {
            /// How many.
            n: usize,
        },
    }
}

impl fmt::Display for Filed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TakePart {
                n_tracks,
                n_left_out,
            } => {
                let by_hand = if *n_left_out > 0 { " by hand" } else { "" };
                let taking_part = taking_part(*n_tracks, *n_left_out);
                write!(f, "{taking_part}{by_hand} in this collection.")
            }
            Self::OnePicture { is_read: true } => f.write_str("1 picture, which is readable."),
            Self::OnePicture { is_read: false } => {
                f.write_str("1 picture, which could not be read.")
            }
            Self::AllPicturesRead { n } => {
                write!(f, "{} pictures, all of them readable.", grouped(*n))
            }
            Self::PicturesUnread { n, n_unread } => write!(
                f,
                "{} pictures, of which {} could not be read.",
                grouped(*n),
                grouped(*n_unread)
            ),
            Self::TableHolds {
                file,
                n_rows,
                n_columns,
                n_with_picture,
            } => write!(
                f,
                "{file}: {}, {}; {} a picture.",
                counted(*n_rows, "row", "rows"),
                counted(*n_columns, "column", "columns"),
                counted(*n_with_picture, "row has", "rows have")
            ),
            Self::LeftOutOf { n, lack, by } => {
                let (lacks, are) = if *n == 1 {
                    ("lacks", "is")
                } else {
                    ("lack", "are")
                };
                write!(
                    f,
                    "{} {lacks} {lack} and {are} left out where tracks are compared {by}.",
                    tracks(*n)
                )
            }
            Self::JoinedBy { column, pattern } => write!(
                f,
                "Pictures find their row by its “{column}” and by what they are called ({pattern}); each step takes only \
                 what those before left over."
            ),
            Self::NoPictures => {
                f.write_str("There are no pictures: everything that needs them is left out.")
            }
            Self::NoTable => {
                f.write_str("There is no table: everything that needs its columns is left out.")
            }
            Self::NamesReadAs { encoding } => {
                write!(f, "They were read as {encoding}, as chosen.")
            }
            Self::NoRemarks => f.write_str("There is nothing to remark about the files."),
            Self::RemarksStand { n } => write!(
                f,
                "{} about files in the appendix.",
                counted(*n, "remark stands", "remarks stand")
            ),
            Self::MoreRemarks { n } => write!(f, "And {} more.", grouped(*n)),
        }
    }
}
