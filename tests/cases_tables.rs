//! Tables as people have them (`fixtures/cases`, each with its report and the right outcome in EXPECT.md), and their
//! neighbours: other separators, marks, units and headers than the reported ones, written here.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::fmt::Write;
use std::fs;
use std::io::Cursor;

use common::{column_names, fixtures};
use soundkin::data::{ColumnKind, Decimal, Table};
use soundkin::error::Warning;
use soundkin::ingest::zip::Archive;
use soundkin::ingest::{Tables, csv};

fn case(path: &str) -> (Table, Vec<Warning>) {
    let bytes = fs::read(fixtures("cases").join(path)).unwrap();
    csv::read(path.rsplit('/').next().unwrap(), &bytes).unwrap()
}

fn read(text: &str) -> (Table, Vec<Warning>) {
    csv::read("t.csv", text.as_bytes()).unwrap()
}

fn cell<'a>(table: &'a Table, row: usize, name: &str) -> &'a str {
    table.column(name).unwrap().text.get(row)
}

fn number(table: &Table, row: usize, name: &str) -> Option<f64> {
    table.column(name).unwrap().number(row)
}

fn number_columns(table: &Table) -> Vec<&str> {
    let numbers = table
        .columns
        .iter()
        .filter(|column| column.kind == ColumnKind::Number);
    numbers.map(|column| column.name.as_str()).collect()
}

fn n_missing(table: &Table, name: &str) -> usize {
    (0..table.n_rows)
        .filter(|&row| number(table, row, name).is_none())
        .count()
}

/// Is there a guess with all these words?
fn guesses(table: &Table, words: &[&str]) -> bool {
    let mut guesses = table.reading.guesses.iter();
    guesses.any(|guess| words.iter().all(|word| guess.contains(word)))
}

/// Rows `0..n` in the words of `row`, below `header`.
fn rows(header: &str, n: usize, row: impl Fn(usize) -> String) -> String {
    let mut text = format!("{header}\n");
    for i in 0..n {
        writeln!(text, "{}", row(i)).unwrap();
    }
    text
}

#[test]
fn the_line_that_names_the_separator_is_no_row() {
    for path in [
        "01-excel-sep-line/tracks.csv",
        "01-excel-sep-line/comma/tracks.csv",
    ] {
        let (table, warnings) = case(path);
        assert_eq!(table.n_rows, 12);
        assert_eq!(column_names(&table), ["id", "title", "tempo", "energy"]);
        assert_eq!(number_columns(&table), ["id", "tempo", "energy"]);
        assert_eq!(cell(&table, 11, "title"), "Song 11");
        assert_eq!(number(&table, 0, "tempo"), Some(80.0));
        assert_eq!(number(&table, 11, "tempo"), Some(162.5));
        assert_eq!(warnings, []);
    }
    for (line, separator) in [
        ("sep=|", '|'),
        ("SEP=:", ':'),
        ("\"sep=;\"", ';'),
        ("sep=\t", '\t'),
        ("sep=,,,", ','),
        ("sep=^", '^'),
    ] {
        let row = |cells: &str| cells.replace('/', &separator.to_string());
        let text = format!(
            "{line}\r\n{}\r\n{}\r\n{}\r\n",
            row("a/b/c"),
            row("1/x y/2.5"),
            row("2/z/3.5")
        );
        let (table, _) = read(&text);
        assert_eq!(column_names(&table), ["a", "b", "c"], "{line}");
        assert_eq!(table.n_rows, 2, "{line}");
        assert_eq!(table.reading.separator, Some(separator), "{line}");
        assert!(guesses(&table, &["first line"]), "{line}");
    }
}

#[test]
fn decimal_commas_are_settled_for_the_whole_file() {
    let (table, warnings) = case("02-decimal-comma/tracks.csv");
    assert_eq!(table.n_rows, 12);
    assert_eq!(number_columns(&table), ["id", "tempo", "energy", "plays"]);
    assert_eq!(
        (number(&table, 0, "tempo"), number(&table, 11, "tempo")),
        (Some(80.0), Some(162.5))
    );
    assert_eq!(
        (number(&table, 0, "energy"), number(&table, 11, "energy")),
        (Some(0.05), Some(0.27))
    );
    assert_eq!(
        (number(&table, 0, "plays"), number(&table, 11, "plays")),
        (Some(1100.0), Some(12_111.0))
    );
    assert_eq!(
        (table.reading.decimal, table.reading.separator),
        (Decimal::Comma, Some(';'))
    );
    assert_eq!(cell(&table, 0, "plays"), "1.100");
    assert_eq!(warnings, []);
}

