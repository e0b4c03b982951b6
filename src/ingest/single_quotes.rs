//! Cells in single quotes, as databases write them: 'a','b, c',3. In: a table's text. Out: the same in double quotes.

use csv::{ReaderBuilder, WriterBuilder};

/// Lines that tell.
const N_LINES: usize = 50;
/// Separators between such cells.
const SEPARATORS: [u8; 4] = *b",;\t|";

/// The text with double quotes, where its lines begin with a cell in single quotes and have as many cells each; `None` for
/// any other text. Rows keep their lines.
pub(super) fn doubled(text: &str) -> Option<String> {
    let lines = || text.lines().filter(|line| !line.is_empty()).take(N_LINES);
    let is_such = |line: &str| line.starts_with('\'') && !line.contains('"');
    if !lines().all(is_such) || lines().nth(1).is_none() {
        return None;
    }
    let first = lines().next()?;
    let separator = SEPARATORS.into_iter().find(|&separator| {
        let between = format!("'{}", char::from(separator));
        first.contains(&between) && lines().all(|line| line.contains(&between))
    })?;
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .quote(b'\'')
        .escape(text.contains("\\'").then_some(b'\\'))
        .from_reader(text.as_bytes());
    let mut writer = WriterBuilder::new()
        .flexible(true)
        .delimiter(separator)
        .from_writer(Vec::with_capacity(text.len()));
    let (mut n_cells, mut line) = (None, 1);
    for record in reader.records() {
        let record = record.ok()?;
        if *n_cells.get_or_insert(record.len()) != record.len() {
            return None;
        }
        // Lines that hold nothing stay, so that the others keep their numbers.
        let start = record.position()?.line();
        while line < start {
            writer.write_record([""; 0]).ok()?;
            line += 1;
        }
        let n_breaks = record
            .iter()
            .flat_map(str::bytes)
            .filter(|&byte| byte == b'\n');
        line += 1 + n_breaks.count() as u64;
        writer.write_record(&record).ok()?;
    }
    String::from_utf8(writer.into_inner().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_quotes_become_double_ones() {
        assert_eq!(
            doubled("'id','t','x'\n'1','a, b',80\n'2','it''s \\'so\\'',90\n").as_deref(),
            Some("id,t,x\n1,\"a, b\",80\n2,it's 'so',90\n")
        );
        for text in [
            "'Til,a\n'39,b\n",
            "'a','b'\n",
            "'a','b'\n'c',\"d\"\n",
            "'a','b'\n'c','d','e'\n",
            "'a','b'\nc,'d'\n",
            "",
        ] {
            assert_eq!(doubled(text), None, "{text}");
        }
    }
}
