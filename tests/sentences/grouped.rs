//! What clusters are worth, and how many of them there should be.

use soundkin::analysis::{Analysis, Collection, RawClusters, analyse, profiles, raw_clusters};
use soundkin::cluster::{
    ClusterProfile, FeatureWords, MedoidIs, Scan, ScanFit, ScanParams, ScanRow, name_clusters,
};
use soundkin::data::Matrix;
use soundkin::embed::Iterative;
use soundkin::explain::{leading_column, what_clusters_mean};
use soundkin::figures::clusters::{gain, leading};
use soundkin::sentences::{Grouped, GroupedKind, MeasuredOn, Suggested, SuggestedKind, text};
use soundkin::space::{ClusterOn, Layout, Settings, SpaceName};

use super::{Case, names};
use crate::common::add_text_table;

/// What is said of clusters with so many tracks, whose mean energy is so many standard deviations off.
fn meaning(groups: &[(usize, f64)], silhouette: Option<f64>) -> Vec<Grouped> {
    let all: usize = groups.iter().map(|(size, _)| size).sum();
    let profiles: Vec<ClusterProfile> = (0..)
        .zip(groups)
        .map(|(label, &(size, z))| ClusterProfile {
            label,
            size,
            share: size as f64 / all as f64,
            means: vec![z],
            means_rounded: vec![z],
            z_means: vec![z],
            medoid: 0,
            medoid_is: MedoidIs::LeastDistances,
        })
        .collect();
    let z_means: Vec<Vec<f64>> = groups.iter().map(|(_, z)| vec![*z]).collect();
    let named = name_clusters(&z_means, &words());
    let names: Vec<String> = named.iter().map(|of| of.name.clone()).collect();
    let n_unclear = named.iter().filter(|of| !of.separated).count();
    let silhouette = silhouette.map(|value| (MeasuredOn::Components, value));
    what_clusters_mean(&profiles, &names, n_unclear, silhouette.as_slice())
}

fn words() -> [FeatureWords; 1] {
    [FeatureWords {
        high: "high energy".into(),
        low: "low energy".into(),
    }]
}

/// Twelve tracks, grouped by energy and tempo.
fn analysis(on: ClusterOn) -> Analysis {
    let row = |i: u32| {
        format!(
            "{i},{},{}\n",
            if i < 8 { i } else { 90 + i },
            60 + i * 7 % 12
        )
    };
    let rows: String = (0..12).map(row).collect();
    let mut collection = Collection::default();
    add_text_table(&mut collection, &format!("id,energy,tempo\n{rows}"));
    let mut settings = Settings {
        columns: Some(names(&["energy", "tempo"])),
        ..Settings::default()
    };
    let space = &mut settings.spaces[SpaceName::Features];
    space.on = on;
    if on == ClusterOn::Tsne {
        space.layout = Layout::Tsne;
    }
    space.k = 2;
    analyse(&collection, settings).unwrap()
}

/// How much better a later start is, in percent of the inertia.
fn starts(gain_percent: Option<f64>) -> Option<Grouped> {
    let found = profiles(&analysis(ClusterOn::Features), SpaceName::Features);
    let mut found = found.unwrap().unwrap();
    found.gain_percent = gain_percent;
    gain(&found, 10)
}

/// What decides when tracks with these values are grouped as the file has them.
fn raw(rows: &[[f64; 2]]) -> [Grouped; 1] {
    let values = Matrix::from_fn(rows.len(), 2, |i, j| rows[i][j]);
    let groups = raw_clusters(&analysis(ClusterOn::Features))
        .unwrap()
        .unwrap();
    [leading(&RawClusters {
        leading: leading_column(&values, &names(&["energy", "tempo"])),
        ..groups
    })]
}

/// The largest numbers are those that hardly vary.
const YEAR_IS_LARGE: [[f64; 2]; 3] = [[2000.0, 60.0], [2000.0, 90.0], [2001.0, 180.0]];

