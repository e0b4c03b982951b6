//! Pictures and tables against what Pillow and pandas answer (`tests/fixtures/README.md`).
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::fs;
use std::path::Path;
use std::rc::Rc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use common::sets::{files, luma_sheet};
use common::{fixtures, json, strings};
use soundkin::data::{ColumnKind, N_PIXELS, Table, is_missing};
use soundkin::ingest::{PictureReader, csv, png};
use soundkin::join::{JoinParams, join};

fn table(path: &Path) -> Table {
    let (table, warnings) = csv::read("t.csv", &fs::read(path).unwrap()).unwrap();
    assert!(warnings.is_empty(), "{warnings:?}");
    table
}

#[test]
fn edge_pictures_equal_pillow_byte_for_byte() {
    let folder = fixtures("edge");
    let answers = json(&folder.join("edge.json"));
    let images = answers["images"].as_object().unwrap();
    let mut reader = PictureReader::default();
    for (file, want) in images {
        let bytes = fs::read(folder.join("spectrograms").join(file)).unwrap();
        let luma = png::decode(&bytes).expect(file);
        assert_eq!(want["size"][0], luma.width, "{file}");
        assert_eq!(want["size"][1], luma.height, "{file}");
        let (square, warning) = reader.read(file, &bytes, None).unwrap();
        assert_eq!(square.whole.pixels.len(), N_PIXELS);
        // The wanted exception: Pillow clips 16-bit grey almost white.
        assert_eq!(luma.sixteen_bit_grey, file == "clip_l16.png", "{file}");
        assert_eq!(warning.is_some(), luma.sixteen_bit_grey);
        let sum: u64 = luma.luma().iter().map(|&byte| u64::from(byte)).sum();
        let pixels = STANDARD
            .decode(want["pixels64_b64"].as_str().unwrap())
            .unwrap();
        if luma.sixteen_bit_grey {
            assert_ne!(*square.whole.pixels, *pixels);
        } else {
            assert_eq!(want["grey_sum"], sum, "{file}");
            assert!(*square.whole.pixels == *pixels, "{file}");
        }
    }
    assert_eq!(images.len(), 23);
}

#[test]
fn n40_pictures_equal_pillow_byte_for_byte() {
    let folder = fixtures("n40");
    assert_eq!(compare(&folder, "n40"), 40);
}

/// The notebook's own size, 432 x 288 with a white frame: four of the hundred, whose luma are all there.
#[test]
fn n100_pictures_equal_pillow_byte_for_byte() {
    let folder = fixtures("n100");
    let answers = json(&folder.join("n100.json"));
    let names = strings(&answers["files"]);
    let luma = luma_sheet("n100", 100);
    let pictures = files(&folder, "png");
    let pictures: Vec<_> = pictures
        .iter()
        .filter(|path| !path.ends_with("luma.png"))
        .collect();
    assert_eq!((names.len(), pictures.len()), (100, 4));
    let mut reader = PictureReader::default();
    for path in pictures {
        let file = path.file_name().unwrap().to_str().unwrap();
        let bytes = fs::read(path).unwrap();
        let (square, warning) = reader.read(file, &bytes, None).unwrap();
        assert_eq!(
            (square.whole.width, square.whole.height, warning),
            (432, 288, None)
        );
        let at = names.iter().position(|&name| name == file).unwrap();
        assert!(&*square.whole.pixels == luma[at].as_slice(), "{file}");
    }
}

/// Pictures so tall that Pillow 13 takes the other order of passes: ours is that of Pillow up to 12.1.
#[test]
fn tall_pictures_equal_pillow_12_and_not_13() {
    let folder = fixtures("tall");
    let answers = json(&folder.join("tall.json"));
    let answers = answers.as_object().unwrap();
    assert_eq!(answers.len(), 5);
    let mut reader = PictureReader::default();
    for (file, want) in answers {
        let bytes = fs::read(folder.join(file)).unwrap();
        let (picture, _) = reader.read(file, &bytes, None).unwrap();
        let (width, height) = (picture.whole.width, picture.whole.height);
        assert_eq!(
            (&want["size"][0], &want["size"][1]),
            (&width.into(), &height.into())
        );
        assert!(height > 64 && height + 64 > 2 * width, "{file}");
        let bytes = |key: &str| STANDARD.decode(want[key].as_str().unwrap()).unwrap();
        assert!(*picture.whole.pixels == *bytes("pixels64_b64"), "{file}");
        assert!(
            *picture.whole.pixels != *bytes("vertical_first_b64"),
            "{file}"
        );
    }
}

