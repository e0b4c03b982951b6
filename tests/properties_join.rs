//! Laws of the join: whatever things are called, it is a partial injection, it does not depend on the order of files, and
//! what has nothing to do with the rest changes nothing. And targets for random input: zip, PNG, join.
//!
//! `SOUNDKIN_FUZZ_INPUTS=10000000 cargo test --release --no-default-features --test properties_join fuzz` for a long run;
//! `SOUNDKIN_FUZZ_SEED=1` before it gives other inputs. `SOUNDKIN_FUZZ_CASES` makes the number of tries of each law larger.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::collections::BTreeSet;
use std::io::Cursor;
use std::rc::Rc;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use common::picture;
use soundkin::analysis::{Collection, analyse};
use soundkin::charts::{estimated_width, one_line, shortened, wrapped};
use soundkin::data::{Catalog, Column, ColumnKind, Spectrogram, Table};
use soundkin::ingest::zip::Archive;
use soundkin::ingest::{Kind, Tables, kind, png};
use soundkin::join::{JoinParams, JoinReport, Key, Step, candidates, join};
use soundkin::space::Settings;

/// A number from the environment.
fn asked<N: std::str::FromStr>(name: &str) -> Option<N> {
    std::env::var(name).ok().and_then(|n| n.parse().ok())
}

fn config(usual: u32) -> ProptestConfig {
    ProptestConfig {
        cases: asked("SOUNDKIN_FUZZ_CASES").unwrap_or(usual),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// A word of few letters, so that names meet; with accents in one piece and in two.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        select(
            &[
                "1", "01", "2", "002", "2.0", "a", "A", "é", "e\u{301}", "桜", "take", "Song A",
                "clip", "x1", ""
            ][..]
        )
        .prop_map(str::to_owned),
        "\\PC{0,3}",
    ]
}

fn name() -> impl Strategy<Value = String> {
    let between = select(&["", " ", "_", "-", ".", "/", " - ", ":"][..]);
    (
        word(),
        between,
        word(),
        select(&["", ".wav", ".mp3", "?v=2"][..]),
    )
        .prop_map(|(a, between, b, end)| format!("{a}{between}{b}{end}"))
}

fn address() -> impl Strategy<Value = String> {
    let start = select(
        &[
            "spotify:track:",
            "https://youtu.be/",
            "https://x.org/a?v=",
            "a/",
            "b/",
        ][..],
    );
    (start, word()).prop_map(|(start, id)| format!("{start}{id}"))
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![3 => name(), 1 => address(), 1 => word()]
}

fn files() -> impl Strategy<Value = Vec<String>> {
    let folder = select(&["", "a/", "b/", "Été/", "Österreich/", "a/b/"][..]);
    let start = select(&["", "clip_", "01 ", "x"][..]);
    let file = (folder, start, name())
        .prop_map(|(folder, start, name)| format!("{folder}{start}{name}.png"));
    prop::collection::btree_set(file, 0..9).prop_map(|files| files.into_iter().collect())
}

fn table_of(rows: &[Vec<String>]) -> Table {
    let headings = ["id", "track_name", "artists"];
    let column = |(i, heading): (usize, &&str)| Column {
        name: (*heading).to_owned(),
        kind: ColumnKind::Text,
        text: rows.iter().map(|row| row[i].as_str()).collect(),
        numbers: Vec::new(),
    };
    Table {
        file: "t.csv".into(),
        reading: soundkin::data::TableReading::default(),
        n_rows: rows.len(),
        columns: headings.iter().enumerate().map(column).collect(),
    }
}

fn rows() -> impl Strategy<Value = Vec<Vec<String>>> {
    prop::collection::vec(prop::collection::vec(cell(), 3), 1..9)
}

fn params() -> impl Strategy<Value = JoinParams> {
    let key = prop::option::of((
        select(&["id", "track_name"][..]),
        select(&["<id>.png", "clip_<id>.png"][..]),
    ));
    (key, subsequence(Step::ALL.to_vec(), 0..4)).prop_map(|(key, steps_off)| JoinParams {
        key: key.map(|(column, pattern)| Key {
            column: column.into(),
            pattern: pattern.parse().unwrap(),
        }),
        steps_off,
        ..JoinParams::default()
    })
}

fn joined(files: &[String], rows: &[Vec<String>], params: &JoinParams) -> (Catalog, JoinReport) {
    let pictures: Vec<Spectrogram> = files.iter().map(|file| picture(file, 1)).collect();
    join(Rc::new(pictures), Some(Rc::new(table_of(rows))), params)
}

