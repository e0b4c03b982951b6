//! What the map is coloured by: the page and the session joined, against plain readings of the table, the lists of
//! recommendations and the scorecard.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use common::house::House;
use common::{add_text_table, collection_of, fixtures, json, report_params};
use soundkin::analysis::{Collection, Finding, LabelAgreement, Study, StudyFit, analyse};
use soundkin::data::csv_bytes;
use soundkin::draw::{NO_CLASS, OTHER_CLASS, Palette};
use soundkin::figures::color_legend::ColorLegend;
use soundkin::figures::{ClusterColors, ColorBy, ColorKey, Coloring, ScaleKey, ValueKey};
use soundkin::page::{Action, MapRows, View};
use soundkin::protocol::{Question, Request};
use soundkin::recommend::Scaling;
use soundkin::report::{ReportParams, write_up};
use soundkin::space::{Settings, SpaceName};

fn column(name: &str) -> ColorBy {
    ColorBy::Column(name.into())
}

fn values(house: &House) -> (&Coloring, &ValueKey) {
    let coloring = house.state.coloring().expect("no colours");
    match &coloring.key {
        ColorKey::Values(key) => (coloring, key),
        ColorKey::Scale(_) => panic!("sizes"),
    }
}

fn sizes(house: &House) -> &ScaleKey {
    match &house.state.coloring().expect("no colours").key {
        ColorKey::Scale(key) => key,
        ColorKey::Values(_) => panic!("values"),
    }
}

fn n_asked(house: &mut House) -> usize {
    let asked = std::mem::take(&mut house.asked);
    let is_of_colors = |request: &&Request| matches!(request, Request::Ask(Question::Coloring(_)));
    asked.iter().filter(is_of_colors).count()
}

/// Cells of a column of n40 by id, as a plain reader has them.
fn cells(name: &str) -> BTreeMap<String, String> {
    let mut reader = csv::Reader::from_path(fixtures("n40/dataset.csv")).unwrap();
    let at = reader
        .headers()
        .unwrap()
        .iter()
        .position(|of| of == name)
        .unwrap();
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| (row[0].to_owned(), row[at].to_owned()))
        .collect()
}

#[test]
fn points_have_the_colors_of_their_genres_and_counts_sum_to_the_points() {
    let mut house = House::new();
    house.asked.clear();
    house.act(Action::ColorPoints(column("track_genre")));
    house.run();
    assert_eq!(n_asked(&mut house), 1);
    let genres = cells("track_genre");
    let (coloring, key) = values(&house);
    let map = house.state.shown().map.clone().unwrap();
    let loaded = house.state.loaded.clone().unwrap();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for &track in &map.tracks {
        *counts
            .entry(&genres[loaded.tracks.ids.get(track as usize)])
            .or_default() += 1;
    }
    assert_eq!(key.values.len(), 11.min(counts.len()));
    for ((name, n), class) in key.values.iter().zip(0_u8..) {
        assert_eq!(counts[&**name], *n);
        for (&track, &of) in map.tracks.iter().zip(&coloring.classes) {
            let has_it = genres[loaded.tracks.ids.get(track as usize)] == *name;
            assert_eq!(of == class, has_it);
        }
    }
    let least = key.values.last().unwrap().1;
    let others = counts
        .iter()
        .filter(|(name, _)| key.values.iter().all(|(of, _)| of != *name));
    assert!(others.clone().all(|(_, &n)| n <= least));
    assert_eq!(others.clone().count(), key.n_other_values);
    assert_eq!(others.map(|(_, n)| n).sum::<usize>(), key.n_other);
    let legend = ColorLegend::of(String::new(), coloring);
    assert_eq!(
        legend.entries.iter().map(|entry| entry.n).sum::<usize>(),
        map.points.len()
    );
    // Looked at again, nothing is asked again; another space is another question, and so is a palette of fewer colours.
    house.act(Action::ShowView(View::Data));
    house.act(Action::ShowView(View::Map));
    assert_eq!(n_asked(&mut house), 0);
    house.act(Action::ShowSpace(SpaceName::Features));
    house.run();
    assert_eq!(n_asked(&mut house), 1);
    let n_features = house.state.shown().map.as_ref().unwrap().points.len();
    assert_eq!(values(&house).0.classes.len(), n_features);
    house.act(Action::UseColors(ClusterColors::Reference));
    house.run();
    assert_eq!(n_asked(&mut house), 1);
    assert_eq!(values(&house).1.values.len(), Palette::Set2.n_classes());
}