#[test]
fn the_decimal_mark_follows_all_cells_and_never_one() {
    // The same column, read by what stands beside it.
    let plays = |beside: &str| {
        let (table, _) = read(&rows("id;x;plays", 9, |i| {
            format!("{i};{beside};{}.{:03}", i + 1, i * 7)
        }));
        (number(&table, 2, "plays").unwrap(), table.reading.decimal)
    };
    assert_eq!(plays("0,25"), (3014.0, Decimal::Comma));
    assert_eq!(plays("0.25"), (3.014, Decimal::Point));
    assert_eq!(plays("7"), (3.014, Decimal::Point));
    let (undecided, _) = read(&rows("id;plays", 9, |i| {
        format!("{i};{}.{:03}", i + 1, i * 7)
    }));
    assert!(
        guesses(&undecided, &["decides", "decimal"]),
        "{:?}",
        undecided.reading.guesses
    );
    let (decided, _) = read(&rows("id;plays", 9, |i| format!("{i};{}.5", i + 1)));
    assert!(!guesses(&decided, &["decides"]));
}

#[test]
fn thousands_are_told_from_decimals() {
    for (mark, separator) in [
        ('.', "'"),
        (',', "."),
        ('.', ","),
        (',', " "),
        ('.', "\u{a0}"),
        (',', "\u{202f}"),
        ('.', "\u{2019}"),
        ('.', "_"),
    ] {
        let text = rows("id\tvalue\tshare", 12, |i| {
            format!(
                "{i}\t{}{separator}{:03}{mark}{}\t0{mark}{}",
                i + 1,
                i * 31,
                i + 10,
                i + 1
            )
        });
        let (table, _) = read(&text);
        for i in 0..12 {
            let want: f64 = format!("{}{:03}.{}", i + 1, i * 31, i + 10)
                .parse()
                .unwrap();
            assert_eq!(number(&table, i, "value"), Some(want), "{text}");
        }
    }
    // What is no grouping is no number.
    let (table, _) = read(&rows("id;what", 9, |i| format!("{i};1,{i}2,3")));
    assert_ne!(table.column("what").unwrap().kind, ColumnKind::Number);
}

#[test]
fn header_lines_are_put_together() {
    let (table, warnings) = case("04-fma-header-rows/tracks.csv");
    assert_eq!(table.n_rows, 45);
    assert_eq!(
        column_names(&table),
        [
            "track_id",
            "album comments",
            "album title",
            "artist name",
            "track bit_rate",
            "track duration",
            "track title"
        ]
    );
    assert_eq!(
        number_columns(&table),
        [
            "track_id",
            "album comments",
            "track bit_rate",
            "track duration"
        ]
    );
    assert_eq!(
        (cell(&table, 0, "track_id"), cell(&table, 0, "track title")),
        ("100", "Piece 0")
    );
    assert_eq!(cell(&table, 0, "artist name"), "Artist 0");
    assert_eq!(number(&table, 1, "track bit_rate"), Some(256_000.0));
    assert_eq!(warnings, []);
    assert_eq!(table.reading.header_lines, 3);
    assert!(
        guesses(&table, &["3 header lines"]),
        "{:?}",
        table.reading.guesses
    );
}

