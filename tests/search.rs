//! The search in the bar, page and session joined: what is typed, what is found, where it leads, and what becomes of it
//! when the tracks are others.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::house::House;
use common::{add_text_table, fixtures};
use soundkin::analysis::{Hits, SearchParams, Within};
use soundkin::page::{Action, Found, Searching, State, View, with_hits};
use soundkin::protocol::{Answer, Question, Request};
use soundkin::session::Session;
use soundkin::space::SpaceName;

fn step(house: &mut House, step: Searching) {
    house.act(Action::Search(step));
}

fn look_for(house: &mut House, words: &str) {
    step(house, Searching::Type(words.into()));
}

fn found(state: &State) -> &Found {
    state.search.found().expect("nothing was found yet")
}

/// Ids of the hits, in order.
fn ids(state: &State) -> Vec<&str> {
    let tracks = &state.loaded.as_ref().unwrap().tracks;
    let hits = found(state).hits.tracks.iter();
    hits.map(|&track| tracks.ids.get(track as usize)).collect()
}

/// What was asked of the tracks, in words.
fn asked(house: &House) -> Vec<&str> {
    let words = |request| match request {
        &Request::Ask(Question::Search(ref params)) => Some(params.words.as_str()),
        _ => None,
    };
    house.asked.iter().filter_map(words).collect()
}

/// A few tracks without pictures.
fn songs() -> House {
    let mut session = Session::default();
    add_text_table(
        &mut session.collection,
        "track_id,title,artists,genre,energy,tempo\n\
         a1,Été,Ane Brun,folk,0.25,90\n\
         b2,L'été indien,Joe Dassin;Ane Brun,chanson,0.5,100\n\
         c3,Summer,Brunhilde,été,0.75,110\n\
         d4,Fog,Air,pop,1,120\n\
         e5,Clouds,Fairuz,pop,0.1,80\n",
    );
    let mut house = House::of(session);
    house.act(Action::GiveFiles(vec!["songs".into()]));
    house.run();
    house
}

#[test]
fn all_words_are_found_whatever_their_accents_and_the_best_come_first() {
    let mut house = songs();
    look_for(&mut house, "ETE");
    assert_eq!(ids(&house.state), ["a1", "b2", "c3"]);
    look_for(&mut house, "ete brun");
    assert_eq!(ids(&house.state), ["a1", "b2", "c3"]);
    look_for(&mut house, "brun ete indien");
    assert_eq!(ids(&house.state), ["b2"]);
    look_for(&mut house, "ete nowhere");
    assert!(found(&house.state).is_empty() && house.state.search.is_open());
    look_for(&mut house, " ");
    assert!(house.state.search.found().is_none());
}

#[test]
fn arrows_hover_enter_selects_and_leaving_leaves_nothing() {
    let mut house = songs();
    look_for(&mut house, "ete");
    for (is_forward, track) in [(true, 0), (true, 1), (true, 2), (true, 0), (false, 2)] {
        step(&mut house, Searching::Walk { is_forward });
        assert_eq!(house.state.hovered, Some(track));
    }
    step(&mut house, Searching::Enter);
    assert_eq!((house.state.selected, house.state.hovered), (Some(2), None));
    assert!(house.state.is_chosen && !house.state.search.is_open());
    // What is looked for stays, and so do the marks.
    assert_eq!(ids(&house.state).len(), 3);
    step(&mut house, Searching::Choose(1));
    assert_eq!(house.state.selected, Some(1));
    step(&mut house, Searching::Leave);
    assert_eq!(house.state.search.words(), "");
    assert!(house.state.search.found().is_none());
    assert_eq!(house.state.selected, Some(1));
}

#[test]
fn a_hit_is_shown_where_its_panel_is() {
    for view in View::ALL {
        let mut house = songs();
        house.act(Action::ShowView(view));
        look_for(&mut house, "fog");
        step(&mut house, Searching::Enter);
        let has_panel = matches!(view, View::Map | View::Clusters);
        let want = if has_panel { view } else { View::Map };
        assert_eq!((house.state.selected, house.state.view), (Some(3), want));
    }
}

#[test]
fn all_by_an_artist_are_those_whose_artists_hold_the_name() {
    let mut house = songs();
    step(&mut house, Searching::ByArtist("Ane Brun".into()));
    assert_eq!(
        (house.state.search.words(), ids(&house.state)),
        ("Ane Brun", vec!["a1", "b2"])
    );
    step(&mut house, Searching::ByArtist("Air".into()));
    assert_eq!(ids(&house.state), ["d4"]);
    // Typed, it is looked for everywhere.
    look_for(&mut house, "Air");
    assert_eq!(ids(&house.state), ["d4", "e5"]);
}

#[test]
fn one_question_is_under_way_and_enter_waits_for_its_answer() {
    let mut house = songs();
    house.is_slow = true;
    step(&mut house, Searching::Open);
    for words in ["f", "fo", "fog"] {
        look_for(&mut house, words);
    }
    step(&mut house, Searching::Enter);
    assert_eq!(asked(&house), [""]);
    let before = house.state.selected;
    house.deliver(1);
    assert_eq!(asked(&house), ["", "fog"]);
    assert_eq!(house.state.selected, before);
    house.deliver(1);
    assert_eq!(house.state.selected, Some(3));
    // An answer to words that are gone changes nothing.
    look_for(&mut house, "ete");
    step(&mut house, Searching::Leave);
    house.deliver(9);
    assert!(house.state.search.found().is_none());
    assert_eq!(asked(&house), ["", "fog", "ete"]);
}

