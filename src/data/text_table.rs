//! A table as people read it: words under headings.

/// Headings and rows of text, for the page, a report or a spreadsheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextTable {
    /// What the table says; empty for none.
    pub title: String,
    /// One a column.
    pub headers: Vec<String>,
    /// Cells from left to right; empty where a value is missing. A short row ends early.
    pub rows: Vec<Vec<String>>,
}

impl TextTable {
    /// A table without rows.
    pub fn new<H: Into<String>>(
        title: impl Into<String>,
        headers: impl IntoIterator<Item = H>,
    ) -> Self {
        Self {
            title: title.into(),
            headers: headers.into_iter().map(Into::into).collect(),
            rows: Vec::new(),
        }
    }

    /// Whether a column has numbers, with units of percent or not, and nothing else.
    pub fn holds_numbers(&self, column: usize) -> bool {
        let cells = || {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.filter(|cell| !cell.is_empty())
        };
        let is_number = |cell: &String| {
            let number: String = cell
                .trim_end_matches(" %")
                .chars()
                .filter(|&c| c != ',')
                .map(|c| if c == '\u{2212}' { '-' } else { c })
                .collect();
            number.parse::<f64>().is_ok()
        };
        cells().next().is_some() && cells().all(is_number)
    }
}
