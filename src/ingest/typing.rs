//! What the cells of a column are. In: its cells as text. Out: the typed [`Column`], each cell parsed once, and how.

use std::collections::HashSet;

use super::column_shape::{beside, common_shape};
use super::words::{Word, Words};
use super::{negative, shape};
use crate::data::{
    ChosenKind, Column, ColumnKind, Decimal, Shape, TextColumn, is_missing, is_missing_mark,
};
use crate::sorting::sort_by_key;

/// Fewest present cells in which some may fail to be numbers.
const MIN_FOR_EXCEPTIONS: usize = 20;
/// One present cell in so many may fail to be a number.
const ONE_EXCEPTION_IN: usize = 20;
/// So many words of a column of numbers may be marks for a missing value that nobody knew before.
const MOST_MARKS: usize = 2;
/// So many distinct words are always few.
const FEW: usize = 20;
/// So many never are.
const MANY: usize = 200;
/// Present cells that tell whether a column of words has numbers to speak of.
const N_MIXTURE: usize = 500;

/// What is known before a column is looked at.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Rules<'a> {
    /// The decimal mark of the table.
    pub decimal: Decimal,
    /// The words for a missing value, where a person said so.
    pub missing: Option<&'a [String]>,
    /// What the column is, where a person said so.
    pub kind: Option<ChosenKind>,
}

/// The cells of a number column that are neither numbers nor missing; they count as missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Exceptions {
    /// How many.
    pub count: usize,
    /// Row of the first.
    pub first_row: usize,
}

/// A typed column and how it came to its type.
pub(super) struct Typed {
    /// The column.
    pub column: Column,
    /// How its numbers are written.
    pub shape: Shape,
    /// Words that count as missing, how often each, in the order in which they were met.
    pub marks: Vec<(String, usize)>,
    /// Numbers in brackets or with a minus behind, which were read as negative: how many, and the row of the first.
    pub negative: Option<(usize, usize)>,
    /// What else is no number.
    pub exceptions: Option<Exceptions>,
    /// Cells that hold something, and those of them that are numbers; of a column of words that has many numbers too.
    pub counts: (usize, usize),
    /// The first of the other cells in a column of words that has many numbers.
    pub other: Option<String>,
}

/// Types a column: numbers, else few distinct words, else text.
pub(super) fn column(name: String, text: TextColumn, rules: Rules) -> Typed {
    let numbers = match rules.kind {
        Some(ChosenKind::Words) => None,
        _ => numbers(&text, rules),
    };
    if let Some(found) = numbers {
        let column = Column {
            name,
            kind: ColumnKind::Number,
            text,
            numbers: found.values,
        };
        return Typed {
            column,
            shape: found.shape,
            marks: found.marks,
            negative: found.negative,
            exceptions: found.exceptions,
            counts: found.counts,
            other: None,
        };
    }
    let (counts, other) = match rules.kind {
        None => mixture(&text, rules),
        Some(_) => ((0, 0), None),
    };
    let kind = if has_few_words(&text) {
        ColumnKind::Category
    } else {
        ColumnKind::Text
    };
    let column = Column {
        name,
        kind,
        text,
        numbers: Vec::new(),
    };
    Typed {
        column,
        shape: Shape::Plain,
        marks: Vec::new(),
        negative: None,
        exceptions: None,
        counts,
        other,
    }
}

/// A column read as numbers, NaN where missing, infinite or an exception.
struct Numbers {
    values: Vec<f64>,
    shape: Shape,
    marks: Vec<(String, usize)>,
    negative: Option<(usize, usize)>,
    exceptions: Option<Exceptions>,
    counts: (usize, usize),
}

