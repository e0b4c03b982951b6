//! The notebook's tables against the notebook's own libraries: rankings, halves, claims, clusters.
//! What n40.json of the set does not say was computed by `fixtures/tables/make.py`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::fmt::Debug;

use common::{
    collection_of, difference, fixtures, integers, json, numbers, oracle_data, oracle_out, strings,
};
use soundkin::cluster::{
    ClusterProfile, FeatureWords, KMeansFit, KMeansParams, Scan, ScanFit, ScanParams,
    name_clusters, profile,
};
use soundkin::compare::{
    Entry, Order, Scope, Side, Split, SplitParams, Threshold, Top, TopParams, feature_bars, split,
    top,
};
use soundkin::data::{Catalog, Matrix};
use soundkin::embed::Iterative;
use soundkin::explain::{
    claims, column_words, contributions, exposure, leading_column, picture_traits, picture_words,
};
use soundkin::features::Standardizer;
use soundkin::features::audio::NOTEBOOK_COLUMNS;
use soundkin::neighbors::Metric;
use soundkin::pipeline::{Analysis, Settings, Space, analyse};
use soundkin::recommend::{Copies, OccurrenceFit, OccurrenceParams};
use soundkin::stats::Interval;

/// Sums in another order than numpy's.
const MEANS: f64 = 1e-13;
/// Cosines, absolute.
const COSINE: f64 = 1e-14;
/// Inertia and silhouettes.
const CLUSTERS: f64 = 1e-11;
/// The answers were written with 13 significant digits.
const ROUNDED: f64 = 1e-12;

/// A set that is there, and what the notebook's libraries say about its table.
struct Set {
    answers: Value,
    analysis: Analysis,
}

fn sets() -> Vec<Set> {
    let n40 = fixtures("n40");
    let n100 = oracle_data("n100").zip(oracle_out("n100.json"));
    let all = [Some((n40.clone(), n40.join("n40.json"))), n100];
    let there = all.into_iter().flatten();
    let sets: Vec<Set> = there
        .map(|(folder, answers)| Set {
            analysis: analyse(&collection_of(&folder), Settings::default().as_notebook()).unwrap(),
            answers: json(&answers),
        })
        .collect();
    println!("compared with {} sets", sets.len());
    sets
}

fn n40() -> (Catalog, Value) {
    let catalog = collection_of(&fixtures("n40")).join(None).0;
    (catalog, json(&fixtures("tables/n40.json")))
}

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
        },
    )
    .unwrap()
}

