//! The numbers of the page, from files to the exported document, against Pillow, pandas and scikit-learn (n40.json), and
//! against the library run natively.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use soundkin::space::Settings;

use crate::browsers::{Browser, Compilers};
use crate::page::Page;
use crate::sets::{answers, assert_close, n40, native_document};
use crate::temp_dir::TempDir;
use crate::visit::{run, visit_with};

/// Digits that two ways to the principal components share.
const TOLERANCE: f64 = 1e-6;

/// Status line of the whole set.
const JOINED: &str = "40 tracks · 40 of 103 rows have a picture";

/// Tracks whose recommendations the answers list.
const QUERIES: [&str; 5] = ["0", "10003", "10010", "10018", "10031"];

fn numbers(list: &Value) -> Vec<f64> {
    match list {
        Value::Array(all) => all.iter().flat_map(numbers).collect(),
        number => vec![
            number
                .as_f64()
                .unwrap_or_else(|| panic!("{number} is no number")),
        ],
    }
}

/// Asserts that all numbers are equal to a share of the largest.
fn assert_equal(got: &Value, want: &Value, what: &str) {
    let (got, want) = (numbers(got), numbers(want));
    assert_eq!(got.len(), want.len(), "{what}");
    assert!(!got.is_empty(), "{what}");
    let largest = want.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
    for (i, (got, want)) in got.iter().zip(&want).enumerate() {
        assert!(
            (got - want).abs() <= TOLERANCE * largest,
            "{what} {i}: {got} is not {want}"
        );
    }
}

/// A list aligned with the document's tracks, in the order of `ids`.
fn in_order(document: &Value, list: &Value, ids: &[String]) -> Value {
    let tracks = document["tracks"].as_array().unwrap();
    let at: HashMap<&str, usize> = tracks
        .iter()
        .enumerate()
        .map(|(i, track)| (track["id"].as_str().unwrap(), i))
        .collect();
    ids.iter().map(|id| list[at[id.as_str()]].clone()).collect()
}

fn strings(list: &Value) -> Vec<String> {
    let text = |one: &Value| one.as_str().map_or_else(|| one.to_string(), str::to_owned);
    list.as_array().unwrap().iter().map(text).collect()
}

fn ids(list: &Value) -> Vec<String> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].as_str().unwrap().to_owned())
        .collect()
}

fn scores(list: &Value) -> Value {
    list.as_array()
        .unwrap()
        .iter()
        .map(|one| one["score"].clone())
        .collect()
}

/// Asserts both lists for every query, each selected on the map.
async fn assert_recommendations(
    page: &Page,
    document: &Value,
    by_sound: (&str, &str),
    by_features: (&str, &str),
) {
    let want = &answers("n40/n40.json")["recommend_top10"];
    for query in QUERIES {
        page.select_on_map(document, query).await;
        let got = page.document().await;
        assert_eq!(got["recommendations"]["query"], query);
        for (name, (way, score)) in [("by_sound", by_sound), ("by_features", by_features)] {
            let (got, want) = (&got["recommendations"][name], &want[way][query]);
            assert_eq!(ids(got), strings(&want["ids"]), "{way} of {query}");
            assert_equal(&scores(got), &want[score], &format!("{way} of {query}"));
        }
    }
}

