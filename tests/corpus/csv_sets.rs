//! The sets of other CSV readers (`fixtures/csv`, each with its licence): what each file holds.

use std::fs;

use serde_json::Value;

use super::common::fixtures;
use super::common::sets::files;
use super::{cell, header, name, number, number_columns, read, shape};
use soundkin::error::CsvError;

#[test]
fn spectrum_equals_its_json() {
    let paths = files(&fixtures("csv/spectrum"), "csv");
    assert_eq!(paths.len(), 12);
    for path in paths {
        let file = name(&path);
        let (table, warnings) =
            read(&format!("spectrum/{file}")).unwrap_or_else(|error| panic!("{file}: {error}"));
        let json = path
            .with_file_name("json")
            .join(file)
            .with_extension("json");
        let json: Value = serde_json::from_slice(&fs::read(json).unwrap()).unwrap();
        // A set of one row may stand there without a list around it.
        let rows = json.as_array().cloned().unwrap_or_else(|| vec![json]);
        let rows: Vec<_> = rows.iter().map(|row| row.as_object().unwrap()).collect();
        assert_eq!(shape(&table), (rows.len(), rows[0].len()), "{file}");
        assert!(warnings.is_empty(), "{file}: {warnings:?}");
        // In this one the JSON has another telephone number than the CSV.
        if file == "location_coordinates.csv" {
            assert_eq!(cell(&table, 0, "Cities"), rows[0]["Cities"]);
            continue;
        }
        for (i, row) in rows.iter().enumerate() {
            for (column, value) in *row {
                // The sets differ in line ends inside quotes only.
                let got = cell(&table, i, column).replace("\r\n", "\n");
                assert_eq!(got, value.as_str().unwrap().replace("\r\n", "\n"), "{file}");
            }
        }
    }
}

#[test]
fn the_rust_crates_examples_are_read() {
    let shape_of = |file: &str| read(&format!("rust/{file}")).map(|(table, _)| shape(&table));
    assert_eq!(shape_of("smallpop.csv").unwrap(), (10, 4));
    assert_eq!(shape_of("uspop.csv").unwrap(), (100, 5));
    assert_eq!(shape_of("uspop-null.csv").unwrap(), (100, 5));
    assert!(matches!(
        shape_of("smallpop-colon.csv"),
        Err(CsvError::NoColumns)
    ));
    let (latin, warnings) = read("rust/uspop-latin1.csv").unwrap();
    assert_eq!(shape(&latin), (100, 5));
    assert_eq!(cell(&latin, 2, "City"), "Õakman");
    assert!(warnings[0].reason.contains("windows-1252"), "{warnings:?}");
}

#[test]
fn tabulators_tables_are_read() {
    for (file, n_rows, columns) in [
        ("matrix.csv", 4, &["f1", "f2", "f3", "f4"][..]),
        ("table.csv", 2, &["id", "name"]),
        ("table-reverse.csv", 2, &["id", "name"]),
        ("table.tsv", 3, &["id", "name"]),
        ("table_unicode_headers.csv", 2, &["id", "国人"]),
        ("special/bom.csv", 2, &["id", "name"]),
        ("special/latin1.csv", 2, &["id", "name"]),
        ("special/long.csv", 6, &["id", "name"]),
        ("special/skip-rows-before-headers.csv", 2, &["id", "name"]),
    ] {
        let (table, _) = read(&format!("tabulator/{file}")).expect(file);
        assert_eq!(table.n_rows, n_rows, "{file}");
        assert_eq!(header(&table), columns, "{file}");
        assert_eq!(number_columns(&table)[0], columns[0], "{file}");
    }
    let open = |file: &str| read(&format!("tabulator/{file}")).unwrap().0;
    let matrix = open("matrix.csv");
    assert_eq!(number(&matrix, 3, "f4"), Some(44.0));
    assert_eq!(number_columns(&matrix).len(), 4);
    assert_eq!(cell(&open("table.csv"), 1, "name"), "中国人");
    assert_eq!(cell(&open("table-reverse.csv"), 0, "name"), "中国人");
    assert_eq!(cell(&open("table.tsv"), 1, "name"), "中国人");
    assert_eq!(cell(&open("special/bom.csv"), 1, "name"), "中国人");
    assert_eq!(cell(&open("special/latin1.csv"), 1, "name"), "©");
    assert_eq!(cell(&open("special/long.csv"), 5, "name"), "f");
}

