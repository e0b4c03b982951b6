//! The join itself. In: decoded pictures, a table, a [`Key`]. Out: the [`Catalog`] and what did not find its match.

use std::collections::HashMap;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::ids::{Ids, loose};
use super::key::{Candidate, Key, candidates};
use super::pattern::{Pattern, base_name};
use crate::data::{Catalog, Column, Spectrogram, Table, Track};

/// What the join found, and what it did not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinReport {
    /// PNG files found, the broken ones too; the join sets `decoded`, who read the files knows better.
    pub images: usize,
    /// Pictures decoded.
    pub decoded: usize,
    /// Rows of the table.
    pub rows: usize,
    /// Pictures that have a row.
    pub matched: usize,
    /// Rows whose id has a picture; where an id stands in several rows, all of them.
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
    /// The key that matches most pictures, when that is more than the one in force does.
    pub proposal: Option<Candidate>,
}

/// Joins pictures (sorted by the bytes of `file`) and table.
///
/// A picture matches the first row with its id. Without a `key` it is `clip_<id>.png` in the first column if that matches
/// any picture, else the best of the [`candidates`], else the first again.
pub fn join(
    spectrograms: Rc<Vec<Spectrogram>>,
    table: Option<Rc<Table>>,
    key: Option<&Key>,
) -> (Catalog, JoinReport) {
    let files: Vec<&str> = spectrograms.iter().map(|s| s.file.as_str()).collect();
    let proposals = table
        .as_deref()
        .map(|table| candidates(&files, table))
        .unwrap_or_default();
    let key = key.cloned().unwrap_or_else(|| {
        let default = default_key(table.as_deref());
        let best = proposals.first().map(Candidate::key);
        let has_default = proposals.iter().any(|c| c.key() == default);
        if has_default {
            default
        } else {
            best.unwrap_or(default)
        }
    });
    let column = table.as_deref().and_then(|table| table.column(&key.column));
    let matches = column.map(|column| Matches::find(&files, column, &key.pattern));
    let row_of = |i: usize| matches.as_ref().and_then(|matches| matches.row_of[i]);
    let cell = |row: usize| column.and_then(|column| column.present(row));

    let n_rows = table.as_deref().map_or(0, |table| table.n_rows);
    let tracks: Vec<Track> = if files.is_empty() {
        let id = |row| cell(row).map_or_else(|| format!("row {}", row + 1), str::to_owned);
        let track = |row| Track {
            id: id(row),
            picture: None,
            row: Some(row),
        };
        (0..n_rows).map(track).collect()
    } else {
        let id = |i: usize, file| {
            row_of(i)
                .and_then(cell)
                .or_else(|| key.pattern.id_of(file))
                .unwrap_or_else(|| stem(file))
        };
        let track = |(i, &file)| Track {
            id: id(i, file).to_owned(),
            picture: Some(i),
            row: row_of(i),
        };
        files.iter().enumerate().map(track).collect()
    };

    let matched = (0..files.len()).filter(|&i| row_of(i).is_some()).count();
    let has_picture = |row: &usize| matches.as_ref().is_some_and(|m| m.has_picture[*row]);
    let rows_with_picture = (0..n_rows).filter(has_picture).count();
    let report = JoinReport {
        images: files.len(),
        decoded: files.len(),
        rows: n_rows,
        matched,
        rows_with_picture,
        rows_without_picture: n_rows - rows_with_picture,
        indices_without_picture: if files.is_empty() {
            Vec::new()
        } else {
            (0..n_rows)
                .filter(|row| !has_picture(row))
                .map(|row| row as u32)
                .collect()
        },
        orphan_images: if table.is_some() {
            let orphans = files.iter().enumerate();
            orphans
                .filter(|&(i, _)| row_of(i).is_none())
                .map(|(_, &file)| file.to_owned())
                .collect()
        } else {
            Vec::new()
        },
        duplicate_ids: column.map(duplicates).unwrap_or_default(),
        key_column: if table.is_some() {
            key.column
        } else {
            String::new()
        },
        pattern: key.pattern,
        proposal: proposals.into_iter().next().filter(|c| c.matches > matched),
    };
    let catalog = Catalog {
        tracks,
        spectrograms,
        table,
    };
    (catalog, report)
}

/// The notebook's key: `clip_<id>.png` in the first column.
fn default_key(table: Option<&Table>) -> Key {
    let first = table.and_then(|table| table.columns.first());
    Key {
        column: first.map(|column| column.name.clone()).unwrap_or_default(),
        pattern: Pattern::default(),
    }
}

/// The base name of a path without its extension.
fn stem(file: &str) -> &str {
    let base = base_name(file);
    base.rsplit_once('.').map_or(base, |(stem, _)| stem)
}

/// Which picture belongs to which row.
struct Matches {
    /// For each picture its first row.
    row_of: Vec<Option<usize>>,
    /// For each row, whether its id has a picture.
    has_picture: Vec<bool>,
}

impl Matches {
    /// Exactly, or loosely where nothing matches exactly.
    fn find(files: &[&str], column: &Column, pattern: &Pattern) -> Self {
        let mut ids = Ids::default();
        let slots: Vec<Option<usize>> = files
            .iter()
            .map(|file| pattern.id_of(file).map(|id| ids.insert(id)))
            .collect();
        let exact = Self::of(&slots, ids.len(), column, |cell| ids.find(cell));
        if exact.row_of.iter().any(Option::is_some) {
            return exact;
        }
        let mut ids = Ids::default();
        let slots: Vec<Option<usize>> = files
            .iter()
            .map(|file| Some(ids.insert(loose(pattern.id_of(file)?)?)))
            .collect();
        Self::of(&slots, ids.len(), column, |cell| ids.find_loose(cell))
    }

    fn of(
        slots: &[Option<usize>],
        n_ids: usize,
        column: &Column,
        find: impl Fn(&str) -> Option<usize>,
    ) -> Self {
        let mut first_row = vec![None; n_ids];
        let mut has_picture = vec![false; column.text.len()];
        if n_ids > 0 {
            for (row, cell) in column.text.iter().enumerate() {
                if let Some(slot) = find(cell) {
                    has_picture[row] = true;
                    first_row[slot].get_or_insert(row);
                }
            }
        }
        let row_of = slots.iter().map(|slot| first_row[(*slot)?]).collect();
        Self {
            row_of,
            has_picture,
        }
    }
}

/// The present cells that stand in more than one row, in order of first appearance.
fn duplicates(column: &Column) -> Vec<String> {
    let mut rows_of: HashMap<&str, (usize, bool)> = HashMap::with_capacity(column.text.len());
    for row in 0..column.text.len() {
        if let Some(cell) = column.present(row) {
            rows_of
                .entry(cell)
                .and_modify(|(_, again)| *again = true)
                .or_insert((row, false));
        }
    }
    let mut first_rows: Vec<usize> = rows_of
        .into_values()
        .filter_map(|(row, again)| again.then_some(row))
        .collect();
    first_rows.sort_unstable();
    first_rows
        .into_iter()
        .map(|row| column.text.get(row).to_owned())
        .collect()
}

#[cfg(test)]
#[path = "join_tests.rs"]
mod tests;
