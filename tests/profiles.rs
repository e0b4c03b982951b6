//! The clusters as the page shows them: numbered by size, equal to scikit-learn's in numbers.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use serde_json::Value;

use common::{collection_of, difference, fixtures, json, numbers};
use soundkin::analysis::{Analysis, analyse, profiles, raw_clusters};
use soundkin::space::{Settings, SpaceName};

const MEANS: f64 = 1e-9;

fn n40(settings: Settings) -> Analysis {
    analyse(&collection_of(&fixtures("n40")), settings).unwrap()
}

fn answers(path: &str) -> Value {
    json(&fixtures(path))
}

/// The rows of the expected table, the largest cluster first, ties by the old number.
fn by_size(rows: &Value) -> Vec<Value> {
    let mut rows = rows.as_array().unwrap().clone();
    rows.sort_by_key(|row| std::cmp::Reverse(row["size"].as_u64()));
    rows
}

#[test]
fn clusters_are_numbered_by_size_and_are_those_of_scikit_learn() {
    let analysis = n40(Settings::default().as_reference());
    let want = answers("tables/n40.json");
    let standardised = profiles(&analysis, SpaceName::Features).unwrap().unwrap();
    let raw = raw_clusters(&analysis).unwrap().unwrap();
    for (got, key) in [(&standardised, "standardised"), (&raw.profiles, "raw")] {
        let want = by_size(&want["profile"][key]);
        assert_eq!((got.profiles.len(), want.len()), (3, 3));
        for (number, (profile, want)) in got.profiles.iter().zip(&want).enumerate() {
            assert_eq!(profile.label, number);
            assert_eq!(profile.size as u64, want["size"].as_u64().unwrap());
            assert_eq!(profile.means_rounded, numbers(&want["means_rounded"]));
            assert!(difference(&profile.z_means, &numbers(&want["z_means"])) <= MEANS);
            let typical = &analysis.catalog.tracks[got.typical[number]];
            assert_eq!(typical.id, want["medoid"].as_str().unwrap());
        }
        assert_eq!(got.columns.len(), 6);
        assert!(got.gain_percent.is_none(), "one start gains nothing");
    }
    let kmeans = &answers("n40/n40.json")["features"]["kmeans3_raw"];
    assert!(difference(&[raw.inertia], &[kmeans["inertia"].as_f64().unwrap()]) <= MEANS);
    let ratio = numbers(&kmeans["pca_ratio"]);
    assert!(difference(&raw.explained_variance_ratio, &ratio) <= MEANS);
    let mut sizes = [0; 3];
    for &label in &raw.labels {
        sizes[usize::from(label)] += 1;
    }
    assert!(sizes.is_sorted_by(|a, b| a >= b));
    assert_eq!(raw.leading.as_ref().map(|(name, _)| &**name), Some("tempo"));
    assert!(raw.explained_variance_ratio[0] > 0.99 && raw.coords.len() == 40);
    assert!(raw.profiles.recommending.contains("cosine"));
}

#[test]
fn groups_of_pictures_are_described_by_what_one_sees() {
    let analysis = n40(Settings::default());
    let sound = profiles(&analysis, SpaceName::Pixels).unwrap().unwrap();
    assert_eq!((sound.columns.len(), sound.profiles.len()), (5, 4));
    assert!(
        sound
            .profiles
            .is_sorted_by(|a, b| (b.size, a.label) <= (a.size, b.label))
    );
    let clusters = &analysis.space(SpaceName::Pixels).unwrap().clusters;
    // What ten starts gain over one: n40.json's best_of_50 says a quarter.
    assert!(sound.gain_percent.unwrap() > 10.0);
    assert!(clusters.inertia_of_one_start > clusters.fitted.inertia);
    assert!(
        sound.recommending.contains("4,096 pixels")
            && sound
                .text(&["quiet".into(), "loud".into(), String::new(), String::new()])
                .contains("The largest is “quiet”")
    );
    for (profile, track) in sound.profiles.iter().zip(&sound.typical) {
        assert_eq!(
            analysis.space(SpaceName::Pixels).unwrap().samples.tracks[profile.medoid],
            *track
        );
    }
}

#[test]
fn what_cannot_be_computed_is_not_there() {
    let mut collection = soundkin::analysis::Collection::default();
    common::add_pictures(&mut collection, &fixtures("n40").join("spectrograms"));
    let analysis = analyse(&collection, Settings::default()).unwrap();
    assert_eq!(profiles(&analysis, SpaceName::Features).unwrap(), None);
    assert_eq!(raw_clusters(&analysis).unwrap(), None);
}
