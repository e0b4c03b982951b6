//! What the points of a map are coloured by, beside their clusters. In: an analysis and what is wanted. Out: a class a
//! sample of the map, and what each class is: a value of a column, or a step of a size.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::analysis::{Analysis, LabelAgreement, Study};
use crate::data::ColumnKind;
use crate::draw::{NO_CLASS, OTHER_CLASS, Palette, fraction_between, level};
use crate::error::AnalysisError;
use crate::neighbors::ScoreIs;
use crate::sorting::sort_by;
use crate::space::SpaceName;
use crate::stats::{in_order, quantile};

/// The ends of the colours of a size: a few values far out would else leave one colour to all others.
const ENDS: [f64; 2] = [0.02, 0.98];

/// What the points of a map are coloured by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ColorBy {
    /// Their cluster.
    #[default]
    Clusters,
    /// This column of the table: its values, or its numbers.
    Column(String),
    /// How far each is from the track in question in this space, compared as the settings say.
    Distance(SpaceName),
    /// How many of the ten nearest of each, in the space of the map, have the same value of this column.
    Agreement(String),
}

impl ColorBy {
    /// The space that it is about, where the map of `shown` is in view.
    pub fn space(&self, shown: SpaceName) -> SpaceName {
        match self {
            Self::Distance(space) => *space,
            Self::Clusters | Self::Column(_) | Self::Agreement(_) => shown,
        }
    }

    /// What is to be found out about it in the space of the map: how far the nearest agree with the words of a column, which
    /// is one of `columns`, those of the table with what their cells are.
    pub fn study<'a>(
        &self,
        space: SpaceName,
        columns: impl IntoIterator<Item = (&'a str, ColumnKind)>,
    ) -> Option<Study> {
        let (name, is_any) = match self {
            Self::Clusters | Self::Distance(_) => return None,
            Self::Column(name) => (name, false),
            Self::Agreement(name) => (name, true),
        };
        let mut columns = (0..=u16::MAX).zip(columns);
        let (at, (_, kind)) = columns.find(|(_, (of, _))| of == name)?;
        let is_wanted = is_any || kind != ColumnKind::Number;
        is_wanted.then_some(Study::Agreement(space, at))
    }
}

/// What is to be coloured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColoringParams {
    /// The space of the map.
    pub space: SpaceName,
    /// By what.
    pub by: ColorBy,
    /// The track in question: its position in the catalogue.
    pub query: Option<usize>,
    /// Values of a column that have a colour of their own.
    pub most_values: usize,
}

/// The classes of the samples of a map, in its order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Coloring {
    /// Class of each; [`NO_CLASS`] where nothing is known of it.
    pub classes: Vec<u8>,
    /// What the classes are.
    pub key: ColorKey,
}

/// What classes are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ColorKey {
    /// Values of a column.
    Values(ValueKey),
    /// Steps of a size, see [`level`].
    Scale(ScaleKey),
}

impl Default for ColorKey {
    fn default() -> Self {
        Self::Values(ValueKey::default())
    }
}

/// The values that classes are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueKey {
    /// The most frequent ones with how many samples have them, the most frequent first: class 0, 1 and so on.
    pub values: Vec<(String, usize)>,
    /// How many other values there are.
    pub n_other_values: usize,
    /// Samples that have them: [`OTHER_CLASS`].
    pub n_other: usize,
    /// Samples without a value: [`NO_CLASS`].
    pub n_missing: usize,
}

/// The size that classes are steps of.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ScaleKey {
    /// The size of each sample; NaN where there is none.
    pub values: Vec<f64>,
    /// Where the colours begin and end: the 2nd and the 98th percentile. What lies beyond has the colour of the end.
    pub range: (f64, f64),
    /// Samples below the range, and above it.
    pub n_beyond: (usize, usize),
    /// Samples without a size: [`NO_CLASS`].
    pub n_missing: usize,
    /// Where the sizes are scores of pairs: how to read them.
    pub score_is: Option<ScoreIs>,
}

