//! What is said first of a track's row: the columns in which it stands furthest from the others.

use crate::protocol::Cell;
use crate::sorting::sort_by;

/// Columns named.
const MOST: usize = 5;

/// The cells of the `compared` columns whose numbers lie furthest from the middle of the collection, the furthest first;
/// equally far ones in the order of the table.
pub fn unusual<'a>(cells: &'a [Cell], compared: &[String]) -> Vec<&'a Cell> {
    let how_far = |cell: &'a Cell| {
        let number = cell.number.as_ref()?;
        let is_compared = compared.contains(&cell.column);
        let far = (number.rank - 0.5).abs();
        (is_compared && far > 0.0).then_some((far, cell))
    };
    let mut far: Vec<(f64, &Cell)> = cells.iter().filter_map(how_far).collect();
    sort_by(&mut far, |a, b| b.0.total_cmp(&a.0));
    far.into_iter().take(MOST).map(|(_, cell)| cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::CellNumber;

    fn cell(column: &str, rank: Option<f64>) -> Cell {
        Cell {
            column: column.into(),
            text: String::new(),
            number: rank.map(|rank| CellNumber {
                text: String::new(),
                share: 0.5,
                rank,
            }),
        }
    }

    #[test]
    fn what_lies_furthest_out_comes_first_and_equals_keep_their_order() {
        let ranks = [0.6, 0.02, 0.9, 0.1, 0.5, 0.97, 0.3];
        let mut cells: Vec<Cell> = ranks
            .iter()
            .zip('a'..)
            .map(|(&rank, name)| cell(&name.to_string(), Some(rank)))
            .collect();
        cells.push(cell("words", None));
        cells.push(cell("id", Some(1.0)));
        let compared: Vec<String> = "abcdefg"
            .chars()
            .map(String::from)
            .chain(["words".into()])
            .collect();
        let names = |compared: &[String]| -> String {
            let found = unusual(&cells, compared);
            found.iter().map(|cell| cell.column.as_str()).collect()
        };
        assert_eq!(names(&compared), "bfcdg");
        assert_eq!(names(&["a".into(), "e".into()]), "a");
        assert_eq!(names(&[]), "");
    }
}
