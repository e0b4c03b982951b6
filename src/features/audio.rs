//! Feature space: numeric columns of the table, such as Spotify's audio features.

use std::cmp::Ordering;

use crate::data::Role;
use crate::data::roles;
use crate::data::{Catalog, Column, ColumnKind, Matrix, Table, spelling};
use crate::effort::spend;
use crate::error::AnalysisError;
use crate::sorting::sort_by_key;

/// The six columns of the notebook.
pub const NOTEBOOK_COLUMNS: [&str; 6] = [
    "danceability",
    "energy",
    "acousticness",
    "valence",
    "instrumentalness",
    "tempo",
];

/// The same as what they hold.
const NOTEBOOK_ROLES: [Role; 6] = [
    Role::Danceability,
    Role::Energy,
    Role::Acousticness,
    Role::Valence,
    Role::Instrumentalness,
    Role::Tempo,
];

/// The columns used when none are chosen: the notebook's six where all are there, in whatever spelling, else all
/// [`describing_columns`].
pub fn default_columns(table: &Table, key_column: &str) -> Vec<String> {
    if let Some(six) = notebook_columns(table) {
        return six;
    }
    describing_columns(table, key_column)
        .map(|column| column.name.clone())
        .collect()
}

/// Columns that say what a track is like: every numeric column but ids, popularity, constants, row counters and counts of
/// samples.
pub fn describing_columns<'a>(
    table: &'a Table,
    key_column: &'a str,
) -> impl Iterator<Item = &'a Column> {
    table
        .columns
        .iter()
        .filter(move |column| column.kind == ColumnKind::Number && column.name != key_column)
        .filter(|column| !names_an_id(&column.name))
        .filter(|column| roles::rank(&column.name, Role::Popularity).is_none())
        .filter(|column| !is_constant(column) && !counts_rows(column) && !counts_samples(column))
}

fn notebook_columns(table: &Table) -> Option<Vec<String>> {
    let number = |name: &&str| {
        table
            .column(name)
            .is_some_and(|column| column.kind == ColumnKind::Number)
    };
    let headings: Vec<&str> = table
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .collect();
    let of_role = |(role, own): (Role, &'static str)| {
        // The notebook's own spelling comes first.
        let known = roles::columns_of(headings.iter().copied(), role);
        let spelled = known
            .into_iter()
            .filter_map(|column| headings.get(column).copied());
        std::iter::once(own)
            .chain(spelled)
            .find(number)
            .map(str::to_owned)
    };
    NOTEBOOK_ROLES
        .into_iter()
        .zip(NOTEBOOK_COLUMNS)
        .map(of_role)
        .collect()
}

/// "id", `track_id`, "Album ID", "trackId", "index", and a column without a heading.
fn names_an_id(name: &str) -> bool {
    let lower = name.to_lowercase();
    let words = |c: char| !c.is_alphanumeric();
    let last = lower
        .rsplit(words)
        .find(|word| !word.is_empty())
        .unwrap_or_default();
    let is_camel = name.ends_with("Id")
        || name.ends_with("ID") && name.len() > 2 && {
            let before = name.trim_end_matches("ID");
            before.ends_with(char::is_lowercase)
        };
    last == "id" || last == "ids" || is_camel || lower == "index" || lower.starts_with("unnamed: ")
}

/// The numbers that are there, in row order.
fn present(column: &Column) -> impl Iterator<Item = f64> {
    column.numbers.iter().copied().filter(|x| x.is_finite())
}

/// The same number everywhere tells no track from another.
fn is_constant(column: &Column) -> bool {
    let mut numbers = present(column);
    let first = numbers.next();
    numbers.all(|x| Some(x) == first)
}

/// 0, 1, 2, ... or 1, 2, 3, ... or any other start, a step per row: says where a row stands, not what it is like.
fn counts_rows(column: &Column) -> bool {
    let numbers = &column.numbers;
    numbers.len() > 2
        && numbers.iter().all(|x| x.is_finite() && x.fract() == 0.0)
        && numbers.is_sorted_by(|a, b| (a + 1.0).partial_cmp(b).is_some_and(Ordering::is_eq))
}

/// How many samples a clip was cut to, as librosa's users note it ("length" in GTZAN): whole numbers of a tenth of a second
/// and more, all but equal, or called so.
fn counts_samples(column: &Column) -> bool {
    const FEWEST: f64 = 800.0;
    const SPREAD: f64 = 0.1;
    let heading = spelling::header(&column.name);
    let says_so = [
        "nsample",
        "numsample",
        "samplecount",
        "sample",
        "nframe",
        "numframe",
        "framecount",
        "frame",
    ];
    let is_length = heading == "length";
    let says_so = says_so.contains(&heading.as_str());
    let whole = present(column).all(|x| x.fract() == 0.0 && x >= FEWEST);
    let (least, most) =
        present(column).fold((f64::INFINITY, 0.0_f64), |(a, b), x| (a.min(x), b.max(x)));
    whole && (says_so || is_length && most - least <= SPREAD * most)
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
        .taking_part()
        .filter_map(|track| Some((catalog.row(track)?, track)))
        .collect();
    sort_by_key(&mut with_row, |pair| *pair);
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

/// Raw values of `columns` for the tracks in `samples`: one row per track, one column per feature, in the file's units.
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
            let row = catalog.row(track);
            matrix.row_mut(i)[j] = row.and_then(|row| column.number(row)).unwrap_or(f64::NAN);
        }
    }
    Ok(matrix)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preset(csv: &str) -> Vec<String> {
        let table = crate::ingest::csv::read("t.csv", csv.as_bytes()).unwrap().0;
        default_columns(&table, "file")
    }

    #[test]
    fn the_six_are_found_in_any_spelling() {
        let six = preset(
            "file,Tempo,Valenz,Instrumentalität,Akustik,ENERGIE,Tanzbarkeit,Tonart\na,80,0.1,0,0.2,0.3,0.4,1\nb,90,0.2,1,0.3,0.4,0.5,2\n",
        );
        assert_eq!(
            six,
            [
                "Tanzbarkeit",
                "ENERGIE",
                "Akustik",
                "Valenz",
                "Instrumentalität",
                "Tempo"
            ]
        );
    }

    #[test]
    fn what_tells_nothing_of_a_track_is_not_preset() {
        let columns = preset(
            "file,trackId,Album ID,n,length,popularité,same,number,tempo,valid\n\
             a,9,4,1,661794,3,5,1,80,7\nb,5,4,2,661800,4,5,2,90,9\nc,7,8,3,661500,9,5,1,70,2\n",
        );
        assert_eq!(columns, ["number", "tempo", "valid"]);
        // Seconds are no samples.
        let columns = preset("file,Length\na,200\nb,201\nc,220\n");
        assert_eq!(columns, ["Length"]);
    }
}