#[test]
fn other_files_are_searched_again_and_those_left_out_are_found_too() {
    let mut house = songs();
    look_for(&mut house, "ete");
    house.act(Action::LeaveOut(vec![0]));
    house.run();
    assert_eq!(ids(&house.state), ["a1", "b2", "c3"]);
    look_for(&mut house, "été");
    assert_eq!(ids(&house.state), ["a1", "b2", "c3"]);
    assert!(house.state.loaded.as_ref().unwrap().is_left_out(0));
    add_text_table(
        &mut house.session.collection,
        "track_id,title,artists,genre,energy,tempo\nz9,Autumn,Nobody,jazz,0.5,90\ny8,Winter,Été,jazz,0.25,95\nx7,Spring,Nobody,jazz,0.75,99\n",
    );
    house.act(Action::GiveFiles(vec!["more".into()]));
    house.run();
    let n = house.state.n_tracks();
    let tracks = &house.state.loaded.as_ref().unwrap().tracks;
    let holds = |track: &usize| {
        let cells = [tracks.titles.get(*track), tracks.artists.get(*track)];
        cells.concat().to_lowercase().contains("été") || tracks.ids.get(*track) == "c3"
    };
    let want: Vec<u32> = (0..n).filter(holds).map(|track| track as u32).collect();
    let mut hits = found(&house.state).hits.tracks.clone();
    hits.sort_unstable();
    assert_eq!(hits, want);
    assert_eq!(house.state.search.words(), "été");
}

#[test]
fn hits_and_a_picked_cluster_are_in_full_colour_where_both_hold() {
    let mut house = House::new();
    look_for(&mut house, "remix");
    let map = house.state.spaces[SpaceName::Pixels].map.clone().unwrap();
    let hits = found(&house.state);
    let titles = &house.state.loaded.as_ref().unwrap().tracks.titles;
    let marks = with_hits(None, Some(hits), &map.tracks).unwrap();
    for (mark, &track) in marks.iter().zip(&map.tracks) {
        assert_eq!(
            *mark,
            titles.get(track as usize).to_lowercase().contains("remix")
        );
    }
    assert!(hits.n_among(&map.tracks) > 1);
    let none = vec![false; map.tracks.len()];
    assert_eq!(
        with_hits(Some(none.clone()), Some(hits), &map.tracks),
        Some(none)
    );
}

/// The whole of n40, against a look into each of its rows.
#[test]
fn a_look_into_every_row_finds_the_same() {
    let mut house = House::new();
    let text = std::fs::read_to_string(fixtures("n40").join("dataset.csv")).unwrap();
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let headings = rows.headers().unwrap().clone();
    let words = [
        "artists",
        "album_name",
        "track_name",
        "track_genre",
        "track_id",
        "explicit",
    ];
    let is_words: Vec<usize> = (0..headings.len())
        .filter(|&i| words.contains(&&headings[i]))
        .collect();
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    let pictured: Vec<String> = {
        let tracks = &house.state.loaded.as_ref().unwrap().tracks;
        tracks.ids.iter().map(str::to_owned).collect()
    };
    for needle in ["remaster", "drift", "a e", "rock ra", "t2k514"] {
        look_for(&mut house, needle);
        let holds = |id: &&String| {
            let row = rows.iter().find(|row| row[0] == ***id).unwrap();
            let cells: Vec<String> = is_words.iter().map(|&i| row[i].to_lowercase()).collect();
            let file = format!("clip_{id}.png");
            let is_in = |word: &str| {
                cells.iter().any(|cell| cell.contains(word))
                    || file.contains(word)
                    || id.contains(word)
            };
            needle.split(' ').all(is_in)
        };
        let mut want: Vec<&str> = pictured.iter().filter(holds).map(String::as_str).collect();
        let mut hits = ids(&house.state);
        want.sort_unstable();
        hits.sort_unstable();
        assert_eq!(hits, want, "{needle}");
    }
}

#[test]
fn what_passes_between_page_and_session_arrives() {
    let params = SearchParams {
        words: "été".into(),
        within: Within::Artists,
    };
    let hits = Hits {
        params: params.clone(),
        tracks: (0..114_000).collect(),
    };
    let bytes = soundkin::protocol::encode(&Answer::Hits(hits.clone())).unwrap();
    // At most three bytes a hit.
    assert!(bytes.len() < 3 * 114_000 + 100, "{} bytes", bytes.len());
    let arrived: Answer = soundkin::protocol::decode(&bytes).unwrap();
    assert_eq!(arrived, Answer::Hits(hits));
    let question = Question::Search(params);
    let bytes = soundkin::protocol::encode(&question).unwrap();
    assert_eq!(
        soundkin::protocol::decode::<Question>(&bytes).unwrap(),
        question
    );
}
