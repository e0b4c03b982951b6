//! The document's promise (its keys, types and alignments) for whole, partial and broken collections.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::fmt::Write;

use serde_json::{Value, json};

use common::{add_text_table, collection_of, document, fixtures, picture, strings};
use soundkin::analysis::{Collection, analyse};
use soundkin::error::{AnalysisError, Warning};
use soundkin::space::{ClusterOn, Settings, SpaceName};

/// Asserts everything that holds for any document.
fn assert_whole(doc: &Value) {
    assert_eq!(doc["version"], 1);
    let settings: Settings = serde_json::from_value(doc["settings"].clone()).unwrap();
    assert_eq!(serde_json::to_value(&settings).unwrap(), doc["settings"]);
    let join = &doc["join"];
    for key in [
        "images",
        "decoded",
        "rows",
        "matched",
        "rows_with_picture",
        "rows_without_picture",
    ] {
        assert!(join[key].is_u64(), "{key}");
    }
    let sum = join["rows_with_picture"].as_u64().unwrap()
        + join["rows_without_picture"].as_u64().unwrap();
    assert_eq!(join["rows"], sum);
    strings(&join["orphan_images"]);
    strings(&join["duplicate_ids"]);
    assert!(join["key_column"].is_string() && join["pattern"].is_string());

    let tracks = doc["tracks"].as_array().unwrap();
    for track in tracks {
        assert!(track["file"].is_string() || track["file"].is_null());
        assert!(track["id"].is_string());
        for key in ["title", "artists"] {
            assert!(track[key].is_string() || track[key].is_null(), "{key}");
        }
    }
    let files: Vec<&str> = tracks.iter().filter_map(|t| t["file"].as_str()).collect();
    assert!(files.is_sorted() && (files.is_empty() || files.len() == tracks.len()));

    for (name, k) in [
        ("sound", settings.spaces[SpaceName::Pixels].k),
        ("features", settings.spaces[SpaceName::Features].k),
    ] {
        assert!(doc.get(name).is_some(), "{name}");
        if !doc[name].is_null() {
            assert_space(&doc[name], tracks, k, &settings);
        }
    }
    let recommendations = &doc["recommendations"];
    for (name, space) in [("by_sound", "sound"), ("by_features", "features")] {
        let list = recommendations[name].as_array().unwrap();
        assert!(list.len() <= settings.top_n);
        for (i, item) in list.iter().enumerate() {
            assert_eq!(item["rank"], i + 1);
            assert!(item["score"].is_f64() && item["reason"].is_string());
            assert_ne!(item["id"], recommendations["query"]);
            assert!(tracks.iter().any(|track| track["id"] == item["id"]));
        }
        let scores: Vec<f64> = list
            .iter()
            .map(|item| item["score"].as_f64().unwrap())
            .collect();
        let made = &recommendations["lists"][name];
        if made.is_null() {
            assert!(list.is_empty());
            continue;
        }
        assert_eq!(made["space"], space);
        if made["score_is"] == "distance" {
            assert_eq!(made["metric"], "euclidean");
            assert!(scores.is_sorted());
        } else {
            assert_eq!(
                (&made["score_is"], &made["metric"]),
                (&json!("similarity"), &json!("cosine"))
            );
            assert!(scores.is_sorted_by(|a, b| a >= b));
        }
    }
    for warning in doc["warnings"].as_array().unwrap() {
        assert!(warning["file"].is_string() && warning["reason"].is_string());
        assert!(warning["line"].is_u64() || warning["line"].is_null());
    }
}

