//! A table as a CSV file that opens right in a spreadsheet, and cannot make it compute anything.

use std::borrow::Cow;

use crate::data::{TextCell, TextTable};
use crate::wording::is_plain_number;

/// Excel takes a file without this mark for one in the system's old code page.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Headings and rows as a file, with all digits of the numbers; see [`csv_of`].
pub fn csv_bytes(table: &TextTable) -> Vec<u8> {
    let rows = table.rows.iter().map(|row| row.iter().map(TextCell::exact));
    csv_of(&table.headers, rows)
}

/// Headings and rows as UTF-8 with a byte order mark, commas, and lines that end as RFC 4180 says; quoted where needed.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe in front, unless it is a plain number.
pub fn csv_of<H: AsRef<str>, C: AsRef<str>, R: IntoIterator<Item = C>>(
    headers: impl IntoIterator<Item = H>,
    rows: impl IntoIterator<Item = R>,
) -> Vec<u8> {
    let mut file = BYTE_ORDER_MARK.to_vec();
    line(&mut file, headers);
    for row in rows {
        line(&mut file, row);
    }
    file
}

fn line<C: AsRef<str>>(file: &mut Vec<u8>, cells: impl IntoIterator<Item = C>) {
    let mut n_cells = 0;
    for cell in cells {
        if n_cells > 0 {
            file.push(b',');
        }
        n_cells += 1;
        let cell = neutralised(cell.as_ref());
        if needs_quotes(&cell) {
            file.extend(format!("\"{}\"", cell.replace('"', "\"\"")).into_bytes());
        } else {
            file.extend(cell.as_bytes());
        }
    }
    // A line of one empty cell would be none.
    if n_cells == 1 && file.ends_with(b"\n") {
        file.extend(b"\"\"");
    }
    file.extend(b"\r\n");
}

/// Also spaces at the ends stand in quotes: some programs would take them for a habit of the file and leave them out.
fn needs_quotes(cell: &str) -> bool {
    cell.contains(['"', ',', '\r', '\n']) || cell.starts_with(' ') || cell.ends_with(' ')
}

/// With an apostrophe in front where a spreadsheet would compute (owasp.org, "CSV Injection").
fn neutralised(cell: &str) -> Cow<'_, str> {
    // What has an apostrophe there already gets another, so that one can be taken off again.
    let computes = cell.trim_start_matches('\'').starts_with([
        '=', '+', '-', '@', '\t', '\r', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}',
    ]);
    if computes && !is_plain_number(cell) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn table(rows: &[&[&str]]) -> TextTable {
        let mut table = TextTable::new("Tracks", ["title", "energy"]);
        for row in rows {
            table.push(row.iter().copied());
        }
        table
    }

    fn text(table: &TextTable) -> String {
        String::from_utf8(csv_bytes(table)).unwrap()
    }

    #[test]
    fn words_are_quoted_where_needed_and_lines_end_with_crlf() {
        let written = text(&table(&[
            &["So \"What\", live", "0.5"],
            &["two\nlines", "\u{e9}"],
        ]));
        assert_eq!(
            written,
            "\u{FEFF}title,energy\r\n\"So \"\"What\"\", live\",0.5\r\n\"two\nlines\",\u{e9}\r\n"
        );
    }

    #[test]
    fn formulas_are_neutralised_and_numbers_are_not() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-2+3", "'-2+3"),
            ("-", "'-"),
            ("-inf", "'-inf"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("\u{FF1D}1+1", "'\u{FF1D}1+1"),
            ("-0.62", "-0.62"),
            ("+1e-5", "+1e-5"),
            ("'=1", "''=1"),
            ("a=1", "a=1"),
            ("", ""),
        ];
        for (cell, expected) in cases {
            assert_eq!(neutralised(cell), expected, "{cell:?}");
        }
        let heading = TextTable::new("", ["=HYPERLINK(\"x\")"]);
        assert!(text(&heading).starts_with("\u{FEFF}\"'=HYPERLINK"));
    }

    #[test]
    fn a_file_has_all_digits_of_a_number() {
        let mut table = TextTable::new("", ["a", "b"]);
        let third = 1.0 / 3.0;
        table.push([
            TextCell::number(third, "0.333"),
            TextCell::number(-1e-9, "0"),
        ]);
        assert!(text(&table).ends_with("\r\n0.3333333333333333,-0.000000001\r\n"));
    }

    proptest! {
        #[test]
        fn cells_come_back(cells in prop::collection::vec("[^=+@\\-\u{FF01}-\u{FF40}\t\r]\\PC{0,12}", 2..6)) {
            let mut table = TextTable::new("", ["a", "b"]);
            table.push(&cells);
            let bytes = csv_bytes(&table);
            let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(&bytes[3..]);
            let read = reader.records().next().unwrap().unwrap();
            // Without the apostrophe in front of what would compute.
            let own = |cell| match str::strip_prefix(cell, '\'') {
                Some(own) if matches!(neutralised(own), Cow::Owned(_)) => own,
                _ => cell,
            };
            prop_assert_eq!(read.iter().map(own).collect::<Vec<_>>(), cells);
        }
    }
}
