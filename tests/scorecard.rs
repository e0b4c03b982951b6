//! The scorecard against numpy (`tests/fixtures/scorecard`), and against plain loops over the spaces of pictures.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::fs;

use serde_json::Value;

use common::{add_text_table, collection_of, document, fixtures, integers, json, listen, numbers};
use soundkin::analysis::{
    Analysis, Collection, ColumnGains, Finding, Scorecard, Study, StudyFit, analyse, label_column,
};
use soundkin::neighbors::{Metric, nearest};
use soundkin::recommend::Scaling;
use soundkin::space::{Settings, SpaceName};

fn table() -> String {
    fs::read_to_string(fixtures("scorecard/tracks.csv")).unwrap()
}

/// The table without some columns, by their positions.
fn without(columns: &[usize]) -> String {
    let row = |line: &str| {
        let cells = line.split(',').enumerate();
        let cells = cells.filter(|(i, _)| !columns.contains(i));
        cells.map(|(_, cell)| cell).collect::<Vec<_>>().join(",")
    };
    table().lines().map(|line| row(line) + "\n").collect()
}

fn of(text: &str) -> Collection {
    let mut collection = Collection::default();
    add_text_table(&mut collection, text);
    collection
}

fn scorecard(analysis: &Analysis) -> Scorecard {
    let fit = StudyFit::new(Study::Scorecard, analysis).unwrap().unwrap();
    end(fit, analysis)
}

fn end(mut fit: StudyFit, analysis: &Analysis) -> Scorecard {
    while !fit.step(analysis).unwrap() {}
    match fit.finish(analysis).unwrap() {
        Some(Finding::Scorecard(found)) => found,
        other => panic!("{other:?}"),
    }
}

fn texts(value: &Value) -> Vec<String> {
    serde_json::from_value(value.clone()).unwrap()
}

fn column_gains(analysis: &Analysis) -> Option<ColumnGains> {
    let mut fit = StudyFit::new(Study::ColumnGains, analysis).unwrap()?;
    while !fit.step(analysis).unwrap() {}
    match fit.finish(analysis).unwrap() {
        Some(Finding::ColumnGains(found)) => found,
        other => panic!("{other:?}"),
    }
}

#[test]
fn shares_intervals_and_chance_are_those_of_numpy() {
    let answers = json(&fixtures("scorecard/scorecard.json"));
    let found = document(&of(&table()), &Settings::default(), None);
    let rows = found["scorecard"]["rows"].as_array().unwrap();
    let want = answers["rows"].as_array().unwrap();
    assert_eq!((rows.len(), want.len()), (8, 8));
    for (row, want) in rows.iter().zip(want) {
        for (key, value) in want.as_object().unwrap() {
            if value.is_f64() || value.is_array() {
                let pairs = numbers_of(&row[key]).into_iter().zip(numbers_of(value));
                for (got, want) in pairs {
                    assert!((got - want).abs() < 1e-9, "{key}: {row} for {want}");
                }
            } else {
                assert_eq!(&row[key], value, "{row}");
            }
        }
        assert_eq!(
            (&row["space"], &row["label"]),
            (&"features".into(), &"genre".into())
        );
        assert_eq!(row["columns"].as_array().unwrap().len(), 4);
    }
}

/// Numbers alone and in a list alike.
fn numbers_of(value: &Value) -> Vec<f64> {
    if value.is_array() {
        numbers(value)
    } else {
        vec![value.as_f64().unwrap()]
    }
}

