//! Text whose quotes mean what they say. In: a table's text. Out: the same text, in which every cell that begins with a
//! quote is a cell in quotes, and no space stands between a separator and a quote.
//!
//! A quote that opens a cell and is not closed before the next line that is a row of its own is a part of the text: it must
//! not swallow rows. Line breaks stay where they are, so that lines keep their numbers.

use std::borrow::Cow;

use super::line::{Fit, Habit, Quotes, cells_of_line};
use crate::data::OpenQuote;

/// How quotes and spaces are written in a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Writing {
    /// What stands between cells.
    pub separator: u8,
    /// What makes a quote inside quotes harmless, besides another quote.
    pub escape: Option<u8>,
    /// Does a space stand after each separator?
    pub is_padded: bool,
    /// What a person says of quotes that are not closed on their line.
    pub open_quote: Option<OpenQuote>,
}

/// The mended text and what was doubtful.
pub(super) struct Mended<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// Lines whose opening quote counts as text, the first is 1.
    pub open_quotes: Vec<u64>,
    /// Lines in which a cell begins that holds lines like rows.
    pub long_cells: Vec<u64>,
}

/// Mends `text`, whose rows have this habit.
pub(super) fn mend<'a>(text: &'a str, writing: Writing, habit: &Habit) -> Mended<'a> {
    if !text.contains('"') && !writing.is_padded {
        return Mended {
            text: Cow::Borrowed(text),
            open_quotes: Vec::new(),
            long_cells: Vec::new(),
        };
    }
    let mut mender = Mender {
        text,
        writing,
        habit,
        out: String::new(),
        copied: 0,
        line: 1,
        no_close_from: usize::MAX,
        budget: 16 * text.len() + (1 << 16),
        ends_in_crlf: text
            .find('\n')
            .is_some_and(|end| text[..end].ends_with('\r')),
        open_quotes: Vec::new(),
        long_cells: Vec::new(),
    };
    let mut at = 0;
    while at < text.len() {
        at = mender.cell(at);
    }
    let text = if mender.copied == 0 {
        Cow::Borrowed(text)
    } else {
        mender.copy(text.len());
        Cow::Owned(mender.out)
    };
    Mended {
        text,
        open_quotes: mender.open_quotes,
        long_cells: mender.long_cells,
    }
}

struct Mender<'a> {
    text: &'a str,
    writing: Writing,
    habit: &'a Habit,
    out: String,
    /// How much of `text` is in `out`.
    copied: usize,
    line: u64,
    /// From here on no quote closes a cell.
    no_close_from: usize,
    /// Bytes that may still be looked at again.
    budget: usize,
    ends_in_crlf: bool,
    open_quotes: Vec<u64>,
    long_cells: Vec<u64>,
}

/// What an opening quote turned out to be.
enum Quoted {
    /// It is closed by the quote here; some quotes inside are not written twice.
    Closed {
        at: usize,
        is_clean: bool,
        holds_rows: bool,
    },
    /// It is a part of the text.
    Text,
}

