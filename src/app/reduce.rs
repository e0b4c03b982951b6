//! The one place where the page's state changes: pure, so that every sequence of actions can be tested.

use std::rc::Rc;

use super::action::{Action, Effect};
use super::decode::{decode_map, file, number_by_size, tracks};
use super::questions::{
    ask, ask_for_view, forget_groups, forget_quality, forget_recommending, keep_answer,
    name_cluster, report_params,
};
use super::state::{Answers, Description, Loaded, Phase, SpaceView, State};
use super::words::{failure, reload, summary};
use crate::error::Warning;
use crate::pipeline::{Settings, SpaceName};
use crate::progress::{Stage, grouped};
use crate::protocol::{Event, JobId, Message, Request, Unreadable};

/// What `state` becomes, and what is to be done.
#[must_use]
pub fn reduce(mut state: State, action: Action) -> (State, Vec<Effect>) {
    let effects = match action {
        Action::GiveFiles(paths) => give_files(&mut state, paths),
        Action::Continue => {
            let job = start_job(&mut state);
            state.unread = 0;
            let settings = Box::new(state.settings.clone());
            vec![Effect::Send(Request::Continue { job, settings })]
        }
        Action::Cancel if state.phase == Phase::Working => vec![Effect::Send(Request::Cancel)],
        Action::Cancel if state.is_reporting => {
            state.is_reporting = false;
            state.studying = None;
            state.status = "Cancelled. The report was not written.".into();
            vec![Effect::Send(Request::CancelReport)]
        }
        Action::Configure(settings) => configure(&mut state, *settings),
        Action::ShowSpace(space) => {
            state.chosen_space = Some(space);
            state.hovered = None;
            ask_for_view(&state)
        }
        Action::ShowView(view) => {
            // The address answers with the same part.
            if state.view == view {
                return (state, Vec::new());
            }
            state.view = view;
            let mut effects = vec![Effect::ShowInAddress(view)];
            effects.extend(ask_for_view(&state));
            effects
        }
        Action::Ask(question) => ask(&mut state, question),
        Action::Save(name, media_type, bytes) => vec![Effect::Download {
            name,
            media_type,
            bytes,
        }],
        Action::NameCluster(space, cluster, name) => {
            name_cluster(&mut state, space, cluster, &name);
            Vec::new()
        }
        Action::UsePalette(palette) => {
            state.palette = palette;
            vec![Effect::KeepPalette(palette)]
        }
        Action::UseBarAxis(axis) => {
            state.bar_axis = axis;
            Vec::new()
        }
        Action::Select(track) => {
            state.is_chosen = track.is_some();
            select(&mut state, track)
        }
        Action::Hover(track) => {
            state.hovered = track.filter(|&track| track < n_tracks(&state));
            Vec::new()
        }
        Action::ExportAnalysis if state.loaded.is_some() => {
            let query = state.selected;
            vec![Effect::Send(Request::Document { query })]
        }
        Action::ExportRows(params) if state.loaded.is_some() => {
            vec![Effect::Send(Request::Table(params))]
        }
        Action::ExportReport if state.loaded.is_some() => {
            state.is_reporting = true;
            state.status = if state.phase == Phase::Working {
                "The report follows when this is done.".into()
            } else {
                Stage::Report.to_string()
            };
            ask_for_report(&state).into_iter().collect()
        }
        Action::Told(message) => told(&mut state, message),
        Action::Misread(why) => fail(&mut state, reload(&why.to_string())),
        Action::Fail(message) => fail(&mut state, message),
        Action::Say(message) => {
            state.status = message;
            Vec::new()
        }
        Action::Cancel | Action::ExportRows(_) | Action::ExportAnalysis | Action::ExportReport => {
            Vec::new()
        }
    };
    (state, effects)
}

fn n_tracks(state: &State) -> usize {
    state
        .loaded
        .as_ref()
        .map_or(0, |loaded| loaded.tracks.len())
}

/// The phase when no job runs.
fn settled(state: &State) -> Phase {
    let has_map = state.sound.map.is_some() || state.features.map.is_some();
    if state.loaded.is_some() && has_map {
        Phase::Ready
    } else {
        Phase::Empty
    }
}

/// Nothing goes on until the person does what `message` says.
fn fail(state: &mut State, message: String) -> Vec<Effect> {
    state.fatal = Some(message.clone());
    state.status = message;
    state.progress = None;
    state.studying = None;
    state.is_reporting = false;
    state.phase = settled(state);
    Vec::new()
}

fn start_job(state: &mut State) -> JobId {
    state.job += 1;
    state.is_cancelled = false;
    state.phase = Phase::Working;
    state.progress = None;
    state.studying = None;
    state.job
}

