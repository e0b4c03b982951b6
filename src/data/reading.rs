//! How a table was read, and how a person wants it read instead.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ColumnKind;

/// The mark between whole and part of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decimal {
    /// 80.5; a comma may group thousands.
    #[default]
    Point,
    /// 80,5; a point may group thousands.
    Comma,
}

impl ReadingChoices {
    /// Is everything left to be guessed?
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Decimal {
    /// The mark itself.
    pub fn mark(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }
}

/// What an opening quote means that is not closed on its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OpenQuote {
    /// The cell goes on in the next line.
    GoesOn,
    /// The quote is a part of the text.
    IsText,
}

/// What a column is to be, where a person says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChosenKind {
    /// Numbers; what is none counts as missing.
    Numbers,
    /// Words, even if all are numbers.
    Words,
}

/// How a person wants one table read; what is `None` is guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingChoices {
    /// Name of the encoding, such as "windows-1251".
    pub encoding: Option<String>,
    /// What stands between cells.
    pub separator: Option<char>,
    /// The decimal mark.
    pub decimal: Option<Decimal>,
    /// Lines that name the columns; 0 for none.
    pub header_lines: Option<usize>,
    /// Words that count as missing in columns of numbers, besides the empty cell.
    pub missing: Option<Vec<String>>,
    /// What an opening quote means that is not closed on its line.
    pub open_quote: Option<OpenQuote>,
    /// What columns are, by name.
    pub kinds: BTreeMap<String, ChosenKind>,
}

/// How the numbers of a column are written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// As numbers.
    #[default]
    Plain,
    /// With a unit, which is left off.
    Unit(String),
    /// With a sign for a part of a hundred or of a thousand: 30% is 0.3.
    Share(char),
    /// As a duration: 3:10 is 190 seconds.
    Duration,
    /// With letters for thousand, million and milliard: 1.2M is 1200000.
    Powers,
}

/// How one column was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnReading {
    /// Its name.
    pub name: String,
    /// What its cells are.
    pub kind: ColumnKind,
    /// How its numbers are written.
    pub shape: Shape,
    /// Cells that hold something.
    pub n_present: usize,
    /// Those of them that are numbers; counted where it is a question, else 0 in a column of words.
    pub n_numbers: usize,
}

impl TableReading {
    /// Everything that is not a column, and what was guessed, in sentences.
    pub fn in_words(&self) -> String {
        let separator = self
            .separator
            .map_or("no separator".to_owned(), |separator| {
                format!("separated by {}", separator_in_words(separator))
            });
        let header = match self.header_lines {
            0 => "no header".to_owned(),
            1 => "1 header line".to_owned(),
            n => format!("{n} header lines"),
        };
        let mut words = format!(
            "{}, {separator}, decimal mark {}, {header}.",
            self.encoding,
            self.decimal.mark()
        );
        for guess in &self.guesses {
            words.push(' ');
            words.push_str(guess);
        }
        words
    }
}

/// What a separator is called.
pub fn separator_in_words(separator: char) -> String {
    let known = match separator {
        ',' => "comma",
        ';' => "semicolon",
        '\t' => "tab",
        '|' => "bar",
        ':' => "colon",
        ' ' => "space",
        '^' => "caret",
        '~' => "tilde",
        '\u{1f}' => "unit separator",
        '\u{1}' => "control character 1",
        other => return format!("\"{other}\""),
    };
    known.to_owned()
}

/// How a table was read, or why it could not be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableReading {
    /// What it is called: as much of its path as tells it from the others.
    pub file: String,
    /// Its whole path, by which it can be read otherwise.
    pub path: String,
    /// What the person wanted; empty for what was guessed alone.
    pub choices: ReadingChoices,
    /// Name of the encoding.
    pub encoding: String,
    /// Encodings in which the bytes make sense, each with some of the text that differs; empty where all is ASCII.
    pub encodings: Vec<(String, String)>,
    /// What stands between cells; `None` where nothing was found.
    pub separator: Option<char>,
    /// The decimal mark.
    pub decimal: Decimal,
    /// Lines that name the columns.
    pub header_lines: usize,
    /// Words that count as missing in columns of numbers, in the order in which they were met.
    pub missing: Vec<String>,
    /// How the columns were read.
    pub columns: Vec<ColumnReading>,
    /// What was guessed, a sentence each.
    pub guesses: Vec<String>,
    /// The first rows, cell by cell.
    pub preview: Vec<Vec<String>>,
    /// Why there is no table.
    pub error: Option<String>,
}