/// Colours the samples of a map; `None` where the space is not there, or the track in question is not in it.
pub fn coloring(
    analysis: &Analysis,
    params: &ColoringParams,
) -> Result<Option<Coloring>, AnalysisError> {
    let catalog = &analysis.catalog;
    let Some(space) = analysis.space(params.space) else {
        return Ok(None);
    };
    let tracks = &space.samples.tracks;
    match &params.by {
        ColorBy::Clusters | ColorBy::Agreement(_) => Ok(None),
        ColorBy::Column(name) => {
            let column = catalog
                .table
                .as_deref()
                .and_then(|table| table.column(name));
            let column = column.ok_or_else(|| AnalysisError::NoColumn(name.clone()))?;
            let rows = tracks.iter().map(|&track| catalog.row(track));
            Ok(Some(if column.kind == ColumnKind::Number {
                Coloring::of_sizes(rows.map(|row| column.number(row?)), None)
            } else {
                let value = |row: Option<usize>| column.present(row?);
                Coloring::of_values(rows.map(value), params.most_values)
            }))
        }
        ColorBy::Distance(from) => distances(analysis, tracks, *from, params.query),
    }
}

/// How far tracks are from the one in question.
fn distances(
    analysis: &Analysis,
    tracks: &[usize],
    from: SpaceName,
    query: Option<usize>,
) -> Result<Option<Coloring>, AnalysisError> {
    let Some((space, query)) = analysis.space(from).zip(query) else {
        return Ok(None);
    };
    let of_space = &space.samples.tracks;
    let Some(at) = of_space.iter().position(|&track| track == query) else {
        return Ok(None);
    };
    let way = analysis.settings.recommending[from];
    let values = space.values(&analysis.catalog, way.scaling)?;
    let query = values.row(at);
    let mut scores = vec![None; analysis.catalog.tracks.len()];
    for (&track, row) in of_space.iter().zip(values.rows()) {
        scores[track] = Some(way.metric.score(&query, &row));
    }
    let sizes = tracks.iter().map(|&track| scores[track]);
    Ok(Some(Coloring::of_sizes(sizes, Some(way.metric.score_is()))))
}

