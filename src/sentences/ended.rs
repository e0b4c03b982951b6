//! What was just done, and what was not: the status line.

use std::fmt;

use crate::wording::{counted, enumerate, grouped};

sentences! {
    /// What was just done.
    Ended of EndedKind {
        /// Nobody gave any file yet.
        NothingLoaded,
        /// What was given holds no files.
        NoFiles,
        /// Reading was cancelled, and files are left.
        CancelledReading {
            /// Pictures read so far.
            n_read: usize,
            /// Files that nobody looked into yet.
            n_unread: usize,
        },
        /// What follows reading was cancelled.
        CancelledKept,
        /// A change of settings was cancelled.
        CancelledSettings,
        /// A longer question was cancelled.
        CancelledQuestion,
        /// The report was cancelled.
        CancelledReport,
        /// A part of the page is not there, because it was cancelled.
        GivenUp {
            /// What was being done.
            what: String,
        },
        /// Some of the files were of no use.
        Unusable {
            /// How many.
            n: usize,
        },
        /// A report was asked for while something else is done.
        ReportFollows,
        /// There are no tracks to report on.
        NothingToReport,
        /// The report is there.
        ReportWritten,
        /// A file was written before everything was computed.
        Unfinished {
            /// What tracks are compared by where something is missing.
            spaces: Vec<String>,
        },
        /// The file of a picture is gone.
        PictureGone {
            /// The track.
            name: String,
        },
        /// Files of pictures are gone, which were to be looked at once more.
        PicturesGone {
            /// How many.
            n: usize,
        },
        /// A name was given to a cluster of another clustering, and fits this one.
        NameCarried,
        /// Names that the person gave fit no cluster that is shown.
        NamesWait {
            /// The names.
            names: Vec<String>,
        },
    }
}

impl fmt::Display for Ended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingLoaded => f.write_str("Nothing is loaded yet."),
            Self::NoFiles => f.write_str("The drop holds no files."),
            Self::CancelledReading { n_read, n_unread } => write!(
                f,
                "Cancelled. Pictures read and kept: {}. Files not read yet: {}.",
                grouped(*n_read),
                grouped(*n_unread)
            ),
            Self::CancelledKept => f.write_str("Cancelled. What was read is kept."),
            Self::CancelledSettings => {
                f.write_str("Cancelled. The settings are again those of what you see.")
            }
            Self::CancelledQuestion => f.write_str("Cancelled. What is shown stays."),
            Self::CancelledReport => f.write_str("Cancelled. The report was not written."),
            Self::GivenUp { what } => write!(f, "{what}: cancelled."),
            Self::Unusable { n } => {
                write!(f, "{} could not be used.", counted(*n, "file", "files"))
            }
            Self::ReportFollows => f.write_str("The report follows when this is done."),
            Self::NothingToReport => f.write_str("There is nothing to report."),
            Self::ReportWritten => f.write_str("The report is written."),
            Self::Unfinished { spaces } => write!(
                f,
                "The analysis was written while {} {} still being computed: it holds what stood before, and says so under \
                 “unfinished”.",
                enumerate(spaces).unwrap_or_default(),
                if spaces.len() == 1 { "is" } else { "are" }
            ),
            Self::PictureGone { name } => {
                write!(f, "The picture of {name} can no longer be read.")
            }
            Self::PicturesGone { n } => write!(
                f,
                "{} could not be read again, perhaps because the files were moved. What was read before stays.",
                counted(*n, "picture", "pictures")
            ),
            Self::NameCarried => f.write_str("Name carried over."),
            Self::NamesWait { names } => {
                let quoted: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
                let list = enumerate(&quoted).unwrap_or_default();
                let (name, fits, they, return_, were) = match names.len() {
                    1 => ("name", "fits", "It", "returns", "it was"),
                    _ => ("names", "fit", "They", "return", "they were"),
                };
                write!(
                    f,
                    "The {name} {list} {fits} none of these clusters. {they} {return_} with the clusters that {were} given to."
                )
            }
        }
    }
}
