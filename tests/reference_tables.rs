//! Rankings, halves and cluster tables against pandas, and what crosses to the page.
//! What n40.json of the set does not say was computed by `fixtures/tables/make.py`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::fmt::Debug;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use common::sets::{AnsweredSet, answered_sets, n40};
use common::{collection_of, difference, fixtures, numbers, strings};
use soundkin::analysis::analyse;
use soundkin::cluster::{ScanFit, ScanParams, name_clusters, profile};
use soundkin::data::Catalog;
use soundkin::embed::Iterative;
use soundkin::explain::{claims, column_words, contributions, exposure};
use soundkin::features::audio::NOTEBOOK_COLUMNS;
use soundkin::neighbors::Metric;
use soundkin::rank::{
    BarTrack, Entry, Order, Scope, Side, Split, SplitParams, Threshold, Top, TopParams,
    feature_bars, split, top,
};
use soundkin::recommend::{OccurrenceFit, OccurrenceParams};
use soundkin::space::{Settings, SpaceName};

/// Sums in another order than numpy's.
const MEANS: f64 = 1e-13;
/// The answers were written with 13 significant digits.
const ROUNDED: f64 = 1e-12;

/// The ids of entries: the first column of their rows.
fn ids<'a>(catalog: &'a Catalog, entries: &[Entry]) -> Vec<&'a str> {
    let column = &catalog.table.as_ref().unwrap().columns[0];
    entries.iter().map(|e| column.text.get(e.row)).collect()
}

fn id_strings(value: &Value) -> Vec<String> {
    let list = value.as_array().unwrap();
    list.iter().map(Value::to_string).collect()
}

fn ranking(catalog: &Catalog, column: &str, n: usize, order: Order, scope: Scope) -> Top {
    let column = column.to_string();
    top(
        catalog,
        &TopParams {
            column,
            n,
            order,
            scope,
            drawn: None,
        },
    )
    .unwrap()
}

#[test]
fn the_most_popular_are_those_of_the_notebook() {
    for AnsweredSet { analysis, answers } in answered_sets() {
        let catalog = &analysis.catalog;
        let want = &answers["table"];
        let got = ranking(
            catalog,
            "popularity",
            10,
            Order::Descending,
            Scope::Pictured,
        );
        assert_eq!(
            ids(catalog, &got.entries),
            id_strings(&want["top10_stable"])
        );
        let values: Vec<f64> = got.entries.iter().map(|e| e.value).collect();
        assert_eq!(values, numbers(&want["top10_popularity"]));
        assert_eq!(got.ranked as u64, want["joined"].as_u64().unwrap());
    }
}

#[test]
fn any_column_is_ranked_as_pandas_ranks_it() {
    let (catalog, want) = n40();
    for (key, column, n, order, scope) in [
        (
            "popularity",
            "popularity",
            10,
            Order::Descending,
            Scope::Pictured,
        ),
        (
            "mode_descending",
            "mode",
            30,
            Order::Descending,
            Scope::Pictured,
        ),
        (
            "mode_ascending",
            "mode",
            30,
            Order::Ascending,
            Scope::Pictured,
        ),
        (
            "energy_all_rows",
            "energy",
            103,
            Order::Ascending,
            Scope::All,
        ),
    ] {
        let got = ranking(&catalog, column, n, order, scope);
        assert_eq!(
            ids(&catalog, &got.entries),
            strings(&want["top"][key]["ids"]),
            "{key}"
        );
    }
    let all = ranking(&catalog, "energy", 103, Order::Ascending, Scope::All);
    assert_eq!((all.ranked, all.missing), (102, 1));
}

#[test]
fn bars_and_summary_are_those_of_pandas() {
    let (catalog, want) = n40();
    let want = &want["top10_summary"];
    let entries = ranking(
        &catalog,
        "popularity",
        10,
        Order::Descending,
        Scope::Pictured,
    )
    .entries;
    let columns = NOTEBOOK_COLUMNS.map(String::from);
    let bars = feature_bars(
        &catalog,
        &entries,
        &columns,
        &TopParams::of("popularity", Scope::Pictured),
    )
    .unwrap();
    let of = |pick: fn(&BarTrack) -> &Vec<Option<f64>>| -> Vec<f64> {
        bars.tracks
            .iter()
            .flat_map(pick)
            .map(|x| x.unwrap())
            .collect()
    };
    assert_eq!(of(|track| &track.raw), numbers(&want["raw"]));
    assert!(difference(&of(|track| &track.shared), &numbers(&want["shared"])) <= MEANS);
    for column in &bars.columns {
        let s = column.summary.as_ref().unwrap();
        let got = [
            s.count as f64,
            s.mean,
            s.std.unwrap(),
            s.min,
            s.q1,
            s.median,
            s.q3,
            s.max,
        ];
        assert!(difference(&got, &numbers(&want["describe"][&column.name])) <= MEANS);
    }
}

