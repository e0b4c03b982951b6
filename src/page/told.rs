//! What becomes of what the worker says.

use std::rc::Rc;

use super::action::Effect;
use super::decode::{decode_map, file, number_by_size, tracks};
use super::endings::{cancelled, failed, finish};
use super::jobs::make_quietly;
use super::joined::join;
use super::names::Clustering;
use super::questions::{ask_for_colors, ask_for_view, forget, keep_answer};
use super::searching::found;
use super::state::{BegunBy, Clusters, Description, Loaded, Map, Phase, SpaceView, State};
use super::words::{reload, while_unfinished};
use crate::analysis::Study;
use crate::data::PictureKinds;
use crate::protocol::{Answer, Event, JobId, Message, Question, Unreadable};
use crate::sentences::Ended;
use crate::space::SpaceName;

/// The job that an event tells about; `None` for answers, and for what stands now: that is true whichever job made it, and
/// said once. A job that another one replaced may have said it on its way.
fn job_of(event: &Event) -> Option<JobId> {
    match event {
        Event::Progress { job, .. }
        | Event::Finished { job, .. }
        | Event::Superseded { job }
        | Event::Cancelled { job, .. }
        | Event::Failed { job, .. } => Some(*job),
        Event::Joined { .. }
        | Event::Mapped { .. }
        | Event::Clustered { .. }
        | Event::NoSpace { .. }
        | Event::Outdated { .. }
        | Event::Took { .. }
        | Event::Ready
        | Event::Misread(_)
        | Event::Unable(_)
        | Event::Described { .. }
        | Event::Answered(_)
        | Event::Studying(_)
        | Event::Surveying(_)
        | Event::Surveyed { .. }
        | Event::Picture { .. }
        | Event::Table
        | Event::Report
        | Event::NoReport(_)
        | Event::Document { .. } => None,
    }
}

pub(super) fn told(state: &mut State, message: Message) -> Vec<Effect> {
    let effects = hear(state, message).unwrap_or_else(|why| fail(state, reload(&why.to_string())));
    // What stands may come when the work on it is over: then it is shown, or no longer.
    if state.phase != Phase::Working {
        state.phase = state.settled();
    }
    effects
}

/// Nothing goes on until the person does what `message` says.
pub(super) fn fail(state: &mut State, message: String) -> Vec<Effect> {
    state.fatal = Some(message.clone());
    state.status = message;
    state.progress = None;
    state.studying = None;
    state.is_reporting = false;
    state.phase = state.settled();
    Vec::new()
}

/// The second look at the pictures is over.
fn surveyed(
    state: &mut State,
    kinds: Option<PictureKinds>,
    has_timbre: bool,
    n_gone: usize,
) -> Vec<Effect> {
    if let (Some(kinds), Some(loaded)) = (kinds, &mut state.loaded) {
        Rc::make_mut(loaded).kinds = kinds;
    }
    if n_gone > 0 {
        state.notice = Ended::PicturesGone { n: n_gone }.to_string();
    }
    state.survey = None;
    // A job that began meanwhile makes it itself.
    if has_timbre && state.phase != Phase::Working {
        return make_quietly(state);
    }
    Vec::new()
}