fn give_files(state: &mut State, paths: Vec<String>) -> Vec<Effect> {
    if paths.is_empty() {
        state.status = "The drop holds no files.".into();
        return Vec::new();
    }
    let job = start_job(state);
    state.unread = 0;
    state.status = format!("Reading {} files", grouped(paths.len()));
    let settings = Box::new(state.settings.clone());
    vec![Effect::Send(Request::Load {
        job,
        paths,
        settings,
    })]
}

fn configure(state: &mut State, settings: Settings) -> Vec<Effect> {
    if state.settings == settings {
        return Vec::new();
    }
    state.settings = settings;
    if state.loaded.is_none() {
        return Vec::new();
    }
    let job = start_job(state);
    let settings = Box::new(state.settings.clone());
    vec![Effect::Send(Request::Configure { job, settings })]
}

fn select(state: &mut State, track: Option<usize>) -> Vec<Effect> {
    let track = track.filter(|&track| track < n_tracks(state));
    if state.selected == track {
        return Vec::new();
    }
    state.selected = track;
    track.map(describe).into_iter().collect()
}

fn describe(track: usize) -> Effect {
    Effect::Send(Request::Describe { track })
}

/// The job that an event belongs to; `None` for answers that stand for themselves.
fn job_of(event: &Event) -> Option<JobId> {
    match event {
        Event::Progress { job, .. }
        | Event::Joined { job, .. }
        | Event::Mapped { job, .. }
        | Event::Grouped { job, .. }
        | Event::NoSpace { job, .. }
        | Event::Finished { job, .. }
        | Event::Cancelled { job, .. }
        | Event::Failed { job, .. } => Some(*job),
        Event::Took { .. }
        | Event::Ready
        | Event::Misread(_)
        | Event::Unable(_)
        | Event::Described { .. }
        | Event::Answered(_)
        | Event::Studying(_)
        | Event::Picture { .. }
        | Event::Table
        | Event::Report
        | Event::Document => None,
    }
}

fn told(state: &mut State, message: Message) -> Vec<Effect> {
    hear(state, message).unwrap_or_else(|why| fail(state, reload(&why.to_string())))
}

#[allow(clippy::too_many_lines)] // One short arm an event.
fn hear(state: &mut State, message: Message) -> Result<Vec<Effect>, Unreadable> {
    let Message { event, attachments } = message;
    // Events count while their job runs, not before and not after.
    if job_of(&event).is_some_and(|job| job != state.job || state.phase != Phase::Working) {
        return Ok(Vec::new());
    }
    match event {
        Event::Ready => {}
        Event::Misread(why) => return Ok(fail(state, reload(&why))),
        Event::Unable(why) => state.status = why,
        Event::Progress { progress, .. } => {
            state.status = progress.to_string();
            state.progress = Some(progress);
        }
        Event::Joined {
            report,
            names,
            columns,
            warnings,
            has_table,
            ..
        } => {
            let loaded = Loaded {
                tracks: tracks(&attachments)?,
                report: *report,
                names,
                columns,
                warnings,
                has_table,
            };
            return Ok(join(state, loaded));
        }
        Event::Mapped { space, map, .. } => {
            let map = Rc::new(decode_map(&attachments, map, n_tracks(state))?);
            forget_quality(state, space);
            let view = space_mut(state, space);
            // Colours stay while tracks move.
            let is_same_tracks = view
                .map
                .as_ref()
                .is_some_and(|old| old.tracks == map.tracks);
            let groups = view.groups.take().filter(|_| is_same_tracks);
            *view = SpaceView {
                map: Some(map),
                groups,
            };
        }
        Event::Grouped { space, groups, .. } => {
            let view = space_mut(state, space);
            let Some(map) = &view.map else {
                return Err(Unreadable::damaged("clusters came without a map"));
            };
            let groups = number_by_size(&attachments, groups, map.points.len())?;
            view.groups = Some(Rc::new(groups));
            forget_groups(state, space);
        }
        Event::NoSpace { space, .. } => *space_mut(state, space) = SpaceView::default(),
        Event::Finished { default_query, .. } => return Ok(finish(state, default_query)),
        Event::Cancelled { unread, loaded, .. } => return Ok(cancelled(state, unread, loaded)),
        Event::Failed {
            message, warnings, ..
        } => return Ok(failed(state, &message, warnings)),
        Event::Took { stage, duration_ms } => {
            return Ok(vec![Effect::Measure {
                name: stage.name(),
                duration_ms,
            }]);
        }
        Event::Described {
            track,
            cells,
            by_sound,
            by_features,
        } => {
            state.described = Some(Rc::new(Description {
                track,
                cells,
                by_sound,
                by_features,
            }));
        }
        Event::Answered(answer) => {
            state.studying = state.studying.filter(|_| state.is_reporting);
            keep_answer(state, answer);
        }
        Event::Studying(progress) => {
            // A job says how far it is itself.
            if state.is_reporting && state.phase != Phase::Working {
                state.status = progress.to_string();
            }
            state.studying = Some(progress);
        }
        Event::Picture { track } => {
            let bytes = attachments.into_iter().next().unwrap_or_default();
            if !bytes.is_empty() {
                return Ok(vec![Effect::KeepPicture { track, bytes }]);
            }
            if let Some(loaded) = state.loaded.as_ref().filter(|_| track < n_tracks(state)) {
                let name = loaded.tracks.name(track);
                state.status = format!("The picture of {name} can no longer be read.");
            }
        }
        Event::Table => {
            return Ok(vec![Effect::Download {
                name: "soundkin-table.csv".into(),
                media_type: "text/csv",
                bytes: file(attachments)?,
            }]);
        }
        Event::Report => {
            state.studying = None;
            // It may have been on its way when it was cancelled.
            if !std::mem::take(&mut state.is_reporting) {
                return Ok(Vec::new());
            }
            if attachments.is_empty() {
                state.status = "There is nothing to report.".into();
                return Ok(Vec::new());
            }
            let bytes = file(attachments)?;
            state.status = "The report is written.".into();
            return Ok(vec![Effect::Download {
                name: "soundkin-report.html".into(),
                media_type: "text/html",
                bytes,
            }]);
        }
        Event::Document => {
            return Ok(vec![Effect::Download {
                name: "soundkin-analysis.json".into(),
                media_type: "application/json",
                bytes: file(attachments)?,
            }]);
        }
    }
    Ok(Vec::new())
}

