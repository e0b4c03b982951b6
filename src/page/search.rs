//! The search in the bar, as the page has it: what is typed, what was found, and which hit is walked to.
//!
//! One question is under way at a time: text that comes meanwhile waits for the answer to the one before.

use std::rc::Rc;

use super::selection::narrowed;
use crate::analysis::{Hits, SearchParams, Within};
use crate::protocol::Question;

/// Hits listed: more than anyone reads.
const MOST_LISTED: usize = 50;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The answer.
    pub hits: Hits,
    /// Is it a hit, for each track.
    is_hit: Vec<bool>,
}

impl Found {
    /// Of `n_tracks`; none of the hits is beyond them.
    fn new(mut hits: Hits, n_tracks: usize) -> Self {
        hits.tracks.retain(|&track| (track as usize) < n_tracks);
        let mut is_hit = vec![false; n_tracks];
        for &track in &hits.tracks {
            is_hit[track as usize] = true;
        }
        Self { hits, is_hit }
    }

    /// Number of tracks found.
    pub fn len(&self) -> usize {
        self.hits.tracks.len()
    }

    /// Was nothing found?
    pub fn is_empty(&self) -> bool {
        self.hits.tracks.is_empty()
    }

    /// Is the track among the hits?
    pub fn has(&self, track: u32) -> bool {
        self.is_hit
            .get(track as usize)
            .is_some_and(|&is_hit| is_hit)
    }

    /// The hits that are listed, the best first.
    pub fn listed(&self) -> &[u32] {
        &self.hits.tracks[..self.len().min(MOST_LISTED)]
    }

    /// How many hits are among these tracks.
    pub fn n_among(&self, tracks: &[u32]) -> usize {
        tracks.iter().filter(|&&track| self.has(track)).count()
    }
}

/// Which samples of a map are in full colour, of those that `emphasized` has so, or all: the hits, where something is
/// looked for. `None` for all.
pub fn with_hits(
    emphasized: Option<Vec<bool>>,
    found: Option<&Found>,
    tracks: &[u32],
) -> Option<Vec<bool>> {
    let Some(found) = found else {
        return emphasized;
    };
    Some(narrowed(emphasized, tracks, |track| found.has(track)))
}

/// The search.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search {
    /// What is looked for, as it stands in the field.
    params: SearchParams,
    /// What was found: for what is looked for or, until that comes, for what was before.
    found: Option<Rc<Found>>,
    /// Is the list open?
    pub(super) is_open: bool,
    /// Place in the list that is walked to.
    active: Option<usize>,
    /// The question under way.
    asked: Option<SearchParams>,
    /// Was Enter pressed before there was anything to choose?
    is_entered: bool,
}

impl Search {
    /// What stands in the field.
    pub fn words(&self) -> &str {
        &self.params.words
    }

    /// Is anything looked for?
    pub fn has_words(&self) -> bool {
        !self.words().trim().is_empty()
    }

    /// What was found; `None` where nothing is looked for, or nothing has come yet.
    pub fn found(&self) -> Option<&Rc<Found>> {
        self.found.as_ref().filter(|_| self.has_words())
    }

    /// Is what is looked for still to come?
    pub fn is_waiting(&self) -> bool {
        let found = self.found();
        self.has_words() && found.is_none_or(|found| found.hits.params != self.params)
    }

    /// Are the hits to be seen?
    pub fn is_open(&self) -> bool {
        self.is_open && self.has_words()
    }

    /// Place in the list that is walked to.
    pub fn active(&self) -> Option<usize> {
        self.active
    }

    /// Looks for something else.
    pub(super) fn look_for(&mut self, words: String, within: Within) -> Option<Question> {
        self.params = SearchParams { words, within };
        self.is_open = true;
        self.is_entered = false;
        self.active = None;
        if !self.has_words() {
            self.found = None;
        }
        self.question()
    }

    /// What makes the tracks ready to be searched, where nothing is looked for yet.
    pub(super) fn warm_up(&mut self) -> Option<Question> {
        let is_needed = !self.has_words() && self.asked.is_none();
        is_needed.then(|| self.ask(SearchParams::default()))
    }

    /// What is to be asked now: nothing where a question is under way, or what is looked for is there.
    pub(super) fn question(&mut self) -> Option<Question> {
        let is_due = self.is_waiting() && self.asked.is_none();
        is_due.then(|| self.ask(self.params.clone()))
    }

    fn ask(&mut self, params: SearchParams) -> Question {
        self.asked = Some(params.clone());
        Question::Search(params)
    }

    /// Takes an answer about `n_tracks`; one to words that stand there no longer is dropped.
    pub(super) fn keep(&mut self, hits: Hits, n_tracks: usize) {
        self.asked = None;
        if self.has_words() && hits.params == self.params {
            self.found = Some(Rc::new(Found::new(hits, n_tracks)));
            self.active = None;
        }
    }

    /// There was no answer.
    pub(super) fn refuse(&mut self) {
        self.asked = None;
        self.is_entered = false;
    }

    /// The tracks are others now.
    pub(super) fn forget(&mut self) {
        self.found = None;
        self.active = None;
    }

    /// Walks to the next hit that is listed, or to the one before, round and round; which track that is.
    pub(super) fn walk(&mut self, is_forward: bool) -> Option<u32> {
        if self.is_waiting() {
            return None;
        }
        let listed = self.found.as_ref()?.listed();
        let last = listed.len().checked_sub(1)?;
        // The list may have been closed: it opens where it was left.
        let next = match (self.active, is_forward) {
            (Some(active), _) if !self.is_open => active,
            (Some(active), true) if active < last => active + 1,
            (_, true) => 0,
            (Some(active), false) if active > 0 => active - 1,
            (_, false) => last,
        };
        self.active = Some(next);
        self.is_open = true;
        listed.get(next).copied()
    }

    /// Chooses the hit that is walked to, else the first; which track that is. Where they are still to come it is chosen then
    /// ([`Self::entered`]).
    pub(super) fn enter(&mut self) -> Option<u32> {
        self.is_entered = self.is_waiting();
        if self.is_entered {
            return None;
        }
        let listed = self.found.as_ref()?.listed();
        let track = listed.get(self.active.unwrap_or(0)).copied()?;
        self.choose(track)
    }

    /// What was chosen before it was there.
    pub(super) fn entered(&mut self) -> Option<u32> {
        if self.is_entered { self.enter() } else { None }
    }

    /// Chooses a hit that is listed and closes the list.
    pub(super) fn choose(&mut self, track: u32) -> Option<u32> {
        let listed = self.found.as_ref()?.listed();
        self.active = Some(listed.iter().position(|&hit| hit == track)?);
        self.is_open = false;
        Some(track)
    }

    /// Nothing is looked for any more.
    pub(super) fn leave(&mut self) {
        let asked = self.asked.take();
        *self = Self {
            asked,
            ..Self::default()
        };
    }
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