impl Mender<'_> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// Copies everything up to `end` as it is.
    fn copy(&mut self, end: usize) {
        self.out
            .push_str(self.text.get(self.copied..end).unwrap_or_default());
        self.copied = end;
    }

    /// Leaves out what stands between here and `end`.
    fn skip(&mut self, start: usize, end: usize) {
        if start < end {
            self.copy(start);
            self.copied = end;
        }
    }

    fn is_end(&self, at: usize) -> bool {
        match self.byte(at) {
            None | Some(b'\n' | b'\r') => true,
            Some(byte) => byte == self.writing.separator,
        }
    }

    fn after_spaces(&self, mut at: usize) -> usize {
        while self.writing.separator != b' ' && self.byte(at) == Some(b' ') {
            at += 1;
        }
        at
    }

    /// The end of a cell without quotes that begins at `at`.
    fn end_of_plain(&self, at: usize) -> usize {
        let rest = self.text.as_bytes().get(at..).unwrap_or_default();
        let is_end = |&byte: &u8| byte == b'\n' || byte == b'\r' || byte == self.writing.separator;
        at + rest.iter().position(is_end).unwrap_or(rest.len())
    }

    /// Goes over the cell that begins at `start`; where the next one begins.
    fn cell(&mut self, start: usize) -> usize {
        let begin = self.after_spaces(start);
        if self.byte(begin) == Some(b'"') {
            match self.quoted(begin) {
                Quoted::Closed {
                    at,
                    is_clean,
                    holds_rows,
                } => {
                    if holds_rows {
                        self.long_cells.push(self.line);
                    }
                    self.skip(start, begin);
                    if !is_clean {
                        self.copy(begin + 1);
                        let inner = self.text.get(begin + 1..at).unwrap_or_default();
                        self.out
                            .push_str(&inner.replace("\"\"", "\"").replace('"', "\"\""));
                        self.copied = at;
                    }
                    let breaks = self.text.as_bytes()[begin..at].iter();
                    self.line += breaks.map(|&byte| u64::from(byte == b'\n')).sum::<u64>();
                    let end = self.after_spaces(at + 1);
                    self.skip(at + 1, end);
                    return self.next_cell(end);
                }
                Quoted::Text => {
                    if self.open_quotes.last() != Some(&self.line) {
                        self.open_quotes.push(self.line);
                    }
                    let end = self.end_of_plain(begin);
                    self.copy(if self.writing.is_padded { start } else { begin });
                    let cell = self.text.get(begin..end).unwrap_or_default();
                    let cell = if self.writing.is_padded {
                        cell.trim_end_matches(' ')
                    } else {
                        cell
                    };
                    self.out.push('"');
                    self.out.push_str(&cell.replace('"', "\"\""));
                    self.out.push('"');
                    self.copied = end;
                    return self.next_cell(end);
                }
            }
        }
        let end = self.end_of_plain(start);
        if self.writing.is_padded {
            let cell = self.text.get(start..end).unwrap_or_default();
            let behind = start + cell.trim_end_matches(' ').len();
            self.skip(start, begin.min(end));
            self.skip(behind.max(begin.min(end)), end);
        }
        self.next_cell(end)
    }

    /// Behind the separator or the line break at `end`.
    fn next_cell(&mut self, end: usize) -> usize {
        if self.byte(end) == Some(b'\n') {
            self.line += 1;
        }
        end + 1
    }

    /// Looks for the end of the cell whose quote stands at `begin`.
    fn quoted(&mut self, begin: usize) -> Quoted {
        let (mut at, mut is_clean, mut holds_rows) = (begin + 1, true, false);
        loop {
            if begin >= self.no_close_from || self.budget == 0 {
                return Quoted::Text;
            }
            let Some(byte) = self.byte(at) else {
                self.no_close_from = self.no_close_from.min(begin);
                return Quoted::Text;
            };
            self.budget -= 1;
            if Some(byte) == self.writing.escape {
                at += 2;
            } else if byte == b'"' {
                let is_close = self.is_end(self.after_spaces(at + 1));
                if is_close {
                    return Quoted::Closed {
                        at,
                        is_clean,
                        holds_rows,
                    };
                }
                let is_doubled = self.byte(at + 1) == Some(b'"');
                is_clean &= is_doubled;
                at += 1 + usize::from(is_doubled);
            } else {
                at += 1;
                // Where rows end as on Windows, a line feed alone is a part of a cell.
                let is_break = if self.ends_in_crlf {
                    byte == b'\r' && self.byte(at) == Some(b'\n')
                } else {
                    byte == b'\n' || byte == b'\r' && self.byte(at) != Some(b'\n')
                };
                at += usize::from(is_break && self.ends_in_crlf);
                if is_break {
                    if self.writing.open_quote == Some(OpenQuote::IsText) {
                        return Quoted::Text;
                    }
                    let fit = self.fit(at);
                    let may_be_stray =
                        self.writing.open_quote.is_none() && self.habit.quotes != Quotes::Sure;
                    if fit == Fit::Yes && may_be_stray {
                        return Quoted::Text;
                    }
                    holds_rows |= fit != Fit::No;
                }
            }
        }
    }

    /// Is the line that begins at `at` a row like the others?
    fn fit(&mut self, at: usize) -> Fit {
        let rest = self.text.get(at..).unwrap_or_default();
        let line = rest.split(['\n', '\r']).next().unwrap_or_default();
        self.budget = self.budget.saturating_sub(line.len());
        if let Some(cells) = cells_of_line(line, self.writing.separator, self.writing.escape) {
            // A row by itself, with as many cells as the others: it would be swallowed. Where quotes are in order
            // everywhere, it must be one beyond doubt.
            return match self.habit.fit(&cells, false) {
                Fit::Maybe if self.habit.quotes == Quotes::Doubtful => Fit::Yes,
                Fit::Maybe => Fit::No,
                fit => fit,
            };
        }
        // The line closes what was opened before it, or so it seems: in its first cell that is nothing odd.
        let cells: Vec<&str> = line.split(char::from(self.writing.separator)).collect();
        let closes_later = !cells.first().is_some_and(|cell| cell.contains('"'));
        if closes_later && self.habit.has_numbers() {
            self.habit.fit(&cells, true)
        } else {
            Fit::No
        }
    }
}

#[cfg(test)]
#[path = "quotes_tests.rs"]
mod tests;
