//! Which column of a table names the pictures. In: the file names and the table. Out: [`Candidate`]s, best first.

use std::cell::LazyCell;
use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::by_key;
use super::infer::infer;
use super::keys::Keys;
use super::matching::Matching;
use super::params::{JoinParams, Key};
use super::pattern::Pattern;
use super::place::{Place, best_first};
use super::scan::scan;
use super::step::Step;
use crate::data::Table;
use crate::sorting::sort_by_key;

/// Candidates of a kind that are joined in full; more are hardly ever better.
const MOST_TRIED: usize = 4;

/// A key and what it would match.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Name of the column that holds the ids.
    pub column: String,
    /// Where the id stands in a file name.
    pub pattern: Pattern,
    /// Pictures that would have a row of their own.
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

/// The keys that match any picture, most matches first. On a tie those that match exactly come first, then the notebook's
/// own (`clip_<id>.png` in the first column), then the longer key, then the order of the columns, then that of
/// the patterns: `clip_<id>.png`, `<id>.png`, those inferred from the names.
pub fn candidates(files: &[&str], table: &Table, params: &JoinParams) -> Vec<Candidate> {
    better_than(files, files, table, params)
}

/// The same, but only those that match more pictures than a key that leaves `left` over.
pub(super) fn better_than(
    left: &[&str],
    files: &[&str],
    table: &Table,
    params: &JoinParams,
) -> Vec<Candidate> {
    if files.is_empty() {
        return Vec::new();
    }
    let known = files.len() - left.len();
    let mut patterns = vec![Pattern::of_notebook(), Pattern::whole_name()];
    for pattern in infer(files) {
        if !patterns.contains(&pattern) {
            patterns.push(pattern);
        }
    }
    // What matches more than a known key matches something that it left over: a look at these is far shorter where they are
    // few.
    let may_match = LazyCell::new(|| {
        let of_no_pattern = |file: &&str| Pattern::whole_name().id_of(file).is_none();
        known == 0 || left.iter().any(of_no_pattern) || !scan(left, table, &patterns).is_empty()
    });
    let mut tried: Vec<(Tried, Candidate)> = Vec::new();
    let mut attempt = |places: Vec<Place>, is_loose: bool| {
        let mut n_tried = 0;
        for place in places {
            let best = tried
                .iter()
                .map(|(order, tried)| (tried.matches, !order.is_loose))
                .max();
            // On a tie what is exact comes first.
            let is_beaten = best.is_some_and(|(best, is_exact)| {
                best > place.at_most || best == place.at_most && is_exact && is_loose
            });
            let is_known = tried
                .iter()
                .any(|(order, _)| (order.column, order.pattern) == (place.column, place.pattern));
            if is_known || is_beaten || n_tried == MOST_TRIED {
                continue;
            }
            // Counted whether or not it can be better than what is known, so that the same places are tried whatever is known.
            n_tried += 1;
            // Of what matches exactly that bound is no bound: the other steps come after that one.
            if place.at_most <= known && (is_loose || !*may_match) {
                continue;
            }
            let (column, pattern) = (&table.columns[place.column], &patterns[place.pattern]);
            let mut matching =
                Matching::new(files, &column.text, pattern, &params.root, &params.folders);
            by_key::run(&mut matching, &params.steps_off);
            let rows = matching.row_of.iter().flatten().map(|&(row, _)| row);
            let letters = rows.map(|row| column.text.get(row as usize).len()).sum();
            let candidate = Candidate {
                column: column.name.clone(),
                pattern: pattern.clone(),
                matches: matching.matched(),
            };
            let order = Tried {
                is_loose,
                letters: if is_loose { letters } else { 0 },
                column: place.column,
                pattern: place.pattern,
            };
            tried.push((order, candidate));
        }
        tried
            .iter()
            .map(|(_, known)| known.matches)
            .max()
            .unwrap_or(0)
    };
    let mut best = 0;
    if !params.steps_off.contains(&Step::Exact) {
        best = attempt(exact(files, table, &patterns), false);
    }
    let has_loose = Step::ALL[1..6]
        .iter()
        .any(|step| !params.steps_off.contains(step));
    if best < files.len() && has_loose && *may_match {
        attempt(scan(files, table, &patterns), true);
    }
    tried.retain(|(_, candidate)| candidate.matches > known);
    sort_by_key(&mut tried, |(order, candidate)| {
        let is_default = (order.column, order.pattern) == (0, 0);
        (
            Reverse(candidate.matches),
            order.is_loose,
            !is_default,
            Reverse(order.letters),
            order.column,
            order.pattern,
        )
    });
    tried.into_iter().map(|(_, candidate)| candidate).collect()
}

/// What was tried, and what settles a tie.
struct Tried {
    is_loose: bool,
    letters: usize,
    column: usize,
    pattern: usize,
}

/// Columns and patterns by the pictures whose id is a cell byte for byte, most first.
fn exact(files: &[&str], table: &Table, patterns: &[Pattern]) -> Vec<Place> {
    let mut keys = Keys::default();
    // For each id, how many pictures have it under each pattern.
    let mut n_pictures: Vec<Vec<usize>> = Vec::new();
    for (p, pattern) in patterns.iter().enumerate() {
        for id in files
            .iter()
            .filter_map(|file| pattern.id_of(file))
            .filter(|id| !id.is_empty())
        {
            let slot = keys.insert(id);
            n_pictures.resize(keys.len(), vec![0; patterns.len()]);
            n_pictures[slot][p] += 1;
        }
    }
    let mut found = Vec::new();
    for (c, column) in table.columns.iter().enumerate() {
        let mut seen = vec![false; keys.len()];
        let mut matches = vec![0; patterns.len()];
        for cell in column.text.iter() {
            if let Some(slot) = keys.find(cell).filter(|&slot| !seen[slot]) {
                seen[slot] = true;
                for (total, n) in matches.iter_mut().zip(&n_pictures[slot]) {
                    *total += n;
                }
            }
        }
        found.extend((0..).zip(matches).map(|(p, at_most)| Place {
            column: c,
            pattern: p,
            likely: at_most,
            at_most,
        }));
    }
    best_first(found)
}

#[cfg(test)]
#[path = "candidates_tests.rs"]
mod tests;
