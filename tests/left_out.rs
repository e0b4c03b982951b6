//! Leaving tracks out: the same numbers as without them, in no list, and back as if nothing had been.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::fmt::Write;

use common::house::House;
use common::{add_text_table, analysed, collection_of, fixtures, picture, report_params};
use proptest::prelude::*;
use proptest::sample::subsequence;
use serde_json::Value;
use soundkin::analysis::{Analysis, Collection, RowsParams, default_query};
use soundkin::data::{Embedding, Matrix};
use soundkin::explain::claims;
use soundkin::page::{Action, Phase, State, View};
use soundkin::protocol::{Answer, Event, Question};
use soundkin::rank::{Entry, Scope, SplitParams, TopParams, feature_bars, split, top};
use soundkin::report::{html, write_up};
use soundkin::session::Session;
use soundkin::space::{Layout, Settings, SpaceName};

const SOUND: SpaceName = SpaceName::Pixels;
const FEATURES: SpaceName = SpaceName::Features;
/// Pictures of a small collection; its table has rows of two tracks more.
const N_PICTURES: usize = 12;
const HEADER: &str = "id,title,energy,valence,acousticness,tempo,popularity\n";

/// A row of the table; some lack a number.
fn row(i: usize) -> String {
    let valence = if i % 5 == 3 {
        String::new()
    } else {
        format!("0.{}", i * 53 % 67)
    };
    format!(
        "{i},Song {i},0.{},{valence},0.{},{},{}\n",
        i * 37 % 91,
        i * 29 % 83,
        60 + i * 7 % 45,
        i % 5
    )
}

/// The pictures and rows of which `is_there` says so, and numbers of the person's own for all tracks.
fn small(has_picture: impl Fn(usize) -> bool, has_row: impl Fn(usize) -> bool) -> Collection {
    let mut collection = Collection::default();
    for i in (0..N_PICTURES).filter(|&i| has_picture(i)) {
        // One is a copy of another.
        let seed = if i == 7 { 2 } else { i };
        collection.add_picture(picture(&format!("clip_{i}.png"), seed * seed));
    }
    let rows = (0..N_PICTURES + 2).filter(|&i| has_row(i)).map(row);
    add_text_table(
        &mut collection,
        &(HEADER.to_owned() + &rows.collect::<String>()),
    );
    let values = (0..N_PICTURES * 2).map(|i| (i * i % 23) as f64);
    let own = Embedding::new(
        "Own".into(),
        (0..N_PICTURES).map(|i| i.to_string()).collect(),
        vec!["a".into(), "b".into()],
        Matrix::new(N_PICTURES, 2, values.collect()).unwrap(),
    );
    collection.add_embedding(own.unwrap());
    collection
}

fn settings(top_n: usize, is_tsne: bool, is_reference: bool) -> Settings {
    let mut settings = Settings {
        top_n,
        n_init: 2,
        perplexity: 2,
        ..Settings::default()
    };
    if is_tsne {
        settings.spaces[SOUND].layout = Layout::Tsne;
    }
    if is_reference {
        settings = settings.as_reference();
    }
    settings
}

/// The same settings, with the tracks of these ids left out.
fn without(collection: &Collection, settings: &Settings, ids: &[usize]) -> Settings {
    let mut settings = settings.clone();
    let (catalog, _) = collection.join(&settings);
    let is_it = |track: &usize| {
        ids.iter()
            .any(|id| catalog.tracks[*track].id == id.to_string())
    };
    let tracks: Vec<usize> = (0..catalog.tracks.len()).filter(is_it).collect();
    assert_eq!(tracks.len(), ids.len());
    collection.note_left_out(&catalog, &mut settings.left_out, &tracks);
    settings
}

