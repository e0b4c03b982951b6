//! The texts of an ordinary collection, and of hardly any.

use super::*;
use crate::cluster::{ClusterName, FeatureWords, MedoidIs, name_clusters};
use crate::sentences::text;

fn columns(names: &[&str]) -> Vec<String> {
    names.iter().map(ToString::to_string).collect()
}

fn facts(compared: Compared<'_>) -> Recommending<'_> {
    Recommending {
        n_tracks: 100,
        n_recordings: 100,
        compared,
        metric: Metric::Euclidean,
        scaling: Scaling::Standardised,
        top_n: 10,
        left_out: Some(CopyRules::default()),
        most_by_artist: None,
        within_cluster: false,
        leading: None,
    }
}

#[test]
fn recommending_is_explained_with_the_settings_in_force() {
    let names = columns(&["energy", "duration_ms"]);
    assert_eq!(
        text(how_recommending_works(&facts(Compared::Columns(&names)))),
        "A track is compared with the 99 other tracks by 2 numbers: energy and duration ms. Each that varies is standardised first (mean 0, variance 1), so that all these count alike. The 10 tracks at the smallest distance are recommended. Copies are left out: tracks with an identical picture, the same track_id or the same title by the same artist."
    );
    let notebook = Recommending {
        metric: Metric::Cosine,
        scaling: Scaling::Raw,
        left_out: None,
        within_cluster: true,
        leading: Some(("tempo".into(), 0.9993)),
        ..facts(Compared::Columns(&names))
    };
    assert_eq!(
        text(how_recommending_works(&notebook)),
        "A track is compared with the 99 other tracks by 2 numbers: energy and duration ms. They are compared as the files have them: the larger a number, the more it adds to the cosine. Up to 10 tracks with the highest cosine, those that point most nearly the same way, are recommended. Only tracks of the same group are recommended. Copies of a recording may be among them."
    );
}

#[test]
fn pictures_two_tracks_and_many_columns_have_their_words() {
    let two = Recommending {
        n_tracks: 2,
        scaling: Scaling::Raw,
        ..facts(Compared::Pixels)
    };
    assert_eq!(
        text(how_recommending_works(&two)),
        "A track is compared with the other track by the 4,096 pixels of its picture, made 64 x 64. They are compared as the files have them: the more a number varies, the more it counts. The track at the smallest distance is recommended. Copies are left out: tracks with an identical picture, the same track_id or the same title by the same artist."
    );
    let one = Recommending {
        n_tracks: 1,
        ..facts(Compared::Pixels)
    };
    assert_eq!(
        text(how_recommending_works(&one)),
        "There is no other track to compare with."
    );
    assert_eq!(
        text(how_recommending_works(&facts(Compared::Timbre))),
        "A track is compared with the 99 other tracks by the 390 numbers of its timbre. They are standardised, weighted so that each of its six parts counts as a whole, and whitened, so that what varies together counts once. The 10 tracks at the smallest distance are recommended. Copies are left out: tracks with an identical picture, the same track_id or the same title by the same artist."
    );
    let many = columns(&["a", "b", "c", "d", "e", "f", "g", "h", "i"]);
    assert!(
        text(how_recommending_works(&facts(Compared::Columns(&many))))
            .contains("by 9 numbers of the table.")
    );
    assert!(
        text(how_recommending_works(&facts(Compared::Columns(
            &many[..1]
        ))))
        .contains("by one number: a.")
    );
}

#[test]
fn the_leading_column_is_the_one_that_varies_most() {
    let raw = Matrix::new(2, 3, vec![0.0, 100.0, 5.0, 1.0, 103.0, 5.0]).unwrap();
    let names = columns(&["a", "b", "c"]);
    assert_eq!(leading_column(&raw, &names), Some(("b".into(), 0.9)));
    assert_eq!(leading_column(&Matrix::zeros(2, 3), &names), None);
    assert_eq!(leading_column(&Matrix::default(), &[]), None);
}

fn groups(sizes: &[usize], z: &[f64]) -> (Vec<ClusterProfile>, Vec<ClusterName>) {
    let total: usize = sizes.iter().sum();
    let profiles = sizes
        .iter()
        .zip(z)
        .enumerate()
        .map(|(label, (&size, &z))| ClusterProfile {
            label,
            size,
            share: size as f64 / total as f64,
            means: vec![z],
            means_rounded: vec![z],
            z_means: vec![z],
            medoid: 0,
            medoid_is: MedoidIs::LeastDistances,
        })
        .collect();
    let words = [FeatureWords {
        high: "high energy".into(),
        low: "low energy".into(),
    }];
    let z_means: Vec<Vec<f64>> = z.iter().map(|&z| vec![z]).collect();
    (profiles, name_clusters(&z_means, &words))
}

fn meaning(profiles: &[ClusterProfile], names: &[ClusterName], silhouette: Option<f64>) -> String {
    let words: Vec<String> = names.iter().map(|name| name.name.clone()).collect();
    let n_unclear = names.iter().filter(|name| !name.separated).count();
    let silhouette = silhouette.map(|value| (MeasuredOn::Components, value));
    text(what_clusters_mean(
        profiles,
        &words,
        n_unclear,
        silhouette.as_slice(),
    ))
}

#[test]
fn groups_are_explained_by_size_name_and_separation() {
    let (profiles, names) = groups(&[10, 30, 20], &[1.0, 0.1, -2.0]);
    assert_eq!(
        meaning(&profiles, &names, Some(0.333)),
        "k-means put 60 tracks into 3 groups, each track into the one whose mean is nearest. The largest is “near the average” with 30 tracks (50 %), the smallest “high energy” with 10 tracks (16.7 %). Nothing separates one of them from the collection as a whole. On the two principal components the mean silhouette is 0.33: the groups overlap. A computed name says in what a group lies off the average of this collection; it is no genre."
    );
}

#[test]
fn no_group_and_one_group_have_words() {
    assert_eq!(meaning(&[], &[], None), "There are no groups.");
    let (profiles, names) = groups(&[1], &[0.0]);
    assert_eq!(
        meaning(&profiles, &names, None),
        "There is one group: 1 track."
    );
    let (profiles, names) = groups(&[2, 1], &[0.0, 0.2]);
    let text = meaning(&profiles, &names, None);
    assert!(text.contains("Nothing separates 2 of them") && !text.contains("silhouette"));
}
