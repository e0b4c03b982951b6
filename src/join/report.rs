//! What a join found and what it did not, in numbers, names and sentences.

use serde::{Deserialize, Serialize};

use super::key::Candidate;
use super::pattern::Pattern;
use super::step::StepCount;
use super::tables::TableUse;

/// What the join found, and what it did not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinReport {
    /// PNG files found, the broken ones too; the join sets `decoded`, who read the files knows better.
    pub images: usize,
    /// Pictures decoded.
    pub decoded: usize,
    /// Rows of the table.
    pub rows: usize,
    /// Pictures that have a row. No two have the same.
    pub matched: usize,
    /// Rows that have a picture: as many.
    pub rows_with_picture: usize,
    /// The other rows.
    pub rows_without_picture: usize,
    /// Which rows those are, ascending; empty when there is no picture at all.
    #[serde(skip)]
    pub indices_without_picture: Vec<u32>,
    /// Files of the pictures without a row, in byte order; empty when there is no table.
    pub orphan_images: Vec<String>,
    /// Ids in more than one row, in order of first appearance.
    pub duplicate_ids: Vec<String>,
    /// The key column in force; empty without a table.
    pub key_column: String,
    /// The pattern in force.
    pub pattern: Pattern,
    /// What each step that is on joined, in order; empty without pictures or table.
    pub steps: Vec<StepCount>,
    /// Keys that fit several pictures or rows and therefore joined none.
    pub ambiguous: Vec<Ambiguous>,
    /// Why nothing or little was joined, in a sentence.
    pub reason: Option<String>,
    /// The key that matches most pictures, when that is more than the one in force does.
    pub proposal: Option<Candidate>,
    /// Which columns name the tracks.
    pub columns: KnownColumns,
    /// How each table is used, where there are several.
    pub tables: Vec<TableUse>,
    /// System files that were passed over; who read the files knows.
    pub ignored_files: usize,
}

/// A key that fits several pictures or rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ambiguous {
    /// The key.
    pub key: String,
    /// Files of the pictures, in byte order.
    pub images: Vec<String>,
    /// Key cells of the rows, in row order.
    pub rows: Vec<String>,
    /// Numbers of these rows, the first of the table is 1.
    pub row_numbers: Vec<usize>,
}

/// Columns that are known by their headings, or were chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownColumns {
    /// Titles.
    pub title: Option<String>,
    /// Artists.
    pub artist: Option<String>,
    /// Genres.
    pub genre: Option<String>,
    /// How much tracks are listened to, in numbers.
    pub popularity: Option<String>,
    /// How intense they are, in numbers.
    pub energy: Option<String>,
}
