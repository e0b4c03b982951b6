//! Laws of reading: any bytes give a value or an error, and what was written comes back.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::io::Cursor;

use proptest::prelude::*;

use soundkin::data::{OpenQuote, ReadingChoices};
use soundkin::ingest::zip::Archive;
use soundkin::ingest::{csv, kind, png};

const PNG: &[u8] = include_bytes!("fixtures/pngsuite/basi3p04.png");
const TABLE: &[u8] = include_bytes!("fixtures/edge/dataset.csv");

/// Bytes in which the readers get further than the first look.
fn damaged(whole: &'static [u8]) -> impl Strategy<Value = Vec<u8>> {
    let damage = prop::collection::vec((0..whole.len(), any::<u8>()), 0..6);
    (damage, 0..=whole.len()).prop_map(move |(damage, end)| {
        let mut bytes = whole.to_vec();
        for (at, byte) in damage {
            bytes[at] = byte;
        }
        bytes.truncate(end.max(whole.len() / 2));
        bytes
    })
}

/// Text of what tables are made of.
fn table_like() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(
        prop::sample::select(&b"a1.,;\t\"\"\\\n\n\r #-\xc3\xa9\xff\0"[..]),
        0..200,
    )
}

/// What is refused is refused in a sentence.
fn assert_said(reason: &impl ToString) {
    let reason = reason.to_string();
    assert!(reason.ends_with('.') && reason.len() > 10, "{reason}");
}

/// Every reader answers: with something whole, or with a reason.
fn read_all(bytes: &[u8]) {
    match png::decode(bytes) {
        Ok(luma) => assert_eq!(luma.luma().len() as u32, luma.width * luma.height),
        Err(error) => assert_said(&error),
    }
    for path in ["a/b.png", "a/b"] {
        // Its first bytes say what to do with it.
        let of = |bytes: &[u8]| std::mem::discriminant(&kind::of(path, bytes));
        assert_eq!(of(bytes), of(&bytes[..bytes.len().min(64)]), "{path}");
    }
    match csv::read("t.csv", bytes) {
        Ok((table, _)) => {
            assert!(table.n_rows > 0);
            for column in &table.columns {
                assert_eq!(column.text.len(), table.n_rows);
                assert!(column.numbers.is_empty() || column.numbers.len() == table.n_rows);
            }
        }
        Err(error) => assert_said(&error),
    }
    match Archive::open(Cursor::new(bytes)) {
        Ok(mut archive) => {
            for entry in archive.entries() {
                if let Err(error) = archive.read(entry.index) {
                    assert_said(&error);
                }
            }
        }
        Err(error) => assert_said(&error),
    }
}

fn zipped() -> Vec<u8> {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["a/clip_1.png", "tracks.csv"] {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(name, options).unwrap();
        writer.write_all(TABLE).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_give_ok_or_err(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read_all(&bytes);
    }

    #[test]
    fn any_table_like_text_gives_ok_or_err(bytes in table_like()) {
        read_all(&bytes);
    }

    #[test]
    fn damaged_files_give_ok_or_err(png in damaged(PNG), table in damaged(TABLE)) {
        read_all(&png);
        read_all(&table);
    }

    #[test]
    fn damaged_archives_give_ok_or_err(damage in prop::collection::vec((any::<usize>(), any::<u8>()), 1..5)) {
        let mut bytes = zipped();
        for (at, byte) in damage {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        read_all(&bytes);
    }

    #[test]
    fn a_written_table_comes_back(rows in prop::collection::vec(prop::collection::vec("[a-zé 0-9,;\"\n.]{0,8}", 3), 1..30)) {
        // The first column keeps rows from being blank, and files from looking wrapped in quotes. No cell is the name of its
        // column, which would make the names look like a row.
        let mut writer = ::csv::Writer::from_writer(Vec::new());
        writer.write_record(["Id", "X", "Y", "Z"]).unwrap();
        for (i, row) in rows.iter().enumerate() {
            let id = format!("k{i}");
            writer.write_record(std::iter::once(&id).chain(row)).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        // Of so few cells of noise nobody could guess how they are written, so that is said.
        let choices = ReadingChoices {
            separator: Some(','),
            header_lines: Some(1),
            open_quote: Some(OpenQuote::GoesOn),
            ..ReadingChoices::default()
        };
        let (table, _) = csv::read_as("t.csv", &bytes, &choices).unwrap();
        prop_assert_eq!(table.n_rows, rows.len());
        for (i, row) in rows.iter().enumerate() {
            for (cell, name) in row.iter().zip(["X", "Y", "Z"]) {
                prop_assert_eq!(table.column(name).unwrap().text.get(i), cell);
            }
        }
    }
}