/// Which row each picture has, both by what they are called.
fn pairs(catalog: &Catalog, rows: &[Vec<String>]) -> BTreeSet<(String, Vec<String>)> {
    let pair = |track| {
        let row = catalog.row(track)?;
        Some((catalog.file(track)?.to_owned(), rows[row].clone()))
    };
    (0..catalog.tracks.len()).filter_map(pair).collect()
}

fn assert_injection(catalog: &Catalog, report: &JoinReport, params: &JoinParams) {
    if catalog.spectrograms.is_empty() {
        return;
    }
    let taken: Vec<usize> = (0..catalog.tracks.len())
        .filter_map(|track| catalog.row(track))
        .collect();
    let distinct: BTreeSet<usize> = taken.iter().copied().collect();
    assert_eq!(distinct.len(), taken.len(), "a row belongs to two pictures");
    assert_eq!(
        (report.matched, report.rows_with_picture),
        (taken.len(), taken.len())
    );
    assert_eq!(
        report.rows_with_picture + report.rows_without_picture,
        report.rows
    );
    assert_eq!(
        report.indices_without_picture.len(),
        report.rows_without_picture
    );
    assert_eq!(report.orphan_images.len() + report.matched, report.decoded);
    let by_step: usize = report.steps.iter().map(|step| step.matched).sum();
    assert_eq!(by_step, report.matched);
    assert!(
        report
            .steps
            .iter()
            .all(|count| !params.steps_off.contains(&count.step))
    );
    for shared in &report.ambiguous {
        assert!(shared.images.len() + shared.rows.len() > 1);
        assert!(
            shared
                .images
                .iter()
                .all(|image| report.orphan_images.contains(image))
        );
        assert!(
            shared
                .row_numbers
                .iter()
                .all(|row| !distinct.contains(&(row - 1)))
        );
    }
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn the_join_is_a_partial_injection_and_does_not_depend_on_the_order_of_rows(
        files in files(), rows in rows(), params in params(), turn in 0_usize..9,
    ) {
        let (catalog, report) = joined(&files, &rows, &params);
        assert_injection(&catalog, &report, &params);
        let mut turned = rows.clone();
        turned.rotate_left(turn % rows.len());
        let (again, _) = joined(&files, &turned, &params);
        prop_assert_eq!(pairs(&catalog, &rows), pairs(&again, &turned));
    }

    #[test]
    fn a_stranger_changes_nothing(files in files(), rows in rows(), params in params()) {
        // A name with that sign would be of one family with the stranger.
        let files: BTreeSet<String> = files.iter().map(|file| file.replace('~', "-")).collect();
        let files: Vec<String> = files.into_iter().collect();
        let (catalog, report) = joined(&files, &rows, &params);
        let mut more = files.clone();
        more.push("~/~~~.png".into());
        more.sort();
        let (again, with_stranger) = joined(&more, &rows, &params);
        prop_assert_eq!(pairs(&catalog, &rows), pairs(&again, &rows));
        prop_assert_eq!(report.key_column, with_stranger.key_column);
    }
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn what_matches_more_is_proposed(files in files(), rows in rows(), params in params()) {
        let (_, report) = joined(&files, &rows, &params);
        let names: Vec<&str> = files.iter().map(String::as_str).collect();
        let best = candidates(&names, &table_of(&rows), &params);
        let best = best.first().map(|best| best.matches).filter(|&n| n > report.matched);
        prop_assert_eq!(report.proposal.map(|proposal| proposal.matches), best);
    }
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn no_name_and_no_cell_ends_the_analysis(
        files in files(), rows in rows(), folder in "\\PC{0,4}", title in "\\PC{0,20}", tables in 1_usize..4,
    ) {
        let mut collection = Collection::default();
        for (seed, file) in files.iter().enumerate() {
            collection.add_picture(picture(&format!("{folder}/{file}"), seed));
        }
        for i in 0..tables {
            let mut table = table_of(&rows);
            table.file = format!("{folder}/{i}/{title}.csv");
            collection.add_table(table, Vec::new());
        }
        let settings = Settings::default();
        let analysis = analyse(&collection, settings).unwrap();
        let document = analysis.document(None).unwrap();
        prop_assert!(serde_json::from_str::<serde_json::Value>(&document).is_ok());
        let text = one_line(&title);
        for room in [0.0, 7.0, 40.0] {
            prop_assert!(estimated_width(&shortened(&text, room, 12.0, &estimated_width), 12.0) <= room);
            wrapped(&text, room, 2, 12.0, &estimated_width);
        }
    }

    #[test]
    fn files_in_any_order_give_one_document(files in files(), rows in rows(), order in any::<u64>()) {
        let of = |backwards: bool| {
            let mut collection = Collection::default();
            let mut parts: Vec<usize> = (0..files.len() + 2).collect();
            if backwards {
                parts.rotate_left(order as usize % (files.len() + 2));
                parts.reverse();
            }
            for part in parts {
                if let Some(file) = files.get(part) {
                    collection.add_picture(picture(file, part));
                    continue;
                }
                let half = rows.len() / 2;
                let rows = if part == files.len() { &rows[..half] } else { &rows[half..] };
                let mut table = table_of(rows);
                table.file = format!("{part}.csv");
                collection.add_table(table, Vec::new());
            }
            analyse(&collection, Settings::default()).unwrap().document(None).unwrap()
        };
        prop_assert_eq!(of(false), of(true));
    }
}

