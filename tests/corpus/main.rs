//! Every file of the corpora in `fixtures`, and what was made after corpora that may not be copied, through its reader:
//! what is whole comes out right, what is not is refused in words.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod csv_rules;
mod csv_sets;
mod encode;
mod file_names;
mod messy;
mod png_chunks;
mod png_damaged;
mod png_variants;
mod pngsuite;

#[path = "../common/mod.rs"]
mod common;

use std::fs;
use std::path::Path;

use soundkin::data::{ColumnKind, Table};
use soundkin::error::{CsvError, Warning};
use soundkin::ingest::csv;

/// The last part of a path.
fn name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

/// A reason is a sentence, and not what a library says to programmers.
fn assert_plain(reason: &str) {
    assert!(
        reason.ends_with('.') && !reason.contains(['{', '`']),
        "{reason}"
    );
    assert!(
        !reason.contains("::") && !reason.contains("Error"),
        "{reason}"
    );
}

/// A table file below `fixtures/csv`, read; what is said about it is plain.
fn read(file: &str) -> Result<(Table, Vec<Warning>), CsvError> {
    let path = common::fixtures("csv").join(file);
    let read = csv::read(name(&path), &fs::read(&path).unwrap());
    match &read {
        Ok((_, warnings)) => {
            for warning in warnings {
                assert_plain(&warning.reason);
            }
        }
        Err(error) => assert_plain(&error.to_string()),
    }
    read
}

/// A table given as bytes, read.
fn parse(bytes: &[u8]) -> (Table, Vec<Warning>) {
    let (table, warnings) = csv::read("tracks.csv", bytes).unwrap();
    for warning in &warnings {
        assert_plain(&warning.reason);
    }
    (table, warnings)
}

/// Rows and columns.
fn shape(table: &Table) -> (usize, usize) {
    (table.n_rows, table.columns.len())
}

/// The names of the columns.
fn header(table: &Table) -> Vec<&str> {
    let columns = table.columns.iter();
    columns.map(|column| column.name.as_str()).collect()
}

/// A cell as it stands in the file.
fn cell<'a>(table: &'a Table, row: usize, column: &str) -> &'a str {
    table.column(column).expect(column).text.get(row)
}

/// A cell as a number.
fn number(table: &Table, row: usize, column: &str) -> Option<f64> {
    table.column(column).expect(column).number(row)
}

/// The names of the columns of numbers.
fn number_columns(table: &Table) -> Vec<&str> {
    let columns = table.columns.iter();
    let numbers = columns.filter(|column| column.kind == ColumnKind::Number);
    numbers.map(|column| column.name.as_str()).collect()
}
