//! The features of a few tracks side by side: raw values, and the same on one scale so that tempo does not crush the
//! others. In: the joined collection and some rows. Out: numbers for grouped bars, and a summary of each column.

use serde::{Deserialize, Serialize};

use super::rows::{Entry, Row, Scope, numeric, rows_of};
use super::top::TopParams;
use crate::data::{Catalog, Column};
use crate::error::AnalysisError;
use crate::sorting::sort_by;
use crate::stats::{Summary, mean};

/// Features drawn side by side: as many as colours that are told apart.
pub const MOST_DRAWN: usize = 8;

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
    /// Positions of those that are drawn, in their order: [`MOST_DRAWN`] at most.
    pub drawn: Vec<usize>,
    /// The tracks, in the order given.
    pub tracks: Vec<BarTrack>,
}

/// Looks up `columns` for `entries`. The shared scale runs from the least to the largest number of all rows of
/// `params.scope`, not of the shown ones only. Where more than [`MOST_DRAWN`] could be drawn and `params` chooses none, those
/// are in which the mean of `entries` is furthest from that of all rows, in standard deviations.
pub fn feature_bars(
    catalog: &Catalog,
    entries: &[Entry],
    columns: &[String],
    params: &TopParams,
) -> Result<FeatureBars, AnalysisError> {
    let scope = params.scope;
    let rows = rows_of(catalog, scope);
    let found: Vec<&Column> = columns
        .iter()
        .map(|name| numeric(catalog, name))
        .collect::<Result<_, _>>()?;
    let (columns, apart): (Vec<BarColumn>, Vec<f64>) = found
        .iter()
        .map(|column| bar_column(column, &rows, entries))
        .unzip();
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
    let drawn = match &params.drawn {
        Some(chosen) => {
            let is_chosen = |&j: &usize| chosen.contains(&columns[j].name);
            (0..columns.len())
                .filter(is_chosen)
                .take(MOST_DRAWN)
                .collect()
        }
        None => furthest(&apart),
    };
    Ok(FeatureBars {
        scope,
        columns,
        drawn,
        tracks,
    })
}

/// Positions of the [`MOST_DRAWN`] largest, in their order; of equal ones the first.
fn furthest(apart: &[f64]) -> Vec<usize> {
    let mut positions: Vec<usize> = (0..apart.len()).collect();
    sort_by(&mut positions, |&a, &b| apart[b].total_cmp(&apart[a]));
    positions.truncate(MOST_DRAWN);
    sort_by(&mut positions, Ord::cmp);
    positions
}

/// A column, and how many standard deviations the mean of `entries` is from that of all `rows`.
fn bar_column(column: &Column, rows: &[Row], entries: &[Entry]) -> (BarColumn, f64) {
    let all: Vec<f64> = rows
        .iter()
        .filter_map(|row| column.number(row.row))
        .collect();
    let shown: Vec<f64> = entries
        .iter()
        .filter_map(|entry| column.number(entry.row))
        .collect();
    let means = mean(&all).zip(mean(&shown));
    let apart = means.map_or(0.0, |(all_mean, shown_mean)| {
        let squares: Vec<f64> = all.iter().map(|x| (x - all_mean).powi(2)).collect();
        let deviation = mean(&squares).unwrap_or(0.0).sqrt();
        let is_spread = deviation > 0.0;
        let apart = (shown_mean - all_mean).abs() / deviation;
        if is_spread { apart } else { 0.0 }
    });
    let column = BarColumn {
        name: column.name.clone(),
        min: all.iter().copied().min_by(f64::total_cmp),
        max: all.iter().copied().max_by(f64::total_cmp),
        missing: entries.len() - shown.len(),
        summary: Summary::of(shown),
    };
    (column, apart)
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
