//! What spreadsheets write around a text so that it stays one. In: cells. Out: the text alone.

use crate::data::{TextColumn, is_missing_mark};

/// A cell without the apostrophe that stands in front of what a spreadsheet would compute (owasp.org, "CSV Injection").
pub(super) fn without_apostrophe(cell: &str) -> &str {
    let computes = |rest: &&str| {
        let rest = rest.trim_start_matches('\'');
        rest.starts_with([
            '=', '+', '-', '@', '\t', '\r', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}',
        ])
    };
    cell.strip_prefix('\'').filter(computes).unwrap_or(cell)
}

/// The text of a cell that is a spreadsheet's formula for it, `="000123"`, which keeps leading zeros.
pub(super) fn formula_text(cell: &str) -> Option<&str> {
    let text = cell.trim().strip_prefix("=\"")?.strip_suffix('"')?;
    (!text.contains('"')).then_some(text)
}

/// A column without the apostrophe by which a spreadsheet is told that digits are text, where all its cells begin so:
/// one alone may be the title '39.
pub(super) fn without_apostrophes(text: &TextColumn) -> Option<TextColumn> {
    let number = |cell: &'_ str| -> bool {
        let rest = cell.strip_prefix('\'');
        rest.is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_ascii_digit()) && !rest.contains(['\'', ' '])
        })
    };
    let present = || text.iter().filter(|cell| !is_missing_mark(cell));
    let is_of_such = present().all(number) && present().nth(1).is_some();
    is_of_such.then(|| {
        text.iter()
            .map(|cell| if number(cell) { &cell[1..] } else { cell })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_out_of_formulas() {
        assert_eq!(formula_text("=\"000123\""), Some("000123"));
        assert_eq!(formula_text("=\"a\"&\"b\""), None);
        assert_eq!(formula_text("=1+2"), None);
        assert_eq!(without_apostrophe("'=1+2"), "=1+2");
        assert_eq!(without_apostrophe("'39"), "'39");
    }

    #[test]
    fn a_column_of_digits_behind_apostrophes_loses_them() {
        let bare = |cells: &[&'static str]| {
            let bare = without_apostrophes(&cells.iter().copied().collect());
            bare.map(|text| text.iter().map(str::to_owned).collect::<Vec<_>>())
        };
        assert_eq!(
            bare(&["'007", "", "'12"]),
            Some(vec!["007".into(), String::new(), "12".into()])
        );
        for cells in [
            &["'39"][..],
            &["'39", "Somebody"],
            &["'74 Jailbreak", "'39"],
            &["'5'", "'6'"],
        ] {
            assert_eq!(bare(cells), None, "{cells:?}");
        }
    }
}