#[test]
fn other_columns_are_added_as_numpy_adds_them() {
    let answers = json(&fixtures("scorecard/scorecard.json"));
    // Two columns more: one that some tracks lack, and a constant, which says nothing.
    let cells = |i: usize| match i {
        0 => "light,same".to_owned(),
        9 => ",5".to_owned(),
        _ => format!("{}.5,5", i * 7 % 5),
    };
    let lines = table();
    let lines = lines.lines().enumerate();
    let more: String = lines
        .map(|(i, line)| line.to_owned() + "," + &cells(i) + "\n")
        .collect();
    for want in answers["column_gains"].as_array().unwrap() {
        let mut settings = Settings {
            columns: Some(texts(&want["columns"])),
            ..Settings::default()
        };
        let way = &mut settings.recommending[SpaceName::Features];
        way.metric = serde_json::from_value(want["metric"].clone()).unwrap();
        // What is tried is standardised, however features are compared.
        way.scaling = Scaling::Raw;
        let analysis = analyse(&of(&more), settings).unwrap();
        assert_eq!(
            scorecard(&analysis).other_columns.len(),
            5 - texts(&want["columns"]).len()
        );
        let found = column_gains(&analysis).unwrap();
        let close = |got: f64, want: &Value| assert!((got - want.as_f64().unwrap()).abs() < 1e-9);
        assert_eq!(
            (&*found.label, found.masked_by.as_deref()),
            ("genre", Some("artist"))
        );
        assert_eq!(found.columns, texts(&want["columns"]));
        close(found.share, &want["share"]);
        let added = want["added"].as_array().unwrap();
        assert_eq!(found.added.len(), added.len(), "{found:?}");
        for (found, want) in found.added.iter().zip(added) {
            assert_eq!(found.column, want["column"]);
            close(found.share, &want["share"]);
        }
        assert_eq!(found.others, texts(&want["others"]));
        assert_eq!(found.incomplete, ["light"]);
        let (gain, interval) = found.gain.unwrap();
        for (got, want) in [gain, interval.low, interval.high]
            .into_iter()
            .zip(want["gain"].as_array().unwrap())
        {
            close(got, want);
        }
        assert_eq!(found.n_chose, want["n_chose"]);
        assert_eq!(found.n_measured, want["n_measured"]);
    }
    // Without other columns, and without labels, there is nothing to try.
    for text in [table(), without(&[3, 4, 5])] {
        let analysis = analyse(&of(&text), Settings::default()).unwrap();
        assert!(scorecard(&analysis).other_columns.is_empty());
        assert!(
            StudyFit::new(Study::ColumnGains, &analysis)
                .unwrap()
                .is_none()
        );
    }
}

#[test]
fn without_labels_hubs_are_counted() {
    let answers = json(&fixtures("scorecard/scorecard.json"));
    // Ids that hardly repeat are no labels.
    let analysis = analyse(&of(&without(&[3, 4])), Settings::default()).unwrap();
    assert_eq!(label_column(&analysis).unwrap(), None);
    let found = scorecard(&analysis);
    assert!(found.rows.is_empty());
    let [features] = &found.neighborhoods[..] else {
        panic!("{found:?}");
    };
    let hubs = &answers["hubs"];
    let counts = integers(&hubs["counts"]);
    let most = *counts.iter().max().unwrap();
    let hub = counts.iter().position(|&count| count == most).unwrap();
    assert_eq!(features.hub, Some((hub, most as usize)));
    assert!((features.hubness - hubs["hubness"].as_f64().unwrap()).abs() < 1e-9);
    assert_eq!(features.n_lists, 160);
    // One of four columns less: some neighbours stay.
    let stability = features.stability.unwrap();
    assert!((0.2..0.95).contains(&stability), "{stability}");
    assert!(features.trustworthiness.unwrap() > 0.7);
    let document = document(&of(&without(&[3, 4])), &Settings::default(), None);
    assert!(document["scorecard"].is_null());
}

#[test]
fn it_goes_on_with_the_spaces_that_stood_when_it_began() {
    for text in [table(), without(&[3, 4])] {
        let mut analysis = analyse(&of(&text), Settings::default()).unwrap();
        let want = scorecard(&analysis);
        let mut fit = StudyFit::new(Study::Scorecard, &analysis).unwrap().unwrap();
        for _ in 0..4 {
            assert!(!fit.step(&analysis).unwrap());
        }
        // Other columns, which half of the tracks lack.
        let half = text
            .lines()
            .enumerate()
            .map(|(i, line)| match line.rsplit_once(',') {
                Some((most, _)) if i % 2 == 1 => format!("{most},\n"),
                _ => format!("{line}\n"),
            });
        let half: String = half.collect();
        let other = analyse(&of(&half), Settings::default()).unwrap();
        let n = |analysis: &Analysis| {
            analysis
                .space(SpaceName::Features)
                .unwrap()
                .samples
                .tracks
                .len()
        };
        assert!(n(&other) < n(&analysis));
        analysis.spaces = other.spaces;
        assert_eq!(end(fit, &analysis), want);
    }
}

