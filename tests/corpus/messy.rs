//! Tables of tracks as people have them, made after some two dozen that were found and may not be copied: each has one
//! trouble, and what a person sees in it is what is read.

use std::fmt::Write;

use super::{assert_plain, cell, header, number, number_columns, parse, shape};
use soundkin::error::CsvError;
use soundkin::ingest::csv;

/// The usual columns.
const HEADER: &str = "track_name,artist(s)_name,streams,bpm,key,energy_%";
/// Rows in each table.
const N_ROWS: usize = 40;

/// A row's cells.
fn track(i: usize) -> [String; 6] {
    [
        format!("Señorita {i} (feat. Zoé)"),
        format!("Artist {i}, The Second"),
        (141_381_703 - 977 * i).to_string(),
        (92 + i).to_string(),
        ["A", "C#", "F"][i % 3].to_owned(),
        (30 + i).to_string(),
    ]
}

/// A line of cells in which the delimiter stands in quotes.
fn line(cells: &[String], delimiter: &str) -> String {
    let quoted = cells.iter().map(|cell| {
        if cell.contains(delimiter) {
            format!("\"{cell}\"")
        } else {
            cell.clone()
        }
    });
    quoted.collect::<Vec<_>>().join(delimiter)
}

/// A table of [`N_ROWS`] rows, each in the words of `row`.
fn rows(header: &str, end: &str, row: impl Fn(usize) -> String) -> String {
    let mut text = format!("{header}{end}");
    for i in 0..N_ROWS {
        write!(text, "{}{end}", row(i)).unwrap();
    }
    text
}

/// Every row is there with its own cells.
fn assert_tracks(table: &soundkin::data::Table) {
    assert_eq!(table.n_rows, N_ROWS);
    for i in 0..N_ROWS {
        let [title, artist, streams, bpm, key, energy] = track(i);
        assert_eq!(cell(table, i, "track_name"), title);
        assert_eq!(cell(table, i, "artist(s)_name"), artist);
        assert_eq!(cell(table, i, "key"), key);
        for (column, want) in [("streams", streams), ("bpm", bpm), ("energy_%", energy)] {
            assert_eq!(number(table, i, column), want.parse().ok(), "{column} {i}");
        }
    }
}

#[test]
fn semicolons_latin_1_and_empty_last_columns() {
    let header_line = format!("{};;;", HEADER.replace(',', ";"));
    let text = rows(&header_line, "\r\n", |i| {
        format!("{};;;", line(&track(i), ";"))
    });
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap()).collect();
    let (table, warnings) = parse(&latin);
    assert_tracks(&table);
    assert_eq!(header(&table)[..6], HEADER.split(',').collect::<Vec<_>>());
    let encoding = |reason: &str| reason.contains("windows-1252");
    assert!(
        warnings.iter().any(|warning| encoding(&warning.reason)),
        "{warnings:?}"
    );
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_first_name() {
    let text = rows(HEADER, "\r\n", |i| line(&track(i), ","));
    let (table, warnings) = parse(format!("\u{feff}{text}").as_bytes());
    assert_tracks(&table);
    assert_eq!(header(&table)[0], "track_name");
    assert_eq!(number_columns(&table), ["streams", "bpm", "energy_%"]);
    assert!(warnings.is_empty(), "{warnings:?}");
}

/// Rows with a comma were quoted a second time, whole: a spreadsheet had them in one cell.
#[test]
fn rows_that_stand_wholly_in_quotes() {
    let whole = |i: usize| format!("\"{}\"", line(&track(i), ",").replace('"', "\"\""));
    let (table, _) = parse(rows(HEADER, "\n", whole).as_bytes());
    assert_tracks(&table);
    assert_eq!(table.columns.len(), 6);

    let some = |i: usize| {
        let mut cells = track(i);
        if !i.is_multiple_of(4) {
            cells[1] = format!("Artist {i}");
        }
        let line = line(&cells, ",");
        if i.is_multiple_of(4) {
            format!("\"{}\"", line.replace('"', "\"\""))
        } else {
            line
        }
    };
    let (table, _) = parse(rows(HEADER, "\n", some).as_bytes());
    assert_eq!(shape(&table), (N_ROWS, 6));
    assert_eq!(cell(&table, 0, "artist(s)_name"), "Artist 0, The Second");
    assert_eq!(cell(&table, 1, "artist(s)_name"), "Artist 1");
    assert_eq!(number(&table, 36, "bpm"), Some(128.0));
    assert_eq!(number(&table, 37, "bpm"), Some(129.0));
}

