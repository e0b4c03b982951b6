//! Which columns might name the pictures in any but the exact way: one look at each cell. In: names and a table. Out:
//! columns and patterns, with the pictures that might match.

use std::collections::BTreeSet;

use super::cell::{folders_and_name, ids_in_address, plain_number};
use super::key::{Place, best_first, places};
use super::keys::Keys;
use super::name::PictureName;
use super::part_of_name::{parted_at_digits, runs};
use super::pattern::Pattern;
use crate::data::spelling::folded;
use crate::data::{Column, ColumnKind, Table};

/// Runs of words looked for; in larger collections only whole names are.
const MOST_RUNS: usize = 2_000_000;

/// For each key the pictures that are called so, with a bit for each pattern under which they are.
#[derive(Default)]
struct Called {
    keys: Keys,
    by_slot: Vec<Vec<(u32, u32)>>,
}

impl Called {
    fn add(&mut self, key: &str, picture: u32, patterns: u32) {
        if key.is_empty() {
            return;
        }
        let slot = self.keys.insert(key);
        self.by_slot.resize_with(self.keys.len(), Vec::new);
        match self.by_slot[slot].last_mut() {
            Some((last, mask)) if *last == picture => *mask |= patterns,
            _ => self.by_slot[slot].push((picture, patterns)),
        }
    }
}

/// Columns and patterns by the pictures that a cell of theirs alone might name, most first.
pub(super) fn scan(files: &[&str], table: &Table, patterns: &[Pattern]) -> Vec<Place> {
    let (mut words, numbers) = called(files, patterns);
    let fits: Vec<bool> = patterns
        .iter()
        .map(|pattern| files.iter().any(|file| pattern.id_of(file).is_some()))
        .collect();
    // What is parted where a letter stands beside a digit has a digit.
    let has_digits = files.iter().any(|file| file.contains(char::is_numeric));
    let has_numbers = numbers.keys.len() > 0;
    let mut found = Vec::new();
    for (c, column) in table.columns.iter().enumerate() {
        if names_nothing(column) {
            continue;
        }
        let mut in_words = Seen::new(words.keys.len());
        let mut in_numbers = Seen::new(numbers.keys.len());
        for cell in column.text.iter() {
            let bare = if cell
                .bytes()
                .any(|byte| matches!(byte, b'.' | b'/' | b'\\' | b':'))
            {
                for id in ids_in_address(cell) {
                    in_words.note(words.keys.find_folded(&id));
                }
                folders_and_name(cell).1
            } else {
                cell
            };
            let slot = words.keys.find_folded(bare);
            in_words.note(slot);
            if slot.is_none() && has_digits && has_border(bare) {
                let parted = parted_at_digits(&folded(bare));
                in_words.note(words.keys.find(&parted));
            }
            if bare.len() < cell.len() {
                // A whole cell may be a name too.
                in_words.note(
                    words
                        .keys
                        .find_folded(cell)
                        .filter(|&whole| Some(whole) != slot),
                );
            }
            if has_numbers && let Some(number) = plain_number(bare) {
                in_numbers.note(numbers.keys.find(&number));
            }
        }
        let mut matches = vec![0; patterns.len()];
        let mut hit = vec![0_u32; files.len()];
        for (seen, called) in [(&in_words, &words), (&in_numbers, &numbers)] {
            for slot in seen.once() {
                for &(picture, mask) in &called.by_slot[slot] {
                    hit[picture as usize] |= mask;
                }
            }
        }
        // A pattern that no name fits is no pattern of these names.
        for (p, matches) in matches.iter_mut().enumerate().filter(|&(p, _)| fits[p]) {
            *matches = hit.iter().filter(|&&mask| mask & (1 << p) != 0).count();
        }
        found.extend(places(c, &matches));
    }
    best_first(found)
}

/// Measured numbers, and few words over and over, name no track.
fn names_nothing(column: &Column) -> bool {
    const MANY: usize = 1000;
    match column.kind {
        ColumnKind::Number => column
            .numbers
            .iter()
            .any(|x| x.is_finite() && x.fract() != 0.0),
        ColumnKind::Category => column.text.len() > MANY,
        ColumnKind::Text => false,
    }
}

/// Which keys a column holds, once or more often.
struct Seen(Vec<u8>);

impl Seen {
    fn new(n_keys: usize) -> Self {
        Self(vec![0; n_keys])
    }

    fn note(&mut self, slot: Option<usize>) {
        if let Some(times) = slot.and_then(|slot| self.0.get_mut(slot)) {
            *times = times.saturating_add(1);
        }
    }

    fn once(&self) -> impl Iterator<Item = usize> {
        let slots = self.0.iter().enumerate();
        slots
            .filter(|(_, times)| **times == 1)
            .map(|(slot, _)| slot)
    }
}

/// Does a letter stand beside a digit? Long cells are texts and no keys.
fn has_border(cell: &str) -> bool {
    const LONGEST: usize = 40;
    let bytes = cell.as_bytes();
    let mut pairs = bytes.iter().zip(bytes.iter().skip(1));
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    let is_letter = |byte: &u8| byte.is_ascii_alphabetic() || !byte.is_ascii();
    cell.len() <= LONGEST
        && pairs.any(|(a, b)| is_digit(a) && is_letter(b) || is_letter(a) && is_digit(b))
}

/// The words and the numbers that pictures are called by.
fn called(files: &[&str], patterns: &[Pattern]) -> (Called, Called) {
    let every = u32::MAX;
    let (mut words, mut numbers) = (Called::default(), Called::default());
    let mut n_runs = 0;
    for (i, file) in (0..).zip(files) {
        let name = PictureName::new(file, &Pattern::whole_name());
        let stem = folded(name.stem);
        let mut keys: BTreeSet<&str> = BTreeSet::from([stem.as_str()]);
        if n_runs < MOST_RUNS {
            keys.extend(runs(&stem));
            n_runs += keys.len();
        }
        let parted = parted_at_digits(&stem);
        if parted != stem {
            keys.extend(runs(&parted).filter(|run| run.contains(' ')));
        }
        for key in keys {
            words.add(key, i, every);
        }
        words.add(&folded(name.path), i, every);
        for part in [name.stem, name.bare] {
            if let Some(number) = plain_number(part) {
                numbers.add(&number, i, every);
            }
        }
        for (p, pattern) in patterns.iter().enumerate() {
            let mask = 1 << p.min(31);
            if let Some(id) = pattern.id_of(file) {
                words.add(&folded(id), i, mask);
                if let Some(number) = plain_number(id) {
                    numbers.add(&number, i, mask);
                }
            }
        }
    }
    words.keys.close();
    numbers.keys.close();
    (words, numbers)
}
