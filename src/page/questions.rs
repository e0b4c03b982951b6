//! What each view asks the worker, and what becomes of the answers.

use std::rc::Rc;

use super::action::Effect;
use super::coloring::settle;
use super::colors::Colors;
use super::state::{ListContributions, Phase, State, View};
use super::wanted::{is_in_view, is_lacking, is_long, of_view};
use crate::analysis::{Finding, Study, Topic};
use crate::protocol::{Answer, Question, Request};
use crate::report::ReportParams;
use crate::sentences::Ended;

/// What the view in front lacks, and was not asked before.
pub(super) fn ask_for_view(state: &mut State) -> Vec<Effect> {
    settle(state);
    let wanted = of_view(state);
    ask_for(state, wanted)
}

/// What is lacking of the colours of the map in view.
pub(super) fn ask_for_colors(state: &mut State) -> Vec<Effect> {
    settle(state);
    let mut wanted = of_view(state);
    let is_of_colors = |question: &Question| {
        matches!(
            question,
            Question::Coloring(_) | Question::Study(Study::Agreement(..))
        )
    };
    wanted.retain(is_of_colors);
    ask_for(state, wanted)
}

/// Those of the wanted questions that have no answer and were not asked before.
fn ask_for(state: &mut State, wanted: Vec<Question>) -> Vec<Effect> {
    let mut effects = Vec::new();
    for question in wanted {
        let study = question.study();
        let is_asked = study.is_some_and(|study| {
            state.waits_for.contains(&study) || state.given_up.contains(&study)
        });
        if is_lacking(state, &question) && !is_asked {
            effects.push(put(state, question));
        }
    }
    effects
}

fn put(state: &mut State, question: Question) -> Effect {
    if let Some(study) = question.study() {
        state.given_up.retain(|&other| other != study);
        if !state.waits_for.contains(&study) {
            state.waits_for.push(study);
        }
    }
    if let Question::Coloring(params) = &question {
        state.answers.colors.ask(params.clone());
    }
    Effect::Send(Request::Ask(question))
}

/// Brings a view to the front, with what it asks.
pub(super) fn turn_to(state: &mut State, view: View) -> Vec<Effect> {
    if state.view == view {
        return Vec::new();
    }
    state.view = view;
    let mut effects = leave(state);
    effects.extend(ask_for_view(state));
    effects
}

/// The person looks at something else: what they did not want to wait for may be asked for again.
pub(super) fn leave(state: &mut State) -> Vec<Effect> {
    state.given_up.clear();
    leave_unseen(state)
}

/// Longer questions that nobody looks at any more are not worked on.
fn leave_unseen(state: &mut State) -> Vec<Effect> {
    let wanted: Vec<Study> = of_view(state).iter().filter_map(Question::study).collect();
    let mut effects = Vec::new();
    state.waits_for.retain(|study| {
        let stays = wanted.contains(study) || !is_long(*study);
        if !stays {
            effects.push(Effect::Send(Request::Leave(*study)));
        }
        stays
    });
    if !effects.is_empty() && !state.is_reporting {
        state.studying = None;
    }
    effects
}

/// The person does not want to wait for the longer questions of the view.
pub(super) fn give_up(state: &mut State) -> Vec<Effect> {
    let (long, short) = state.waits_for.drain(..).partition(|&study| is_long(study));
    state.waits_for = short;
    state.given_up = long;
    if state.given_up.is_empty() {
        return Vec::new();
    }
    state.studying = None;
    state.status = Ended::CancelledQuestion.to_string();
    let left = state.given_up.iter();
    left.map(|&study| Effect::Send(Request::Leave(study)))
        .collect()
}

/// Answers that are no longer true: those in view are asked for again and stand until the new ones come, the others are
/// forgotten.
pub(super) fn forget(state: &mut State, topics: &[Topic]) -> Vec<Effect> {
    let in_view = of_view(state);
    let mut effects = Vec::new();
    for &topic in topics {
        let is_it = |question: &&Question| match topic {
            Topic::Top => matches!(question, Question::Top(_)),
            Topic::Study(study) => question.study() == Some(study),
            Topic::Coloring => matches!(question, Question::Coloring(_)),
            Topic::Agreement(space) => {
                matches!(question, Question::Study(Study::Agreement(of, _)) if *of == space)
            }
            Topic::Lists | Topic::Contributions => false,
        };
        if let Topic::Agreement(space) = topic {
            state.answers.spaces[space].agreements.clear();
        }
        if let Some(question) = in_view.iter().find(is_it) {
            effects.push(put(state, question.clone()));
            continue;
        }
        match topic {
            Topic::Lists => {
                let describe = state.selected.map(|track| Request::Describe { track });
                effects.extend(describe.map(Effect::Send));
            }
            Topic::Contributions => state.answers.contributions = None,
            Topic::Coloring => state.answers.colors = Colors::default(),
            // They are forgotten in any case: there may be one a column.
            Topic::Agreement(_) | Topic::Study(Study::Agreement(..)) => {}
            Topic::Top => state.answers.top = None,
            Topic::Study(Study::RawClusters) => state.answers.raw_clusters = None,
            Topic::Study(Study::Scorecard) => state.answers.scorecard = None,
            Topic::Study(Study::ColumnGains) => state.answers.column_gains = None,
            Topic::Study(Study::Profiles(space)) => state.answers.spaces[space].profiles = None,
            Topic::Study(Study::Quality(space)) => state.answers.spaces[space].quality = None,
            Topic::Study(Study::Separation(space)) => {
                state.answers.spaces[space].separation = None;
            }
            Topic::Study(Study::Scan(space)) => state.answers.spaces[space].scan = None,
            Topic::Study(Study::Exposure(space)) => state.answers.spaces[space].exposure = None,
        }
    }
    effects
}

