//! Which column of a table names the pictures. In: the file names and the table. Out: [`Candidate`]s, best first.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::ids::{Ids, loose};
use super::pattern::{Pattern, base_name};
use crate::data::{ColumnKind, Table};

/// How pictures and rows are matched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// Name of the column that holds the ids.
    pub column: String,
    /// Where the id stands in a file name.
    pub pattern: Pattern,
}

/// A key and what it would match.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Name of the column that holds the ids.
    pub column: String,
    /// Where the id stands in a file name.
    pub pattern: Pattern,
    /// Pictures that would have a row.
    pub matches: usize,
}

impl Candidate {
    /// The key alone.
    pub fn key(&self) -> Key {
        Key {
            column: self.column.clone(),
            pattern: self.pattern.clone(),
        }
    }
}

/// The keys that match any picture, most matches first. On a tie the notebook's own (`clip_<id>.png` in the first
/// column) comes first, then the first column, then the order of the columns, then that of the patterns: `clip_<id>.png`,
/// `<id>.png`, the one [inferred](infer) from the names. Keys are compared loosely only when none matches exactly.
pub fn candidates(files: &[&str], table: &Table) -> Vec<Candidate> {
    if files.is_empty() {
        return Vec::new();
    }
    let mut patterns = vec![Pattern::of_notebook(), Pattern::whole_name()];
    if let Some(pattern) = infer(files).filter(|pattern| !patterns.contains(pattern)) {
        patterns.push(pattern);
    }
    let exact = search(files, table, &patterns, Comparison::Exact);
    if exact.is_empty() {
        search(files, table, &patterns, Comparison::Loose)
    } else {
        exact
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Comparison {
    Exact,
    Loose,
}

fn search(
    files: &[&str],
    table: &Table,
    patterns: &[Pattern],
    comparison: Comparison,
) -> Vec<Candidate> {
    let mut ids = Ids::default();
    // For each id, how many pictures have it under each pattern.
    let mut n_pictures: Vec<Vec<usize>> = Vec::new();
    for (p, pattern) in patterns.iter().enumerate() {
        for id in files.iter().filter_map(|file| pattern.id_of(file)) {
            let slot = match comparison {
                Comparison::Exact => ids.insert(id),
                Comparison::Loose => match loose(id) {
                    Some(id) => ids.insert(id),
                    None => continue,
                },
            };
            n_pictures.resize(ids.len(), vec![0; patterns.len()]);
            n_pictures[slot][p] += 1;
        }
    }
    let mut found = Vec::new();
    for (c, column) in table.columns.iter().enumerate() {
        // Numbers have no letters, and only keys with letters are compared loosely.
        if comparison == Comparison::Loose && column.kind == ColumnKind::Number {
            continue;
        }
        let mut seen = vec![false; ids.len()];
        let mut matches = vec![0; patterns.len()];
        for cell in column.text.iter() {
            let slot = match comparison {
                Comparison::Exact => ids.find(cell),
                Comparison::Loose => ids.find_loose(cell),
            };
            if let Some(slot) = slot.filter(|&slot| !seen[slot]) {
                seen[slot] = true;
                for (total, n) in matches.iter_mut().zip(&n_pictures[slot]) {
                    *total += n;
                }
            }
        }
        for (p, matches) in matches.into_iter().enumerate().filter(|&(_, n)| n > 0) {
            let candidate = Candidate {
                column: column.name.clone(),
                pattern: patterns[p].clone(),
                matches,
            };
            found.push((Reverse(matches), (c, p), candidate));
        }
    }
    found.sort_by_key(|&(matches, place, _)| (matches, place));
    found
        .into_iter()
        .map(|(_, _, candidate)| candidate)
        .collect()
}

/// The pattern that the base names have in common. The common parts are cut back to where no letter or digit of an id
/// can be lost: to a separator, or to a border between a letter and a digit. `None` for fewer than two names.
pub fn infer(files: &[&str]) -> Option<Pattern> {
    let mut bases: Vec<&str> = files.iter().map(|file| base_name(file)).collect();
    bases.sort_unstable();
    bases.dedup();
    let stems: Vec<&str> = bases
        .iter()
        .filter_map(|base| Some(base.rsplit_once('.')?.0))
        .collect();
    let (first, last) = (*stems.first()?, *stems.last()?);
    if stems.len() < 2 || stems.len() != bases.len() {
        return None;
    }
    // The names are sorted: what the first and the last share, all share.
    let n_common = common(first.chars(), last.chars());
    let prefix = cut_back(&first.chars().take(n_common).collect::<String>(), |n| {
        stems
            .iter()
            .filter_map(move |stem| stem.chars().nth(n))
            .collect()
    });
    let n_prefix = prefix.chars().count();
    let n_common = stems
        .iter()
        .map(|stem| {
            common(first.chars().rev(), stem.chars().rev()).min(stem.chars().count() - n_prefix)
        })
        .min()?;
    let suffix = cut_back(
        &first.chars().rev().take(n_common).collect::<String>(),
        |n| {
            stems
                .iter()
                .filter_map(move |stem| stem.chars().rev().nth(n))
                .collect()
        },
    );
    let suffix: String = suffix.chars().rev().collect();
    let pattern = Pattern::around(&prefix, &format!("{suffix}.png"));
    let fits = files.iter().any(|file| pattern.id_of(file).is_some());
    (fits && !prefix.contains("<id>")).then_some(pattern)
}

/// Length of the common beginning, in characters.
fn common(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

/// Shortens what the names share to a safe border; `behind(n)` are the names' characters at `n`.
fn cut_back(shared: &str, behind: impl Fn(usize) -> Vec<char>) -> String {
    let mut kept: Vec<char> = shared.chars().collect();
    while kept.last().is_some_and(char::is_ascii_digit) {
        kept.pop();
    }
    let letters_end = kept.last().is_some_and(|c| c.is_alphabetic());
    let digits_follow = behind(kept.len()).iter().all(char::is_ascii_digit);
    if !(letters_end && digits_follow) {
        while kept.last().is_some_and(|c| c.is_alphanumeric()) {
            kept.pop();
        }
    }
    kept.into_iter().collect()
}

#[cfg(test)]
#[path = "key_tests.rs"]
mod tests;
