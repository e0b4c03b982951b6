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
}
