//! The sets of `tests/fixtures` whose numbers the notebook's own libraries have computed: what is analysed, and the
//! answers. All of them are always there.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{add_table, collection_of, document, fixtures, json};
use soundkin::analysis::{Analysis, Collection, analyse};
use soundkin::data::{Catalog, N_PIXELS, Spectrogram};
use soundkin::ingest::png;
use soundkin::space::Settings;

/// What is analysed, and the answers.
pub struct Set {
    /// Its folder in `tests/fixtures`.
    pub name: &'static str,
    /// Pictures and table.
    pub collection: Collection,
    /// Values of the notebook's own steps.
    pub answers: Value,
}

impl Set {
    fn new(name: &'static str, collection: Collection) -> Self {
        let answers = json(&fixtures(name).join(format!("{name}.json")));
        Self {
            name,
            collection,
            answers,
        }
    }

    /// 40 pictures as files.
    pub fn n40() -> Self {
        Self::new("n40", collection_of(&fixtures("n40")))
    }

    /// The notebook's own case: 100 pictures of 432 x 288.
    pub fn n100() -> Self {
        Self::new("n100", from_luma("n100", 100, 432, 288))
    }

    /// A thousand pictures of 384 x 256.
    pub fn n1000() -> Self {
        Self::new("n1000", from_luma("n1000", 1000, 384, 256))
    }

    /// The answers beyond the notebook: several starts of k-means, standardised cosines. n40 and n100 have them.
    pub fn extra(&self) -> Value {
        json(&fixtures(self.name).join(format!("{}-extra.json", self.name)))
    }

    /// The document of this set.
    pub fn document(&self, settings: &Settings) -> Value {
        document(&self.collection, settings, None)
    }
}

/// Every set.
pub fn sets() -> [Set; 3] {
    [Set::n40(), Set::n100(), Set::n1000()]
}

/// The first ids of 0..20000 as a sorted listing shows them.
fn picture_ids(n: usize) -> Vec<String> {
    let mut ids: Vec<String> = (0..20_000).map(|id: u32| id.to_string()).collect();
    ids.sort();
    ids.truncate(n);
    ids
}

/// The 64 x 64 luma of a set's pictures, in the order of its file names: one below the other in `luma.png`.
pub fn luma_sheet(name: &str, n: usize) -> Vec<Vec<u8>> {
    let sheet = png::decode(&fs::read(fixtures(name).join("luma.png")).unwrap()).unwrap();
    assert_eq!(
        (sheet.width as usize, sheet.height as usize),
        (64, 64 * n),
        "{name}"
    );
    let sheet = sheet.luma();
    let tiles = sheet.chunks_exact(N_PIXELS);
    tiles.map(<[u8]>::to_vec).collect()
}

/// A set whose `n` pictures of `width` x `height` are there as luma only, with its table.
fn from_luma(name: &str, n: usize, width: u32, height: u32) -> Collection {
    let mut collection = Collection::default();
    for (id, pixels) in picture_ids(n).iter().zip(luma_sheet(name, n)) {
        collection.add_picture(Spectrogram {
            file: format!("clip_{id}.png"),
            width,
            height,
            pixels: pixels.into(),
        });
    }
    add_table(&mut collection, &fixtures(name).join("dataset.csv"));
    collection
}

/// A set that is analysed, and what the notebook's libraries say about its table.
pub struct AnsweredSet {
    /// The answers.
    pub answers: Value,
    /// The analysis as the notebook made it.
    pub analysis: Analysis,
}

/// n40 and n100, as the notebook analyses them.
pub fn answered_sets() -> [AnsweredSet; 2] {
    [Set::n40(), Set::n100()].map(|set| AnsweredSet {
        analysis: analyse(&set.collection, Settings::default().as_reference()).unwrap(),
        answers: set.answers,
    })
}

/// The pictures and rows of n40, and the answers of `fixtures/tables/make.py`.
pub fn n40() -> (Catalog, Value) {
    let catalog = collection_of(&fixtures("n40")).join(&Settings::default()).0;
    (catalog, json(&fixtures("tables/n40.json")))
}

/// All files below `folder` with the extension, in byte order of their paths; there is at least one.
pub fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == extension) {
                found.push(path);
            }
        }
    }
    assert!(
        !found.is_empty(),
        "no .{extension} below {}",
        folder.display()
    );
    found.sort();
    found
}