/// UTF-8 that was taken for Latin-1 and written as UTF-8 again: the words are lost, the rows are not.
#[test]
fn twice_encoded_words_stay_as_they_are() {
    let twice = |text: &str| text.bytes().map(char::from).collect::<String>();
    let mangled = |i: usize| twice(&line(&track(i), ","));
    let (table, _) = parse(rows(HEADER, "\n", mangled).as_bytes());
    assert_eq!(shape(&table), (N_ROWS, 6));
    for i in 0..N_ROWS {
        assert_eq!(cell(&table, i, "track_name"), twice(&track(i)[0]));
        assert_eq!(number(&table, i, "bpm"), Some(92.0 + i as f64));
    }
}

#[test]
fn one_text_among_numbers_is_named() {
    let spoilt = |i: usize| {
        let mut cells = track(i);
        if i == 12 {
            cells[2] = "BPM110KeyAModeMajorDanceability53".to_owned();
        }
        line(&cells, ",")
    };
    let (table, warnings) = parse(rows(HEADER, "\n", spoilt).as_bytes());
    assert_eq!(number_columns(&table), ["streams", "bpm", "energy_%"]);
    let missing: Vec<_> = (0..N_ROWS)
        .filter(|&i| number(&table, i, "streams").is_none())
        .collect();
    assert_eq!(missing, [12]);
    let warning = warnings
        .iter()
        .find(|warning| warning.reason.contains("streams"));
    assert_eq!(warning.unwrap().line, Some(14));
}

/// The cells stay as they are written; what they count as is asked in the tests of numbers.
#[test]
fn thousands_with_commas_stay_one_cell() {
    let grouped = |i: usize| {
        let mut cells = track(i);
        cells[2] = format!("{},{:03}", i + 1, 21 * i);
        line(&cells, ",")
    };
    let (table, _) = parse(rows(HEADER, "\n", grouped).as_bytes());
    assert_eq!(shape(&table), (N_ROWS, 6));
    assert_eq!(cell(&table, 1, "streams"), "2,021");
    assert_eq!(number(&table, 1, "bpm"), Some(93.0));
}

#[test]
fn a_title_above_the_header_is_left_out_and_named() {
    let text = rows(&format!(",{HEADER}"), "\r\n", |i| {
        format!("{},{}", i + 1, line(&track(i), ","))
    });
    let (table, warnings) = parse(format!("top10s,,,,,,\r\n{text}").as_bytes());
    assert_tracks(&table);
    assert_eq!(header(&table)[..2], ["Unnamed: 0", "track_name"]);
    assert_eq!(number(&table, 39, "Unnamed: 0"), Some(40.0));
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert_eq!(warnings[0].line, Some(1));
}

/// As R writes a data frame: every word in quotes, the row names under an empty name.
#[test]
fn a_quoted_header_with_an_empty_first_name() {
    let quoted: Vec<String> = HEADER
        .split(',')
        .map(|name| format!("\"{name}\""))
        .collect();
    let text = rows(&format!("\"\",{}", quoted.join(",")), "\r\n", |i| {
        let [title, artist, streams, bpm, key, energy] = track(i);
        format!(
            "\"{}\",\"{title}\",\"{artist}\",{streams},{bpm},\"{key}\",{energy}",
            i + 1
        )
    });
    let (table, warnings) = parse(text.as_bytes());
    assert_tracks(&table);
    assert_eq!(table.columns.len(), 7);
    assert!(warnings.is_empty(), "{warnings:?}");
}

#[test]
fn lists_of_python_stay_one_cell() {
    let listed = |i: usize| {
        let mut cells = track(i);
        cells[1] = format!("['Öwnboss {i}', 'Sevek', \"\"D'Angelo\"\"]");
        line(&cells, ",")
    };
    let (table, _) = parse(rows(HEADER, "\r\n", listed).as_bytes());
    assert_eq!(shape(&table), (N_ROWS, 6));
    assert_eq!(
        cell(&table, 3, "artist(s)_name"),
        "['Öwnboss 3', 'Sevek', \"D'Angelo\"]"
    );
    assert_eq!(number_columns(&table), ["streams", "bpm", "energy_%"]);
}

#[test]
fn what_is_no_table_is_refused_in_words() {
    let pointer =
        "version https://git-lfs.github.com/spec/v1\noid sha256:486c5b37d1c1\nsize 268277198\n";
    let error = csv::read("spotify_tracks.csv", pointer.as_bytes()).unwrap_err();
    assert!(matches!(error, CsvError::NotText { .. }));
    assert!(error.to_string().contains("Git LFS"), "{error}");
    assert_plain(&error.to_string());
    let error = csv::read("model_file.csv", b"\xef\xbb\xbf").unwrap_err();
    assert!(matches!(error, CsvError::Empty));
    assert_plain(&error.to_string());
}
