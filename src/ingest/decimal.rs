//! The decimal mark of a table. In: all its cells. Out: point or comma, settled once for the whole table.

use super::negative;
use super::number::Votes;
use super::shape::core;
use crate::data::{Decimal, TextColumn, is_missing_mark};

/// Cells of a column that tell whether it holds numbers at all.
const N_LOOK: usize = 50;

/// The decimal mark, and why, where that is worth a sentence.
///
/// Every column whose cells are mostly numbers has a vote, by its cells that are numbers with one mark alone; of equals
/// the cells decide, and where nothing does, the point.
pub(super) fn settle<'a>(
    columns: impl Iterator<Item = &'a TextColumn>,
) -> (Decimal, Option<String>) {
    let (mut columns_for, mut cells_for) = ([0_usize; 2], [0_usize; 2]);
    let (mut undecided, mut example) = (None, None);
    for column in columns.filter(|column| may_hold_numbers(column)) {
        let mut votes = Votes::default();
        let mut ambiguous = None;
        for cell in column.iter().filter(|cell| !is_missing_mark(cell)) {
            let before = votes;
            match negative::bare(cell) {
                Some(inner) => votes.count(core(&inner)),
                None => votes.count(core(cell)),
            }
            if votes.either > before.either {
                ambiguous.get_or_insert(cell);
            }
            if votes.comma > before.comma {
                example.get_or_insert(cell);
            }
        }
        if !votes.is_of_numbers() {
            continue;
        }
        undecided = undecided.or(ambiguous);
        columns_for[0] += usize::from(votes.point > votes.comma);
        columns_for[1] += usize::from(votes.comma > votes.point);
        cells_for[0] += votes.point;
        cells_for[1] += votes.comma;
    }
    let [point, comma] = [0, 1].map(|i| (columns_for[i], cells_for[i]));
    if comma > point {
        let such = example.map_or(String::new(), |cell| format!(", as in {}", cell.trim()));
        return (
            Decimal::Comma,
            Some(format!("The comma is the decimal mark{such}.")),
        );
    }
    let why = undecided.filter(|_| comma == point).map(|cell| {
        let cell = cell.trim();
        format!("Nothing in this table decides what {cell} means: the point is taken for the decimal mark.")
    });
    (Decimal::Point, why)
}

/// Do the first cells hold digits, and either mark?
fn may_hold_numbers(column: &TextColumn) -> bool {
    let look = || {
        column
            .iter()
            .filter(|cell| !is_missing_mark(cell))
            .take(N_LOOK)
    };
    let n_with_digits = look()
        .filter(|cell| cell.contains(|c: char| c.is_numeric()))
        .count();
    n_with_digits * 2 >= look().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(columns: &[&[&str]]) -> (Decimal, bool) {
        let columns: Vec<TextColumn> = columns
            .iter()
            .map(|cells| cells.iter().copied().collect())
            .collect();
        let (decimal, why) = settle(columns.iter());
        (decimal, why.is_some())
    }

    #[test]
    fn columns_decide_together() {
        assert_eq!(
            settled(&[&["80,5", "7"], &["1.100", "2.200"]]),
            (Decimal::Comma, true)
        );
        assert_eq!(
            settled(&[&["80.5", "7"], &["1,100", "2,200"]]),
            (Decimal::Point, false)
        );
        assert_eq!(settled(&[&["1.100", "2.200"]]), (Decimal::Point, true));
        assert_eq!(settled(&[&["1", "2"]]), (Decimal::Point, false));
        assert_eq!(
            settled(&[&["80,5 dB"], &["a, b", "c,d"]]),
            (Decimal::Comma, true)
        );
        assert_eq!(settled(&[&["1.234.567", "12"]]), (Decimal::Comma, true));
        assert_eq!(
            settled(&[&["(80,5)", "7,25-", "[0,5]"]]),
            (Decimal::Comma, true)
        );
        // One column of pairs does not overrule the others.
        assert_eq!(
            settled(&[&["1,2", "3,4", "5,6"], &["0.5"], &["0.7"]]),
            (Decimal::Point, false)
        );
    }
}
