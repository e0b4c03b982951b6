//! Which tracks are one recording: an identical picture, one track id, or one title by one artist. In: what is known
//! of each track. Out: a number for each, equal where the recording is.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::spelling;
use crate::wording::alternatives;

/// What makes two tracks one recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CopyRules {
    /// Identical pictures.
    pub pictures: bool,
    /// One `track_id`.
    pub ids: bool,
    /// One title by one artist, whatever was added for another edition of it.
    pub names: bool,
}

/// One of the rules, as a person reads and switches it.
pub struct CopyRule {
    /// Its name in documents.
    pub key: &'static str,
    /// What it takes for a copy.
    pub words: &'static str,
    /// Is it in force?
    pub of: fn(&mut CopyRules) -> &mut bool,
}

impl CopyRules {
    /// All, in the order in which they are shown.
    pub const ALL: [CopyRule; 3] = [
        CopyRule {
            key: "pictures",
            words: "an identical picture",
            of: |rules| &mut rules.pictures,
        },
        CopyRule {
            key: "ids",
            words: "the same track_id",
            of: |rules| &mut rules.ids,
        },
        CopyRule {
            key: "names",
            words: "the same title by the same artist",
            of: |rules| &mut rules.names,
        },
    ];

    /// "an identical picture or the same `track_id`": those in force; `None` where none is.
    pub fn in_words(&self) -> Option<String> {
        let mut rules = *self;
        let in_force = Self::ALL.iter().filter(|rule| *(rule.of)(&mut rules));
        let words: Vec<&str> = in_force.map(|rule| rule.words).collect();
        alternatives(&words)
    }
}

impl Default for CopyRules {
    fn default() -> Self {
        Self {
            pictures: true,
            ids: true,
            names: true,
        }
    }
}

/// Words that say that a recording was only published once more: one of them must be there, and nothing but them, numbers
/// and [`BESIDE`].
const AGAIN: [&str; 11] = [
    "remaster",
    "remastered",
    "remastering",
    "deluxe",
    "expanded",
    "anniversary",
    "edition",
    "bonus",
    "single",
    "album",
    "original",
];
/// Words that may stand beside them.
const BESIDE: [&str; 7] = [
    "version",
    "digital",
    "digitally",
    "track",
    "special",
    "limited",
    "super",
];

/// The recordings of a catalogue.
#[derive(Clone, Debug, Default)]
pub struct Recordings {
    /// Number of the recording of each track.
    of: Vec<u32>,
}

/// What is known of a track that may make it the same recording as another one.
#[derive(Clone, Copy, Debug, Default)]
pub struct RecordingKeys<'a> {
    /// The pixels of its picture.
    pub picture: Option<&'a [u8]>,
    /// Its `track_id`.
    pub id: Option<&'a str>,
    /// Its title and its artists.
    pub name: Option<(&'a str, &'a str)>,
}

impl Recordings {
    /// The recordings among tracks of which this is known, as `rules` tell them.
    pub fn of(tracks: &[RecordingKeys], rules: CopyRules) -> Self {
        let mut groups = Groups::new(tracks.len());
        if rules.pictures {
            groups.unite(|track| Some(tracks[track].picture?.into()));
        }
        if rules.ids {
            groups.unite(|track| Some(tracks[track].id?.as_bytes().into()));
        }
        if rules.names {
            groups.unite(|track| {
                let (title, artist) = tracks[track].name?;
                name_key(title, artist)
            });
        }
        Self {
            of: groups.numbers(),
        }
    }

    /// Are two tracks the same recording?
    pub fn is_same(&self, a: usize, b: usize) -> bool {
        a == b || (self.number(a).is_some() && self.number(a) == self.number(b))
    }

    /// The number of the recording of a track.
    pub fn number(&self, track: usize) -> Option<u32> {
        self.of.get(track).copied()
    }

    /// How many recordings these tracks are.
    pub fn n_among(&self, tracks: &[usize]) -> usize {
        let mut is_known = vec![false; self.of.len()];
        for &track in tracks {
            if let Some(number) = self.number(track) {
                is_known[number as usize] = true;
            }
        }
        is_known.into_iter().filter(|&is_known| is_known).count()
    }

    /// The other tracks of the same recording, in order.
    pub fn copies(&self, track: usize) -> impl Iterator<Item = usize> {
        let number = self.number(track);
        let all = self.of.iter().enumerate();
        all.filter(move |&(other, of)| other != track && Some(*of) == number)
            .map(|(other, _)| other)
    }
}

/// Tracks put together step by step: each points to an earlier one of its group, or to itself.
struct Groups(Vec<u32>);

impl Groups {
    fn new(n: usize) -> Self {
        Self((0..n as u32).collect())
    }

    fn first(&mut self, mut track: u32) -> u32 {
        while self.0[track as usize] != track {
            let next = self.0[track as usize];
            self.0[track as usize] = self.0[next as usize];
            track = next;
        }
        track
    }

