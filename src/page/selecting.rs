//! The person selects many tracks.

use super::selection::{Selecting, Selection};
use super::state::State;

/// Takes a step. Tracks that are left out are never selected: no view shows them.
pub(super) fn select_many(state: &mut State, step: Selecting) {
    let Some(loaded) = &state.loaded else {
        return;
    };
    let takes_part = |&track: &u32| {
        (track as usize) < loaded.tracks.len() && !loaded.is_left_out(track as usize)
    };
    state.selection = match step {
        Selecting::Take(mut tracks, how) => {
            tracks.retain(takes_part);
            state.selection.combined(tracks, how)
        }
        Selecting::Invert => {
            let all = 0..loaded.tracks.len() as u32;
            state.selection.inverted(all.filter(takes_part))
        }
        Selecting::Clear => Selection::default(),
    };
}
