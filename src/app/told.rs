//! What becomes of what the worker says.

use std::collections::HashMap;
use std::rc::Rc;

use super::action::Effect;
use super::decode::{decode_map, file, number_by_size, tracks};
use super::endings::{cancelled, failed, finish};
use super::names::Grouping;
use super::questions::{forget, keep_answer};
use super::state::{Answers, Description, Groups, Loaded, Map, Phase, SpaceView, State, Tracks};
use super::words::{reload, unfinished_words};
use crate::pipeline::SpaceName;
use crate::protocol::{Event, JobId, Message, Unreadable};

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
        | Event::Grouped { .. }
        | Event::NoSpace { .. }
        | Event::Outdated { .. }
        | Event::Took { .. }
        | Event::Ready
        | Event::Misread(_)
        | Event::Unable(_)
        | Event::Described { .. }
        | Event::Answered(_)
        | Event::Studying(_)
        | Event::Picture { .. }
        | Event::Table
        | Event::Report
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
            state.status = progress.to_string();
            state.progress = Some(progress);
        }
        Event::Joined {
            report,
            names,
            columns,
            readings,
            warnings,
            has_table,
            ..
        } => {
            let loaded = Loaded {
                tracks: tracks(&attachments)?,
                report: *report,
                names,
                columns,
                readings,
                warnings,
                has_table,
            };
            return Ok(join(state, loaded));
        }
        Event::Mapped { space, map, .. } => {
            let map = decode_map(&attachments, map, state.n_tracks())?;
            show_map(state, space, map);
        }
        Event::Grouped { space, groups, .. } => {
            let Some(map) = state.space_view(space).map.clone() else {
                return Err(Unreadable::damaged("clusters came without a map"));
            };
            let groups = number_by_size(&attachments, groups, map.points.len())?;
            show_groups(state, space, &map, groups);
        }
        Event::NoSpace { space, .. } => {
            *state.space_view_mut(space) = SpaceView::default();
            state.names.regroup(space, Grouping::default());
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
            if let Some(loaded) = state.loaded.as_ref().filter(|_| track < state.n_tracks()) {
                let name = loaded.tracks.name(track);
                state.status = format!("The picture of {name} can no longer be read.");
            }
        }
        Event::Table => return save("soundkin-table.csv", "text/csv", attachments),
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
            let saved = save("soundkin-report.html", "text/html", attachments)?;
            state.status = "The report is written.".into();
            return Ok(saved);
        }
        Event::Document { unfinished } => {
            let saved = save("soundkin-analysis.json", "application/json", attachments)?;
            state.notice = unfinished_words(&unfinished);
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
    let view = state.space_view_mut(space);
    if view.map.as_deref() == Some(&map) {
        return;
    }
    let old = view.map.replace(Rc::new(map));
    let is_same_tracks = old.is_some_and(|old| {
        let new = view.map.as_ref();
        new.is_some_and(|new| old.tracks == new.tracks)
    });
    if !is_same_tracks {
        view.groups = None;
        state.names.regroup(space, Grouping::default());
        state.answers_mut(space).profiles = None;
        if space == SpaceName::Features {
            // It names tracks by their place on the map.
            state.answers.raw_groups = None;
        }
    }
    // What the old map was worth, the new one need not be.
    state.answers_mut(space).quality = None;
}

/// Groups take the place of others; they belong to `map`.
fn show_groups(state: &mut State, space: SpaceName, map: &Map, groups: Groups) {
    let view = state.space_view_mut(space);
    if view.groups.as_deref() == Some(&groups) {
        return;
    }
    let grouping = Grouping {
        tracks: map.tracks.clone(),
        labels: groups.labels.clone(),
    };
    view.groups = Some(Rc::new(groups));
    state.names.regroup(space, grouping);
    // Other clusters have other numbers and names.
    state.answers_mut(space).profiles = None;
}

/// The track of `new` that was number `track`: the one with its picture, else with its id; else, where a table was only
/// read otherwise, the one in its place.
fn same_track(old: &Tracks, new: &Tracks, track: usize) -> Option<usize> {
    let (file, id) = (old.files.get(track), old.ids.get(track));
    let by_file = new.files.iter().position(|new| new == file);
    let by_id = || new.ids.iter().position(|new| new == id);
    let by_file = by_file.filter(|_| !file.is_empty()).or_else(by_id);
    by_file.or((old.len() == new.len()).then_some(track))
}

/// A picture, else an id.
fn known_by<'a>((file, id): (&'a str, &'a str)) -> (&'a str, &'a str) {
    if file.is_empty() {
        ("", id)
    } else {
        (file, "")
    }
}

/// A new catalogue: the selected track is looked up again by its id, everything that counted tracks is forgotten.
fn join(state: &mut State, loaded: Loaded) -> Vec<Effect> {
    let old = state.loaded.take();
    let chosen = state.selected.filter(|_| state.is_chosen);
    state.selected = chosen.and_then(|track| {
        let old = &old.as_ref()?.tracks;
        same_track(old, &loaded.tracks, track)
    });
    state.described = None;
    state.hovered = None;
    state.sound = SpaceView::default();
    state.features = SpaceView::default();
    state.answers = Answers::default();
    state.waits_for.clear();
    state.given_up.clear();
    if !state.names.is_empty() {
        // Names go with the tracks, which are known by their pictures, else by their ids.
        let mut positions = HashMap::new();
        let tracks = &loaded.tracks;
        for (position, key) in (0..).zip(tracks.files.iter().zip(tracks.ids.iter()).map(known_by)) {
            positions.entry(key).or_insert(position);
        }
        let old = old.as_ref().map(|old| &old.tracks);
        state.names.renumber(|track| {
            let old = old.filter(|old| (track as usize) < old.len())?;
            let key = known_by((old.files.get(track as usize), old.ids.get(track as usize)));
            let in_place = (old.len() == tracks.len()).then_some(track);
            positions.get(&key).copied().or(in_place)
        });
    }
    state.loaded = Some(Rc::new(loaded));
    vec![Effect::ForgetPictures]
}

#[cfg(test)]
#[path = "told_tests.rs"]
mod tests;
