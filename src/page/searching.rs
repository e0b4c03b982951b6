//! What becomes of a search: steps of the person, answers of the worker, other files.

use super::action::{Effect, Searching};
use super::select::go_to;
use super::state::State;
use crate::analysis::{Hits, Within};
use crate::protocol::{Question, Request};

/// A step of the person.
pub(super) fn search(state: &mut State, step: Searching) -> Vec<Effect> {
    let search = &mut state.search;
    match step {
        Searching::Open => {
            search.is_open = true;
            send(search.warm_up())
        }
        Searching::Close => {
            search.is_open = false;
            state.hovered = None;
            Vec::new()
        }
        Searching::Type(words) => look_for(state, words, Within::Anywhere),
        Searching::ByArtist(name) => look_for(state, name, Within::Artists),
        Searching::Walk { is_forward } => {
            let track = search.walk(is_forward);
            state.hovered = track.map(|track| track as usize);
            Vec::new()
        }
        Searching::Enter => {
            let track = search.enter();
            go(state, track)
        }
        Searching::Choose(track) => {
            let track = search.choose(track);
            go(state, track)
        }
        Searching::Leave => {
            search.leave();
            state.hovered = None;
            Vec::new()
        }
    }
}

/// The worker found something.
pub(super) fn found(state: &mut State, hits: Hits) -> Vec<Effect> {
    let n_tracks = state.n_tracks();
    state.search.keep(hits, n_tracks);
    let track = state.search.entered();
    let mut effects = go(state, track);
    effects.extend(send(state.search.question()));
    effects
}

/// The tracks are others now: what is looked for is asked again.
pub(super) fn search_again(state: &mut State) -> Vec<Effect> {
    state.search.forget();
    send(state.search.question())
}

fn look_for(state: &mut State, words: String, within: Within) -> Vec<Effect> {
    state.hovered = None;
    send(state.search.look_for(words, within))
}

/// To a track that was found.
fn go(state: &mut State, track: Option<u32>) -> Vec<Effect> {
    let Some(track) = track else {
        return Vec::new();
    };
    state.hovered = None;
    go_to(state, track as usize)
}

fn send(question: Option<Question>) -> Vec<Effect> {
    let effects = question.map(|question| Effect::Send(Request::Ask(question)));
    effects.into_iter().collect()
}
