//! A CSV file's bytes to a typed table. In: the whole file. Out: a [`Table`] and what was doubtful, or a plain reason.
//!
//! Reads what people have: any usual encoding and delimiter, titles above the header, ragged rows, rows wholly in
//! quotes. Names of columns and missing words are those of pandas' `read_csv`.

use std::collections::VecDeque;

use csv::{Reader, StringRecord};

use super::dialect::Dialect;
use super::header::{drop_titles, header};
use super::notes::Notes;
use super::{encoding, typing};
use crate::data::{Table, TextColumn};
use crate::error::{CsvError, Warning};

/// Most cells, those that short rows lack among them: a wide header above millions of them would fill the memory.
/// A cell takes 12 bytes besides its text, and a number 8 more in each matrix: together about 600 MB.
const MAX_CELLS: usize = if cfg!(test) { 1_000_000 } else { 20_000_000 };
/// Most bytes of a table's file.
pub const MAX_BYTES: usize = encoding::MAX_BYTES;
/// Rows looked at before the header is settled.
const N_HEAD: usize = 24;

/// What is said of a file with more than [`MAX_BYTES`].
pub fn too_large() -> CsvError {
    encoding::TOO_LARGE
}

/// Reads a table; `file` is the name it is known by.
pub fn read(file: &str, bytes: &[u8]) -> Result<(Table, Vec<Warning>), CsvError> {
    let (text, doubt) = encoding::decode(file, bytes)?;
    let dialect = Dialect::sniff(&text).ok_or(CsvError::NoColumns)?;
    let mut notes = Notes::new(file, doubt);
    let mut rows = Rows::new(&text, dialect);
    let mut head = rows.head(N_HEAD);
    drop_titles(&mut head, &mut notes);
    let names = header(&mut head, &mut notes)?;
    let mut body = Body::new(names.len(), &head, text.len());
    for (line, record) in head {
        body.push(line, &record, &mut notes);
    }
    let mut record = StringRecord::new();
    while let Some(line) = rows.next(&mut record) {
        body.push(line, &record, &mut notes);
        if body.lines.len() * names.len() > MAX_CELLS {
            let limit = "20 million cells";
            return Err(CsvError::TooLarge { limit });
        }
    }
    if body.lines.is_empty() {
        return Err(CsvError::NoRows);
    }
    notes.count(rows.n_unwrapped, "stood in quotes as a whole; unwrapped");
    Ok((body.into_table(names, &mut notes), notes.finish()))
}

/// The rows of the text, each with its line.
struct Rows<'a> {
    text: &'a str,
    dialect: Dialect,
    reader: Reader<&'a [u8]>,
    n_unwrapped: usize,
}

impl<'a> Rows<'a> {
    fn new(text: &'a str, dialect: Dialect) -> Self {
        Self {
            text,
            dialect,
            reader: dialect.reader(text),
            n_unwrapped: 0,
        }
    }

    /// Reads the next row into `record`; its line, or `None` at the end.
    fn next(&mut self, record: &mut StringRecord) -> Option<u64> {
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
        Some(line)
    }

    fn head(&mut self, n_rows: usize) -> VecDeque<(u64, StringRecord)> {
        let mut head = VecDeque::new();
        while head.len() < n_rows {
            let mut record = StringRecord::new();
            let Some(line) = self.next(&mut record) else {
                break;
            };
            if !is_blank(&record) {
                head.push_back((line, record));
            }
        }
        head
    }
}

fn is_blank(record: &StringRecord) -> bool {
    record.as_slice().trim_ascii().is_empty()
}

/// The cells read so far.
struct Body {
    columns: Vec<TextColumn>,
    /// Line of each row.
    lines: Vec<u64>,
    n_blank: usize,
}

impl Body {
    /// Room for a table of `n_bytes` whose rows are like those of `head`.
    fn new(n_columns: usize, head: &VecDeque<(u64, StringRecord)>, n_bytes: usize) -> Self {
        let n_head: usize = head.iter().map(|(_, r)| r.as_slice().len() + r.len()).sum();
        // A tenth more, so that growing is the exception.
        let expected = |n_in_head: usize| n_in_head * (n_bytes / n_head.max(1)) / 10 * 11;
        // Short rows below a wide header must not reserve for cells that no byte stands for.
        let most_rows = n_bytes.min(MAX_CELLS) / n_columns.max(1);
        let n_rows = expected(head.len()).min(most_rows);
        let n_text = |i| {
            head.iter()
                .filter_map(|(_, r)| r.get(i))
                .map(str::len)
                .sum()
        };
        Self {
            columns: (0..n_columns)
                .map(|i| TextColumn::with_capacity(n_rows, expected(n_text(i))))
                .collect(),
            lines: Vec::with_capacity(n_rows),
            n_blank: 0,
        }
    }

    fn push(&mut self, line: u64, record: &StringRecord, notes: &mut Notes) {
        if is_blank(record) {
            self.n_blank += 1;
            return;
        }
        let (n_cells, n_columns) = (record.len(), self.columns.len());
        if n_cells < n_columns {
            if n_cells == 1 && record.as_slice().starts_with('#') {
                notes.line(line, "A comment: left out.".to_owned());
                return;
            }
            let quote = if record
                .iter()
                .next_back()
                .is_some_and(|cell| cell.contains('\n'))
            {
                " A quote may be missing there: the last cell runs over several lines."
            } else {
                ""
            };
            notes.line(
                line,
                format!("The row has {n_cells} of {n_columns} cells; the others count as missing.{quote}"),
            );
        } else if record.iter().skip(n_columns).any(|cell| !cell.is_empty()) {
            notes.line(
                line,
                format!("The row has {n_cells} cells for {n_columns} columns; those at its end were left out."),
            );
        }
        self.lines.push(line);
        for (i, column) in self.columns.iter_mut().enumerate() {
            column.push(record.get(i).unwrap_or_default());
        }
    }

    fn into_table(self, names: Vec<String>, notes: &mut Notes) -> Table {
        notes.count(self.n_blank, "had no value at all; left out");
        let mut columns = Vec::with_capacity(names.len());
        for (name, text) in names.into_iter().zip(self.columns) {
            // Spreadsheets write empty columns behind the last one.
            if name.starts_with("Unnamed: ") && text.iter().all(str::is_empty) {
                continue;
            }
            let (column, exceptions) = typing::column(name, text);
            if let Some(typing::Exceptions { count, first_row }) = exceptions {
                let line = self.lines.get(first_row).copied().unwrap_or_default();
                let value = shortened(column.text.get(first_row));
                let reason = format!(
                    "The column \"{}\" holds numbers, but {count} of its cells do not, the first is \"{value}\"; they count as missing.",
                    column.name
                );
                notes.of_column(line, reason);
            }
            columns.push(column);
        }
        Table {
            file: notes.file.clone(),
            n_rows: self.lines.len(),
            columns,
        }
    }
}

/// A value short enough to be shown in a sentence.
fn shortened(value: &str) -> String {
    const LONGEST: usize = 40;
    if value.chars().count() <= LONGEST {
        return value.to_owned();
    }
    value.chars().take(LONGEST).chain(['\u{2026}']).collect()
}

#[cfg(test)]
#[path = "csv_tests.rs"]
mod tests;
