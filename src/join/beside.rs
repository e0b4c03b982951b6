//! Two tables side by side by a key that both have. In: two tables. Out: one with the columns of both.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};

use super::cell::plain_number;
use crate::data::spelling::folded;
use crate::data::{Column, ColumnKind, Table, TextColumn};
use crate::sorting::{map_of, set_of};

/// Rows that must agree before columns of different names are taken for one key.
const FEWEST_SHARED: usize = 3;

/// What two tables have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CommonKey {
    /// Name of the column in the first table.
    pub name: String,
    /// Row of the second table for each row of the first.
    row_of: Vec<Option<u32>>,
    /// Position of the key in the second table.
    other: usize,
}

/// A cell as keys are compared: a number as a number, else in one spelling.
pub(super) fn key_of(cell: &str) -> String {
    plain_number(cell).map_or_else(|| folded(cell), std::borrow::Cow::into_owned)
}

/// The key that most rows have in common; `None` where it is less than half of the smaller table. Columns of one name come
/// first; others only where they hold words. A column without a name counts rows and is no key.
pub(super) fn common_key(first: &Table, second: &Table) -> Option<CommonKey> {
    let (a, b) = (KeyCells::of(first), KeyCells::of(second));
    // Names are compared before cells: most columns have no counterpart.
    let best_of = |is_one_name: bool| {
        let mut best: Option<(usize, CommonKey)> = None;
        for (i, left) in first.columns.iter().enumerate() {
            for (j, right) in second.columns.iter().enumerate() {
                let holds_words =
                    left.kind != ColumnKind::Number && right.kind != ColumnKind::Number;
                let is_tried = if is_one_name {
                    folded(&left.name) == folded(&right.name)
                } else {
                    holds_words
                };
                let Some((a, b)) = a.cells(i).filter(|_| is_tried).zip(b.cells(j)) else {
                    continue;
                };
                let Some(row_of) = rows_of(a, b) else {
                    continue;
                };
                let n = row_of.iter().flatten().count();
                let is_enough =
                    n * 2 >= first.n_rows.min(second.n_rows) && (is_one_name || n >= FEWEST_SHARED);
                if n > 0 && is_enough && best.as_ref().is_none_or(|(most, _)| n > *most) {
                    let key = CommonKey {
                        name: left.name.clone(),
                        row_of,
                        other: j,
                    };
                    best = Some((n, key));
                }
            }
        }
        best.map(|(_, key)| key)
    };
    best_of(true).or_else(|| best_of(false))
}

/// The cells of a table's columns as keys, each column made when it is first needed.
struct KeyCells<'a> {
    table: &'a Table,
    columns: Vec<OnceCell<Option<Vec<String>>>>,
}

impl<'a> KeyCells<'a> {
    fn of(table: &'a Table) -> Self {
        Self {
            table,
            columns: table.columns.iter().map(|_| OnceCell::new()).collect(),
        }
    }

    /// `None` for a column that can be no key.
    fn cells(&self, column: usize) -> Option<&[String]> {
        let cells = self.columns.get(column)?.get_or_init(|| {
            let column = self.table.columns.get(column)?;
            let is_named = !column.name.starts_with("Unnamed: ");
            (is_named && !is_measure(column)).then(|| column.text.iter().map(key_of).collect())
        });
        cells.as_deref()
    }
}

/// Numbers with fractions are measured, they name nothing.
fn is_measure(column: &Column) -> bool {
    column
        .numbers
        .iter()
        .any(|x| x.is_finite() && x.fract() != 0.0)
}

/// The row of `second` for each key of `first`: by key where keys are distinct in `second`, by place where both tables have
/// the same keys from top to bottom.
fn rows_of(first: &[String], second: &[String]) -> Option<Vec<Option<u32>>> {
    let n_same = first.iter().zip(second).filter(|(a, b)| a == b).count();
    if first.len() == second.len() && n_same == first.len() {
        let distinct = set_of(first.iter().map(String::as_str));
        // One word all over is no key.
        return (distinct.len() * 2 > first.len())
            .then(|| (0..first.len() as u32).map(Some).collect());
    }
    let mut rows: HashMap<&str, usize> = HashMap::with_capacity(second.len());
    for (row, key) in second.iter().enumerate() {
        if !key.is_empty() && rows.insert(key, row).is_some() {
            return None;
        }
    }
    Some(
        first
            .iter()
            .map(|key| rows.get(key.as_str()).map(|&row| row as u32))
            .collect(),
    )
}

/// The columns of both. Rows of `second` that no row of `first` has the key of stand at the end. A column that both have,
/// with other cells, is called after its file as well.
pub(super) fn beside(first: &Table, second: &Table, key: &CommonKey, label: &str) -> Table {
    let mut is_met = vec![false; second.n_rows];
    for row in key.row_of.iter().flatten() {
        is_met[*row as usize] = true;
    }
    let alone: Vec<u32> = (0..second.n_rows as u32)
        .filter(|&row| !is_met[row as usize])
        .collect();
    let columns = (0..).zip(&first.columns);
    let name_of: BTreeMap<&str, usize> = map_of(columns.map(|(at, column)| (&*column.name, at)));
    let mut columns: Vec<Column> = Vec::new();
    for column in &first.columns {
        let keys = &second.columns[key.other];
        let end = alone.iter().map(|&row| {
            if column.name == key.name {
                keys.text.get(row as usize)
            } else {
                ""
            }
        });
        let mut numbers = column.numbers.clone();
        if column.kind == ColumnKind::Number {
            let number = |&row: &u32| {
                let known = (column.name == key.name)
                    .then(|| keys.number(row as usize))
                    .flatten();
                known.unwrap_or(f64::NAN)
            };
            numbers.extend(alone.iter().map(number));
        }
        columns.push(Column {
            name: column.name.clone(),
            kind: column.kind,
            text: column.text.iter().chain(end).collect(),
            numbers,
        });
    }
    let rows: Vec<Option<u32>> = key
        .row_of
        .iter()
        .copied()
        .chain(alone.iter().map(|&row| Some(row)))
        .collect();
    for (at, column) in second
        .columns
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != key.other)
    {
        let cell = |row: &Option<u32>| row.map_or("", |row| column.text.get(row as usize));
        let text: TextColumn = rows.iter().map(cell).collect();
        let same = name_of
            .get(column.name.as_str())
            .map(|&at| &first.columns[at]);
        if same.is_some_and(|same| {
            same.text.iter().eq(text.iter().take(first.n_rows)) && alone.is_empty()
        }) {
            continue;
        }
        let number = |row: &Option<u32>| {
            row.and_then(|row| column.number(row as usize))
                .unwrap_or(f64::NAN)
        };
        let is_number = column.kind == ColumnKind::Number;
        let mut name = column.name.clone();
        if same.is_some() {
            name = format!("{name} ({label})");
        }
        while columns.iter().any(|column| column.name == name) {
            name = format!("{name}.{at}");
        }
        columns.push(Column {
            name,
            kind: column.kind,
            text,
            numbers: if is_number {
                rows.iter().map(number).collect()
            } else {
                Vec::new()
            },
        });
    }
    Table {
        file: format!("{} + {}", first.file, second.file),
        n_rows: rows.len(),
        columns,
        reading: first.reading.clone(),
    }
}
