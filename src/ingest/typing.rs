//! What the cells of a column are. In: its cells as text. Out: the typed [`Column`], each cell parsed once.

use std::collections::HashSet;

use crate::data::{Column, ColumnKind, TextColumn, is_missing};

/// Fewest present cells in which some may fail to be numbers.
const MIN_FOR_EXCEPTIONS: usize = 20;
/// One present cell in so many may fail to be a number.
const ONE_EXCEPTION_IN: usize = 20;
/// So many distinct words are always few.
const FEW: usize = 20;
/// So many never are.
const MANY: usize = 200;

/// The cells of a number column that are neither numbers nor missing; they count as missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Exceptions {
    /// How many.
    pub count: usize,
    /// Row of the first.
    pub first_row: usize,
}

/// Types a column: numbers, else few distinct words, else text.
pub(super) fn column(name: String, text: TextColumn) -> (Column, Option<Exceptions>) {
    let (kind, numbers, exceptions) = match numbers(&text) {
        Some((numbers, exceptions)) => (ColumnKind::Number, numbers, exceptions),
        None if has_few_words(&text) => (ColumnKind::Category, Vec::new(), None),
        None => (ColumnKind::Text, Vec::new(), None),
    };
    let column = Column {
        name,
        kind,
        text,
        numbers,
    };
    (column, exceptions)
}

/// All cells as numbers, NaN where missing, infinite or an exception; `None` unless almost all present cells are.
fn numbers(text: &TextColumn) -> Option<(Vec<f64>, Option<Exceptions>)> {
    let n_rows = text.len();
    // Whatever turns out to be missing, more failures than this cannot be forgiven.
    let most_failures = if n_rows < MIN_FOR_EXCEPTIONS {
        0
    } else {
        n_rows / ONE_EXCEPTION_IN
    };
    let mut numbers = Vec::with_capacity(n_rows);
    let (mut n_finite, mut n_failed, mut first_row) = (0, 0, 0);
    for (row, cell) in text.iter().enumerate() {
        let number = match parse(cell) {
            Some(number) if number.is_finite() => {
                n_finite += 1;
                number
            }
            Some(_) => f64::NAN,
            None if is_missing(cell) || cell.trim_ascii().is_empty() => f64::NAN,
            None => {
                if n_failed == 0 {
                    first_row = row;
                }
                n_failed += 1;
                if n_failed > most_failures {
                    return None;
                }
                f64::NAN
            }
        };
        numbers.push(number);
    }
    let n_present = n_finite + n_failed;
    let forgiven = n_failed == 0
        || n_present >= MIN_FOR_EXCEPTIONS && n_failed * ONE_EXCEPTION_IN <= n_present;
    let exceptions = (n_failed > 0).then_some(Exceptions {
        count: n_failed,
        first_row,
    });
    (n_finite > 0 && forgiven).then_some((numbers, exceptions))
}

/// The number in a cell, as Rust and Python read it; correctly rounded.
pub(super) fn parse(cell: &str) -> Option<f64> {
    cell.trim_ascii().parse().ok()
}

/// Are the distinct present words few, for that many rows?
fn has_few_words(text: &TextColumn) -> bool {
    let most = (text.len() / 20).clamp(FEW, MANY);
    let mut words = HashSet::new();
    let mut n_missing_words = 0;
    let mut last = None;
    for cell in text.iter() {
        // Tables are often sorted by their category.
        if last == Some(cell) {
            continue;
        }
        last = Some(cell);
        if words.insert(cell) {
            n_missing_words += usize::from(is_missing(cell));
            if words.len() - n_missing_words > most {
                return false;
            }
        }
    }
    words.len() > n_missing_words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(cells: &[&str]) -> (Column, Option<Exceptions>) {
        column("x".to_owned(), cells.iter().copied().collect())
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
}