/// All cells as numbers; `None` unless almost all present cells are.
fn numbers(text: &TextColumn, rules: Rules) -> Option<Numbers> {
    let n_rows = text.len();
    let is_forced = rules.kind == Some(ChosenKind::Numbers);
    let shape = common_shape(text, rules.decimal);
    // More words than this cannot be forgiven, whatever they are.
    let most_words = if is_forced {
        n_rows
    } else {
        MOST_MARKS + n_rows / ONE_EXCEPTION_IN
    };
    let mut numbers = Vec::with_capacity(n_rows);
    let mut n_finite = 0;
    let (mut negative, mut other_unit) = (None, None);
    let (mut known, mut unknown) = (Words::default(), Words::default());
    for (row, cell) in text.iter().enumerate() {
        let parsed = match shape::parse(cell, &shape, rules.decimal) {
            None if is_forced => beside(cell, &shape, rules.decimal, &mut other_unit),
            parsed => parsed,
        };
        let parsed = parsed.or_else(|| {
            let number = negative::parse(cell, &shape, rules.decimal)?;
            negative.get_or_insert((0, row)).0 += 1;
            Some(number)
        });
        let number = match parsed {
            // A number may be the mark itself.
            Some(_) if rules.missing.is_some() && is_mark(cell, rules) => None,
            Some(number) if number.is_finite() => Some(number),
            _ => None,
        };
        if let Some(number) = number {
            n_finite += 1;
            numbers.push(number);
            continue;
        }
        numbers.push(f64::NAN);
        let word = cell.trim();
        if word.is_empty() {
            continue;
        }
        if parsed.is_some_and(f64::is_finite)
            || is_mark(word, rules)
            || is_infinite(parsed, word, rules)
        {
            known.count(word, row);
        } else if parsed.is_none() || rules.missing.is_some() {
            unknown.count(word, row);
            if unknown.all.len() > most_words {
                return None;
            }
        }
    }
    let n_negative = negative.map_or(0, |(count, _)| count);
    if n_finite == 0 || n_finite == n_negative && !is_forced {
        return None;
    }
    let n_unknown: usize = unknown.all.iter().map(|word| word.count).sum();
    let n_present = n_finite + n_unknown + known.all.iter().map(|word| word.count).sum::<usize>();
    let mut marks = known.all;
    let mut rest = unknown.all;
    // Words that come again among numbers are marks too; but not what has digits: 200 ms among seconds, 8B among keys.
    if rules.missing.is_none() && n_finite > n_unknown {
        let has_digit = |word: &Word| word.text.contains(char::is_numeric);
        sort_by_key(&mut rest, |word| {
            (
                has_digit(word),
                std::cmp::Reverse(word.count),
                word.first_row,
            )
        });
        let n_marks = rest
            .iter()
            .take(MOST_MARKS)
            .take_while(|word| word.count > 1 && !has_digit(word))
            .count();
        marks.extend(rest.drain(..n_marks));
    }
    let count: usize = rest.iter().map(|word| word.count).sum();
    let is_forgiven = is_forced
        || count == 0
        || shape == Shape::Plain
            && n_finite + count >= MIN_FOR_EXCEPTIONS
            && count * ONE_EXCEPTION_IN <= n_finite + count;
    if !is_forgiven {
        return None;
    }
    sort_by_key(&mut marks, |word| word.first_row);
    let first_row = rest.iter().map(|word| word.first_row).min();
    Some(Numbers {
        values: numbers,
        shape,
        marks: marks
            .iter()
            .map(|word| (word.text.to_owned(), word.count))
            .collect(),
        negative,
        exceptions: first_row.map(|first_row| Exceptions { count, first_row }),
        counts: (n_present, n_finite),
    })
}

/// Is this a word for infinity, which is no number to reckon with?
fn is_infinite(parsed: Option<f64>, word: &str, rules: Rules) -> bool {
    parsed.is_some() && rules.missing.is_none() && !word.contains(char::is_numeric)
}

fn is_mark(cell: &str, rules: Rules) -> bool {
    let cell = cell.trim();
    match rules.missing {
        Some(marks) => cell.is_empty() || marks.iter().any(|mark| mark == cell),
        None => is_missing_mark(cell),
    }
}

/// Of a column of words in which at least half of the cells are numbers, whatever their shape, and a quarter of one: how
/// many cells hold something, how many are numbers of that shape, and the first that is none.
fn mixture(text: &TextColumn, rules: Rules) -> ((usize, usize), Option<String>) {
    let shape = common_shape(text, rules.decimal);
    let (mut n_present, mut n_any, mut n_numbers, mut other) = (0, 0, 0, None);
    for cell in text.iter() {
        if is_mark(cell, rules) {
            continue;
        }
        n_present += 1;
        if shape::parse(cell, &shape, rules.decimal).is_some() {
            n_numbers += 1;
            n_any += 1;
        } else {
            n_any += usize::from(shape::of(cell, rules.decimal).is_some());
            if other.is_none() {
                other = Some(cell.trim().to_owned());
            }
        }
        // Most columns of words have no numbers to speak of.
        if n_present == N_MIXTURE && n_any * 2 < n_present {
            return ((0, 0), None);
        }
    }
    if n_numbers == 0 || n_any * 2 < n_present || n_numbers * 4 < n_present {
        return ((0, 0), None);
    }
    ((n_present, n_numbers), other)
}

/// Are the distinct present words few, for that many rows?
fn has_few_words(text: &TextColumn) -> bool {
    let most = (text.len() / 20).clamp(FEW, MANY);
    let mut words = HashSet::new();
    let mut n_missing_words = 0;
    let mut last = None;
    for cell in text.iter() {
        // Tables are often sorted by their category.
        if last == Some(cell) {
            continue;
        }
        last = Some(cell);
        if words.insert(cell) {
            n_missing_words += usize::from(is_missing(cell));
            if words.len() - n_missing_words > most {
                return false;
            }
        }
    }
    words.len() > n_missing_words
}

#[cfg(test)]
#[path = "typing_tests.rs"]
mod tests;