#[test]
fn halves_and_samples_are_those_of_the_notebook() {
    for AnsweredSet { analysis, answers } in answered_sets() {
        let catalog = &analysis.catalog;
        let want = &answers["table"];
        let got = split(catalog, &SplitParams::of("energy", Scope::Pictured)).unwrap();
        let median = want["median_energy"].as_f64().unwrap();
        assert!((got.median.unwrap() - median).abs() <= ROUNDED);
        assert_eq!(got.low.count as u64, want["low_count"].as_u64().unwrap());
        assert_eq!(got.high.count as u64, want["high_count"].as_u64().unwrap());
        assert_eq!(
            ids(catalog, &got.low.sample),
            id_strings(&want["low_sample_ids"])
        );
        assert_eq!(
            ids(catalog, &got.high.sample),
            id_strings(&want["high_sample_ids"])
        );
    }
}

#[test]
fn any_column_is_split_as_pandas_splits_it() {
    let (catalog, want) = n40();
    let energy = SplitParams::of("energy", Scope::Pictured);
    let again = SplitParams {
        seed: 7,
        ..energy.clone()
    };
    let typed = SplitParams {
        threshold: Threshold::Typed(0.3),
        ..energy.clone()
    };
    let tempo = SplitParams {
        threshold: Threshold::Quartiles,
        ..SplitParams::of("tempo", Scope::All)
    };
    for (key, params) in [
        ("energy", energy),
        ("energy_again", again),
        ("energy_typed", typed),
        ("tempo_all_rows", tempo),
    ] {
        let got: Split = split(&catalog, &params).unwrap();
        let want = &want["split"][key];
        if let Some(q1) = want.get("q1") {
            assert_eq!(
                (got.low_below, got.high_from),
                (q1.as_f64(), want["q3"].as_f64())
            );
        }
        assert_side(&catalog, &got.low, &want["low"]);
        assert_side(&catalog, &got.high, &want["high"]);
    }
}

fn assert_side(catalog: &Catalog, got: &Side, want: &Value) {
    assert_eq!(got.count as u64, want["count"].as_u64().unwrap());
    assert_eq!(got.median, want["median"].as_f64());
    assert_eq!(ids(catalog, &got.sample), strings(&want["sample"]));
    let picture = got.picture.as_ref().unwrap();
    let b = picture.brightness;
    let brightness = [b.whole, b.upper, b.middle, b.lower];
    assert!(difference(&brightness, &numbers(&want["brightness"])) <= MEANS);
    let row = &picture.pixels[20 * 64..21 * 64];
    assert!(difference(row, &numbers(&want["mean_picture_row_20"])) <= MEANS);
}

/// What crosses to the page comes back as it went.
fn assert_crosses<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let text = serde_json::to_string(value).unwrap();
    assert_eq!(&serde_json::from_str::<T>(&text).unwrap(), value);
}

#[test]
fn every_table_crosses_to_the_page() {
    let analysis = analyse(&collection_of(&fixtures("n40")), Settings::default()).unwrap();
    let catalog = &analysis.catalog;
    let space = analysis.space(SpaceName::Features).unwrap();
    let top = ranking(
        catalog,
        "popularity",
        10,
        Order::Descending,
        Scope::Pictured,
    );
    let columns = NOTEBOOK_COLUMNS.map(String::from);
    assert_crosses(&feature_bars(catalog, &top.entries, &columns, &top.params).unwrap());
    assert_crosses(&top);
    for threshold in [
        Threshold::Median,
        Threshold::Quartiles,
        Threshold::Typed(0.3),
    ] {
        let params = SplitParams {
            threshold,
            ..SplitParams::of("energy", Scope::Pictured)
        };
        assert_crosses(&split(catalog, &params).unwrap());
    }
    let scan = ScanFit::new(
        ScanParams {
            n_init: 10,
            random_state: 42,
        },
        40,
    )
    .run(&space.matrix);
    assert_crosses(&scan);
    let labels = &space.clusters.fitted.labels;
    let profiles = profile(&space.matrix, &space.matrix, &space.matrix, labels);
    let z_means: Vec<Vec<f64>> = profiles.iter().map(|p| p.z_means.clone()).collect();
    assert_crosses(&profiles);
    assert_crosses(&name_clusters(&z_means, &column_words(&columns)));
    assert_crosses(&claims(catalog));
    let params = OccurrenceParams {
        metric: Metric::Cosine,
        top_n: 10,
    };
    let counted = OccurrenceFit::new(params, &space.matrix, None).run(&space.matrix);
    assert_crosses(&exposure(catalog, &space.samples.tracks, &counted));
    assert_crosses(&counted);
    let (query, track) = (space.matrix.row(0), space.matrix.row(1));
    assert_crosses(&contributions(Metric::Cosine, &columns, &query, &track));
}
