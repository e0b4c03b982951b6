//! How a table's text is cut into cells. In: the text. Out: its separator and escape, by trying each on the first rows.

use csv::{ReaderBuilder, StringRecord, Terminator};

use super::line::{Habit, is_padded};
use super::number;
use super::quotes::{Mended, Writing, mend};
use crate::data::{Decimal, OpenQuote};
use crate::sorting::sort_by_key;

/// Separator and escape of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dialect {
    /// What stands between cells.
    pub separator: u8,
    escape: Option<u8>,
}

/// The separators tried; the first wins a tie.
const SEPARATORS: [u8; 8] = *b",;\t|^~\x1f\x01";
/// Those of them that words seldom hold: where one stands in a cell, another separator is likelier.
const USUAL: [char; 4] = [',', ';', '\t', '|'];
/// Of so many per thousand rows a separator must make the same number of cells to be one in other separators' cells.
const CONSISTENT: usize = 900;
/// How many bytes and rows are tried.
const SAMPLE: usize = 1 << 16;
const N_ROWS: usize = 100;

impl Dialect {
    /// The dialect under which the most of the first rows have the same number of cells, at least two, and the fewest
    /// cells hold what looks like another separator. `None` when no separator occurs.
    pub(super) fn sniff(text: &str) -> Option<Self> {
        let sample = sample(text);
        let escape = escape_of(sample);
        let found = SEPARATORS
            .iter()
            .filter(|separator| sample.as_bytes().contains(separator));
        let trials: Vec<Trial> = found
            .filter_map(|&separator| Trial::new(Self { separator, escape }, sample))
            .collect();
        let mut best = None;
        for trial in &trials {
            let score = trial.score(&trials);
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, trial.dialect));
            }
        }
        best.map(|(_, dialect)| dialect)
    }

    /// The dialect of `text` with this separator.
    pub(super) fn with(separator: u8, text: &str) -> Self {
        Self {
            separator,
            escape: escape_of(sample(text)),
        }
    }

    /// The text as [`Self::reader`] reads it right.
    pub(super) fn mend(self, text: &str, open_quote: Option<OpenQuote>) -> Mended<'_> {
        let sample = sample(text);
        let writing = Writing {
            separator: self.separator,
            escape: self.escape,
            is_padded: is_padded(sample, self.separator),
            open_quote,
        };
        mend(
            text,
            writing,
            &Habit::of(sample, self.separator, self.escape),
        )
    }

    /// A reader of all rows alike, the header too.
    pub(super) fn reader(self, text: &str) -> csv::Reader<&[u8]> {
        ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.separator)
            .escape(self.escape)
            .terminator(Terminator::CRLF)
            .buffer_capacity(1 << 16)
            .from_reader(text.as_bytes())
    }

    /// The cells of a row that stands in quotes as a whole, `None` when `record` is not one.
    pub(super) fn unwrapped(self, record: &StringRecord) -> Option<StringRecord> {
        let cell = record.get(0).filter(|_| record.len() == 1)?;
        if !cell.as_bytes().contains(&self.separator) {
            return None;
        }
        let inner = self.reader(cell).records().next()?.ok()?;
        (inner.len() > 1).then_some(inner)
    }
}

/// The first rows as a dialect cuts them.
struct Trial {
    dialect: Dialect,
    rows: Vec<StringRecord>,
    /// Rows that have the most common number of cells.
    n_same: usize,
    /// That number, at least two.
    n_cells: usize,
    is_padded: bool,
}