#[test]
fn other_header_lines_are_put_together_too() {
    // Four, with numbers among them, as FMA's features.csv.
    let text = rows(
        "feature,chroma,chroma,mfcc\nstatistics,mean,mean,mean\nnumber,01,02,01\ntrack_id,,,",
        9,
        |i| format!("{i},0.{i}1,0.{i}2,-{i}.5"),
    );
    let (table, _) = read(&text);
    assert_eq!((table.n_rows, table.reading.header_lines), (9, 4));
    assert_eq!(
        column_names(&table),
        [
            "track_id",
            "chroma mean 01",
            "chroma mean 02",
            "mfcc mean 01"
        ]
    );
    // Merged cells of a spreadsheet.
    let (table, _) = read(&rows("What;;Sound;\nfile;title;tempo;energy", 9, |i| {
        format!("{i}.wav;Song {i};{}0,5;0,{i}", i + 8)
    }));
    assert_eq!(
        (table.n_rows, column_names(&table)),
        (
            9,
            vec!["What file", "What title", "Sound tempo", "Sound energy"]
        )
    );
    // A line of units.
    let (table, _) = read(&rows("file,tempo,loudness\n,BPM,dB", 9, |i| {
        format!("{i}.wav,{}0,-{i}.5", i + 8)
    }));
    assert_eq!(
        (table.n_rows, column_names(&table)),
        (9, vec!["file", "tempo BPM", "loudness dB"])
    );
    // One line is one line, also above a row with nothing but missing values.
    let (table, _) = read(&rows(
        "file,tempo,loudness\nzero.wav,,\none.wav,n/a,?",
        9,
        |i| format!("{i}.wav,{}0,-{i}.5", i + 8),
    ));
    assert_eq!((table.n_rows, table.reading.header_lines), (11, 1));
}

#[test]
fn a_first_row_like_the_rest_is_no_header() {
    let (table, warnings) = case("11-no-header/tracks.csv");
    assert_eq!(table.n_rows, 12);
    assert_eq!(
        column_names(&table),
        ["Column 1", "Column 2", "Column 3", "Column 4"]
    );
    assert_eq!(number_columns(&table), ["Column 3", "Column 4"]);
    assert_eq!(
        (cell(&table, 0, "Column 1"), number(&table, 0, "Column 3")),
        ("clip_000.wav", Some(80.0))
    );
    assert!(
        warnings
            .iter()
            .any(|w| w.line == Some(1) && w.reason.contains("no header")),
        "{warnings:?}"
    );
    assert_eq!(table.reading.header_lines, 0);
    // Words alone: file names, or a word that comes again.
    let genres = ["folk", "jazz", "polka"];
    let (table, _) = read(
        &(0..9)
            .map(|i| format!("take{i}.flac;{}\n", genres[i % 3]))
            .collect::<Vec<_>>()
            .concat(),
    );
    assert_eq!((table.n_rows, table.reading.header_lines), (9, 0));
    // Decimal commas and a missing value do not make a header.
    let (table, _) = read(
        &(0..9)
            .map(|i| {
                format!(
                    "Song {i}\t{}\t1,{i}\n",
                    if i == 0 {
                        "-".to_owned()
                    } else {
                        format!("{i}0,5")
                    }
                )
            })
            .collect::<Vec<_>>()
            .concat(),
    );
    assert_eq!((table.n_rows, table.reading.header_lines), (9, 0));
    // A header of words above words stays one.
    let (table, _) = read("title,mood\nA,calm\nB,wild\nC,calm\n");
    assert_eq!(
        (table.n_rows, column_names(&table)),
        (3, vec!["title", "mood"])
    );
}

#[test]
fn a_header_may_count() {
    let (table, warnings) = case("12-numbered-header/mfcc.csv");
    assert_eq!(table.n_rows, 20);
    let numbered: Vec<String> = (0..13).map(|i| i.to_string()).collect();
    assert_eq!(column_names(&table), numbered);
    assert_eq!(number_columns(&table).len(), 13);
    assert_eq!(number(&table, 0, "12"), Some(-0.7365));
    assert_eq!(warnings, []);
    for header in [",1,2,3,4", "file,0,100,200,300", "clip,2019,2020,2021,2022"] {
        let (table, _) = read(&rows(header, 8, |i| format!("c{i},0.{i},1.{i},2.{i},{i}")));
        assert_eq!(
            (table.n_rows, table.reading.header_lines),
            (8, 1),
            "{header}"
        );
        assert_eq!(number_columns(&table).len(), 4, "{header}");
    }
    // A row that only looks as if it counted.
    let (table, _) = read("1,2,3\n4,5,6\n7,8,9\n");
    assert_eq!((table.n_rows, table.reading.header_lines), (3, 0));
}

