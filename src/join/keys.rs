//! Keys hashed once, so that a table's cells are looked up fast. In: what pictures are called. Out: which key a cell is.

use std::collections::HashMap;

use super::cell::is_negative;
use crate::data::spelling::{folded, folded_hash};

/// Bits of the filter for each key: few cells that are no key are hashed twice.
const FILTER_BITS: usize = 16;

/// Distinct keys, each with its slot: 0, 1, 2, ... in order of first appearance.
#[derive(Default)]
pub(super) struct Keys {
    slots: HashMap<String, u32>,
    /// For each first byte the lengths that occur (63 and more share a bit): most cells of a table are told from keys
    /// without hashing them.
    lengths: Vec<u64>,
    /// Bits at the folded hashes of the keys, once [`Self::close`] was called.
    filter: Vec<u64>,
    spare: String,
}

impl Keys {
    /// The slot of `key`, a new one if it is not there yet.
    pub(super) fn insert(&mut self, key: &str) -> usize {
        if let Some(&slot) = self.slots.get(key) {
            return slot as usize;
        }
        self.lengths.resize(256, 0);
        if let Some(lengths) = self.lengths.get_mut(usize::from(first_byte(key))) {
            *lengths |= length_bit(key);
        }
        let slot = self.slots.len() as u32;
        self.slots.insert(key.to_owned(), slot);
        slot as usize
    }

    /// Number of distinct keys.
    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    /// The slot of the key that is `cell`, byte for byte.
    pub(super) fn find(&self, cell: &str) -> Option<usize> {
        let lengths = self.lengths.get(usize::from(first_byte(cell)))?;
        if lengths & length_bit(cell) == 0 {
            return None;
        }
        self.slots.get(cell).map(|&slot| slot as usize)
    }

    /// Prepares for [`Self::find_folded`]: all keys are there, and they are folded.
    pub(super) fn close(&mut self) {
        let n_bits = (self.slots.len() * FILTER_BITS).next_power_of_two().max(64);
        self.filter = vec![0; n_bits / 64];
        let mut spare = String::new();
        let mut places = Vec::with_capacity(self.slots.len());
        #[allow(clippy::iter_over_hash_type)] // Bits are set in any order.
        for key in self.slots.keys() {
            places.push(self.place(folded_hash(key, &mut spare)));
        }
        for (word, bit) in places {
            if let Some(word) = self.filter.get_mut(word) {
                *word |= bit;
            }
        }
    }

    /// The slot of the key that `cell` is once folded.
    pub(super) fn find_folded(&mut self, cell: &str) -> Option<usize> {
        let hash = folded_hash(cell, &mut self.spare);
        let (word, bit) = self.place(hash);
        // Folding takes the minus for punctuation: -6 is not 6.
        if self.filter.get(word)? & bit == 0 || is_negative(cell) {
            return None;
        }
        let key = folded(cell);
        self.slots.get(&key).map(|&slot| slot as usize)
    }

    fn place(&self, hash: u64) -> (usize, u64) {
        let bit = hash as usize & (self.filter.len() * 64).wrapping_sub(1);
        (bit / 64, 1 << (bit % 64))
    }
}

fn first_byte(key: &str) -> u8 {
    key.as_bytes().first().copied().unwrap_or_default()
}

fn length_bit(key: &str) -> u64 {
    1 << key.len().min(63)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_bytes_or_equal_spellings() {
        let mut keys = Keys::default();
        for key in ["7", "blues 00000", "7"] {
            keys.insert(key);
        }
        keys.close();
        assert_eq!(keys.len(), 2);
        assert_eq!(keys.find("7"), Some(0));
        assert_eq!(keys.find("007"), None);
        assert_eq!(keys.find(""), None);
        assert_eq!(keys.find_folded("Blues.00000"), Some(1));
        assert_eq!(keys.find_folded("Blues00000"), None);
        assert_eq!(keys.find_folded("-7"), None);
        assert_eq!(keys.find_folded("- 7"), Some(0));
        assert_eq!(Keys::default().find_folded("x"), None);
    }
}
