use super::*;

fn typed(cells: &[&str]) -> (Column, Option<Exceptions>) {
    let typed = column(
        "x".to_owned(),
        cells.iter().copied().collect(),
        Rules::default(),
    );
    (typed.column, typed.exceptions)
}

#[test]
fn numbers_keep_their_text() {
    let (column, exceptions) = typed(&["007", " 1e3 ", "", "inf", "-0.5", "NA", "nan"]);
    assert_eq!(column.kind, ColumnKind::Number);
    assert_eq!(column.number(0), Some(7.0));
    assert_eq!(column.number(1), Some(1000.0));
    assert_eq!(column.number(3), None);
    assert_eq!(column.text.get(0), "007");
    assert_eq!(exceptions, None);
    assert_eq!(column.numbers.len(), 7);
}

#[test]
fn one_in_twenty_may_fail() {
    let mut cells = vec!["1"; 19];
    cells.push("BPM110");
    let (column, exceptions) = typed(&cells);
    assert_eq!(column.kind, ColumnKind::Number);
    let want = Exceptions {
        count: 1,
        first_row: 19,
    };
    assert_eq!(exceptions, Some(want));
    cells[0] = "";
    assert_eq!(typed(&cells).0.kind, ColumnKind::Category);
    assert_eq!(typed(&["1", "2", "x"]).0.kind, ColumnKind::Category);
}

#[test]
fn words_that_come_again_are_marks() {
    let text: TextColumn = ["1", "void", "2", "3", "void", "4"].into_iter().collect();
    let found = column("x".to_owned(), text, Rules::default());
    assert_eq!(found.marks, [("void".to_owned(), 2)]);
    assert_eq!(
        (found.counts, found.column.kind),
        ((6, 4), ColumnKind::Number)
    );
    // Three different ones are words, and so is one that comes as often as the numbers.
    assert_eq!(
        typed(&[
            "1", "a", "2", "a", "b", "b", "c", "c", "3", "4", "5", "6", "7"
        ])
        .0
        .kind,
        ColumnKind::Category
    );
    assert_eq!(typed(&["1", "a", "2", "a"]).0.kind, ColumnKind::Category);
}

#[test]
fn a_person_says_what_a_column_is() {
    let text: TextColumn = ["1", "0", "x", "-9", "4 dB"].into_iter().collect();
    let missing = ["-9".to_owned()];
    let forced = Rules {
        kind: Some(ChosenKind::Numbers),
        missing: Some(&missing),
        ..Rules::default()
    };
    let found = column("x".to_owned(), text.clone(), forced);
    let numbers: Vec<Option<f64>> = (0..5).map(|row| found.column.number(row)).collect();
    assert_eq!(numbers, [Some(1.0), Some(0.0), None, None, Some(4.0)]);
    assert_eq!(
        found.exceptions,
        Some(Exceptions {
            count: 1,
            first_row: 2
        })
    );
    let words = Rules {
        kind: Some(ChosenKind::Words),
        ..Rules::default()
    };
    let found = column("x".to_owned(), text, words);
    assert_eq!(found.column.kind, ColumnKind::Category);
}

#[test]
fn words_and_nothing() {
    assert_eq!(
        typed(&["True", "False", "True"]).0.kind,
        ColumnKind::Category
    );
    assert_eq!(typed(&["", "NA", "nan"]).0.kind, ColumnKind::Text);
    let many: Vec<String> = (0..21).map(|i| format!("word {i}")).collect();
    let cells: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(typed(&cells).0.kind, ColumnKind::Text);
    assert_eq!(typed(&cells[..20]).0.kind, ColumnKind::Category);
}

/// The numbers of a column that was read as one.
fn numbers_of(cells: &[&str]) -> Vec<Option<f64>> {
    let (column, exceptions) = typed(cells);
    assert_eq!(
        (column.kind, exceptions),
        (ColumnKind::Number, None),
        "{cells:?}"
    );
    (0..cells.len()).map(|row| column.number(row)).collect()
}

