//! The rows below the header. In: records with their lines. Out: the typed table, and what was doubtful of it.

use std::collections::VecDeque;

use csv::StringRecord;

use super::decimal;
use super::describe::{self, cells, shortened};
use super::formula::{formula_text, without_apostrophe, without_apostrophes};
use super::notes::Notes;
use super::rows::is_blank;
use super::totals;
use super::typing::{self, Exceptions, Rules, Typed};
use crate::data::{Column, Table, TableReading, TextColumn};

/// Rows that a person is shown.
const N_PREVIEW: usize = 10;
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
    n_formulas: usize,
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
            n_formulas: 0,
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
            if let Some(text) = formula_text(cell) {
                self.n_formulas += 1;
                column.push(text);
                continue;
            }
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
            reading.guesses.push(format!(
                "The apostrophe that keeps a spreadsheet from computing was taken off {}.",
                cells(self.n_apostrophes)
            ));
        }
        if self.n_formulas > 0 {
            reading.guesses.push(format!(
                "Cells written as =\"text\" hold that text ({}).",
                cells(self.n_formulas)
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
            let text = match without_apostrophes(&text) {
                Some(bare) => {
                    reading.guesses.push(format!(
                        "The apostrophe in front of the cells of {name} was taken off."
                    ));
                    bare
                }
                None => text,
            };
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
        totals::note(&columns, &self.lines, notes);
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
