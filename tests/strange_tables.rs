//! Tables as programs and people really write them: what they want is read, and what was guessed is said.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::rc::Rc;

use common::{column_names, picture};
use soundkin::data::{ColumnKind, Table};
use soundkin::ingest::csv;
use soundkin::join::{JoinParams, JoinReport, Step, join};

fn read(text: &str) -> (Table, Vec<String>) {
    let (table, warnings) = csv::read("t.csv", text.as_bytes()).unwrap();
    (
        table,
        warnings.into_iter().map(|warning| warning.reason).collect(),
    )
}

fn joined(files: &[&str], text: &str) -> JoinReport {
    let mut files = files.to_vec();
    files.sort_unstable();
    let pictures = files.iter().map(|file| picture(file, 1)).collect();
    let table = Rc::new(read(text).0);
    join(Rc::new(pictures), Some(table), &JoinParams::default()).1
}

fn numbers(table: &Table, name: &str) -> Vec<Option<f64>> {
    let column = table.column(name).expect(name);
    (0..table.n_rows).map(|row| column.number(row)).collect()
}

/// Is there a guess with these words?
fn says(table: &Table, words: &str) -> bool {
    table
        .reading
        .guesses
        .iter()
        .any(|guess| guess.contains(words))
}

#[test]
fn accountants_write_minus_as_brackets() {
    let (table, _) = read("id;profit;loss\na;(1.234,50);3,5-\nb;2,25;4,25\nc;(3,75);-\n");
    assert_eq!(
        numbers(&table, "profit"),
        [Some(-1234.5), Some(2.25), Some(-3.75)]
    );
    assert_eq!(numbers(&table, "loss"), [Some(-3.5), Some(4.25), None]);
    assert!(says(
        &table,
        "Numbers in brackets are negative in profit: (1.234,50) is -1234.5 (2 cells)."
    ));
    assert!(says(
        &table,
        "Numbers with a minus behind are negative in loss: 3,5- is -3.5 (1 cell)."
    ));
}

#[test]
fn numbers_as_python_and_traktor_write_them() {
    let row = |i: usize| format!("{i},[{i}.5],np.float64(0.{i}),12{i}.000~,0 days 00:03:0{i}\n");
    let rows: String = (1..6).map(row).collect();
    let (table, _) = read(&format!("id,tempo,level,bpm,length\n{rows}"));
    let first = ["tempo", "level", "bpm", "length"].map(|name| numbers(&table, name)[0]);
    assert_eq!(first, [1.5, 0.1, 121.0, 181.0].map(Some));
}

#[test]
fn what_has_digits_is_never_missing_in_silence() {
    let (table, _) = read(
        "id,length,plays\n1,3.5 s,10\n2,200 ms,<5\n3,4 s,20\n4,200 ms,<5\n5,6 s,30\n6,7 s,7\n",
    );
    assert_eq!(numbers(&table, "length")[1], Some(0.2));
    assert_eq!(table.column("plays").unwrap().kind, ColumnKind::Category);
    assert!(says(
        &table,
        "4 of 6 cells of plays are numbers, the others e.g. \"<5\"."
    ));
}

#[test]
fn titles_of_two_lines_swallow_no_row_and_are_none() {
    let row = |i: usize| {
        format!(
            "{i:03},\"Blue Moon\n(live, \"\"unplugged\"\")\",{}\n",
            100 + i
        )
    };
    let rows: String = (0..12).map(row).collect();
    let (table, warnings) = read(&format!("id,title,bpm\n{rows}"));
    assert_eq!((table.n_rows, warnings.len()), (12, 0), "{warnings:?}");
    let title = table.column("title").unwrap().text.get(3);
    assert_eq!(title, "Blue Moon\n(live, \"unplugged\")");
}

#[test]
fn what_stands_above_the_header_names_no_column() {
    let above =
        "Report of tracks\nCreated,2020-01-01\nBy:,me\n\nNote: all good\n\nLab,Music\n# v1\n----\n";
    let (table, warnings) = read(&format!(
        "{above}id,title,bpm\n001,a,80\n002,b,90\n003,c,70\n"
    ));
    assert_eq!(column_names(&table), ["id", "title", "bpm"]);
    assert_eq!((table.n_rows, warnings.len()), (3, 7), "{warnings:?}");
    let (table, _) =
        read("| id | title |  x |\n|----|-------|----|\n| 1 | a | 5 |\n| 2 | b | 6 |\n");
    assert_eq!(table.n_rows, 2);
    assert_eq!(table.reading.header_lines, 1);
    assert_eq!(numbers(&table, "x"), [Some(5.0), Some(6.0)]);
}

#[test]
fn texts_are_taken_out_of_what_keeps_them_texts() {
    for text in [
        "id,bpm\n=\"000123\",=\"80\"\n=\"000124\",=\"90\"\n",
        "\"=\"\"id\"\"\",\"=\"\"bpm\"\"\"\n\"=\"\"000123\"\"\",80\n\"=\"\"000124\"\"\",90\n",
        "id,bpm\n'000123,'80\n'000124,'90\n",
        "'id','bpm'\n'000123','80'\n'000124','90'\n",
    ] {
        let (table, _) = read(text);
        assert_eq!(column_names(&table), ["id", "bpm"], "{text}");
        assert_eq!(table.column("id").unwrap().text.get(0), "000123", "{text}");
        assert_eq!(numbers(&table, "bpm"), [Some(80.0), Some(90.0)], "{text}");
        assert!(!table.reading.guesses.is_empty());
    }
    // A comma in single quotes parts no cells.
    let (table, _) = read("'id','title','x'\n'1','Moon, live','5'\n'2','It''s','6'\n");
    assert_eq!(table.column("title").unwrap().text.get(0), "Moon, live");
    assert_eq!(table.column("title").unwrap().text.get(1), "It's");
}

#[test]
fn spellings_of_one_name_meet() {
    let of = |files: &[&str], text: &str| joined(files, text).matched;
    let russian = "Artist,Title,x\nЕлка,Прованс,1\nЧерный кофе,Русь,2\nПолет,Еще,3\n";
    assert_eq!(
        of(
            &[
                "Ёлка - Прованс.png",
                "Чёрный кофе - Русь.png",
                "Полёт - Ещё.png"
            ],
            russian
        ),
        3
    );
    let japanese = "アーティスト,曲名,x\n米津玄師,Lemon,1\nアイミョン,マリーゴールド,2\n";
    assert_eq!(
        of(
            &["０１ 米津玄師 - Ｌｅｍｏｎ.png", "02 ｱｲﾐｮﾝ - ﾏﾘｰｺﾞｰﾙﾄﾞ.png"],
            japanese
        ),
        2
    );
    let arabic = "id,x\n٠٠١,١٠٫٥\n٠٠٢,١١٫٥\n";
    assert_eq!(of(&["clip_001.png", "clip_002.png"], arabic), 2);
    assert_eq!(numbers(&read(arabic).0, "x"), [Some(10.5), Some(11.5)]);
}

#[test]
fn minus_six_is_not_six() {
    let report = joined(
        &["5.png", "6.png", "take 7.png", "8.0.png"],
        "id,x\n5,1.5\n-6,2.5\n-7,3.5\n-8.0,4.5\n",
    );
    assert_eq!(report.matched, 1);
    assert_eq!(report.steps[0].step, Step::Exact);
    assert_eq!(report.steps[0].matched, 1);
}
