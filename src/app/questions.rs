//! What each view asks the worker, and what becomes of the answers.

use std::rc::Rc;

use super::action::Effect;
use super::state::{Shares, SpaceAnswers, State, View};
use crate::compare::{Order, Scope, SplitParams, TopParams};
use crate::pipeline::SpaceName;
use crate::worker::question::{Answer, Finding, Question, ReportParams, Study};

/// Length of the first ranking shown, as in the notebook.
const TOP_N: usize = 10;

/// What the view in front lacks.
pub(super) fn ask_for_view(state: &State) -> Vec<Effect> {
    let Some(loaded) = &state.loaded else {
        return Vec::new();
    };
    let answers = &state.answers;
    let space = state.space();
    let scope = if loaded.report.rows_with_picture > 0 {
        Scope::Pictured
    } else {
        Scope::All
    };
    // As in the notebook: ranked by popularity, compared by energy.
    let column = |preferred: &Option<String>| {
        let first = || loaded.numeric_columns().next().map(str::to_owned);
        preferred.clone().or_else(first)
    };
    let known = &loaded.report.columns;
    let mut questions = Vec::new();
    match state.view {
        View::Map => {
            if answers_lack_profiles(state, space) {
                questions.push(Question::Profiles(space));
            }
            if state.answers_about(space).quality.is_none() {
                questions.push(Question::Study(Study::Quality(space)));
            }
        }
        View::Top => {
            let default = || {
                Some(TopParams {
                    column: column(&known.popularity)?,
                    n: TOP_N,
                    order: Order::Descending,
                    scope,
                })
            };
            if answers.top.is_none()
                && let Some(params) = answers.top_params.clone().or_else(default)
            {
                questions.push(Question::Top(params));
            }
        }
        View::Compare => {
            if answers.split.is_none()
                && let Some(column) = column(&known.energy)
            {
                questions.push(Question::Split(SplitParams::of(&column, scope)));
            }
            if answers.claims.is_none() {
                questions.push(Question::Claims);
            }
            if state.answers_about(space).exposure.is_none() {
                questions.push(Question::Study(Study::Exposure(space)));
            }
        }
        View::Clusters => {
            if answers_lack_profiles(state, space) {
                questions.push(Question::Profiles(space));
            }
            if state.answers_about(space).scan.is_none() {
                questions.push(Question::Study(Study::Scan(space)));
            }
            if space == SpaceName::Features && answers.raw_groups.is_none() {
                questions.push(Question::RawGroups);
            }
        }
        // The table asks for what it shows.
        View::Data => {}
    }
    questions.into_iter().map(Effect::Ask).collect()
}

fn answers_lack_profiles(state: &State, space: SpaceName) -> bool {
    state.answers_about(space).profiles.is_none() && state.space_view(space).groups.is_some()
}

/// What is to be asked, where it was not asked before.
pub(super) fn ask(state: &mut State, question: Question) -> Vec<Effect> {
    if let Question::Top(params) = &question {
        state.answers.top_params = Some(params.clone());
    }
    let question = match question {
        Question::Rows(params) => Rc::make_mut(&mut state.answers.table)
            .ask(&params)
            .map(Question::Rows),
        other => Some(other),
    };
    question.map(Effect::Ask).into_iter().collect()
}

/// Keeps an answer until what it is about changes.
pub(super) fn keep_answer(state: &mut State, answer: Answer) {
    let answers = &mut state.answers;
    match answer {
        Answer::Top(top) => answers.top = Some(Rc::new(top)),
        Answer::Split(split) => answers.split = Some(Rc::new(split)),
        Answer::Claims(claims) => answers.claims = Some(Rc::new(claims)),
        Answer::Rows(rows) => Rc::make_mut(&mut answers.table).keep(rows),
        Answer::RawGroups(groups) => answers.raw_groups = Some(Rc::new(groups)),
        Answer::Found(study, finding) => keep_finding(about(state, study.space()), finding),
        Answer::Profiles(space, profiles) => about(state, space).profiles = Some(Rc::new(profiles)),
        Answer::Shares {
            query,
            track,
            contributions,
        } => {
            let old = answers.shares.take().filter(|shares| shares.query == query);
            let mut parts = old.map_or_else(Vec::new, |shares| shares.parts.clone());
            parts.retain(|(of, _)| *of != track);
            parts.push((track, contributions));
            answers.shares = Some(Rc::new(Shares { query, parts }));
        }
        Answer::No(why) => state.status = why,
    }
}

fn keep_finding(answers: &mut SpaceAnswers, finding: Finding) {
    match finding {
        Finding::Scan(scan) => answers.scan = Some(Rc::new(scan)),
        Finding::Exposure(exposure) => answers.exposure = Some(Rc::new(exposure)),
        Finding::Quality(quality) => answers.quality = Some(Rc::new(quality)),
    }
}

/// Other groups: their names, numbers and what was counted with them are no longer true.
pub(super) fn forget_groups(state: &mut State, space: SpaceName) {
    *about(state, space) = SpaceAnswers::default();
    state.answers.shares = None;
    if space == SpaceName::Features {
        // Other columns, perhaps.
        state.answers.raw_groups = None;
        state.answers.top = None;
    }
    state.cluster_names.retain(|(of, ..)| *of != space);
}

