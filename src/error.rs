//! What goes wrong, in words for the person whose file it is; and the report that carries partial failure.

use serde::{Deserialize, Serialize};

/// Something that was left out or doubtful, and why. The analysis went on without it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// The file as the person named it.
    pub file: String,
    /// Line in that file, the first is 1; `None` where the whole file is meant.
    pub line: Option<u64>,
    /// One plain sentence.
    pub reason: String,
}

impl Warning {
    /// A warning about a whole file.
    #[allow(clippy::needless_pass_by_value)] // Errors and texts are handed over.
    pub fn of_file(file: impl Into<String>, reason: impl ToString) -> Self {
        Self {
            file: file.into(),
            line: None,
            reason: reason.to_string(),
        }
    }

    /// A warning about one line of a file.
    #[allow(clippy::needless_pass_by_value)] // Errors and texts are handed over.
    pub fn of_line(file: impl Into<String>, line: u64, reason: impl ToString) -> Self {
        Self {
            file: file.into(),
            line: Some(line),
            reason: reason.to_string(),
        }
    }
}

/// Why a PNG was not read.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// The file has no bytes.
    #[error("The file is empty.")]
    Empty,
    /// Another format under a .png name.
    #[error("This is {found}, not a PNG.")]
    NotPng {
        /// "a JPEG picture", "a web page", ...
        found: &'static str,
    },
    /// The file ends before the picture does.
    #[error("The file ends before the picture is complete.")]
    Truncated,
    /// The header claims more pixels than the memory limit allows.
    #[error("The picture claims {width} x {height} pixels; at most {limit} million are read.")]
    TooLarge {
        /// Claimed width, in pixels.
        width: u32,
        /// Claimed height, in pixels.
        height: u32,
        /// Limit, in millions of pixels.
        limit: u32,
    },
    /// One side is longer than a picture's.
    #[error("The picture claims a side of {side} pixels; at most {limit} are read.")]
    TooLong {
        /// The longer claimed side, in pixels.
        side: u32,
        /// Limit, in pixels.
        limit: u32,
    },
    /// The decoder refused it.
    #[error("The PNG is damaged: {0}.")]
    Damaged(String),
}

/// Why a CSV was not read.
#[derive(Debug, thiserror::Error)]
pub enum CsvError {
    /// No bytes, or nothing but a byte order mark and white space.
    #[error("The table is empty.")]
    Empty,
    /// Zero bytes, a picture, an archive: not text in any encoding.
    #[error("This is {found}, not a text table.")]
    NotText {
        /// "a PNG picture", "binary data", ...
        found: &'static str,
    },
    /// More than the memory limit allows.
    #[error("The table has more than {limit}.")]
    TooLarge {
        /// "1,024 MB of text", "100 million cells".
        limit: &'static str,
    },
    /// A header and nothing below.
    #[error("The table has a header but no rows.")]
    NoRows,
    /// One column only, or no delimiter found anywhere.
    #[error("No columns were found: the rows are not separated by commas, semicolons or tabs.")]
    NoColumns,
}

/// Why a zip archive was not read.
#[derive(Debug, thiserror::Error)]
pub enum ZipError {
    /// The archive itself is damaged.
    #[error("The zip archive could not be read: {0}.")]
    Damaged(String),
    /// An entry unpacks to more than the memory limit.
    #[error("The entry unpacks to more than {limit_mb} MB.")]
    TooLarge {
        /// Limit, in megabytes.
        limit_mb: u64,
    },
}

/// Why an analysis could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnalysisError {
    /// Nothing readable was given.
    #[error("Nothing could be read: no picture and no table.")]
    Nothing,
    /// Pictures were given and no table.
    #[error("There is no table.")]
    NoTable,
    /// The query is not among the tracks.
    #[error("No track has the id \"{0}\".")]
    UnknownQuery(String),
    /// A chosen column is not there or not numeric.
    #[error("The table has no numeric column \"{0}\".")]
    UnknownColumn(String),
    /// A parameter is out of its range.
    #[error("{name} must be {range}, not {value}.")]
    OutOfRange {
        /// The parameter.
        name: &'static str,
        /// The allowed range, in words.
        range: String,
        /// What was given.
        value: String,
    },
    /// The document could not be made.
    #[error("The analysis could not be written: {0}.")]
    NotWritten(String),
}
