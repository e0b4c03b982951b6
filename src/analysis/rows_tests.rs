//! Rows: order, ties, missing cells, search, pieces.

use proptest::prelude::*;

use super::*;
use crate::testing::catalog as join;

const TRACKS: &str = "\
track_id,title,energy
a,Zebra,0.5
b,apple,
c,Éclair,10
d,APPLE,-3
e,,0.5
";

fn rows(catalog: &Catalog, join: &JoinReport, params: &RowsParams) -> Rows {
    RowOrder::new(catalog, join).rows(catalog, params)
}

fn report(catalog: &Catalog, pictured: &[usize]) -> JoinReport {
    let n_rows = catalog.table.as_ref().unwrap().n_rows;
    JoinReport {
        key_column: "track_id".into(),
        indices_without_picture: (0..n_rows)
            .filter(|row| !pictured.contains(row))
            .map(|row| row as u32)
            .collect(),
        ..JoinReport::default()
    }
}

fn with_pictures() -> (Catalog, JoinReport) {
    let catalog = join(TRACKS, &[("c", &|_| 0), ("e", &|_| 1)]);
    let report = report(&catalog, &[2, 4]);
    (catalog, report)
}

fn ids(rows: &Rows) -> String {
    rows.rows.iter().map(|row| row.cells[0].as_str()).collect()
}

fn params(by: Option<&str>, descending: bool, search: &str) -> RowsParams {
    RowsParams {
        by: by.map(str::to_owned),
        descending,
        search: search.into(),
        count: 100,
        ..RowsParams::default()
    }
}

#[test]
fn rows_with_a_picture_stand_first_unless_a_column_is_chosen() {
    let (catalog, report) = with_pictures();
    let all = |params: &RowsParams| ids(&rows(&catalog, &report, params));
    assert_eq!(all(&params(None, false, "")), "ceabd");
    assert_eq!(all(&params(None, true, "")), "ceabd");
    assert_eq!(all(&params(Some("no such column"), true, "")), "ceabd");
    // Numbers by value, ties in file order, missing last, either way.
    assert_eq!(all(&params(Some("energy"), false, "")), "daecb");
    assert_eq!(all(&params(Some("energy"), true, "")), "caedb");
    // Words without regard to case.
    assert_eq!(all(&params(Some("title"), false, "")), "bdace");
    assert_eq!(all(&params(Some("title"), true, "")), "cabde");
    let pictured = RowsParams {
        pictured: true,
        ..params(Some("energy"), false, "")
    };
    assert_eq!(all(&pictured), "ec");
}

#[test]
fn a_search_looks_into_every_cell() {
    let (catalog, report) = with_pictures();
    let mut order = RowOrder::new(&catalog, &report);
    let mut find = |words: &str| ids(&order.rows(&catalog, &params(Some("energy"), false, words)));
    assert_eq!(find("APP"), "db");
    assert_eq!(find("apple"), "db");
    assert_eq!(find("éc"), "c");
    assert_eq!(find("ECLAIR"), "c");
    // Each word in any of the columns.
    assert_eq!(find("10 eclair"), "c");
    assert_eq!(find("apple -3"), "d");
    assert_eq!(find("apple zebra"), "");
    assert_eq!(find("0.5"), "ae");
    assert_eq!(find("a"), "dacb");
    assert_eq!(find("nowhere"), "");
    assert_eq!(find(" "), "daecb");
}

#[test]
fn pieces_know_how_much_there_is() {
    let (catalog, report) = with_pictures();
    let piece = |first, count| {
        let params = RowsParams {
            first,
            count,
            ..params(Some("energy"), false, "")
        };
        rows(&catalog, &report, &params)
    };
    assert_eq!(ids(&piece(1, 2)), "ae");
    assert_eq!(ids(&piece(4, 9)), "b");
    assert_eq!(ids(&piece(9, usize::MAX)), "");
    let rows = piece(0, 1);
    assert_eq!((rows.found, rows.total, rows.columns.len()), (5, 5, 3));
    let expected = TableRow {
        row: 3,
        track: None,
        pictured: false,
        left_out: false,
        cells: ["d", "APPLE", "-3"].map(str::to_owned).to_vec(),
    };
    assert_eq!(rows.rows, [expected]);
}

