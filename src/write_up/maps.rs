//! The maps: tracks on the first two principal components, coloured by cluster.

use super::context::{Context, Shown, fixed, numbered, percent};
use super::left_out;
use crate::explain::{enumerate, readable, three_digits, tracks};
use crate::figures::map::MapParts;
use crate::figures::{self, drawn_words};
use crate::pipeline::{ClusterOn, RawGroups, SpaceName};
use crate::plot::charts::MapFigure;
use crate::plot::{Aspect, Vec2};
use crate::progress::grouped;
use crate::report::{Block, ReportSection};

/// Outliers named one by one.
const MOST_OUTLIERS: usize = 10;

pub(super) fn heading(space: SpaceName) -> &'static str {
    match space {
        SpaceName::Sound => "Map by sound",
        SpaceName::Features => "Map by features",
    }
}

pub(super) fn section(context: &Context, name: SpaceName) -> ReportSection {
    let Some(shown) = context.shown(name) else {
        let why = match name {
            SpaceName::Sound => "Left out: there is no picture.",
            SpaceName::Features => "Left out: there is no numeric column to compare tracks by.",
        };
        return left_out(heading(name), why);
    };
    let coords: Vec<(f64, f64)> = shown.space.coords().rows().map(|row| pair(&row)).collect();
    let axes = match &shown.space.tsne {
        Some(_) => ["t-SNE 1".into(), "t-SNE 2".into()],
        None => components(&shown.space.pca.explained_variance_ratio),
    };
    let names: Vec<String> = (0..)
        .zip(shown.names)
        .map(|(i, n)| numbered(i, n))
        .collect();
    let figure = map(context, shown, &coords, axes, shown.labels, names, name);
    let n = shown.space.matrix.n_samples();
    ReportSection {
        heading: heading(name).into(),
        sentence: match name {
            SpaceName::Sound => "Which tracks look alike in their spectrograms?",
            SpaceName::Features => "Which tracks are alike in the columns of the table?",
        }
        .into(),
        blocks: vec![
            Block::Paragraph(what_it_is(shown)),
            Block::figure(
                &figure,
                format!(
                    "{}{} {}",
                    tracks(n),
                    drawn_words(n),
                    figures::map::left_out(name, context.catalog().tracks.len(), n)
                        .unwrap_or_else(|| "None is missing.".into())
                ),
            ),
            Block::Paragraph(quality(context, name)),
        ],
    }
}

fn what_it_is(shown: &Shown) -> String {
    let ratio = &shown.space.pca.explained_variance_ratio;
    let of = match &shown.space.samples.columns {
        None => "the 4,096 pixels of each picture, made 64 x 64, as luma".into(),
        Some(columns) => {
            let names: Vec<String> = columns.iter().map(|c| readable(c)).collect();
            enumerate(&names).unwrap_or_default()
        }
    };
    let clusters = &shown.space.clusters;
    let on = match clusters.on {
        ClusterOn::Components => "on the two coordinates",
        ClusterOn::Features => "on all of them, standardised",
    };
    let silhouette = clusters
        .silhouette
        .map_or_else(String::new, |s| format!(", mean silhouette {s:.2}"));
    let gain = figures::clusters::gain(shown.profiles, clusters.params.n_init)
        .map_or_else(String::new, |gain| format!(" {gain}"));
    let map = match &shown.space.tsne {
        None => format!(
            "The two principal components of {of}: they show {} of the variance.",
            percent(ratio.iter().take(2).sum())
        ),
        Some(tsne) => format!(
            "t-SNE of {of}, perplexity {}, {} iterations, divergence {:.3}: who is near whom is shown, distances far \
             apart mean nothing.",
            three_digits(tsne.perplexity),
            tsne.n_iter,
            tsne.kl_divergence
        ),
    };
    format!(
        "{map} Colours: k-means (k = {}) {on}, inertia {}{silhouette}.{gain}",
        clusters.params.n_clusters,
        fixed(clusters.fitted.inertia, 2),
    )
}

/// How far the map can be trusted, and which tracks are far from all others.
fn quality(context: &Context, name: SpaceName) -> String {
    let found = context.quality(name);
    let trust = found.and_then(|found| found.trustworthiness);
    let trust = trust.map_or_else(
        || "There are too few tracks to tell how far the map can be trusted.".into(),
        |found| {
            format!(
                "Trustworthiness {:.3} ({} neighbours, {}): 1 when all who are near on the map are near in truth, about \
                 0.5 for a random map.",
                found.value,
                found.n_neighbors,
                tracks(found.n_samples)
            )
        },
    );
    let outliers = found.map_or(&[][..], |found| &found.outliers);
    let mut names: Vec<String> = outliers
        .iter()
        .take(MOST_OUTLIERS)
        .map(|found| context.name(found.track))
        .collect();
    let more = outliers.len() - names.len();
    if more > 0 {
        names.push(format!("{} more", grouped(more)));
    }
    let apart = enumerate(&names).map_or_else(
        || "No track stands apart from all others.".into(),
        |list| format!("Far from all their neighbours: {list}."),
    );
    format!("{trust} {apart}")
}

/// "PC1 (22 %)", "PC2 (9.1 %)".
fn components(ratio: &[f64]) -> [String; 2] {
    [0, 1].map(|i| {
        let share = ratio.get(i).copied().unwrap_or(0.0);
        format!("PC{} ({})", i + 1, percent(share))
    })
}

fn pair(row: &[f64]) -> (f64, f64) {
    let at = |i: usize| row.get(i).copied().unwrap_or(0.0);
    (at(0), at(1))
}

fn map(
    context: &Context,
    shown: &Shown,
    coords: &[(f64, f64)],
    axes: [String; 2],
    labels: &[usize],
    names: Vec<String>,
    name: SpaceName,
) -> MapFigure {
    let samples = &shown.space.samples.tracks;
    // The query first, then what is typical, then the rest.
    let sample = |track: usize| samples.iter().position(|&of| of == track);
    let typical = shown.profiles.typical.iter().copied();
    let first: Vec<usize> = context
        .query
        .into_iter()
        .chain(typical)
        .filter_map(sample)
        .collect();
    figures::map::map(MapParts {
        title: match name {
            SpaceName::Sound => "Tracks by sound",
            SpaceName::Features => "Tracks by features",
        }
        .into(),
        n_samples: coords.len(),
        point: &|i| Vec2::new(coords[i].0, coords[i].1),
        class: &|i| labels[i] as u8,
        name: &|i| context.name(samples[i]),
        first: &first,
        cluster_names: names,
        axes,
        palette: shown.palette,
    })
}

/// The map of the columns as the file has them, coloured by their clusters.
pub(super) fn raw_map(context: &Context, raw: &RawGroups) -> Option<MapFigure> {
    let shown = context.shown(SpaceName::Features)?;
    let names = (0..).zip(&raw.profiles.names);
    let names: Vec<String> = names.map(|(i, n)| numbered(i, &n.name)).collect();
    let labels: Vec<usize> = raw.labels.iter().map(|&label| usize::from(label)).collect();
    Some(MapFigure {
        title: "Tracks by features as the file has them".into(),
        aspect: Aspect::Free,
        ..map(
            context,
            shown,
            &raw.coords,
            components(&raw.explained_variance_ratio),
            &labels,
            names,
            SpaceName::Features,
        )
    })
}
