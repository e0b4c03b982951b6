//! Laws of reading: any bytes give a value or an error, and what was written comes back.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::io::Cursor;

use proptest::prelude::*;

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

fn read_all(bytes: &[u8]) {
    let _ = png::decode(bytes);
    let _ = kind::of("a/b.png", bytes);
    let _ = kind::of("a/b", bytes);
    if let Ok((table, _)) = csv::read("t.csv", bytes) {
        assert!(table.n_rows > 0);
        for column in &table.columns {
            assert_eq!(column.text.len(), table.n_rows);
            assert!(column.numbers.is_empty() || column.numbers.len() == table.n_rows);
        }
    }
    if let Ok(mut archive) = Archive::open(Cursor::new(bytes)) {
        for entry in archive.entries() {
            let _ = archive.read(entry.index);
        }
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
        // The first column keeps rows from being blank, and files from looking wrapped in quotes.
        let mut writer = ::csv::Writer::from_writer(Vec::new());
        writer.write_record(["id", "x", "y", "z"]).unwrap();
        for (i, row) in rows.iter().enumerate() {
            let id = format!("k{i}");
            writer.write_record(std::iter::once(&id).chain(row)).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let (table, _) = csv::read("t.csv", &bytes).unwrap();
        prop_assert_eq!(table.n_rows, rows.len());
        for (i, row) in rows.iter().enumerate() {
            for (cell, name) in row.iter().zip(["x", "y", "z"]) {
                prop_assert_eq!(table.column(name).unwrap().text.get(i), cell);
            }
        }
    }
}
