//! Text that keeps all rules of RFC 4180 about quotes. In: a table's text. Out: its rows, or that it does not keep them.
//!
//! Where rows that were read strictly all have as many cells, the quotes mean what they say: a stray one would have broken
//! the rules, or the number of cells, somewhere.

/// The rows of a text whose quotes are all in order.
pub(super) struct Strict<'a> {
    /// Cells as they stand there, with their quotes.
    pub rows: Vec<Vec<&'a str>>,
    /// Cells with line breaks in them.
    pub n_long: usize,
}

/// The rows of `text`; `None` where a quote stands where none may, or rows differ in length.
pub(super) fn rows(text: &str, separator: u8) -> Option<Strict<'_>> {
    let bytes = text.as_bytes();
    let mut found = Strict {
        rows: Vec::new(),
        n_long: 0,
    };
    let mut row = Vec::new();
    let mut start = 0;
    while start <= bytes.len() {
        let is_break = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let end = if bytes.get(start) == Some(&b'"') {
            let end = closing(bytes, start + 1)?;
            found.n_long += usize::from(bytes.get(start..end)?.iter().any(is_break));
            end
        } else {
            let rest = bytes.get(start..)?;
            let n = rest
                .iter()
                .position(|byte| *byte == separator || is_break(byte))
                .unwrap_or(rest.len());
            if rest.get(..n)?.contains(&b'"') {
                return None;
            }
            start + n
        };
        row.push(text.get(start..end)?);
        let next = bytes.get(end);
        start = end + 1;
        if next == Some(&separator) {
            continue;
        }
        if next.is_some_and(|byte| !is_break(byte)) {
            return None;
        }
        if next == Some(&b'\r') && bytes.get(start) == Some(&b'\n') {
            start += 1;
        }
        let cells = std::mem::take(&mut row);
        if cells == [""] {
            continue;
        }
        if found
            .rows
            .first()
            .is_some_and(|first: &Vec<&str>| first.len() != cells.len())
        {
            return None;
        }
        found.rows.push(cells);
    }
    Some(found)
}

/// Behind the quote that closes what opened before `at`.
fn closing(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += bytes.get(at..)?.iter().position(|&byte| byte == b'"')? + 1;
        if bytes.get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_keeps_the_rules_has_rows() {
        let text = "id,t\r\n1,\"two\nlines, \"\"so\"\"\"\r\n\r\n2,\n";
        let found = rows(text, b',').unwrap();
        assert_eq!(
            found.rows,
            [
                vec!["id", "t"],
                vec!["1", "\"two\nlines, \"\"so\"\"\""],
                vec!["2", ""]
            ]
        );
        assert_eq!(found.n_long, 1);
        for text in [
            "a,b\n1,\"x\n2,y\n",
            "a,b\n1,5\"\n",
            "a,b\n1,\"x\" \n",
            "a,b\n1,2,3\n",
            "a,b\n1\n",
        ] {
            assert!(rows(text, b',').is_none(), "{text}");
        }
    }
}
