//! Which of a table's first rows name its columns. In: those rows. Out: how many, and the names they make together.
//!
//! A header has words where the rows below have numbers, or it counts. Several lines are believed only with a sign for
//! them: groups above names, a line of units, a line that names the index alone.

use csv::StringRecord;

use super::{formula, negative, number, shape};
use crate::data::{Decimal, is_missing_mark};

/// Most lines of a header.
const MOST: usize = 6;
/// Of so many per hundred cells per column of numbers must be one.
const NUMERIC: usize = 80;

type Rows<'a> = [&'a StringRecord];

/// Lines of the header of these rows, which follow one another from the beginning; 0 where the first is a row already.
pub(super) fn count(rows: &Rows) -> usize {
    let Some(first) = rows.first() else { return 0 };
    if rows.len() == 1 {
        let all_numbers = first.iter().all(|cell| number::parse_plain(cell).is_some());
        return usize::from(!all_numbers);
    }
    if counts(first, &rows[1..]) {
        return 1;
    }
    // Of a long beginning the end, which surely is no header.
    let tail = &rows[rows.len().div_ceil(2).min(MOST)..];
    let numeric = numeric_columns(first.len(), tail);
    if numeric.is_empty() {
        return usize::from(!is_like(first, &rows[1..]));
    }
    let is_words = |row: &StringRecord| !numeric.iter().any(|&i| row.get(i).is_some_and(is_number));
    if !is_words(first) {
        // Some columns may be called by a number, as long as no fewer have words.
        let n_of = |is: fn(&str) -> bool| {
            numeric
                .iter()
                .filter(|&&i| first.get(i).is_some_and(is))
                .count()
        };
        return usize::from(n_of(is_word) >= n_of(is_number));
    }
    if !first.iter().any(is_word) {
        return usize::from(!is_like(first, &rows[1..]));
    }
    // Names of columns, not values that are missing.
    let has_names = |row: &&StringRecord| {
        let cells = || {
            numeric
                .iter()
                .filter(|&&i| i > 0)
                .filter_map(|&i| row.get(i))
        };
        let n_words = cells().filter(|cell| is_word(cell)).count();
        n_words > 0 && n_words * 2 >= cells().count() && is_words(row)
    };
    if let Some(index) = index_line(rows).filter(|_| rows.get(1).is_some_and(has_names)) {
        return index + 1;
    }
    let is_group = has_groups(first);
    let first_cells_are_there = tail
        .iter()
        .all(|row| row.get(0).is_some_and(|cell| !cell.is_empty()));
    let mut n_lines = 1;
    for row in rows.iter().take(MOST).skip(1).take(rows.len() - 2) {
        let cells = || numeric.iter().filter_map(|&i| row.get(i));
        let n_words = cells().filter(|cell| is_word(cell)).count();
        let marks = row
            .iter()
            .any(|cell| !cell.trim().is_empty() && is_missing_mark(cell));
        let comes_again = numeric.iter().any(|&i| {
            let word = row.get(i).unwrap_or_default();
            !word.is_empty() && tail.iter().any(|other| other.get(i) == Some(word))
        });
        let is_of_units =
            first_cells_are_there && row.get(0).is_some_and(|cell| cell.trim().is_empty());
        let is_full = n_words == numeric.len() && n_words > 1;
        let has_sign = is_group || is_of_units || is_full;
        if n_words == 0 || marks || comes_again || !has_sign || !is_words(row) {
            break;
        }
        n_lines += 1;
    }
    n_lines
}

