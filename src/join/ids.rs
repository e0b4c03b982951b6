//! Ids hashed once, so that a table's cells are looked up fast. In: the ids of the pictures. Out: which one a cell names.
//!
//! A cell names an id when it is equal to it byte for byte (so "007" is not "7"), or would be without the extension and
//! the folders of a recording's or picture's file name ("blues.00000.wav" names "blues.00000"). Only where nothing
//! matches that way, loosely: without case and all but letters and digits ("blues00000"). A key without any letter is
//! never compared loosely: "1.1" is not "11".

use std::borrow::Cow;
use std::collections::HashMap;

/// Extensions that a key cell may carry.
const EXTENSIONS: [&str; 18] = [
    "wav", "mp3", "flac", "ogg", "oga", "opus", "m4a", "aac", "aif", "aiff", "au", "wma", "png",
    "jpg", "jpeg", "gif", "webp", "bmp",
];

/// Distinct ids, each with its slot: 0, 1, 2, ... in order of first appearance.
#[derive(Default)]
pub(super) struct Ids<'a> {
    slots: HashMap<Cow<'a, str>, u32>,
    /// For each first byte the lengths that occur (63 and more share a bit): most cells of a table are told from ids
    /// without hashing them.
    lengths: Vec<u64>,
}

impl<'a> Ids<'a> {
    /// The slot of `id`, a new one if it is not there yet.
    pub(super) fn insert(&mut self, id: impl Into<Cow<'a, str>>) -> usize {
        let id = id.into();
        self.lengths.resize(256, 0);
        if let Some(lengths) = self.lengths.get_mut(usize::from(first_byte(&id))) {
            *lengths |= length_bit(&id);
        }
        let next = self.slots.len() as u32;
        *self.slots.entry(id).or_insert(next) as usize
    }

    /// Number of distinct ids.
    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    /// The slot of the id that `cell` names.
    pub(super) fn find(&self, cell: &str) -> Option<usize> {
        self.exact(cell).or_else(|| {
            stem(cell)
                .filter(|stem| stem.len() < cell.len())
                .and_then(|stem| self.exact(stem))
        })
    }

    /// The slot of the id that `cell` names loosely; the ids must have been inserted as [`loose`].
    pub(super) fn find_loose(&self, cell: &str) -> Option<usize> {
        self.exact(&loose(stem(cell).unwrap_or(cell))?)
    }

    fn exact(&self, key: &str) -> Option<usize> {
        let lengths = self.lengths.get(usize::from(first_byte(key)))?;
        if lengths & length_bit(key) == 0 {
            return None;
        }
        self.slots.get(key).map(|&slot| slot as usize)
    }
}

fn first_byte(key: &str) -> u8 {
    key.as_bytes().first().copied().unwrap_or_default()
}

fn length_bit(key: &str) -> u64 {
    1 << key.len().min(63)
}

/// The file's name without folders and extension, `None` where the cell is not the name of a recording or picture.
fn stem(cell: &str) -> Option<&str> {
    // Most cells are settled by their last byte.
    if !cell
        .bytes()
        .last()
        .is_some_and(|byte| byte.is_ascii_alphanumeric())
    {
        return None;
    }
    let dot = cell.len() - cell.bytes().rev().take(5).position(|byte| byte == b'.')? - 1;
    let extension = cell.get(dot + 1..)?;
    EXTENSIONS
        .iter()
        .any(|known| known.eq_ignore_ascii_case(extension))
        .then(|| cell[..dot].rsplit(['/', '\\']).next())
        .flatten()
}

/// Lower-case letters and digits only; `None` where there is no letter.
pub(super) fn loose(key: &str) -> Option<String> {
    let loose: String = key
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    loose.contains(char::is_alphabetic).then_some(loose)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_bytes_or_a_file_name() {
        let mut ids = Ids::default();
        for id in ["7", "blues.00000", "x.wav"] {
            ids.insert(id);
        }
        assert_eq!(ids.find("7"), Some(0));
        assert_eq!(ids.find("007"), None);
        assert_eq!(ids.find("data/blues.00000.WAV"), Some(1));
        assert_eq!(ids.find("x.wav"), Some(2));
        assert_eq!(ids.find(""), None);
        assert_eq!(ids.insert("7"), 0);
        assert_eq!(stem("AC/DC"), None);
        assert_eq!(stem("0.mp3"), Some("0"));
    }

    #[test]
    fn loosely_only_with_letters() {
        assert_eq!(loose("Blues.00000"), Some("blues00000".to_owned()));
        assert_eq!(loose("1.1"), None);
        let mut ids = Ids::default();
        ids.insert(loose("blues00000").unwrap());
        assert_eq!(ids.find_loose("blues.00000.wav"), Some(0));
    }
}
