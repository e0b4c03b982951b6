//! No sentence is printed that the data does not support: for each there is a case in which it is said, and cases in which
//! it would be false and is not. What is demanded of whom says something new is in `src/sentences`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../common/mod.rs"]
mod common;

mod alike;
mod grouped;
mod ranked;
mod recommended;
mod scored;
mod searched;
mod shown;
mod verdicts;
mod written;

use std::rc::Rc;

use soundkin::data::{Catalog, N_PIXELS, Spectrogram};
use soundkin::ingest::csv;
use soundkin::join::{JoinParams, join};
use soundkin::sentences::{Sentence, SentenceKind, text};

/// What is said of some data.
type Said = Vec<Sentence>;

/// Where a sentence is said, and where it is not.
struct Case {
    /// Said of data of which it is true.
    said: Said,
    /// The sentence as it is read there.
    words: &'static str,
    /// Data of which it is false.
    otherwise: Vec<Otherwise>,
}

/// Data of which a sentence is false.
struct Otherwise {
    /// What is said of it.
    said: Said,
    /// A part of what is read there.
    instead: &'static str,
    /// Is the sentence true with other facts?
    with_other_facts: bool,
}

impl Case {
    fn new<T: Into<Sentence>>(said: impl IntoIterator<Item = T>, words: &'static str) -> Self {
        Self {
            said: said.into_iter().map(Into::into).collect(),
            words,
            otherwise: Vec::new(),
        }
    }

    /// Of such data it would be false, whatever its facts; `instead` is said there, or nothing where that is empty.
    fn not<T: Into<Sentence>>(
        mut self,
        said: impl IntoIterator<Item = T>,
        instead: &'static str,
    ) -> Self {
        self.otherwise.push(Otherwise {
            said: said.into_iter().map(Into::into).collect(),
            instead,
            with_other_facts: false,
        });
        self
    }

    /// Of such data it would be false with these facts: it is said with others, which `instead` is a part of.
    fn not_so<T: Into<Sentence>>(
        self,
        said: impl IntoIterator<Item = T>,
        instead: &'static str,
    ) -> Self {
        let mut case = self.not(said, instead);
        if let Some(last) = case.otherwise.last_mut() {
            last.with_other_facts = true;
        }
        case
    }
}

/// No wildcard here nor in what it calls: who adds a sentence is led here by the compiler.
fn case(kind: SentenceKind) -> Case {
    match kind {
        SentenceKind::Alike(kind) => alike::of_reasons(kind),
        SentenceKind::MadeOf(kind) => alike::of_scores(kind),
        SentenceKind::Recommended(kind) => recommended::case(kind),
        SentenceKind::Grouped(kind) => grouped::of_groups(kind),
        SentenceKind::Suggested(kind) => grouped::of_suggestions(kind),
        SentenceKind::Claimed(kind) => verdicts::of_claims(kind),
        SentenceKind::Exposed(kind) => verdicts::of_exposure(kind),
        SentenceKind::Counted(kind) => verdicts::of_counts(kind),
        SentenceKind::Scored(kind) => scored::case(kind),
        SentenceKind::Ranked(kind) => ranked::case(kind),
        SentenceKind::Pictured(kind) => shown::of_pictures(kind),
        SentenceKind::Shown(kind) => shown::of_tracks(kind),
        SentenceKind::Searched(kind) => searched::case(kind),
    }
}

#[test]
fn each_sentence_is_said_where_it_is_true_and_nowhere_else() {
    let mut n = 0;
    for kind in SentenceKind::all() {
        let case = case(kind);
        let is_it = |said: &&Sentence| said.kind() == kind;
        let said: Vec<String> = case
            .said
            .iter()
            .filter(is_it)
            .map(ToString::to_string)
            .collect();
        assert_eq!(said, [case.words], "{kind:?}, where it is true");
        assert!(!case.otherwise.is_empty(), "{kind:?} is never false");
        for otherwise in &case.otherwise {
            let Otherwise { said, instead, .. } = otherwise;
            let read = text(said);
            assert!(!read.contains(case.words), "{kind:?} is false: {read}");
            assert!(
                read.contains(instead),
                "{kind:?}, instead of {instead}: {read}"
            );
            assert_eq!(read.is_empty(), instead.is_empty(), "{kind:?}: {read}");
            let is_said = said.iter().any(|said| said.kind() == kind);
            assert_eq!(is_said, otherwise.with_other_facts, "{kind:?}: {read}");
        }
        n += 1;
    }
    println!("{n} sentences");
}

/// The join of a table with pictures `clip_<id>.png`, each of one luma.
fn catalog(table: &str, pictures: &[(usize, u8)]) -> Catalog {
    let mut spectrograms: Vec<Spectrogram> = pictures
        .iter()
        .map(|(id, luma)| Spectrogram {
            file: format!("clip_{id}.png"),
            width: 64,
            height: 64,
            pixels: vec![*luma; N_PIXELS].into(),
        })
        .collect();
    spectrograms.sort_by(|a, b| a.file.cmp(&b.file));
    let (table, _) = csv::read("tracks.csv", table.as_bytes()).unwrap();
    let joined = join(
        Rc::new(spectrograms),
        Some(Rc::new(table)),
        &JoinParams::default(),
    );
    joined.0
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(ToString::to_string).collect()
}
