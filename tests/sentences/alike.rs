//! Why two tracks are alike, and what their score is made of.

use std::rc::Rc;

use soundkin::analysis::copies_of;
use soundkin::data::{Catalog, Matrix, NameColumns, Track};
use soundkin::explain::{
    Traits, TraitsFit, column_properties, contributions, timbre_properties, timbre_reason,
};
use soundkin::neighbors::Metric;
use soundkin::sentences::{Alike, AlikeKind, MadeOf, MadeOfKind, text};
use soundkin::space::Settings;

use super::{Case, catalog, names};

/// Where else the recording of a row stands, of a table in which the second and the fourth are one.
fn also(row: usize, include_copies: bool) -> Option<Alike> {
    let table = "title,artist,energy\nA,x,1\nB,y,2\nC,z,3\nB,y,4\n";
    let settings = Settings {
        include_copies,
        ..Settings::default()
    };
    let catalog = catalog(table, &[]);
    let recordings = catalog.recordings(settings.copies);
    copies_of(&catalog, &settings, &recordings, row)
}

/// Of the first two of eight tracks: one list of numbers a column.
fn reason(columns: &[(&str, [f64; 8])]) -> Option<Alike> {
    let names: Vec<String> = columns.iter().map(|(name, _)| (*name).into()).collect();
    let values = Matrix::from_fn(8, columns.len(), |i, j| columns[j].1[i]);
    traits(Some((column_properties(&names), values))).reason(0, 1, |_| true)
}

fn traits(described: Option<(Vec<soundkin::explain::Property>, Matrix)>) -> Traits {
    let tracks = (0..8).map(|row| Track::new(row.to_string(), None, Some(row)));
    let catalog = Catalog::new(
        tracks.collect(),
        Rc::default(),
        None,
        &NameColumns::default(),
    );
    let samples: Vec<usize> = (0..8).collect();
    let mut fit = TraitsFit::new(described);
    while !fit.step(&catalog, &samples) {}
    fit.finish(&catalog, &samples)
}

/// Eight tracks in which each property of the timbre rises, so that the last two stand out in all of them.
fn timbre(parts: [f64; 6], query: usize, track: usize) -> Vec<Alike> {
    let properties = timbre_properties();
    let values = Matrix::from_fn(8, properties.len(), |i, _| i as f64);
    timbre_reason(&traits(Some((properties, values))), query, track, &parts)
}

const HIGH: [f64; 8] = [0.9, 0.92, 0.5, 0.5, 0.4, 0.1, 0.2, 0.3];
/// The first has much, the second little.
const UNLIKE: [f64; 8] = [0.9, 0.1, 0.5, 0.5, 0.4, 0.1, 0.2, 0.3];
/// Most have none.
const HARDLY: [f64; 8] = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.8, 0.9];
const NEARLY: [f64; 8] = [0.51, 0.49, 0.9, 0.8, 0.7, 0.1, 0.2, 0.3];

pub(super) fn of_reasons(kind: AlikeKind) -> Case {
    match kind {
        AlikeKind::BothHave => Case::new(
            reason(&[("energy", HIGH), ("valence", UNLIKE)]),
            "Both have high energy (0.9 and 0.92).",
        )
        .not(reason(&[("energy", UNLIKE)]), "Nothing stands out in both")
        .not(
            reason(&[("speechiness", HARDLY)]),
            "Nothing stands out in both",
        )
        .not(reason(&[("energy", NEARLY)]), "Nothing stands out in both")
        .not(
            reason(&[("energy", [f64::NAN; 8])]),
            "Nothing stands out in both.",
        ),
        AlikeKind::ClosestIn => Case::new(
            reason(&[("energy", UNLIKE), ("mood", NEARLY), ("key", [4.0; 8])]),
            "Nothing stands out in both; they are closest in mood (0.51 and 0.49).",
        )
        // All tracks are equal in it, and in nothing else are these two known.
        .not(reason(&[("key", [4.0; 8])]), "Nothing stands out in both.")
        .not(
            reason(&[("energy", HIGH), ("mood", NEARLY)]),
            "Both have high energy",
        ),
        AlikeKind::NothingStandsOut => {
            Case::new(reason(&[("key", [4.0; 8])]), "Nothing stands out in both.")
                .not(reason(&[("mood", NEARLY)]), "closest in mood")
                .not(reason(&[("energy", HIGH)]), "Both have high energy")
        }
        AlikeKind::SpeaksMost => Case::new(
            timbre([0.5, 0.3, 0.1, 0.1, -0.2, 0.0], 6, 7),
            "What speaks for it most: loudness (50 %) and clearness of tones (30 %).",
        )
        // The largest part is still one that is outweighed.
        .not(
            timbre([0.4, 0.0, -0.5, 0.0, 0.0, 0.0], 6, 7),
            "What speaks against it",
        )
        .not(timbre([0.0; 6], 6, 7), "What speaks against it"),
        AlikeKind::AlsoIn => Case::new(also(1, false), "Also in row 4.")
            .not(also(2, false), "")
            // It is recommended by itself.
            .not(also(1, true), ""),
        AlikeKind::SpeaksAgainst => Case::new(
            timbre([0.4, 0.0, -0.5, 0.0, 0.0, 0.0], 6, 7),
            "What speaks against it weighs as much as what speaks for it, or more.",
        )
        .not(
            timbre([0.51, 0.0, -0.5, 0.0, 0.0, 0.0], 6, 7),
            "loudness (100 %)",
        ),
    }
}