impl Trial {
    fn new(dialect: Dialect, sample: &str) -> Option<Self> {
        let mended = dialect.mend(sample, None);
        let mut rows: Vec<StringRecord> = Vec::new();
        for record in dialect.reader(&mended.text).records().take(N_ROWS) {
            let record = record.ok()?;
            rows.push(dialect.unwrapped(&record).unwrap_or(record));
        }
        let mut counts: Vec<usize> = rows
            .iter()
            .map(StringRecord::len)
            .filter(|&n| n > 1)
            .collect();
        sort_by_key(&mut counts, |count| *count);
        let runs = counts.chunk_by(|a, b| a == b);
        let (n_same, n_cells) = runs
            .filter_map(|run| Some((run.len(), *run.first()?)))
            .max()?;
        let is_padded = is_padded(sample, dialect.separator);
        Some(Self {
            dialect,
            rows,
            n_same,
            n_cells,
            is_padded,
        })
    }

    /// Per thousand of the rows those that have the same number of cells.
    fn consistency(&self) -> usize {
        self.n_same * 1000 / self.rows.len().max(1)
    }

    /// Consistency squared, less up to a half for cells that hold another separator; then whether no space follows the
    /// separator, as in words; then the number of cells.
    fn score(&self, trials: &[Self]) -> (usize, bool, usize) {
        let consistent = trials
            .iter()
            .filter(|trial| trial.consistency() >= CONSISTENT);
        let others: Vec<char> = consistent
            .map(|trial| char::from(trial.dialect.separator))
            .chain(USUAL)
            .filter(|&separator| separator != char::from(self.dialect.separator))
            .collect();
        let is_whole = |cell: &&str| {
            !cell.contains(&others[..]) || number::parse(cell, Decimal::Comma).is_some()
        };
        let rows = self.rows.iter().filter(|row| row.len() == self.n_cells);
        let n_whole = rows.flat_map(StringRecord::iter).filter(is_whole).count();
        let whole = n_whole * 1000 / (self.n_same * self.n_cells).max(1);
        let consistency = self.consistency() * self.consistency() / 1000;
        (consistency * (1000 + whole), !self.is_padded, self.n_cells)
    }
}

/// Do backslashes stand before quotes inside cells, rather than at a cell's end as in "C:\"?
fn escape_of(sample: &str) -> Option<u8> {
    let (mut n_inside, mut n_at_end) = (0, 0);
    for (at, _) in sample.match_indices("\\\"") {
        match sample.as_bytes().get(at + 2) {
            Some(b'\r' | b'\n') | None => n_at_end += 1,
            Some(byte) if SEPARATORS.contains(byte) => n_at_end += 1,
            // Doubled quotes tell nothing.
            Some(b'"') => {}
            Some(_) => n_inside += 1,
        }
    }
    (n_inside > n_at_end).then_some(b'\\')
}

/// The beginning of the text, cut at the end of a line.
pub(super) fn sample(text: &str) -> &str {
    let head = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or(text);
    if head.len() == text.len() {
        return text;
    }
    head.rfind('\n').map_or(head, |end| &head[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn separator(text: &str) -> Option<char> {
        Dialect::sniff(text).map(|dialect| char::from(dialect.separator))
    }

    #[test]
    fn the_consistent_separator_wins() {
        assert_eq!(separator("a;b;c\n1,5;2;3\n2,5;3;4"), Some(';'));
        assert_eq!(separator("a,b\nx;y;z,2\nu,\"v;w\""), Some(','));
        assert_eq!(separator("a b\tc\n1\t2"), Some('\t'));
        assert_eq!(separator("a\n1\n2"), None);
        assert_eq!(separator("a, b|c\nx, y|z\nu, v|w"), Some('|'));
    }

    #[test]
    fn quotes_hold_separators_and_lines() {
        assert_eq!(separator("a;b\n\"1,2,3\n4,5\";2\n"), Some(';'));
    }

    #[test]
    fn a_backslash_escapes_only_where_it_makes_sense() {
        let escaped = Dialect::sniff("\"\\\"Big\\\" Jim; x\";1\n\"\\\"B\\\"; y\";2").unwrap();
        assert_eq!(escaped.escape, Some(b'\\'));
        let path = Dialect::sniff("\"C:\\\";1\n\"D:\\\";2").unwrap();
        assert_eq!(path.escape, None);
    }
}
