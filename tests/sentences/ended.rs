//! What was just done, and what was not: the status line and the notice, by the page's own rules.

use std::rc::Rc;

use soundkin::analysis::Study;
use soundkin::data::{Readings, TextColumn};
use soundkin::error::Warning;
use soundkin::page::{
    Action, Loaded, Phase, State, Tracks, View, given_up, name_carried, names_wait, reduce,
};
use soundkin::protocol::{Event, Message};
use soundkin::sentences::{Ended, EndedKind};
use soundkin::space::{Settings, SpaceName};

use super::{Case, names};

/// All that the page says of what was done.
fn said(state: &State) -> String {
    let parts = [state.status.as_str(), state.notice.as_str()];
    parts.join(" ").trim().to_owned()
}

fn act(state: State, action: Action) -> State {
    reduce(state, action).0
}

fn told(state: State, event: Event, attachments: &[&[u8]]) -> String {
    let attachments = attachments.iter().map(|bytes| bytes.to_vec()).collect();
    let message = Message { event, attachments };
    said(&act(state, Action::Told(message)))
}

/// One track, which is called Song, and a job under way.
fn working() -> State {
    let column = |text: &str| -> TextColumn { [text].into_iter().collect() };
    State {
        phase: Phase::Working,
        job: 1,
        loaded: Some(Rc::new(Loaded {
            tracks: Tracks {
                ids: column("1"),
                titles: column("Song"),
                artists: column(""),
                files: column("1.png"),
            },
            ..Loaded::default()
        })),
        ..State::default()
    }
}

fn ready() -> State {
    State {
        phase: Phase::Ready,
        ..working()
    }
}

/// A job ends early: files that were not read, and whether there is something to go on with.
fn cancelled(unread: usize, has_rest: bool) -> String {
    let event = Event::Cancelled {
        job: 1,
        unread,
        loaded: 1200,
        has_rest,
        settings: Some(Box::new(Settings::default())),
    };
    told(working(), event, &[])
}

/// A job fails, with so many warnings.
fn failed(n: usize) -> String {
    let warning = |i: usize| Warning::of_file(format!("{i}.png"), "broken");
    let event = Event::Failed {
        job: 1,
        message: "Nothing could be read.".into(),
        readings: Readings::default(),
        warnings: (0..n).map(warning).collect(),
        settings: None,
    };
    told(working(), event, &[])
}

/// A report comes; nobody may have asked for it.
fn report(is_asked: bool, bytes: &[&[u8]]) -> String {
    let state = State {
        is_reporting: is_asked,
        ..ready()
    };
    told(state, Event::Report, bytes)
}

fn picture(bytes: &[u8]) -> String {
    told(ready(), Event::Picture { track: 0 }, &[bytes])
}

fn surveyed(n_gone: usize) -> String {
    let event = Event::Surveyed {
        kinds: None,
        has_timbre: false,
        n_gone,
    };
    told(ready(), event, &[])
}

fn document(unfinished: &[SpaceName]) -> String {
    let unfinished = unfinished.to_vec();
    told(ready(), Event::Document { unfinished }, &[b"{}"])
}

/// The person gives up waiting, for a question or for nothing.
fn gives_up(waits_for: &[Study]) -> String {
    let state = State {
        view: View::Clusters,
        waits_for: waits_for.to_vec(),
        ..ready()
    };
    said(&act(state, Action::GiveUp))
}