#[test]
fn tracks_may_be_called_none() {
    let (table, _) = case("13-named-none/tracks.csv");
    let present = |name: &str| -> Vec<Option<&str>> {
        (0..4)
            .map(|row| table.column(name).unwrap().present(row))
            .collect()
    };
    assert_eq!(table.n_rows, 12);
    assert_eq!(
        present("title"),
        [Some("None"), Some("null"), Some("NA"), Some("nan")]
    );
    assert_eq!(
        present("artist"),
        [Some("NA"), Some("None"), Some("Nena"), Some("Null")]
    );
    for (row, title) in [
        (4, "1e5"),
        (5, "Infinity"),
        (6, "n/a"),
        (7, "007"),
        (8, "-"),
        (9, "#1"),
        (10, "True"),
    ] {
        assert_eq!(table.column("title").unwrap().present(row), Some(title));
    }
    assert_eq!(number_columns(&table), ["tempo", "energy"]);
    // In a column of numbers they are missing.
    let (table, _) = read("title,tempo\nNA,80\nB,NA\nnan,None\n,90\n");
    assert_eq!(n_missing(&table, "tempo"), 2);
    assert_eq!(table.column("title").unwrap().present(0), Some("NA"));
    assert_eq!(table.column("title").unwrap().present(3), None);
}

#[test]
fn text_is_not_known_by_its_first_letters() {
    let (table, warnings) = case("14-id3-header/tags.csv");
    assert_eq!((table.n_rows, warnings), (12, Vec::new()));
    assert_eq!(
        column_names(&table),
        ["ID3 Title", "ID3 Artist", "ID3 BPM", "Length"]
    );
    assert_eq!(number_columns(&table), ["ID3 BPM", "Length"]);
    for start in [
        "BMG id", "Rar!ty", "OggS", "fLaC", "PAR1", "GIF8", "II*", "MThd", "SQLite", "RIFF",
    ] {
        let (table, _) = read(&rows(&format!("{start},tempo"), 3, |i| format!("a{i},{i}")));
        assert_eq!(column_names(&table), [start, "tempo"]);
    }
}

#[test]
fn marks_for_missing_values_leave_numbers_numbers() {
    let (table, warnings) = case("15-null-markers/tracks.csv");
    assert_eq!(
        number_columns(&table),
        ["id", "tempo", "loudness", "ratio", "year"]
    );
    let missing = ["tempo", "loudness", "ratio", "year"].map(|name| n_missing(&table, name));
    assert_eq!((table.n_rows, missing), (24, [5, 4, 4, 6]));
    assert_eq!(table.reading.missing, ["\\N", "-", "#DIV/0!", "?"]);
    assert!(
        guesses(&table, &["year", "\"?\"", "6"]),
        "{:?}",
        table.reading.guesses
    );
    assert_eq!(warnings, []);
    // Marks that nobody listed, one or two per column, that come again.
    let mark = |i: usize| match i % 5 {
        1 => "keine",
        3 => "<leer>",
        _ => "",
    };
    let (table, _) = read(&rows("id,tempo", 40, |i| {
        format!(
            "{i},{}",
            if mark(i).is_empty() {
                format!("{i}.5")
            } else {
                mark(i).into()
            }
        )
    }));
    assert_eq!(number_columns(&table), ["id", "tempo"]);
    assert_eq!(
        (n_missing(&table, "tempo"), &table.reading.missing[..]),
        (16, &["keine".to_owned(), "<leer>".to_owned()][..])
    );
    // Known ones need no repeat.
    for word in [
        "n.a.", "--", "\u{2014}", "#NV", "#VALUE!", "k. A.", "null", "NONE", "...",
    ] {
        let (table, _) = read(&rows("id,tempo", 6, |i| {
            format!(
                "{i},{}",
                if i == 2 {
                    word.into()
                } else {
                    format!("{i}.5")
                }
            )
        }));
        assert_eq!(number_columns(&table), ["id", "tempo"], "{word}");
        assert_eq!(table.reading.missing, [word]);
    }
    // Words that are as many as the numbers are words.
    let (table, _) = read(&rows("id,side", 30, |i| {
        format!("{i},{}", ["A", "B", "1"][i % 3])
    }));
    assert_eq!(number_columns(&table), ["id"]);
}

#[test]
fn what_is_nearly_numbers_is_said() {
    let text = rows("id,tempo", 24, |i| {
        format!(
            "{i},{}",
            if i % 6 == 1 {
                format!("about {i}")
            } else {
                format!("{i}.5")
            }
        )
    });
    let (table, _) = read(&text);
    assert_eq!(number_columns(&table), ["id"]);
    let want = "20 of 24 cells of tempo are numbers, the others e.g. \"about 1\".";
    assert!(
        table.reading.guesses.iter().any(|guess| guess == want),
        "{:?}",
        table.reading.guesses
    );
}