pub(super) fn of_groups(kind: GroupedKind) -> Case {
    use GroupedKind as Kind;
    let usual = || meaning(&[(30, 0.1), (20, -2.0), (10, 1.0)], Some(0.333));
    let unclear = || meaning(&[(2, 0.1), (1, -0.2)], None);
    let none: fn() -> Vec<Grouped> = || meaning(&[], None);
    match kind {
        Kind::NoGroups => Case::new(none(), "There are no groups.")
            .not(meaning(&[(1, 0.0)], None), "There is one group"),
        Kind::OneGroup => {
            Case::new(meaning(&[(1, 0.0)], None), "There is one group: 1 track.")
                .not(none(), "no groups")
                .not(usual(), "into 3 groups")
        }
        Kind::GroupsFound => Case::new(
            usual(),
            "k-means put 60 tracks into 3 groups, each track into the one whose mean is nearest.",
        )
        .not(meaning(&[(9, 0.0)], None), "There is one group"),
        Kind::AllOfOneSize => Case::new(
            meaning(&[(20, 1.0), (20, -1.0)], None),
            "Each has 20 tracks.",
        )
        .not(usual(), "The largest is"),
        Kind::LargestAndSmallest => Case::new(
            usual(),
            "The largest is “near the average” with 30 tracks (50 %), the smallest “high energy” with 10 tracks (16.7 %).",
        )
        .not(meaning(&[(20, 1.0), (20, -1.0)], None), "Each has 20 tracks."),
        Kind::NothingSeparates => Case::new(
            usual(),
            "Nothing separates one of them from the collection as a whole.",
        )
        .not(meaning(&[(20, 0.5), (10, -1.0)], None), "The largest is “high energy”"),
        Kind::MeanSilhouette => Case::new(
            usual(),
            "On the two principal components the mean silhouette is 0.33: the groups overlap.",
        )
        .not(meaning(&[(20, 0.5), (10, -1.0)], None), "The largest is")
        .not_so(meaning(&[(20, 0.5), (10, -1.0)], Some(0.51)), "0.51: the groups are fairly separate."),
        Kind::NamesSayWhatIsOff => Case::new(
            usual(),
            "A computed name says in what a group lies off the average of this collection; it is no genre.",
        )
        .not(unclear(), "Nothing separates 2 of them"),
        Kind::FirstStartIsBest => Case::new(
            starts(Some(0.0)),
            "10 starts of k-means found nothing better than the first alone.",
        )
        .not(starts(Some(0.0004)), "has 0.0004 % less")
        .not(starts(None), ""),
        Kind::LaterStartIsBetter => Case::new(
            starts(Some(2.345)),
            "The best of 10 starts of k-means has 2.35 % less inertia than the first alone.",
        )
        // As far as numbers can tell.
        .not(starts(Some(1e-13)), "found nothing better")
        .not(starts(None), ""),
        Kind::NothingTellsApart => Case::new(
            raw(&[[1.0, 2.0]; 3]),
            "All tracks are equal in these columns: nothing tells them apart.",
        )
        .not(raw(&[[0.0, 0.0], [1.0, 0.0]]), "energy decides alone"),
        Kind::OneDecides => Case::new(
            raw(&YEAR_IS_LARGE),
            "Here tempo decides nearly alone: it makes over 99.9 % of the variance, because its numbers differ the most.",
        )
        .not(raw(&[[0.0, 0.0], [1.0, 1.0]]), "No column decides")
        .not(raw(&[[0.0, 0.0], [1.0, 2.0]]), "No column decides"),
        Kind::NoneDecides => Case::new(
            raw(&[[0.0, 0.0], [1.0, 1.0]]),
            "No column decides alone here; none counts more than energy, with 50 % of the variance.",
        )
        .not(raw(&YEAR_IS_LARGE), "tempo decides nearly alone")
        .not(raw(&[[1.0, 2.0]; 3]), "nothing tells them apart"),
    }
}

