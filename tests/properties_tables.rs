//! Laws of tables: what is written in any way that the README names is read back; any bytes and any choices give a table
//! or a reason. `SOUNDKIN_FUZZ_CASES` makes the number of tries larger.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use proptest::prelude::*;

use common::add_text_table;
use soundkin::analysis::RowsParams;
use soundkin::data::{ChosenKind, ColumnKind, Decimal, OpenQuote, ReadingChoices, Table};
use soundkin::ingest::csv;
use soundkin::session::Session;
use soundkin::space::Settings;

fn cases(usual: u32) -> ProptestConfig {
    let wanted = std::env::var("SOUNDKIN_FUZZ_CASES").ok();
    let cases = wanted.and_then(|cases| cases.parse().ok()).unwrap_or(usual);
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// A number as a spreadsheet in some country writes it: `thousandths` in thousandths.
fn written(thousandths: i64, mark: char, group: &str) -> String {
    let digits = (thousandths.abs() / 1000).to_string();
    let mut whole = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            whole.push_str(group);
        }
        whole.push(digit);
    }
    let sign = if thousandths < 0 { "-" } else { "" };
    // Two digits: three could be thousands.
    format!("{sign}{whole}{mark}{:02}", thousandths.abs() % 1000 / 10)
}

fn value(thousandths: i64) -> f64 {
    format!(
        "{}{}.{:02}",
        if thousandths < 0 { "-" } else { "" },
        thousandths.abs() / 1000,
        thousandths.abs() % 1000 / 10
    )
    .parse()
    .unwrap()
}

/// Decimal mark and what groups thousands, as the README names them.
fn notation() -> impl Strategy<Value = (char, &'static str)> {
    prop_oneof![
        (
            Just('.'),
            prop::sample::select(vec![
                "", ",", " ", "'", "_", "\u{a0}", "\u{202f}", "\u{2019}"
            ])
        ),
        (
            Just(','),
            prop::sample::select(vec![
                "", ".", " ", "'", "_", "\u{a0}", "\u{202f}", "\u{2019}"
            ])
        ),
    ]
}

fn session(text: &str) -> Session {
    let mut session = Session::default();
    add_text_table(&mut session.collection, text);
    session.begin(1, Settings::default());
    while session.stage().is_some() {
        session.step();
    }
    session
}