#[test]
fn utf_16_with_tabs() {
    for path in [
        "16-excel-unicode-text/tracks.txt",
        "16-excel-unicode-text/plain/tracks.txt",
    ] {
        let (table, warnings) = case(path);
        assert_eq!((table.n_rows, warnings), (12, Vec::new()), "{path}");
        assert_eq!(cell(&table, 0, "title"), "Ça va 0", "{path}");
        assert_eq!(table.reading.separator, Some('\t'));
    }
    assert_eq!(
        case("16-excel-unicode-text/tracks.txt").0.reading.encoding,
        "UTF-16LE"
    );
}

#[test]
fn other_separators() {
    let (table, _) = case("21-pipe/tracks.csv");
    assert_eq!(
        (table.n_rows, number_columns(&table)),
        (12, vec!["id", "tempo", "energy"])
    );
    let (table, warnings) = case("21-pipe/comma-in-title/tracks.csv");
    assert_eq!((table.n_rows, cell(&table, 0, "title")), (12, "Song, 0"));
    assert_eq!(
        (number(&table, 0, "tempo"), warnings),
        (Some(80.0), Vec::new())
    );
    for separator in ['|', '\t', ';', '^', '~', '\u{1f}'] {
        // A comma in every title and the header.
        let s = separator;
        let (table, _) = read(&rows(&format!("artist, first{s}title{s}tempo"), 9, |i| {
            format!("Doe, Jo {i}{s}So, {i}{s}{i}.5")
        }));
        assert_eq!(
            (table.n_rows, column_names(&table)),
            (9, vec!["artist, first", "title", "tempo"]),
            "{separator:?}"
        );
        // At the end of each line, an empty column at most.
        let (table, warnings) = read(&rows(&format!("a{s}b{s}c{s}"), 9, |i| {
            format!("x{i}{s}{i}.5{s}y{s}")
        }));
        assert_eq!(
            (column_names(&table), warnings),
            (vec!["a", "b", "c"], Vec::new()),
            "{separator:?}"
        );
        let (table, warnings) = read(&rows(&format!("a{s}b{s}c{s}"), 9, |i| {
            format!("x{i}{s}{i}.5{s}y")
        }));
        assert_eq!(
            (column_names(&table), warnings),
            (vec!["a", "b", "c"], Vec::new()),
            "{separator:?}"
        );
        let (table, warnings) = read(&rows(&format!("a{s}b{s}c"), 9, |i| {
            format!("x{i}{s}{i}.5{s}y{s}")
        }));
        assert_eq!(
            (column_names(&table), warnings),
            (vec!["a", "b", "c"], Vec::new()),
            "{separator:?}"
        );
    }
    // Decimal commas in every cell do not make the comma the separator.
    let (table, _) = read(
        &(0..9)
            .map(|i| format!("{i},5;0,{i}\n"))
            .collect::<Vec<_>>()
            .concat(),
    );
    assert_eq!(
        (table.reading.separator, table.columns.len()),
        (Some(';'), 2)
    );
}

#[test]
fn row_names_of_r_are_believed_of_all_rows_only() {
    let (table, _) = read(&rows("tempo,energy", 60, |i| {
        format!("song {i},{i}.5,0.{i}")
    }));
    assert_eq!(
        (column_names(&table), number(&table, 3, "tempo")),
        (vec!["Unnamed: 0", "tempo", "energy"], Some(3.5))
    );
    let text = rows("title,tempo", 60, |i| {
        if i < 50 {
            format!("song {i},{i}.5,x")
        } else {
            format!("song {i},{i}.5")
        }
    });
    let (table, _) = read(&text);
    assert_eq!(
        (column_names(&table), number(&table, 3, "tempo")),
        (vec!["title", "tempo"], Some(3.5))
    );
}

#[test]
fn accents_of_a_mac() {
    let (table, _) = case("24-mac-roman-cr/tracks.csv");
    assert_eq!(table.n_rows, 12);
    let titles: Vec<&str> = table.column("title").unwrap().text.iter().collect();
    for title in ["Café", "Señal", "Über", "Été", "Åsa", "Naïve", "Façade"] {
        assert!(titles.contains(&title), "{titles:?}");
    }
    assert_eq!(
        (number(&table, 0, "tempo"), number(&table, 11, "tempo")),
        (Some(80.0), Some(162.5))
    );
    assert!(
        guesses(&table, &["macintosh"]),
        "{:?}",
        table.reading.guesses
    );
}

