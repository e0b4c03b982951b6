//! The join itself. In: decoded pictures, a table, [`JoinParams`]. Out: the [`Catalog`] and what did not find its match.

use std::collections::HashMap;
use std::rc::Rc;

use super::artist_title;
use super::key::{Candidate, Key, candidates};
use super::matching::Matching;
use super::name::stem;
use super::nearest_folder::RowFolders;
use super::pattern::Pattern;
use super::reason::likely_reason;
use super::report::{Ambiguous, JoinReport, KnownColumns};
use super::step::{Step, StepCount};
use crate::data::{Catalog, Column, NameColumns, Role, Spectrogram, Table, Track, named_by, roles};

/// Examples kept of each step.
const N_EXAMPLES: usize = 3;

/// What the person chose, and where pictures and rows come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JoinParams {
    /// Key column and pattern; `None` = found.
    pub key: Option<Key>,
    /// Steps that are not taken.
    pub steps_off: Vec<Step>,
    /// Columns that name the tracks; what is `None` is found.
    pub names: NameColumns,
    /// The path above all pictures.
    pub root: String,
    /// Folders of the tables.
    pub folders: RowFolders,
}

/// Joins pictures (sorted by the bytes of `file`) and table, each picture with at most one row and each row with at most
/// one picture.
///
/// Without a key it is `clip_<id>.png` in the first column if that matches any picture exactly, else the best of the
/// [`candidates`], else the first again. The result does not depend on the order in which files came.
pub fn join(
    spectrograms: Rc<Vec<Spectrogram>>,
    table: Option<Rc<Table>>,
    params: &JoinParams,
) -> (Catalog, JoinReport) {
    let files: Vec<&str> = spectrograms.iter().map(|s| s.file.as_str()).collect();
    let (key, proposals) = choose(&files, table.as_deref(), params);
    let column = table.as_deref().and_then(|table| table.column(&key.column));
    let no_cells = crate::data::TextColumn::default();
    let cells = column.map_or(&no_cells, |column| &column.text);
    let mut matching = Matching::new(&files, cells, &key.pattern, &params.root, &params.folders);
    if let Some(table) = table.as_deref().filter(|_| column.is_some()) {
        matching.run(&params.steps_off);
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
    let mut report = report(&matching, table.as_deref(), column, params);
    report.proposal = proposals
        .into_iter()
        .find(|candidate| candidate.matches > report.matched);
    report.pattern = key.pattern;
    if table.is_some() {
        report.key_column = key.column;
    }
    let catalog = Catalog::new(tracks, spectrograms.clone(), table, &params.names);
    report.columns = known_columns(&catalog);
    (catalog, report)
}

/// The key in force, and the best others where it leaves pictures over.
fn choose(files: &[&str], table: Option<&Table>, params: &JoinParams) -> (Key, Vec<Candidate>) {
    let first = table.and_then(|table| table.columns.first());
    // The notebook's key.
    let default = Key {
        column: first.map(|column| column.name.clone()).unwrap_or_default(),
        pattern: Pattern::default(),
    };
    let Some(table) = table.filter(|_| !files.is_empty()) else {
        return (params.key.clone().unwrap_or(default), Vec::new());
    };
    let matched = |key: &Key, off: &[Step]| {
        table.column(&key.column).map_or(0, |column| {
            let mut matching = Matching::new(
                files,
                &column.text,
                &key.pattern,
                &params.root,
                &params.folders,
            );
            matching.run(off);
            matching.matched()
        })
    };
    let all_but_exact: Vec<Step> = Step::ALL[1..].to_vec();
    let is_exact_on = !params.steps_off.contains(&Step::Exact);
    let given = params.key.clone();
    let preferred = given.or_else(|| {
        (is_exact_on && matched(&default, &all_but_exact) > 0).then(|| default.clone())
    });
    if let Some(key) = preferred {
        let is_whole = matched(&key, &params.steps_off) == files.len();
        let others = if is_whole {
            Vec::new()
        } else {
            candidates(files, table, params)
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
        let track = |row| Track {
            id: present(row).map_or_else(|| format!("row {}", row + 1), str::to_owned),
            picture: None,
            row: Some(row),
        };
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
        Track {
            id: id.to_owned(),
            picture: Some(i),
            row,
        }
    };
    files.iter().enumerate().map(track).collect()
}

fn report(
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

fn known_columns(catalog: &Catalog) -> KnownColumns {
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