fn cancelled(state: &mut State, unread: usize, loaded: usize) -> Vec<Effect> {
    state.phase = settled(state);
    state.progress = None;
    state.unread = unread;
    state.is_cancelled = true;
    state.status = if unread > 0 {
        let all = grouped(unread + loaded);
        format!(
            "Cancelled. {} of {all} pictures are read and kept.",
            grouped(loaded)
        )
    } else {
        "Cancelled. What was read is kept.".into()
    };
    ask_again(state)
}

fn failed(state: &mut State, message: &str, warnings: Vec<Warning>) -> Vec<Effect> {
    state.phase = settled(state);
    state.progress = None;
    state.status = failure(message, n_files(&warnings));
    if state.loaded.is_none() && !warnings.is_empty() {
        state.loaded = Some(Rc::new(Loaded {
            warnings,
            ..Loaded::default()
        }));
    }
    ask_again(state)
}

/// Files that warnings are about, as far as each is about files of its own.
fn n_files(warnings: &[Warning]) -> usize {
    let of = |warning: &Warning| warning.names.len().max(1);
    warnings.iter().map(of).sum()
}

/// What a job made the worker forget: the questions of the view in front, and the report.
fn ask_again(state: &State) -> Vec<Effect> {
    let mut effects = ask_for_view(state);
    effects.extend(ask_for_report(state));
    effects
}

/// The report, if it is wanted; while a job runs it waits here.
fn ask_for_report(state: &State) -> Option<Effect> {
    let may_ask = state.is_reporting && state.phase != Phase::Working;
    may_ask.then(|| Effect::Send(Request::Report(Box::new(report_params(state)))))
}

/// A new catalogue: the selected track is looked up again by its id, everything that counted tracks is forgotten.
fn join(state: &mut State, loaded: Loaded) -> Vec<Effect> {
    let old = state.loaded.take();
    let chosen = state.selected.filter(|_| state.is_chosen);
    state.selected = chosen.and_then(|track| {
        let id = old.as_ref()?.tracks.ids.get(track);
        loaded.tracks.ids.iter().position(|new| new == id)
    });
    state.described = None;
    state.hovered = None;
    state.sound = SpaceView::default();
    state.features = SpaceView::default();
    state.answers = Answers::default();
    state.cluster_names.clear();
    state.loaded = Some(Rc::new(loaded));
    vec![Effect::ForgetPictures]
}

fn finish(state: &mut State, default_query: Option<usize>) -> Vec<Effect> {
    state.phase = settled(state);
    state.progress = None;
    state.status = state
        .loaded
        .as_ref()
        .map_or_else(String::new, |loaded| summary(loaded));
    let first_time = state.selected.is_none() && state.described.is_none();
    let n_tracks = n_tracks(state);
    let first = default_query.filter(|&track| first_time && track < n_tracks);
    state.selected = state.selected.or(first);
    // Other parameters, other recommendations: ask again.
    forget_recommending(state);
    let mut effects = ask_again(state);
    effects.extend(state.selected.map(describe));
    effects
}

fn space_mut(state: &mut State, space: SpaceName) -> &mut SpaceView {
    match space {
        SpaceName::Sound => &mut state.sound,
        SpaceName::Features => &mut state.features,
    }
}

#[cfg(test)]
#[path = "reduce_tests.rs"]
mod tests;