/// Compares all pictures of a set with the answers; how many those were.
fn compare(folder: &Path, set: &str) -> usize {
    let pixels = fs::read(folder.join(format!("{set}_pixels.u8"))).unwrap();
    let answers = json(&folder.join(format!("{set}.json")));
    let files = answers["files"].as_array().unwrap();
    assert_eq!(pixels.len(), files.len() * N_PIXELS);
    let mut reader = PictureReader::default();
    for (file, want) in files.iter().zip(pixels.chunks_exact(N_PIXELS)) {
        let file = file.as_str().unwrap();
        let bytes = fs::read(folder.join("spectrograms").join(file)).unwrap();
        let (square, _) = reader.read(file, &bytes, None).unwrap();
        assert!(*square.whole.pixels == *want, "{file}");
    }
    files.len()
}

#[test]
fn edge_table_equals_pandas_cell_by_cell() {
    let folder = fixtures("edge");
    let answers = json(&folder.join("edge.json"));
    let plain = table(&folder.join("dataset.csv"));
    let rows = answers["csv"]["rows"].as_array().unwrap();
    assert_eq!(plain.n_rows, rows.len());
    for (i, row) in rows.iter().enumerate() {
        let row = row.as_object().unwrap();
        assert_eq!(row.len(), plain.columns.len());
        for (name, want) in row {
            let column = plain.column(name).unwrap();
            match want {
                // A word in a column of words is a word here: somebody may be called None.
                Value::Null if column.kind != ColumnKind::Number => {
                    let cell = column.text.get(i);
                    assert!(is_missing(cell), "{name} {i}");
                    assert_eq!(
                        column.present(i),
                        Some(cell).filter(|cell| !cell.is_empty())
                    );
                }
                Value::Null => assert_eq!(column.present(i), None, "{name} {i}"),
                Value::Number(number) => {
                    assert_eq!(column.number(i), number.as_f64(), "{name} {i}");
                }
                Value::String(text) => assert_eq!(column.present(i), Some(text.as_str())),
                Value::Bool(flag) => {
                    assert_eq!(column.kind, ColumnKind::Category);
                    let text = if *flag { "True" } else { "False" };
                    assert_eq!(column.present(i), Some(text));
                }
                other => panic!("{other}"),
            }
        }
    }
    let crlf = table(&folder.join("dataset_crlf_bom.csv"));
    assert_eq!(crlf.n_rows, plain.n_rows);
    for (a, b) in plain.columns.iter().zip(&crlf.columns) {
        let same = |(a, b): (&str, &str)| a == b.replace("\r\n", "\n");
        assert!(a.text.iter().zip(b.text.iter()).all(same), "{}", a.name);
        assert_eq!(a.name, b.name);
    }
}

#[test]
fn floats_are_correctly_rounded() {
    let text = fs::read_to_string(fixtures("edge").join("floats.csv")).unwrap();
    // A table has two columns at least.
    let two = text.replace('\n', ",a\n");
    let (table, _) = csv::read("floats.csv", two.as_bytes()).unwrap();
    let column = &table.columns[0];
    assert_eq!(column.kind, ColumnKind::Number);
    let literals: Vec<&str> = text.lines().skip(1).collect();
    assert_eq!(literals.len(), column.numbers.len());
    assert!(literals.len() >= 1200);
    for (literal, number) in literals.iter().zip(&column.numbers) {
        assert_eq!(literal.parse::<f64>().unwrap().to_bits(), number.to_bits());
    }
}

#[test]
fn n40_joins_as_in_the_notebook() {
    let folder = fixtures("n40");
    let answers = json(&folder.join("n40.json"));
    let table = table(&folder.join("dataset.csv"));
    let mut reader = PictureReader::default();
    let mut spectrograms = Vec::new();
    for file in answers["files"].as_array().unwrap() {
        let file = file.as_str().unwrap();
        let bytes = fs::read(folder.join("spectrograms").join(file)).unwrap();
        spectrograms.push(reader.read(file, &bytes, None).unwrap().0.whole);
    }
    let n_missing = |name: &str| {
        let column = table.column(name).unwrap();
        // pandas takes a track called NULL for a missing one.
        (0..table.n_rows)
            .filter(|&row| is_missing(column.text.get(row)))
            .count()
    };
    for (name, n) in answers["table"]["missing"].as_object().unwrap() {
        assert_eq!(*n, n_missing(name), "{name}");
    }
    let (catalog, report) = join(
        Rc::new(spectrograms),
        Some(Rc::new(table)),
        &JoinParams::default(),
    );
    assert_eq!(answers["table"]["rows"], report.rows);
    assert_eq!(answers["table"]["joined"], report.rows_with_picture);
    assert_eq!((report.matched, report.proposal), (40, None));
    let query = &answers["table"]["query"];
    let track = catalog.tracks.iter().position(|t| t.id == "100").unwrap();
    assert_eq!(catalog.title(track), query["name"].as_str());
    assert_eq!(
        catalog.number(track, "popularity"),
        query["popularity"].as_f64()
    );
}
