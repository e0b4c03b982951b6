//! No sentence is printed that the data does not support: for each there is a case in which it is said, and cases in which
//! it would be false and is not. What is demanded of whom says something new is in `src/sentences`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../common/mod.rs"]
mod common;

mod alike;
mod colored;
mod drawn;
mod ended;
mod filed;
mod grouped;
mod lacking;
mod mapped;
mod ranked;
mod recommended;
mod reported;
mod scored;
mod searched;
mod shown;
mod verdicts;
mod written;

use std::rc::Rc;

use soundkin::data::{Catalog, N_PIXELS, Spectrogram};
use soundkin::ingest::csv;
use soundkin::join::{JoinParams, JoinReport, join};
use soundkin::sentences::{Sentence, SentenceKind, text};

/// What is said of some data.
enum Said {
    /// Sentence by sentence.
    Sentences(Vec<Sentence>),
    /// All that is read, and the sentence that is looked for in it.
    Text(String, Sentence),
}

impl Said {
    fn of<T: Into<Sentence>>(said: impl IntoIterator<Item = T>) -> Self {
        Self::Sentences(said.into_iter().map(Into::into).collect())
    }

    /// The sentences of this kind, as they are read.
    fn of_kind(&self, kind: SentenceKind) -> Vec<String> {
        match self {
            Self::Sentences(said) => {
                let said = said.iter().filter(|said| said.kind() == kind);
                said.map(ToString::to_string).collect()
            }
            Self::Text(text, said) => {
                let words = said.to_string();
                let is_read = said.kind() == kind && text.contains(&words);
                is_read.then_some(words).into_iter().collect()
            }
        }
    }
}

/// Where a sentence is said, and where it is not.
struct Case {
    /// Said of data of which it is true.
    said: Said,
    /// The sentence as it is read there.
    words: &'static str,
    /// Data of which it is false.
    otherwise: Vec<Otherwise>,
}

/// How it is told whether a sentence is said.
enum IsSaid {
    /// The kinds of all that are.
    Kinds(Vec<SentenceKind>),
    /// A part of its words that stays whatever its facts.
    Sign(&'static str),
}

/// Data of which a sentence is false.
struct Otherwise {
    /// All that is read of it.
    read: String,
    /// Is the sentence said? Of what is only read: does it hold this, which no other sentence has?
    is_said: IsSaid,
    /// A part of what is read there.
    instead: &'static str,
    /// Is the sentence true with other facts?
    with_other_facts: bool,
}

impl Case {
    fn new<T: Into<Sentence>>(said: impl IntoIterator<Item = T>, words: &'static str) -> Self {
        Self {
            said: Said::of(said),
            words,
            otherwise: Vec::new(),
        }
    }

    /// The sentence stands in `text`, which is all that a person reads of such data.
    fn read(text: impl Into<String>, said: impl Into<Sentence>, words: &'static str) -> Self {
        Self {
            said: Said::Text(text.into(), said.into()),
            words,
            otherwise: Vec::new(),
        }
    }

    /// Of such data it would be false, whatever its facts: what is read there does not hold `sign`, a part of it.
    fn not_read(self, text: impl Into<String>, sign: &'static str, instead: &'static str) -> Self {
        self.otherwise(text.into(), IsSaid::Sign(sign), instead, false)
    }

    /// Of such data it would be false with these facts: it is said with others, which `instead` is a part of.
    fn not_so_read(
        self,
        text: impl Into<String>,
        sign: &'static str,
        instead: &'static str,
    ) -> Self {
        self.otherwise(text.into(), IsSaid::Sign(sign), instead, true)
    }

    fn otherwise(
        mut self,
        read: String,
        is_said: IsSaid,
        instead: &'static str,
        with_other_facts: bool,
    ) -> Self {
        self.otherwise.push(Otherwise {
            read,
            is_said,
            instead,
            with_other_facts,
        });
        self
    }

    /// Of such data it would be false, whatever its facts; `instead` is said there, or nothing where that is empty.
    fn not<T: Into<Sentence>>(
        self,
        said: impl IntoIterator<Item = T>,
        instead: &'static str,
    ) -> Self {
        let said: Vec<Sentence> = said.into_iter().map(Into::into).collect();
        let kinds = IsSaid::Kinds(said.iter().map(Sentence::kind).collect());
        self.otherwise(text(&said), kinds, instead, false)
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
        SentenceKind::Colored(kind) => colored::case(kind),
        SentenceKind::Mapped(kind) => mapped::case(kind),
        SentenceKind::Drawn(kind) => drawn::case(kind),
        SentenceKind::Lacking(kind) => lacking::case(kind),
        SentenceKind::Ended(kind) => ended::case(kind),
        SentenceKind::Filed(kind) => filed::case(kind),
        SentenceKind::Reported(kind) => reported::case(kind),
        SentenceKind::Searched(kind) => searched::case(kind),
    }
}

#[test]
fn each_sentence_is_said_where_it_is_true_and_nowhere_else() {
    let mut n = 0;
    for kind in SentenceKind::all() {
        let case = case(kind);
        assert_eq!(
            case.said.of_kind(kind),
            [case.words],
            "{kind:?}, where it is true: {}",
            match &case.said {
                Said::Sentences(_) => "",
                Said::Text(text, _) => text,
            }
        );
        assert!(!case.otherwise.is_empty(), "{kind:?} is never false");
        for otherwise in &case.otherwise {
            let Otherwise { read, instead, .. } = otherwise;
            assert!(!read.contains(case.words), "{kind:?} is false: {read}");
            assert!(
                read.contains(instead),
                "{kind:?}, instead of {instead}: {read}"
            );
            assert_eq!(read.is_empty(), instead.is_empty(), "{kind:?}: {read}");
            let is_said = match &otherwise.is_said {
                IsSaid::Kinds(kinds) => kinds.contains(&kind),
                IsSaid::Sign(sign) => {
                    assert!(case.words.contains(sign), "{kind:?} has no {sign}");
                    read.contains(sign)
                }
            };
            assert_eq!(is_said, otherwise.with_other_facts, "{kind:?}: {read}");
        }
        n += 1;
    }
    println!("{n} sentences");
}

/// The join of a table with pictures `clip_<id>.png`, each of one luma.
fn catalog(table: &str, pictures: &[(usize, u8)]) -> Catalog {
    joined(table, pictures, &JoinParams::default()).0
}

/// The same with a report, joined as wanted.
fn joined(table: &str, pictures: &[(usize, u8)], params: &JoinParams) -> (Catalog, JoinReport) {
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
    join(Rc::new(spectrograms), Some(Rc::new(table)), params)
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(ToString::to_string).collect()
}
