//! A track comes into question.

use super::action::Effect;
use super::panels::Panel;
use super::questions::{ask_for_colors, turn_to};
use super::state::{State, View};
use crate::protocol::Request;

/// Tracks looked at that are listed.
const MOST_RECENT: usize = 6;

/// The person chose this track, or none.
pub(super) fn choose(state: &mut State, track: Option<usize>) -> Vec<Effect> {
    state.is_chosen = track.is_some();
    state.panels.tab = Panel::Track;
    select(state, track)
}

/// The same for one that was found: its panel is to be seen, on the map where the view in front has none.
pub(super) fn go_to(state: &mut State, track: usize) -> Vec<Effect> {
    let mut effects = choose(state, Some(track));
    match state.view {
        View::Map | View::Clusters => {}
        View::Top | View::Compare | View::Data => effects.extend(turn_to(state, View::Map)),
    }
    effects
}

/// Asks about this track, or about none.
pub(super) fn select(state: &mut State, track: Option<usize>) -> Vec<Effect> {
    let track = track.filter(|&track| track < state.n_tracks());
    if state.selected == track {
        return Vec::new();
    }
    if let Some(before) = state.selected {
        state.recent.retain(|&other| other != before);
        state.recent.insert(0, before);
    }
    state.recent.retain(|&other| Some(other) != track);
    state.recent.truncate(MOST_RECENT);
    state.selected = track;
    let describe = track.map(|track| Effect::Send(Request::Describe { track }));
    describe.into_iter().chain(ask_for_colors(state)).collect()
}
