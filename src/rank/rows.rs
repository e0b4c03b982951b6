//! Which rows of the table a comparison is about. In: the joined collection. Out: rows in file order.

use serde::{Deserialize, Serialize};

use crate::data::{Catalog, Column};
use crate::error::AnalysisError;

/// Which rows take part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Rows with a picture, as in the notebook.
    Pictured,
    /// Every row of the table but those of tracks that are left out.
    All,
}

impl Scope {
    /// The notebook's, as long as any row has a picture.
    pub fn default_for(catalog: &Catalog) -> Self {
        let is_pictured = |i: usize| catalog.row(i).is_some() && has_picture(catalog, i);
        if catalog.taking_part().any(is_pictured) {
            Self::Pictured
        } else {
            Self::All
        }
    }
}

/// One row with the number it is compared by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Row of the table, the first is 0.
    pub row: usize,
    /// Position in the catalogue; `None` for a row that has no picture in a collection that has some.
    pub track: Option<usize>,
    /// The title, else the id, else "row 12".
    pub name: String,
    /// The artists, if the table has them.
    pub artists: Option<String>,
    /// The number.
    pub value: f64,
}

/// One row, and the track it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) row: usize,
    pub(super) track: Option<usize>,
}

impl Row {
    pub(super) fn name(self, catalog: &Catalog) -> String {
        let id = || Some(catalog.tracks.get(self.track?)?.id.clone());
        catalog
            .row_title(self.row)
            .map(str::to_owned)
            .or_else(id)
            .unwrap_or_else(|| format!("row {}", self.row + 1))
    }

    pub(super) fn entry(self, catalog: &Catalog, value: f64) -> Entry {
        Entry {
            row: self.row,
            track: self.track,
            name: self.name(catalog),
            artists: catalog.row_artists(self.row).map(str::to_owned),
            value,
        }
    }
}

fn has_picture(catalog: &Catalog, track: usize) -> bool {
    catalog.spectrogram(track).is_some()
}

/// The rows of `scope`, in file order.
pub(super) fn rows_of(catalog: &Catalog, scope: Scope) -> Vec<Row> {
    let n_rows = catalog.table.as_ref().map_or(0, |table| table.n_rows);
    let mut track_of: Vec<Option<usize>> = vec![None; n_rows];
    for track in catalog.taking_part() {
        if let Some(slot) = catalog.row(track).and_then(|row| track_of.get_mut(row)) {
            slot.get_or_insert(track);
        }
    }
    (0..)
        .zip(track_of)
        .filter(|(row, _)| !catalog.is_row_left_out(*row))
        .map(|(row, track)| Row { row, track })
        .filter(|row| match scope {
            Scope::All => true,
            Scope::Pictured => row.track.is_some_and(|track| has_picture(catalog, track)),
        })
        .collect()
}

/// The rows of `scope` that have a number in `column`, with it, in file order; and how many have none.
pub(super) fn numbers_of(
    catalog: &Catalog,
    scope: Scope,
    column: &str,
) -> Result<(Vec<(Row, f64)>, usize), AnalysisError> {
    let column = numeric(catalog, column)?;
    let rows = rows_of(catalog, scope);
    let all = rows.len();
    let present: Vec<(Row, f64)> = rows
        .into_iter()
        .filter_map(|row| Some((row, column.number(row.row)?)))
        .collect();
    let missing = all - present.len();
    Ok((present, missing))
}

/// The numeric column of that name, or what to tell the person.
pub(super) fn numeric<'a>(catalog: &'a Catalog, name: &str) -> Result<&'a Column, AnalysisError> {
    catalog
        .numeric_column(name)
        .ok_or_else(|| AnalysisError::UnknownColumn(name.to_owned()))
}
