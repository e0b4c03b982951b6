//! What unit tests share: small collections from text and bytes, and texts that are hard to cut.

use std::rc::Rc;

use proptest::prelude::{Strategy, prop};
use unicode_segmentation::UnicodeSegmentation;

use crate::data::{Catalog, N_PIXELS, Spectrogram};
use crate::join::JoinReport;

/// The join of a table given as text with pictures `clip_<id>.png` given by their pixels.
pub(crate) fn catalog(csv: &str, pictures: &[(&str, &dyn Fn(usize) -> u8)]) -> Catalog {
    joined(csv, pictures).0
}

/// The same with what the join says of itself.
pub(crate) fn joined(
    csv: &str,
    pictures: &[(&str, &dyn Fn(usize) -> u8)],
) -> (Catalog, JoinReport) {
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
}

/// Texts in which signs of several characters are usual, and the parts of such signs stand alone as well.
pub(crate) fn texts() -> impl Strategy<Value = String> {
    const PARTS: [&str; 24] = [
        "a",
        " ",
        "\u{a0}",
        "\r\n",
        "e\u{301}",
        "\u{301}",
        "\u{200d}",
        "\u{fe0f}",
        "👩",
        "🏽",
        "❤",
        "🇩",
        "🇪",
        "🏴",
        "\u{e0067}",
        "\u{e007f}",
        "न",
        "ि",
        "\u{94d}",
        "त",
        "\u{1112}",
        "\u{1161}",
        "\u{11ab}",
        "\u{600}",
    ];
    prop::collection::vec(prop::sample::select(&PARTS[..]), 0..40).prop_map(|parts| parts.concat())
}

/// What people read as one sign each.
pub(crate) fn signs(text: &str) -> Vec<&str> {
    text.graphemes(true).collect()
}
