//! Recommendations against scikit-learn: every list of the sets of `tests/fixtures`, id by id and score by score.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use serde_json::Value;

use common::sets::{Set, sets};
use common::{difference, integers, numbers};
use soundkin::analysis::{Analysis, analyse, find_query};
use soundkin::neighbors::Metric;
use soundkin::recommend::Scaling;
use soundkin::space::{RecommendSettings, Settings, Spaces};

/// Distances, as a share of the largest in the list.
const DISTANCE: f64 = 1e-12;
/// Cosines, absolute.
const COSINE: f64 = 1e-14;

/// One way of recommending: the answers' key, the space, the metric, the scaling.
const WAYS: [(&str, &str, Metric, Scaling); 5] = [
    ("pixel_euclid", "by_sound", Metric::Euclidean, Scaling::Raw),
    ("pixel_cosine", "by_sound", Metric::Cosine, Scaling::Raw),
    (
        "pixel_euclid_standardised",
        "by_sound",
        Metric::Euclidean,
        Scaling::Standardised,
    ),
    (
        "feature_cosine_raw",
        "by_features",
        Metric::Cosine,
        Scaling::Raw,
    ),
    (
        "feature_euclid_standardised",
        "by_features",
        Metric::Euclidean,
        Scaling::Standardised,
    ),
];

/// The analysis that recommends in one way in both spaces.
fn analysed(set: &Set, metric: Metric, scaling: Scaling) -> Analysis {
    let way = RecommendSettings { metric, scaling };
    let settings = Settings {
        recommending: Spaces::all(way),
        include_copies: true,
        n_init: 1,
        ..Settings::default()
    };
    analyse(&set.collection, settings).unwrap()
}

/// The lists of one query.
fn recommended(analysis: &Analysis, query: &str) -> Value {
    let query = find_query(&analysis.catalog, query).unwrap();
    let document: Value = serde_json::from_str(&analysis.document(Some(query)).unwrap()).unwrap();
    document["recommendations"].clone()
}

fn ids_and_scores(list: &Value) -> (Vec<&str>, Vec<f64>) {
    let items = list.as_array().unwrap();
    let ids = items.iter().map(|item| item["id"].as_str().unwrap());
    let scores = items.iter().map(|item| item["score"].as_f64().unwrap());
    (ids.collect(), scores.collect())
}

#[test]
fn ten_recommendations_in_five_ways_for_five_queries() {
    let mut n_lists = 0;
    for set in sets() {
        let name = set.name;
        for (key, space, metric, scaling) in WAYS {
            let analysis = analysed(&set, metric, scaling);
            for (query, want) in set.answers["recommend_top10"][key].as_object().unwrap() {
                let got = recommended(&analysis, query);
                let (ids, scores) = ids_and_scores(&got[space]);
                let want_ids: Vec<String> =
                    integers(&want["ids"]).iter().map(u64::to_string).collect();
                assert_eq!(ids, want_ids, "{name} {key} {query}");
                if metric == Metric::Cosine {
                    let want = numbers(&want["similarity"]);
                    let near = |(a, b): (&f64, &f64)| (a - b).abs() <= 1e-12;
                    assert!(scores.iter().zip(&want).all(near), "{name} {key} {query}");
                } else {
                    let apart = difference(&scores, &numbers(&want["distance"]));
                    assert!(apart <= DISTANCE, "{name} {key} {query}: {apart:e}");
                }
                n_lists += 1;
            }
        }
    }
    assert_eq!(n_lists, 75);
}

#[test]
fn ten_recommendations_by_standardised_cosine() {
    let mut n_lists = 0;
    for set in [Set::n40(), Set::n100()] {
        let (name, extra) = (set.name, set.extra());
        let analysis = analysed(&set, Metric::Cosine, Scaling::Standardised);
        for (key, space) in [
            ("cosine_pixels_standardised_top10", "by_sound"),
            ("cosine_features_standardised_top10", "by_features"),
        ] {
            for (query, want) in extra[key].as_object().unwrap() {
                let got = recommended(&analysis, query);
                let (ids, scores) = ids_and_scores(&got[space]);
                for (i, want) in want.as_array().unwrap().iter().enumerate() {
                    assert_eq!(ids[i], want["id"], "{name} {key} {query}");
                    let apart = (scores[i] - want["similarity"].as_f64().unwrap()).abs();
                    assert!(apart <= COSINE, "{name} {key} {query}: {apart:e}");
                }
                n_lists += 1;
            }
        }
    }
    assert_eq!(n_lists, 20);
}

#[test]
fn the_table_and_the_five_most_like_the_most_popular() {
    for set in sets() {
        let name = set.name;
        let want = &set.answers["table"];
        let doc = set.document(&Settings::default().as_reference());
        assert_eq!(doc["join"]["rows"], want["rows"]);
        assert_eq!(doc["join"]["rows_with_picture"], want["joined"]);
        assert_eq!(doc["join"]["matched"], want["joined"]);
        let query = want["query"]["id"].as_u64().unwrap().to_string();
        let recommendations = &doc["recommendations"];
        assert_eq!(recommendations["query"], query);
        let tracks = doc["tracks"].as_array().unwrap();
        let track = |id: &str| tracks.iter().find(|track| track["id"] == id).unwrap();
        assert_eq!(track(&query)["title"], want["query"]["name"]);
        let (ids, scores) = ids_and_scores(&recommendations["by_features"]);
        for (i, want) in want["cosine_top5"].as_array().unwrap().iter().enumerate() {
            assert_eq!(ids[i], want["id"].as_u64().unwrap().to_string(), "{name}");
            assert_eq!(track(ids[i])["title"], want["name"]);
            assert_eq!(track(ids[i])["artists"], want["artists"]);
            let apart = (scores[i] - want["similarity"].as_f64().unwrap()).abs();
            assert!(apart <= COSINE, "{name}: {apart:e}");
        }
    }
}
