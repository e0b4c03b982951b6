//! The rules of RFC 4180 one by one, and what breaks them: nothing is lost, and what is doubtful is said.

use std::fmt::Write;

use super::{assert_plain, cell, header, parse, shape};
use soundkin::error::CsvError;
use soundkin::ingest::csv;

const HEADER: [&str; 3] = ["foo", "bar", "baz"];

#[test]
fn a_cell_is_what_its_quotes_hold() {
    for (rows, want) in [
        ("1,2,3", "2"),
        ("1,2,3\n", "2"),
        ("1,,3", ""),
        ("1,\"\",3", ""),
        ("1,\"Field with spaces\",3", "Field with spaces"),
        ("1,\"Luke, I am your father.\",3", "Luke, I am your father."),
        ("1,\"The \"\" must be escaped\",3", "The \" must be escaped"),
        (
            "1,\"No man is an island,\nEntire of itself\",3",
            "No man is an island,\nEntire of itself",
        ),
        (
            "1,This \"quotes\" must be escaped,3",
            "This \"quotes\" must be escaped",
        ),
        ("1,😎,3", "😎"),
    ] {
        let text = format!("foo,bar,baz\n{rows}");
        for text in [text.clone(), text.replace('\n', "\r\n")] {
            let (table, warnings) = parse(text.as_bytes());
            assert_eq!((shape(&table), header(&table)), ((1, 3), HEADER.to_vec()));
            let got = cell(&table, 0, "bar").replace("\r\n", "\n");
            assert_eq!(got, want, "{text:?}");
            assert_eq!(cell(&table, 0, "baz"), "3", "{text:?}");
            assert!(warnings.is_empty(), "{text:?}: {warnings:?}");
        }
    }
}

/// Space around a cell is not part of what is compared or counted, wherever it is cut off.
#[test]
fn space_around_a_cell_keeps_its_row() {
    for rows in ["1, lead,3", "1,trail ,3", "1,\" both \",3"] {
        let (table, _) = parse(format!("foo,bar,baz\n{rows}").as_bytes());
        assert_eq!(shape(&table), (1, 3));
        assert!(["lead", "trail", "both"].contains(&cell(&table, 0, "bar").trim()));
    }
}

/// Backslashes before quotes, as exports of some data bases have them.
#[test]
fn backslashes_escape_where_a_table_has_them() {
    let mut text = String::from("tid,title,rating,year\n");
    for i in 0..30 {
        let title = match i % 3 {
            0 => format!("\"The \\\"Kid\\\" again, {i}\""),
            _ => format!("Vagabund {i}"),
        };
        writeln!(text, "tt{i:07},{title},8.{},{}", i % 10, 1921 + i).unwrap();
    }
    let (table, _) = parse(text.as_bytes());
    assert_eq!(shape(&table), (30, 4));
    assert_eq!(cell(&table, 0, "title"), "The \"Kid\" again, 0");
    assert_eq!(cell(&table, 29, "title"), "Vagabund 29");
    assert_eq!(cell(&table, 29, "year"), "1950");
}

#[test]
fn ragged_rows_stay_and_are_named() {
    let (table, warnings) = parse(b"foo,bar,baz\n1,2\n4,5,6\n7,8,9,10\n11,12,13");
    assert_eq!(header(&table)[..3], HEADER);
    assert_eq!(table.n_rows, 4);
    assert_eq!(cell(&table, 0, "bar"), "2");
    assert_eq!(cell(&table, 0, "baz"), "");
    assert_eq!(cell(&table, 2, "baz"), "9");
    let lines: Vec<_> = warnings.iter().filter_map(|warning| warning.line).collect();
    assert_eq!(lines, [2, 4]);
}

/// A quote that is never closed is a part of the text, and all rows stay.
#[test]
fn broken_quotes_keep_the_other_rows() {
    let (table, _) = parse(b"foo,bar,baz\n1,2,3\n4,\"Hey, I missed \" it\",6\n7,8,9");
    assert_eq!(shape(&table), (3, 3));
    assert_eq!(cell(&table, 1, "baz"), "6");
    assert!(cell(&table, 1, "bar").starts_with("Hey, I missed "));
    assert_eq!(cell(&table, 2, "bar"), "8");

    let (table, warnings) = parse(b"foo,bar,baz\n1,2,3\n4,\"I forgot to close this one,6");
    assert_eq!(shape(&table), (2, 3));
    assert_eq!(cell(&table, 0, "bar"), "2");
    assert_eq!(cell(&table, 1, "bar"), "\"I forgot to close this one");
    assert_eq!(cell(&table, 1, "baz"), "6");
    assert!(!warnings.is_empty());
}

#[test]
fn what_holds_no_table_is_refused() {
    let refused = |text: &str| {
        let error = csv::read("tracks.csv", text.as_bytes()).unwrap_err();
        assert_plain(&error.to_string());
        error
    };
    for text in ["", "\n\n", " \r\n", "\u{feff}"] {
        assert!(matches!(refused(text), CsvError::Empty), "{text:?}");
    }
    for text in ["foo,bar,baz", "foo,bar,baz\n", "qux;quux;quuz\r\n"] {
        assert!(matches!(refused(text), CsvError::NoRows), "{text:?}");
    }
    for text in ["foo\n1", "foo\n1\n2\n"] {
        assert!(matches!(refused(text), CsvError::NoColumns), "{text:?}");
    }
}
