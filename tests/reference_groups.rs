//! Numbers of clusters, claims, shares and names against scikit-learn and pandas.
//! What n40.json of the set does not say was computed by `fixtures/tables/make.py`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use serde_json::Value;

use common::sets::{AnsweredSet, answered_sets, n40};
use common::{collection_of, difference, fixtures, integers, numbers, strings};
use soundkin::analysis::{Analysis, analyse};
use soundkin::cluster::{
    ClusterProfile, FeatureWords, KMeansFit, KMeansParams, Scan, ScanFit, ScanParams,
    name_clusters, profile,
};
use soundkin::data::{CopyRules, Matrix};
use soundkin::embed::Iterative;
use soundkin::explain::{
    claims, column_words, contributions, exposure, leading_column, picture_properties,
    picture_traits,
};
use soundkin::features::Standardizer;
use soundkin::neighbors::Metric;
use soundkin::recommend::{Copies, OccurrenceFit, OccurrenceParams};
use soundkin::space::{Settings, Space, SpaceName};
use soundkin::stats::Interval;

/// Sums in another order than numpy's.
const MEANS: f64 = 1e-13;
/// Cosines, absolute.
const COSINE: f64 = 1e-14;
/// Inertia, silhouettes, effects.
const CLUSTERS: f64 = 1e-11;
/// The answers were written with 13 significant digits.
const ROUNDED: f64 = 1e-12;

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
    for AnsweredSet { analysis, answers } in answered_sets() {
        let coords = &analysis.space(SpaceName::Pixels).unwrap().pca.coords;
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
    let sound = analysis.space(SpaceName::Pixels).unwrap();
    let features = analysis.space(SpaceName::Features).unwrap();
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
    for AnsweredSet { analysis, answers } in answered_sets() {
        let space = analysis.space(SpaceName::Features).unwrap();
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
    let space = analysis.space(SpaceName::Features).unwrap();
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
        assert_eq!(got.parts.len(), findings.len());
        for (got, want) in got.parts.iter().zip(findings) {
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
    let features = analysis.space(SpaceName::Features).unwrap();
    let sound = analysis.space(SpaceName::Pixels).unwrap();
    for (key, space) in [("features", features), ("sound", sound)] {
        let params = OccurrenceParams {
            metric: Metric::Euclidean,
            top_n: 10,
        };
        let samples = &space.samples.tracks;
        let copies = Copies::among(&catalog.recordings(CopyRules::default()), samples);
        let fit = OccurrenceFit::new(params, &space.matrix, Some(copies));
        let counted = fit.run(&space.matrix);
        let want = &want["exposure"][key];
        let counts: Vec<f64> = counted.counts.iter().map(|&count| count as f64).collect();
        assert_eq!(counts, numbers(&want["counts"]));
        let got = exposure(&catalog, samples, &counted);
        println!("{}", got.sentence);
        for finding in &got.parts {
            println!("  {}", finding.sentence);
            let found = finding.correlation.unwrap();
            let found = with_interval(found.rho, found.interval);
            assert!(difference(&found, &numbers(&want[&finding.column])) <= CLUSTERS);
        }
        assert_eq!(got.parts.len(), 2);
    }
}

/// The notebook's raw cosine for the most popular track, shared out among the six columns.
#[test]
fn tempo_makes_the_notebooks_similarity() {
    for AnsweredSet { analysis, answers } in answered_sets() {
        let catalog = &analysis.catalog;
        let space = analysis.space(SpaceName::Features).unwrap();
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
            let got = contributions(Metric::Cosine, columns, &raw.row(query), &raw.row(track));
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
    let features = analysis.space(SpaceName::Features).unwrap();
    let raw = features.samples.raw(catalog).unwrap();
    let words = column_words(features.samples.columns.as_ref().unwrap());
    let by_features = names(
        &raw,
        &features.matrix,
        &features.clusters.fitted.labels,
        &words,
    );
    assert_eq!(by_features, *strings(&want["names"]["features"]));

    let sound = analysis.space(SpaceName::Pixels).unwrap();
    let words: Vec<FeatureWords> = picture_properties()
        .into_iter()
        .map(|of| of.words)
        .collect();
    let traits = picture_traits(catalog, &sound.samples.tracks);
    let mut standardised = traits.clone();
    Standardizer::fit(&traits).apply(&mut standardised);
    let by_sound = names(
        &traits,
        &standardised,
        &sound.clusters.fitted.labels,
        &words,
    );
    assert_eq!(by_sound, *strings(&want["names"]["sound"]));
}

fn names(raw: &Matrix, z: &Matrix, labels: &[usize], words: &[FeatureWords]) -> Vec<String> {
    let profiles = profile(raw, z, z, labels);
    let z_means: Vec<Vec<f64>> = profiles.into_iter().map(|p| p.z_means).collect();
    let names = name_clusters(&z_means, words);
    names.into_iter().map(|cluster| cluster.name).collect()
}