fn assert_space(space: &Value, tracks: &[Value], k: usize, settings: &Settings) {
    let n = space["n_samples"].as_u64().unwrap() as usize;
    let d = space["n_features"].as_u64().unwrap() as usize;
    assert!(n > 0 && d > 0);
    if !space["columns"].is_null() {
        assert_eq!(strings(&space["columns"]).len(), d);
    }
    let left_out = strings(&space["left_out"]);
    let (pca, clusters) = (&space["pca"], &space["clusters"]);
    let coords = pca["coords"].as_array().unwrap();
    let labels = clusters["labels"].as_array().unwrap();
    assert_eq!((coords.len(), labels.len()), (tracks.len(), tracks.len()));
    let fitted_k = k.min(n);
    for ((track, xy), label) in tracks.iter().zip(coords).zip(labels) {
        assert_eq!(xy.is_null(), label.is_null());
        if left_out.contains(&track["id"].as_str().unwrap()) {
            assert!(xy.is_null());
        }
        if !xy.is_null() {
            let xy = xy.as_array().unwrap();
            assert!(xy.len() == 2 && xy.iter().all(Value::is_f64));
            assert!(label.as_u64().unwrap() < fitted_k as u64);
        }
    }
    assert_eq!(labels.iter().filter(|label| !label.is_null()).count(), n);
    assert_numbers(&pca["explained_variance"], 2);
    assert_numbers(&pca["explained_variance_ratio"], 2);
    let components = pca["components"].as_array().unwrap();
    assert_eq!(components.len(), 2);
    for row in components {
        assert_numbers(row, d);
    }

    assert_eq!(clusters["k"], fitted_k);
    assert_eq!(clusters["n_init"], settings.n_init);
    assert_eq!(clusters["random_state"], settings.random_state);
    assert!(clusters["n_iter"].as_u64().unwrap() >= 1 && clusters["inertia"].is_f64());
    assert!(clusters["silhouette"].is_f64() || clusters["silhouette"].is_null());
    let centroids = clusters["centroids"].as_array().unwrap();
    assert_eq!(centroids.len(), fitted_k);
    let width = if clusters["on"] == "components" { 2 } else { d };
    for row in centroids {
        assert_numbers(row, width);
    }
}

fn assert_numbers(list: &Value, n: usize) {
    let list = list.as_array().unwrap();
    assert!(list.len() == n && list.iter().all(Value::is_f64));
}

fn defaults() -> Settings {
    Settings::default()
}

/// So many rows with three numbers each, in pseudo-random order of size.
fn rows(n: usize) -> String {
    let mut csv = String::from("id,loud,fast,title,popularity\n");
    for i in 0..n {
        let (x, y) = ((i * 37) % 11, (i * i * 13 + 5) % 17);
        writeln!(csv, "{i},{x}.5,{y}.25,t{i},{}", (i * 7) % 10).unwrap();
    }
    csv
}

fn pictures(n: usize) -> Collection {
    let mut collection = Collection::default();
    for i in 0..n {
        collection.add_picture(picture(&format!("clip_{i}.png"), i + 1));
    }
    collection
}

#[test]
fn whole_set() {
    let collection = collection_of(&fixtures("n40"));
    let doc = document(&collection, &defaults(), None);
    assert_whole(&doc);
    assert_eq!(doc["sound"]["clusters"]["on"], "components");
    assert_eq!(doc["features"]["clusters"]["on"], "features");
    assert_eq!(doc["features"]["clusters"]["k"], 3);
    assert!(doc["features"].get("clusters_raw").is_none());
    assert_eq!(doc["join"]["images"], 40);
    assert!(doc["sound"]["columns"].is_null());

    let doc = document(&collection, &defaults().as_reference(), Some("10003"));
    assert_whole(&doc);
    assert_eq!(doc["recommendations"]["query"], "10003");
    let raw = &doc["features"]["clusters_raw"];
    assert_eq!((&raw["k"], &raw["n_init"]), (&json!(3), &json!(1)));
    assert_eq!(raw["labels"].as_array().unwrap().len(), 40);
    for means in raw["means"].as_array().unwrap() {
        assert_numbers(means, 6);
    }
    assert_eq!(doc["settings"]["as_notebook"], true);
}

