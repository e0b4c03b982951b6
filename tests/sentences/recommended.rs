//! How recommending works.

use soundkin::data::{CopyRules, Matrix};
use soundkin::explain::{Compared, Recommending, how_recommending_works, leading_column};
use soundkin::neighbors::Metric::{self, Cosine, Euclidean};
use soundkin::neighbors::nearest;
use soundkin::recommend::Scaling;
use soundkin::sentences::{Recommended, RecommendedKind};

use super::{Case, names};

/// A hundred tracks by all pixels, as it is at first, but for what `change` says.
fn of<'a>(change: impl FnOnce(&mut Recommending<'a>)) -> Vec<Recommended> {
    let mut facts = Recommending {
        n_tracks: 100,
        n_recordings: 90,
        compared: Compared::Pixels,
        metric: Metric::Euclidean,
        scaling: Scaling::Standardised,
        top_n: 10,
        left_out: Some(CopyRules::default()),
        most_by_artist: None,
        within_cluster: false,
        leading: None,
    };
    change(&mut facts);
    how_recommending_works(&facts)
}

/// The same by raw columns with these values, a row a track.
fn raw(metric: Metric, rows: &[[f64; 2]]) -> Vec<Recommended> {
    let columns = names(&["energy", "tempo"]);
    let values = Matrix::from_fn(rows.len(), 2, |i, j| rows[i][j]);
    of(|facts| {
        facts.compared = Compared::Columns(&columns);
        facts.scaling = Scaling::Raw;
        facts.metric = metric;
        facts.leading = leading_column(&values, &columns);
    })
}

/// Tempo makes nearly all of the variance.
const TEMPO: [[f64; 2]; 3] = [[0.9, 120.0], [0.1, 121.0], [0.45, 60.0]];
/// It makes more than half.
const MOSTLY_TEMPO: [[f64; 2]; 2] = [[0.0, 0.0], [1.0, 2.0]];
/// Both make the same.
const EVEN: [[f64; 2]; 2] = [[0.0, 0.0], [1.0, -1.0]];

pub(super) fn case(kind: RecommendedKind) -> Case {
    use RecommendedKind as Kind;
    match kind {
        Kind::NoOtherTrack => no_other_track(),
        Kind::ComparedByPixels => compared_by_pixels(),
        Kind::ComparedByTimbre => compared_by_timbre(),
        Kind::ComparedByColumns => compared_by_columns(),
        Kind::Standardised => standardised(),
        Kind::Whitened => whitened(),
        Kind::DecidesNearlyAlone => decides_nearly_alone(),
        Kind::NoneCountsMore => none_counts_more(),
        Kind::AllAreEqual => all_are_equal(),
        Kind::WhatVariesCounts => what_varies_counts(),
        Kind::LargeNumbersAdd => large_numbers_add(),
        Kind::NearestAre => nearest_are(),
        Kind::MostAlikeAre => most_alike_are(),
        Kind::AllAreCopies => all_are_copies(),
        Kind::OnlySameGroup => only_same_group(),
        Kind::MostByArtist => most_by_artist(),
        Kind::CopiesLeftOut => copies_left_out(),
        Kind::CopiesMayBeAmong => copies_may_be_among(),
    }
}

fn usual() -> Vec<Recommended> {
    of(|_| {})
}

fn by_columns() -> Vec<Recommended> {
    let columns = names(&["energy", "duration_ms"]);
    of(|facts| facts.compared = Compared::Columns(&columns))
}

fn by_timbre() -> Vec<Recommended> {
    of(|facts| facts.compared = Compared::Timbre)
}

fn by_cosine() -> Vec<Recommended> {
    of(|facts| facts.metric = Cosine)
}

fn with_copies() -> Vec<Recommended> {
    of(|facts| facts.left_out = None)
}

/// No other recording is left.
fn only_copies() -> Vec<Recommended> {
    of(|facts| facts.n_recordings = 1)
}

fn no_other_track() -> Case {
    Case::new(
        of(|facts| facts.n_tracks = 1),
        "There is no other track to compare with.",
    )
    .not(of(|facts| facts.n_tracks = 2), "with the other track by")
}

fn compared_by_pixels() -> Case {
    Case::new(
            usual(),
            "A track is compared with the 99 other tracks by the 4,096 pixels of its picture, made 64 x 64.",
        )
        .not(by_columns(), "by 2 numbers")
        .not(by_timbre(), "by the 390 numbers")
}

fn compared_by_timbre() -> Case {
    Case::new(
        by_timbre(),
        "A track is compared with the 99 other tracks by the 390 numbers of its timbre.",
    )
    .not(usual(), "pixels")
    .not(by_columns(), "by 2 numbers")
}

fn compared_by_columns() -> Case {
    Case::new(
        by_columns(),
        "A track is compared with the 99 other tracks by 2 numbers: energy and duration ms.",
    )
    .not(usual(), "pixels")
    .not(by_timbre(), "by the 390 numbers")
}

fn standardised() -> Case {
    Case::new(
            usual(),
            "Each that varies is standardised first (mean 0, variance 1), so that all these count alike.",
        )
        .not(raw(Euclidean, &TEMPO), "as the file has them")
        .not(by_timbre(), "whitened")
}

fn whitened() -> Case {
    Case::new(
            by_timbre(),
            "They are standardised, weighted so that each of its six parts counts as a whole, and whitened, so that what varies together counts once.",
        )
        .not(usual(), "Each that varies is standardised")
}