/// The names that header lines make together, from the upper to the lower; empty where a column has none.
pub(super) fn names(lines: &Rows) -> Vec<String> {
    let n_columns = lines.iter().map(|line| line.len()).max().unwrap_or(0);
    let cell = |line: usize, column: usize| {
        let cell = lines
            .get(line)
            .and_then(|line| line.get(column))
            .unwrap_or_default()
            .trim();
        let cell = formula::formula_text(cell).unwrap_or(cell);
        // pandas' own word for an empty cell of a header.
        if cell.starts_with("Unnamed: ") && lines.len() > 1 {
            ""
        } else {
            cell
        }
    };
    let is_index_line =
        lines.len() > 1 && lines.last().is_some_and(|last| has_first_cell_alone(last));
    let mut names = Vec::with_capacity(n_columns);
    for column in 0..n_columns {
        if is_index_line && column == 0 {
            names.push(cell(lines.len() - 1, 0).to_owned());
            continue;
        }
        let mut parts: Vec<&str> = Vec::new();
        for line in 0..lines.len() {
            let mut part = cell(line, column);
            // Merged cells of a spreadsheet stand in the first of their columns.
            let is_above = line + 1 < lines.len() && !cell(line + 1, column).is_empty();
            if part.is_empty() && is_above && !has_repeats(lines[line]) {
                part = (0..column)
                    .rev()
                    .map(|left| cell(line, left))
                    .find(|left| !left.is_empty())
                    .unwrap_or("");
            }
            if !part.is_empty() && parts.last() != Some(&part) {
                parts.push(part);
            }
        }
        names.push(parts.join(" "));
    }
    names
}

fn is_number(cell: &str) -> bool {
    let is_of = |cell: &str| {
        shape::of(cell, Decimal::Point).is_some() || shape::of(cell, Decimal::Comma).is_some()
    };
    is_of(cell) || negative::bare(cell).is_some_and(|inner| is_of(&inner))
}

pub(super) fn is_word(cell: &str) -> bool {
    !is_missing_mark(cell) && !is_number(cell)
}

/// The columns in which nearly all present cells of `rows` are numbers.
pub(super) fn numeric_columns(n_columns: usize, rows: &Rows) -> Vec<usize> {
    let is_numeric = |&column: &usize| {
        let present = rows
            .iter()
            .filter_map(|row| row.get(column))
            .filter(|cell| !is_missing_mark(cell));
        let (n_numbers, n_present) = present.fold((0, 0), |(numbers, all), cell| {
            (numbers + usize::from(is_number(cell)), all + 1)
        });
        n_present > 0 && n_numbers * 100 >= n_present * NUMERIC
    };
    (0..n_columns).filter(is_numeric).collect()
}

/// Does the row count, as no other does: 0, 1, 2 or 100, 200, 300 behind at most a few words?
fn counts(row: &StringRecord, others: &Rows) -> bool {
    let steps = |row: &StringRecord| -> Option<(usize, i64, i64)> {
        let cells: Vec<Option<i64>> = row.iter().map(|cell| cell.trim().parse().ok()).collect();
        let start = cells.iter().position(Option::is_some)?;
        let numbers: Vec<i64> = cells.get(start..)?.iter().copied().collect::<Option<_>>()?;
        let step = numbers.get(1)?.checked_sub(*numbers.first()?)?;
        let is_even = numbers
            .windows(2)
            .all(|pair| matches!(pair, [a, b] if a.checked_add(step) == Some(*b)));
        (is_even && step > 0).then(|| (numbers.len(), *numbers.first().unwrap_or(&0), step))
    };
    let Some((n_numbers, first, step)) = steps(row) else {
        return false;
    };
    // Two numbers always make a step: there it must be the same one.
    let is_alike = |(n, _, other): (usize, i64, i64)| n == n_numbers && (n > 2 || other == step);
    if others
        .iter()
        .any(|other| steps(other).is_some_and(is_alike))
    {
        return false;
    }
    let is_whole = |cell: &str| is_missing_mark(cell) || cell.trim().parse::<i64>().is_ok();
    let below = others
        .iter()
        .flat_map(|other| other.iter().skip(row.len() - n_numbers));
    match n_numbers {
        2 => first == 0 && step == 1 && row.len() == 2,
        3 => step == 1 && (first == 0 || !below.into_iter().all(is_whole)),
        _ => true,
    }
}

