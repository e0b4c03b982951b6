//! What goes wrong, in words for the person whose file it is; and the report that carries partial failure.

use std::collections::HashMap;

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
    /// The files it is about, where they are many and `file` is where they are.
    pub names: Vec<String>,
}

impl Warning {
    /// A warning about a whole file.
    #[allow(clippy::needless_pass_by_value)] // Errors and texts are handed over.
    pub fn of_file(file: impl Into<String>, reason: impl ToString) -> Self {
        Self {
            file: file.into(),
            line: None,
            reason: reason.to_string(),
            names: Vec::new(),
        }
    }

    /// A warning about many files of one archive or folder.
    #[allow(clippy::needless_pass_by_value)] // Errors and texts are handed over.
    pub fn of_files(file: impl Into<String>, reason: impl ToString, names: Vec<String>) -> Self {
        Self {
            names,
            ..Self::of_file(file, reason)
        }
    }

    /// A warning about one line of a file.
    #[allow(clippy::needless_pass_by_value)] // Errors and texts are handed over.
    pub fn of_line(file: impl Into<String>, line: u64, reason: impl ToString) -> Self {
        Self {
            line: Some(line),
            ..Self::of_file(file, reason)
        }
    }
}

/// Warnings with one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark<'a> {
    /// The reason.
    pub reason: &'a str,
    /// The warnings, in their order.
    pub warnings: Vec<&'a Warning>,
}

impl<'a> Remark<'a> {
    /// The files, each once, in order; of a warning about many, those.
    pub fn files(&self) -> Vec<&'a str> {
        let mut files = Vec::new();
        for warning in &self.warnings {
            if warning.names.is_empty() {
                files.push(warning.file.as_str());
            } else {
                files.extend(warning.names.iter().map(String::as_str));
            }
        }
        files.dedup();
        files
    }

    /// The file, folder or archive that all warnings are about; `None` where they are about several.
    pub fn place(&self) -> Option<&'a str> {
        let mut places = self.warnings.iter().map(|warning| warning.file.as_str());
        let first = places.next()?;
        places.all(|place| place == first).then_some(first)
    }

    /// The lines, where lines are meant.
    pub fn lines(&self) -> impl Iterator<Item = u64> {
        self.warnings.iter().filter_map(|warning| warning.line)
    }
}

/// Equal reasons together, in the order in which they come first; those about lines of a file are kept by file.
pub fn by_reason(warnings: &[Warning]) -> Vec<Remark<'_>> {
    let mut places: HashMap<(&str, Option<&str>), usize> = HashMap::new();
    let mut remarks: Vec<Remark> = Vec::new();
    for warning in warnings {
        let file = warning.line.map(|_| warning.file.as_str());
        let place = *places
            .entry((&warning.reason, file))
            .or_insert(remarks.len());
        match remarks.get_mut(place) {
            Some(remark) => remark.warnings.push(warning),
            None => remarks.push(Remark {
                reason: &warning.reason,
                warnings: vec![warning],
            }),
        }
    }
    remarks
}

/// Why a picture was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum PictureError {
    /// The file has no bytes.
    #[error("The file is empty.")]
    Empty,
    /// Something else under the name of a picture, or a picture of another format.
    #[error("This is {found}, not a PNG, JPEG, GIF or WebP picture.")]
    NotPicture {
        /// "a BMP picture (save it as PNG)", "a web page", ...
        found: String,
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
    /// The file itself is larger than a picture's.
    #[error("The file has more than {limit_mb} MB.")]
    TooManyBytes {
        /// Limit, in megabytes.
        limit_mb: u64,
    },
    /// One side is longer than a picture's.
    #[error("The picture claims a side of {side} pixels; at most {limit} are read.")]
    TooLong {
        /// The longer claimed side, in pixels.
        side: u32,
        /// Limit, in pixels.
        limit: u32,
    },
    /// Its parts are not what they should be.
    #[error("The picture is damaged: {0}.")]
    Damaged(String),
    /// It is well, but of a kind that is not read.
    #[error("The picture is not read: {0}.")]
    Unread(String),
    /// The part of the program that reads pictures like it could not be had.
    #[error("What reads pictures that are no PNGs is missing: {0}.")]
    NoDecoder(String),
}

impl PictureError {
    /// Its parts are not what they should be: "its picture data cannot be unpacked".
    pub(crate) fn damaged(reason: &str) -> Self {
        Self::Damaged(reason.to_owned())
    }
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
        /// "256 MB of text", "20 million cells".
        limit: &'static str,
    },
    /// A header and nothing below.
    #[error("The table has a header but no rows.")]
    NoRows,
    /// One column only, or no separator found anywhere.
    #[error(
        "No columns were found: the rows are not separated by commas, semicolons, tabs or bars."
    )]
    NoColumns,
    /// Packed by gzip, and not whole.
    #[error("The packed table is damaged or not whole.")]
    Damaged,
    /// In an older encoding whose letters are not there.
    #[error("The table is not UTF-8. {0}")]
    NoLetters(#[from] NoLetters),
}

/// The letters of older encodings are not there; why, as a part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error(
    "The part of Soundkin that reads older encodings could not be used: {0}. Please reload the page."
)]
pub struct NoLetters(pub String);

/// A report cannot be drawn and written; why, as a part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("The part of Soundkin that writes reports could not be used: {0}.")]
pub struct NoPrinter(pub String);

/// Why a zip archive was not read.
#[derive(Debug, thiserror::Error)]
pub enum ZipError {
    /// The archive, or an entry of it, is damaged, or packed in a way that is not read.
    #[error("The zip archive could not be read: {reason}.")]
    Damaged {
        /// Why, as the end of a sentence.
        reason: &'static str,
        /// What the library says.
        #[source]
        cause: zip::result::ZipError,
    },
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
    /// A chosen column is not there.
    #[error("There is no column \"{0}\".")]
    NoColumn(String),
    /// There is no such embedding.
    #[error("There is no embedding \"{0}\".")]
    NoEmbedding(String),
    /// The timbre of some of the pictures is not known.
    #[error("The timbre of some of these pictures is not known.")]
    NoTimbre,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_reasons_are_one_remark() {
        let warnings = [
            Warning::of_file("a.png", "The file is empty."),
            Warning::of_line("t.csv", 2, "One cell too few."),
            Warning::of_file("b.png", "The file is empty."),
            Warning::of_line("u.csv", 7, "One cell too few."),
            Warning::of_line("t.csv", 9, "One cell too few."),
        ];
        let remarks = by_reason(&warnings);
        let counts: Vec<usize> = remarks.iter().map(|remark| remark.warnings.len()).collect();
        assert_eq!(counts, [2, 2, 1]);
        assert_eq!(remarks[0].files(), ["a.png", "b.png"]);
        assert_eq!(remarks[1].files(), ["t.csv"]);
        assert_eq!(remarks[1].lines().collect::<Vec<_>>(), [2, 9]);
        assert_eq!(
            (remarks[0].place(), remarks[1].place()),
            (None, Some("t.csv"))
        );
    }

    #[test]
    fn a_remark_about_many_files_of_one_place_lists_them() {
        let names = vec!["a.zip/x".to_owned(), "a.zip/y".to_owned()];
        let warnings = [Warning::of_files("a.zip", "Not used.", names)];
        let remarks = by_reason(&warnings);
        assert_eq!(remarks[0].place(), Some("a.zip"));
        assert_eq!(remarks[0].files(), ["a.zip/x", "a.zip/y"]);
    }
}
