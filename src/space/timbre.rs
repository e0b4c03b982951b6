//! Timbre: what the pictures sound like, as far as pictures tell.

use super::kind::Kind;
use super::samples::Samples;
use super::words::SpaceWords;
use crate::data::{Catalog, Matrix};
use crate::error::AnalysisError;
use crate::explain::{timbre_properties, timbre_traits};
use crate::features::timbre::N_NUMBERS;
use crate::sentences::Lacking;

pub(super) const KIND: Kind = Kind {
    samples: |name, catalog, _, _| {
        let pictures = catalog
            .taking_part()
            .filter(|&track| catalog.spectrogram(track).is_some());
        let (tracks, left_out) = pictures.partition(|&track| catalog.timbre(track).is_some());
        Ok(Some(Samples {
            name,
            columns: None,
            tracks,
            left_out,
        }))
    },
    raw: |samples, catalog| {
        let tracks = &samples.tracks;
        let values: Vec<f64> = numbers(catalog, tracks).flatten().copied().collect();
        Matrix::new(tracks.len(), N_NUMBERS, values).ok_or(AnalysisError::NoTimbre)
    },
    described: |samples, catalog| {
        let numbers: Vec<&[f64]> = numbers(catalog, &samples.tracks).collect();
        Ok(Some((timbre_properties(), timbre_traits(&numbers))))
    },
    is_whitened: true,
};

fn numbers<'a>(catalog: &'a Catalog, tracks: &'a [usize]) -> impl Iterator<Item = &'a [f64]> {
    tracks.iter().filter_map(|&track| catalog.timbre(track))
}

pub(super) fn words() -> SpaceWords {
    SpaceWords {
        choice: "Timbre (pictures)".into(),
        what: "timbre".into(),
        by: "by timbre".into(),
        all: "All of the timbre".into(),
        units: "as measured in the pictures".into(),
        lack: "a picture that can be read".into(),
        absent: Lacking::Timbre,
        none: "there is no picture whose timbre is known".into(),
        map_question: "Which tracks sound alike, as far as their spectrograms tell?".into(),
        clusters_question: "Which kinds of sound are there, and what sets them apart?".into(),
    }
}