#[test]
fn tabulators_special_tables_lose_nothing() {
    let open = |file: &str| read(&format!("tabulator/special/{file}")).unwrap().0;
    let accent = open("accent.csv");
    assert_eq!(shape(&accent), (2, 17));
    assert_eq!(header(&accent)[14], "accessibilité");
    assert_eq!(
        cell(&accent, 1, "acces_recharge"),
        "Payant (badge, appli et QR code)"
    );
    assert_eq!(number(&accent, 0, "Xlongitude"), Some(6.926_41));

    let quoted = open("doublequote.csv");
    assert_eq!(shape(&quoted), (5, 17));
    assert_eq!(header(&quoted)[4], "AÑO");
    assert_eq!(number(&quoted, 0, "AÑO"), Some(2019.0));
    assert_eq!(
        cell(&quoted, 0, "NOMBREUE"),
        "Consejo de Educación Secundaria"
    );

    assert_eq!(shape(&open("escaping.csv")), (3, 2));
    for (file, words) in [
        ("skip-rows.csv", &["english", "中国人"][..]),
        ("skip-blank-at-the-end.csv", &["2"]),
    ] {
        let table = open(file);
        assert_eq!(table.columns.len(), 2, "{file}");
        let second: Vec<&str> = table.columns[1].text.iter().collect();
        assert!(words.iter().all(|word| second.contains(word)), "{second:?}");
    }
    // JSON, a line an object, is no table.
    assert!(read("tabulator/table.ndjson").is_err());
}

#[test]
fn papa_parses_samples_are_read() {
    let open = |file: &str| read(&format!("papaparse/{file}")).unwrap().0;
    let small = open("sample.csv");
    assert_eq!(
        (shape(&small), header(&small)),
        ((1, 3), vec!["A", "B", "C"])
    );
    let marked = open("utf-8-bom-sample.csv");
    assert_eq!(
        (shape(&marked), header(&marked)),
        ((1, 3), vec!["A", "B", "C"])
    );
    let titled = open("sample-header.csv");
    assert_eq!(
        (shape(&titled), header(&titled)),
        ((2, 2), vec!["title", "name"])
    );
    assert_eq!(cell(&titled, 1, "title"), "");
    assert_eq!(cell(&titled, 1, "name"), "test name 02");
    // No header; whether its first row is taken for one is a guess, its columns are not.
    assert_eq!(open("long-sample.csv").columns.len(), 7);

    // Four rows lack their last cell.
    let (long, warnings) = read("papaparse/verylong-sample.csv").unwrap();
    assert_eq!(shape(&long), (2000, 3));
    assert_eq!(number_columns(&long), ["meaning of life"]);
    assert_eq!(number(&long, 0, "meaning of life"), Some(42.0));
    let short = |row: &usize| cell(&long, *row, "TLD").is_empty();
    assert_eq!((0..2000).filter(short).count(), 4);
    assert!(!warnings.is_empty());
}

#[test]
fn clever_csvs_tables_are_read() {
    let (payments, _) = read("clevercsv/airedale.csv").unwrap();
    assert_eq!(payments.columns.len(), 8);
    assert_eq!(cell(&payments, 0, "Amount"), "43,774.58");
    assert_eq!(cell(&payments, 2, "Supplier"), "ACCENTURE PACS");
    // 53 payments, a line without a cell, and what the report says of itself.
    let paid = |row: &usize| cell(&payments, *row, "Entity") == "AIREDALE NHS FOUNDATION TRUST";
    assert_eq!((0..payments.n_rows).filter(paid).count(), 53);

    let (milk, _) = read("clevercsv/milk.csv").unwrap();
    assert_eq!(milk.columns.len(), 23);
    assert_eq!(milk.columns[0].text.get(0), "1987");
    assert_eq!(milk.columns[2].text.get(0), "14718.2");
    assert_eq!(milk.columns[5].text.get(1), "6858.3");
}