#[test]
fn settings_of_a_document_make_it_again() {
    let collection = collection_of(&fixtures("n40"));
    let mut settings = defaults();
    settings.spaces[SpaceName::Pixels].k = 7;
    settings.spaces[SpaceName::Features].on = ClusterOn::Components;
    settings.columns = Some(vec!["energy".into(), "tempo".into()]);
    let doc = document(&collection, &settings, None);
    assert_whole(&doc);
    assert_eq!(doc["features"]["columns"], json!(["energy", "tempo"]));
    let again = serde_json::from_value(doc["settings"].clone()).unwrap();
    assert_eq!(document(&collection, &again, None), doc);
}

#[test]
fn missing_features_are_left_out_and_null() {
    let mut collection = pictures(6);
    let csv = "id,a,b\n0,1,2\n1,,3\n2,4,5\n3,2,NaN\n4,0,1\n5,7,8\n";
    add_text_table(&mut collection, csv);
    let doc = document(&collection, &defaults(), None);
    assert_whole(&doc);
    let features = &doc["features"];
    assert_eq!(features["left_out"], json!(["1", "3"]));
    assert_eq!(features["n_samples"], 4);
    for track in [1, 3] {
        assert!(features["pca"]["coords"][track].is_null());
        assert!(features["clusters"]["labels"][track].is_null());
        assert!(!doc["sound"]["pca"]["coords"][track].is_null());
    }
    // A query that is left out has no list by features, and is in no other's.
    let doc = document(&collection, &defaults(), Some("1"));
    assert_whole(&doc);
    assert!(doc["recommendations"]["lists"]["by_features"].is_null());
    assert_eq!(
        doc["recommendations"]["by_sound"].as_array().unwrap().len(),
        5
    );
}

#[test]
fn orphan_pictures_are_listed_and_have_no_features() {
    let mut collection = pictures(5);
    add_text_table(
        &mut collection,
        "id,a,b\n0,1,2\n1,0,3\n2,4,5\n2,9,9\n77,1,1\n",
    );
    let doc = document(&collection, &defaults(), None);
    assert_whole(&doc);
    let join = &doc["join"];
    // The id 2 stands in two rows: its picture belongs to neither.
    let orphans = ["clip_2.png", "clip_3.png", "clip_4.png"];
    assert_eq!(join["orphan_images"], json!(orphans));
    assert_eq!(join["ambiguous"][0]["images"], json!(["clip_2.png"]));
    assert_eq!(join["ambiguous"][0]["row_numbers"], json!([3, 4]));
    assert_eq!(join["duplicate_ids"], json!(["2"]));
    assert_eq!(
        (&join["matched"], &join["rows_without_picture"]),
        (&json!(2), &json!(3))
    );
    assert_eq!(join["rows_with_picture"], 2);
    assert!(doc["features"]["pca"]["coords"][4].is_null());
    assert_eq!(doc["features"]["left_out"], json!([]));
}

#[test]
fn a_table_alone_has_one_track_a_row() {
    let mut collection = Collection::default();
    add_text_table(&mut collection, &rows(30));
    let doc = document(&collection, &defaults(), None);
    assert_whole(&doc);
    assert!(doc["sound"].is_null());
    let tracks = doc["tracks"].as_array().unwrap();
    assert_eq!(tracks.len(), 30);
    assert!(
        tracks
            .iter()
            .enumerate()
            .all(|(i, t)| t["file"].is_null() && t["id"].as_str() == Some(&i.to_string()))
    );
    assert_eq!(doc["features"]["columns"], json!(["loud", "fast"]));
    // The highest popularity, the first row of equals.
    assert_eq!(doc["recommendations"]["query"], "7");
}

#[test]
fn pictures_alone_have_no_features() {
    let doc = document(&pictures(12), &defaults(), None);
    assert_whole(&doc);
    assert!(doc["features"].is_null());
    assert_eq!(doc["join"]["rows"], 0);
    assert_eq!(doc["recommendations"]["query"], "0");
    // Bytes order the files: clip_10 stands before clip_2.
    assert_eq!(doc["tracks"][2]["file"], "clip_10.png");
}

