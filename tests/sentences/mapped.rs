//! What a map shows, how far it can be trusted, and who stands apart.

use soundkin::analysis::{OutlierTrack, Quality};
use soundkin::embed::Trustworthiness;
use soundkin::figures::map::{called_far, far, less_perplexity, trust, tsne_ended};
use soundkin::sentences::{Mapped, MappedKind};
use soundkin::space::{Layout, Settings, SpaceName};

use super::Case;
use super::reported::{Given, rows};

/// So many tracks of 100 that were looked at are far.
fn quality(n_far: usize, n_samples: usize) -> Quality {
    let far = |track| OutlierTrack {
        track,
        distance: 20.0,
    };
    Quality {
        trustworthiness: (n_samples > 20).then_some(Trustworthiness {
            value: 0.9312,
            n_neighbors: 5,
            n_samples: 100,
        }),
        outliers: (0..n_far).map(far).collect(),
        threshold: 12.34,
        n_neighbors: 5,
        n_checked: 100,
        n_samples,
    }
}

/// The report of 20 tracks, with a layout.
fn laid_out(layout: Layout) -> String {
    let mut settings = Settings::default();
    settings.spaces[SpaceName::Pixels].layout = layout;
    Given {
        settings,
        ..Given::new(20, "")
    }
    .report()
}

pub(super) fn case(kind: MappedKind) -> Case {
    use MappedKind as Kind;
    let of = "the 4,096 pixels of each picture, made 64 x 64, as luma".to_owned();
    let apart = |n_far, n_samples| {
        [far(&quality(n_far, n_samples), |track| {
            format!("Song {track}")
        })]
    };
    match kind {
        Kind::Components => {
            let text = laid_out(Layout::Pca);
            let share = Given::new(20, "").share();
            Case::read(
                text,
                Mapped::Components { of, share },
                "The two principal components of the 4,096 pixels of each picture, made 64 x 64, as luma: they show 20 % of the variance.",
            )
            .not_read(laid_out(Layout::Tsne), "The two principal components of the", "t-SNE of")
        }
        Kind::Tsne => {
            let (perplexity, n_iter, divergence) = Given::new(20, "").tsne();
            Case::read(
                laid_out(Layout::Tsne),
                Mapped::Tsne {
                    of,
                    perplexity,
                    n_iter,
                    divergence,
                },
                "t-SNE of the 4,096 pixels of each picture, made 64 x 64, as luma, perplexity 6.33, 1,000 iterations, divergence 0.215: who is near whom is shown, distances far apart mean nothing.",
            )
            .not_read(laid_out(Layout::Pca), "who is near whom is shown", "principal components")
        }
        Kind::TsneEnded => Case::new(
            [tsne_ended(1000, Some(0.2154))],
            "1,000 iterations, divergence 0.215.",
        )
        .not_so([tsne_ended(1, None)], "1 iteration."),
        Kind::LessPerplexity => Case::new(
            less_perplexity(6.33, 30),
            "Perplexity 6.3: more would be too much for so few tracks.",
        )
        .not(less_perplexity(30.0, 30), ""),
        Kind::Colored => Case::read(
            Given::new(4, "").report(),
            Mapped::Colored {
                k: 4,
                on: "on the two principal components",
                inertia: 0.0,
                silhouette: None,
            },
            "Colours: k-means (k = 4) on the two principal components, inertia 0.00.",
        )
        .not_read(Given::new(0, "id,name\nx,a\ny,b\n").report(), "Colours: k-means", "Left out"),
        Kind::NoneIsMissing => {
            let some = rows(&["0.1", "", "0.5", "0.9"]);
            let words = "None is missing.";
            Case::read(Given::new(3, "").report(), Mapped::NoneIsMissing, words).not_read(
                Given::new(0, &some).report(),
                words,
                "1 track lacks a row or one of the features and is left out.",
            )
        }
        Kind::TooFewToTrust => Case::new(
            [trust(&quality(0, 3))],
            "There are too few tracks to tell how far the map can be trusted.",
        )
        .not([trust(&quality(0, 100))], "Trustworthiness 0.931"),
        Kind::Trustworthiness => Case::new(
            [trust(&quality(0, 100))],
            "Trustworthiness 0.931 (5 neighbours, 100 tracks): 1 when all who are near on the map are near in truth, about 0.5 for a random map.",
        )
        .not([trust(&quality(0, 3))], "too few tracks"),
        Kind::NoneIsFar => Case::new(apart(0, 100), "No track is far from its nearest ones.")
            .not_so(
                apart(0, 5000),
                "No track is far from its nearest ones, of 100 that were drawn.",
            )
            .not(apart(1, 100), "Far from"),
        Kind::Far => Case::new(
            apart(2, 100),
            "Far from their nearest ones: Song 0 and Song 1.",
        )
        .not_so(apart(12, 5000), "ones, of 100 that were drawn: Song 0, Song 1, ")
        .not_so(apart(12, 5000), "Song 9 and 2 more.")
        .not(apart(0, 100), "No track is far"),
        Kind::CalledFar => Case::new(
            called_far(&quality(1, 100)),
            "Mean distance to the 5 nearest tracks; above 12.3 is called far.",
        )
        .not(called_far(&quality(0, 100)), ""),
    }
}
