//! Feature space: numeric columns of the table, such as Spotify's audio features.

use crate::data::{Catalog, Column, ColumnKind, Matrix, Table};
use crate::effort::spend;
use crate::error::AnalysisError;

/// The six columns of the notebook.
pub const NOTEBOOK_COLUMNS: [&str; 6] = [
    "danceability",
    "energy",
    "acousticness",
    "valence",
    "instrumentalness",
    "tempo",
];

/// The column that ranks tracks by how much they are listened to.
pub const POPULARITY: &str = "popularity";

/// The columns used when none are chosen: the notebook's six where all are there, else every numeric column but ids
/// and popularity.
pub fn default_columns(table: &Table, key_column: &str) -> Vec<String> {
    let is_number = |name: &str| {
        table
            .column(name)
            .is_some_and(|c| c.kind == ColumnKind::Number)
    };
    if NOTEBOOK_COLUMNS.iter().all(|name| is_number(name)) {
        return NOTEBOOK_COLUMNS.map(String::from).to_vec();
    }
    table
        .columns
        .iter()
        .filter(|column| column.kind == ColumnKind::Number && column.name != key_column)
        .map(|column| column.name.clone())
        .filter(|name| !names_an_id(name) && !name.eq_ignore_ascii_case(POPULARITY))
        .collect()
}

fn names_an_id(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower == "id" || lower.ends_with("_id") || lower == "index" || lower.starts_with("unnamed: ")
}

/// Which tracks take part in feature space, and which are left out because a chosen column is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Participants {
    /// Tracks with all chosen columns, in the table's row order (the order in which the notebook fitted).
    pub samples: Vec<usize>,
    /// Tracks with a row that lacks a chosen column: the notebook's `dropna`.
    pub left_out: Vec<usize>,
}

/// Sorts the tracks that have a row into those with all `columns` and those without.
pub fn participants(catalog: &Catalog, columns: &[String]) -> Participants {
    let mut with_row: Vec<(usize, usize)> = catalog
        .tracks
        .iter()
        .enumerate()
        .filter_map(|(track, t)| t.row.map(|row| (row, track)))
        .collect();
    with_row.sort_unstable();
    // Looked up once: a table may have a hundred thousand rows.
    let columns: Vec<Option<&Column>> = columns
        .iter()
        .map(|name| catalog.table.as_ref()?.column(name))
        .collect();
    spend(with_row.len(), columns.len());
    let has_all = |row: usize| {
        let mut numbers = columns
            .iter()
            .map(|column| column.and_then(|c| c.number(row)));
        numbers.all(|number| number.is_some())
    };
    let (mut samples, mut left_out) = (Vec::new(), Vec::new());
    for (row, track) in with_row {
        if has_all(row) {
            samples.push(track);
        } else {
            left_out.push(track);
        }
    }
    Participants { samples, left_out }
}

/// Raw values of `columns` for the tracks in `samples`: one row a track, one column a feature, in the file's units.
pub fn matrix(
    catalog: &Catalog,
    samples: &[usize],
    columns: &[String],
) -> Result<Matrix, AnalysisError> {
    spend(samples.len(), columns.len());
    let mut matrix = Matrix::zeros(samples.len(), columns.len());
    for (j, name) in columns.iter().enumerate() {
        let column = catalog
            .numeric_column(name)
            .ok_or_else(|| AnalysisError::UnknownColumn(name.clone()))?;
        for (i, &track) in samples.iter().enumerate() {
            let row = catalog.tracks.get(track).and_then(|t| t.row);
            matrix.row_mut(i)[j] = row.and_then(|row| column.number(row)).unwrap_or(f64::NAN);
        }
    }
    Ok(matrix)
}