#[test]
fn rows_whose_id_stands_twice_have_no_picture() {
    let csv = "track_id,genre\nx,pop\ny,rock\nx,dance\n";
    let catalog = join(csv, &[("x", &|_| 0), ("y", &|_| 0)]);
    let report = report(&catalog, &[1]);
    let rows = rows(&catalog, &report, &params(None, false, ""));
    let tracks: Vec<_> = rows
        .rows
        .iter()
        .map(|row| (row.row, row.track, row.pictured))
        .collect();
    let expected = [(1, Some(1), true), (0, None, false), (2, None, false)];
    assert_eq!(tracks, expected);
}

#[test]
fn without_pictures_every_row_is_a_track_and_without_a_table_there_is_none() {
    let catalog = join(TRACKS, &[]);
    let all = rows(&catalog, &JoinReport::default(), &params(None, false, ""));
    assert!(all.rows.iter().all(|row| row.track == Some(row.row)));
    assert!(all.rows.iter().all(|row| !row.pictured));
    let nothing = rows(
        &Catalog::default(),
        &JoinReport::default(),
        &RowsParams::default(),
    );
    assert_eq!((nothing.found, nothing.rows.len()), (0, 0));
}

/// What is asked one after the other, of one order that is kept.
fn questions() -> impl Strategy<Value = Vec<RowsParams>> {
    let by = prop::option::of(prop::sample::select(vec!["track_id", "title", "energy"]));
    let words = prop::sample::select(vec!["", "a", "ap", "app", "5", "é", "ÉC"]);
    let question = (
        by,
        any::<bool>(),
        words,
        any::<[bool; 2]>(),
        0_usize..6,
        0_usize..6,
    )
        .prop_map(
            |(by, descending, search, [pictured, left_out], first, count)| RowsParams {
                pictured,
                left_out,
                first,
                count,
                ..params(by, descending, search)
            },
        );
    prop::collection::vec(question, 1..12)
}

proptest! {
    #[test]
    fn what_is_kept_changes_no_answer(questions in questions()) {
        let (catalog, report) = with_pictures();
        let mut kept = RowOrder::new(&catalog, &report);
        for params in questions {
            prop_assert_eq!(kept.rows(&catalog, &params), rows(&catalog, &report, &params));
        }
    }

    #[test]
    fn pieces_make_the_whole(question in questions(), count in 1_usize..4) {
        let (catalog, report) = with_pictures();
        let whole = RowsParams { first: 0, count: 100, ..question[0].clone() };
        let whole = rows(&catalog, &report, &whole);
        prop_assert_eq!(whole.rows.len(), whole.found);
        let pieces = (0..whole.found).step_by(count).flat_map(|first| {
            rows(&catalog, &report, &RowsParams { first, count, ..question[0].clone() }).rows
        });
        prop_assert!(pieces.eq(whole.rows.clone()));
    }

    #[test]
    fn a_column_of_words_is_sorted_as_small_letters(cells in prop::collection::vec("[a-cA-C]{0,10}", 0..20), descending: bool) {
        let column = Column {
            name: "title".into(),
            kind: ColumnKind::Text,
            text: cells.iter().map(String::as_str).collect(),
            numbers: Vec::new(),
        };
        let sorted = sorted_by(&column, descending, cells.len());
        let n_present = cells.iter().filter(|cell| !cell.is_empty()).count();
        for pair in sorted[..n_present].windows(2) {
            let lower = |row: u32| cells[row as usize].to_lowercase();
            let order = lower(pair[0]).cmp(&lower(pair[1]));
            let order = if descending { order.reverse() } else { order };
            prop_assert!(order.then(pair[0].cmp(&pair[1])).is_lt());
        }
        prop_assert!(sorted[n_present..].iter().all(|&row| cells[row as usize].is_empty()));
    }
}