/// Does the row look like those below: a file name above file names, a word that comes again, nothing but numbers?
fn is_like(row: &StringRecord, others: &Rows) -> bool {
    // A header that comes again as a whole is one all the same.
    if others.contains(&row) {
        return false;
    }
    row.iter().enumerate().any(|(i, cell)| {
        let column = || others.iter().filter_map(|other| other.get(i));
        let cell = cell.trim();
        if is_missing_mark(cell) {
            return false;
        }
        let comes_again = column().any(|other| other.trim() == cell);
        let is_file = extension(cell).is_some()
            && column().all(|other| extension(other.trim()) == extension(cell));
        comes_again || is_file
    })
}

/// The ending of a file's name: "wav" of "a/b.wav".
fn extension(cell: &str) -> Option<&str> {
    let (stem, ending) = cell.rsplit_once('.')?;
    let is_ending = (2..=5).contains(&ending.len())
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && ending.bytes().any(|byte| byte.is_ascii_alphabetic());
    (is_ending && !stem.is_empty()).then_some(ending)
}

/// The line among the first that names the index alone, with lines of groups above it: `track_id,,,`.
fn index_line(rows: &Rows) -> Option<usize> {
    let found = (2..MOST.min(rows.len() - 1))
        .find(|&i| has_first_cell_alone(rows[i]) && is_word(rows[i].get(0).unwrap_or_default()))?;
    let is_full =
        |row: &&StringRecord| row.iter().filter(|cell| !cell.trim().is_empty()).count() > 1;
    (rows[..found].iter().all(&is_full) && is_full(&rows[found + 1])).then_some(found)
}

fn has_first_cell_alone(row: &StringRecord) -> bool {
    row.len() > 2
        && row
            .iter()
            .enumerate()
            .all(|(i, cell)| cell.trim().is_empty() == (i > 0))
}

/// Do groups of columns stand in this line: the same word side by side, or a word with empty cells behind it?
fn has_groups(row: &StringRecord) -> bool {
    let cells: Vec<&str> = row.iter().map(str::trim).collect();
    let n_present = cells.iter().filter(|cell| !cell.is_empty()).count();
    let has_gap = cells
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if !a.is_empty() && b.is_empty()));
    let last = cells.iter().rposition(|cell| !cell.is_empty());
    // Separators at the end make no group.
    has_repeats(row)
        || has_gap
            && n_present > 1
            && last.is_some_and(|last| cells[..last].iter().skip(1).any(|cell| cell.is_empty()))
}

fn has_repeats(row: &StringRecord) -> bool {
    let cells: Vec<&str> = row.iter().map(str::trim).collect();
    cells
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if a == b && !a.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> usize {
        let rows: Vec<StringRecord> = text.lines().map(|line| line.split(',').collect()).collect();
        count(&rows.iter().collect::<Vec<_>>())
    }

    #[test]
    fn one_line_is_the_rule() {
        assert_eq!(lines("id,tempo\na,1\nb,2"), 1);
        assert_eq!(lines("id,tempo\na,unknown\nb,2\nc,3"), 1);
        assert_eq!(lines("a,b"), 1);
        assert_eq!(lines("id,a,a\nx,,\ny,1,2\nz,3,4"), 1);
        assert_eq!(lines(",name\n1,x"), 1);
        assert_eq!(lines("id,title,tempo\na,Song,\nb,,\nc,X,80\nd,Y,90"), 1);
    }

    #[test]
    fn a_row_that_counts_names_columns() {
        assert_eq!(lines("0,1\n5,3\n2,9"), 1);
        assert_eq!(lines("1,2\n4,5\n7,8"), 0);
        assert_eq!(lines("a,1,2,3\nb,4,5,6"), 0);
    }

    #[test]
    fn merged_cells_and_units() {
        let row = |cells: &str| -> StringRecord { cells.split(',').collect() };
        let (groups, fields) = (row("What,,Sound,"), row("file,title,tempo,energy"));
        assert_eq!(
            names(&[&groups, &fields]),
            ["What file", "What title", "Sound tempo", "Sound energy"]
        );
        let (fields, units) = (row("file,tempo,level"), row(",BPM,dB"));
        assert_eq!(names(&[&fields, &units]), ["file", "tempo BPM", "level dB"]);
        assert_eq!(names(&[&row(" a ,")]), ["a", ""]);
    }
}
