//! The table of tracks as its CSV file has it: named columns of the same length, and how the file was read.

use super::{Column, TableReading};

/// A table of tracks: all columns have `n_rows` cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Name of the CSV file.
    pub file: String,
    /// Rows below the header.
    pub n_rows: usize,
    /// The columns in file order.
    pub columns: Vec<Column>,
    /// How the file was read.
    pub reading: TableReading,
}

impl Table {
    /// Bytes that its cells take.
    pub fn n_bytes(&self) -> usize {
        self.columns.iter().map(Column::n_bytes).sum()
    }

    /// The column of that name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}