impl Coloring {
    /// By values: the `most` most frequent ones have a class each, on a tie those that come first.
    pub fn of_values<'a>(values: impl Iterator<Item = Option<&'a str>>, most: usize) -> Self {
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        // In the order in which they come: the order of a hash map is nobody's.
        let mut counts: Vec<(&str, usize)> = Vec::new();
        let codes: Vec<Option<usize>> = values
            .map(|value| {
                let value = value?;
                let number = *numbers.entry(value).or_insert_with(|| {
                    counts.push((value, 0));
                    counts.len() - 1
                });
                counts[number].1 += 1;
                Some(number)
            })
            .collect();
        let mut order: Vec<usize> = (0..counts.len()).collect();
        sort_by(&mut order, |&a, &b| counts[b].1.cmp(&counts[a].1));
        let most = most.min(usize::from(OTHER_CLASS));
        let mut class_of = vec![OTHER_CLASS; counts.len()];
        for (class, &number) in (0..OTHER_CLASS).zip(order.iter().take(most)) {
            class_of[number] = class;
        }
        let of_rank = |&number: &usize| (counts[number].0.to_owned(), counts[number].1);
        let others = order.iter().skip(most);
        Self {
            classes: codes
                .iter()
                .map(|code| code.map_or(NO_CLASS, |number| class_of[number]))
                .collect(),
            key: ColorKey::Values(ValueKey {
                values: order.iter().take(most).map(of_rank).collect(),
                n_other_values: counts.len().saturating_sub(most),
                n_other: others.map(|&number| counts[number].1).sum(),
                n_missing: codes.iter().filter(|code| code.is_none()).count(),
            }),
        }
    }

    /// By sizes.
    pub fn of_sizes(sizes: impl Iterator<Item = Option<f64>>, score_is: Option<ScoreIs>) -> Self {
        let values: Vec<f64> = sizes
            .map(|size| size.filter(|size| size.is_finite()).unwrap_or(f64::NAN))
            .collect();
        let sorted = in_order(values.iter().copied());
        let [lo, hi] = ENDS.map(|share| quantile(&sorted, share).unwrap_or_default());
        Self {
            classes: values
                .iter()
                .map(|&value| level(fraction_between(value, lo, hi)))
                .collect(),
            key: ColorKey::Scale(ScaleKey {
                range: (lo, hi),
                n_beyond: (
                    sorted.iter().filter(|&&value| value < lo).count(),
                    sorted.iter().filter(|&&value| value > hi).count(),
                ),
                n_missing: values.len() - sorted.len(),
                values,
                score_is,
            }),
        }
    }

    /// Those of some samples alone, in this order, as the same classes.
    #[must_use]
    pub fn of(&self, samples: &[usize]) -> Self {
        let class = |&sample: &usize| self.classes.get(sample).copied().unwrap_or(NO_CLASS);
        let mut key = self.key.clone();
        if let ColorKey::Scale(key) = &mut key {
            let size = |&sample: &usize| key.values.get(sample).copied().unwrap_or(f64::NAN);
            key.values = samples.iter().map(size).collect();
        }
        Self {
            classes: samples.iter().map(class).collect(),
            key,
        }
    }

    /// The colours of the classes: `palette`, but for sizes.
    pub fn palette(&self, palette: Palette) -> Palette {
        match self.key {
            ColorKey::Values(_) => palette,
            ColorKey::Scale(_) => Palette::Viridis,
        }
    }

    /// By how far the nearest of each track agree with it; `tracks` are those of the map, in its order.
    pub fn of_agreement(found: &LabelAgreement, tracks: &[u32]) -> Self {
        let share = |track: &u32| {
            let at = found.shares.binary_search_by_key(track, |(of, _)| *of);
            at.ok().map(|at| found.shares[at].1)
        };
        Self::of_sizes(tracks.iter().map(share), None)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_most_frequent_values_have_a_color_and_the_others_are_counted() {
        let cells = ["b", "a", "", "c", "a", "b", "d", "a"];
        let values = cells
            .iter()
            .map(|cell| Some(*cell).filter(|cell| !cell.is_empty()));
        let found = Coloring::of_values(values, 2);
        assert_eq!(
            found.classes,
            [1, 0, NO_CLASS, OTHER_CLASS, 0, 1, OTHER_CLASS, 0]
        );
        let want = ValueKey {
            values: vec![("a".into(), 3), ("b".into(), 2)],
            n_other_values: 2,
            n_other: 2,
            n_missing: 1,
        };
        assert_eq!(found.key, ColorKey::Values(want));
    }

    #[test]
    fn sizes_run_from_the_second_to_the_98th_percentile() {
        // numpy.percentile(range(101), [2, 98]) is [2, 98].
        let sizes = (0..=101).map(|i| (i <= 100).then_some(f64::from(i)));
        let found = Coloring::of_sizes(sizes, None);
        let ColorKey::Scale(key) = &found.key else {
            unreachable!("sizes have a scale")
        };
        assert_eq!(
            (key.range, key.n_beyond, key.n_missing),
            ((2.0, 98.0), (2, 2), 1)
        );
        let levels: Vec<u8> = [0, 2, 50, 98, 100, 101]
            .iter()
            .map(|&i| found.classes[i])
            .collect();
        assert_eq!(levels, [0, 0, level(0.5), level(1.0), level(1.0), NO_CLASS]);
        let none = Coloring::of_sizes([None, Some(f64::NAN)].into_iter(), None);
        assert_eq!(none.classes, [NO_CLASS; 2]);
    }

    proptest! {
        #[test]
        fn counts_sum_to_the_samples_and_are_those_of_the_classes(
            cells in prop::collection::vec(prop::option::of("[a-f]{0,2}"), 0..80), most in 0_usize..14,
        ) {
            let found = Coloring::of_values(cells.iter().map(Option::as_deref), most);
            let ColorKey::Values(key) = &found.key else { unreachable!("values have names") };
            let mut n_of = [0; 256];
            for &class in &found.classes {
                n_of[usize::from(class)] += 1;
            }
            let named: usize = key.values.iter().map(|(_, n)| n).sum();
            prop_assert_eq!(named + key.n_other + key.n_missing, cells.len());
            prop_assert_eq!((key.n_other, key.n_missing), (n_of[usize::from(OTHER_CLASS)], n_of[usize::from(NO_CLASS)]));
            prop_assert!(key.values.len() <= most && key.values.is_sorted_by(|a, b| a.1 >= b.1));
            for (class, (value, n)) in (0..).zip(&key.values) {
                prop_assert_eq!(*n, n_of[usize::from(class)]);
                let all_have_it = cells.iter().zip(&found.classes).all(|(cell, &of)| (of == class) == (cell.as_ref() == Some(value)));
                prop_assert!(all_have_it);
            }
        }

        #[test]
        fn larger_sizes_never_have_a_lower_level(sizes in prop::collection::vec(-1e6..1e6_f64, 2..60)) {
            let found = Coloring::of_sizes(sizes.iter().copied().map(Some), None);
            let mut pairs: Vec<(f64, u8)> = sizes.into_iter().zip(found.classes).collect();
            pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
            prop_assert!(pairs.is_sorted_by(|a, b| a.1 <= b.1));
        }
    }
}
