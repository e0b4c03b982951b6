//! What a join found and what it did not, in numbers, names and sentences.

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::candidates::Candidate;
use super::matching::Matching;
use super::params::JoinParams;
use super::pattern::Pattern;
use super::reason::likely_reason;
use super::step::{Step, StepCount};
use super::tables::TableUse;
use crate::data::{Catalog, Column, NameColumns, Role, Table, roles};

/// Examples kept of each step.
const N_EXAMPLES: usize = 3;

/// What the join found, and what it did not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinReport {
    /// Picture files found, the broken ones too; the join sets `decoded`, who read the files knows better.
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

/// The report of what is matched.
pub(super) fn report(
    matching: &Matching,
    table: Option<&Table>,
    column: Option<&Column>,
    params: &JoinParams,
) -> JoinReport {
    let n_pictures = matching.names.len();
    let n_rows = table.map_or(0, |table| table.n_rows);
    let matched = matching.matched();
    let file = |picture: u32| matching.names[picture as usize].file.to_owned();
    let is_left = |&picture: &u32| matching.row_of[picture as usize].is_none();
    let mut has_picture = vec![false; n_rows];
    for &(row, _) in matching.row_of.iter().flatten() {
        has_picture[row as usize] = true;
    }
    let without = (0..n_rows as u32).filter(|&row| !has_picture[row as usize]);
    let is_joined = table.is_some() && n_pictures > 0;
    JoinReport {
        images: n_pictures,
        decoded: n_pictures,
        rows: n_rows,
        matched,
        rows_with_picture: matched,
        rows_without_picture: n_rows - matched,
        indices_without_picture: if n_pictures > 0 {
            without.collect()
        } else {
            Vec::new()
        },
        orphan_images: if is_joined {
            (0..n_pictures as u32).filter(is_left).map(file).collect()
        } else {
            Vec::new()
        },
        duplicate_ids: column.map(duplicates).unwrap_or_default(),
        steps: if is_joined {
            steps(matching, params)
        } else {
            Vec::new()
        },
        ambiguous: ambiguous(matching, &has_picture),
        reason: table
            .zip(column)
            .filter(|_| is_joined)
            .and_then(|(table, column)| likely_reason(matching, table, column, &params.steps_off)),
        ..JoinReport::default()
    }
}

fn steps(matching: &Matching, params: &JoinParams) -> Vec<StepCount> {
    let on = Step::ALL
        .into_iter()
        .filter(|step| !params.steps_off.contains(step));
    let count = |step| {
        let of_step = || {
            let pairs = matching.names.iter().zip(&matching.row_of);
            pairs.filter_map(move |(name, row)| {
                row.filter(|(_, by)| *by == step)
                    .map(|(row, _)| (name, row))
            })
        };
        let cell = |row: u32| matching.cells.get(row as usize).to_owned();
        StepCount {
            step,
            matched: of_step().count(),
            examples: of_step()
                .take(N_EXAMPLES)
                .map(|(name, row)| (name.file.to_owned(), cell(row)))
                .collect(),
        }
    };
    on.map(count).collect()
}

/// What was ambiguous and still is.
fn ambiguous(matching: &Matching, has_picture: &[bool]) -> Vec<Ambiguous> {
    let still = matching.shared.iter().map(|shared| {
        let pictures = shared
            .pictures
            .iter()
            .filter(|&&picture| matching.row_of[picture as usize].is_none());
        let rows: Vec<u32> = shared
            .rows
            .iter()
            .copied()
            .filter(|&row| !has_picture[row as usize])
            .collect();
        Ambiguous {
            key: shared.key.clone(),
            images: pictures
                .map(|&picture| matching.names[picture as usize].file.to_owned())
                .collect(),
            rows: rows
                .iter()
                .map(|&row| matching.cells.get(row as usize).to_owned())
                .collect(),
            row_numbers: rows.iter().map(|&row| row as usize + 1).collect(),
        }
    });
    still
        .filter(|shared| !shared.images.is_empty() && !shared.rows.is_empty())
        .collect()
}

/// Which columns of the catalogue are known by what they hold.
pub(super) fn known_columns(catalog: &Catalog) -> KnownColumns {
    let NameColumns {
        title,
        artist,
        genre,
    } = catalog.name_columns();
    let headings = catalog
        .table
        .iter()
        .flat_map(|table| &table.columns)
        .map(|column| column.name.as_str());
    let energy = roles::columns_of(headings, Role::Energy)
        .into_iter()
        .filter_map(|column| catalog.table.as_ref()?.columns.get(column))
        .find_map(|column| catalog.numeric_column(&column.name));
    KnownColumns {
        title,
        artist,
        genre,
        popularity: catalog
            .popularity_column()
            .map(|column| column.name.clone()),
        energy: energy.map(|column| column.name.clone()),
    }
}

/// The present cells that stand in more than one row, in order of first appearance.
fn duplicates(column: &Column) -> Vec<String> {
    let mut first_rows: HashMap<&str, usize> = HashMap::with_capacity(column.text.len());
    let mut repeated = BTreeSet::new();
    for row in 0..column.text.len() {
        if let Some(cell) = column.present(row) {
            let first = *first_rows.entry(cell).or_insert(row);
            if first != row {
                repeated.insert(first);
            }
        }
    }
    repeated
        .into_iter()
        .map(|row| column.text.get(row).to_owned())
        .collect()
}
