//! Rankings with ties, gaps and nothing to rank.

use super::*;
use crate::sentences::text;
use crate::testing::catalog;

const CSV: &str = "id,title,plays,key\n0,A,3,1\n1,,5,1\n2,C,,1\n3,D,5,1\n4,E,1,1\n";

fn ranked(column: &str, n: usize, order: Order, scope: Scope) -> Top {
    let black = |_: usize| 0;
    let catalog = catalog(CSV, &[("3", &black), ("2", &black), ("1", &black)]);
    let params = TopParams {
        column: column.into(),
        n,
        order,
        scope,
        drawn: None,
    };
    top(&catalog, &params).unwrap()
}

fn names(top: &Top) -> Vec<&str> {
    top.entries.iter().map(|e| e.name.as_str()).collect()
}

#[test]
fn ties_stand_in_file_order_from_either_end() {
    let most = ranked("plays", 9, Order::Descending, Scope::All);
    assert_eq!(names(&most), ["1", "D", "A", "E"]);
    assert_eq!((most.ranked, most.missing), (4, 1));
    let least = ranked("plays", 3, Order::Ascending, Scope::All);
    assert_eq!(names(&least), ["E", "A", "1"]);
    let equal = ranked("key", 3, Order::Descending, Scope::All);
    assert_eq!(names(&equal), ["A", "1", "C"]);
}

#[test]
fn only_rows_with_a_picture_and_the_rest_is_counted() {
    let top = ranked("plays", 9, Order::Descending, Scope::Pictured);
    assert_eq!(names(&top), ["1", "D"]);
    assert_eq!(top.entries[0].track, Some(0));
    assert_eq!((top.ranked, top.missing), (2, 1));
    assert_eq!(
        text(top.sentences()),
        "2 tracks with the highest plays, of 2 with a picture; equal ones in file order. 1 track left out: plays is missing."
    );
    assert!(
        ranked("plays", 0, Order::Ascending, Scope::All)
            .entries
            .is_empty()
    );
}

#[test]
fn without_pictures_every_row_is_ranked_by_default() {
    let without = catalog(CSV, &[]);
    assert_eq!(Scope::default_for(&without), Scope::All);
    let params = TopParams {
        column: "plays".into(),
        n: 2,
        order: Order::Descending,
        scope: Scope::Pictured,
        drawn: None,
    };
    let top = top(&without, &params).unwrap();
    assert_eq!(
        text(top.sentences()),
        "No track with a picture has a number in plays."
    );
}

#[test]
fn a_column_that_is_not_numeric_is_refused_in_words() {
    let params = TopParams {
        column: "title".into(),
        n: 2,
        order: Order::Descending,
        scope: Scope::All,
        drawn: None,
    };
    let error = top(&catalog(CSV, &[]), &params).unwrap_err();
    assert_eq!(
        error.to_string(),
        "The table has no numeric column \"title\"."
    );
    assert!(top(&Catalog::default(), &params).is_err());
}
