//! One column of a table: its cells as text, and as numbers where they are some.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::missing::{is_missing_mark, is_missing_name};

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnKind {
    /// Every present cell is a number.
    Number,
    /// Few distinct words.
    Category,
    /// Anything else.
    Text,
}

/// The cells of one column as text, exactly as the file has them (leading zeros kept).
///
/// One string for all cells: 114,000 rows cost two allocations a column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextColumn {
    text: String,
    ends: Vec<u32>,
}

impl TextColumn {
    /// An empty column with room for so many cells, and so many bytes in all.
    pub fn with_capacity(n_cells: usize, n_bytes: usize) -> Self {
        Self {
            text: String::with_capacity(n_bytes),
            ends: Vec::with_capacity(n_cells),
        }
    }

    /// Appends a cell.
    pub fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len() as u32);
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// No cells at all.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Cell `row`; empty when there is none.
    pub fn get(&self, row: usize) -> &str {
        let start = if row == 0 {
            0
        } else {
            self.ends.get(row - 1).map_or(0, |&end| end as usize)
        };
        self.ends
            .get(row)
            .and_then(|&end| self.text.get(start..end as usize))
            .unwrap_or_default()
    }

    /// The cells as bytes, for sending to another thread: their number, their ends, their text.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(4 + 4 * self.ends.len() + self.text.len());
        bytes.extend((self.ends.len() as u32).to_le_bytes());
        bytes.extend(self.ends.iter().flat_map(|end| end.to_le_bytes()));
        bytes.extend(self.text.as_bytes());
        bytes
    }

    /// The column that [`Self::to_bytes`] wrote; `None` for anything else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let number = |bytes: &[u8]| Some(u32::from_le_bytes(bytes.try_into().ok()?));
        let (count, rest) = bytes.split_at_checked(4)?;
        let (ends, text) = rest.split_at_checked(number(count)? as usize * 4)?;
        let ends: Vec<u32> = ends.chunks_exact(4).filter_map(number).collect();
        let text = String::from_utf8(text.to_vec()).ok()?;
        let fits = ends.is_sorted() && ends.iter().all(|&end| text.is_char_boundary(end as usize));
        fits.then_some(Self { text, ends })
    }

    /// The cells in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.len()).map(|row| self.get(row))
    }
}

impl<'a> FromIterator<&'a str> for TextColumn {
    fn from_iter<I: IntoIterator<Item = &'a str>>(cells: I) -> Self {
        let mut column = Self::default();
        for cell in cells {
            column.push(cell);
        }
        column
    }
}

/// One column of a [`Table`](super::Table).
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The header; an empty one is `Unnamed: <position>` as in pandas, a repeated one `name.1`, `name.2`, ...
    pub name: String,
    /// What the cells are.
    pub kind: ColumnKind,
    /// The cells as text.
    pub text: TextColumn,
    /// The cells as numbers, NaN where missing; empty unless `kind` is [`ColumnKind::Number`].
    pub numbers: Vec<f64>,
}

impl Column {
    /// Bytes that its cells take.
    pub(super) fn n_bytes(&self) -> usize {
        self.text.text.len() + 4 * self.text.ends.len() + 8 * self.numbers.len()
    }

    /// The number in `row`, `None` where it is missing or the column is not a number column.
    pub fn number(&self, row: usize) -> Option<f64> {
        self.numbers.get(row).copied().filter(|x| x.is_finite())
    }

    /// The cell in `row` as every program reads it: a number without unit, groups and other decimal marks, nothing where
    /// it is missing; words as they are.
    pub fn plain(&self, row: usize) -> Cow<'_, str> {
        let text = self.text.get(row);
        if self.kind != ColumnKind::Number {
            return Cow::Borrowed(text);
        }
        match self.number(row) {
            Some(number) if text.parse() == Ok(number) => Cow::Borrowed(text),
            Some(number) => Cow::Owned(number.to_string()),
            None => Cow::Borrowed(""),
        }
    }

    /// The text in `row`, `None` where the cell counts as missing: in a column of numbers the words for it, in a column
    /// of words only what can be no name.
    pub fn present(&self, row: usize) -> Option<&str> {
        Some(self.text.get(row)).filter(|cell| match self.kind {
            ColumnKind::Number => self.number(row).is_some() || !is_missing_mark(cell),
            ColumnKind::Category | ColumnKind::Text => !is_missing_name(cell),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_come_back_as_they_went_in() {
        let column: TextColumn = ["007", "", "çé", "x"].into_iter().collect();
        assert_eq!(column.iter().collect::<Vec<_>>(), ["007", "", "çé", "x"]);
        assert_eq!(column.get(9), "");
        assert_eq!(TextColumn::from_bytes(&column.to_bytes()), Some(column));
        assert_eq!(TextColumn::from_bytes(&[9, 0, 0, 0]), None);
    }
}
