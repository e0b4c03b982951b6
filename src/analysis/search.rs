//! Finding words in cells, whatever their case and accents. In: what the person typed. Out: do some cells hold it?
//!
//! One matcher for the table and the tracks: all words must be found, each in any of the cells that are searched.

use crate::data::spelling::push_searched;

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Needle {
    /// As they are searched, the longest first. None is a piece of another one, which would be found with that.
    words: Vec<String>,
}

impl Needle {
    /// The words stand apart by blanks; without words everything is found.
    pub(super) fn new(words: &str) -> Self {
        let mut typed = String::new();
        push_searched(words, &mut typed);
        let mut split: Vec<&str> = typed.split_whitespace().collect();
        split.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        let mut words: Vec<String> = Vec::new();
        for word in split {
            if !words.iter().any(|longer| longer.contains(word)) {
                words.push(word.into());
            }
        }
        Self { words }
    }

    /// Do any cells hold it?
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words as they are searched, the longest first.
    pub(super) fn words(&self) -> &[String] {
        &self.words
    }

    /// Do `cells` hold all words, each in any of them? `spare` is room for one of them.
    pub(super) fn is_in<'a>(
        &self,
        cells: &(impl Iterator<Item = &'a str> + Clone),
        spare: &mut String,
    ) -> bool {
        let is_found = |word: &String| cells.clone().any(|cell| holds(cell, word, spare));
        self.words.iter().all(is_found)
    }

    /// Is found only where `other` is found as well?
    pub(super) fn narrows(&self, other: &Self) -> bool {
        let is_longer = |word: &String| self.words.iter().any(|longer| longer.contains(word));
        other.words.iter().all(is_longer)
    }
}

/// Does `cell`, as the file has it, hold a word?
fn holds(cell: &str, word: &str, spare: &mut String) -> bool {
    if cell.is_ascii() {
        // What is searched in ASCII text is ASCII text.
        return word.is_ascii() && is_in_bytes(cell.as_bytes(), word.as_bytes());
    }
    spare.clear();
    push_searched(cell, spare);
    spare.contains(word)
}

fn is_in_bytes(cell: &[u8], word: &[u8]) -> bool {
    let Some((first, rest)) = word.split_first() else {
        return true;
    };
    // Where there is not enough room behind it, the first letter is of no use.
    let places = cell.len().saturating_sub(rest.len());
    cell[..places].iter().enumerate().any(|(i, byte)| {
        byte.to_ascii_lowercase() == *first
            && cell[i + 1..=i + rest.len()].eq_ignore_ascii_case(rest)
    })
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
