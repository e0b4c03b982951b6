//! The names of a table's columns. In: its first rows. Out: one name per column, as pandas' `read_csv` gives them, and the
//! rows without what stood above them.

use std::collections::{HashMap, VecDeque};

use csv::StringRecord;

use super::header_lines;
use super::notes::Notes;
use crate::error::CsvError;

const ABOVE: &str = "This line stands above the header and was left out.";

/// Lines above the header that may be titles or comments.
const MAX_TITLES: usize = 10;

/// Removes lines above the header that hold one cell only; without a header only those that nothing separates.
pub(super) fn drop_titles(
    head: &mut VecDeque<(u64, StringRecord)>,
    has_no_header: bool,
    notes: &mut Notes,
) {
    if !has_no_header {
        for (line, _) in head.drain(..n_short_titles(head)) {
            notes.line(line, ABOVE.to_owned());
        }
    }
    let n_present = |record: &StringRecord| record.iter().filter(|cell| !cell.is_empty()).count();
    for _ in 0..MAX_TITLES {
        let [(line, first), (_, second)] = [head.front(), head.get(1)].map(|row| match row {
            Some((line, record)) => (*line, Some(record)),
            None => (0, None),
        });
        let (Some(first), Some(second)) = (first, second) else {
            return;
        };
        // Two columns of which one has no name are a header; a first cell without a name is an index.
        let is_title = n_present(first) == 1
            && (first.len() == 1 || !has_no_header)
            && first.len() != 2
            && first.get(0) != Some("")
            && n_present(second) > 1;
        // A comment may be followed by another.
        let is_comment = first.len() == 1 && first.get(0).is_some_and(|c| c.starts_with('#'));
        if !is_title && !is_comment {
            return;
        }
        notes.line(line, ABOVE.to_owned());
        head.pop_front();
    }
}

/// Lines above a header that have fewer cells than all below it: titles, dates, names of laboratories. Only where what
/// follows them is a header without doubt, with words above numbers; a single line a cell too short may be R's.
fn n_short_titles(head: &VecDeque<(u64, StringRecord)>) -> usize {
    let lengths: Vec<usize> = head.iter().map(|(_, row)| row.len()).collect();
    let usual = lengths.last().copied().unwrap_or(0);
    let n = lengths.iter().take_while(|&&length| length < usual).count();
    let is_of_r = n == 1 && lengths.first() == Some(&(usual - 1));
    let is_comment =
        |row: &StringRecord| row.len() == 1 && row.get(0).is_some_and(|cell| cell.starts_with('#'));
    let is_even = head
        .iter()
        .skip(n)
        .all(|(_, row)| row.len() == usual || is_comment(row));
    if n == 0 || n > MAX_TITLES || is_of_r || !is_even || lengths.len() < n + 3 {
        return 0;
    }
    let rows: Vec<&StringRecord> = head.iter().skip(n).map(|(_, row)| row).collect();
    let (first, below) = (rows[0], &rows[1..]);
    let is_header = first.iter().all(header_lines::is_word)
        && !header_lines::numeric_columns(usual, below).is_empty();
    if is_header { n } else { 0 }
}

/// The names of the columns and how many lines they were taken from.
pub(super) struct Header {
    /// One name per column.
    pub names: Vec<String>,
    /// Lines that hold them.
    pub n_lines: usize,
    /// How that was found, unless it is the usual one line.
    pub guess: Option<String>,
}