#[test]
fn brackets_and_a_minus_behind_are_negative_beside_other_numbers() {
    let some = |numbers: &[f64]| numbers.iter().copied().map(Some).collect::<Vec<_>>();
    assert_eq!(
        numbers_of(&["(1.50)", "2", "(3)"]),
        some(&[-1.5, 2.0, -3.0])
    );
    assert_eq!(numbers_of(&["3.5-", "2.5"]), some(&[-3.5, 2.5]));
    assert_eq!(
        numbers_of(&["\u{20ac}(1.50)", "\u{20ac}2", "(\u{20ac}3)"]),
        some(&[-1.5, 2.0, -3.0])
    );
    assert_eq!(
        numbers_of(&["(3%)", "50%", "25%"]),
        some(&[-0.03, 0.5, 0.25])
    );
    // The first numbers in brackets may come late.
    let mut cells = vec!["1"; 300];
    cells.push("(2)");
    assert_eq!(numbers_of(&cells)[300], Some(-2.0));
    // Years and copies in brackets are words.
    for cells in [&["(1999)", "(2004)"][..], &["3-", "4-"], &["(1)", "x", "2"]] {
        assert_eq!(typed(cells).0.kind, ColumnKind::Category, "{cells:?}");
    }
    let forced = Rules {
        kind: Some(ChosenKind::Numbers),
        ..Rules::default()
    };
    let text: TextColumn = ["(1999)", "(2004)"].into_iter().collect();
    let found = column("x".to_owned(), text, forced);
    assert_eq!(found.negative, Some((2, 0)));
}

#[test]
fn what_has_digits_is_no_mark() {
    for cells in [
        &["3.5 s", "4.5 s", "200 Hz", "200 Hz", "6 s"][..],
        &["80 BPM", "90 BPM", "100", "100", "85 BPM"],
        &["8A", "9A", "8B", "8B", "10A", "11A"],
        &["1", "<2", "3", "<2", "5"],
    ] {
        let found = typed(cells);
        assert_eq!(found.0.kind, ColumnKind::Category, "{cells:?}");
    }
    let text: TextColumn = ["80 BPM", "90 BPM", "100", "0", "x"].into_iter().collect();
    let found = column("x".to_owned(), text, Rules::default());
    assert_eq!(
        (found.counts, found.other.as_deref()),
        ((5, 3), Some("100"))
    );
}

#[test]
fn shapes_that_belong_together_are_one() {
    let some = |numbers: &[f64]| numbers.iter().copied().map(Some).collect::<Vec<_>>();
    assert_eq!(
        numbers_of(&["3min 10s", "4min", "45s", "0"]),
        some(&[190.0, 240.0, 45.0, 0.0])
    );
    assert_eq!(numbers_of(&["3.5 s", "200 ms"]), some(&[3.5, 0.2]));
    assert_eq!(
        numbers_of(&["1.2M", "850K", "900", "1B"]),
        some(&[1.2e6, 8.5e5, 900.0, 1e9])
    );
    assert_eq!(
        numbers_of(&["0", "0", "3 dB", "4 dB"]),
        some(&[0.0, 0.0, 3.0, 4.0])
    );
}

#[test]
fn only_one_unit_is_read_beside_numbers() {
    let forced = Rules {
        kind: Some(ChosenKind::Numbers),
        ..Rules::default()
    };
    let numbers = |cells: &[&str]| -> Vec<Option<f64>> {
        let found = column("x".to_owned(), cells.iter().copied().collect(), forced);
        (0..cells.len())
            .map(|row| found.column.number(row))
            .collect()
    };
    assert_eq!(
        numbers(&["44.1 kHz", "48 kHz", "22050 Hz", "96"]),
        [Some(44.1), Some(48.0), None, Some(96.0)]
    );
    assert_eq!(
        numbers(&["1", "2", "4 dB", "5 Hz"]),
        [Some(1.0), Some(2.0), Some(4.0), None]
    );
}

#[test]
fn infinity_counts_as_missing_and_is_said() {
    let text: TextColumn = ["1", "-inf", "2", "-inf", "3"].into_iter().collect();
    let found = column("x".to_owned(), text, Rules::default());
    assert_eq!(found.marks, [("-inf".to_owned(), 2)]);
}