#[test]
fn numbers_are_those_of_the_table_and_missing_ones_are_counted() {
    let mut house = House::new();
    house.act(Action::ColorPoints(column("tempo")));
    house.run();
    let tempos = cells("tempo");
    let map = house.state.shown().map.clone().unwrap();
    let loaded = house.state.loaded.clone().unwrap();
    let want = map.tracks.iter().map(|&track| {
        tempos[loaded.tracks.ids.get(track as usize)]
            .parse()
            .unwrap_or(f64::NAN)
    });
    let want: Vec<f64> = want.collect();
    let key = sizes(&house);
    let is_same = |(a, b): (&f64, &f64)| a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan());
    assert!(key.values.iter().zip(&want).all(is_same));
    assert_eq!(
        key.n_missing,
        want.iter().filter(|tempo| tempo.is_nan()).count()
    );
    // Nothing agrees with a number.
    assert_eq!(house.state.agreement(), None);
}

#[test]
fn distances_are_the_scores_of_the_lists_and_follow_the_selected_track() {
    let mut house = House::new();
    let track = house.state.selected.unwrap();
    for space in [SpaceName::Pixels, SpaceName::Features] {
        house.act(Action::ColorPoints(ColorBy::Distance(space)));
        house.run();
        let described = house.state.description().unwrap().clone();
        let map = house.state.shown().map.clone().unwrap();
        for item in &described.lists[space].as_ref().unwrap().items {
            let at = map
                .tracks
                .iter()
                .position(|&of| of as usize == item.track)
                .unwrap();
            assert!(
                (sizes(&house).values[at] - item.score).abs() < 1e-12,
                "{space}"
            );
        }
        let own = map
            .tracks
            .iter()
            .position(|&of| of as usize == track)
            .unwrap();
        assert!(sizes(&house).values[own].abs() < 1e-12);
    }
    house.asked.clear();
    let before = sizes(&house).clone();
    let other = (track + 1) % house.state.n_tracks();
    house.act(Action::Select(Some(other)));
    house.run();
    assert_eq!(n_asked(&mut house), 1);
    assert_ne!(*sizes(&house), before);
    assert!(
        house
            .state
            .coloring_title()
            .contains(house.state.loaded.as_ref().unwrap().tracks.name(other))
    );
    // Another way to compare is another distance.
    house.set(|settings| settings.recommending[SpaceName::Features].scaling = Scaling::Raw);
    assert_eq!(n_asked(&mut house), 1);
    // Without a track there is nothing to measure from.
    house.act(Action::Select(None));
    house.run();
    assert!(house.state.coloring().is_none());
    assert!(house.state.coloring_words().starts_with("Select a track"));
    house.act(Action::Select(Some(other)));
    house.run();
    assert!(house.state.coloring().is_some());
}

fn agreement(
    collection: &Collection,
    settings: Settings,
    space: SpaceName,
    name: &str,
) -> Option<LabelAgreement> {
    let analysis = analyse(collection, settings).unwrap();
    let columns = &analysis.catalog.table.as_ref().unwrap().columns;
    let at = columns
        .iter()
        .position(|column| column.name == name)
        .unwrap();
    let mut fit = StudyFit::new(Study::Agreement(space, at as u16), &analysis)
        .unwrap()
        .unwrap();
    while !fit.step(&analysis).unwrap() {}
    match fit.finish(&analysis).unwrap() {
        Some(Finding::Agreement(found)) => found,
        other => panic!("{other:?}"),
    }
}

/// `tests/fixtures/scorecard` was made by numpy alone.
#[test]
fn agreement_is_that_of_numpy_in_each_way_to_compare() {
    let mut collection = Collection::default();
    let table = fs::read_to_string(fixtures("scorecard/tracks.csv")).unwrap();
    add_text_table(&mut collection, &table);
    let rows = json(&fixtures("scorecard/scorecard.json"))["rows"].clone();
    let rows = rows
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["masked_by"].is_null());
    let mut n = 0;
    for row in rows {
        let mut settings = Settings::default();
        let way = &mut settings.recommending[SpaceName::Features];
        way.metric = serde_json::from_value(row["metric"].clone()).unwrap();
        way.scaling = serde_json::from_value(row["scaling"].clone()).unwrap();
        let found = agreement(&collection, settings, SpaceName::Features, "genre").unwrap();
        let close =
            |got: f64, want: &Value| assert!((got - want.as_f64().unwrap()).abs() < 1e-9, "{row}");
        close(found.precision_at_10, &row["precision_at_10"]);
        close(found.chance, &row["chance"]);
        close(found.interval.low, &row["interval"][0]);
        close(found.interval.high, &row["interval"][1]);
        assert_eq!(found.shares.len() as u64, row["n"].as_u64().unwrap());
        n += 1;
    }
    assert_eq!(n, 4);
}