#[test]
fn a_space_after_each_comma() {
    let (table, warnings) = case("27-space-after-comma/tracks.csv");
    assert_eq!((table.n_rows, table.columns.len()), (12, 5));
    assert_eq!(
        column_names(&table),
        ["id", "title", "tempo", "energy", "genre"]
    );
    assert_eq!(
        (cell(&table, 0, "id"), cell(&table, 0, "title")),
        ("000", "Song, part 0")
    );
    assert_eq!(
        (cell(&table, 0, "genre"), cell(&table, 1, "genre")),
        ("jazz", "rock")
    );
    assert_eq!(
        (number(&table, 0, "tempo"), warnings),
        (Some(80.0), Vec::new())
    );
    let (table, _) = case("27-space-after-comma/ids-second/tracks.csv");
    assert_eq!((table.n_rows, cell(&table, 0, "id")), (12, "000"));
    // Spaces on both sides, another separator; and without the habit they stay.
    let (table, _) = read(&rows("id | title | tempo", 6, |i| {
        format!("{i} | \"a | b\" | {i}.5")
    }));
    assert_eq!(
        (cell(&table, 1, "title"), number(&table, 1, "tempo")),
        ("a | b", Some(1.5))
    );
    let (table, _) = read("id,title\n1, lead\n2,none \n3,x\n");
    assert_eq!(
        (cell(&table, 0, "title"), cell(&table, 1, "title")),
        (" lead", "none ")
    );
}

#[test]
fn ids_stay_what_they_are() {
    let (table, _) = case("28-id-columns/tracks.csv");
    assert_eq!((table.n_rows, table.columns.len()), (12, 7));
    assert_eq!(table.column("file").unwrap().kind, ColumnKind::Category);
    // What only counts is no unit.
    let (table, _) = read(&rows("file,title,take,tempo", 30, |i| {
        format!("{i:03}.wav,Song {i},take_{i},{i}.5")
    }));
    assert_eq!(number_columns(&table), ["tempo"]);
}

