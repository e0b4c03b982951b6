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
