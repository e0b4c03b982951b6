//! A table as people read it: words and numbers under headings.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::wording::{is_plain_number, three_digits};

/// Headings and rows, for the page, a report or a spreadsheet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TextTable {
    /// What the table says; empty for none.
    pub title: String,
    /// One per column.
    pub headers: Vec<String>,
    /// Cells from left to right. A short row ends early.
    pub rows: Vec<Vec<TextCell>>,
}

/// Words, or a number with the words for it; empty where a value is missing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TextCell {
    words: String,
    value: Option<f64>,
}

impl TextCell {
    /// A number that people read as `words`; words alone where it is not finite.
    pub fn number(value: f64, words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            value: value.is_finite().then_some(value),
        }
    }

    /// A number that people read with three digits; an empty cell where it is missing: NaN or infinite.
    pub fn three_digits(value: f64) -> Self {
        if value.is_finite() {
            Self::number(value, three_digits(value))
        } else {
            Self::default()
        }
    }

    /// What people read.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Nothing to read?
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// What a file has: all digits of a number, so that what is read back is the same number; else the words.
    pub fn exact(&self) -> Cow<'_, str> {
        match self.value {
            Some(value) => Cow::Owned(value.to_string()),
            None => Cow::Borrowed(&self.words),
        }
    }

    /// A number, also one in words: "1,204", "\u{2212}3 %".
    fn is_number(&self) -> bool {
        let plain = |c: char| if c == '\u{2212}' { '-' } else { c };
        let digits = self.words.trim_end_matches(" %").chars();
        let digits = digits.filter(|&c| c != ',').map(plain);
        self.value.is_some() || is_plain_number(&digits.collect::<String>())
    }
}

impl<W: Into<String>> From<W> for TextCell {
    fn from(words: W) -> Self {
        Self {
            words: words.into(),
            value: None,
        }
    }
}

impl PartialEq<str> for TextCell {
    fn eq(&self, words: &str) -> bool {
        self.words == words
    }
}

impl PartialEq<&str> for TextCell {
    fn eq(&self, words: &&str) -> bool {
        self.words == *words
    }
}

impl TextTable {
    /// A table without rows.
    pub fn new<H: Into<String>>(
        title: impl Into<String>,
        headers: impl IntoIterator<Item = H>,
    ) -> Self {
        Self {
            title: title.into(),
            headers: headers.into_iter().map(Into::into).collect(),
            rows: Vec::new(),
        }
    }

    /// One row more.
    pub fn push<C: Into<TextCell>>(&mut self, row: impl IntoIterator<Item = C>) {
        self.rows.push(row.into_iter().map(Into::into).collect());
    }

    /// Whether a column has numbers and nothing else.
    pub fn holds_numbers(&self, column: usize) -> bool {
        let cells = || {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.filter(|cell| !cell.is_empty())
        };
        cells().next().is_some() && cells().all(TextCell::is_number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_read_three_digits_and_files_have_all() {
        let third = TextCell::number(1.0 / 3.0, "0.333");
        assert_eq!(third, "0.333");
        assert_eq!(third.exact().parse::<f64>(), Ok(1.0 / 3.0));
        assert_eq!(TextCell::number(f64::NAN, "").exact(), "");
        assert_eq!(TextCell::from("0.1 or so").exact(), "0.1 or so");
    }

    #[test]
    fn a_column_of_numbers_has_nothing_else() {
        let mut table = TextTable::new("", ["sizes", "shares", "names", "nothing"]);
        table.push([
            TextCell::from("1,204"),
            TextCell::number(0.5, "50 %"),
            "7".into(),
        ]);
        table.push([TextCell::from("\u{2212}3"), "".into(), "Seven".into()]);
        let found: Vec<bool> = (0..4).map(|column| table.holds_numbers(column)).collect();
        assert_eq!(found, [true, true, false, false]);
    }
}