/// A heading, how the cells below it are written, and the number of one of them.
type Shape = (&'static str, fn(usize) -> String, f64);

#[test]
fn numbers_in_other_shapes() {
    let (table, warnings) = case("32-number-shapes/tracks.csv");
    assert_eq!(
        number_columns(&table),
        ["id", "bpm", "loudness", "share", "length", "plays", "gain"]
    );
    let first =
        ["bpm", "loudness", "share", "length", "plays", "gain"].map(|name| number(&table, 0, name));
    assert_eq!(first, [80.0, -5.5, 0.3, 190.0, 1000.0, 0.5].map(Some));
    assert_eq!(number(&table, 11, "share"), Some(0.41));
    assert_eq!(warnings, []);
    assert!(
        guesses(&table, &["length", "seconds"]),
        "{:?}",
        table.reading.guesses
    );
    assert!(
        guesses(&table, &["bpm", "BPM"]),
        "{:?}",
        table.reading.guesses
    );
    let shapes: [Shape; 12] = [
        ("kHz", |i| format!("{}.1 kHz", 40 + i), 43.1),
        ("no space", |i| format!("{}5ms", i + 1), 45.0),
        ("hours", |i| format!("1:0{i}:07"), 3787.0),
        ("tenths", |i| format!("{i}:07.5"), 187.5),
        ("words for time", |i| format!("{i} min 7 s"), 187.0),
        ("short words", |i| format!("{i}m07s"), 187.0),
        ("price", |i| format!("\u{20ac} {i}.99"), 3.99),
        ("price behind", |i| format!("{i}.99 \u{20ac}"), 3.99),
        ("number sign", |i| format!("#{i}"), 3.0),
        ("degrees", |i| format!("-{i}.5\u{b0}"), -3.5),
        ("percent", |i| format!("{i}.5 %"), 0.035),
        (
            "wide",
            |i| {
                format!(
                    "\u{ff0d}{}\u{ff0e}\u{ff15}",
                    char::from_u32(0xff10 + i as u32).unwrap()
                )
            },
            -3.5,
        ),
    ];
    for (name, shape, want) in shapes {
        let (table, _) = read(&rows("id,x,y", 9, |i| format!("c{i},{},{i}.5", shape(i))));
        assert_eq!(number(&table, 3, "x"), Some(want), "{name}");
    }
    // Not all of one shape: words, and a word about it.
    let (table, _) = read(&rows("id,x", 9, |i| {
        format!("c{i},{i}{}", if i % 2 == 0 { " dB" } else { "%" })
    }));
    assert_eq!(table.column("x").unwrap().kind, ColumnKind::Category);
}

#[test]
fn an_open_quote_swallows_no_row() {
    let text =
        "id,title,tempo\n1,\"Foo,80\n2,Bar,90\n3,\"Baz, Baz\",95\n4,\"two\nlines\",97\n5,end,99\n";
    let (table, warnings) = read(text);
    assert_eq!(table.n_rows, 5);
    let titles: Vec<&str> = table.column("title").unwrap().text.iter().collect();
    assert_eq!(titles, ["\"Foo", "Bar", "Baz, Baz", "two\nlines", "end"]);
    assert_eq!(number(&table, 4, "tempo"), Some(99.0));
    assert!(
        warnings
            .iter()
            .any(|w| w.line == Some(2) && w.reason.contains("quote")),
        "{warnings:?}"
    );
    // Closed by the next quote, which belongs to another row.
    let (table, warnings) = read("id,title,tempo\n1,\"Foo,80\n2,Bar,90\n3,Baz\",95\n4,x,97\n");
    assert_eq!((table.n_rows, cell(&table, 1, "title")), (4, "Bar"));
    assert!(!warnings.is_empty());
    // Another separator, never closed, at the end of the file.
    let (table, _) = read(&format!(
        "{}9;\"open;1\n",
        rows("id;title;tempo", 8, |i| format!("{i};\"t;{i}\";{i}.5"))
    ));
    assert_eq!(
        (
            table.n_rows,
            cell(&table, 8, "title"),
            cell(&table, 2, "title")
        ),
        (9, "\"open", "t;2")
    );
}

#[test]
fn numbers_too_large_to_be_squared_are_named() {
    let (_, warnings) = case("exact-2/1e154.csv");
    assert_eq!(warnings, []);
    for (file, size) in [("1e155", "1e155"), ("1e300", "1e300")] {
        let (table, warnings) = case(&format!("exact-2/{file}.csv"));
        assert_eq!(number(&table, 5, "tempo"), Some(size.parse().unwrap()));
        assert!(
            warnings
                .iter()
                .any(|w| w.reason.contains("tempo") && w.reason.contains("1e155")),
            "{warnings:?}"
        );
    }
}

#[test]
fn names_of_a_japanese_zip_are_those_of_its_table() {
    let (table, _) = case("07-shift-jis-zip/tracks.csv");
    let (utf_8, _) = case("07-shift-jis-zip/tracks-utf8.csv");
    let titles: Vec<&str> = table.columns[0].text.iter().collect();
    assert_eq!(titles, utf_8.columns[0].text.iter().collect::<Vec<_>>());
    let archive = |path: &str| {
        let bytes = fs::read(fixtures("cases/07-shift-jis-zip").join(path)).unwrap();
        let mut archive = Archive::open(Cursor::new(bytes)).unwrap();
        let names: Vec<String> = archive
            .entries()
            .into_iter()
            .map(|entry| entry.name)
            .collect();
        let reading = archive.names_reading(path, None, &Tables);
        (names, reading.and_then(|reading| reading.guess))
    };
    let (names, guess) = archive("pictures.zip");
    assert_eq!(names.len(), 12);
    for name in &names {
        let stem = name.rsplit('/').next().unwrap().trim_end_matches(".png");
        assert!(titles.contains(&stem), "{name}");
    }
    assert!(guess.unwrap().contains("Shift_JIS"));
    assert_eq!(archive("min/cp437-cafe.zip").0[0], "Café.png");
    assert_eq!(
        archive("min/one-utf8-folder-accent.zip"),
        (
            vec![
                "é/x.png".into(),
                "plain1.png".into(),
                "plain2.png".into(),
                "plain3.png".into()
            ],
            None
        )
    );
    assert_eq!(archive("min/sjis-no-5c.zip").0.len(), 4);
    assert_eq!(archive("min/sjis-5c.zip").0.len(), 4);
    assert_eq!(archive("min/pair-d.zip").1, None);
}
