//! The whole pipeline against scikit-learn and pandas: files in, the document out, and every number of it compared.
//! The values were computed by the notebook's own libraries (`tests/fixtures/README.md`).
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use serde_json::Value;

use common::{
    assert_near, collection_of, difference, document, fixtures, integers, json, numbers,
    oracle_data, oracle_out, strings,
};
use soundkin::data::{N_PIXELS, Spectrogram};
use soundkin::neighbors::Metric;
use soundkin::pipeline::{Collection, RecommendSettings, Settings};
use soundkin::recommend::Scaling;

/// The answers were written with 13 significant digits; what we add must stay near that.
const VARIANCE: f64 = 1e-12;
/// Coordinates and loadings, as a share of the largest.
const COORDINATES: f64 = 1e-10;
/// Inertia, silhouettes, centroids.
const CLUSTERS: f64 = 1e-11;
/// Distances, as a share of the largest in the list.
const DISTANCE: f64 = 1e-12;
/// Cosines, absolute.
const COSINE: f64 = 1e-14;

/// A set of the oracle: what is analysed, and the answers.
struct Set {
    collection: Collection,
    answers: Value,
    extra: Option<Value>,
}

impl Set {
    fn n40() -> Self {
        let folder = fixtures("n40");
        Self {
            collection: collection_of(&folder),
            answers: json(&folder.join("n40.json")),
            extra: Some(json(&folder.join("n40-extra.json"))),
        }
    }

    /// The notebook's own case, where this machine has it.
    fn n100() -> Option<Self> {
        Some(Self {
            collection: collection_of(&oracle_data("n100")?),
            answers: json(&oracle_out("n100.json")?),
            extra: Some(json(&oracle_out("n100-extra.json")?)),
        })
    }

    /// A thousand pictures from their 64 x 64 bytes; the table only where this machine has it.
    fn n1000() -> Option<Self> {
        let pixels = std::fs::read(oracle_out("n1000_pixels.u8")?).unwrap();
        let mut collection = Collection::default();
        for (id, pixels) in picture_ids(1000).iter().zip(pixels.chunks_exact(N_PIXELS)) {
            collection.add_picture(Spectrogram {
                file: format!("clip_{id}.png"),
                width: 384,
                height: 256,
                pixels: pixels.to_vec(),
            });
        }
        if let Some(folder) = oracle_data("n1000") {
            common::add_table(&mut collection, &folder.join("dataset.csv"));
        }
        Some(Self {
            collection,
            answers: json(&oracle_out("n1000.json")?),
            extra: None,
        })
    }

    fn document(&self, settings: &Settings) -> Value {
        document(&self.collection, settings, None)
    }
}

/// The first ids of 0..20000 as a sorted listing shows them.
fn picture_ids(n: usize) -> Vec<String> {
    let mut ids: Vec<String> = (0..20_000).map(|id: u32| id.to_string()).collect();
    ids.sort();
    ids.truncate(n);
    ids
}

/// Every set that is there.
fn sets() -> Vec<(&'static str, Set)> {
    let all = [
        ("n40", Some(Set::n40())),
        ("n100", Set::n100()),
        ("n1000", Set::n1000()),
    ];
    let there: Vec<_> = all
        .into_iter()
        .filter_map(|(name, set)| Some((name, set?)))
        .collect();
    let names: Vec<&str> = there.iter().map(|(name, _)| *name).collect();
    println!("compared with {names:?}");
    there
}

/// The front of a list, as long as the answers keep it.
fn front(got: &Value, want: &Value) -> Value {
    let n = want.as_array().unwrap().len();
    Value::from(got.as_array().unwrap()[..n].to_vec())
}

/// The values of a per-track list in the order of `ids`.
fn in_order(doc: &Value, list: &Value, ids: &[&str]) -> Value {
    let tracks = doc["tracks"].as_array().unwrap();
    let at = |id: &&str| tracks.iter().position(|t| t["id"] == **id).unwrap();
    ids.iter().map(|id| list[at(id)].clone()).collect()
}

/// The ids in the table's row order: that in which the notebook fitted features.
fn row_order(set: &Set) -> Vec<String> {
    let (catalog, _) = set.collection.join(&Settings::default());
    let mut rows: Vec<_> = catalog.tracks.iter().map(|t| (t.row, &t.id)).collect();
    rows.sort();
    rows.into_iter().map(|(_, id)| id.clone()).collect()
}

fn one_start() -> Settings {
    Settings {
        n_init: 1,
        ..Settings::default()
    }
}