/// How many inputs each target gets: some seconds, unless asked for more.
fn n_inputs() -> usize {
    asked("SOUNDKIN_FUZZ_INPUTS").unwrap_or(3000)
}

/// Gives `target` so many inputs, the same ones every time unless another seed is asked for.
fn feed<S: Strategy>(strategy: &S, seed: u8, target: impl Fn(S::Value)) {
    let mut bytes = [seed; 32];
    bytes[0] = seed.wrapping_add(asked("SOUNDKIN_FUZZ_SEED").unwrap_or(0));
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(config(1), rng);
    for _ in 0..n_inputs() {
        target(strategy.new_tree(&mut runner).unwrap().current());
    }
}

/// A whole file with some bytes changed, and now and then cut: what is cut is refused at the first look.
fn damaged(whole: Vec<u8>) -> impl Strategy<Value = Vec<u8>> {
    let n = whole.len();
    let changes = prop::collection::vec((0..n, any::<u8>()), 0..8);
    let end = prop::option::weighted(0.1, 0..n);
    (changes, end).prop_map(move |(changes, end)| {
        let mut bytes = whole.clone();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        bytes.truncate(end.unwrap_or(n));
        bytes
    })
}

#[test]
fn fuzz_zip() {
    let archives = [
        "30-locked-and-nested-zips/locked.zip",
        "30-locked-and-nested-zips/bzip2.zip",
        "18-two-zips-same-paths/test.zip",
        "07-shift-jis-zip/pictures.zip",
    ];
    for (seed, archive) in (0..).zip(archives) {
        let whole = std::fs::read(common::fixtures("cases").join(archive)).unwrap();
        feed(&damaged(whole), seed, |bytes| {
            if let Ok(mut archive) = Archive::open(Cursor::new(bytes)) {
                for entry in archive.entries().into_iter().take(50) {
                    assert!(
                        !entry
                            .name
                            .split('/')
                            .any(|part| matches!(part, "" | "." | ".."))
                    );
                    assert_ne!(kind::of(&entry.name, &[]), Kind::Unknown { described: "" });
                    let _ = archive.read(entry.index);
                }
                for chosen in [None, Some("windows-1251"), Some("UTF-8")] {
                    if let Some(reading) = archive.names_reading("a.zip", chosen, &Tables) {
                        assert!(!reading.preview.is_empty() && reading.encodings.len() > 1);
                        assert_eq!(reading.guess.is_some(), chosen.is_none());
                    }
                    chosen.map(|chosen| archive.names_in(chosen, &Tables));
                }
            }
        });
    }
}

/// With the right check sum in each chunk of a PNG, so that what is in it is looked at.
fn checked(mut png: Vec<u8>) -> Vec<u8> {
    let mut at = 8;
    while let Some(&[a, b, c, d]) = png.get(at..at + 4) {
        let end = at + 8 + u32::from_be_bytes([a, b, c, d]) as usize;
        let mut sum = flate2::Crc::new();
        sum.update(png.get(at + 4..end).unwrap_or_default());
        let Some(place) = png.get_mut(end..end + 4) else {
            break;
        };
        place.copy_from_slice(&sum.sum().to_be_bytes());
        at = end + 4;
    }
    png
}

#[test]
fn fuzz_png() {
    let pictures = [
        "19-png-odd-chunks/pictures/plain.png",
        "19-png-odd-chunks/pictures/two-gama.png",
        "20-apng/pictures/poster.png",
    ];
    for (seed, file) in (0..).zip(pictures) {
        let whole = std::fs::read(common::fixtures("cases").join(file)).unwrap();
        feed(&damaged(whole), seed, |bytes| {
            for bytes in [checked(bytes.clone()), bytes] {
                if let Ok(luma) = png::decode(&bytes) {
                    assert_eq!(
                        luma.luma().len(),
                        luma.width as usize * luma.height as usize
                    );
                }
            }
        });
    }
}

#[test]
fn fuzz_join() {
    feed(&(files(), rows(), params()), 7, |(files, rows, params)| {
        let (catalog, report) = joined(&files, &rows, &params);
        assert_injection(&catalog, &report, &params);
    });
}
