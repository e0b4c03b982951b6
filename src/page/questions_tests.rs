//! What views ask, and what becomes of the answers.

use super::super::action::Action;
use super::super::reduce::reduce;
use super::super::state::{Loaded, Phase, View};
use super::*;
use crate::analysis::RowsParams;
use crate::charts::BarAxis;
use crate::data::ColumnKind;
use crate::progress::{Progress, Stage};
use crate::protocol::{ColumnInfo, Event, Message};
use crate::rank::{Order, Scope, SplitParams, TopParams, Usual};
use crate::space::{Settings, SpaceName};

fn loaded(columns: &[(&str, ColumnKind)]) -> State {
    let numbers = columns
        .iter()
        .filter(|(_, kind)| *kind == ColumnKind::Number);
    let names: Vec<&str> = numbers.map(|&(name, _)| name).collect();
    let columns = columns.iter().map(|&(name, kind)| ColumnInfo {
        name: name.into(),
        kind,
    });
    State {
        loaded: Some(Rc::new(Loaded {
            usual: Usual {
                top: names.first().map(|name| TopParams::of(name, Scope::All)),
                split: names.last().map(|name| SplitParams::of(name, Scope::All)),
            },
            columns: columns.collect(),
            has_table: true,
            ..Loaded::default()
        })),
        ..State::default()
    }
}

fn asked(effects: &[Effect]) -> Vec<&Question> {
    let mut questions = Vec::new();
    for effect in effects {
        if let Effect::Send(Request::Ask(question)) = effect {
            questions.push(question);
        }
    }
    questions
}

#[test]
fn a_view_asks_once_for_what_it_lacks_by_the_usual_columns() {
    let number = ColumnKind::Number;
    let state = loaded(&[
        ("title", ColumnKind::Text),
        ("plays", number),
        ("energy", number),
    ]);
    let (state, effects) = reduce(state, Action::ShowView(View::Top));
    let [Question::Top(params)] = asked(&effects)[..] else {
        panic!("one ranking: {effects:?}");
    };
    assert_eq!((params.column.as_str(), params.n), ("plays", 10));
    assert_eq!(params.scope, Scope::All);
    let (_, effects) = reduce(state, Action::ShowView(View::Compare));
    assert!(
        matches!(asked(&effects)[..], [Question::Split(split), Question::Claims, Question::Study(Study::Exposure(_))]
        if split.column == "energy" && split.seed == 1)
    );
    let (_, effects) = reduce(loaded(&[]), Action::ShowView(View::Top));
    assert!(asked(&effects).is_empty());
}

#[test]
fn a_ranking_is_asked_for_again_as_the_person_left_it() {
    let state = loaded(&[("plays", ColumnKind::Number)]);
    let params = TopParams {
        column: "plays".into(),
        n: 3,
        order: Order::Ascending,
        scope: Scope::All,
        drawn: None,
    };
    let ask = Action::Ask(Question::Top(params.clone()));
    let (mut state, effects) = reduce(state, ask);
    assert_eq!(asked(&effects), [&Question::Top(params.clone())]);
    forget(&mut state, &[Topic::Top]);
    assert_eq!(report_params(&state).top, Some(params.clone()));
    let (_, effects) = reduce(state, Action::ShowView(View::Top));
    assert_eq!(asked(&effects), [&Question::Top(params)]);
}

#[test]
fn what_the_bars_stand_for_stays_from_view_to_view() {
    let (state, effects) = reduce(State::default(), Action::UseBarAxis(BarAxis::Raw));
    assert!(effects.is_empty());
    let (state, _) = reduce(state, Action::ShowView(View::Data));
    assert_eq!(state.bar_axis, BarAxis::Raw);
}
#[test]
fn a_piece_of_the_table_is_asked_for_once_and_another_search_again() {
    let piece = |search: &str| {
        Action::Ask(Question::Rows(RowsParams {
            search: search.into(),
            count: 100,
            ..RowsParams::default()
        }))
    };
    let (state, effects) = reduce(State::default(), piece(""));
    assert_eq!(asked(&effects).len(), 1);
    let (state, effects) = reduce(state, piece(""));
    assert!(effects.is_empty());
    let (state, effects) = reduce(state, piece("love"));
    assert_eq!(asked(&effects).len(), 1);
    assert_eq!(state.answers.table.wanted().search, "love");
}

#[test]
fn a_cluster_keeps_the_persons_name_until_it_is_given_back() {
    let name = |name: &str| Action::NameCluster(SpaceName::Pixels, 1, name.into());
    let (state, _) = reduce(State::default(), name(" loud "));
    assert_eq!(state.cluster_name(SpaceName::Pixels, 1), "loud");
    assert_eq!(state.cluster_name(SpaceName::Features, 1), "Cluster 2");
    let (state, _) = reduce(state, name("  "));
    assert_eq!(state.cluster_name(SpaceName::Pixels, 1), "Cluster 2");
    assert!(state.cluster_names(SpaceName::Pixels).is_empty());
}

#[test]
fn a_report_says_how_far_it_is_and_does_not_come_once_cancelled() {
    let told = |event: Event, attachments: &[&[u8]]| {
        Action::Told(Message {
            event,
            attachments: attachments.iter().map(|bytes| bytes.to_vec()).collect(),
        })
    };
    let progress = Progress {
        stage: Stage::Report,
        done: 40,
        total: 100,
    };
    let (writing, effects) = reduce(loaded(&[]), Action::ExportReport);
    assert!(matches!(effects[..], [Effect::Send(Request::Report(_))]));
    let (writing, _) = reduce(writing, told(Event::Studying(progress), &[]));
    assert_eq!(writing.status, "Writing the report: 40 %");
    let written = || told(Event::Report, &[b"<html>"]);
    let (done, effects) = reduce(writing.clone(), written());
    assert!(!done.is_reporting && done.studying.is_none());
    assert!(matches!(&effects[..], [Effect::Download { bytes, .. }] if bytes == b"<html>"));

    let (cancelled, effects) = reduce(writing.clone(), Action::Cancel);
    assert_eq!(effects, [Effect::Send(Request::CancelReport)]);
    let (cancelled, effects) = reduce(cancelled, written());
    assert!(effects.is_empty() && cancelled.status.starts_with("Cancelled"));

    let (nothing, effects) = reduce(writing.clone(), told(Event::Report, &[]));
    assert!(effects.is_empty() && nothing.status == "There is nothing to report.");

    // A job makes the worker forget it; the page asks again, with what it knows then.
    let (working, _) = reduce(writing, Action::Configure(Box::default()));
    let other = Settings::default().with_k(SpaceName::Pixels, 7);
    let (working, _) = reduce(working, Action::Configure(Box::new(other)));
    let (working, effects) = reduce(working, Action::ExportReport);
    assert!(working.phase == Phase::Working && effects.is_empty());
    let cancelled = Event::Cancelled {
        job: working.job,
        unread: 0,
        loaded: 0,
        has_rest: false,
        settings: None,
    };
    let (_, effects) = reduce(working, told(cancelled, &[]));
    let report = |effect: &Effect| matches!(effect, Effect::Send(Request::Report(_)));
    assert_eq!(effects.iter().filter(|effect| report(effect)).count(), 1);
}

#[test]
fn rows_are_written_only_of_what_is_loaded() {
    let export = Action::ExportRows {
        params: RowsParams::default(),
        with_map: false,
    };
    assert!(reduce(State::default(), export.clone()).1.is_empty());
    let (_, effects) = reduce(loaded(&[]), export);
    assert_eq!(
        effects,
        [Effect::Send(Request::Table(RowsParams::default(), None))]
    );
}
