//! What was guessed of a column, in words. In: the typed column. Out: its part of the table's reading.

use super::typing::Typed;
use crate::data::{ColumnReading, Shape, TableReading};
use crate::wording::cut;

/// Adds a column to `reading`.
pub(super) fn column(typed: &Typed, reading: &mut TableReading) {
    let column = &typed.column;
    let name = &column.name;
    let (n_present, n_numbers) = typed.counts;
    reading.columns.push(ColumnReading {
        name: name.clone(),
        kind: column.kind,
        shape: typed.shape.clone(),
        n_present,
        n_numbers,
    });
    let first = || {
        let row = column
            .numbers
            .iter()
            .position(|number| number.is_finite())?;
        Some((column.text.get(row).trim(), *column.numbers.get(row)?))
    };
    let example = first().map_or(String::new(), |(text, number)| {
        format!(": {text} is {number}")
    });
    match &typed.shape {
        Shape::Plain => {}
        Shape::Unit(unit) => reading
            .guesses
            .push(format!("{name} is read without its unit \"{unit}\".")),
        Shape::Share('%') => reading
            .guesses
            .push(format!("{name} is read as shares of one{example}.")),
        Shape::Share(_) => reading
            .guesses
            .push(format!("{name} is read as shares of a thousand{example}.")),
        Shape::Duration => reading
            .guesses
            .push(format!("{name} is read as seconds{example}.")),
        Shape::Powers => reading.guesses.push(format!(
            "{name} is read with its letters for thousands and millions{example}."
        )),
    }
    if let Some((count, row)) = typed.negative {
        let text = column.text.get(row).trim();
        let number = column.number(row).unwrap_or_default();
        let way = if text.contains([')', '\u{ff09}']) {
            "in brackets"
        } else {
            "with a minus behind"
        };
        reading.guesses.push(format!(
            "Numbers {way} are negative in {name}: {text} is {number} ({}).",
            cells(count)
        ));
    }
    for (mark, count) in &typed.marks {
        let cells = cells(*count);
        let mark_shown = shortened(mark);
        reading.guesses.push(format!(
            "\"{mark_shown}\" counts as missing in {name} ({cells})."
        ));
        if !reading.missing.contains(mark) {
            reading.missing.push(mark.clone());
        }
    }
    if let Some(other) = &typed.other {
        let other = shortened(other);
        reading.guesses.push(format!(
            "{n_numbers} of {n_present} cells of {name} are numbers, the others e.g. \"{other}\"."
        ));
    }
}

/// So many cells, in words.
pub(super) fn cells(count: usize) -> String {
    if count == 1 {
        "1 cell".to_owned()
    } else {
        format!("{count} cells")
    }
}

/// A value short enough to be shown in a sentence.
pub(super) fn shortened(value: &str) -> String {
    const MOST_SIGNS: usize = 40;
    cut(value, MOST_SIGNS)
}
