//! One line of a table by itself. In: text. Out: its cells, and what most lines have in common.

use super::strict;
use crate::data::is_missing_mark;
use crate::sorting::sort_by_key;

/// Lines that tell the habit.
const N_LINES: usize = 200;
/// Of so many per hundred lines per column of numbers must have one.
const MOST: usize = 80;
/// So many cells of several lines, all in order, are no stray quotes.
const SURE: usize = 3;

/// The cells of a line in which every quote that opens is closed; `None` for any other.
pub(super) fn cells_of_line(line: &str, separator: u8, escape: Option<u8>) -> Option<Vec<&str>> {
    let bytes = line.as_bytes();
    let mut cells = Vec::new();
    let mut start = 0;
    loop {
        let mut begin = start;
        while separator != b' ' && bytes.get(begin) == Some(&b' ') {
            begin += 1;
        }
        let end = if bytes.get(begin) == Some(&b'"') {
            closing(bytes, begin + 1, separator, escape)?
        } else {
            let rest = bytes.get(start..)?;
            let end = start
                + rest
                    .iter()
                    .position(|&byte| byte == separator)
                    .unwrap_or(rest.len());
            // A quote right before a separator closes what opened in another line.
            if bytes.get(start..end)?.trim_ascii_end().ends_with(b"\"") && end > start {
                return None;
            }
            end
        };
        cells.push(line.get(start..end)?.trim_matches(' '));
        if end >= bytes.len() {
            return Some(cells);
        }
        start = end + 1;
    }
}

/// Where the cell ends whose quotes opened before `at`.
fn closing(bytes: &[u8], mut at: usize, separator: u8, escape: Option<u8>) -> Option<usize> {
    loop {
        let byte = *bytes.get(at)?;
        if Some(byte) == escape {
            at += 2;
        } else if byte == b'"' {
            let mut end = at + 1;
            while separator != b' ' && bytes.get(end) == Some(&b' ') {
                end += 1;
            }
            match bytes.get(end) {
                None => return Some(end),
                Some(&byte) if byte == separator => return Some(end),
                _ => at += 1 + usize::from(bytes.get(at + 1) == Some(&b'"')),
            }
        } else {
            at += 1;
        }
    }
}

/// What most lines of a table have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Habit {
    /// Cells of a row; 0 where no number of cells is common.
    pub n_cells: usize,
    /// Which of them hold digits.
    digits: Vec<usize>,
    /// What its quotes are worth.
    pub quotes: Quotes,
}

/// How far quotes are to be believed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Quotes {
    /// Some break the rules: one may be a part of the text.
    #[default]
    Doubtful,
    /// All keep the rules, which a few stray ones may do by chance.
    InOrder,
    /// And cells of several lines are nothing rare.
    Sure,
}

impl Habit {
    /// The habit of the first lines of `text`; of its first rows, where all its quotes are in order.
    pub(super) fn of(text: &str, separator: u8, escape: Option<u8>) -> Self {
        let strict = strict::rows(text, separator).filter(|_| escape.is_none());
        if let Some(strict) = strict {
            let mut habit = Self::of_rows(strict.rows.get(..N_LINES).unwrap_or(&strict.rows));
            habit.quotes = if strict.n_long >= SURE {
                Quotes::Sure
            } else {
                Quotes::InOrder
            };
            return habit;
        }
        let lines = text.split(['\n', '\r']).filter(|line| !line.is_empty());
        let rows: Vec<Vec<&str>> = lines
            .take(N_LINES)
            .filter_map(|line| cells_of_line(line, separator, escape))
            .filter(|cells| cells.len() > 1)
            .collect();
        Self::of_rows(&rows)
    }

    fn of_rows(rows: &[Vec<&str>]) -> Self {
        let mut counts: Vec<usize> = rows.iter().map(Vec::len).collect();
        sort_by_key(&mut counts, |count| *count);
        let runs = counts.chunk_by(|a, b| a == b);
        let Some(n_cells) = runs
            .max_by_key(|run| run.len())
            .and_then(|run| run.first().copied())
        else {
            return Self::default();
        };
        // The header tells nothing of the cells.
        let rows: Vec<&Vec<&str>> = rows
            .iter()
            .skip(1)
            .filter(|row| row.len() == n_cells)
            .collect();
        let has_digits = |&i: &usize| {
            let cells = rows.iter().filter_map(|row| row.get(i));
            let n = cells.filter(|cell| is_numeric(cell)).count();
            !rows.is_empty() && n * 100 >= rows.len() * MOST
        };
        Self {
            n_cells,
            digits: (0..n_cells).filter(has_digits).collect(),
            quotes: Quotes::default(),
        }
    }

    /// Is it known where rows have numbers?
    pub(super) fn has_numbers(&self) -> bool {
        !self.digits.is_empty()
    }

