//! The features of a few tracks side by side: raw values, and the same on one scale so that tempo does not crush the
//! others. In: the joined collection and some rows. Out: numbers for grouped bars, and a summary of each column.

use serde::{Deserialize, Serialize};

use super::rows::{Entry, Row, Scope, numeric, rows_of};
use crate::data::{Catalog, Column};
use crate::error::AnalysisError;
use crate::stats::Summary;

/// One feature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BarColumn {
    /// Its name.
    pub name: String,
    /// Least number in the rows that take part: 0 on the shared scale. `None` when the column has none.
    pub min: Option<f64>,
    /// Largest number there: 1 on the shared scale.
    pub max: Option<f64>,
    /// Shown tracks that lack it.
    pub missing: usize,
    /// The shown tracks in numbers; `None` when all lack it.
    pub summary: Option<Summary>,
}

/// One track.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BarTrack {
    /// Row of the table.
    pub row: usize,
    /// Position in the catalogue.
    pub track: Option<usize>,
    /// Its name.
    pub name: String,
    /// One value per column, in the units of the file; `None` where missing.
    pub raw: Vec<Option<f64>>,
    /// The same from 0 (least of the rows that take part) to 1 (largest); 0.5 where all of those are equal.
    pub shared: Vec<Option<f64>>,
}

/// Grouped bars.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeatureBars {
    /// Which rows the shared scale spans.
    pub scope: Scope,
    /// The features.
    pub columns: Vec<BarColumn>,
    /// The tracks, in the order given.
    pub tracks: Vec<BarTrack>,
}

/// Looks up `columns` for `entries`. The shared scale runs from the least to the largest number of all rows of `scope`,
/// not of the shown ones only.
pub fn feature_bars(
    catalog: &Catalog,
    entries: &[Entry],
    columns: &[String],
    scope: Scope,
) -> Result<FeatureBars, AnalysisError> {
    let rows = rows_of(catalog, scope);
    let found: Vec<&Column> = columns
        .iter()
        .map(|name| numeric(catalog, name))
        .collect::<Result<_, _>>()?;
    let columns: Vec<BarColumn> = found
        .iter()
        .map(|column| bar_column(column, &rows, entries))
        .collect();
    let tracks = entries
        .iter()
        .map(|entry| {
            let raw: Vec<Option<f64>> = found.iter().map(|c| c.number(entry.row)).collect();
            let scaled = columns.iter().zip(&raw);
            BarTrack {
                row: entry.row,
                track: entry.track,
                name: entry.name.clone(),
                shared: scaled.map(|(column, x)| column.shared((*x)?)).collect(),
                raw,
            }
        })
        .collect();
    Ok(FeatureBars {
        scope,
        columns,
        tracks,
    })
}

fn bar_column(column: &Column, rows: &[Row], entries: &[Entry]) -> BarColumn {
    let present = || rows.iter().filter_map(|row| column.number(row.row));
    let shown: Vec<f64> = entries
        .iter()
        .filter_map(|entry| column.number(entry.row))
        .collect();
    BarColumn {
        name: column.name.clone(),
        min: present().min_by(f64::total_cmp),
        max: present().max_by(f64::total_cmp),
        missing: entries.len() - shown.len(),
        summary: Summary::of(shown),
    }
}

impl BarColumn {
    /// `x` on the shared scale, 0 to 1.
    fn shared(&self, x: f64) -> Option<f64> {
        let (min, max) = (self.min?, self.max?);
        Some(if max > min {
            ((x - min) / (max - min)).clamp(0.0, 1.0)
        } else {
            0.5
        })
    }
}

#[cfg(test)]
#[path = "bars_tests.rs"]
mod tests;