#[allow(clippy::too_many_lines)] // One short arm an event.
fn hear(state: &mut State, message: Message) -> Result<Vec<Effect>, Unreadable> {
    let Message { event, attachments } = message;
    // How a job goes counts while it runs, not before and not after.
    if job_of(&event).is_some_and(|job| job != state.job || state.phase != Phase::Working) {
        return Ok(Vec::new());
    }
    match event {
        Event::Misread(why) => return Ok(fail(state, reload(&why))),
        Event::Unable(why) => {
            state.status.clone_from(&why);
            state.notice = why;
        }
        Event::Progress { progress, .. } => {
            if state.begun_by == BegunBy::Page {
                state.survey = Some(progress);
            } else {
                state.status = progress.to_string();
                state.progress = Some(progress);
            }
        }
        Event::Surveying(progress) => {
            // A job that began meanwhile has put an end to it.
            state.survey = Some(progress).filter(|_| state.phase != Phase::Working);
        }
        Event::Surveyed {
            kinds,
            has_timbre,
            n_gone,
        } => return Ok(surveyed(state, kinds, has_timbre, n_gone)),
        Event::Joined {
            report,
            names,
            columns,
            kinds,
            readings,
            warnings,
            left_out,
            has_table,
            usual,
            embeddings,
            ..
        } => {
            let loaded = Loaded {
                tracks: tracks(&attachments)?,
                report: *report,
                names,
                columns,
                kinds,
                readings,
                warnings,
                left_out,
                has_table,
                usual,
                embeddings,
            };
            let n_tracks = loaded.tracks.len() as u32;
            let left_out = &loaded.left_out;
            if !left_out.is_sorted_by(|a, b| a < b) || left_out.last() >= Some(&n_tracks) {
                return Err(Unreadable::Strange("the tracks left out are not there"));
            }
            return Ok(join(state, loaded));
        }
        Event::Mapped { space, map, .. } => {
            let map = decode_map(&attachments, map, state.n_tracks())?;
            show_map(state, space, map);
        }
        Event::Clustered {
            space, clusters, ..
        } => {
            let Some(map) = state.spaces[space].map.clone() else {
                return Err(Unreadable::Strange("clusters came without a map"));
            };
            let clusters = number_by_size(&attachments, clusters, map.points.len())?;
            show_clusters(state, space, &map, clusters);
            return Ok(ask_for_colors(state));
        }
        Event::NoSpace { space, .. } => {
            state.spaces[space] = SpaceView::default();
            state.names.recluster(space, Clustering::default());
        }
        Event::Finished { default_query, .. } => return Ok(finish(state, default_query)),
        // Where another job has taken the place of one, the page knows that best.
        Event::Ready | Event::Superseded { .. } => {}
        Event::Outdated { topics, .. } => return Ok(forget(state, &topics)),
        Event::Cancelled {
            unread,
            loaded,
            has_rest,
            settings,
            ..
        } => return Ok(cancelled(state, unread, loaded, has_rest, settings)),
        Event::Failed {
            message,
            readings,
            warnings,
            settings,
            ..
        } => return Ok(failed(state, &message, readings, warnings, settings)),
        Event::Took { stage, duration_ms } => {
            return Ok(vec![Effect::Measure {
                name: stage.name(),
                duration_ms,
            }]);
        }
        Event::Described {
            track,
            cells,
            lists,
        } => {
            state.described = Some(Rc::new(Description {
                track,
                cells,
                lists,
            }));
        }
        Event::Answered(Answer::Hits(hits)) => return Ok(found(state, hits)),
        Event::Answered(answer) => {
            if matches!(answer, Answer::No(Question::Search(_), _)) {
                state.search.refuse();
            }
            state.studying = state.studying.filter(|_| state.is_reporting);
            let leads_on = matches!(answer, Answer::Found(Study::Scorecard, _));
            keep_answer(state, answer);
            if leads_on {
                return Ok(ask_for_view(state));
            }
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
            if let Some(loaded) = state.loaded.as_ref().filter(|_| track < state.n_tracks()) {
                let name = loaded.tracks.name(track);
                let name = name.to_string();
                state.status = Ended::PictureGone { name }.to_string();
            }
        }
        Event::Table => return save("soundkin-table.csv", "text/csv", attachments),
        Event::NoReport(why) => {
            state.studying = None;
            // It may have been on its way when it was cancelled.
            if std::mem::take(&mut state.is_reporting) {
                state.status.clone_from(&why);
                state.notice = why;
            }
        }
        Event::Report => {
            state.studying = None;
            // It may have been on its way when it was cancelled.
            if !std::mem::take(&mut state.is_reporting) {
                return Ok(Vec::new());
            }
            if attachments.is_empty() {
                state.status = Ended::NothingToReport.to_string();
                return Ok(Vec::new());
            }
            let saved = save("soundkin-report.html", "text/html", attachments)?;
            state.status = Ended::ReportWritten.to_string();
            return Ok(saved);
        }
        Event::Document { unfinished } => {
            let saved = save("soundkin-analysis.json", "application/json", attachments)?;
            let said = while_unfinished(state, &unfinished);
            state.notice = said.map_or_else(String::new, |said| said.to_string());
            return Ok(saved);
        }
    }
    Ok(Vec::new())
}

/// Hands a file to the person.
fn save(
    name: &str,
    media_type: &'static str,
    attachments: Vec<Vec<u8>>,
) -> Result<Vec<Effect>, Unreadable> {
    Ok(vec![Effect::Download {
        name: name.into(),
        media_type,
        bytes: file(attachments)?,
    }])
}

/// A map takes the place of another one. Colours stay while the same tracks move.
fn show_map(state: &mut State, space: SpaceName, map: Map) {
    let view = &mut state.spaces[space];
    if view.map.as_deref() == Some(&map) {
        return;
    }
    let old = view.map.replace(Rc::new(map));
    let is_same_tracks = old.is_some_and(|old| {
        let new = view.map.as_ref();
        new.is_some_and(|new| old.tracks == new.tracks)
    });
    if !is_same_tracks {
        view.clusters = None;
        state.names.recluster(space, Clustering::default());
        state.answers.spaces[space].profiles = None;
        state.answers.spaces[space].agreements.clear();
        state.answers.colors.forget_space(space);
        if space == SpaceName::Features {
            // It names tracks by their place on the map.
            state.answers.raw_clusters = None;
        }
    }
    // What the old map was worth, the new one need not be.
    state.answers.spaces[space].quality = None;
}

/// Clusters take the place of others; they belong to `map`.
fn show_clusters(state: &mut State, space: SpaceName, map: &Map, clusters: Clusters) {
    let view = &mut state.spaces[space];
    if view.clusters.as_deref() == Some(&clusters) {
        return;
    }
    let clustering = Clustering {
        tracks: map.tracks.clone(),
        labels: clusters.labels.clone(),
    };
    view.clusters = Some(Rc::new(clusters));
    state.names.recluster(space, clustering);
    // Other clusters have other numbers and names.
    state.answers.spaces[space].profiles = None;
}

#[cfg(test)]
#[path = "told_tests.rs"]
mod tests;
