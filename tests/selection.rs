//! Tracks taken together, page and session joined: what is selected, what it changes (nothing that was computed), and what
//! becomes of it when the tracks are others.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::house::House;
use common::{add_text_table, fixtures};
use soundkin::page::{Action, Combine, Selecting};
use soundkin::session::Session;

fn take(house: &mut House, tracks: &[u32], how: Combine) {
    let step = Selecting::Take(tracks.to_vec(), how);
    house.act(Action::SelectMany(step));
}

/// Ids of what is selected.
fn ids(house: &House) -> Vec<&str> {
    let Some(loaded) = &house.state.loaded else {
        return Vec::new();
    };
    let selected = house.state.selection.tracks().iter();
    selected
        .map(|&track| loaded.tracks.ids.get(track as usize))
        .collect()
}

#[test]
fn it_is_taken_added_to_inverted_and_cleared() {
    let mut house = House::new();
    take(&mut house, &[3, 1, 2, 3], Combine::Replace);
    assert_eq!(house.state.selection.tracks(), [1, 2, 3]);
    take(&mut house, &[9], Combine::Add);
    take(&mut house, &[2, 30], Combine::Subtract);
    assert_eq!(house.state.selection.tracks(), [1, 3, 9]);
    house.act(Action::SelectMany(Selecting::Invert));
    assert_eq!(house.state.selection.len(), 37);
    assert!(!house.state.selection.has(9) && house.state.selection.has(39));
    house.act(Action::SelectMany(Selecting::Invert));
    assert_eq!(house.state.selection.tracks(), [1, 3, 9]);
    house.act(Action::SelectMany(Selecting::Clear));
    assert!(house.state.selection.is_empty());
    // There are no others.
    take(&mut house, &[39, 40, u32::MAX], Combine::Replace);
    assert_eq!(house.state.selection.tracks(), [39]);
}

#[test]
fn nothing_is_computed_or_asked_for_it() {
    let mut house = House::new();
    let (document, asked) = (house.document(), house.asked.len());
    let (track, spaces) = (house.state.selected, house.state.spaces.clone());
    take(&mut house, &[3, 1, 2], Combine::Replace);
    house.act(Action::SelectMany(Selecting::Invert));
    assert_eq!(house.asked.len(), asked);
    assert_eq!(
        (house.state.selected, &house.state.spaces),
        (track, &spaces)
    );
    assert_eq!(house.document(), document);
}

#[test]
fn what_is_left_out_is_selected_no_longer() {
    let mut house = House::new();
    take(&mut house, &[4, 5, 6], Combine::Replace);
    house.act(Action::LeaveOut(vec![5]));
    house.run();
    assert_eq!(house.state.selection.tracks(), [4, 6]);
    take(&mut house, &[5, 7], Combine::Add);
    house.act(Action::SelectMany(Selecting::Invert));
    assert_eq!(house.state.selection.len(), 36);
    assert!(!house.state.selection.has(5));
}

#[test]
fn it_follows_its_tracks_to_other_numbers() {
    let mut house = House::new();
    take(&mut house, &[0, 20, 39], Combine::Replace);
    let before: Vec<String> = ids(&house).into_iter().map(str::to_owned).collect();
    let text = std::fs::read_to_string(fixtures("n40").join("dataset.csv")).unwrap();
    let (headings, rows) = text.split_once('\n').unwrap();
    let mut backwards: Vec<&str> = rows.lines().collect();
    backwards.reverse();
    let text = format!("{headings}\n{}\n", backwards.join("\n"));
    add_text_table(&mut house.session.collection, &text);
    house.act(Action::GiveFiles(vec!["again".into()]));
    house.run();
    let mut after: Vec<String> = ids(&house).into_iter().map(str::to_owned).collect();
    after.sort();
    let mut want = before;
    want.sort();
    assert_eq!(after, want);
}

#[test]
fn without_tracks_there_is_nothing_to_select() {
    let mut house = House::of(Session::default());
    take(&mut house, &[0], Combine::Replace);
    house.act(Action::SelectMany(Selecting::Invert));
    assert!(house.state.selection.is_empty());
}
