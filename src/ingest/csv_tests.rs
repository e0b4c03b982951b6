use super::*;
use crate::data::ColumnKind;

fn names(table: &Table) -> Vec<&str> {
    table.columns.iter().map(|c| c.name.as_str()).collect()
}

fn ok(text: &str) -> (Table, Vec<Warning>) {
    read("t.csv", text.as_bytes()).unwrap()
}

fn cell<'a>(table: &'a Table, row: usize, name: &str) -> &'a str {
    table.column(name).unwrap().text.get(row)
}

#[test]
fn names_are_those_of_pandas() {
    let (table, _) = ok(",a,a,a.1,,a\n1,2,3,4,5,6\n");
    assert_eq!(
        names(&table),
        ["Unnamed: 0", "a", "a.2", "a.1", "Unnamed: 4", "a.3"]
    );
}

#[test]
fn quotes_hold_commas_quotes_and_lines() {
    let (table, warnings) = ok("a,b\r\n\"1,5\",\"say \"\"hi\"\"\"\r\n\r\n\"x\ny\",2\r\n");
    assert_eq!(cell(&table, 0, "a"), "1,5");
    assert_eq!(cell(&table, 0, "b"), "say \"hi\"");
    assert_eq!(cell(&table, 1, "a"), "x\ny");
    assert_eq!((table.n_rows, warnings.len()), (2, 0));
}

#[test]
fn ragged_rows_are_padded_and_cut_with_their_line() {
    let (table, warnings) = ok("a,b,c\n1\n\n1,2,3,\n1,2,3,4\n");
    assert_eq!(table.n_rows, 3);
    assert_eq!(cell(&table, 0, "c"), "");
    let lines: Vec<_> = warnings.iter().map(|w| w.line).collect();
    assert_eq!(lines, [Some(2), Some(5)]);
}

#[test]
fn a_header_that_comes_again_is_no_track() {
    let (table, warnings) = ok("id,title,bpm\n1,Hey,97\nid,title,bpm\n2,Ho,98\nid,title,97\n");
    assert_eq!(table.n_rows, 3);
    let said: Vec<_> = warnings.iter().map(|w| (w.line, &w.reason[..])).collect();
    assert_eq!(
        said[0],
        (Some(3), "This line repeats the header: left out.")
    );
    // Not where there is none.
    assert_eq!(ok("1,2\n1,2\n1,2\n").0.n_rows, 3);
}

#[test]
fn a_row_of_totals_is_said() {
    let is_said = |last: &str| {
        let (table, warnings) = ok(&format!(
            "id,title,bpm,plays\n1,A,97.1,3\n2,B,98.2,4\n3,C,99.3,5\n{last}\n"
        ));
        assert_eq!(table.n_rows, 4);
        warnings
            .iter()
            .any(|w| w.line == Some(5) && w.reason.contains("holds the sums"))
    };
    assert!(is_said(",Total,294.6,12"));
    assert!(is_said(",Total,,12"));
    // A track with all it needs, one with another number, one without numbers.
    assert!(!is_said("6,D,294.6,12"));
    assert!(!is_said(",D,294.6,13"));
    assert!(!is_said(",D,,"));
}

#[test]
fn lines_are_right_behind_crlf_and_blank_lines() {
    let (_, warnings) = ok("a,b,c\r\n\r\n\"1\r\n1\",2,3\r\n\r\n\r\n1,2\r\n");
    assert_eq!(warnings[0].line, Some(7));
}

#[test]
fn many_ragged_rows_are_summed_up() {
    let text = "a,b,c\n".to_owned() + &"1,2,3\n".repeat(40) + &"1,2\n".repeat(30);
    let (_, warnings) = ok(&text);
    assert_eq!(warnings.len(), 21);
    assert!(warnings[20].reason.starts_with("10 rows more"));
}

#[test]
fn a_title_above_the_header_is_left_out() {
    let (table, warnings) = ok("top10s,,\n,title,bpm\n1,Hey,97\n");
    assert_eq!(names(&table), ["Unnamed: 0", "title", "bpm"]);
    assert_eq!(warnings[0].line, Some(1));
    assert_eq!(
        names(&ok("# made by hand\n# twice\nid,name\n1,x\n").0),
        ["id", "name"]
    );
    assert_eq!(names(&ok(",name\n1,x\n").0), ["Unnamed: 0", "name"]);
}

#[test]
fn a_table_without_a_header_gets_one() {
    let (table, warnings) = ok("1,2,3\n4,5,6\n");
    assert_eq!(names(&table), ["Column 1", "Column 2", "Column 3"]);
    assert_eq!((table.n_rows, warnings.len()), (2, 1));
}

#[test]
fn rows_wholly_in_quotes_are_unwrapped() {
    let (table, warnings) = ok("a,b\n\"x,\"\"Latto, Kook\"\"\"\ny,z\n");
    assert_eq!(cell(&table, 0, "b"), "Latto, Kook");
    assert!(warnings[0].reason.contains("unwrapped"));
}

#[test]
fn empty_columns_of_a_spreadsheet_are_dropped() {
    let (table, _) = ok("a;b;;\n1;2;;\n;;;\n");
    assert_eq!(names(&table), ["a", "b"]);
    assert_eq!(table.n_rows, 1);
}

#[test]
fn row_names_of_r_shift_the_header() {
    let (table, _) = ok("a,b\nr1,1,2\nr2,3,4\nr3,5,6\n");
    assert_eq!(names(&table), ["Unnamed: 0", "a", "b"]);
    assert_eq!(cell(&table, 1, "b"), "4");
}

#[test]
fn exceptions_to_numbers_are_named() {
    let text = "id,streams\n".to_owned() + &"1,5\n".repeat(30) + "2,BPM110Key\n";
    let (table, warnings) = ok(&text);
    assert_eq!(table.column("streams").unwrap().kind, ColumnKind::Number);
    assert_eq!(warnings[0].line, Some(32));
    assert!(warnings[0].reason.contains("BPM110Key"));
}

#[test]
fn what_is_no_table_says_so() {
    let error = |text: &str| read("t.csv", text.as_bytes()).unwrap_err();
    assert!(matches!(error(""), CsvError::Empty));
    assert!(matches!(error("\u{feff}"), CsvError::Empty));
    assert!(matches!(error("a,b\n"), CsvError::NoRows));
    assert!(matches!(error("a\n1\n"), CsvError::NoColumns));
    assert!(matches!(error("\n\n,,\n"), CsvError::Empty));
}

#[test]
fn marks_inside_the_text_are_not_part_of_its_cells() {
    let (table, _) = ok("id,x\n1,\u{feff}50\n\u{feff}2,51\n");
    assert_eq!(table.column("x").unwrap().number(0), Some(50.0));
    assert_eq!(cell(&table, 1, "id"), "2");
}

#[test]
fn json_is_not_a_table() {
    let error = read("t.csv", b"[{\"a\": 1, \"b\": 2}]").unwrap_err();
    assert!(matches!(error, CsvError::NotText { found: "JSON" }));
}

#[test]
fn short_rows_below_a_wide_header_do_not_fill_the_memory() {
    let text = "a,".repeat(20_000) + "a\n" + &"1,\n".repeat(20_000);
    let error = read("t.csv", text.as_bytes()).unwrap_err();
    assert!(matches!(error, CsvError::TooLarge { .. }));
}
