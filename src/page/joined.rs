//! A new catalogue takes the place of the old one. In: what was loaded. Out: the state without what is no longer true.

use std::collections::HashMap;
use std::rc::Rc;

use super::action::Effect;
use super::searching::search_again;
use super::selection::{Combine, Selection};
use super::state::{Answers, Loaded, State, Tracks};
use crate::space::Spaces;

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

/// A new catalogue: the selected track is looked up again by its id, everything that counted tracks is forgotten. Where only
/// other tracks are left out, what the person chose stays.
pub(super) fn join(state: &mut State, loaded: Loaded) -> Vec<Effect> {
    let old = state.loaded.take();
    let is_other_choice = |old: &Rc<Loaded>| old.differs_in_left_out(&loaded);
    let stays = old.as_ref().is_some_and(is_other_choice);
    let chosen = state.selected.filter(|_| state.is_chosen || stays);
    state.selected = chosen.and_then(|track| {
        let old = &old.as_ref()?.tracks;
        same_track(old, &loaded.tracks, track)
    });
    let same = |track: &usize| same_track(&old.as_ref()?.tracks, &loaded.tracks, *track);
    state.recent = state.recent.iter().filter_map(same).collect();
    state.described = None;
    state.hovered = None;
    let answers = std::mem::take(&mut state.answers);
    if stays {
        // The same tracks and columns: maps stand until the new ones come, and what the person ranked, compared and looked
        // for is asked again.
        let mut table = answers.table;
        Rc::make_mut(&mut table).renew();
        state.answers = Answers {
            top_params: answers.top_params,
            split_params: answers.split_params,
            table,
            ..Answers::default()
        };
    }
    state.waits_for.clear();
    state.given_up.clear();
    if !stays {
        state.spaces = Spaces::default();
    }
    if stays {
        let left_out = loaded.left_out.clone();
        state.selection = state.selection.combined(left_out, Combine::Subtract);
    } else if !state.names.is_empty() || !state.selection.is_empty() {
        // Names and what is selected go with the tracks, which are known by their pictures, else by their ids.
        let mut positions = HashMap::new();
        let tracks = &loaded.tracks;
        for (position, key) in (0..).zip(tracks.files.iter().zip(tracks.ids.iter()).map(known_by)) {
            positions.entry(key).or_insert(position);
        }
        let old = old.as_ref().map(|old| &old.tracks);
        let number = |track: u32| {
            let old = old.filter(|old| (track as usize) < old.len())?;
            let key = known_by((old.files.get(track as usize), old.ids.get(track as usize)));
            let in_place = (old.len() == tracks.len()).then_some(track);
            positions.get(&key).copied().or(in_place)
        };
        state.names.renumber(number);
        let tracks = state.selection.tracks().iter().copied();
        state.selection = Selection::of(tracks.filter_map(number).collect());
    }
    state.loaded = Some(Rc::new(loaded));
    if stays {
        return Vec::new();
    }
    let mut effects = vec![Effect::ForgetPictures];
    effects.extend(search_again(state));
    effects
}
