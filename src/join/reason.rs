//! Why pictures and rows did not find each other. In: what was joined. Out: one sentence with the likely reason.

use super::cell::is_rounded;
use super::matching::Matching;
use super::step::Step;
use crate::data::{Column, Table};

/// The likeliest reason, where nothing or less than half was joined that could be; `None` where the join is good.
pub(super) fn likely_reason(
    matching: &Matching,
    table: &Table,
    column: &Column,
    steps_off: &[Step],
) -> Option<String> {
    let (matched, n_pictures) = (matching.matched(), matching.names.len());
    if matched * 2 >= n_pictures.min(table.n_rows) {
        return None;
    }
    let others = table
        .columns
        .iter()
        .filter(|other| other.name != column.name);
    let rounded = std::iter::once(column)
        .chain(others)
        .find_map(|column| Some((column, rounded(column)?)));
    if let Some((column, cell)) = rounded {
        return Some(format!(
            "The ids were rounded by a spreadsheet: {cell} in “{}” stands for many. Save the table again with that column as text.",
            column.name
        ));
    }
    let n_shared: usize = matching
        .shared
        .iter()
        .map(|shared| shared.pictures.len())
        .sum();
    if n_shared * 2 > n_pictures
        && let Some(shared) = matching.shared.first()
    {
        return Some(format!(
            "Most names fit several rows or pictures, as “{}” does, and nothing tells which is meant: choose another key column.",
            shared.key
        ));
    }
    if column.text.iter().any(|cell| cell.contains('\u{fffd}')) {
        return Some(format!(
            "Some letters in “{}” could not be read: the table may be in another encoding.",
            column.name
        ));
    }
    if !steps_off.is_empty() {
        return Some("Steps that may find more are switched off.".to_owned());
    }
    let name = matching
        .names
        .iter()
        .zip(&matching.row_of)
        .find(|(_, row)| row.is_none());
    let (name, _) = name?;
    let cell = (0..table.n_rows).find_map(|row| column.present(row));
    let cell = cell.map_or_else(String::new, |cell| {
        format!(", whose cells are like “{cell}”")
    });
    Some(match matched {
        0 => format!(
            "No picture's name, for example “{}”, is found in the column “{}”{cell}.",
            name.stem, column.name
        ),
        _ => format!(
            "Less than half of the pictures have a row: “{}”, for example, is not found in the column “{}”{cell}.",
            name.stem, column.name
        ),
    })
}

/// The first rounded cell of a column in which most are.
fn rounded(column: &Column) -> Option<&str> {
    let n_rounded = column.text.iter().filter(|cell| is_rounded(cell)).count();
    if n_rounded * 2 <= column.text.len() {
        return None;
    }
    column.text.iter().find(|cell| is_rounded(cell))
}
