//! The table as it is looked at: sorted, searched, a piece at a time. In: the joined collection. Out: rows.
//!
//! Sorting and searching are kept from one piece to the next, so that scrolling only slices.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::search::Needle;
use crate::data::{Catalog, Column, ColumnKind, Table, TextColumn};
use crate::join::JoinReport;
use crate::sorting::sort_by;

/// Which rows of the table are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowsParams {
    /// Sort by this column; `None` = rows with a picture first, in file order.
    pub by: Option<String>,
    /// Largest first?
    pub descending: bool,
    /// Only rows that hold all of these words, each in any column, whatever its case and accents.
    pub search: String,
    /// Only rows with a picture?
    pub pictured: bool,
    /// Only rows of tracks that are left out?
    pub left_out: bool,
    /// The first wanted row of the sorted and searched ones.
    pub first: usize,
    /// How many.
    pub count: usize,
}

/// A piece of the table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rows {
    /// What was asked.
    pub params: RowsParams,
    /// Names of all columns.
    pub columns: Vec<String>,
    /// Rows found, of which `rows` is a piece.
    pub found: usize,
    /// Rows found of tracks that are left out.
    pub found_left_out: usize,
    /// Rows of the table.
    pub total: usize,
    /// The piece.
    pub rows: Vec<TableRow>,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRow {
    /// Its number in the file, the first is 0.
    pub row: usize,
    /// Position in the catalogue; `None` where the collection shows only what has a picture.
    pub track: Option<usize>,
    /// Has it a picture?
    pub pictured: bool,
    /// Is its track left out?
    pub left_out: bool,
    /// Its cells, as the file has them.
    pub cells: Vec<String>,
}

/// The order of the rows of one catalogue, and which of them are found.
#[derive(Clone, Debug, Default)]
pub struct RowOrder {
    /// Track of each row.
    track_of: Vec<Option<u32>>,
    /// Has the row a picture?
    pictured: Vec<bool>,
    /// Is its track left out?
    left_out: Vec<bool>,
    /// Column and direction, and all rows in that order.
    sorted: Option<(By, Vec<u32>)>,
    /// What was looked for, and whether it is in each row.
    searched: Option<(Needle, Vec<bool>)>,
    /// Only rows with a picture, only rows that are left out?
    only: (bool, bool),
    /// What is found, in order.
    found: Vec<u32>,
    /// How many of those are left out.
    found_left_out: usize,
}

/// Column and direction; `None` for rows with a picture first.
type By = Option<(String, bool)>;

impl RowOrder {
    /// Prepares the rows of `catalog`, which `join` made.
    pub fn new(catalog: &Catalog, join: &JoinReport) -> Self {
        let n_rows = catalog.table.as_ref().map_or(0, |table| table.n_rows);
        let mut pictured = vec![!catalog.spectrograms.is_empty(); n_rows];
        for &row in &join.indices_without_picture {
            if let Some(pictured) = pictured.get_mut(row as usize) {
                *pictured = false;
            }
        }
        Self {
            track_of: tracks_of_rows(catalog, n_rows),
            pictured,
            left_out: (0..n_rows)
                .map(|row| catalog.is_row_left_out(row))
                .collect(),
            ..Self::default()
        }
    }

    /// The piece that `params` asks for.
    pub fn rows(&mut self, catalog: &Catalog, params: &RowsParams) -> Rows {
        let Some(table) = &catalog.table else {
            return Rows {
                params: params.clone(),
                columns: Vec::new(),
                found: 0,
                found_left_out: 0,
                total: 0,
                rows: Vec::new(),
            };
        };
        let found = self.found(table, params);
        let first = params.first.min(found.len());
        let end = first.saturating_add(params.count).min(found.len());
        let rows = &self.found[first..end];
        Rows {
            params: params.clone(),
            columns: table.columns.iter().map(|c| c.name.clone()).collect(),
            found: self.found.len(),
            found_left_out: self.found_left_out,
            total: table.n_rows,
            rows: rows.iter().map(|&row| self.row(table, row)).collect(),
        }
    }

    /// All rows that `params` finds, in its order; `first` and `count` do not matter.
    pub fn found(&mut self, table: &Table, params: &RowsParams) -> &[u32] {
        let is_sorted_anew = self.sort(table, params);
        let is_searched_anew = self.search(table, &params.search);
        let only = (params.pictured, params.left_out);
        if is_sorted_anew || is_searched_anew || self.only != only {
            self.only = only;
            let fits = |&row: &u32| {
                let at = row as usize;
                let is_searched = self.searched.as_ref().is_none_or(|(_, is_in)| is_in[at]);
                let is_pictured = self.pictured[at] || !params.pictured;
                is_searched && is_pictured && (self.left_out[at] || !params.left_out)
            };
            let sorted = self.sorted.iter().flat_map(|(_, rows)| rows);
            self.found = sorted.copied().filter(fits).collect();
            let is_left_out = |row: &&u32| self.left_out[**row as usize];
            self.found_left_out = self.found.iter().filter(is_left_out).count();
        }
        &self.found
    }