/// Another way to recommend: what was counted and said of the old one is no longer true.
pub(super) fn forget_recommending(state: &mut State) {
    state.answers.shares = None;
    for space in [SpaceName::Sound, SpaceName::Features] {
        let about = about(state, space);
        about.exposure = None;
        about.profiles = None;
    }
}

/// Another map: what the old one was worth is no longer true.
pub(super) fn forget_quality(state: &mut State, space: SpaceName) {
    about(state, space).quality = None;
}

/// Calls a cluster what the person says; nothing gives its own name back.
pub(super) fn name_cluster(state: &mut State, space: SpaceName, cluster: usize, name: &str) {
    let name = name.trim();
    state
        .cluster_names
        .retain(|(of, which, _)| (*of, *which) != (space, cluster));
    if !name.is_empty() {
        state.cluster_names.push((space, cluster, name.to_string()));
    }
}

/// What the report is to show: what the views show.
pub(super) fn report_params(state: &State) -> ReportParams {
    ReportParams {
        date: String::new(),
        query: state.selected,
        space: state.space(),
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
            .map(|split| split.params.clone()),
        cluster_names: state.cluster_names.clone(),
    }
}

fn about(state: &mut State, space: SpaceName) -> &mut SpaceAnswers {
    match space {
        SpaceName::Sound => &mut state.answers.sound,
        SpaceName::Features => &mut state.answers.features,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Phase;
    use crate::app::{Action, Loaded, reduce};
    use crate::data::ColumnKind;
    use crate::join::{JoinReport, KnownColumns};
    use crate::pipeline::Settings;
    use crate::plot::charts::BarAxis;
    use crate::progress::{Progress, Stage};
    use crate::worker::Message;
    use crate::worker::protocol::{ColumnInfo, Event};
    use crate::worker::question::RowsParams;

    fn loaded(columns: &[(&str, ColumnKind)]) -> State {
        let columns = columns.iter().map(|&(name, kind)| ColumnInfo {
            name: name.into(),
            kind,
        });
        State {
            loaded: Some(Rc::new(Loaded {
                report: JoinReport {
                    columns: KnownColumns {
                        energy: Some("energy".into()),
                        ..KnownColumns::default()
                    },
                    ..JoinReport::default()
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
            if let Effect::Ask(question) = effect {
                questions.push(question);
            }
        }
        questions
    }

    #[test]
    fn a_view_asks_once_for_what_it_lacks_by_the_notebook_s_columns_or_the_first() {
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
        };
        let ask = Action::Ask(Question::Top(params.clone()));
        let (mut state, effects) = reduce(state, ask);
        assert_eq!(asked(&effects), [&Question::Top(params.clone())]);
        forget_groups(&mut state, SpaceName::Features);
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
        let name = |name: &str| Action::NameCluster(SpaceName::Sound, 1, name.into());
        let (state, _) = reduce(State::default(), name(" loud "));
        assert_eq!(state.cluster_name(SpaceName::Sound, 1), "loud");
        assert_eq!(state.cluster_name(SpaceName::Features, 1), "Cluster 2");
        let (state, _) = reduce(state, name("  "));
        assert_eq!(state.cluster_name(SpaceName::Sound, 1), "Cluster 2");
        assert!(state.cluster_names(SpaceName::Sound).is_empty());
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
        assert!(matches!(effects[..], [Effect::MakeReport(_)]));
        let (writing, _) = reduce(writing, told(Event::Studying(progress), &[]));
        assert_eq!(writing.status, "Writing the report: 40 %");
        let written = || told(Event::Report, &[b"<html>"]);
        let (done, effects) = reduce(writing.clone(), written());
        assert!(!done.is_reporting && done.studying.is_none());
        assert!(matches!(&effects[..], [Effect::Download { bytes, .. }] if bytes == b"<html>"));

        let (cancelled, effects) = reduce(writing.clone(), Action::Cancel);
        assert_eq!(effects, [Effect::CancelReport]);
        let (cancelled, effects) = reduce(cancelled, written());
        assert!(effects.is_empty() && cancelled.status.starts_with("Cancelled"));

        let (nothing, effects) = reduce(writing.clone(), told(Event::Report, &[]));
        assert!(effects.is_empty() && nothing.status == "There is nothing to report.");

        // A job makes the worker forget it; the page asks again, with what it knows then.
        let (working, _) = reduce(writing, Action::Configure(Box::default()));
        let other = Settings::default().with_k(SpaceName::Sound, 7);
        let (working, _) = reduce(working, Action::Configure(Box::new(other)));
        let (working, effects) = reduce(working, Action::ExportReport);
        assert!(working.phase == Phase::Working && effects.is_empty());
        let cancelled = Event::Cancelled {
            job: working.job,
            unread: 0,
            loaded: 0,
        };
        let (_, effects) = reduce(working, told(cancelled, &[]));
        let report = |effect: &Effect| matches!(effect, Effect::MakeReport(_));
        assert_eq!(effects.iter().filter(|effect| report(effect)).count(), 1);
    }

    #[test]
    fn rows_are_written_only_of_what_is_loaded() {
        let export = Action::ExportRows(RowsParams::default());
        assert!(reduce(State::default(), export.clone()).1.is_empty());
        let (_, effects) = reduce(loaded(&[]), export);
        assert_eq!(effects, [Effect::MakeTable(RowsParams::default())]);
    }
}
