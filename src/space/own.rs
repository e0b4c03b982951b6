//! The space of an embedding that the person brought.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::features::by_columns;
use super::kind::Kind;
use super::name::SpaceName;
use super::samples::Samples;
use super::words::SpaceWords;
use crate::data::{Catalog, Embedding, Matrix};
use crate::error::AnalysisError;
use crate::sentences::Lacking;
use crate::sorting::map_of;

pub(super) const KIND: Kind = Kind {
    samples: |name, catalog, _, _| {
        Ok(embedding(name, catalog).map(|embedding| Samples {
            name,
            columns: Some(embedding.columns().to_vec()),
            tracks: rows(embedding, catalog).into_keys().collect(),
            left_out: Vec::new(),
        }))
    },
    raw: |samples, catalog| {
        let none = || AnalysisError::NoEmbedding(samples.name.key());
        let embedding = embedding(samples.name, catalog).ok_or_else(none)?;
        let rows = rows(embedding, catalog);
        let rows = samples.tracks.iter().filter_map(|track| rows.get(track));
        let values = rows.flat_map(|row| row.iter().copied()).collect();
        Matrix::new(samples.tracks.len(), embedding.columns().len(), values).ok_or_else(none)
    },
    described: by_columns,
    is_whitened: false,
};

/// `name` is what the person calls the embedding.
pub(super) fn words(name: &str) -> SpaceWords {
    SpaceWords {
        choice: format!("{name} (embedding)").into(),
        what: name.to_owned().into(),
        by: format!("by {name}").into(),
        all: "All its numbers".into(),
        units: "in the units of the file".into(),
        lack: format!("numbers in {name}").into(),
        absent: Lacking::OwnNumbers {
            name: name.to_owned(),
        },
        none: format!("{name} has numbers for none of these tracks").into(),
        map_question: format!("Which tracks does {name} find alike?").into(),
        clusters_question: "Which kinds of tracks are there, and what sets them apart?".into(),
    }
}

fn embedding(name: SpaceName, catalog: &Catalog) -> Option<&Embedding> {
    match name {
        SpaceName::Own(position) => catalog.embeddings.get(usize::from(position)),
        SpaceName::Pixels | SpaceName::Timbre | SpaceName::Features => None,
    }
}

/// The tracks that take part and that it has finite numbers for, and the numbers. Of rows with one id the first counts.
fn rows<'a>(embedding: &'a Embedding, catalog: &Catalog) -> BTreeMap<usize, Cow<'a, [f64]>> {
    let finite = |(_, row): &(&str, Cow<[f64]>)| row.iter().all(|x| x.is_finite());
    let rows: Vec<(&str, Cow<'a, [f64]>)> = embedding.rows().filter(finite).collect();
    let mut place_of: HashMap<&str, usize> = HashMap::new();
    for (place, (id, _)) in rows.iter().enumerate() {
        place_of.entry(id).or_insert(place);
    }
    let row = |track: usize| place_of.get(catalog.tracks.get(track)?.id.as_str());
    let with_rows = catalog.taking_part();
    map_of(with_rows.filter_map(|track| Some((track, rows[*row(track)?].1.clone()))))
}
