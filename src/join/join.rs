//! The join itself. In: decoded pictures, a table, [`JoinParams`]. Out: the [`Catalog`] and what did not find its match.

use std::rc::Rc;

use super::candidates::{Candidate, better_than, candidates};
use super::matching::Matching;
use super::name::stem;
use super::params::{JoinParams, Key};
use super::pattern::Pattern;
use super::report::{JoinReport, known_columns, report};
use super::step::Step;
use super::{artist_title, by_key};
use crate::data::{Catalog, Column, Role, Spectrogram, Table, TextColumn, Track, named_by};

/// Joins pictures (sorted by the bytes of `file`) and table, each picture with at most one row and each row with at most
/// one picture.
///
/// Without a key it is `clip_<id>.png` (`<id>.png` where no name is like that) in the first column if that matches any
/// picture exactly, else the best of the [`candidates`], else the first again. The result does not depend on the order in
/// which files came.
pub fn join(
    spectrograms: Rc<Vec<Spectrogram>>,
    table: Option<Rc<Table>>,
    params: &JoinParams,
) -> (Catalog, JoinReport) {
    let files: Vec<&str> = spectrograms.iter().map(|s| s.file.as_str()).collect();
    let (key, proposals) = choose(&files, table.as_deref(), params);
    let column = table.as_deref().and_then(|table| table.column(&key.column));
    let no_cells = TextColumn::default();
    let cells = column.map_or(&no_cells, |column| &column.text);
    let mut matching = Matching::new(&files, cells, &key.pattern, &params.root, &params.folders);
    if let Some(table) = table.as_deref().filter(|_| column.is_some()) {
        by_key::run(&mut matching, &params.steps_off);
        if !params.steps_off.contains(&Step::ArtistTitle) {
            let columns = |chosen: &Option<String>, role| -> Vec<&Column> {
                let found = named_by(table, chosen.as_deref(), role);
                found
                    .into_iter()
                    .filter_map(|column| table.columns.get(column))
                    .collect()
            };
            let titles = columns(&params.names.title, Role::Title);
            let artists = columns(&params.names.artist, Role::Artist);
            artist_title::run(&mut matching, &titles, &artists);
        }
    }
    let tracks = tracks(&files, table.as_deref(), column, &matching, &key.pattern);
    let mut found = report(&matching, table.as_deref(), column, params);
    found.proposal = proposals
        .into_iter()
        .find(|candidate| candidate.matches > found.matched);
    found.pattern = key.pattern;
    if table.is_some() {
        found.key_column = key.column;
    }
    let catalog = Catalog::new(tracks, spectrograms, table, &params.names);
    found.columns = known_columns(&catalog);
    (catalog, found)
}

/// The key in force, and the best others where it leaves pictures over.
fn choose(files: &[&str], table: Option<&Table>, params: &JoinParams) -> (Key, Vec<Candidate>) {
    let first = table.and_then(|table| table.columns.first());
    // The notebook's key, as far as the names are like the notebook's.
    let notebook = Pattern::of_notebook();
    let fits = files.is_empty() || files.iter().any(|file| notebook.id_of(file).is_some());
    let default = Key {
        column: first.map(|column| column.name.clone()).unwrap_or_default(),
        pattern: if fits {
            notebook
        } else {
            Pattern::whole_name()
        },
    };
    let Some(table) = table.filter(|_| !files.is_empty()) else {
        return (params.key.clone().unwrap_or(default), Vec::new());
    };
    let left_over = |key: &Key, off: &[Step]| -> Vec<&str> {
        let Some(column) = table.column(&key.column) else {
            return files.to_vec();
        };
        let cells = &column.text;
        let mut matching = Matching::new(files, cells, &key.pattern, &params.root, &params.folders);
        by_key::run(&mut matching, off);
        let pairs = files.iter().zip(&matching.row_of);
        let left = pairs.filter(|(_, row)| row.is_none());
        left.map(|(file, _)| *file).collect()
    };
    let all_but_exact: Vec<Step> = Step::ALL[1..].to_vec();
    let is_exact_on = !params.steps_off.contains(&Step::Exact);
    let given = params.key.clone();
    let preferred = given.or_else(|| {
        (is_exact_on && left_over(&default, &all_but_exact).len() < files.len())
            .then(|| default.clone())
    });
    if let Some(key) = preferred {
        let left = left_over(&key, &params.steps_off);
        let others = if left.is_empty() {
            Vec::new()
        } else {
            better_than(&left, files, table, params)
        };
        return (key, others);
    }
    let found = candidates(files, table, params);
    (found.first().map_or(default, Candidate::key), found)
}

fn tracks(
    files: &[&str],
    table: Option<&Table>,
    column: Option<&Column>,
    matching: &Matching,
    pattern: &Pattern,
) -> Vec<Track> {
    let cell = |row: usize| {
        column
            .map(|column| column.text.get(row))
            .filter(|cell| !cell.is_empty())
    };
    if files.is_empty() {
        let present = |row: usize| column.and_then(|column| column.present(row));
        let id = |row| present(row).map_or_else(|| format!("row {}", row + 1), str::to_owned);
        let track = |row| Track::new(id(row), None, Some(row));
        return (0..table.map_or(0, |table| table.n_rows))
            .map(track)
            .collect();
    }
    let track = |(i, &file): (usize, &&str)| {
        let row = matching.row_of[i].map(|(row, _)| row as usize);
        let id = row
            .and_then(cell)
            .or_else(|| pattern.id_of(file))
            .unwrap_or_else(|| stem(file));
        Track::new(id.to_owned(), Some(i), row)
    };
    files.iter().enumerate().map(track).collect()
}

#[cfg(test)]
#[path = "join_tests.rs"]
mod tests;