fn same(a: &Table, b: &Table) -> Result<(), TestCaseError> {
    prop_assert_eq!(a.n_rows, b.n_rows);
    prop_assert_eq!(a.columns.len(), b.columns.len());
    for (a, b) in a.columns.iter().zip(&b.columns) {
        prop_assert_eq!(&a.name, &b.name);
        prop_assert_eq!(a.kind, b.kind, "{}: {:?}", a.name, b.text);
        for row in 0..a.text.len() {
            if a.kind == ColumnKind::Number {
                prop_assert_eq!(a.number(row), b.number(row));
            } else {
                prop_assert_eq!(a.text.get(row), b.text.get(row));
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn numbers_in_any_notation_come_back(
        (mark, group) in notation(),
        separator in prop::sample::select(vec![',', ';', '\t', '|', '^', '~']),
        missing in prop::sample::select(vec!["", "NA", "n/a", "-", "?", "\\N", "#DIV/0!", "keine Angabe"]),
        unit in prop::sample::select(vec!["", " dB", " BPM", "kHz"]),
        numbers in prop::collection::vec(prop::option::weighted(0.8, -10_000_000_i64..10_000_000), 12..40),
    ) {
        // A mark that nobody knows needs to come again among more numbers.
        let n_missing = numbers.iter().filter(|number| number.is_none()).count();
        prop_assume!(missing != "keine Angabe" || n_missing != 1 && n_missing * 2 < numbers.len());
        prop_assume!(n_missing + 2 < numbers.len());
        let mut text = format!("file{separator}level\n");
        for (i, number) in numbers.iter().enumerate() {
            let cell = number.map_or(missing.to_owned(), |number| written(number, mark, group) + unit);
            let cell = if cell.contains(separator) { format!("\"{cell}\"") } else { cell };
            let line = format!("{i}.wav{separator}{cell}\n");
            text.push_str(&line);
        }
        let (table, _) = csv::read("t.csv", text.as_bytes()).unwrap();
        prop_assert_eq!(table.n_rows, numbers.len(), "{}", text);
        let level = table.column("level").expect(&text);
        for (row, number) in numbers.iter().enumerate() {
            prop_assert_eq!(level.number(row), number.map(value), "{}", text);
        }
    }

    #[test]
    fn an_exported_table_reads_back_as_it_was(
        rows in prop::collection::vec((
            "[ -~\u{e9}\u{4e00}\n]{0,12}",
            prop::sample::select(vec!["80", "1.5", "-2.25", "1e-7", "", "NA", "0.125"]),
            prop::sample::select(vec!["80,5", "1.234,5", "-", "7", "0,25"]),
            "[=+@'\\-]{0,2}[a-c]{1,3}",
        ), 2..30),
        comma in any::<bool>(),
    ) {
        let mut writer = ::csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
        writer.write_record(["id", "title", "tempo", "mood"]).unwrap();
        for (i, (title, point, of_comma, mood)) in rows.iter().enumerate() {
            let id = format!("k{i}");
            let number = if comma { of_comma } else { point };
            writer.write_record([&id, title, *number, mood]).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let mut session = session(&text);
        let exported = session.table(&RowsParams::default(), None).unwrap();
        let (again, _) = csv::read("tracks.csv", &exported).unwrap();
        let catalog = session.collection.join(&Settings::default()).0;
        same(catalog.table.as_ref().unwrap(), &again)?;
    }

    #[test]
    fn any_text_read_in_any_way_gives_a_table_or_a_reason(
        bytes in prop::collection::vec(prop::sample::select(&b"a1.,;:|\t\"\"\\\n\n\r #-%'\xc3\xa9\xff\0=sep"[..]), 0..160),
        encoding in prop::option::of(prop::sample::select(vec!["UTF-8", "UTF-16LE", "windows-1251", "macintosh", "Shift_JIS", "gb18030", "EUC-KR", "nonsense"])),
        separator in prop::option::of(any::<char>()),
        decimal in prop::option::of(prop::sample::select(vec![Decimal::Point, Decimal::Comma])),
        header_lines in prop::option::of(0_usize..9),
        missing in prop::option::of(prop::collection::vec("[a1,-]{0,2}", 0..3)),
        open_quote in prop::option::of(prop::sample::select(vec![OpenQuote::GoesOn, OpenQuote::IsText])),
        kind in prop::option::of(prop::sample::select(vec![ChosenKind::Numbers, ChosenKind::Words])),
    ) {
        let kinds = kind.map(|kind| ("a".to_owned(), kind)).into_iter().collect();
        let encoding = encoding.map(str::to_owned);
        let choices = ReadingChoices { encoding, separator, decimal, header_lines, missing, open_quote, kinds };
        // What is chosen is among the settings, which a link or a document brings back.
        let settings = Settings::default().with_reading("t.csv", choices.clone());
        let json = serde_json::to_string(&settings).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Settings>(&json).unwrap(), &settings);
        match csv::read_as("t.csv", &bytes, &choices) {
            Ok((table, _)) => {
                prop_assert!(table.n_rows > 0);
                prop_assert_eq!(&table.reading.choices, &choices);
                for column in &table.columns {
                    prop_assert_eq!(column.text.len(), table.n_rows);
                    prop_assert!(column.numbers.is_empty() || column.numbers.len() == table.n_rows);
                }
                prop_assert_eq!(table.columns.len(), table.reading.columns.len());
            }
            Err((error, reading)) => {
                prop_assert!(error.to_string().ends_with('.'));
                prop_assert_eq!(reading.error, Some(error.to_string()));
            }
        }
    }

    #[test]
    fn no_settings_text_breaks_the_reader_of_settings(text in "\\PC{0,60}", cut in 0_usize..900) {
        let is_object = text.starts_with('{');
        let read = serde_json::from_str::<Settings>(&text);
        prop_assert!(read.is_err() || is_object);
        let mut whole = serde_json::to_string(&Settings::default()).unwrap();
        whole.truncate(cut);
        let _ = serde_json::from_str::<Settings>(&whole);
    }
}