/// Takes the header off `head`: one name per column. `chosen` is the number of its lines where a person said so.
pub(super) fn header(
    head: &mut VecDeque<(u64, StringRecord)>,
    chosen: Option<usize>,
    notes: &mut Notes,
) -> Result<Header, CsvError> {
    let (line, n_cells) = head
        .front()
        .map(|(line, first)| (*line, first.len()))
        .ok_or(CsvError::Empty)?;
    if n_cells < 2 {
        return Err(CsvError::NoColumns);
    }
    let rows: Vec<&StringRecord> = head.iter().map(|(_, record)| record).collect();
    let n_lines = chosen
        .unwrap_or_else(|| header_lines::count(&rows))
        .min(rows.len());
    if n_lines == 0 {
        let reason = "There is no header: the columns are called Column 1, Column 2, and so on.";
        if chosen.is_none() {
            notes.line(line, reason.to_owned());
        }
        let names = (1..=n_cells).map(|i| format!("Column {i}")).collect();
        return Ok(Header {
            names,
            n_lines,
            guess: Some(reason.to_owned()),
        });
    }
    let mut names = header_lines::names(rows.get(..n_lines).unwrap_or_default());
    let guess = (n_lines > 1).then(|| {
        let example = names
            .iter()
            .filter(|name| name.contains(' '))
            .max_by_key(|name| name.len());
        let example = example.map_or(String::new(), |name| format!(", as in \"{name}\""));
        format!("{n_lines} header lines were put together{example}.")
    });
    head.drain(..n_lines);
    // A separator at the end of the header alone names no column.
    let n_filled = head
        .iter()
        .map(|(_, row)| row.len())
        .max()
        .unwrap_or(names.len());
    while names.len() > n_filled.max(1) && names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    Ok(Header {
        names,
        n_lines,
        guess,
    })
}

/// Do rows of so many cells below these names have a name of their own in front, which R writes without a header?
/// `head` are the first of them.
pub(super) fn may_have_row_names(names: &[String], head: &VecDeque<(u64, StringRecord)>) -> bool {
    head.len() > 2
        && head.iter().all(|(_, row)| row.len() == names.len() + 1)
        && head
            .iter()
            .any(|(_, row)| row.iter().next_back() != Some(""))
}

/// Names empty columns and tells repeated ones apart, as pandas does.
pub(super) fn unique(mut names: Vec<String>) -> Vec<String> {
    let is_unnamed: Vec<bool> = names.iter().map(String::is_empty).collect();
    for (i, name) in names.iter_mut().enumerate() {
        if name.is_empty() {
            *name = format!("Unnamed: {i}");
        }
    }
    // How often each name is taken; 0 for those that are only given.
    let mut counts: HashMap<String, usize> = names.iter().map(|name| (name.clone(), 0)).collect();
    // Columns with a name of their own come first, so that they keep it.
    let order = (0..names.len())
        .filter(|&i| !is_unnamed[i])
        .chain((0..names.len()).filter(|&i| is_unnamed[i]));
    for i in order {
        let base = names[i].clone();
        let mut name = base.clone();
        let mut count = counts.get(&base).copied().unwrap_or(0);
        while count > 0 {
            name = format!("{base}.{count}");
            counts.insert(base.clone(), count + 1);
            count = if counts.contains_key(&name) {
                count + 1
            } else {
                0
            };
        }
        *counts.entry(name.clone()).or_default() += 1;
        names[i] = name;
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n_short(text: &str) -> usize {
        let rows = (1..).zip(text.lines().map(|line| line.split(',').collect()));
        n_short_titles(&rows.collect())
    }

    #[test]
    fn lines_above_a_header_have_fewer_cells() {
        let table = "id,title,bpm\n1,a,80\n2,b,90\n3,c,70";
        assert_eq!(n_short(table), 0);
        assert_eq!(
            n_short(&format!("Tracks\nMade,2020-01-01\nNote\n{table}")),
            3
        );
        assert_eq!(n_short(&format!("Made,2020-01-01\nBy,me\n{table}")), 2);
        assert_eq!(
            n_short(&format!("# by x, on y\n# for, z\n{table}\n# end\n4,d,60")),
            2
        );
        // R writes no name above the names of the rows.
        assert_eq!(n_short("title,bpm\n1,a,80\n2,b,90\n3,c,70"), 0);
        // Below a short header the first row is no better one.
        assert_eq!(n_short("id\n1,a,80\n2,b,90\n3,c,70"), 0);
        assert_eq!(n_short(&format!("a,b\nc,d\n{table}\n4,d")), 0);
    }
}
