//! Sets named as those that people have: which column and pattern join them, and how many pictures find their row.

use std::fmt::Write;
use std::rc::Rc;

use super::common::picture;
use super::parse;
use soundkin::join::{JoinParams, JoinReport, join};

const GENRES: [&str; 10] = [
    "blues",
    "classical",
    "country",
    "disco",
    "hiphop",
    "jazz",
    "metal",
    "pop",
    "reggae",
    "rock",
];

/// The join of pictures of these names with a table.
fn joined(mut files: Vec<String>, table: &str) -> JoinReport {
    files.sort();
    let pictures = files.iter().enumerate();
    let pictures = pictures.map(|(i, file)| picture(file, i)).collect();
    let (table, warnings) = parse(table.as_bytes());
    assert!(warnings.is_empty(), "{warnings:?}");
    join(
        Rc::new(pictures),
        Some(Rc::new(table)),
        &JoinParams::default(),
    )
    .1
}

/// Features of 30 seconds of `n` clips of each genre, under the names of the recordings.
fn gtzan(n: usize) -> String {
    let mut csv = String::from("filename,length,chroma_stft_mean,rms_mean,tempo,label\n");
    for (g, genre) in GENRES.iter().enumerate() {
        for i in 0..n {
            let chroma = 0.2 + 0.01 * g as f64 + 0.001 * i as f64;
            let tempo = 90 + (7 * i + 13 * g) % 80;
            writeln!(
                csv,
                "{genre}.{i:05}.wav,661794,{chroma},0.{i:03}1,{tempo},{genre}"
            )
            .unwrap();
        }
    }
    csv
}

fn assert_joined(report: &JoinReport, key: &str, pattern: &str, matched: usize) {
    assert_eq!(report.key_column, key);
    assert_eq!(report.pattern.to_string(), pattern);
    assert_eq!(report.matched, matched);
    assert_eq!(report.rows_with_picture, matched);
    assert_eq!(report.matched + report.orphan_images.len(), report.images);
    assert_eq!(
        report.rows_with_picture + report.rows_without_picture,
        report.rows
    );
    assert!(report.duplicate_ids.is_empty());
}

/// Every recording has its picture, in a folder of its genre; one genre more has no rows, one recording no picture.
#[test]
fn gtzan_by_the_stems_of_its_recordings() {
    let mut files = Vec::new();
    for genre in GENRES.iter().chain(&["zouk"]) {
        files.extend((0..30).map(|i| format!("{genre}/{genre}.{i:05}.png")));
    }
    files.retain(|file| file != "jazz/jazz.00017.png");
    let report = joined(files, &gtzan(30));
    assert_joined(&report, "filename", "<id>.png", 299);
    assert_eq!((report.images, report.rows), (329, 300));
    let zouk = |file: &String| file.starts_with("zouk/");
    assert!(report.orphan_images.iter().all(zouk));
    assert_eq!(report.rows_without_picture, 1);
}

#[test]
fn every_tenth_of_gtzan() {
    let files = GENRES
        .iter()
        .flat_map(|genre| (0..10).map(move |i| format!("{genre}/{genre}.{:05}.png", 10 * i + 2)));
    let report = joined(files.collect(), &gtzan(100));
    assert_joined(&report, "filename", "<id>.png", 100);
    assert_eq!((report.images, report.rows), (100, 1000));
}

/// All in one folder.
#[test]
fn gtzan_without_folders() {
    let files = GENRES
        .iter()
        .flat_map(|genre| (0..9).map(move |i| format!("{genre}.{i:05}.png")));
    let report = joined(files.collect(), &gtzan(9));
    assert_joined(&report, "filename", "<id>.png", 90);
}

/// The notebook's own names: the row's number in the unnamed first column; ids in the table are not contiguous.
#[test]
fn clips_by_the_unnamed_first_column() {
    let mut csv = String::from(",track_id,artists,track_name,popularity,tempo,track_genre\n");
    for id in (0..2_000).filter(|id| id % 7 != 3) {
        let tempo = 60.0 + 0.05 * f64::from(id);
        writeln!(
            csv,
            "{id},t{id:021},Artist {},Track {id},{},{tempo},genre {}",
            id % 90,
            id % 101,
            id / 100
        )
        .unwrap();
    }
    let ids = [
        0, 1, 2, 4, 10, 11, 100, 101, 999, 1000, 1001, 1010, 1100, 1999,
    ];
    let report = joined(
        ids.iter().map(|id| format!("clip_{id}.png")).collect(),
        &csv,
    );
    assert_joined(&report, "Unnamed: 0", "clip_<id>.png", 12);
    assert_eq!(report.orphan_images, ["clip_10.png", "clip_101.png"]);
}
