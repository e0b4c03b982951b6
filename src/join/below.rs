//! Tables with the same columns, one below the other. In: the tables. Out: one with the rows of all.

use std::rc::Rc;

use crate::data::{Column, ColumnKind, Table, TextColumn};
use crate::sorting::set_of;

/// The rows of all tables, which have the same columns, one below the other.
pub(super) fn below(tables: &[&Rc<Table>]) -> Rc<Table> {
    let [first, rest @ ..] = tables else {
        return Rc::default();
    };
    if rest.is_empty() {
        return Rc::clone(first);
    }
    let column = |column: &Column| {
        let parts: Vec<&Column> = tables
            .iter()
            .filter_map(|table| table.column(&column.name))
            .collect();
        let is_number = parts
            .iter()
            .all(|part| part.kind == ColumnKind::Number || is_empty(part));
        let is_number = is_number && parts.iter().any(|part| part.kind == ColumnKind::Number);
        let kind = if is_number {
            ColumnKind::Number
        } else if parts.iter().all(|part| part.kind == ColumnKind::Category) {
            ColumnKind::Category
        } else {
            ColumnKind::Text
        };
        let numbers = parts.iter().flat_map(|part| {
            let missing = if part.numbers.is_empty() {
                part.text.len()
            } else {
                0
            };
            part.numbers
                .iter()
                .copied()
                .chain(std::iter::repeat_n(f64::NAN, missing))
        });
        Column {
            name: column.name.clone(),
            kind,
            text: parts
                .iter()
                .flat_map(|part| part.text.iter())
                .collect::<TextColumn>(),
            numbers: if is_number {
                numbers.collect()
            } else {
                Vec::new()
            },
        }
    };
    let files: Vec<&str> = tables.iter().map(|table| table.file.as_str()).collect();
    let files = set_of(files);
    Rc::new(Table {
        file: files.into_iter().collect::<Vec<_>>().join(" + "),
        n_rows: tables.iter().map(|table| table.n_rows).sum(),
        columns: first.columns.iter().map(column).collect(),
        reading: first.reading.clone(),
    })
}

fn is_empty(column: &Column) -> bool {
    (0..column.text.len()).all(|row| column.present(row).is_none())
}