fn document(analysis: &Analysis) -> Value {
    let text = analysis.document(default_query(&analysis.catalog)).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// A document of nothing but the tracks that take part, and of what was computed from them.
fn computed(mut document: Value) -> Value {
    let out = document["left_out_by_hand"].take();
    let tracks = document["tracks"].as_array().unwrap().clone();
    let is_out = |track: &Value| out.as_array().unwrap().contains(&track["id"]);
    let places: Vec<bool> = tracks.iter().map(is_out).collect();
    drop_places(&mut document, &places);
    for key in ["settings", "join", "kinds", "warnings", "left_out_by_hand"] {
        document.as_object_mut().unwrap().remove(key);
    }
    document
}

/// Takes the places of tracks that are left out from every list that has one entry per track: they are null there.
fn drop_places(value: &mut Value, is_out: &[bool]) {
    match value {
        Value::Array(list) if list.len() == is_out.len() => {
            let mut places = is_out.iter();
            list.retain(|entry| {
                let is_out = *places.next().unwrap();
                assert!(
                    !is_out || entry.is_null() || entry["file"].is_string(),
                    "{entry}"
                );
                !is_out
            });
        }
        Value::Array(list) => list.iter_mut().for_each(|entry| drop_places(entry, is_out)),
        Value::Object(entries) => entries
            .values_mut()
            .for_each(|entry| drop_places(entry, is_out)),
        _ => {}
    }
}

/// Every text in a value, but for what says which tracks there are and which are left out.
fn texts<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(list) => list.iter().for_each(|entry| texts(entry, found)),
        Value::Object(entries) => {
            // How files were joined, read and drawn is true whatever is left out.
            let says = [
                "tracks",
                "left_out_by_hand",
                "settings",
                "join",
                "kinds",
                "reading",
            ];
            let entries = entries
                .iter()
                .filter(|(key, _)| !says.contains(&key.as_str()));
            entries.for_each(|(_, entry)| texts(entry, found));
        }
        _ => {}
    }
}

/// Entries without their places in table and catalogue, which are others where there are fewer rows and tracks.
fn named(entries: &[Entry]) -> Vec<(String, f64)> {
    entries
        .iter()
        .map(|entry| (entry.name.clone(), entry.value))
        .collect()
}

