//! A CSV file's bytes to a typed table. In: the whole file. Out: a [`Table`] and what was doubtful, or a plain reason.
//!
//! Reads what people have: any usual encoding and delimiter, titles above the header, ragged rows, rows wholly in
//! quotes. Names of columns and missing words are those of pandas' `read_csv`.

use std::collections::{HashMap, HashSet, VecDeque};

use csv::{Reader, StringRecord};

use super::dialect::Dialect;
use super::{encoding, typing};
use crate::data::{Table, TextColumn};
use crate::error::{CsvError, Warning};

/// Rows looked at before the header is settled.
const N_HEAD: usize = 24;
/// Lines above the header that may be titles or comments.
const MAX_TITLES: usize = 10;
/// Rows that are named one by one; the others are only counted.
const MAX_ROW_WARNINGS: usize = 20;

/// Reads a table; `file` is the name it is known by.
pub fn read(file: &str, bytes: &[u8]) -> Result<(Table, Vec<Warning>), CsvError> {
    let (text, doubt) = encoding::decode(file, bytes)?;
    let dialect = Dialect::sniff(&text).ok_or(CsvError::NoColumns)?;
    let mut notes = Notes::new(file, doubt);
    let mut rows = Rows::new(&text, dialect);
    let mut head = rows.head(N_HEAD);
    drop_titles(&mut head, &mut notes);
    let names = header(&mut head, &mut notes)?;
    let mut body = Body::new(names.len(), bytes.len());
    for (line, record) in head {
        body.push(line, &record, &mut notes);
    }
    let mut record = StringRecord::new();
    while let Some(line) = rows.next(&mut record) {
        body.push(line, &record, &mut notes);
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

/// Removes lines above the header that hold one cell only.
fn drop_titles(head: &mut VecDeque<(u64, StringRecord)>, notes: &mut Notes) {
    let n_present = |record: &StringRecord| record.iter().filter(|cell| !cell.is_empty()).count();
    for _ in 0..MAX_TITLES {
        let [(line, first), (_, second)] = [head.front(), head.get(1)].map(|row| match row {
            Some((line, record)) => (*line, Some(record)),
            None => (0, None),
        });
        let (Some(first), Some(second)) = (first, second) else {
            return;
        };
        // Two columns of which one has no name are a header; a first cell without a name is an index.
        let is_title = n_present(first) == 1
            && first.len() != 2
            && first.get(0) != Some("")
            && n_present(second) > 1;
        // A comment may be followed by another.
        let is_comment = first.len() == 1 && first.get(0).is_some_and(|c| c.starts_with('#'));
        if !is_title && !is_comment {
            return;
        }
        notes.line(
            line,
            "This line stands above the header and was left out.".to_owned(),
        );
        head.pop_front();
    }
}

/// Takes the header off `head`: one name a column.
fn header(
    head: &mut VecDeque<(u64, StringRecord)>,
    notes: &mut Notes,
) -> Result<Vec<String>, CsvError> {
    let (line, first) = head.front().ok_or(CsvError::Empty)?;
    if first.iter().all(|cell| typing::parse(cell).is_some()) {
        let reason = "There is no header: the columns are called Column 1, Column 2, and so on.";
        notes.line(*line, reason.to_owned());
        return Ok((1..=first.len()).map(|i| format!("Column {i}")).collect());
    }
    let mut names: Vec<String> = first.iter().map(|name| name.trim().to_owned()).collect();
    head.pop_front();
    if names.len() < 2 {
        return Err(CsvError::NoColumns);
    }
    // R writes row names without a header of their own.
    if head.len() > 2
        && head.iter().all(|(_, row)| row.len() == names.len() + 1)
        && head
            .iter()
            .any(|(_, row)| row.iter().next_back() != Some(""))
    {
        names.insert(0, String::new());
    }
    Ok(unique(names))
}

/// Names empty columns and tells repeated ones apart, as pandas does.
fn unique(mut names: Vec<String>) -> Vec<String> {
    let unnamed: HashSet<usize> = (0..names.len()).filter(|&i| names[i].is_empty()).collect();
    for (i, name) in names.iter_mut().enumerate() {
        if name.is_empty() {
            *name = format!("Unnamed: {i}");
        }
    }
    let given: HashSet<String> = names.iter().cloned().collect();
    let mut counts: HashMap<String, usize> = HashMap::new();
    // Columns with a name of their own come first, so that they keep it.
    let order = (0..names.len())
        .filter(|i| !unnamed.contains(i))
        .chain((0..names.len()).filter(|i| unnamed.contains(i)));
    for i in order {
        let base = names[i].clone();
        let mut name = base.clone();
        let mut count = counts.get(&base).copied().unwrap_or(0);
        while count > 0 {
            name = format!("{base}.{count}");
            counts.insert(base.clone(), count + 1);
            let taken = given.contains(&name) || counts.contains_key(&name);
            count = if taken { count + 1 } else { 0 };
        }
        *counts.entry(name.clone()).or_default() += 1;
        names[i] = name;
    }
    names
}

/// The cells read so far.
struct Body {
    columns: Vec<TextColumn>,
    /// Line of each row.
    lines: Vec<u64>,
    n_blank: usize,
}

impl Body {
    fn new(n_columns: usize, n_bytes: usize) -> Self {
        Self {
            columns: vec![TextColumn::default(); n_columns],
            lines: Vec::with_capacity(n_bytes / 256),
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

/// The warnings, of which those about single rows are limited.
struct Notes {
    file: String,
    warnings: Vec<Warning>,
    n_lines: usize,
}

impl Notes {
    fn new(file: &str, first: Option<Warning>) -> Self {
        Self {
            file: file.to_owned(),
            warnings: first.into_iter().collect(),
            n_lines: 0,
        }
    }

    fn line(&mut self, line: u64, reason: String) {
        self.n_lines += 1;
        if self.n_lines <= MAX_ROW_WARNINGS {
            self.of_column(line, reason);
        }
    }

    fn of_column(&mut self, line: u64, reason: String) {
        self.warnings
            .push(Warning::of_line(&self.file, line, reason));
    }

    fn count(&mut self, n_rows: usize, what: &str) {
        if n_rows > 0 {
            let rows = if n_rows == 1 { "row" } else { "rows" };
            let reason = format!("{n_rows} {rows} {what}.");
            self.warnings.push(Warning::of_file(&self.file, reason));
        }
    }

    fn finish(mut self) -> Vec<Warning> {
        let n_more = self.n_lines.saturating_sub(MAX_ROW_WARNINGS);
        self.count(n_more, "more are doubtful in the same way");
        self.warnings
    }
}

#[cfg(test)]
#[path = "csv_tests.rs"]
mod tests;