#[test]
fn few_tracks() {
    for n in [1, 2, 3] {
        let mut collection = pictures(n);
        add_text_table(&mut collection, &rows(n));
        for settings in [defaults(), defaults().as_reference()] {
            let doc = document(&collection, &settings, None);
            assert_whole(&doc);
            assert_eq!(doc["sound"]["clusters"]["k"], n.min(4));
            assert!(n < 4 || !doc["sound"]["clusters"]["silhouette"].is_null());
            assert_eq!(
                doc["recommendations"]["by_sound"].as_array().unwrap().len(),
                n - 1
            );
        }
    }
}

#[test]
fn more_groups_than_tracks_become_as_many_as_tracks() {
    let mut settings = defaults();
    settings.spaces[SpaceName::Pixels].k = 50;
    settings.spaces[SpaceName::Features].k = 12;
    let mut collection = pictures(5);
    add_text_table(&mut collection, &rows(5));
    let doc = document(&collection, &settings, None);
    assert_whole(&doc);
    assert_eq!(doc["sound"]["clusters"]["k"], 5);
    assert_eq!(doc["sound"]["clusters"]["silhouette"], Value::Null);
    assert!(doc["sound"]["clusters"]["inertia"].as_f64().unwrap() < 1e-9);
}

#[test]
fn broken_files_do_not_stop_the_others() {
    let mut collection = pictures(4);
    collection.add_broken_picture("clip_9.png", "The file is empty.");
    let doc = document(&collection, &defaults(), None);
    assert_whole(&doc);
    assert_eq!(
        (&doc["join"]["images"], &doc["join"]["decoded"]),
        (&json!(5), &json!(4))
    );
    assert_eq!(doc["warnings"][0]["file"], "clip_9.png");
    assert_eq!(doc["warnings"][0]["line"], Value::Null);
}

#[test]
fn nothing_readable_is_refused_in_words() {
    let mut collection = Collection::default();
    assert_eq!(
        analyse(&collection, defaults()).err(),
        Some(AnalysisError::Nothing)
    );
    collection.add_broken_picture("clip_1.png", "The file is empty.");
    collection.add_warning(Warning::of_line("tracks.csv", 3, "Too short."));
    assert_eq!(
        analyse(&collection, defaults()).err(),
        Some(AnalysisError::Nothing)
    );
}

#[test]
fn a_table_without_numbers_gives_tracks_and_no_space() {
    let mut collection = Collection::default();
    add_text_table(&mut collection, "id,title\na,x\nb,y\n");
    let doc = document(&collection, &defaults(), None);
    assert_whole(&doc);
    assert!(doc["sound"].is_null() && doc["features"].is_null());
    assert_eq!(doc["tracks"].as_array().unwrap().len(), 2);
}

#[test]
fn pictures_all_alike_and_columns_all_alike() {
    let mut collection = Collection::default();
    for i in 0..6 {
        collection.add_picture(picture(&format!("clip_{i}.png"), 3).clone());
    }
    add_text_table(
        &mut collection,
        "id,a,b\n0,1,2\n1,1,2\n2,1,2\n3,1,2\n4,1,2\n5,1,2\n",
    );
    let doc = document(&collection, &defaults(), None);
    assert_whole(&doc);
    assert_eq!(
        doc["sound"]["pca"]["explained_variance_ratio"],
        json!([0.0, 0.0])
    );
    // They are copies of the query, which are not recommended.
    assert_eq!(doc["recommendations"]["by_sound"], json!([]));
    let doc = document(&collection, &defaults().as_reference(), None);
    assert_whole(&doc);
    assert_eq!(
        doc["recommendations"]["by_sound"].as_array().unwrap().len(),
        5
    );
}