#[test]
fn groups_that_are_as_large_are_named_together() {
    let said = text(meaning(&[(9, 1.0), (9, -1.0), (2, 0.0)], None));
    assert!(
        said.contains("The largest are “high energy” and “low energy” with 9 tracks each (45 %), the smallest “near the average” with 2 tracks (10 %)."),
        "{said}"
    );
}

#[test]
fn a_silhouette_says_in_what_it_was_measured() {
    let called = names(&["quiet", "loud"]);
    let measured = |said: Vec<Grouped>| -> Vec<MeasuredOn> {
        let on = said.into_iter().filter_map(|said| match said {
            Grouped::MeanSilhouette { on, .. } => Some(on),
            _ => None,
        });
        on.collect()
    };
    for (on, want) in [
        (ClusterOn::Components, MeasuredOn::Components),
        (ClusterOn::Tsne, MeasuredOn::Tsne),
        (ClusterOn::Features, MeasuredOn::Space),
    ] {
        let analysis = analysis(on);
        let found = profiles(&analysis, SpaceName::Features).unwrap().unwrap();
        assert_eq!(measured(found.meaning(&called, None)), [want]);
        // Both are said where they were not found in all.
        let mut both = vec![want, MeasuredOn::Space];
        both.dedup();
        assert_eq!(measured(found.meaning(&called, Some(0.2))), both);
        let raw = raw_clusters(&analysis).unwrap().unwrap();
        let said = raw.profiles.meaning(&called, None);
        assert_eq!(measured(said), [MeasuredOn::RawColumns]);
    }
}

const PARAMS: ScanParams = ScanParams {
    n_init: 2,
    random_state: 42,
};

/// Found in the data, one number a track.
fn scanned(values: &[f64]) -> Scan {
    let data = Matrix::from_fn(values.len(), 1, |i, _| values[i]);
    ScanFit::new(PARAMS, values.len()).run(&data)
}

/// Why, where groupings into two, three ... have these silhouettes.
fn why(silhouettes: &[f64], n_measured: usize) -> Vec<Suggested> {
    let rows = (2..).zip(silhouettes).map(|(k, &silhouette)| ScanRow {
        k,
        inertia: 1.0,
        inertia_of_one_start: 1.0,
        gain_percent: 0.0,
        silhouette: Some(silhouette),
    });
    let rows = rows.collect();
    let scan = Scan {
        rows,
        n_measured,
        n_samples: 9000,
        ..scanned(&[])
    };
    scan.why()
}

pub(super) fn of_suggestions(kind: SuggestedKind) -> Case {
    let warns = |z: f64| name_clusters(&[vec![z]], &words()).remove(0).warns();
    match kind {
        SuggestedKind::NothingSeparatesIt => Case::new(
            warns(-0.49),
            "Nothing separates it: no mean is 0.5 standard deviations off that of all tracks.",
        )
        .not(warns(-0.5), "")
        .not(warns(0.5), ""),
        SuggestedKind::TooFewToGroup => Case::new(
            scanned(&[1.0, 1.0, 1.0]).why(),
            "There are too few different tracks to compare groupings.",
        )
        .not(scanned(&[0.0, 0.1, 9.0]).why(), "k = 2"),
        SuggestedKind::HighestSilhouette => Case::new(
            why(&[0.3, 0.5, 0.52, 0.49], 9000),
            "k = 4: the highest silhouette, 0.52; k = 3 is close (0.50).",
        )
        .not(why(&[0.1, 0.249], 9000), "No grouping stands out"),
        SuggestedKind::NoGroupingStandsOut => Case::new(
            why(&[0.1, 0.19], 9000),
            "No grouping stands out: the highest silhouette is 0.19, at k = 3, and below 0.25 groups hardly separate.",
        )
        .not(why(&[0.1, 0.25], 9000), "k = 3: the highest"),
        SuggestedKind::SilhouettesOfSome => Case::new(
            why(&[0.5], 3000),
            "Silhouettes are measured on 3,000 of 9,000 tracks.",
        )
        .not(why(&[0.5], 9000), "k = 2"),
    }
}