#[test]
fn the_map_can_be_colored_by_agreement_and_says_what_chance_gives() {
    let mut house = House::new();
    house.act(Action::ColorPoints(ColorBy::Agreement(
        "track_genre".into(),
    )));
    house.run();
    let found = house.state.agreement().cloned();
    let collection = collection_of(&fixtures("n40"));
    let want = agreement(
        &collection,
        Settings::default(),
        SpaceName::Pixels,
        "track_genre",
    );
    assert_eq!(found.as_deref(), want.as_ref());
    let Some(want) = want else {
        // No two of the forty share a genre: then there is nothing to colour by.
        assert!(house.state.coloring().is_none());
        return;
    };
    let map = house.state.shown().map.clone().unwrap();
    for (&track, share) in map.tracks.iter().zip(&sizes(&house).values) {
        let known = want
            .shares
            .iter()
            .find(|(of, _)| *of == track)
            .map(|(_, share)| *share);
        assert_eq!(
            known.map(f64::to_bits),
            Some(*share)
                .filter(|share| share.is_finite())
                .map(f64::to_bits)
        );
    }
    assert!(
        house.state.coloring_words().contains("by chance"),
        "{}",
        house.state.coloring_words()
    );
    // Without a column of that name, the map is coloured by clusters, and again by it when it is back.
    house.act(Action::ColorPoints(column("no such column")));
    assert_eq!(*house.state.color_by(), ColorBy::Clusters);
}

#[test]
fn left_out_tracks_leave_the_colors_too() {
    let mut house = House::new();
    house.act(Action::ColorPoints(column("track_genre")));
    house.run();
    let total = |house: &House| {
        let (coloring, key) = values(house);
        let named: usize = key.values.iter().map(|(_, n)| n).sum();
        assert_eq!(named + key.n_other + key.n_missing, coloring.classes.len());
        coloring.classes.len()
    };
    let before = total(&house);
    let out = house.state.shown().map.as_ref().unwrap().tracks[3] as usize;
    house.act(Action::LeaveOut(vec![out]));
    house.run();
    assert_eq!(total(&house), before - 1);
    house.act(Action::PutBack(vec![out]));
    house.run();
    assert_eq!(total(&house), before);
}

#[test]
fn rows_that_are_kept_have_what_they_are_colored_by() {
    let mut house = House::new();
    let genres = cells("track_genre");
    house.act(Action::ColorPoints(column("track_genre")));
    house.run();
    let (coloring, key) = values(&house);
    let legend = ColorLegend::of(house.state.coloring_title(), coloring);
    let shown = house.state.shown();
    let (map, clusters) = (shown.map.clone().unwrap(), shown.clusters.clone().unwrap());
    let loaded = house.state.loaded.clone().unwrap();
    let names = house.state.cluster_names(SpaceName::Pixels);
    let rows = |picked: Option<u8>| {
        let rows = MapRows {
            loaded: &loaded,
            map: &map,
            clusters: &clusters,
            names: &names,
            colored: Some((coloring, &legend)),
            is_wanted: &|_, class| picked.is_none_or(|picked| Some(picked) == class),
        };
        let bytes = csv_bytes(&rows.table());
        let mut reader = csv::Reader::from_reader(&bytes[..]);
        let header = reader
            .headers()
            .unwrap()
            .iter()
            .next_back()
            .unwrap()
            .to_owned();
        assert_eq!(header, "coloured by: track genre");
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        rows
    };
    let of_class = |class: u8| {
        key.values
            .get(usize::from(class))
            .map(|(name, _)| name.as_str())
    };
    let all = rows(None);
    assert_eq!(all.len(), map.points.len());
    for (row, &class) in all.iter().zip(&coloring.classes) {
        let want = of_class(class).unwrap_or(match class {
            OTHER_CLASS => "others",
            NO_CLASS => "no value",
            _ => "",
        });
        assert_eq!(&row[8], want);
        if class < OTHER_CLASS {
            assert_eq!(genres[row[0].trim_start_matches('\u{feff}')], want);
        }
    }
    let first = rows(Some(0));
    assert_eq!(first.len(), key.values[0].1);
    assert!(first.iter().all(|row| row[8] == key.values[0].0));
}

#[test]
fn the_report_shows_the_map_in_these_colors_too() {
    let collection = collection_of(&fixtures("n40"));
    let analysis = analyse(&collection, Settings::default()).unwrap();
    let html = |color_by| {
        let params = ReportParams {
            color_by,
            ..report_params()
        };
        soundkin::report::html(&write_up(&analysis, &params, &mut |_| None))
    };
    let plain = html(ColorBy::Clusters);
    for (by, words) in [
        (column("tempo"), "The same, coloured by: tempo"),
        (column("track_genre"), "The same, coloured by: track genre"),
        (
            ColorBy::Distance(SpaceName::Features),
            "The same, coloured by: Distance to",
        ),
    ] {
        let colored = html(by);
        assert!(colored.contains(words) && !plain.contains(words), "{words}");
    }
}
