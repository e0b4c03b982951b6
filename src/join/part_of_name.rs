//! The step that finds a key within a name: "blues 7" in "my blues-7 (live)". In: what is left over. Out: more pairs.
//!
//! A key is whole words of the name, the longest first, so that "1" is not in `clip_10` and "Song" not taken where "Song A"
//! fits. Where words do not help, borders between letters and digits count as well, for keys that have such a border.

use std::collections::BTreeMap;

use super::cell::{folders_and_name, ids_in_address, is_negative};
use super::keys::Keys;
use super::matching::Matching;
use super::step::Step;
use crate::data::spelling::folded;
use crate::sorting::set_of;

/// Words looked at of one name; longer names are sentences.
const MOST_WORDS: usize = 24;
/// Words of a key.
pub(super) const MOST_KEY_WORDS: usize = 12;

/// Where words end.
#[derive(Clone, Copy, PartialEq)]
enum Borders {
    Separators,
    /// Between a letter and a digit too.
    Digits,
}

/// Joins what can be joined.
pub(super) fn run(matching: &mut Matching) {
    look(matching, Borders::Separators);
    look(matching, Borders::Digits);
}

fn look(matching: &mut Matching, borders: Borders) {
    let mut keys = Keys::default();
    let mut pictures_of: Vec<Vec<u32>> = Vec::new();
    for picture in matching.open_pictures() {
        let name = matching.names[picture as usize].stem;
        let words = parted(&folded(name), borders);
        for run in runs(&words) {
            if borders == Borders::Digits && !run.contains(' ') {
                continue;
            }
            let slot = keys.insert(run);
            pictures_of.resize_with(keys.len(), Vec::new);
            if pictures_of[slot].last() != Some(&picture) {
                pictures_of[slot].push(picture);
            }
        }
    }
    if keys.len() == 0 {
        return;
    }
    keys.close();
    // By falling length of the key: rows of each key that is in a name.
    let mut found: BTreeMap<usize, BTreeMap<usize, Vec<u32>>> = BTreeMap::new();
    for row in 0..matching.cells.len() as u32 {
        if !matching.is_row_open(row) {
            continue;
        }
        let cell = matching.cells.get(row as usize);
        let mut add = |slot: Option<usize>, length: usize| {
            if let Some(slot) = slot {
                let rows = found.entry(length).or_default().entry(slot).or_default();
                if rows.last() != Some(&row) {
                    rows.push(row);
                }
            }
        };
        let mut look_up = |key: &str| match borders {
            Borders::Separators => add(keys.find_folded(key), letters(key)),
            Borders::Digits if key.contains(char::is_numeric) && !is_negative(key) => {
                let parted = parted(&folded(key), borders);
                add(keys.find(&parted), letters(&parted));
            }
            Borders::Digits => {}
        };
        let ids = ids_in_address(cell);
        if ids.is_empty() {
            look_up(folders_and_name(cell).1);
        }
        for id in &ids {
            look_up(id);
        }
    }
    for slots in found.into_values().rev() {
        level(matching, &pictures_of, slots);
    }
}

/// Keys of one length, all at once: a name that holds several of them belongs to none.
fn level(matching: &mut Matching, pictures_of: &[Vec<u32>], slots: BTreeMap<usize, Vec<u32>>) {
    let mut slots_of: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    let mut open: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for (slot, mut rows) in slots {
        rows.retain(|&row| matching.is_row_open(row));
        if rows.is_empty() {
            continue;
        }
        for &picture in pictures_of[slot]
            .iter()
            .filter(|&&picture| matching.is_open(picture))
        {
            slots_of.entry(picture).or_default().push(slot);
        }
        open.insert(slot, rows);
    }
    for (&picture, slots) in slots_of.iter().filter(|(_, slots)| slots.len() > 1) {
        let rows = slots.iter().filter_map(|slot| open.get(slot));
        let rows = set_of(rows.flatten().copied());
        matching.share(vec![picture], rows.into_iter().collect());
    }
    let mut pictures: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for (picture, slots) in slots_of {
        if let [slot] = slots[..] {
            pictures.entry(slot).or_default().push(picture);
        }
    }
    for (slot, pictures) in pictures {
        let mut rows = open.remove(&slot).unwrap_or_default();
        rows.retain(|&row| matching.is_row_open(row));
        matching.resolve(Step::PartOfName, &pictures, &rows);
    }
}

/// Folded words, parted where `borders` say.
fn parted(folded: &str, borders: Borders) -> String {
    match borders {
        Borders::Separators => folded.to_owned(),
        Borders::Digits => parted_at_digits(folded),
    }
}

/// Folded words, parted between letters and digits too.
pub(super) fn parted_at_digits(folded: &str) -> String {
    let mut parted = String::with_capacity(folded.len() + 4);
    let mut last = ' ';
    for c in folded.chars() {
        let is_border = last != ' ' && c != ' ' && last.is_numeric() != c.is_numeric();
        if is_border {
            parted.push(' ');
        }
        parted.push(c);
        last = c;
    }
    parted
}

/// All runs of whole words in words that single spaces part.
pub(super) fn runs(words: &str) -> impl Iterator<Item = &str> {
    let spaces = words.match_indices(' ').map(|(at, _)| at);
    let ends: Vec<usize> = spaces.chain([words.len()]).take(MOST_WORDS).collect();
    let starts: Vec<usize> = std::iter::once(0)
        .chain(ends.iter().map(|end| end + 1))
        .collect();
    let n = if words.is_empty() { 0 } else { ends.len() };
    (0..n).flat_map(move |first| {
        let start = starts[first];
        let last = n.min(first + MOST_KEY_WORDS);
        let ends = ends[first..last].to_vec();
        ends.into_iter()
            .filter_map(move |end| words.get(start..end))
    })
}

fn letters(key: &str) -> usize {
    key.chars().filter(|c| c.is_alphanumeric()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_whole_words() {
        let found: Vec<&str> = runs("é b c").collect();
        assert_eq!(found, ["é", "é b", "é b c", "b", "b c", "c"]);
        assert_eq!(runs("").count(), 0);
        assert_eq!(
            parted("blues00000 é9b", Borders::Digits),
            "blues 00000 é 9 b"
        );
    }
}