    /// Are these the cells of a row like the others? `all_there` if empty cells speak for nothing.
    pub(super) fn fit(&self, cells: &[&str], all_there: bool) -> Fit {
        if cells.len() != self.n_cells || self.n_cells < 2 {
            return Fit::No;
        }
        let of_digits = || self.digits.iter().filter_map(|&i| cells.get(i));
        let n_numeric = of_digits().filter(|cell| is_numeric(cell)).count();
        let n_missing = of_digits()
            .filter(|cell| !all_there && is_missing_mark(cell))
            .count();
        match (n_numeric + n_missing) * 2 {
            _ if self.digits.is_empty() => Fit::Maybe,
            _ if n_numeric == 0 => Fit::No,
            twice if twice > self.digits.len() => Fit::Yes,
            twice if twice == self.digits.len() => Fit::Maybe,
            _ => Fit::No,
        }
    }
}

/// Whether something is a row like the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// It has another number of cells, or words where numbers are.
    No,
    /// Nothing speaks against it.
    Maybe,
    /// It has numbers where the others have them.
    Yes,
}

/// Does this cell look like a number with or without a unit, rather than like words?
fn is_numeric(cell: &str) -> bool {
    let cell = cell.trim_matches(['"', ' ']);
    let n_digits = cell.bytes().filter(u8::is_ascii_digit).count();
    n_digits > 0 && n_digits * 2 >= cell.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Does a space stand after nearly every separator of the first lines?
pub(super) fn is_padded(text: &str, separator: u8) -> bool {
    if matches!(separator, b' ' | b'\t') {
        return false;
    }
    let (mut n_spaces, mut n_all) = (0, 0);
    for line in text.split(['\n', '\r']).take(N_LINES) {
        let bytes = line.as_bytes();
        let mut in_quotes = false;
        for (i, &byte) in bytes.iter().enumerate() {
            in_quotes ^= byte == b'"';
            // Nothing stands in an empty cell, padded or not.
            let next = bytes.get(i + 1).copied();
            if byte == separator && !in_quotes && next.is_some_and(|next| next != separator) {
                n_all += 1;
                n_spaces += usize::from(next == Some(b' '));
            }
        }
    }
    n_all > 1 && n_spaces * 100 >= n_all * 95
}

/// The text without a first line that names the separator, and that separator: Excel's "sep=;".
pub(super) fn named_separator(text: &str) -> (&str, Option<char>) {
    let end = text.find(['\n', '\r']).unwrap_or(text.len());
    let (first, rest) = text.split_at(end);
    let bare = first.trim_matches(['"', ' ']);
    let names = bare
        .get(..4)
        .is_some_and(|start| start.eq_ignore_ascii_case("sep="));
    let mut after = bare.get(4..).unwrap_or_default().chars();
    // A tab was trimmed by nobody.
    let Some(separator) = after.next().filter(|_| names) else {
        return (text, None);
    };
    let is_all = after.clone().all(|c| c == separator || c == '"');
    let is_tab = separator == '\\' && after.as_str() == "t";
    if separator.is_alphanumeric() || !(is_all || is_tab) {
        return (text, None);
    }
    let separator = if is_tab { '\t' } else { separator };
    // The line stays, empty, so that the others keep their numbers.
    (rest, Some(separator))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_where_their_quotes_are_whole() {
        let cells = |line| cells_of_line(line, b',', None);
        assert_eq!(cells("1,\"a,b\", c"), Some(vec!["1", "\"a,b\"", "c"]));
        assert_eq!(cells("a,"), Some(vec!["a", ""]));
        assert_eq!(cells("1,\"a"), None);
        assert_eq!(cells("b\",2"), None);
        assert_eq!(cells("\"\",2"), Some(vec!["\"\"", "2"]));
    }

    #[test]
    fn a_line_of_words_is_no_row_of_numbers() {
        let habit = Habit::of(
            "id,t,x\n1,a,2.5\n2,b,3.5\n3,c,?\n4,d,4.5\n5,e,6\n6,f,7\n",
            b',',
            None,
        );
        let fits = |cells: &[&str]| habit.fit(cells, false);
        assert_eq!(
            [fits(&["7", "g", "8"]), fits(&["7", "g", ""])],
            [Fit::Yes; 2]
        );
        assert_eq!(
            [fits(&["so", "it", "goes"]), fits(&["7", "8"])],
            [Fit::No; 2]
        );
        assert_eq!(fits(&["so", "it", "7"]), Fit::Maybe);
    }

    #[test]
    fn the_separator_may_be_named() {
        let named = |text| named_separator(text).1;
        assert_eq!(named("sep=;\na;b"), Some(';'));
        assert_eq!(named("sep=\t\na"), Some('\t'));
        assert_eq!(named("sep=\\t\na"), Some('\t'));
        assert_eq!(named("sep=name\na"), None);
        assert_eq!(named("sep=\na"), None);
        assert_eq!(named("sepia,b\na"), None);
    }

    #[test]
    fn spaces_after_separators_are_a_habit_or_none() {
        assert!(is_padded("a, b\n1, \"x,y\"\n2, 3", b','));
        assert!(!is_padded("a,b\n1, 2\n3,4", b','));
    }
}
