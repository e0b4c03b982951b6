//! The map of a space as a figure to keep: points by cluster, the most important ones named.

use super::color_legend::ColorLegend;
use super::coloring::Coloring;
use super::sampled;
use crate::analysis::Quality;
use crate::charts::MapFigure;
use crate::draw::{Aspect, Palette, Vec2};
use crate::sentences::{Mapped, Shown};

/// With more points than this only those that matter are named.
const MOST_NAMED: usize = 400;

/// Tracks named that are far from their nearest ones.
const MOST_FAR: usize = 10;

/// How far a map can be trusted.
pub fn trust(quality: &Quality) -> Mapped {
    match quality.trustworthiness {
        None => Mapped::TooFewToTrust,
        Some(found) => Mapped::Trustworthiness {
            value: found.value,
            n_neighbors: found.n_neighbors,
            n_samples: found.n_samples,
        },
    }
}

/// Which tracks are far from their nearest ones, by `name`.
pub fn far(quality: &Quality, name: impl Fn(usize) -> String) -> Mapped {
    let n_checked = (quality.n_checked < quality.n_samples).then_some(quality.n_checked);
    let found = &quality.outliers;
    if found.is_empty() {
        return Mapped::NoneIsFar { n_checked };
    }
    let named = found.iter().take(MOST_FAR);
    Mapped::Far {
        names: named.map(|found| name(found.track)).collect(),
        n_more: found.len().saturating_sub(MOST_FAR),
        n_checked,
    }
}

/// From where on tracks are called far; `None` where none is.
pub fn called_far(quality: &Quality) -> Option<Mapped> {
    (!quality.outliers.is_empty()).then_some(Mapped::CalledFar {
        n_neighbors: quality.n_neighbors,
        threshold: quality.threshold,
    })
}

/// How a layout by t-SNE ended.
pub fn tsne_ended(n_iter: usize, divergence: Option<f64>) -> Mapped {
    Mapped::TsneEnded { n_iter, divergence }
}

/// That the perplexity in use is less than the `wanted` one; `None` where it is not.
pub fn less_perplexity(used: f64, wanted: u32) -> Option<Mapped> {
    (used < f64::from(wanted)).then_some(Mapped::LessPerplexity { perplexity: used })
}

/// What such a figure is made of; samples are numbered from 0.
pub struct MapParts<'a> {
    /// Heading.
    pub title: String,
    /// How many samples there are.
    pub n_samples: usize,
    /// Where each stands.
    pub point: &'a dyn Fn(usize) -> Vec2,
    /// Their classes.
    pub coloring: &'a Coloring,
    /// What each is called.
    pub name: &'a dyn Fn(usize) -> String,
    /// Samples to be named before all others, the most important first.
    pub first: &'a [usize],
    /// What the classes are.
    pub legend: &'a ColorLegend,
    /// Titles of the axes.
    pub axes: [String; 2],
    /// Colours of the classes.
    pub palette: Palette,
}

/// The figure; of very many samples a part, [`sampled`].
pub fn map(parts: MapParts) -> MapFigure {
    let sampled = sampled(parts.n_samples);
    let [x_title, y_title] = parts.axes;
    let place = |sample: &usize| sampled.binary_search(sample).ok();
    let others = (0..sampled.len()).filter(|_| sampled.len() <= MOST_NAMED);
    let mut labelled: Vec<usize> = Vec::new();
    for point in parts.first.iter().filter_map(place).chain(others) {
        if !labelled.contains(&point) {
            labelled.push(point);
        }
    }
    MapFigure {
        title: parts.title,
        points_in_data: sampled.iter().map(|&i| (parts.point)(i)).collect(),
        names: sampled.iter().map(|&i| (parts.name)(i)).collect(),
        labelled,
        x_title,
        y_title,
        aspect: Aspect::Equal,
        colors: parts
            .legend
            .map_colors(parts.coloring, &sampled, parts.palette),
    }
}

/// Tracks that a space and its map leave out for the `lack` of something, counted; `None` where nothing is missing.
pub fn left_out(lack: &str, n_tracks: usize, n_on_map: usize) -> Option<Shown> {
    let n = n_tracks.saturating_sub(n_on_map);
    (n > 0).then(|| Shown::LackAndAreLeftOut {
        n,
        lack: lack.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_counted() {
        let words = |n| {
            let left_out = left_out("a row or one of the features", 1000, n);
            left_out.map(|said| said.to_string())
        };
        assert_eq!(words(1000), None);
        let one = "1 track lacks a row or one of the features and is left out.";
        assert_eq!(words(999).as_deref(), Some(one));
        let most = left_out("a picture", 114_000, 100);
        let many = "113,900 tracks lack a picture and are left out.";
        assert_eq!(most.unwrap().to_string(), many);
    }

    fn figure(n_samples: usize, first: &[usize]) -> MapFigure {
        map(MapParts {
            title: "Tracks".into(),
            n_samples,
            point: &|i| Vec2::new(i as f64, 0.0),
            coloring: &Coloring {
                classes: (0..n_samples).map(|i| (i % 3) as u8).collect(),
                ..Coloring::default()
            },
            name: &|i| format!("Song {i}"),
            first,
            legend: &ColorLegend::of_clusters(&[n_samples, 0, 0], &["a", "b", "c"]),
            axes: ["PC1".into(), "PC2".into()],
            palette: Palette::OkabeIto,
        })
    }

    #[test]
    fn the_important_ones_are_named_first() {
        assert_eq!(figure(4, &[2, 0, 2]).labelled, [2, 0, 1, 3]);
        let many = figure(500, &[150]);
        assert_eq!(many.labelled, [150]);
        assert_eq!(many.names[150], "Song 150");
        // One that is not sampled is not named.
        let crowd = figure(10_000, &[]);
        assert_eq!(
            (crowd.points_in_data.len(), crowd.labelled.len()),
            (3_000, 0)
        );
        assert_eq!(figure(0, &[7]).labelled, [0_usize; 0]);
    }
}
