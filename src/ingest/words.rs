//! The words of a column, counted. In: cells that are no numbers. Out: how often each comes, and where first.

use std::collections::HashMap;

/// A word that is no number: how often it comes, and where first.
pub(super) struct Word<'a> {
    pub text: &'a str,
    pub count: usize,
    pub first_row: usize,
}

/// The words of a column that are no numbers, in the order in which they were met.
#[derive(Default)]
pub(super) struct Words<'a> {
    pub all: Vec<Word<'a>>,
    places: HashMap<&'a str, usize>,
}

impl<'a> Words<'a> {
    pub(super) fn count(&mut self, word: &'a str, row: usize) {
        let place = *self.places.entry(word).or_insert(self.all.len());
        match self.all.get_mut(place) {
            Some(known) => known.count += 1,
            None => self.all.push(Word {
                text: word,
                count: 1,
                first_row: row,
            }),
        }
    }
}
