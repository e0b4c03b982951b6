//! How a table's text is cut into cells. In: the text. Out: its delimiter and escape, by trying each on the first rows.

use csv::{ReaderBuilder, StringRecord, Terminator};

/// Delimiter and escape of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dialect {
    delimiter: u8,
    escape: Option<u8>,
}

/// The delimiters tried; the first wins a tie.
const DELIMITERS: [u8; 3] = *b",;\t";
/// How many bytes and rows are tried.
const SAMPLE: usize = 1 << 16;
const N_ROWS: usize = 100;

impl Dialect {
    /// The dialect under which the most of the first rows have the same number of cells, at least two. `None` when no
    /// delimiter occurs.
    pub(super) fn sniff(text: &str) -> Option<Self> {
        let sample = sample(text);
        let escape = escapes_quotes(sample).then_some(b'\\');
        let mut best = None;
        for delimiter in DELIMITERS {
            let dialect = Self { delimiter, escape };
            let score = dialect.score(sample);
            if score.is_some() && score > best.map(|(score, _)| score) {
                best = score.map(|score| (score, dialect));
            }
        }
        best.map(|(_, dialect)| dialect)
    }

    /// A reader of all rows alike, the header too.
    pub(super) fn reader(self, text: &str) -> csv::Reader<&[u8]> {
        ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .escape(self.escape)
            .terminator(Terminator::CRLF)
            .buffer_capacity(1 << 16)
            .from_reader(text.as_bytes())
    }

    /// The cells of a row that stands in quotes as a whole, `None` when `record` is not one.
    pub(super) fn unwrapped(self, record: &StringRecord) -> Option<StringRecord> {
        let cell = record.get(0).filter(|_| record.len() == 1)?;
        if !cell.as_bytes().contains(&self.delimiter) {
            return None;
        }
        let inner = self.reader(cell).records().next()?.ok()?;
        (inner.len() > 1).then_some(inner)
    }

    /// Per thousand of rows that have the most common number of cells (of at least two), then that number.
    fn score(self, sample: &str) -> Option<(usize, usize)> {
        let mut counts = Vec::new();
        for record in self.reader(sample).records().take(N_ROWS) {
            let record = record.ok()?;
            counts.push(self.unwrapped(&record).unwrap_or(record).len());
        }
        let n_rows = counts.len();
        counts.retain(|&count| count > 1);
        counts.sort_unstable();
        counts
            .chunk_by(|a, b| a == b)
            .map(|run| (run.len() * 1000 / n_rows, run[0]))
            .max()
    }
}

/// Do backslashes stand before quotes inside cells, rather than at a cell's end as in "C:\"?
fn escapes_quotes(sample: &str) -> bool {
    let (mut n_inside, mut n_at_end) = (0, 0);
    for (at, _) in sample.match_indices("\\\"") {
        match sample.as_bytes().get(at + 2) {
            Some(b',' | b';' | b'\t' | b'\r' | b'\n') | None => n_at_end += 1,
            // Doubled quotes tell nothing.
            Some(b'"') => {}
            Some(_) => n_inside += 1,
        }
    }
    n_inside > n_at_end
}

/// The beginning of the text, cut at the end of a line.
fn sample(text: &str) -> &str {
    let head = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or(text);
    if head.len() == text.len() {
        return text;
    }
    head.rfind('\n').map_or(head, |end| &head[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delimiter(text: &str) -> Option<char> {
        Dialect::sniff(text).map(|dialect| char::from(dialect.delimiter))
    }

    #[test]
    fn the_consistent_delimiter_wins() {
        assert_eq!(delimiter("a;b;c\n1,5;2;3\n2,5;3;4"), Some(';'));
        assert_eq!(delimiter("a,b\nx;y;z,2\nu,\"v;w\""), Some(','));
        assert_eq!(delimiter("a b\tc\n1\t2"), Some('\t'));
        assert_eq!(delimiter("a\n1\n2"), None);
    }

    #[test]
    fn quotes_hold_delimiters_and_lines() {
        assert_eq!(delimiter("a;b\n\"1,2,3\n4,5\";2\n"), Some(';'));
    }

    #[test]
    fn a_backslash_escapes_only_where_it_makes_sense() {
        let escaped = Dialect::sniff("\"\\\"Big\\\" Jim; x\";1\n\"\\\"B\\\"; y\";2").unwrap();
        assert_eq!(escaped.escape, Some(b'\\'));
        let path = Dialect::sniff("\"C:\\\";1\n\"D:\\\";2").unwrap();
        assert_eq!(path.escape, None);
    }
}
