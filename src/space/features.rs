//! Feature space: numeric columns of the table.

use super::kind::{Described, Kind};
use super::name::SpaceName;
use super::samples::Samples;
use super::settings::Settings;
use super::words::SpaceWords;
use crate::data::Catalog;
use crate::error::AnalysisError;
use crate::explain::column_properties;
use crate::features::audio;
use crate::sentences::Lacking;

pub(super) const KIND: Kind = Kind {
    samples,
    raw: |samples, catalog| {
        let columns = samples.columns.as_deref().unwrap_or_default();
        audio::matrix(catalog, &samples.tracks, columns)
    },
    described: by_columns,
    is_whitened: false,
};

/// A property for each column.
pub(super) fn by_columns(
    samples: &Samples,
    catalog: &Catalog,
) -> Result<Option<Described>, AnalysisError> {
    let columns = samples.columns.as_deref().map(column_properties);
    columns
        .map(|columns| Ok((columns, samples.raw(catalog)?)))
        .transpose()
}

pub(super) fn words() -> SpaceWords {
    SpaceWords {
        choice: "Features (table)".into(),
        what: "features".into(),
        by: "by features".into(),
        all: "All chosen columns".into(),
        units: "in the units of the file".into(),
        lack: "a row or one of the features".into(),
        absent: Lacking::ColumnOrRow,
        none: "there is no numeric column to compare tracks by".into(),
        map_question: "Which tracks are alike in the columns of the table?".into(),
        clusters_question: "Which kinds of tracks are there, and what sets them apart?".into(),
    }
}

fn samples(
    name: SpaceName,
    catalog: &Catalog,
    key_column: &str,
    settings: &Settings,
) -> Result<Option<Samples>, AnalysisError> {
    let Some(table) = &catalog.table else {
        return Ok(None);
    };
    let columns = settings
        .columns
        .clone()
        .unwrap_or_else(|| audio::default_columns(table, key_column));
    // A column that is not there is refused before any track is left out for lacking it.
    audio::matrix(catalog, &[], &columns)?;
    if columns.is_empty() {
        return Ok(None);
    }
    let found = audio::participants(catalog, &columns);
    Ok(Some(Samples {
        name,
        columns: Some(columns),
        tracks: found.samples,
        left_out: found.left_out,
    }))
}
