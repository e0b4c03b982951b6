//! What becomes of the page when a job ends: done, cancelled or impossible.

use std::rc::Rc;

use super::action::Effect;
use super::jobs::end_job;
use super::questions::{ask_again, forget, turn_to};
use super::state::{Loaded, State, View};
use super::words::{failure, summary, waiting_names};
use crate::analysis::Topic;
use crate::data::Readings;
use crate::error::Warning;
use crate::sentences::Ended;
use crate::space::Settings;

/// The settings are those of what is shown, whatever was asked for.
fn go_back_to(state: &mut State, settings: Option<Box<Settings>>) {
    if let Some(settings) = settings {
        state.settings = *settings;
        if !state.settings.is_reference {
            state.own_way = None;
        }
    }
}

pub(super) fn cancelled(
    state: &mut State,
    unread: usize,
    loaded: usize,
    has_rest: bool,
    settings: Option<Box<Settings>>,
) -> Vec<Effect> {
    if end_job(state) {
        // What it was to make stays unmade; all else is as it was.
        return ask_again(state);
    }
    state.unread = unread;
    state.is_cancelled = has_rest;
    let ended = if unread > 0 {
        // What waits may be tables too, and nobody has looked into all of it yet.
        Ended::CancelledReading {
            n_read: loaded,
            n_unread: unread,
        }
    } else if has_rest {
        Ended::CancelledKept
    } else {
        Ended::CancelledSettings
    };
    state.status = ended.to_string();
    go_back_to(state, settings);
    ask_again(state)
}

pub(super) fn failed(
    state: &mut State,
    message: &str,
    readings: Readings,
    warnings: Vec<Warning>,
    settings: Option<Box<Settings>>,
) -> Vec<Effect> {
    end_job(state);
    state.status = failure(message, n_files(&warnings));
    go_back_to(state, settings);
    // Without tracks there is nothing but these to show, and they may be others than last time.
    let has_tracks = state
        .loaded
        .as_ref()
        .is_some_and(|loaded| !loaded.tracks.is_empty());
    if !has_tracks && !warnings.is_empty() {
        state.loaded = Some(Rc::new(Loaded {
            readings,
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

pub(super) fn finish(state: &mut State, default_query: Option<usize>) -> Vec<Effect> {
    let has_map = state.has_results();
    if !end_job(state) {
        state.status = state
            .loaded
            .as_ref()
            .map_or_else(String::new, |loaded| summary(loaded, has_map));
    }
    // Without a map, how the tracks were read is what there is to see, and to correct.
    let mut effects = Vec::new();
    if !has_map && state.n_tracks() > 0 {
        effects = turn_to(state, View::Data);
    }
    if let Some(waiting) = waiting_names(state) {
        state.notice = waiting.to_string();
    }
    let first_time = state.selected.is_none() && state.described.is_none();
    let n_tracks = state.n_tracks();
    let first = default_query.filter(|&track| first_time && track < n_tracks);
    state.selected = state.selected.or(first);
    effects.extend(ask_again(state));
    if state.description().is_none() {
        effects.extend(forget(state, &[Topic::Lists]));
    }
    effects
}