    /// Puts tracks with equal keys together.
    fn unite<'a>(&mut self, key: impl Fn(usize) -> Option<Cow<'a, [u8]>>) {
        let mut seen: HashMap<Cow<[u8]>, u32> = HashMap::new();
        for track in 0..self.0.len() {
            let Some(key) = key(track) else { continue };
            let before = *seen.entry(key).or_insert(track as u32);
            let (a, b) = (self.first(before), self.first(track as u32));
            self.0[a.max(b) as usize] = a.min(b);
        }
    }

    fn numbers(mut self) -> Vec<u32> {
        (0..self.0.len() as u32)
            .map(|track| self.first(track))
            .collect()
    }
}

/// What is equal for one title by one artist; `None` where one of them holds no word.
fn name_key(title: &str, artist: &str) -> Option<Cow<'static, [u8]>> {
    let artist = spelling::unaccented(artist);
    let title = title_key(title);
    // No word holds what stands between them.
    let key = || format!("{title}\n{artist}").into_bytes().into();
    (!artist.is_empty() && !title.is_empty()).then(key)
}

/// The words of a title, but for those that name an edition: in brackets, behind a dash, or at its end.
fn title_key(title: &str) -> String {
    let mut kept: Vec<String> = Vec::new();
    for part in parts(title) {
        let words = spelling::unaccented(part);
        let is_first = kept.is_empty();
        if !words.is_empty() && (is_first || !is_edition(&words)) {
            kept.push(words);
        }
    }
    let key = kept.join(" ");
    // "Song Remastered 2011", where something is left before it.
    let words: Vec<&str> = key.split(' ').collect();
    let n_number = words.len()
        - words
            .iter()
            .rev()
            .take_while(|word| is_number(word))
            .count();
    let is_remastered = |n: usize| n > 1 && words[n - 1].starts_with("remaster");
    if is_remastered(n_number) {
        return words[..n_number - 1].join(" ");
    }
    key
}

fn is_number(word: &str) -> bool {
    let digits = word.trim_end_matches("th");
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Do these words only say which edition it is?
fn is_edition(words: &str) -> bool {
    let words = || words.split(' ');
    let is_beside = |word: &str| BESIDE.contains(&word) || is_number(word);
    words().all(|word| AGAIN.contains(&word) || is_beside(word))
        && words().any(|word| AGAIN.contains(&word))
}

/// The title, and what stands in brackets or behind a dash that has spaces about it.
fn parts(title: &str) -> impl Iterator<Item = &str> {
    let dashed = title.split(" - ").flat_map(|part| part.split(" – "));
    dashed.flat_map(|part| part.split(['(', ')', '[', ']', '{', '}']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_one(a: &str, b: &str) -> bool {
        name_key(a, "Björk").unwrap() == name_key(b, "BJORK").unwrap()
    }

    #[test]
    fn editions_are_one_recording_and_other_performances_are_not() {
        for edition in [
            "Jóga",
            "JOGA!",
            "Joga (Remastered 2011)",
            "Joga - Remastered",
            "Joga - 2011 Remaster",
            "Joga [Deluxe]",
            "Joga (Deluxe Edition)",
            "Joga - Single Version",
            "Joga (Album Version) [Remastered]",
            "Joga (20th Anniversary Edition)",
            "Joga Remastered 2011",
            "Joga – Remastered 2009",
            "Joga (Bonus Track)",
        ] {
            assert!(is_one("Joga", edition), "{edition}");
        }
        for other in [
            "Joga (Live)",
            "Joga - Live",
            "Joga (Acoustic Version)",
            "Joga - Remix",
            "Joga (Instrumental)",
            "Joga (2011)",
            "Joga 2",
            "Joga - Live Version",
            "Joga (Live, Remastered 2011)",
            "Joga (feat. Nobody)",
            "Remastered",
            "Joga (Demo)",
            "Joga (Version)",
        ] {
            assert!(!is_one("Joga", other), "{other}");
        }
        // A title that is nothing but such words is one.
        assert!(is_one("Version", "version!"));
        assert!(!is_one("Version", "Edition"));
        assert!(is_one("1979", "1979 (Remastered 2012)") && is_one("1979", "1979 - Remaster"));
        assert!(!is_one("1979", "1980"));
        assert_eq!(name_key("Joga", ""), None);
        assert_eq!(name_key("(…)", "x"), None);
        assert!(name_key("Joga", "x") != name_key("Joga", "y"));
    }

    #[test]
    fn groups_hold_together_over_steps() {
        let mut groups = Groups::new(6);
        for keys in [["1", "2", "1", "", "3", ""], ["", "a", "a", "", "", "b"]] {
            groups.unite(|i| Some(keys[i].as_bytes().into()).filter(|_| !keys[i].is_empty()));
        }
        assert_eq!(groups.numbers(), [0, 0, 0, 3, 4, 5]);
    }
}
