//! Which columns might name the pictures in any but the exact way: one look at each cell. In: names and a table. Out:
//! columns and patterns, with the pictures that might match.

use super::cell::{folders_and_name, ids_in_address, is_negative, plain_number};
use super::keys::Keys;
use super::name::PictureName;
use super::part_of_name::{parted_at_digits, runs};
use super::pattern::Pattern;
use super::place::{Place, best_first};
use crate::data::spelling::folded;
use crate::data::{Column, ColumnKind, Table};
use crate::sorting::set_of;

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

impl Called {
    /// Notes which key a cell is, and which it is when it is parted at its digits: where another row takes the picture of the
    /// first, the second is joined. The key that it is as it stands.
    fn look_up(&mut self, seen: &mut Seen, cell: &str, has_digits: bool) -> Option<usize> {
        let slot = self.keys.find_folded(cell);
        seen.note(slot);
        if has_digits && has_border(cell) && !is_negative(cell) {
            let parted = self.keys.find(&parted_at_digits(&folded(cell)));
            seen.note(parted.filter(|_| parted != slot));
        }
        slot
    }
}

/// Columns and patterns by the pictures that a cell of theirs alone might name, most first.
pub(super) fn scan(files: &[&str], table: &Table, patterns: &[Pattern]) -> Vec<Place> {
    let (mut words, numbers) = called(files, patterns);
    let whole_name = Pattern::whole_name();
    let fits: Vec<bool> = patterns
        .iter()
        .map(|pattern| {
            *pattern == whole_name || files.iter().any(|file| pattern.id_of(file).is_some())
        })
        .collect();
    // Names of nothing but marks are equal to cells byte for byte, which this look does not see.
    let is_of_marks = |file: &&&str| {
        let name = PictureName::new(file, &whole_name);
        let ids = patterns.iter().filter_map(|pattern| pattern.id_of(file));
        let mut names = ids.chain([name.stem, name.bare]);
        names.any(|name| folded(name).is_empty())
    };
    let n_marks = files.iter().filter(is_of_marks).count();
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
                    words.look_up(&mut in_words, &id, has_digits);
                }
                folders_and_name(cell).1
            } else {
                cell
            };
            let slot = words.look_up(&mut in_words, bare, has_digits);
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
        let mut once = vec![0_u32; files.len()];
        let mut ever = vec![0_u32; files.len()];
        for (seen, called) in [(&in_words, &words), (&in_numbers, &numbers)] {
            for (slot, is_once) in seen.slots() {
                for &(picture, mask) in &called.by_slot[slot] {
                    ever[picture as usize] |= mask;
                    if is_once {
                        once[picture as usize] |= mask;
                    }
                }
            }
        }
        let under =
            |hits: &[u32], p: usize| hits.iter().filter(|&&mask| mask & (1 << p) != 0).count();
        found.extend((0..patterns.len()).map(|p| Place {
            column: c,
            pattern: p,
            likely: under(&once, p),
            // A pattern that no name fits is no pattern of these names; that of whole names is one of any, with nothing before
            // the extension too.
            at_most: if fits[p] {
                under(&ever, p) + n_marks
            } else {
                0
            },
        }));
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

    /// Keys that are there, and whether once.
    fn slots(&self) -> impl Iterator<Item = (usize, bool)> {
        let slots = self.0.iter().enumerate();
        slots
            .filter(|(_, times)| **times > 0)
            .map(|(slot, &times)| (slot, times == 1))
    }
}

/// May a letter stand beside a digit, once the cell is folded? Folding turns letters and digits of other scripts into
/// others: there a digit anywhere is enough.
fn has_border(cell: &str) -> bool {
    if !cell.is_ascii() {
        return cell.contains(char::is_numeric);
    }
    let bytes = cell.as_bytes();
    let mut pairs = bytes.iter().zip(bytes.iter().skip(1));
    pairs.any(|(a, b)| {
        a.is_ascii_digit() && b.is_ascii_alphabetic()
            || a.is_ascii_alphabetic() && b.is_ascii_digit()
    })
}

/// The words and the numbers that pictures are called by.
fn called(files: &[&str], patterns: &[Pattern]) -> (Called, Called) {
    let every = u32::MAX;
    let (mut words, mut numbers) = (Called::default(), Called::default());
    let mut n_runs = 0;
    for (i, file) in (0..).zip(files) {
        let name = PictureName::new(file, &Pattern::whole_name());
        let stem = folded(name.stem);
        let mut keys = set_of([stem.as_str()]);
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
