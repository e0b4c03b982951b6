//! Tracks found by words. In: the catalogue, once, and what the person typed. Out: positions, the best first.
//!
//! What a track is called and all that is written of it is made ready once ([`push_searched`]), so that a look for a word
//! in all tracks is one pass over text that lies in one piece.

use serde::{Deserialize, Serialize};

use super::search::Needle;
use crate::data::spelling::push_searched;
use crate::data::{Catalog, Column, ColumnKind};

/// Where words are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Within {
    /// In all that is written of a track: each word in its title, artists, other words of its row, id or file.
    #[default]
    Anywhere,
    /// In its artists alone, all words together and whole: "Air" is not in "Fairuz".
    Artists,
}

/// What is looked for among the tracks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchParams {
    /// As the person typed them. Case and accents do not count; without words nothing is found.
    pub words: String,
    /// Where.
    pub within: Within,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hits {
    /// What was asked.
    pub params: SearchParams,
    /// Positions in the catalogue, the best first: the title is it, begins with it, holds all words; artists hold the rest;
    /// other cells do. Equals in the order of the catalogue.
    pub tracks: Vec<u32>,
}

/// The cells of a track, in the order of what they are worth.
const N_CELLS: usize = 3;
const TITLE: usize = 0;
const ARTISTS: usize = 1;

/// The cell of a word that a track does not hold.
const NOWHERE: u8 = u8::MAX;

/// Where less than one track in so many is left, each is looked into alone.
const FEW: usize = 16;

/// Between two things in the last cell; no word holds one.
const BREAK: char = '\n';

/// All that is written of the tracks of one catalogue, as it is searched.
#[derive(Debug, Default)]
pub struct TrackIndex {
    /// Titles, artists, all else: a cell a track.
    cells: [Cells; N_CELLS],
    /// What was looked for last in all cells, and where it was found, in order.
    last: Option<(Needle, Vec<u32>)>,
}

impl TrackIndex {
    /// Makes the tracks of `catalog` ready, with the path of each one's picture; left out or not.
    pub fn new<'a>(catalog: &Catalog, file: impl Fn(usize) -> Option<&'a str>) -> Self {
        let mut cells: [Cells; N_CELLS] = Default::default();
        let table = catalog.table.as_deref();
        let is_words = |column: &&Column| column.kind != ColumnKind::Number;
        let columns = table.map_or(&[][..], |table| &table.columns);
        let columns: Vec<&Column> = columns.iter().filter(is_words).collect();
        let names = catalog.titles().zip(catalog.artists());
        for (i, (track, (title, artists))) in catalog.tracks.iter().zip(names).enumerate() {
            let (title, artists) = (title.unwrap_or(""), artists.unwrap_or(""));
            cells[TITLE].push([title]);
            cells[ARTISTS].push([artists]);
            let row = catalog.row_of_any(i);
            let of_row = columns.iter().filter_map(|column| column.present(row?));
            // The id is the cell of a column more often than not.
            let is_in_row = of_row.clone().any(|cell| cell == track.id);
            let id = (!is_in_row).then_some(track.id.as_str());
            let others = of_row.filter(|&cell| cell != title && cell != artists);
            cells[N_CELLS - 1].push(others.chain(id).chain(file(i)));
        }
        Self { cells, last: None }
    }

    /// Bytes that it takes.
    pub fn n_bytes(&self) -> usize {
        self.cells.iter().map(Cells::n_bytes).sum()
    }

    /// The tracks that `params` finds.
    pub fn find(&mut self, params: &SearchParams) -> Hits {
        let needle = Needle::new(&params.words);
        let tracks = if needle.is_empty() {
            self.last = None;
            Vec::new()
        } else {
            match params.within {
                Within::Anywhere => self.find_words(&needle, &phrase(&params.words)),
                Within::Artists => self.find_artist(&phrase(&params.words)),
            }
        };
        Hits {
            params: params.clone(),
            tracks,
        }
    }

    /// Tracks whose cells hold all words, the best first.
    fn find_words(&mut self, needle: &Needle, phrase: &str) -> Vec<u32> {
        let last = self.last.take();
        let last = last.filter(|(before, _)| needle.narrows(before));
        // More words and longer ones are found where the former ones are.
        let n_tracks = self.cells[TITLE].len();
        let mut left = last.map_or_else(
            || (0..n_tracks as u32).collect::<Vec<u32>>(),
            |(_, tracks)| tracks,
        );
        let mut worst = vec![0_u8; n_tracks];
        for word in needle.words() {
            let mut note = |track: u32, place: u8| {
                let worst = &mut worst[track as usize];
                *worst = (*worst).max(place);
                place != NOWHERE
            };
            if left.len() * FEW < n_tracks {
                left.retain(|&track| note(track, self.place(track, word)));
            } else {
                let places = self.places(word);
                left.retain(|&track| note(track, places[track as usize]));
            }
        }
        let mut by_worth: [Vec<u32>; N_CELLS + 2] = Default::default();
        for &track in &left {
            let title = self.cells[TITLE].get(track as usize).trim();
            let worth = match usize::from(worst[track as usize]) {
                TITLE if title == phrase => 0,
                TITLE if title.starts_with(phrase) => 1,
                cell => 2 + cell,
            };
            by_worth[worth].push(track);
        }
        self.last = Some((needle.clone(), left));
        by_worth.concat()
    }

    /// Tracks whose artists hold the phrase as words of its own; those who are called so and nothing else come first.
    fn find_artist(&mut self, phrase: &str) -> Vec<u32> {
        self.last = None;
        let artists = &self.cells[ARTISTS];
        let mut found = Vec::new();
        artists.each_with(phrase, |track| found.push(track));
        found.retain(|&track| holds_whole(artists.get(track as usize), phrase));
        let is_it = |&track: &u32| artists.get(track as usize).trim() == phrase;
        let (mut first, others): (Vec<u32>, Vec<u32>) = found.into_iter().partition(is_it);
        first.extend(others);
        first
    }

    /// The first cell of each track that holds a word: one pass over all.
    fn places(&self, word: &str) -> Vec<u8> {
        let mut places = vec![NOWHERE; self.cells[TITLE].len()];
        for (cell, cells) in (0..).zip(&self.cells) {
            cells.each_with(word, |track| {
                let place = &mut places[track as usize];
                *place = (*place).min(cell);
            });
        }
        places
    }

    /// The same for one track.
    fn place(&self, track: u32, word: &str) -> u8 {
        let mut cells = self.cells.iter().map(|cells| cells.get(track as usize));
        let place = cells.position(|cell| cell.contains(word));
        place.map_or(NOWHERE, |place| place as u8)
    }
}