#[test]
fn principal_components_of_the_pictures() {
    for (name, set) in sets() {
        let doc = set.document(&one_start());
        let (got, want) = (&doc["sound"]["pca"], &set.answers["pca"]);
        for key in ["explained_variance", "explained_variance_ratio"] {
            assert_near(&got[key], &want[key], VARIANCE, name);
        }
        let coords = front(&got["coords"], &want["coords"]);
        for c in 0..2 {
            let axis = |list: &Value| -> Vec<f64> {
                list.as_array()
                    .unwrap()
                    .iter()
                    .map(|row| row[c].as_f64().unwrap())
                    .collect()
            };
            let apart = difference(&axis(&coords), &axis(&want["coords"]));
            println!("{name}: component {c} within {apart:.1e}");
            assert!(apart <= COORDINATES, "{name}: component {c}: {apart:e}");
            // The loading of largest size, which decides the sign.
            let anchor = want["sign_anchor_column"][c].as_u64().unwrap() as usize;
            let loading = &got["components"][c][anchor];
            assert_near(loading, &want["sign_anchor_value"][c], COORDINATES, name);
            let loadings = numbers(&got["components"][c]);
            assert!(
                loadings
                    .iter()
                    .all(|x| x.abs() <= loadings[anchor] * (1.0 + COORDINATES))
            );
        }
        if name != "n1000" {
            let files: Vec<&Value> = doc["tracks"]
                .as_array()
                .unwrap()
                .iter()
                .map(|track| &track["file"])
                .collect();
            assert!(
                files
                    .into_iter()
                    .eq(set.answers["files"].as_array().unwrap())
            );
        }
    }
}

#[test]
fn four_groups_of_pictures_as_in_the_notebook() {
    for (name, set) in sets() {
        let doc = set.document(&one_start());
        let (got, want) = (&doc["sound"]["clusters"], &set.answers["kmeans4"]);
        assert_eq!(
            front(&got["labels"], &want["labels"]),
            want["labels"],
            "{name}"
        );
        assert_eq!(got["n_iter"], want["n_iter"], "{name}");
        assert_near(&got["inertia"], &want["inertia"], CLUSTERS, name);
        assert_near(&got["centroids"], &want["centres"], CLUSTERS, name);
        assert_eq!(sizes(&got["labels"]), integers(&want["sizes"]), "{name}");
    }
}

/// Number of tracks with each label.
fn sizes(labels: &Value) -> Vec<u64> {
    let mut sizes = Vec::new();
    for label in labels.as_array().unwrap().iter().filter_map(Value::as_u64) {
        let label = label as usize;
        sizes.resize(sizes.len().max(label + 1), 0);
        sizes[label] += 1;
    }
    sizes
}

#[test]
fn one_start_and_ten_for_two_to_eight_groups_in_both_spaces() {
    let mut n_compared = 0;
    for (name, set) in sets() {
        let Some(extra) = &set.extra else { continue };
        for k in 2..=8 {
            for n_init in [1, 10] {
                let mut settings = one_start();
                settings.n_init = n_init;
                settings.sound.k = k;
                settings.features.k = k;
                let doc = set.document(&settings);
                for (space, key) in [
                    ("sound", "kmeans_sound_components"),
                    ("features", "kmeans_features_standardised"),
                ] {
                    let got = &doc[space]["clusters"];
                    let ten = &extra[key]["k"][k.to_string()];
                    let want = if n_init == 1 { &ten["one_start"] } else { ten };
                    let what = format!("{name} {space} k = {k} n_init = {n_init}");
                    let labels = in_order(&doc, &got["labels"], &strings(&extra[key]["order"]));
                    assert_eq!(labels, want["labels"], "{what}");
                    assert_eq!(got["n_iter"], want["n_iter"], "{what}");
                    assert_near(&got["inertia"], &want["inertia"], CLUSTERS, &what);
                    if n_init == 10 {
                        assert_near(&got["silhouette"], &want["silhouette"], CLUSTERS, &what);
                    }
                    assert_eq!((&got["k"], &got["n_init"]), (&k.into(), &n_init.into()));
                    n_compared += 1;
                }
            }
        }
    }
    println!("{n_compared} clusterings identical");
}

