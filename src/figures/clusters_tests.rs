//! The clusters' figures and tables.

use super::*;
use crate::analysis::{Collection, analyse, profiles, raw_clusters};
use crate::charts::{Figure, Sheet};
use crate::cluster::{ScanParams, ScanRow, Suggestion};
use crate::draw::NO_CLASS;
use crate::space::{Settings, SpaceName};

fn scanned(stands_out: bool) -> Scan {
    let row = |(k, inertia, silhouette)| ScanRow {
        k,
        inertia,
        inertia_of_one_start: inertia,
        gain_percent: 0.0,
        silhouette,
    };
    Scan {
        params: ScanParams {
            n_init: 10,
            random_state: 42,
        },
        rows: [(2, 90.0, Some(0.3)), (3, 40.0, Some(0.6)), (4, 35.0, None)]
            .map(row)
            .to_vec(),
        n_samples: 9,
        n_measured: 9,
        suggestion: Suggestion {
            k: Some(3),
            stands_out,
            sentence: "k = 3: the highest silhouette, 0.60.".into(),
        },
    }
}

#[test]
fn the_suggested_number_is_marked_where_it_stands() {
    let figure = scan(&scanned(true));
    let mark = figure.mark.clone().unwrap();
    assert_eq!((mark.index, mark.words.as_str()), (1, "suggested"));
    assert!(figure.words((1, 1)).unwrap().ends_with("separate 0.6"));
    let sampled = figure.drawing(&Sheet::estimated(700.0));
    assert_eq!(
        sampled.caption,
        "1 of 6 values is missing and leaves a gap."
    );
    assert_eq!(figure.numbers().rows[0], ["2", "90", "0.3"]);
    assert_eq!(
        scan(&scanned(false)).mark.unwrap().words,
        "highest silhouette"
    );
}

/// Two groups by energy, which tempo hides as long as it is raw.
fn analysis() -> crate::analysis::Analysis {
    let rows = (0..12).map(|i| {
        let energy = if i < 8 { 0.1 } else { 0.9 } + f64::from(i) / 100.0;
        format!("{i},Song {i},{energy:.2},{}\n", 60 + (i * 7) % 12 * 10)
    });
    let csv = String::from("id,title,energy,tempo\n") + &rows.collect::<String>();
    let mut collection = Collection::default();
    let (table, warnings) = crate::ingest::csv::read("tracks.csv", csv.as_bytes()).unwrap();
    collection.add_table(table, warnings);
    let mut settings = Settings {
        columns: Some(vec!["energy".into(), "tempo".into()]),
        ..Settings::default()
    };
    settings.spaces[SpaceName::Features].k = 2;
    analyse(&collection, settings).unwrap()
}

#[test]
fn means_are_rounded_as_pandas_rounds_them() {
    let analysis = analysis();
    let found = profiles(&analysis, crate::space::SpaceName::Features)
        .unwrap()
        .unwrap();
    let names = ["quiet", "loud"].map(str::to_owned);
    let table = means(
        &found,
        &names,
        &names,
        Means::of_space("in percent of white"),
    );
    let headers = [
        "Cluster",
        "Tracks",
        "Share",
        "energy",
        "tempo",
        "Typical track",
    ];
    assert_eq!(table.headers, headers);
    assert_eq!(table.rows[0][0], "quiet");
    for (row, profile) in table.rows.iter().zip(&found.profiles) {
        assert_eq!(row[1].exact(), profile.size.to_string());
        assert_eq!(row[3].exact().parse(), Ok(profile.means[0]));
    }
    let z = z_means(&found, &[], Means::RAW);
    assert_eq!((z.headers.len(), z.rows[1][0].words()), (5, "Cluster 2"));
    assert!(gain(&found, 10).is_some());
    let one_start = Profiles {
        gain_percent: None,
        ..found
    };
    assert_eq!(gain(&one_start, 1), None);
}

#[test]
fn tempo_decides_the_raw_clusters_and_the_text_says_so() {
    let groups = raw_clusters(&analysis()).unwrap().unwrap();
    assert!(
        leading(&groups)
            .to_string()
            .starts_with("Here tempo decides nearly alone: it makes over 99.9 %")
    );
    let map = raw_map(&groups, |i| format!("Song {i}"), Palette::Set2);
    assert_eq!(map.x_title, "PC1 (100.0 % of the variance)");
    assert_eq!(map.points_in_data.len(), 12);
    assert!(!groups.labels.contains(&NO_CLASS));
    assert!(map.words((0, 3)).unwrap().starts_with("Song 3"));
    let even = RawClusters {
        leading: Some(("energy".into(), 0.4)),
        ..groups.clone()
    };
    assert!(
        leading(&even)
            .to_string()
            .contains("none counts more than energy, with 40 %")
    );
    let equal = RawClusters {
        leading: None,
        ..groups
    };
    assert!(
        leading(&equal)
            .to_string()
            .contains("nothing tells them apart")
    );
}