    fn row(&self, table: &Table, row: u32) -> TableRow {
        let row = row as usize;
        let cells = table.columns.iter().map(|column| column.text.get(row));
        TableRow {
            row,
            track: self.track_of[row].map(|track| track as usize),
            pictured: self.pictured[row],
            left_out: self.left_out[row],
            cells: cells.map(str::to_owned).collect(),
        }
    }

    /// Sorts all rows; says whether there was anything to do.
    fn sort(&mut self, table: &Table, params: &RowsParams) -> bool {
        let column = params.by.as_ref().and_then(|name| table.column(name));
        let by = column.map(|column| (column.name.clone(), params.descending));
        if self.sorted.as_ref().is_some_and(|(last, _)| *last == by) {
            return false;
        }
        let rows = match column {
            Some(column) => sorted_by(column, params.descending, self.pictured.len()),
            None => self.pictured_first(),
        };
        self.sorted = Some((by, rows));
        true
    }

    fn pictured_first(&self) -> Vec<u32> {
        let (mut rows, rest): (Vec<u32>, Vec<u32>) =
            (0..self.pictured.len() as u32).partition(|&row| self.pictured[row as usize]);
        rows.extend(rest);
        rows
    }

    /// Looks for the words in all rows; says whether there was anything to do.
    fn search(&mut self, table: &Table, words: &str) -> bool {
        let needle = Needle::new(words);
        let last = self.searched.take();
        if needle.is_empty() {
            return last.is_some();
        }
        let (mut is_in, is_same) = match last {
            Some((last, is_in)) if needle.narrows(&last) => (is_in, last == needle),
            _ => (vec![true; self.pictured.len()], false),
        };
        if !is_same {
            let mut spare = String::new();
            for (row, is_in) in is_in.iter_mut().enumerate().filter(|(_, is_in)| **is_in) {
                let cells = table.columns.iter().map(|column| column.text.get(row));
                *is_in = needle.is_in(&cells, &mut spare);
            }
        }
        self.searched = Some((needle, is_in));
        !is_same
    }
}

/// The track of each row.
fn tracks_of_rows(catalog: &Catalog, n_rows: usize) -> Vec<Option<u32>> {
    let mut track_of = vec![None; n_rows];
    for i in 0..catalog.tracks.len() as u32 {
        let row = catalog.row_of_any(i as usize);
        if let Some(slot) = row.and_then(|row| track_of.get_mut(row)) {
            slot.get_or_insert(i);
        }
    }
    track_of
}

/// All rows by a column, missing cells last, equals in file order.
fn sorted_by(column: &Column, descending: bool, n_rows: usize) -> Vec<u32> {
    let is_missing = |row: usize| match column.kind {
        ColumnKind::Number => column.number(row).is_none(),
        ColumnKind::Category | ColumnKind::Text => column.present(row).is_none(),
    };
    let (missing, mut rows): (Vec<u32>, Vec<u32>) =
        (0..n_rows as u32).partition(|&row| is_missing(row as usize));
    let directed = |order: Ordering| {
        if descending { order.reverse() } else { order }
    };
    if column.kind == ColumnKind::Number {
        let number = |row: u32| column.numbers[row as usize];
        // They are finite.
        sort_by(&mut rows, |&a, &b| {
            directed(number(a).partial_cmp(&number(b)).unwrap_or(Ordering::Equal))
        });
    } else {
        let cells = lowercase(&column.text);
        // The first letters settle nearly all comparisons.
        let mut keyed: Vec<(u64, u32)> = rows
            .iter()
            .map(|&row| (first_letters(cells.get(row as usize)), row))
            .collect();
        sort_by(&mut keyed, |a, b| {
            let cell = |row: u32| cells.get(row as usize);
            directed(a.0.cmp(&b.0).then_with(|| cell(a.1).cmp(cell(b.1))))
        });
        rows = keyed.into_iter().map(|(_, row)| row).collect();
    }
    rows.extend(missing);
    rows
}

fn lowercase(column: &TextColumn) -> TextColumn {
    let n_bytes = column.iter().map(str::len).sum();
    let mut lower = TextColumn::with_capacity(column.len(), n_bytes);
    let mut cell_in_ascii = String::new();
    for cell in column.iter() {
        if cell.is_ascii() {
            cell_in_ascii.clear();
            cell_in_ascii.push_str(cell);
            cell_in_ascii.make_ascii_lowercase();
            lower.push(&cell_in_ascii);
        } else {
            lower.push(&cell.to_lowercase());
        }
    }
    lower
}

/// The first eight bytes as a number that sorts like them.
fn first_letters(cell: &str) -> u64 {
    let mut letters = [0; 8];
    let n = cell.len().min(8);
    letters[..n].copy_from_slice(&cell.as_bytes()[..n]);
    u64::from_be_bytes(letters)
}

#[cfg(test)]
#[path = "rows_tests.rs"]
mod tests;