#[allow(clippy::too_many_lines)] // One short arm a sentence.
pub(super) fn case(kind: EndedKind) -> Case {
    use EndedKind as Kind;
    let cancel = |is_reporting| {
        said(&act(
            State {
                is_reporting,
                ..ready()
            },
            Action::Cancel,
        ))
    };
    let given = |paths: &[&str]| said(&act(State::default(), Action::GiveFiles(names(paths))));
    match kind {
        Kind::NothingLoaded => {
            let words = "Nothing is loaded yet.";
            let given = act(
                State::to_begin_with(),
                Action::GiveFiles(names(&["1.png"])),
            );
            Case::read(said(&State::to_begin_with()), Ended::NothingLoaded, words).not_read(
                said(&given),
                words,
                "Reading 1 files",
            )
        }
        Kind::NoFiles => {
            let words = "The drop holds no files.";
            Case::read(given(&[]), Ended::NoFiles, words).not_read(
                given(&["1.png"]),
                words,
                "Reading",
            )
        }
        Kind::CancelledReading => Case::read(
            cancelled(5, true),
            Ended::CancelledReading {
                n_read: 1200,
                n_unread: 5,
            },
            "Cancelled. Pictures read and kept: 1,200. Files not read yet: 5.",
        )
        .not_read(cancelled(0, true), "Files not read yet", "What was read is kept."),
        Kind::CancelledKept => Case::read(
            cancelled(0, true),
            Ended::CancelledKept,
            "Cancelled. What was read is kept.",
        )
        .not_read(cancelled(0, false), "What was read is kept.", "The settings")
        .not_read(cancelled(5, true), "What was read is kept.", "Files not read yet"),
        Kind::CancelledSettings => Case::read(
            cancelled(0, false),
            Ended::CancelledSettings,
            "Cancelled. The settings are again those of what you see.",
        )
        .not_read(cancelled(0, true), "The settings are again", "is kept."),
        Kind::CancelledQuestion => Case::read(
            gives_up(&[Study::Scan(SpaceName::Pixels)]),
            Ended::CancelledQuestion,
            "Cancelled. What is shown stays.",
        )
        .not_read(gives_up(&[]), "What is shown stays.", ""),
        Kind::CancelledReport => Case::read(
            cancel(true),
            Ended::CancelledReport,
            "Cancelled. The report was not written.",
        )
        .not_read(cancel(false), "The report was not written.", ""),
        Kind::GivenUp => Case::new(
            given_up(true, "Counting how often each track is recommended"),
            "Counting how often each track is recommended: cancelled.",
        )
        .not(given_up(false, "Counting"), ""),
        Kind::Unusable => Case::read(failed(2), Ended::Unusable { n: 2 }, "2 files could not be used.")
            .not_so_read(failed(1), "could not be used.", "1 file could")
            .not_read(failed(0), "could not be used.", "Nothing could be read."),
        Kind::ReportFollows => {
            let words = "The report follows when this is done.";
            Case::read(
                said(&act(working(), Action::ExportReport)),
                Ended::ReportFollows,
                words,
            )
            .not_read(said(&act(ready(), Action::ExportReport)), words, "report")
        }
        Kind::NothingToReport => {
            let words = "There is nothing to report.";
            Case::read(report(true, &[]), Ended::NothingToReport, words)
                .not_read(report(true, &[b"<html>"]), words, "is written")
                .not_read(report(false, &[]), words, "")
        }
        Kind::ReportWritten => {
            let words = "The report is written.";
            Case::read(report(true, &[b"<html>"]), Ended::ReportWritten, words)
                .not_read(report(true, &[]), words, "nothing to report")
                .not_read(report(false, &[b"<html>"]), words, "")
        }
        Kind::Unfinished => Case::read(
            document(&[SpaceName::Pixels, SpaceName::Features]),
            Ended::Unfinished {
                spaces: names(&["pixels", "features"]),
            },
            "The analysis was written while pixels and features are still being computed: it holds what stood before, and says so under “unfinished”.",
        )
        .not_so_read(
            document(&[SpaceName::Pixels]),
            "still being computed",
            "while pixels is still",
        )
        .not_read(document(&[]), "still being computed", ""),
        Kind::PictureGone => Case::read(
            picture(b""),
            Ended::PictureGone { name: "Song".into() },
            "The picture of Song can no longer be read.",
        )
        .not_read(picture(b"bytes"), "can no longer be read", ""),
        Kind::PicturesGone => Case::read(
            surveyed(2),
            Ended::PicturesGone { n: 2 },
            "2 pictures could not be read again, perhaps because the files were moved. What was read before stays.",
        )
        .not_so_read(surveyed(1), "could not be read again", "1 picture could")
        .not_read(surveyed(0), "could not be read again", ""),
        Kind::NameCarried => {
            Case::new(name_carried(true), "Name carried over.").not(name_carried(false), "")
        }
        Kind::NamesWait => Case::new(
            names_wait(names(&["Loud", "Night"])),
            "The names “Loud” and “Night” fit none of these clusters. They return with the clusters that they were given to.",
        )
        .not_so(
            names_wait(names(&["Loud"])),
            "The name “Loud” fits none of these clusters. It returns with the clusters that it was given to.",
        )
        .not(names_wait(Vec::new()), ""),
    }
}