in_each_browser! {
    compilers: All;

    async fn are_the_notebooks(page: Page) {
        let home = TempDir::new();
        n40(&home.0);
        page.open_with(&home.0).await;
        page.click("#reference").await;
        page.wait_for_state("ready").await;
        let got = page.document().await;
        let want = answers("n40/n40.json");
        assert_eq!(got["settings"]["n_init"], 1);

        let files: Vec<&str> = got["tracks"].as_array().unwrap().iter().map(|track| track["file"].as_str().unwrap()).collect();
        assert_eq!(json!(files), want["files"]);
        let (sound, pca) = (&got["sound"], &want["pca"]);
        for name in ["explained_variance", "explained_variance_ratio", "coords"] {
            assert_equal(&sound["pca"][name], &pca[name], &format!("sound {name}"));
        }
        assert_eq!(sound["clusters"]["labels"], want["kmeans4"]["labels"]);
        assert_eq!(sound["clusters"]["n_iter"], want["kmeans4"]["n_iter"]);
        assert_equal(&sound["clusters"]["inertia"], &want["kmeans4"]["inertia"], "inertia");
        assert_equal(&sound["clusters"]["centroids"], &want["kmeans4"]["centres"], "centroids");

        let features = &got["features"];
        let rows = strings(&answers("n40/n40-extra.json")["kmeans_features_standardised"]["order"]);
        let want_features = &want["features"];
        assert_eq!(features["columns"], want_features["columns"]);
        assert_equal(&features["pca"]["explained_variance_ratio"], &want_features["explained_variance_ratio"], "features ratio");
        assert_equal(&features["pca"]["components"], &want_features["components"], "features components");
        assert_equal(&in_order(&got, &features["pca"]["coords"], &rows), &want_features["coords"], "features coords");
        for (name, want_name) in [("clusters", "kmeans3_standardised"), ("clusters_raw", "kmeans3_raw")] {
            let (got_clusters, want_clusters) = (&features[name], &want_features[want_name]);
            assert_eq!(in_order(&got, &got_clusters["labels"], &rows), want_clusters["labels"], "{name}");
            assert_equal(&got_clusters["inertia"], &want_clusters["inertia"], name);
        }
        assert_equal(&features["clusters_raw"]["means"], &want_features["kmeans3_raw"]["means"], "means");

        // The first query: the most popular track with a picture.
        let most_popular = &want["table"]["query"];
        assert_eq!(got["recommendations"]["query"], most_popular["id"].to_string());
        let top = want["table"]["cosine_top5"].as_array().unwrap();
        let by_features = &got["recommendations"]["by_features"];
        assert_eq!(ids(by_features)[..5], top.iter().map(|one| one["id"].to_string()).collect::<Vec<_>>());
        assert_recommendations(&page, &got, ("pixel_euclid", "distance"), ("feature_cosine_raw", "similarity")).await;
    }

    async fn are_scikit_learns_with_ten_starts(page: Page) {
        let home = TempDir::new();
        n40(&home.0);
        page.open_with(&home.0).await;
        let got = page.document().await;
        let want = answers("n40/n40-extra.json");
        for (space, name, k) in [("sound", "kmeans_sound_components", "4"), ("features", "kmeans_features_standardised", "3")] {
            let (clusters, want) = (&got[space]["clusters"], &want[name]);
            let ids = strings(&want["order"]);
            let want = &want["k"][k];
            assert_eq!(in_order(&got, &clusters["labels"], &ids), want["labels"], "{space}");
            assert_eq!(clusters["n_iter"], want["n_iter"], "{space}");
            assert_equal(&clusters["inertia"], &want["inertia"], space);
            assert_equal(&clusters["silhouette"], &want["silhouette"], space);
        }
        assert_recommendations(&page, &got, ("pixel_euclid_standardised", "distance"), ("feature_euclid_standardised", "distance")).await;
    }

    /// The table before the pictures, with them, and after them.
    async fn do_not_depend_on_the_order_of_giving(page: Page) {
        let home = TempDir::new();
        let together = home.folder("n40");
        let table = n40(&together);
        let pictures = home.folder("spectrograms");
        crate::sets::copy_pictures("n40", &pictures);

        page.open_as_usual(&together).await;
        let want = page.document_bytes().await;
        assert_eq!(serde_json::from_slice::<Value>(&want).unwrap()["join"]["matched"], 40);

        page.goto(&page.server.url()).await;
        page.wait_for_state("empty").await;
        page.pick_files(std::slice::from_ref(&table)).await;
        page.wait_for_state("ready").await;
        assert_eq!(page.status().await, "103 tracks");
        page.give_folder(&pictures).await;
        page.wait_for_status(JOINED).await;
        page.wait_for_rest().await;
        assert!(page.document_bytes().await == want, "the table first gives another document");

        page.open_as_usual(&pictures).await;
        assert_eq!(page.status().await, "40 tracks");
        page.drop_files(&[table]).await;
        page.wait_for_status(JOINED).await;
        page.wait_for_rest().await;
        assert!(page.document_bytes().await == want, "the table last gives another document");
    }
}

/// A browser and its document.
type Given = (String, Vec<u8>);

/// The same document bit by bit in all browsers, and natively to the last digits but few.
#[test]
fn are_the_same_in_all_browsers() {
    run(compare_all_browsers());
}

async fn compare_all_browsers() {
    let home = Arc::new(TempDir::new());
    n40(&home.0);
    let documents: Arc<Mutex<Vec<Given>>> = Arc::default();
    for (browser, compilers) in [
        (Browser::Chromium, Compilers::All),
        (Browser::Firefox, Compilers::All),
        (Browser::WebKit, Compilers::All),
        (Browser::WebKit, Compilers::Quick),
    ] {
        let (home, documents) = (Arc::clone(&home), Arc::clone(&documents));
        let name = format!("same-{browser:?}-{compilers:?}");
        let given = name.clone();
        visit_with(browser, compilers, &name, move |page: Page| {
            let (home, documents, given) =
                (Arc::clone(&home), Arc::clone(&documents), given.clone());
            async move {
                page.open_as_usual(&home.0).await;
                let document = page.document_bytes().await;
                documents.lock().unwrap().push((given, document));
            }
        })
        .await;
    }
    let documents = documents.lock().unwrap();
    let (first, want) = documents.first().expect("BROWSERS names a browser");
    for (browser, document) in documents.iter() {
        assert!(
            document == want,
            "{browser} and {first} compute other numbers"
        );
    }
    let native = native_document(&home.0, Settings::default(), None);
    assert_close(
        &serde_json::from_slice(want).unwrap(),
        &native,
        1e-9,
        "document",
    );
}