/// The words as they stand side by side.
fn phrase(words: &str) -> String {
    let mut typed = String::new();
    push_searched(words, &mut typed);
    let words: Vec<&str> = typed.split_whitespace().collect();
    words.join(" ")
}

/// Does `cell` hold `phrase` with no letter or digit before or behind it?
fn holds_whole(cell: &str, phrase: &str) -> bool {
    cell.match_indices(phrase).any(|(start, _)| {
        let before = cell[..start].chars().next_back();
        let behind = cell[start + phrase.len()..].chars().next();
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !is_letter(before) && !is_letter(behind)
    })
}

/// A cell for each track, in one piece of text.
#[derive(Debug, Default)]
struct Cells {
    text: String,
    /// Where each ends, before the break behind it.
    ends: Vec<u32>,
}

impl Cells {
    /// One cell more, of several parts.
    fn push<'a>(&mut self, parts: impl IntoIterator<Item = &'a str>) {
        let start = self.text.len();
        for part in parts {
            if self.text.len() > start {
                self.text.push(BREAK);
            }
            push_searched(part, &mut self.text);
        }
        self.ends.push(self.text.len() as u32);
        self.text.push(BREAK);
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    fn start(&self, track: usize) -> usize {
        let before = track
            .checked_sub(1)
            .and_then(|before| self.ends.get(before));
        before.map_or(0, |&end| end as usize + 1)
    }

    fn get(&self, track: usize) -> &str {
        let end = self.ends.get(track).map_or(0, |&end| end as usize);
        self.text.get(self.start(track)..end).unwrap_or_default()
    }

    fn n_bytes(&self) -> usize {
        self.text.len() + 4 * self.ends.len()
    }

    /// Each track, in order, whose cell holds what is looked for. That holds no break, so that nothing is found across two
    /// cells.
    fn each_with(&self, what: &str, mut found: impl FnMut(u32)) {
        let (mut track, mut next) = (0, 0);
        for (at, _) in self.text.match_indices(what) {
            // The same cell may hold it more than once.
            if at < next {
                continue;
            }
            while self.ends.get(track).is_some_and(|&end| (end as usize) < at) {
                track += 1;
            }
            found(track as u32);
            track += 1;
            next = self.start(track);
        }
    }
}

#[cfg(test)]
#[path = "track_search_tests.rs"]
mod tests;
