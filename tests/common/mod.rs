//! What the tests share: files to collections, documents to numbers.
// No test uses all of it, and each compiles it as a module of its own.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::expect_used)]

pub mod house;
pub mod rows;
pub mod sets;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use soundkin::analysis::{Analysis, Collection, analyse, default_query, find_query};
use soundkin::data::{N_PIXELS, Spectrogram, Table};
use soundkin::error::PictureError;
use soundkin::figures::{ClusterColors, ColorBy};
use soundkin::ingest::{PictureReader, csv};
use soundkin::report::ReportParams;
use soundkin::space::{Settings, SpaceName};

/// A folder of `tests/fixtures`.
pub fn fixtures(set: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(set)
}

/// A parsed JSON file.
pub fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// Everything in a set's folder: `spectrograms/*.png` and `dataset.csv`.
pub fn collection_of(folder: &Path) -> Collection {
    let mut collection = Collection::default();
    add_pictures(&mut collection, &folder.join("spectrograms"));
    add_table(&mut collection, &folder.join("dataset.csv"));
    collection
}

/// A picture read alone, without its warning.
pub fn spectrogram(file: &str, bytes: &[u8]) -> Result<Spectrogram, PictureError> {
    let read = PictureReader::default().read(file, bytes, None);
    read.map(|(picture, _)| picture.whole)
}

/// Adds every PNG below a folder.
pub fn add_pictures(collection: &mut Collection, folder: &Path) {
    for path in sets::files(folder, "png") {
        let file = path.file_name().unwrap().to_str().unwrap();
        match spectrogram(file, &fs::read(&path).unwrap()) {
            Ok(picture) => collection.add_picture(picture),
            Err(error) => collection.add_broken_picture(file, error),
        }
    }
}

/// Looks again at the pictures in a folder, as the page does when it has nothing else to do.
pub fn listen(collection: &mut Collection, folder: &Path, settings: &Settings) {
    let file = |path: &str| fs::read(folder.join(path)).ok();
    collection.look_again(settings, &mut PictureReader::default(), file);
}

/// Adds a CSV file.
pub fn add_table(collection: &mut Collection, path: &Path) {
    let (table, warnings) = csv::read("dataset.csv", &fs::read(path).unwrap()).unwrap();
    collection.add_table(table, warnings);
}

/// Adds a table given as text.
pub fn add_text_table(collection: &mut Collection, text: &str) {
    let (table, warnings) = csv::read("tracks.csv", text.as_bytes()).unwrap();
    collection.add_table(table, warnings);
}

/// A picture whose pixels depend on `seed` and on where they are.
pub fn picture(file: &str, seed: usize) -> Spectrogram {
    let pixel = |i: usize| ((i * i + seed * (31 + i % 97) * 7919) >> 3) as u8;
    Spectrogram {
        file: file.into(),
        width: 64,
        height: 64,
        pixels: (0..N_PIXELS).map(pixel).collect(),
    }
}

/// Names of a table's columns.
pub fn column_names(table: &Table) -> Vec<&str> {
    let columns = table.columns.iter();
    columns.map(|column| column.name.as_str()).collect()
}

/// The document of the whole analysis, read as any other program would read it.
pub fn document(collection: &Collection, settings: &Settings, query: Option<&str>) -> Value {
    let analysis = analyse(collection, settings.clone()).unwrap();
    let query = match query {
        Some(id) => Some(find_query(&analysis.catalog, id).unwrap()),
        None => default_query(&analysis.catalog),
    };
    serde_json::from_str(&analysis.document(query).unwrap()).unwrap()
}

/// The strings of a list.
pub fn strings(value: &Value) -> Vec<&str> {
    let list = value.as_array().unwrap();
    list.iter().map(|item| item.as_str().unwrap()).collect()
}

/// The whole numbers of a list.
pub fn integers(value: &Value) -> Vec<u64> {
    let list = value.as_array().unwrap();
    list.iter().map(|item| item.as_u64().unwrap()).collect()
}

/// All numbers below a value, in reading order; null is NaN.
pub fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(items) => items.iter().flat_map(numbers).collect(),
        Value::Null => vec![f64::NAN],
        number => vec![number.as_f64().unwrap()],
    }
}

/// Largest difference of two lists, as a share of the largest number of the second.
pub fn difference(got: &[f64], want: &[f64]) -> f64 {
    assert_eq!(got.len(), want.len());
    let size = want.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
    let apart = |(a, b): (&f64, &f64)| (a - b).abs();
    let most = got.iter().zip(want).map(apart).fold(0.0_f64, |most, x| {
        assert!(!x.is_nan());
        most.max(x)
    });
    most / size.max(f64::MIN_POSITIVE)
}

/// Demands that two lists differ by at most `tolerance`, as [`difference`] measures it.
pub fn assert_near(got: &Value, want: &Value, tolerance: f64, what: &str) {
    let apart = difference(&numbers(got), &numbers(want));
    assert!(apart <= tolerance, "{what}: {apart:e} > {tolerance:e}");
}

/// A report of everything as it is by default.
pub fn report_params() -> ReportParams {
    ReportParams {
        color_by: ColorBy::default(),
        colors: ClusterColors::default(),
        date: "22 November 2026".into(),
        query: None,
        space: SpaceName::Pixels,
        top: None,
        split: None,
        cluster_names: Vec::new(),
    }
}

/// The analysis of a collection.
pub fn analysed(collection: &Collection, settings: &Settings) -> Analysis {
    analyse(collection, settings.clone()).unwrap()
}

/// The document of a collection, with the default query.
pub fn document_of(collection: &Collection, settings: &Settings) -> Value {
    document(collection, settings, None)
}