#[test]
fn a_label_is_proposed_and_can_be_chosen() {
    let proposed = |text: &str| {
        let analysis = analyse(&of(text), Settings::default()).unwrap();
        label_column(&analysis).unwrap()
    };
    assert_eq!(proposed(&table()).as_deref(), Some("genre"));
    assert_eq!(proposed(&without(&[4])).as_deref(), Some("artist"));
    // A text column that repeats, whatever it is called; a column of numbers only where it is called so.
    let renamed = |from: &str, to: &str| table().replacen(from, to, 1);
    assert_eq!(
        proposed(&renamed("artist,genre", "studio,shelf")).as_deref(),
        Some("studio")
    );
    let classes = without(&[3])
        .replace("techno", "1")
        .replace("folk", "2")
        .replace("jazz", "3")
        .replace("metal", "4");
    assert_eq!(proposed(&classes.replacen("genre", "shelf", 1)), None);
    assert_eq!(
        proposed(&classes.replacen("genre", "Class", 1)).as_deref(),
        Some("Class")
    );

    let settings = Settings {
        label: Some("artist".into()),
        ..Settings::default()
    };
    let analysis = analyse(&of(&table()), settings).unwrap();
    let found = scorecard(&analysis);
    // Nothing is masked by what is asked for.
    assert!(
        found
            .rows
            .iter()
            .all(|row| row.label == "artist" && row.masked_by.is_none())
    );
    assert_eq!(found.rows.len(), 4);
    assert_eq!(found.columns, ["artist", "genre"]);
    let unknown = Settings {
        label: Some("mood".into()),
        ..Settings::default()
    };
    let analysis = analyse(&of(&table()), unknown.clone()).unwrap();
    assert_eq!(
        label_column(&analysis).unwrap_err().to_string(),
        "There is no column \"mood\"."
    );
    assert!(document(&of(&table()), &unknown, None)["scorecard"].is_null());
}

#[test]
fn every_space_of_pictures_is_measured() {
    let folder = fixtures("n40");
    let mut collection = collection_of(&folder);
    listen(
        &mut collection,
        &folder.join("spectrograms"),
        &Settings::default(),
    );
    let settings = Settings {
        label: Some("explicit".into()),
        include_copies: true,
        ..Settings::default()
    };
    let analysis = analyse(&collection, settings).unwrap();
    let found = scorecard(&analysis);
    let catalog = &analysis.catalog;
    for name in [SpaceName::Pixels, SpaceName::Timbre] {
        let space = analysis.space(name).unwrap();
        let label = |sample: usize| catalog.text(space.samples.tracks[sample], "explicit");
        for metric in [Metric::Euclidean, Metric::Cosine] {
            let n = space.samples.tracks.len();
            assert_eq!(n, 40);
            let share = |query: usize| {
                let found = nearest(space.compared(), query, metric, 10, |_| true);
                let same = found
                    .iter()
                    .filter(|found| label(found.sample) == label(query));
                same.count() as f64 / 10.0
            };
            let want = (0..n).map(share).sum::<f64>() / n as f64;
            let row = found
                .rows
                .iter()
                .find(|row| (row.space, row.metric) == (name, metric) && row.masked_by.is_none());
            let row = row.unwrap();
            assert!(
                (row.precision_at_10 - want).abs() < 1e-12,
                "{row:?} for {want}"
            );
            assert!(row.interval.low < want && want < row.interval.high);
        }
    }
}
