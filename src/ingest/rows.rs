//! The rows of a table's text as the CSV reader finds them, each with its line. In: the text. Out: records.

use std::borrow::Cow;
use std::collections::VecDeque;

use csv::{Reader, StringRecord};

use super::dialect::Dialect;

/// Stands for a separator that is no ASCII character.
const STAND_IN: char = '\u{1f}';

/// A separator as the CSV reader takes it and, where that is another, as the file has it.
pub(super) struct Separator {
    /// As the reader takes it; `None` where it is to be found.
    pub ascii: Option<u8>,
    /// As the file has it; `None` where that is the same.
    pub shown: Option<char>,
}

/// The text with the `wanted` separator as an ASCII character.
pub(super) fn with_ascii_separator(text: &str, wanted: Option<char>) -> (Cow<'_, str>, Separator) {
    match wanted {
        Some(separator) if !separator.is_ascii() => {
            let text = text.replace(separator, STAND_IN.encode_utf8(&mut [0; 4]));
            (
                text.into(),
                Separator {
                    ascii: Some(STAND_IN as u8),
                    shown: Some(separator),
                },
            )
        }
        wanted => (
            text.into(),
            Separator {
                ascii: wanted.map(|c| c as u8),
                shown: None,
            },
        ),
    }
}

/// The rows of the text, each with its line.
pub(super) struct Rows<'a> {
    text: &'a str,
    dialect: Dialect,
    /// What the separator stands for inside cells.
    shown: Option<char>,
    reader: Reader<&'a [u8]>,
    /// Rows so far that stood in quotes as a whole.
    pub n_unwrapped: usize,
}

impl<'a> Rows<'a> {
    /// At the first row; `shown` is what [`STAND_IN`] stands for, if anything.
    pub(super) fn new(text: &'a str, dialect: Dialect, shown: Option<char>) -> Self {
        Self {
            text,
            dialect,
            shown,
            reader: dialect.reader(text),
            n_unwrapped: 0,
        }
    }

    /// Reads the next row into `record`; its line, or `None` at the end.
    pub(super) fn next(&mut self, record: &mut StringRecord) -> Option<u64> {
        // The text is valid and rows may be ragged: reading from memory cannot fail.
        if !self.reader.read_record(record).unwrap_or(false) {
            return None;
        }
        // The reader says where it began to look, which is before any blank lines.
        let line = record.position().map_or(0, |position| {
            let rest = self
                .text
                .as_bytes()
                .get(position.byte() as usize..)
                .unwrap_or_default();
            let breaks = rest
                .iter()
                .take_while(|&&byte| byte == b'\n' || byte == b'\r');
            position.line() + breaks.filter(|&&byte| byte == b'\n').count() as u64
        });
        if record.len() == 1
            && let Some(inner) = self.dialect.unwrapped(record)
        {
            *record = inner;
            self.n_unwrapped += 1;
        }
        if let Some(shown) = self.shown
            && record.as_slice().contains(STAND_IN)
        {
            let shown = shown.to_string();
            *record = record
                .iter()
                .map(|cell| cell.replace(STAND_IN, &shown))
                .collect();
        }
        Some(line)
    }

    /// The next rows that hold something, at most `n_rows`.
    pub(super) fn head(&mut self, n_rows: usize) -> VecDeque<(u64, StringRecord)> {
        let mut head = VecDeque::new();
        while head.len() < n_rows {
            let mut record = StringRecord::new();
            let Some(line) = self.next(&mut record) else {
                break;
            };
            // The second line of a table in Markdown is a rule.
            if !(is_blank(&record) || head.len() == 1 && is_rule(&record)) {
                head.push_back((line, record));
            }
        }
        head
    }

    /// Have all rows from this line on so many cells?
    pub(super) fn all_have(&self, n_cells: usize, from: u64) -> bool {
        let mut rows = Self::new(self.text, self.dialect, None);
        let mut record = StringRecord::new();
        while let Some(line) = rows.next(&mut record) {
            if line >= from && record.len() != n_cells && !is_blank(&record) {
                return false;
            }
        }
        true
    }
}

/// Has the row no cell with anything in it?
pub(super) fn is_blank(record: &StringRecord) -> bool {
    record.as_slice().trim_ascii().is_empty()
}

/// Is this the line of dashes below the header of a table in Markdown?
fn is_rule(record: &StringRecord) -> bool {
    let is_dashes = |cell: &str| {
        let bare = cell.trim().trim_matches(':');
        bare.len() > 2 && bare.bytes().all(|byte| byte == b'-')
    };
    let mut present = record.iter().filter(|cell| !cell.trim().is_empty());
    record.len() > 1 && present.next().is_some_and(is_dashes) && present.all(is_dashes)
}
