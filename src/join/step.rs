//! The steps of the join, from the strictest to the loosest, and what each found.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One way in which a picture's name and a row's key are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Byte for byte.
    Exact,
    /// As [`folded`](crate::data::spelling::folded): accents in one form, without case, punctuation as one space.
    Normalised,
    /// Without folders and the extension of a recording or picture.
    FileName,
    /// Plain decimal numbers: 000002 is 2 and 2.0.
    Number,
    /// The id inside a URI or URL.
    Uri,
    /// The key is whole words of the name.
    PartOfName,
    /// Artist and title are whole words of the name, in either order.
    ArtistTitle,
}

impl Step {
    /// All of them, in the order in which they are taken.
    pub const ALL: [Self; 7] = [
        Self::Exact,
        Self::Normalised,
        Self::FileName,
        Self::Number,
        Self::Uri,
        Self::PartOfName,
        Self::ArtistTitle,
    ];

    /// The word in the document, and that of its switch on the page.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Normalised => "normalised",
            Self::FileName => "file_name",
            Self::Number => "number",
            Self::Uri => "uri",
            Self::PartOfName => "part_of_name",
            Self::ArtistTitle => "artist_title",
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Exact => "exactly as written",
            Self::Normalised => "without case, accents in one form, punctuation as a space",
            Self::FileName => "without folder and extension",
            Self::Number => "as numbers, 000002 as 2",
            Self::Uri => "the id in an address",
            Self::PartOfName => "the key as words of the name",
            Self::ArtistTitle => "artist and title, in either order",
        })
    }
}

/// What a step joined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepCount {
    /// Which step.
    pub step: Step,
    /// Pictures, each with a row of its own.
    pub matched: usize,
    /// The first three: file and key.
    pub examples: Vec<(String, String)>,
}