#[test]
fn the_most_popular_are_those_of_the_notebook() {
    for Set { analysis, answers } in sets() {
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
    let bars = feature_bars(&catalog, &entries, &columns, Scope::Pictured).unwrap();
    let of = |pick: fn(&soundkin::compare::BarTrack) -> &Vec<Option<f64>>| -> Vec<f64> {
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
    for Set { analysis, answers } in sets() {
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

fn scan(data: &Matrix, n_init: usize, random_state: u32) -> Scan {
    let params = ScanParams {
        n_init,
        random_state,
    };
    ScanFit::new(params, data.n_samples()).run(data)
}

fn near(got: f64, want: &Value, tolerance: f64) {
    let want = want.as_f64().unwrap();
    assert!(
        (got - want).abs() <= tolerance * want.abs().max(1.0),
        "{got} {want}"
    );
}

#[test]
fn every_k_has_the_inertia_and_silhouette_of_scikit_learn() {
    for Set { analysis, answers } in sets() {
        let coords = &analysis.sound.as_ref().unwrap().space.pca.coords;
        let want = answers["k_scan_components"].as_object().unwrap();
        // The answers are the best of fifty starts with seed 0.
        let got = scan(coords, 50, 0);
        for row in &got.rows {
            let Some(want) = want.get(&row.k.to_string()) else {
                continue;
            };
            near(row.inertia, &want["inertia"], CLUSTERS);
            near(row.silhouette.unwrap(), &want["silhouette"], CLUSTERS);
        }
        assert_eq!((got.rows.len(), want.len()), (11, 7));
    }
}

#[test]
fn ten_starts_gain_over_one_as_in_scikit_learn() {
    let (_, want) = n40();
    let analysis = analyse(&collection_of(&fixtures("n40")), Settings::default()).unwrap();
    let sound = &analysis.sound.as_ref().unwrap().space;
    let features = &analysis.features.as_ref().unwrap().space;
    for (key, data) in [
        ("components", &sound.pca.coords),
        ("standardised", &features.matrix),
    ] {
        let got = scan(data, 10, 42);
        let want = want["scan"][key].as_array().unwrap();
        assert_eq!(got.rows.len(), want.len());
        for (row, want) in got.rows.iter().zip(want) {
            near(row.inertia, &want["inertia"], CLUSTERS);
            near(row.inertia_of_one_start, &want["one"], CLUSTERS);
            near(row.silhouette.unwrap(), &want["silhouette"], CLUSTERS);
        }
    }
    let sentence = scan(&features.matrix, 10, 42).suggestion.sentence;
    assert_eq!(
        sentence,
        "k = 5: the highest silhouette, 0.43; k = 7 is close (0.41)."
    );
}

/// The cluster table of one start of k-means on `read`.
fn profiles(analysis: &Analysis, space: &Space, read: &Matrix) -> Vec<ClusterProfile> {
    let raw = space.samples.raw(&analysis.catalog).unwrap();
    let params = KMeansParams {
        n_clusters: 3,
        n_init: 1,
        random_state: 42,
    };
    let fitted = KMeansFit::new(params, read).unwrap().run(read).unwrap();
    profile(&raw, &space.matrix, read, &fitted.labels)
}

#[test]
fn the_cluster_table_is_that_of_the_notebook() {
    for Set { analysis, answers } in sets() {
        let space = &analysis.features.as_ref().unwrap().space;
        let raw = space.samples.raw(&analysis.catalog).unwrap();
        let got = profiles(&analysis, space, &raw);
        let want = &answers["features"]["kmeans3_raw"];
        let means: Vec<f64> = got.iter().flat_map(|p| p.means.clone()).collect();
        assert!(difference(&means, &numbers(&want["means"])) <= ROUNDED);
        let rounded: Vec<f64> = got.iter().flat_map(|p| p.means_rounded.clone()).collect();
        assert_eq!(rounded, numbers(&want["means_round2"]));
        let sizes: Vec<f64> = got.iter().map(|p| p.size as f64).collect();
        assert_eq!(sizes, numbers(&want["sizes"]));
    }
}

#[test]
fn both_ways_of_clustering_have_a_table() {
    let (catalog, want) = n40();
    let analysis = analyse(&collection_of(&fixtures("n40")), Settings::default()).unwrap();
    let space = &analysis.features.as_ref().unwrap().space;
    let raw = space.samples.raw(&catalog).unwrap();
    for (key, read) in [("raw", &raw), ("standardised", &space.matrix)] {
        let got = profiles(&analysis, space, read);
        for (got, want) in got.iter().zip(want["profile"][key].as_array().unwrap()) {
            assert_eq!(got.size as u64, want["size"].as_u64().unwrap());
            assert!(difference(&got.means, &numbers(&want["means"])) <= MEANS);
            assert!(difference(&got.z_means, &numbers(&want["z_means"])) <= MEANS);
            assert_eq!(got.means_rounded, numbers(&want["means_rounded"]));
            let medoid = space.samples.tracks[got.medoid];
            assert_eq!(catalog.tracks[medoid].id, want["medoid"].as_str().unwrap());
        }
        assert_eq!(got.len(), 3);
    }
}

fn with_interval(value: f64, Interval { low, high }: Interval) -> [f64; 3] {
    [value, low, high]
}

#[test]
fn the_notebooks_observations_are_measured() {
    let (catalog, want) = n40();
    let want = want["claims"].as_array().unwrap();
    let got = claims(&catalog);
    assert_eq!(got.len(), want.len());
    for (got, want) in got.iter().zip(want) {
        println!("{}: {} {}", got.statement, got.condition, got.sentence);
        assert_eq!(
            [got.n_group as u64, got.n_rest as u64],
            *integers(&want["n"])
        );
        let findings = want["findings"].as_array().unwrap();
        assert_eq!(got.findings.len(), findings.len());
        for (got, want) in got.findings.iter().zip(findings) {
            println!("  {}", got.sentence);
            let measure = serde_json::to_value(got.measure).unwrap();
            assert_eq!(measure, want["measure"]);
            let means = [got.mean_of_group.unwrap(), got.mean_of_rest.unwrap()];
            assert!(difference(&means, &numbers(&want["means"])) <= MEANS);
            let effect = got.effect.unwrap();
            let effect = with_interval(effect.delta, effect.interval);
            assert!(difference(&effect, &numbers(&want["cliff"])) <= CLUSTERS);
        }
    }
}

#[test]
fn recommendations_are_counted_and_correlated() {
    let (catalog, want) = n40();
    let analysis = analyse(&collection_of(&fixtures("n40")), Settings::default()).unwrap();
    let features = &analysis.features.as_ref().unwrap().space;
    let sound = &analysis.sound.as_ref().unwrap().space;
    for (key, space) in [("features", features), ("sound", sound)] {
        let params = OccurrenceParams {
            metric: Metric::Euclidean,
            top_n: 10,
        };
        let samples = &space.samples.tracks;
        let copies = Copies::among(&catalog, samples);
        let fit = OccurrenceFit::new(params, &space.matrix, Some(copies));
        let counted = fit.run(&space.matrix);
        let want = &want["exposure"][key];
        let counts: Vec<f64> = counted.counts.iter().map(|&count| count as f64).collect();
        assert_eq!(counts, numbers(&want["counts"]));
        let got = exposure(&catalog, samples, &counted);
        println!("{}", got.sentence);
        for finding in &got.findings {
            println!("  {}", finding.sentence);
            let found = finding.correlation.unwrap();
            let found = with_interval(found.rho, found.interval);
            assert!(difference(&found, &numbers(&want[&finding.column])) <= CLUSTERS);
        }
        assert_eq!(got.findings.len(), 2);
    }
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
    let space = &analysis.features.as_ref().unwrap().space;
    let top = ranking(
        catalog,
        "popularity",
        10,
        Order::Descending,
        Scope::Pictured,
    );
    let columns = NOTEBOOK_COLUMNS.map(String::from);
    assert_crosses(&feature_bars(catalog, &top.entries, &columns, Scope::All).unwrap());
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
    let scan = scan(&space.matrix, 10, 42);
    assert_crosses(&scan);
    let profiles = profiles(&analysis, space, &space.matrix);
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
    assert_crosses(&contributions(Metric::Cosine, &columns, query, track));
}

/// The notebook's raw cosine for the most popular track, shared out among the six columns.
#[test]
fn tempo_makes_the_notebooks_similarity() {
    for Set { analysis, answers } in sets() {
        let catalog = &analysis.catalog;
        let space = &analysis.features.as_ref().unwrap().space;
        let raw = space.samples.raw(catalog).unwrap();
        let sample = |id: &Value| {
            let id = id.to_string();
            space
                .samples
                .tracks
                .iter()
                .position(|&track| catalog.tracks[track].id == id)
                .unwrap()
        };
        let query = sample(&answers["table"]["query"]["id"]);
        let columns = space.samples.columns.as_ref().unwrap();
        for want in answers["table"]["cosine_top5"].as_array().unwrap() {
            let track = sample(&want["id"]);
            let got = contributions(Metric::Cosine, columns, raw.row(query), raw.row(track));
            let similarity = want["similarity"].as_f64().unwrap();
            assert!((got.total - similarity).abs() <= COSINE);
            assert!((got.score - similarity).abs() <= COSINE);
            let tempo = &got.parts[5];
            assert!(tempo.feature == "tempo" && tempo.share.unwrap() > 0.999);
        }
        let (column, share) = leading_column(&raw, columns).unwrap();
        assert_eq!((column.as_str(), share > 0.999), ("tempo", true));
    }
}

#[test]
fn groups_are_named_after_what_sets_them_apart() {
    let (_, want) = n40();
    let analysis = analyse(&collection_of(&fixtures("n40")), Settings::default()).unwrap();
    let catalog = &analysis.catalog;
    let features = &analysis.features.as_ref().unwrap().space;
    let raw = features.samples.raw(catalog).unwrap();
    let words = column_words(features.samples.columns.as_ref().unwrap());
    let by_features = names(
        &raw,
        &features.matrix,
        &features.clusters.fitted.labels,
        &words,
    );
    assert_eq!(by_features, *strings(&want["names"]["features"]));

    let sound = &analysis.sound.as_ref().unwrap().space;
    let traits = picture_traits(catalog, &sound.samples.tracks);
    let mut standardised = traits.clone();
    Standardizer::fit(&traits).apply(&mut standardised);
    let by_sound = names(
        &traits,
        &standardised,
        &sound.clusters.fitted.labels,
        &picture_words(),
    );
    assert_eq!(by_sound, *strings(&want["names"]["sound"]));
}

fn names(raw: &Matrix, z: &Matrix, labels: &[usize], words: &[FeatureWords]) -> Vec<String> {
    let profiles = profile(raw, z, z, labels);
    let z_means: Vec<Vec<f64>> = profiles.into_iter().map(|p| p.z_means).collect();
    let names = name_clusters(&z_means, words);
    names.into_iter().map(|cluster| cluster.name).collect()
}