fn assert_ranks_alike(left_out: &Analysis, absent: &Analysis, scope: Scope) {
    let (a, b) = (&left_out.catalog, &absent.catalog);
    let params = TopParams::of("energy", scope);
    let (top_a, top_b) = (top(a, &params).unwrap(), top(b, &params).unwrap());
    assert_eq!(named(&top_a.entries), named(&top_b.entries));
    assert_eq!((top_a.ranked, top_a.missing), (top_b.ranked, top_b.missing));
    let columns = ["energy", "valence", "tempo"].map(str::to_owned);
    let bars_a = feature_bars(a, &top_a.entries, &columns, &params).unwrap();
    let bars_b = feature_bars(b, &top_b.entries, &columns, &params).unwrap();
    assert_eq!(bars_a.columns, bars_b.columns);
    let shared = |bars: &soundkin::rank::FeatureBars| -> Vec<Vec<Option<f64>>> {
        bars.tracks
            .iter()
            .map(|track| track.shared.clone())
            .collect()
    };
    assert_eq!(shared(&bars_a), shared(&bars_b));
    for column in ["energy", "valence"] {
        let params = SplitParams::of(column, scope);
        let (a, b) = (split(a, &params).unwrap(), split(b, &params).unwrap());
        assert_eq!(
            (a.median, a.missing, a.between),
            (b.median, b.missing, b.between)
        );
        assert_eq!(a.difference, b.difference);
        for (a, b) in [(&a.low, &b.low), (&a.high, &b.high)] {
            assert_eq!(
                (a.count, a.median, &a.picture),
                (b.count, b.median, &b.picture)
            );
            assert_eq!(named(&a.sample), named(&b.sample));
            assert_eq!(a.tracks.len(), b.tracks.len());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_left_out_might_as_well_never_have_been_there(
        out in subsequence((0..N_PICTURES).collect::<Vec<_>>(), 1..7),
        top_n in 1_usize..5, is_tsne: bool, is_reference: bool,
    ) {
        let settings = settings(top_n, is_tsne, is_reference);
        let whole = small(|_| true, |_| true);
        let left_out = analysed(&whole, &without(&whole, &settings, &out));
        let absent = analysed(&small(|i| !out.contains(&i), |_| true), &settings);
        let written = document(&left_out);
        prop_assert_eq!(
            written["left_out_by_hand"].as_array().unwrap().len(),
            out.len()
        );
        prop_assert_eq!(written["tracks"].as_array().unwrap().len(), N_PICTURES);
        let mut said = Vec::new();
        texts(&written, &mut said);
        for id in &out {
            prop_assert!(!said.contains(&id.to_string().as_str()), "{id} is in a list");
        }
        prop_assert_eq!(computed(written), computed(document(&absent)));
        prop_assert_eq!(claims(&left_out.catalog), claims(&absent.catalog));
        assert_ranks_alike(&left_out, &absent, Scope::Pictured);
        // Of all rows, its own is out too.
        let no_row = analysed(&small(|i| !out.contains(&i), |i| !out.contains(&i)), &settings);
        assert_ranks_alike(&left_out, &no_row, Scope::All);
        // Every track that is left has the same list.
        for track in left_out.catalog.taking_part() {
            let id = &left_out.catalog.tracks[track].id;
            let same = soundkin::analysis::find_query(&absent.catalog, id).unwrap();
            let lists = |analysis: &Analysis, query| -> Vec<(String, f64, String)> {
                let lists = analysis.recommend(query).unwrap();
                let items = lists.said().flat_map(|(_, list)| list.iter().flat_map(|list| &list.items));
                items
                    .map(|item| {
                        let id = analysis.catalog.tracks[item.track].id.clone();
                        (id, item.score, item.reason.clone())
                    })
                    .collect()
            };
            prop_assert_eq!(lists(&left_out, track), lists(&absent, same));
        }
    }

    #[test]
    fn left_out_and_put_back_in_any_order_nothing_has_changed(
        out in subsequence((0..N_PICTURES).collect::<Vec<_>>(), 1..N_PICTURES).prop_shuffle(),
        view in 0_usize..5,
    ) {
        let mut session = Session::default();
        session.collection = small(|_| true, |_| true);
        let mut house = House::of(session);
        // What was asked for views that were in front before is asked again when they are.
        house.act(Action::ShowView(View::ALL[view]));
        house.act(Action::GiveFiles(vec!["small".into()]));
        house.run();
        house.name(SOUND, 0, "first");
        house.name(FEATURES, 1, "second");
        house.act(Action::Select(Some(3)));
        house.run();
        let (before, text) = (seen(&house.state), house.session.document(Some(3)).unwrap());
        for &track in &out {
            house.act(Action::LeaveOut(vec![track]));
            // Not every one is waited for.
            if track % 3 > 0 {
                house.run();
            }
        }
        house.run();
        assert_left_out(&mut house, &out);
        let (together, rest) = out.split_at(out.len() / 2);
        house.act(Action::PutBack(together.to_vec()));
        house.run();
        house.act(Action::PutBack(rest.to_vec()));
        house.run();
        prop_assert_eq!(seen(&house.state), before);
        prop_assert_eq!(house.session.document(Some(3)).unwrap(), text);
    }
}

/// What the person sees, without the number of the job that made it.
fn seen(state: &State) -> State {
    State {
        job: 0,
        notice: String::new(),
        is_chosen: true,
        ..state.clone()
    }
}

fn assert_left_out(house: &mut House, out: &[usize]) {
    let state = &house.state;
    let loaded = state.loaded.as_ref().unwrap();
    let n_left = N_PICTURES - out.len();
    assert_eq!(
        (loaded.tracks.len(), loaded.n_taking_part()),
        (N_PICTURES, n_left)
    );
    let counted = format!("{n_left} of {N_PICTURES} tracks, {} left out", out.len());
    assert!(state.status.starts_with(&counted), "{}", state.status);
    assert_eq!(state.selected, Some(3));
    for name in state.space_names() {
        let Some(map) = &state.spaces[name].map else {
            continue;
        };
        assert!(
            map.tracks
                .iter()
                .all(|&track| !out.contains(&(track as usize)))
        );
    }
    assert_eq!(
        state.spaces[SOUND].map.as_ref().unwrap().tracks.len(),
        n_left
    );
    let described = state.description().unwrap();
    let is_out = out.contains(&3);
    assert_eq!(described.lists[SOUND].is_none(), is_out);
    assert_eq!(described.cells.len(), 7);
    assert!(!is_out || described.cells.iter().all(|cell| cell.number.is_none()));
    // What the session computed step by step is what it would have computed at once.
    let mut fresh = Session::default();
    fresh.collection = small(|_| true, |_| true);
    fresh.begin(1, state.settings.clone());
    while fresh.stage().is_some() {
        fresh.step();
    }
    let query = state.selected;
    assert_eq!(
        house.session.document(query).unwrap(),
        fresh.document(query).unwrap()
    );
    let rows = |house: &mut House, left_out| {
        let params = RowsParams {
            left_out,
            count: 99,
            ..RowsParams::default()
        };
        match house.session.ask(&Question::Rows(params)) {
            Some(Answer::Rows(rows)) => rows,
            other => panic!("{other:?}"),
        }
    };
    let (all, alone) = (rows(house, false), rows(house, true));
    assert_eq!(
        (all.rows.len(), all.found_left_out),
        (N_PICTURES + 2, out.len())
    );
    assert_eq!((alone.found, alone.found_left_out), (out.len(), out.len()));
    assert!(
        alone
            .rows
            .iter()
            .all(|row| row.left_out && row.track.is_some())
    );
}

fn n40() -> House {
    let mut house = House::new();
    house.act(Action::Select(Some(5)));
    house.run();
    house
}

#[test]
fn a_track_that_is_left_out_stays_so_when_more_files_come() {
    let mut house = n40();
    house.act(Action::LeaveOut(vec![5, 6]));
    house.run();
    assert_eq!(house.state.loaded.as_ref().unwrap().left_out, [5, 6]);
    let name = |house: &House, track: usize| {
        house
            .state
            .loaded
            .as_ref()
            .unwrap()
            .tracks
            .files
            .get(track)
            .to_owned()
    };
    let names = [name(&house, 5), name(&house, 6)];
    // It stands before all others, which are in a folder now.
    house
        .session
        .collection
        .add_picture(picture("a/first.png", 3));
    house.act(Action::GiveFiles(vec!["a/first.png".into()]));
    house.run();
    let left_out = house.state.loaded.as_ref().unwrap().left_out.clone();
    assert_eq!(left_out, [6, 7]);
    assert_eq!([name(&house, 6), name(&house, 7)], names);
    assert_eq!(house.state.selected, Some(6));
    assert!(
        house
            .state
            .status
            .starts_with("39 of 41 tracks, 2 left out")
    );
}

#[test]
fn only_another_choice_of_tracks_joins_nothing_and_forgets_nothing_of_the_person() {
    let mut house = n40();
    house.act(Action::ShowView(View::Top));
    house.run();
    let params = TopParams {
        n: 4,
        ..TopParams::of("tempo", Scope::Pictured)
    };
    house.act(Action::Ask(Question::Top(params.clone())));
    house.act(Action::ShowView(View::Compare));
    let halves = SplitParams {
        seed: 9,
        ..SplitParams::of("tempo", Scope::Pictured)
    };
    house.act(Action::Ask(Question::Split(halves.clone())));
    house.act(Action::ShowView(View::Data));
    let rows = RowsParams {
        search: "a".into(),
        ..RowsParams::default()
    };
    house.act(Action::Ask(Question::Rows(rows.clone())));
    house.run();
    house.act(Action::LeaveOut(vec![0]));
    house.run();
    assert_eq!(house.state.answers.table.wanted(), &rows);
    assert!(house.state.answers.table.is_waiting());
    for view in [View::Top, View::Compare] {
        house.act(Action::ShowView(view));
        house.run();
    }
    let answers = &house.state.answers;
    assert_eq!(answers.top.as_ref().unwrap().top.params, params);
    assert_eq!(answers.split.as_ref().unwrap().params, halves);
    assert_eq!(answers.top.as_ref().unwrap().top.ranked, 39);
}

#[test]
fn leaving_out_can_be_cancelled() {
    let mut house = n40();
    let before = house.session.document(None).unwrap();
    house.act(Action::LeaveOut(vec![1, 2]));
    house.step();
    house.act(Action::Cancel);
    house.run();
    assert_eq!(house.state.phase, Phase::Ready);
    assert!(house.state.settings.left_out.is_empty());
    assert_eq!(house.session.document(None).unwrap(), before);
}

#[test]
fn everything_can_be_left_out_and_put_back() {
    let mut house = n40();
    let before = house.session.document(None).unwrap();
    house.act(Action::LeaveOut((0..40).collect()));
    house.run();
    assert!(!house.state.has_results());
    assert!(
        house
            .state
            .status
            .starts_with("0 of 40 tracks, 40 left out")
    );
    let text = house.session.document(None).unwrap();
    let document: Value = serde_json::from_str(&text).unwrap();
    assert!(document["sound"].is_null() && document["features"].is_null());
    assert!(document["recommendations"]["query"].is_null());
    house.act(Action::PutBack((0..40).collect()));
    house.run();
    assert_eq!(house.state.phase, Phase::Ready);
    assert_eq!(house.session.document(None).unwrap(), before);
}

#[test]
fn the_lists_of_a_document_are_never_for_a_track_that_is_left_out() {
    let mut house = n40();
    let query = |house: &House, wanted| {
        let text = house.session.document(wanted).unwrap();
        serde_json::from_str::<Value>(&text).unwrap()["recommendations"]["query"].clone()
    };
    let (default, fifth) = (query(&house, None), query(&house, Some(5)));
    assert_ne!(default, fifth);
    house.act(Action::LeaveOut(vec![5]));
    house.run();
    assert_eq!(query(&house, Some(5)), default);
    // The default one is another where it is left out itself.
    let first = house
        .said
        .iter()
        .rev()
        .find_map(|message| match message.event {
            Event::Finished { default_query, .. } => default_query,
            _ => None,
        });
    house.act(Action::LeaveOut(vec![first.unwrap()]));
    house.run();
    assert_ne!(query(&house, None), default);
}

#[test]
fn rows_without_pictures_are_left_out_one_by_one() {
    let mut collection = Collection::default();
    let mut text = String::from("id,energy,tempo\n");
    for i in 0..20 {
        // Each id stands twice.
        writeln!(text, "{},0.{},{}", i / 2, 11 + i * 7, 60 + i * i % 41).unwrap();
    }
    add_text_table(&mut collection, &text);
    let mut settings = Settings::default();
    let (catalog, _) = collection.join(&settings);
    collection.note_left_out(&catalog, &mut settings.left_out, &[3]);
    let analysis = analysed(&collection, &settings);
    assert_eq!(analysis.catalog.left_out(), [3]);
    assert_eq!(analysis.space(FEATURES).unwrap().matrix.n_samples(), 19);
    let ranked = top(&analysis.catalog, &TopParams::of("energy", Scope::All)).unwrap();
    assert_eq!(ranked.ranked, 19);
}

#[test]
fn settings_say_what_is_left_out_only_where_something_is() {
    let usual = serde_json::to_value(Settings::default()).unwrap();
    assert!(usual.get("left_out_by_hand").is_none());
    let collection = collection_of(&fixtures("n40"));
    let (catalog, _) = collection.join(&Settings::default());
    let mut settings = Settings::default();
    collection.note_left_out(&catalog, &mut settings.left_out, &[0, 39]);
    let text = serde_json::to_string(&settings).unwrap();
    assert!(
        text.contains(r#""left_out_by_hand":[{"picture":"clip_0.png"}"#),
        "{text}"
    );
    assert_eq!(serde_json::from_str::<Settings>(&text).unwrap(), settings);
    let bytes = postcard::to_allocvec(&settings).unwrap();
    assert_eq!(postcard::from_bytes::<Settings>(&bytes).unwrap(), settings);
}

#[test]
fn the_report_counts_what_is_left_out_and_shows_nothing_of_it() {
    let collection = collection_of(&fixtures("n40"));
    let catalog = collection.join(&Settings::default()).0;
    let mut settings = Settings::default();
    collection.note_left_out(&catalog, &mut settings.left_out, &[4]);
    let analysis = analysed(&collection, &settings);
    let title = analysis.catalog.title(4).unwrap();
    let id = &analysis.catalog.tracks[4].id;
    let mut asked = Vec::new();
    let mut find = |track| {
        asked.push(track);
        None
    };
    let written = html(&write_up(&analysis, &report_params(), &mut find));
    assert!(written.contains("39 of 40 tracks, 1 left out by hand in this collection."));
    assert!(!asked.contains(&4));
    assert!(!written.contains(&format!("<td>{title}</td>")));
    // Only the parameters name it.
    assert_eq!(written.matches(&format!(">{id}<")).count(), 1);
}