/// What is to be asked, where it was not asked before.
pub(super) fn ask(state: &mut State, question: Question) -> Vec<Effect> {
    if let Question::Top(params) = &question {
        state.answers.top_params = Some(params.clone());
    }
    if let Question::Split(params) = &question {
        state.answers.split_params = Some(params.clone());
    }
    let question = match question {
        Question::Rows(params) => Rc::make_mut(&mut state.answers.table)
            .ask(&params)
            .map(Question::Rows),
        other => Some(other),
    };
    question
        .map(|question| put(state, question))
        .into_iter()
        .collect()
}

/// Keeps an answer until what it is about changes.
pub(super) fn keep_answer(state: &mut State, answer: Answer) {
    let study = match &answer {
        Answer::Found(study, _) => Some(*study),
        Answer::Profiles(space, _) => Some(Study::Profiles(*space)),
        Answer::RawClusters(_) => Some(Study::RawClusters),
        Answer::No(question, _) => question.study(),
        Answer::Top(_)
        | Answer::Split(_)
        | Answer::Claims(_)
        | Answer::Contributions { .. }
        | Answer::Coloring(..)
        | Answer::Rows(_)
        | Answer::Hits(_) => None,
    };
    state.waits_for.retain(|&other| Some(other) != study);
    let answers = &mut state.answers;
    match answer {
        Answer::Top(top) => answers.top = Some(Rc::new(top)),
        Answer::Split(split) => answers.split = Some(Rc::new(split)),
        Answer::Claims(claims) => answers.claims = Some(Rc::new(claims)),
        Answer::Rows(rows) => Rc::make_mut(&mut answers.table).keep(rows),
        Answer::RawClusters(clusters) => answers.raw_clusters = Some(Rc::new(clusters)),
        Answer::Found(study, finding) => keep_finding(state, study, finding),
        Answer::Coloring(params, coloring) => {
            let map = state.spaces[params.space].map.as_ref();
            let n_samples = map.map_or(0, |map| map.points.len());
            answers.colors.keep(params, coloring, n_samples);
        }
        Answer::Profiles(space, profiles) => {
            state.answers.spaces[space].profiles = Some(Rc::new(profiles));
        }
        Answer::Contributions {
            query,
            track,
            contributions,
        } => {
            let old = answers
                .contributions
                .take()
                .filter(|contributions| contributions.query == query);
            let mut parts = old.map_or_else(Vec::new, |contributions| contributions.parts.clone());
            parts.retain(|(of, _)| *of != track);
            parts.push((track, contributions));
            answers.contributions = Some(Rc::new(ListContributions { query, parts }));
        }
        // `searching` has it.
        Answer::Hits(_) => {}
        Answer::No(question, why) => {
            // What it was asked about may be gone, or out of view, by the time that it comes.
            if is_in_view(state, &question) {
                state.status = why;
            }
        }
    }
}

fn keep_finding(state: &mut State, study: Study, finding: Finding) {
    if let (Study::Agreement(space, column), Finding::Agreement(found)) = (study, &finding) {
        let known = &mut state.answers.spaces[space].agreements;
        known.retain(|(of, _)| *of != column);
        known.push((column, found.clone().map(Rc::new)));
        settle(state);
        return;
    }
    let answers = &mut state.answers;
    match (finding, study.space()) {
        (Finding::Scorecard(scorecard), _) => answers.scorecard = Some(Rc::new(scorecard)),
        (Finding::ColumnGains(gains), _) => answers.column_gains = gains.map(Rc::new),
        (Finding::RawClusters(clusters), _) => answers.raw_clusters = Some(Rc::new(clusters)),
        (Finding::Scan(scan), Some(space)) => answers.spaces[space].scan = Some(Rc::new(scan)),
        (Finding::Exposure(exposure), Some(space)) => {
            answers.spaces[space].exposure = Some(Rc::new(exposure));
        }
        (Finding::Quality(quality), Some(space)) => {
            answers.spaces[space].quality = Some(Rc::new(quality));
        }
        (Finding::Separation(silhouette), Some(space)) => {
            answers.spaces[space].separation = Some(silhouette);
        }
        (Finding::Profiles(profiles), Some(space)) => {
            answers.spaces[space].profiles = Some(Rc::new(profiles));
        }
        (Finding::Agreement(_), _) | (_, None) => {}
    }
}

/// What the end of a job leaves to be asked: the questions of the view in front, which may show another space by now, and
/// the report.
pub(super) fn ask_again(state: &mut State) -> Vec<Effect> {
    let mut effects = leave_unseen(state);
    effects.extend(ask_for_view(state));
    effects.extend(ask_for_report(state));
    effects
}

/// The report, if it is wanted; while a job runs it waits here.
pub(super) fn ask_for_report(state: &State) -> Option<Effect> {
    let may_ask = state.is_reporting && state.phase != Phase::Working;
    let report = || Effect::Send(Request::Report(Box::new(report_params(state))));
    may_ask.then(report)
}

/// What the report is to show: what the views show.
pub(super) fn report_params(state: &State) -> ReportParams {
    ReportParams {
        date: String::new(),
        query: state.selected,
        space: state.space(),
        color_by: state.color_by().clone(),
        colors: state.colors,
        top: state
            .answers
            .top
            .as_ref()
            .map(|answer| answer.top.params.clone())
            .or_else(|| state.answers.top_params.clone()),
        split: state
            .answers
            .split
            .as_ref()
            .map(|split| split.params.clone())
            .or_else(|| state.answers.split_params.clone()),
        cluster_names: state.given_names(),
    }
}

#[cfg(test)]
#[path = "questions_tests.rs"]
mod tests;
