//! What a person should know of a table that was read all the same. In: doubtful rows and columns. Out: [`Warning`]s.

use crate::error::Warning;

/// Rows that are named one by one; the others are only counted.
const MAX_ROW_WARNINGS: usize = 20;

/// The warnings, of which those about single rows are limited.
pub(super) struct Notes {
    /// The file they are about.
    pub file: String,
    warnings: Vec<Warning>,
    n_lines: usize,
}

impl Notes {
    /// The warnings of one file, with a first one.
    pub(super) fn new(file: &str, first: Option<Warning>) -> Self {
        Self {
            file: file.to_owned(),
            warnings: first.into_iter().collect(),
            n_lines: 0,
        }
    }

    /// A doubtful row; only the first 20 are kept one by one.
    pub(super) fn line(&mut self, line: u64, reason: String) {
        self.n_lines += 1;
        if self.n_lines <= MAX_ROW_WARNINGS {
            self.of_column(line, reason);
        }
    }

    /// Lines whose opening quote counts as text, and lines whose quotes hold lines like rows.
    pub(super) fn open_quotes(&mut self, open: &[u64], long: &[u64]) {
        for &line in open {
            let reason = "The opening quote in this line is not closed before the next row: it was read as a part of the text.";
            self.line(line, reason.to_owned());
        }
        for &line in long {
            let reason =
                "A cell in quotes that begins in this line runs over lines that look like rows.";
            self.line(line, reason.to_owned());
        }
    }

    /// What one line shows of a whole column.
    pub(super) fn of_column(&mut self, line: u64, reason: String) {
        self.warnings
            .push(Warning::of_line(&self.file, line, reason));
    }

    /// So many rows of which something is to be said once.
    pub(super) fn count(&mut self, n_rows: usize, what: &str) {
        if n_rows > 0 {
            let rows = if n_rows == 1 { "row" } else { "rows" };
            let reason = format!("{n_rows} {rows} {what}.");
            self.warnings.push(Warning::of_file(&self.file, reason));
        }
    }

    /// All of them.
    pub(super) fn finish(mut self) -> Vec<Warning> {
        let n_more = self.n_lines.saturating_sub(MAX_ROW_WARNINGS);
        self.count(n_more, "more are doubtful in the same way");
        self.warnings
    }
}
