//! Pixels: the 64 x 64 luma of the pictures.

use super::kind::Kind;
use super::samples::Samples;
use super::words::SpaceWords;
use crate::features::pixels;
use crate::sentences::Lacking;

pub(super) const KIND: Kind = Kind {
    samples: |name, catalog, _, _| {
        Ok(Some(Samples {
            name,
            columns: None,
            tracks: pixels::samples(catalog),
            left_out: Vec::new(),
        }))
    },
    raw: |samples, catalog| Ok(pixels::matrix(catalog, &samples.tracks)),
    described: |_, _| Ok(None),
    is_whitened: false,
};

pub(super) fn words() -> SpaceWords {
    SpaceWords {
        choice: "Pixels (pictures)".into(),
        what: "pixels".into(),
        by: "by pixels".into(),
        all: "All pixels".into(),
        units: "in percent of white".into(),
        lack: "a picture".into(),
        absent: Lacking::Picture,
        none: "there is no picture".into(),
        map_question: "Which tracks look alike in their spectrograms?".into(),
        clusters_question: "Which kinds of pictures are there, and what sets them apart?".into(),
    }
}