fn decides_nearly_alone() -> Case {
    Case::new(
            raw(Euclidean, &TEMPO),
            "They are compared as the file has them: tempo makes over 99.9 % of their variance and decides nearly alone.",
        )
        .not(raw(Euclidean, &MOSTLY_TEMPO), "none counts more than tempo")
        .not(raw(Euclidean, &EVEN), "none counts more than energy")
        .not(raw(Cosine, &TEMPO), "adds to the cosine")
}

fn none_counts_more() -> Case {
    Case::new(
            raw(Euclidean, &MOSTLY_TEMPO),
            "They are compared as the file has them: none counts more than tempo, which makes 80 % of their variance.",
        )
        .not(raw(Euclidean, &TEMPO), "tempo makes over 99.9 %")
        .not(raw(Euclidean, &[[1.0, 2.0]; 3]), "all tracks are equal")
        .not(raw(Cosine, &MOSTLY_TEMPO), "adds to the cosine")
}

fn all_are_equal() -> Case {
    Case::new(
        raw(Euclidean, &[[1.0, 2.0]; 3]),
        "They are compared as the file has them: there all tracks are equal.",
    )
    .not(raw(Euclidean, &EVEN), "none counts more than energy")
}

fn what_varies_counts() -> Case {
    Case::new(
        of(|facts| facts.scaling = Scaling::Raw),
        "They are compared as the files have them: the more a number varies, the more it counts.",
    )
    .not(usual(), "so that all these count alike")
    .not(
        of(|facts| (facts.scaling, facts.metric) = (Scaling::Raw, Cosine)),
        "adds to the cosine",
    )
}

fn large_numbers_add() -> Case {
    Case::new(
            raw(Cosine, &TEMPO),
            "They are compared as the files have them: the larger a number, the more it adds to the cosine.",
        )
        .not(raw(Euclidean, &TEMPO), "decides nearly alone")
        .not(of(|facts| facts.metric = Cosine), "so that all these count alike")
}

fn nearest_are() -> Case {
    Case::new(
        usual(),
        "The 10 tracks at the smallest distance are recommended.",
    )
    .not(by_cosine(), "with the highest cosine")
    .not(only_copies(), "All others are copies")
}

fn most_alike_are() -> Case {
    Case::new(
            by_cosine(),
            "The 10 tracks with the highest cosine, those that point most nearly the same way, are recommended.",
        )
        .not(usual(), "at the smallest distance")
}

fn all_are_copies() -> Case {
    Case::new(only_copies(), "All others are copies of it.")
        .not(
            of(|facts| facts.n_recordings = 2),
            "The track at the smallest distance is",
        )
        .not(
            of(|facts| (facts.n_recordings, facts.left_out) = (1, None)),
            "The 10 tracks",
        )
}

fn only_same_group() -> Case {
    Case::new(
        of(|facts| facts.within_cluster = true),
        "Only tracks of the same group are recommended.",
    )
    .not(usual(), "The 10 tracks at")
}

fn most_by_artist() -> Case {
    Case::new(
        of(|facts| facts.most_by_artist = Some(2)),
        "Of one artist at most 2 tracks are recommended.",
    )
    .not(usual(), "The 10 tracks at")
}

fn copies_left_out() -> Case {
    Case::new(
        of(|facts| {
            facts.left_out = Some(CopyRules {
                pictures: false,
                ..CopyRules::default()
            });
        }),
        "Copies are left out: tracks with the same track_id or the same title by the same artist.",
    )
    .not(with_copies(), "Copies of a recording may be among them.")
    .not(
        of(|facts| {
            facts.left_out = Some(CopyRules {
                pictures: false,
                ids: false,
                names: false,
            });
        }),
        "Copies of a recording may be among them.",
    )
}

fn copies_may_be_among() -> Case {
    Case::new(with_copies(), "Copies of a recording may be among them.")
        .not(usual(), "Copies are left out")
}

#[test]
fn a_column_with_nearly_all_of_the_variance_does_not_decide_by_cosine() {
    let values = Matrix::from_fn(3, 2, |i, j| TEMPO[i][j]);
    let first = |metric| nearest(&values, 0, metric, 1, |_| true)[0].sample;
    // Nearest in tempo, and nearest in the ratio of both.
    assert_eq!((first(Metric::Euclidean), first(Metric::Cosine)), (1, 2));
}

/// What a case changes.
type Change = fn(&mut Recommending<'_>);

#[test]
fn no_more_tracks_are_promised_than_there_can_be() {
    let listed = |change: fn(&mut Recommending<'_>)| {
        let mut said = of(change).into_iter();
        let is_list = |said: &Recommended| matches!(said, Recommended::NearestAre { .. });
        said.find(is_list).unwrap().to_string()
    };
    let cases: [(Change, &str); 6] = [
        (|_| {}, "The 10 tracks at"),
        (|facts| facts.n_recordings = 4, "The 3 tracks at"),
        (|facts| facts.n_tracks = 6, "The 5 tracks at"),
        (|facts| facts.within_cluster = true, "Up to 10 tracks at"),
        (|facts| facts.most_by_artist = Some(1), "Up to 10 tracks at"),
        (
            |facts| (facts.n_recordings, facts.within_cluster) = (2, true),
            "At most one track at",
        ),
    ];
    for (change, begins) in cases {
        let said = listed(change);
        assert!(said.starts_with(begins), "{said}");
    }
}
