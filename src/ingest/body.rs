//! The rows below the header. In: records with their lines. Out: the typed table, and what was doubtful of it.

use std::collections::VecDeque;

use csv::StringRecord;

use super::csv::is_blank;
use super::notes::Notes;
use super::typing::{self, Exceptions, Rules, Typed};
use super::{decimal, describe};
use crate::data::{Column, Table, TableReading, TextColumn};

/// Rows that a person is shown.
const N_PREVIEW: usize = 10;
/// Fewest rows whose sum says something.
const N_SUMMED: usize = 3;
/// From here on the square of a number is none, and with it no distance.
const TOO_LARGE: f64 = 1e155;

/// The cells read so far.
pub(super) struct Body {
    columns: Vec<TextColumn>,
    /// The header where it is one line: tables put one below the other repeat it.
    header: Option<StringRecord>,
    /// Line of each row.
    lines: Vec<u64>,
    n_blank: usize,
    n_apostrophes: usize,
}

impl Body {
    /// Room for a table of `n_bytes` whose rows are like those of `head`.
    pub(super) fn new(
        n_columns: usize,
        header: Option<StringRecord>,
        head: &VecDeque<(u64, StringRecord)>,
        n_bytes: usize,
    ) -> Self {
        let n_head: usize = head.iter().map(|(_, r)| r.as_slice().len() + r.len()).sum();
        // A tenth more, so that growing is the exception.
        let expected = |n_in_head: usize| n_in_head * (n_bytes / n_head.max(1)) / 10 * 11;
        // Short rows below a wide header must not reserve for cells that no byte stands for.
        let n_rows = expected(head.len()).min(n_bytes / n_columns.max(1));
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
            header,
            lines: Vec::with_capacity(n_rows),
            n_blank: 0,
            n_apostrophes: 0,
        }
    }

    /// Rows that hold something.
    pub(super) fn n_rows(&self) -> usize {
        self.lines.len()
    }

    /// One row more.
    pub(super) fn push(&mut self, line: u64, record: &StringRecord, notes: &mut Notes) {
        if is_blank(record) {
            self.n_blank += 1;
            return;
        }
        if self.header.as_ref().is_some_and(|header| header == record) {
            notes.line(line, "This line repeats the header: left out.".to_owned());
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
            let cell = record.get(i).unwrap_or_default();
            let bare = without_apostrophe(cell);
            self.n_apostrophes += usize::from(bare.len() < cell.len());
            column.push(bare);
        }
    }

    /// The typed table; how it was read goes into `reading`, which it takes along.
    pub(super) fn into_table(
        self,
        names: Vec<String>,
        reading: &mut TableReading,
        notes: &mut Notes,
    ) -> Table {
        notes.count(self.n_blank, "had no value at all; left out");
        if self.n_apostrophes > 0 {
            let n = self.n_apostrophes;
            let cells = if n == 1 {
                "1 cell".to_owned()
            } else {
                format!("{n} cells")
            };
            reading.guesses.push(format!(
                "The apostrophe that keeps a spreadsheet from computing was taken off {cells}."
            ));
        }
        let choices = reading.choices.clone();
        let (decimal, why) = match choices.decimal {
            Some(decimal) => (decimal, None),
            None => decimal::settle(self.columns.iter()),
        };
        reading.decimal = decimal;
        reading.guesses.extend(why);
        let mut columns: Vec<Column> = Vec::with_capacity(names.len());
        for (name, text) in names.into_iter().zip(self.columns) {
            // Spreadsheets write empty columns behind the last one.
            if name.starts_with("Unnamed: ") && text.iter().all(str::is_empty) {
                continue;
            }
            let rules = Rules {
                decimal,
                missing: choices.missing.as_deref(),
                kind: choices.kinds.get(&name).copied(),
            };
            let typed = typing::column(name, text, rules);
            describe::column(&typed, reading);
            note_column(&typed, &self.lines, notes);
            columns.push(typed.column);
        }
        note_totals(&columns, &self.lines, notes);
        let n_preview = self.lines.len().min(N_PREVIEW);
        reading.preview = (0..n_preview)
            .map(|row| {
                columns
                    .iter()
                    .map(|column| shortened(column.text.get(row)))
                    .collect()
            })
            .collect();
        Table {
            file: notes.file.clone(),
            n_rows: self.lines.len(),
            columns,
            reading: std::mem::take(reading),
        }
    }
}

/// A cell without the apostrophe that stands in front of what a spreadsheet would compute (owasp.org, "CSV Injection").
fn without_apostrophe(cell: &str) -> &str {
    let computes = |rest: &&str| {
        let rest = rest.trim_start_matches('\'');
        rest.starts_with([
            '=', '+', '-', '@', '\t', '\r', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}',
        ])
    };
    cell.strip_prefix('\'').filter(computes).unwrap_or(cell)
}

/// Notes the cells of a column of numbers that are none, or too much of one.
fn note_column(typed: &Typed, lines: &[u64], notes: &mut Notes) {
    let column = &typed.column;
    if let Some(Exceptions { count, first_row }) = typed.exceptions {
        let line = lines.get(first_row).copied().unwrap_or_default();
        let value = shortened(column.text.get(first_row));
        let reason = format!(
            "The column \"{}\" holds numbers, but {count} of its cells do not, the first is \"{value}\"; they count as missing.",
            column.name
        );
        notes.of_column(line, reason);
    }
    if let Some(row) = column
        .numbers
        .iter()
        .position(|number| number.abs() >= TOO_LARGE)
    {
        let line = lines.get(row).copied().unwrap_or_default();
        let reason = format!(
            "The column \"{}\" holds numbers of 1e155 and more, the first is {}: compared raw, they leave nothing to compare.",
            column.name,
            shortened(column.text.get(row))
        );
        notes.of_column(line, reason);
    }
}

/// Notes a last row that, unlike a track, sums up the others: it has a gap, and each of its numbers is their sum.
fn note_totals(columns: &[Column], lines: &[u64], notes: &mut Notes) {
    const TOLERANCE: f64 = 1e-9;
    let Some((&line, above)) = lines
        .split_last()
        .filter(|(_, above)| above.len() >= N_SUMMED)
    else {
        return;
    };
    let last = above.len();
    let mut sums = columns.iter().filter_map(|column| {
        let total = *column.numbers.get(last).filter(|total| total.is_finite())?;
        let above = column.numbers.iter().take(last).filter(|x| x.is_finite());
        let (sum, size) = above.fold((0.0, 0.0), |(sum, size), x| (sum + x, size + x.abs()));
        Some(total != 0.0 && f64::abs(sum - total) <= TOLERANCE * size)
    });
    let has_gap = columns
        .iter()
        .any(|column| column.text.get(last).is_empty());
    if has_gap && sums.next().is_some_and(|is_sum| is_sum) && sums.all(|is_sum| is_sum) {
        let reason =
            "The last row holds the sums of the rows above it; it counts as a track like them.";
        notes.of_column(line, reason.to_owned());
    }
}

/// A value short enough to be shown in a sentence.
pub(super) fn shortened(value: &str) -> String {
    const LONGEST: usize = 40;
    if value.chars().count() <= LONGEST {
        return value.to_owned();
    }
    value.chars().take(LONGEST).chain(['\u{2026}']).collect()
}
