//! Parts of wide tables, and tables turned.

use super::*;
use crate::data::TextCell;
use proptest::prelude::*;

fn table(headers: &[String], n_rows: usize) -> TextTable {
    let mut table = TextTable::new("Means", headers.iter().cloned());
    for row in 0..n_rows {
        let number = |column: usize| TextCell::from(format!("{}.{row:03}", column * 97));
        let name = TextCell::from(format!("Track with a name {row}"));
        table.push(std::iter::once(name).chain((1..headers.len()).map(number)));
    }
    table
}

proptest! {
    #[test]
    fn each_column_stands_once_beside_what_names_its_rows(
        headers in proptest::collection::vec("[a-z]{1,12}( [a-z]{1,9}){0,3}", 1..70),
        n_rows in 0..20usize,
    ) {
        let table = table(&headers, n_rows);
        let pieces = pieces(&table);
        let mut shown: Vec<usize> = pieces.iter().flat_map(|piece| piece[1..].to_vec()).collect();
        prop_assert!(pieces.iter().all(|piece| piece[0] == 0));
        shown.insert(0, 0);
        prop_assert_eq!(shown, (0..headers.len()).collect::<Vec<_>>());
        for piece in pieces {
            let width: f64 = piece.iter().map(|&column| needed(&table, column)).sum();
            prop_assert!(width <= PAPER_PX, "{width} px");
        }
    }

    #[test]
    fn as_few_parts_as_can_be(needs in proptest::collection::vec(1.0..300.0f64, 0..60)) {
        let parts = spread(&needs, 400.0);
        let all: Vec<usize> = parts.concat();
        prop_assert_eq!(all, (0..needs.len()).collect::<Vec<_>>());
        for part in &parts {
            let width: f64 = part.iter().map(|&column| needs[column]).sum();
            prop_assert!(width <= 400.0 || part.len() == 1);
        }
        let most = parts.iter().map(Vec::len).max().unwrap_or(0);
        let wider = needs.chunks(most + 1).any(|part| part.iter().sum::<f64>() > 400.0);
        prop_assert!(parts.len() == 1 || wider || parts.len() <= needs.len().div_ceil(most + 1));
    }
}

#[test]
fn parts_of_a_table_say_so_and_repeat_its_names() {
    let headers: Vec<String> = (0..40).map(|i| format!("column {i}")).collect();
    let text = tables(&table(&headers, 3)).into_string();
    let n = text.matches("<table>").count();
    assert!(n > 1);
    assert!(text.contains(&format!("<caption>Means: part 1 of {n}</caption>")));
    assert_eq!(text.matches("<td>Track with a name 2</td>").count(), n);
    assert_eq!(text.matches("column 39").count(), 1);
    assert_eq!(
        tables(&table(&headers[..4], 3))
            .into_string()
            .matches("<table>")
            .count(),
        1
    );
}

#[test]
fn a_number_alone_names_no_row() {
    let headers = (0..40).map(|i| format!("column {i}"));
    let mut table = TextTable::new("", headers);
    let cells = (0..40).map(|i| {
        if i == 1 {
            "Blue in Green".into()
        } else {
            i.to_string()
        }
    });
    table.push(cells);
    let pieces = pieces(&table);
    assert!(pieces.len() > 1 && pieces.iter().all(|piece| piece[..2] == [0, 1]));
}

#[test]
fn rows_for_columns_keep_every_cell() {
    let headers: Vec<String> = (0..9).map(|i| format!("column {i}")).collect();
    let text = turned(&table(&headers, 2)).into_string();
    for row in 1..9 {
        let want = [0, 1].map(|column| format!("<td class=\"n\">{}.{column:03}</td>", row * 97));
        let line = format!("<th scope=\"row\">column {row}</th>{}", want.concat());
        assert!(text.contains(&line), "{line} is not in {text}");
    }
    // As many of them as one wants: each part fits.
    let many = turned(&table(&headers, 60)).into_string();
    assert!(many.matches("<table>").count() > 3);
    assert_eq!(many.matches("Track with a name 59<").count(), 1);
    assert!(
        turned(&TextTable::default())
            .into_string()
            .contains("<table>")
    );
}
