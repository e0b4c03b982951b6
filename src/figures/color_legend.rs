//! What the colours of a map stand for, for the legends of page and report. In: clusters, or a colouring. Out: a title, an
//! entry a class, and what is to be said about them.

use super::coloring::{ColorBy, ColorKey, Coloring, ScaleKey, ValueKey};
use crate::analysis::LabelAgreement;
use crate::charts::{MapColors, MapSizes};
use crate::draw::{NO_CLASS, OTHER_CLASS, Palette};
use crate::neighbors::ScoreIs;
use crate::sentences::{Colored, Scored};
use crate::wording::readable;

/// What the colours of a map stand for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ColorLegend {
    /// What the classes are.
    pub title: String,
    /// One a class that is there, in the order in which they are listed.
    pub entries: Vec<LegendEntry>,
    /// Where classes are steps of a size: where the colours begin and end.
    pub range: Option<(f64, f64)>,
}

/// One class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegendEntry {
    /// Its number.
    pub class: u8,
    /// What it is.
    pub name: String,
    /// Samples of it.
    pub n: usize,
}

impl ColorLegend {
    /// Of clusters with these sizes and names, the largest first.
    pub fn of_clusters(sizes: &[usize], names: &[impl AsRef<str>]) -> Self {
        let entry = |(class, &n): (u8, &usize)| LegendEntry {
            class,
            name: names.get(usize::from(class)).map_or_else(
                || format!("Cluster {}", u16::from(class) + 1),
                |name| name.as_ref().to_owned(),
            ),
            n,
        };
        Self {
            title: "Group".into(),
            entries: (0..).zip(sizes).map(entry).collect(),
            ..Self::default()
        }
    }

    /// Of a colouring, which is called `title`.
    pub fn of(title: String, coloring: &Coloring) -> Self {
        match &coloring.key {
            ColorKey::Values(key) => of_values(title, key),
            ColorKey::Scale(key) => of_scale(title, key),
        }
    }

    /// The colours of those samples that stand in a figure, in its order. Sizes have colours of their own, whatever
    /// `palette` is.
    pub fn map_colors(
        &self,
        coloring: &Coloring,
        samples: &[usize],
        palette: Palette,
    ) -> MapColors {
        let named = self.entries.iter();
        let Coloring { classes, key } = coloring.of(samples);
        let sizes = match key {
            ColorKey::Scale(ScaleKey { values, .. }) => {
                self.range.map(|range| MapSizes { values, range })
            }
            ColorKey::Values(_) => None,
        };
        MapColors {
            title: self.title.clone(),
            classes,
            names: named
                .map(|entry| (entry.class, entry.name.clone()))
                .collect(),
            palette: coloring.palette(palette),
            sizes,
        }
    }
}

/// What a colouring is called; `by` is how the space is called that it is about, `query` the track in question.
pub fn coloring_title(by: &ColorBy, key: Option<&ColorKey>, by_space: &str, query: &str) -> String {
    match by {
        ColorBy::Clusters => "Group".into(),
        ColorBy::Column(name) => readable(name),
        ColorBy::Agreement(name) => {
            format!(
                "Share of the ten nearest {by_space} with the same {}",
                readable(name)
            )
        }
        ColorBy::Distance(_) => {
            let is_similarity = matches!(key, Some(ColorKey::Scale(key)) if key.score_is == Some(ScoreIs::Similarity));
            let what = if is_similarity {
                "Cosine with"
            } else {
                "Distance to"
            };
            format!("{what} “{query}” {by_space}")
        }
    }
}

fn of_values(title: String, key: &ValueKey) -> ColorLegend {
    let values = (0..)
        .zip(&key.values)
        .map(|(class, (name, n))| LegendEntry {
            class,
            name: name.clone(),
            n: *n,
        });
    let grey = [
        (OTHER_CLASS, "others", key.n_other),
        (NO_CLASS, "no value", key.n_missing),
    ];
    let grey = grey.into_iter().filter(|(.., n)| *n > 0);
    let grey = grey.map(|(class, name, n)| LegendEntry {
        class,
        name: name.into(),
        n,
    });
    ColorLegend {
        title,
        entries: values.chain(grey).collect(),
        range: None,
    }
}

fn of_scale(title: String, key: &ScaleKey) -> ColorLegend {
    let has_sizes = key.n_missing < key.values.len();
    ColorLegend {
        title,
        entries: Vec::new(),
        range: has_sizes.then_some(key.range),
    }
}

/// What a colouring leaves out.
pub fn unseen(key: &ColorKey) -> Vec<Colored> {
    match key {
        ColorKey::Values(key) => {
            let others = (key.n_other_values > 0).then_some(Colored::OthersAreGrey {
                n_shown: key.values.len(),
                n_other_values: key.n_other_values,
            });
            others.into_iter().collect()
        }
        ColorKey::Scale(key) => {
            let (range, n) = (key.range, key.n_missing);
            let n_beyond = key.n_beyond.0 + key.n_beyond.1;
            let clipped = (n_beyond > 0).then_some(Colored::Clipped { range, n_beyond });
            let missing = (n > 0).then_some(Colored::NoSize { n });
            clipped.into_iter().chain(missing).collect()
        }
    }
}

/// How far the nearest of tracks agree with a column; `by` is how the space is called: "by timbre".
fn agreement(found: &LabelAgreement, by: &str) -> Vec<Scored> {
    let share = Scored::ShareTheLabel {
        by: by.to_owned(),
        masked_by: None,
        share: found.precision_at_10,
        label: found.column.clone(),
        chance: found.chance,
    };
    let (n, n_labelled) = (found.shares.len(), found.n_labelled);
    let some = (n < n_labelled).then_some(Scored::OfSomeTracks { n, n_labelled });
    std::iter::once(share).chain(some).collect()
}

/// The sentences about a colouring: how far the nearest agree with it, in the space called `by`, and what it leaves out.
pub fn said(found: Option<&LabelAgreement>, by: &str, key: Option<&ColorKey>) -> Vec<String> {
    let agreement = found.into_iter().flat_map(|found| agreement(found, by));
    let agreement = agreement.map(|said| said.to_string());
    let unseen = key.into_iter().flat_map(unseen);
    agreement
        .chain(unseen.map(|said| said.to_string()))
        .collect()
}