#[test]
fn of_equal_parts_none_is_kept_back_and_of_small_ones_all_are() {
    let said = text(timbre([0.2, 0.2, 0.2, 0.2, 0.2, 0.0], 6, 7));
    assert!(
        said.ends_with("most: loudness (20 %), clearness of tones (20 %), restlessness (20 %), what rises together (20 %) and grain (20 %)."),
        "{said}"
    );
    let said = text(timbre([0.9, 0.19, 0.0, 0.0, 0.0, 0.0], 6, 7));
    assert!(said.ends_with("most: loudness (83 %)."), "{said}");
}

#[test]
fn where_only_some_properties_count_nothing_is_said_of_the_others() {
    let (names, values) = (
        names(&["energy", "mood"]),
        Matrix::from_fn(8, 2, |i, j| [HIGH, NEARLY][j][i]),
    );
    let traits = traits(Some((column_properties(&names), values)));
    // They share high energy, which does not count.
    let reason = traits.reason(0, 1, |i| i == 1).unwrap();
    assert_eq!(
        reason.to_string(),
        "Of what makes them alike, nothing stands out in both; they are closest in mood (0.51 and 0.49)."
    );
    let reason = traits.reason(0, 1, |_| false).unwrap();
    assert_eq!(
        reason.to_string(),
        "Of what makes them alike, nothing stands out in both."
    );
    assert_eq!(traits.reason(0, 8, |_| true), None);
}

fn made_of(metric: Metric, query: &[f64], track: &[f64]) -> [MadeOf; 1] {
    let features = names(&["energy", "mood", "tempo", "key"]);
    [contributions(metric, &features[..query.len()], query, track).sentence()]
}

pub(super) fn of_scores(kind: MadeOfKind) -> Case {
    let distance = |query: &[f64], track: &[f64]| made_of(Metric::Euclidean, query, track);
    let cosine = |query: &[f64], track: &[f64]| made_of(Metric::Cosine, query, track);
    // So near that the square of their difference is 0.
    let (here, there) = ([0.0, 1e-170], [1e-170, 0.0]);
    match kind {
        MadeOfKind::Distance => Case::new(
            distance(&[0.0; 4], &[1.0, -3.0, 2.0, 0.5]),
            "The squared distance comes from mood (63.2 %), tempo (28.1 %) and energy (7.02 %); one feature adds the rest.",
        )
        .not(distance(&[1.0, 2.0], &[1.0, 2.0]), "equal in every feature")
        .not(cosine(&[0.0, 1.0], &[1.0, 3.0]), "The similarity of 0.949"),
        MadeOfKind::Similarity => Case::new(
            cosine(&[3.0, 4.0], &[-3.0, 4.0]),
            "The similarity of 0.280 is made of mood (+0.640) and energy (-0.360).",
        )
        .not(cosine(&[0.0, 0.0], &[1.0, 2.0]), "No feature adds to the similarity.")
        .not(distance(&[3.0, 4.0], &[-3.0, 4.0]), "The squared distance"),
        MadeOfKind::EqualInEveryFeature => Case::new(
            distance(&[1.0, 2.0], &[1.0, 2.0]),
            "The two tracks are equal in every feature.",
        )
        .not(distance(&here, &there), "No feature adds to the distance.")
        .not(distance(&[], &[]), "No feature adds to the distance.")
        .not(cosine(&[0.0, 0.0], &[1.0, 2.0]), "No feature adds to the similarity."),
        MadeOfKind::NothingAddsToDistance => {
            Case::new(distance(&here, &there), "No feature adds to the distance.")
                .not(distance(&[1.0], &[1.0]), "equal in every feature")
                .not(distance(&[1.0], &[1.1]), "comes from energy (100 %)")
        }
        MadeOfKind::NothingAddsToSimilarity => Case::new(
            cosine(&[1.0, 0.0], &[0.0, 1.0]),
            "No feature adds to the similarity.",
        )
        // At right angles too, but of parts that cancel out.
        .not(cosine(&[1.0, 1.0], &[1.0, -1.0]), "The similarity of 0.000"),
    }
}
