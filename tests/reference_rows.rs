//! Tables without pictures against scikit-learn: 20,000 rows, 114,000 rows, and clusters of values that repeat.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use serde_json::Value;

use common::{
    add_text_table, assert_near, difference, document, fixtures, integers, json, numbers, rows,
};
use soundkin::analysis::{Collection, analyse, default_query};
use soundkin::cluster::{KMeansFit, KMeansParams};
use soundkin::data::Matrix;
use soundkin::embed::Iterative;
use soundkin::space::{Settings, SpaceName};

/// scikit-learn adds up long columns in another order than we do.
const MEANS: f64 = 1e-12;
const VARIANCE: f64 = 1e-11;
const COORDINATES: f64 = 1e-11;
const CLUSTERS: f64 = 1e-11;
const COSINE: f64 = 1e-14;

/// Labels that are there, row by row.
fn labels(list: &Value) -> Vec<u64> {
    let list = list.as_array().unwrap();
    list.iter().filter_map(Value::as_u64).collect()
}

fn sizes(labels: &[u64]) -> Vec<u64> {
    let k = labels.iter().max().unwrap() + 1;
    let size = |label| labels.iter().filter(|&&l| l == label).count() as u64;
    (0..k).map(size).collect()
}

fn assert_groups(got: &Value, want: &Value, what: &str) {
    let labels = labels(&got["labels"]);
    let weights = (0..).map(|i: u64| i % 997);
    let checksum: u64 = labels.iter().zip(weights).map(|(l, w)| l * w).sum();
    let start: String = labels[..200].iter().map(u64::to_string).collect();
    assert_eq!(start, want["labels"].as_str().unwrap(), "{what}");
    assert_eq!(want["checksum"], checksum, "{what}");
    assert_eq!(sizes(&labels), integers(&want["sizes"]), "{what}");
    assert_eq!(got["n_iter"], want["n_iter"], "{what}");
    assert_near(&got["inertia"], &want["inertia"], CLUSTERS, what);
}

/// The document of one start of k-means on the table, after comparing all of it that both tables' answers have.
fn assert_one_start(csv: &str, want: &Value) -> Collection {
    let mut collection = Collection::default();
    add_text_table(&mut collection, csv);
    let analysis = analyse(&collection, Settings::default().as_reference()).unwrap();
    let space = analysis.space(SpaceName::Features).unwrap();
    let apart = |got: &[f64], key: &str| difference(got, &numbers(&want[key]));
    assert!(apart(&space.standardizer.mean, "mean") <= MEANS);
    assert!(apart(&space.standardizer.scale, "scale") <= MEANS);

    let query = default_query(&analysis.catalog);
    let doc: Value = serde_json::from_str(&analysis.document(query).unwrap()).unwrap();
    let got = &doc["features"];
    assert_eq!(doc["join"]["rows"], want["n"]);
    assert_eq!(got["n_samples"], want["complete"]);
    let n_left_out = want["n"].as_u64().unwrap() - want["complete"].as_u64().unwrap();
    assert!(n_left_out > 0);
    assert_eq!(got["left_out"].as_array().unwrap().len() as u64, n_left_out);
    let pca = &got["pca"];
    for key in ["explained_variance", "explained_variance_ratio"] {
        assert_near(&pca[key], &want[key], VARIANCE, key);
    }
    for (got, key) in [
        (pca["components"].clone(), "components"),
        (first_present(&pca["coords"], 20), "coords"),
    ] {
        assert_near(&got, &want[key], COORDINATES, key);
    }
    let (clusters, one) = (&got["clusters"], &want["one_start"]);
    assert_groups(clusters, one, "one start");
    assert_near(&clusters["centroids"], &one["centres"], CLUSTERS, "centres");
    let silhouette = &one["silhouette"];
    assert_near(&clusters["silhouette"], silhouette, CLUSTERS, "silhouette");
    let (clusters, one) = (&got["clusters_raw"], &want["raw_one_start"]);
    assert_groups(clusters, one, "raw");
    assert_near(&clusters["means"], &one["means"], CLUSTERS, "means");
    assert_list(&doc, want, "cosine");
    collection
}

/// The first `n` rows of a list that are there.
fn first_present(list: &Value, n: usize) -> Value {
    let rows = list.as_array().unwrap().iter();
    rows.filter(|row| !row.is_null()).take(n).cloned().collect()
}

#[test]
fn a_table_of_20_000_rows() {
    let want = json(&fixtures("scikit-learn/rows20k.json"));
    let collection = assert_one_start(&rows::twenty_thousand(), &want);
    let doc = document(&collection, &Settings::default(), None);
    let (clusters, ten) = (&doc["features"]["clusters"], &want["ten_starts"]);
    assert_groups(clusters, ten, "ten starts");
    let silhouette = &ten["silhouette"];
    assert_near(&clusters["silhouette"], silhouette, CLUSTERS, "silhouette");
    assert_list(&doc, &want, "distance");
}

/// As many rows and columns as the notebook's own table has.
#[test]
fn a_table_of_114_000_rows() {
    let want = json(&fixtures("scikit-learn/rows114k.json"));
    assert_one_start(&rows::notebook_size(), &want);
}

fn assert_list(doc: &Value, want: &Value, key: &str) {
    assert_eq!(doc["recommendations"]["query"], want["query"].to_string());
    let list = doc["recommendations"]["by_features"].as_array().unwrap();
    let want = want[key].as_array().unwrap();
    assert_eq!((list.len(), want.len()), (10, 10));
    for (got, want) in list.iter().zip(want) {
        assert_eq!(got["id"], want[0].to_string());
        let apart = (got["score"].as_f64().unwrap() - want[1].as_f64().unwrap()).abs();
        assert!(apart <= COSINE, "{apart:e}");
    }
}

/// Whole numbers that repeat: empty clusters are filled anew, distances tie, values are fewer than clusters.
#[test]
fn clusters_of_values_that_repeat() {
    let cases = json(&fixtures("scikit-learn/duplicates.json"));
    let mut n_fits = 0;
    for case in cases.as_array().unwrap() {
        let d = case["d"].as_u64().unwrap() as usize;
        let values = numbers(&case["data"]);
        let data = Matrix::new(values.len() / d, d, values).unwrap();
        for (seed, want) in case["fits"].as_array().unwrap().iter().enumerate() {
            let params = KMeansParams {
                n_clusters: case["k"].as_u64().unwrap() as usize,
                n_init: 1,
                random_state: seed as u32,
            };
            let fitted = KMeansFit::new(params, &data).unwrap().run(&data).unwrap();
            let labels: String = fitted.labels.iter().map(usize::to_string).collect();
            assert_eq!(want["labels"], labels);
            assert_eq!(want["n_iter"], fitted.n_iter);
            assert!((fitted.inertia - want["inertia"].as_f64().unwrap()).abs() < 1e-9);
            n_fits += 1;
        }
    }
    assert_eq!(n_fits, 720);
}
