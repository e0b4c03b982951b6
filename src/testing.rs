//! What unit tests share: small collections from text and bytes.

use std::rc::Rc;

use crate::data::{Catalog, N_PIXELS, Spectrogram};

/// The join of a table given as text with pictures `clip_<id>.png` given by their pixels.
pub(crate) fn catalog(csv: &str, pictures: &[(&str, &dyn Fn(usize) -> u8)]) -> Catalog {
    let mut spectrograms: Vec<Spectrogram> = pictures
        .iter()
        .map(|(id, pixel)| Spectrogram {
            file: format!("clip_{id}.png"),
            width: 64,
            height: 64,
            pixels: (0..N_PIXELS).map(pixel).collect(),
        })
        .collect();
    spectrograms.sort_by(|a, b| a.file.cmp(&b.file));
    let table = crate::ingest::csv::read("tracks.csv", csv.as_bytes()).ok();
    let table = table.map(|(table, _)| Rc::new(table));
    crate::join::join(
        Rc::new(spectrograms),
        table,
        &crate::join::JoinParams::default(),
    )
    .0
}