/// The oracle's scan: 50 starts from seed 0 on components, 20 on features.
#[test]
fn inertia_and_silhouette_for_two_to_eight_groups() {
    for (name, set) in sets() {
        for (space, n_init) in [("sound", 50), ("features", 20)] {
            let scan = match space {
                "sound" => &set.answers["k_scan_components"],
                _ => &set.answers["features"]["k_scan"],
            };
            for k in 2..=8 {
                let mut settings = Settings {
                    n_init,
                    random_state: 0,
                    ..Settings::default()
                };
                settings.sound.k = k;
                settings.features.k = k;
                let doc = set.document(&settings);
                if doc[space].is_null() {
                    continue;
                }
                let (got, want) = (&doc[space]["clusters"], &scan[k.to_string()]);
                let what = format!("{name} {space} k = {k}");
                assert_near(&got["inertia"], &want["inertia"], CLUSTERS, &what);
                assert_near(&got["silhouette"], &want["silhouette"], CLUSTERS, &what);
            }
        }
    }
}

#[test]
fn features_standardised_mapped_and_grouped() {
    for (name, set) in sets() {
        let want = &set.answers["features"];
        let doc = set.document(&Settings::default().as_notebook());
        let got = &doc["features"];
        if got.is_null() {
            println!("{name}: no table on this machine");
            continue;
        }
        assert_eq!(got["columns"], want["columns"]);
        let ids = row_order(&set);
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let ordered = |list: &Value, want: &Value| front(&in_order(&doc, list, &ids), want);
        let pca = &got["pca"];
        let ratio = &want["explained_variance_ratio"];
        assert_near(&pca["explained_variance_ratio"], ratio, VARIANCE, name);
        assert_near(&pca["components"], &want["components"], COORDINATES, name);
        let coords = ordered(&pca["coords"], &want["coords"]);
        assert_near(&coords, &want["coords"], COORDINATES, name);

        let (clusters, three) = (&got["clusters"], &want["kmeans3_standardised"]);
        assert_eq!(
            ordered(&clusters["labels"], &three["labels"]),
            three["labels"],
            "{name}"
        );
        assert_near(&clusters["inertia"], &three["inertia"], CLUSTERS, name);
        assert_near(
            &clusters["silhouette"],
            &three["silhouette"],
            CLUSTERS,
            name,
        );

        let (raw, three) = (&got["clusters_raw"], &want["kmeans3_raw"]);
        assert_eq!(
            ordered(&raw["labels"], &three["labels"]),
            three["labels"],
            "{name}"
        );
        assert_eq!(sizes(&raw["labels"]), integers(&three["sizes"]));
        assert_near(&raw["inertia"], &three["inertia"], CLUSTERS, name);
        assert_near(&raw["means"], &three["means"], CLUSTERS, name);
    }
}

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

/// The lists of one query, made in one way in both spaces.
fn recommended(set: &Set, metric: Metric, scaling: Scaling, query: &str) -> Value {
    let way = RecommendSettings { metric, scaling };
    let settings = Settings {
        by_sound: way,
        by_features: way,
        include_copies: true,
        ..one_start()
    };
    document(&set.collection, &settings, Some(query))["recommendations"].clone()
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
    for (name, set) in sets() {
        for (key, space, metric, scaling) in WAYS {
            for (query, want) in set.answers["recommend_top10"][key].as_object().unwrap() {
                let got = recommended(&set, metric, scaling, query);
                if got["lists"][space].is_null() {
                    continue;
                }
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
    println!("{n_lists} lists identical");
}

#[test]
fn ten_recommendations_by_standardised_cosine() {
    for (name, set) in sets() {
        let Some(extra) = &set.extra else { continue };
        for (key, space) in [
            ("cosine_pixels_standardised_top10", "by_sound"),
            ("cosine_features_standardised_top10", "by_features"),
        ] {
            for (query, want) in extra[key].as_object().unwrap() {
                let got = recommended(&set, Metric::Cosine, Scaling::Standardised, query);
                let (ids, scores) = ids_and_scores(&got[space]);
                for (i, want) in want.as_array().unwrap().iter().enumerate() {
                    assert_eq!(ids[i], want["id"], "{name} {key} {query}");
                    let apart = (scores[i] - want["similarity"].as_f64().unwrap()).abs();
                    assert!(apart <= COSINE, "{name} {key} {query}: {apart:e}");
                }
            }
        }
    }
}

#[test]
fn the_table_and_the_five_most_like_the_most_popular() {
    for (name, set) in sets() {
        let want = &set.answers["table"];
        let doc = set.document(&Settings::default().as_notebook());
        if doc["features"].is_null() {
            println!("{name}: no table on this machine");
            continue;
        }
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
