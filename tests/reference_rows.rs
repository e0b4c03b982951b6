//! Tables without pictures against scikit-learn: 20,000 rows, 114,000 rows, and clusters of values that repeat.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::fmt::Write;

use serde_json::Value;

use common::{
    add_table, add_text_table, assert_near, difference, document, fixtures, integers, json,
    numbers, oracle_data, oracle_out,
};
use soundkin::cluster::{KMeansFit, KMeansParams};
use soundkin::data::Matrix;
use soundkin::embed::Iterative;
use soundkin::pipeline::{Collection, Settings, analyse};
use soundkin::rng::Mt19937;

/// scikit-learn adds up long columns in another order than we do.
const MEANS: f64 = 1e-12;
const VARIANCE: f64 = 1e-11;
const COORDINATES: f64 = 1e-11;
const CLUSTERS: f64 = 1e-11;
const COSINE: f64 = 1e-14;

/// The rows of `make.py`, bit by bit: the same generator, the same arithmetic; numbers are written so that reading
/// gives the same ones back.
fn twenty_thousand_rows() -> String {
    let mut rng = Mt19937::new(2024);
    let mut csv = String::from(
        "id,danceability,energy,acousticness,valence,instrumentalness,tempo,popularity\n",
    );
    for id in 0..20_000 {
        let u: [f64; 8] = std::array::from_fn(|_| rng.next_f64());
        let group = (3.0 * u[0]).floor();
        let energy = 0.9 - 0.2 * group - 0.4 * u[2];
        let energy = if id % 211 == 7 {
            String::new()
        } else {
            energy.to_string()
        };
        writeln!(
            csv,
            "{id},{},{energy},{},{},{},{},{}",
            0.15 * group + 0.6 * u[1],
            u[3] * u[3],
            0.1 + 0.8 * u[4],
            u[5] * u[5] * u[5],
            70.0 + 25.0 * group + 60.0 * u[6],
            (101.0 * u[7]).floor(),
        )
        .unwrap();
    }
    csv
}

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

#[test]
fn a_table_of_20_000_rows() {
    let want = json(&fixtures("scikit-learn/rows20k.json"));
    let mut collection = Collection::default();
    add_text_table(&mut collection, &twenty_thousand_rows());
    let one = Settings::default().as_notebook();
    let analysis = analyse(&collection, one.clone()).unwrap();
    let space = &analysis.features.as_ref().unwrap().space;
    let apart = |got: &[f64], key: &str| difference(got, &numbers(&want[key]));
    assert!(apart(&space.standardizer.mean, "mean") <= MEANS);
    assert!(apart(&space.standardizer.scale, "scale") <= MEANS);

    let doc = document(&collection, &one, None);
    let got = &doc["features"];
    assert_eq!(got["n_samples"], want["complete"]);
    let n_left_out = 20_000 - want["complete"].as_u64().unwrap() as usize;
    assert_eq!(got["left_out"].as_array().unwrap().len(), n_left_out);
    let pca = &got["pca"];
    for key in ["explained_variance", "explained_variance_ratio"] {
        assert_near(&pca[key], &want[key], VARIANCE, key);
    }
    assert_near(
        &pca["components"],
        &want["components"],
        COORDINATES,
        "components",
    );
    let present = pca["coords"].as_array().unwrap().iter();
    let coords: Value = present
        .filter(|row| !row.is_null())
        .take(20)
        .cloned()
        .collect();
    assert_near(&coords, &want["coords"], COORDINATES, "coordinates");

    assert_groups(&got["clusters"], &want["one_start"], "one start");
    let centres = &want["one_start"]["centres"];
    assert_near(
        &got["clusters"]["centroids"],
        centres,
        CLUSTERS,
        "centroids",
    );
    let silhouette = &want["one_start"]["silhouette"];
    assert_near(
        &got["clusters"]["silhouette"],
        silhouette,
        CLUSTERS,
        "silhouette",
    );
    assert_groups(&got["clusters_raw"], &want["raw_one_start"], "raw");
    let means = &want["raw_one_start"]["means"];
    assert_near(&got["clusters_raw"]["means"], means, CLUSTERS, "means");
    assert_list(&doc, &want, "cosine");

    let doc = document(&collection, &Settings::default(), None);
    assert_groups(
        &doc["features"]["clusters"],
        &want["ten_starts"],
        "ten starts",
    );
    let silhouette = &want["ten_starts"]["silhouette"];
    assert_near(
        &doc["features"]["clusters"]["silhouette"],
        silhouette,
        CLUSTERS,
        "silhouette",
    );
    assert_list(&doc, &want, "distance");
}

fn assert_list(doc: &Value, want: &Value, key: &str) {
    assert_eq!(doc["recommendations"]["query"], want["query"].to_string());
    let list = doc["recommendations"]["by_features"].as_array().unwrap();
    assert_eq!(list.len(), 10);
    for (got, want) in list.iter().zip(want[key].as_array().unwrap()) {
        assert_eq!(got["id"], want[0].to_string());
        let apart = (got["score"].as_f64().unwrap() - want[1].as_f64().unwrap()).abs();
        assert!(apart <= COSINE, "{apart:e}");
    }
}

/// The notebook's own table in size and header; too large to be copied in.
#[test]
fn a_table_of_114_000_rows() {
    let files = oracle_data("csv114k/dataset.csv").zip(oracle_out("csv114k.json"));
    let Some((csv, answers)) = files else {
        println!("the table of 114,000 rows is not on this machine");
        return;
    };
    let want = json(&answers);
    let mut collection = Collection::default();
    add_table(&mut collection, &csv);
    let analysis = analyse(&collection, Settings::default().as_notebook()).unwrap();
    let space = &analysis.features.as_ref().unwrap().space;
    let apart = |got: &[f64], key: &str| difference(got, &numbers(&want[key]));
    assert!(apart(&space.standardizer.mean, "mean") <= MEANS);
    assert!(apart(&space.standardizer.scale, "scale") <= MEANS);

    let doc = document(&collection, &Settings::default().as_notebook(), None);
    let got = &doc["features"];
    assert_eq!(doc["join"]["rows"], want["rows"]);
    assert_eq!(got["n_samples"], want["complete_rows"]);
    let ratio = &got["pca"]["explained_variance_ratio"];
    assert_near(ratio, &want["pca_ratio"], VARIANCE, "ratio");
    let components = &got["pca"]["components"];
    assert_near(
        components,
        &want["pca_components"],
        COORDINATES,
        "components",
    );
    for (got, want) in [
        (&got["clusters"], &want["kmeans3_standardised"]),
        (&got["clusters_raw"], &want["kmeans3_raw"]),
    ] {
        assert_eq!(sizes(&labels(&got["labels"])), integers(&want["sizes"]));
        assert_eq!(got["n_iter"], want["n_iter"]);
        assert_near(&got["inertia"], &want["inertia"], CLUSTERS, "inertia");
    }
    let means = &got["clusters_raw"]["means"];
    assert_near(means, &want["kmeans3_raw"]["means"], CLUSTERS, "means");
    assert_eq!(
        doc["recommendations"]["query"],
        want["query_id"].to_string()
    );
    let list = doc["recommendations"]["by_features"].as_array().unwrap();
    for (got, want) in list.iter().zip(want["cosine_top10"].as_array().unwrap()) {
        assert_eq!(got["id"], want[0].to_string());
        let apart = (got["score"].as_f64().unwrap() - want[1].as_f64().unwrap()).abs();
        assert!(apart <= COSINE, "{apart:e}");
    }
    println!("the table of 114,000 rows agrees");
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
    println!("{n_fits} fits identical");
}
