//! The whole pipeline against scikit-learn and pandas: files in, the document out, and every number of it compared.
//! The values were computed by the notebook's own libraries (`tests/fixtures/README.md`).
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use serde_json::Value;

use common::sets::{Set, sets};
use common::{assert_near, difference, integers, numbers, strings};
use soundkin::space::{Settings, SpaceName};

/// The answers were written with 13 significant digits; what we add must stay near that.
const VARIANCE: f64 = 1e-12;
/// Coordinates and loadings, as a share of the largest.
const COORDINATES: f64 = 1e-10;
/// Inertia, silhouettes, centroids.
const CLUSTERS: f64 = 1e-11;

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
    let mut rows: Vec<_> = (0..)
        .zip(&catalog.tracks)
        .map(|(i, t)| (catalog.row(i), &t.id))
        .collect();
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
    for set in sets() {
        let name = set.name;
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
    for set in sets() {
        let name = set.name;
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
    for set in [Set::n40(), Set::n100()] {
        let name = set.name;
        let extra = set.extra();
        for k in 2..=8 {
            for n_init in [1, 10] {
                let mut settings = one_start();
                settings.n_init = n_init;
                settings.spaces[SpaceName::Pixels].k = k;
                settings.spaces[SpaceName::Features].k = k;
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
    assert_eq!(n_compared, 56);
}

/// The oracle's scan: 50 starts from seed 0 on components, 20 on features.
#[test]
fn inertia_and_silhouette_for_two_to_eight_groups() {
    for set in sets() {
        let name = set.name;
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
                settings.spaces[SpaceName::Pixels].k = k;
                settings.spaces[SpaceName::Features].k = k;
                let doc = set.document(&settings);
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
    for set in sets() {
        let name = set.name;
        let want = &set.answers["features"];
        let doc = set.document(&Settings::default().as_reference());
        let got = &doc["features"];
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
