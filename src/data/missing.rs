//! Words for a value that is not there.

/// Words that pandas' `read_csv` takes for a missing value, besides the empty cell.
const PANDAS: [&str; 19] = [
    "", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN",
    "<NA>", "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null",
];

/// What databases, spreadsheets and people write besides, in lower case and without spaces.
const KNOWN: [&str; 34] = [
    "\\n",
    "-",
    "--",
    "---",
    "\u{2013}",
    "\u{2014}",
    "\u{2212}",
    "?",
    "??",
    "???",
    ".",
    "..",
    "...",
    "\u{2026}",
    "*",
    "/",
    "na",
    "n/a",
    "n.a.",
    "n.a",
    "#n/a",
    "#nv",
    "nan",
    "none",
    "null",
    "nil",
    "(null)",
    "(none)",
    "undefined",
    "unknown",
    "missing",
    "k.a.",
    "s/d",
    "n.d.",
];

/// Those of them that can be no name of a track, an artist or a genre.
const NEVER_A_NAME: [&str; 10] = [
    "\\N", "#N/A", "#N/A N/A", "#NA", "<NA>", "-1.#IND", "-1.#QNAN", "1.#IND", "1.#QNAN", "#NV",
];

/// Does this cell count as missing, as in pandas?
pub fn is_missing(cell: &str) -> bool {
    // The longest word has nine letters: most cells are settled by their length, and numbers by their end.
    cell.len() <= 9 && !ends_in_digit(cell) && PANDAS.contains(&cell)
}

/// Is this what people write for a number that is not there? The empty cell too.
pub fn is_missing_mark(cell: &str) -> bool {
    if is_missing(cell) {
        return true;
    }
    // The longest have some ten letters.
    if cell.len() > 16 || ends_in_digit(cell) {
        return false;
    }
    let word: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    word.is_empty() || KNOWN.contains(&word.to_lowercase().as_str()) || is_spreadsheet_error(&word)
}

/// Does it end as numbers do, and none of all these marks?
fn ends_in_digit(cell: &str) -> bool {
    cell.bytes()
        .next_back()
        .is_some_and(|byte| byte.is_ascii_digit())
}

/// Is this nothing in a column of words? Whoever is called None, NA or null keeps the name.
pub(super) fn is_missing_name(cell: &str) -> bool {
    cell.len() <= 16
        && (cell.trim().is_empty() || NEVER_A_NAME.contains(&cell) || is_spreadsheet_error(cell))
}

/// "#DIV/0!", "#NAME?", "#WERT!" and their like in any language.
fn is_spreadsheet_error(word: &str) -> bool {
    let inner = word
        .strip_prefix('#')
        .and_then(|rest| rest.strip_suffix(['!', '?']));
    inner.is_some_and(|inner| inner.chars().count() >= 3 && !inner.contains(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_words_are_those_of_pandas() {
        let words = ["", "NA", "null", "None", "#N/A N/A"];
        assert!(words.iter().all(|word| is_missing(word)));
        assert!(
            ["none", "0", " ", "Nan"]
                .iter()
                .all(|word| !is_missing(word))
        );
    }

    #[test]
    fn marks_are_known_however_they_are_written() {
        let marks = [
            "",
            " ",
            "\\N",
            "-",
            "N. A.",
            "#DIV/0!",
            "#NAME?",
            "#\u{a1}VALOR!",
            "NULL",
            "\u{2014}",
        ];
        assert!(marks.iter().all(|mark| is_missing_mark(mark)));
        assert!(
            ["0", "x", "#1", "#a!", "none of it"]
                .iter()
                .all(|word| !is_missing_mark(word))
        );
    }

    #[test]
    fn no_mark_ends_as_numbers_do() {
        let all = PANDAS.iter().chain(&KNOWN).chain(&NEVER_A_NAME);
        assert!(all.clone().count() > 60);
        assert!(all.copied().all(|mark| !ends_in_digit(mark)));
    }

    #[test]
    fn names_are_words() {
        assert!(
            ["None", "NA", "nan", "-", "?", "n/a", "#1"]
                .iter()
                .all(|name| !is_missing_name(name))
        );
        assert!(
            ["", "  ", "\\N", "#REF!", "<NA>"]
                .iter()
                .all(|name| is_missing_name(name))
        );
    }
}
