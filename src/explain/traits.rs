//! Which properties stand out in this collection, and which of them two tracks share.

use super::vocabulary::{Property, Unit, picture_properties};
use crate::cluster::FeatureWords;
use crate::data::{Catalog, Matrix, N_PIXELS};
use crate::effort::spend;
use crate::features::bands::{PICTURE_TRAITS, measure};
use crate::sentences::{Alike, Shared};
use crate::sorting::sort_by;
use crate::stats::{in_order, mid_rank, quantile};
use crate::wording::{place, three_digits};

/// Properties named in one sentence at most.
const MOST_NAMED: usize = 3;

/// Pictures measured in one step.
const STEP_PICTURES: usize = 1024;

#[derive(Debug)]
/// One property of every track, and where it counts as high or low in this collection.
struct Trait {
    noun: String,
    words: FeatureWords,
    unit: Unit,
    /// One value per sample, NaN where missing.
    values: Vec<f64>,
    /// Share of the collection below each value, 0 to 1.
    ranks: Vec<f64>,
    quartiles: [f64; 3],
    /// Does it differ between any two samples?
    varies: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    High,
    Low,
}

#[derive(Debug)]
/// The properties of a collection, from which reasons are computed.
pub struct Traits {
    traits: Vec<Trait>,
    /// Sample of each track.
    sample_of: Vec<Option<usize>>,
}

/// The properties of a collection on their way: a step measures some pictures, or ranks one property.
pub struct TraitsFit {
    /// Properties and their values, one row per sample; `None` for pictures.
    described: Option<(Vec<Property>, Matrix)>,
    /// Measurements of the pictures looked at so far.
    measured: Vec<Option<[f64; PICTURE_TRAITS.len()]>>,
    traits: Vec<Trait>,
}

impl TraitsFit {
    /// Prepares to rank properties by their values, one row per sample; `None` stands for the measurements of pictures in
    /// [`bands`](crate::features::bands).
    pub fn new(described: Option<(Vec<Property>, Matrix)>) -> Self {
        Self {
            described,
            measured: Vec::new(),
            traits: Vec::new(),
        }
    }

    /// Does a short piece of the work for the tracks in `samples`; true when all is known.
    pub fn step(&mut self, catalog: &Catalog, samples: &[usize]) -> bool {
        let Some((properties, values)) = &self.described else {
            return self.step_pictures(catalog, samples);
        };
        let next = self.traits.len();
        let Some(property) = properties.get(next) else {
            return true;
        };
        let values = values.column(next).collect();
        self.traits.push(Trait::new(property.clone(), values));
        self.traits.len() == properties.len()
    }

    fn step_pictures(&mut self, catalog: &Catalog, samples: &[usize]) -> bool {
        let known = self.measured.len();
        if known < samples.len() {
            let next = samples[known..].iter().take(STEP_PICTURES);
            spend(next.len(), N_PIXELS);
            let measured =
                next.map(|&track| catalog.spectrogram(track).map(|s| measure(&s.pixels)));
            self.measured.extend(measured);
            return false;
        }
        let j = self.traits.len();
        let Some(property) = picture_properties().into_iter().nth(j) else {
            return true;
        };
        let measured = self.measured.iter();
        let values = measured.map(|m| m.map_or(f64::NAN, |m| m[j])).collect();
        self.traits.push(Trait::new(property, values));
        self.traits.len() == PICTURE_TRAITS.len()
    }

    /// What [`Self::step`] has found out for `samples`, once it has said true.
    pub fn finish(self, catalog: &Catalog, samples: &[usize]) -> Traits {
        let mut sample_of = vec![None; catalog.tracks.len()];
        for (sample, &track) in samples.iter().enumerate() {
            sample_of[track] = Some(sample);
        }
        Traits {
            traits: self.traits,
            sample_of,
        }
    }
}

impl Traits {
    /// What `track` shares with `query`: properties in which both lie in the top quarter of the collection, or both in the
    /// bottom quarter, with the values of both; where there are none, what is nearest. Only properties are named that
    /// `counts` says of their position. `None` where one of the tracks is not in the collection.
    pub fn reason(
        &self,
        query: usize,
        track: usize,
        counts: impl Fn(usize) -> bool,
    ) -> Option<Alike> {
        let sample = |track: usize| self.sample_of.get(track).copied().flatten();
        let (q, t) = (sample(query)?, sample(track)?);
        let counted = (0..).zip(&self.traits);
        let counted: Vec<&Trait> = counted
            .filter(|(i, _)| counts(*i))
            .map(|(_, property)| property)
            .collect();
        let shared = shared(&counted, q, t);
        if !shared.is_empty() {
            return Some(Alike::BothHave { shared });
        }
        let of_all = counted.len() == self.traits.len();
        Some(match nearest(&counted, q, t) {
            Some(property) => Alike::ClosestIn {
                noun: property.noun.clone(),
                values: property.values(q, t),
                of_all,
            },
            None => Alike::NothingStandsOut { of_all },
        })
    }
}

/// In what both samples stand out on the same side, the strongest first.
fn shared(traits: &[&Trait], q: usize, t: usize) -> Vec<Shared> {
    let mut shared: Vec<(f64, &Trait, Side)> = traits
        .iter()
        .filter_map(|property| {
            let side = property
                .side(t)
                .filter(|&side| property.side(q) == Some(side))?;
            let strength = property.strength(q).min(property.strength(t));
            Some((strength, *property, side))
        })
        .collect();
    // Stable: equal strengths stay in column order.
    sort_by(&mut shared, |a, b| b.0.total_cmp(&a.0));
    let named = shared.into_iter().take(MOST_NAMED);
    named
        .map(|(_, property, side)| Shared {
            words: match side {
                Side::High => property.words.high.clone(),
                Side::Low => property.words.low.clone(),
            },
            values: property.values(q, t),
        })
        .collect()
}

/// In what both samples are nearest, the first of equals. To be alike in what is the same for all says nothing.
fn nearest<'a>(traits: &[&'a Trait], q: usize, t: usize) -> Option<&'a Trait> {
    traits
        .iter()
        .filter(|property| property.varies)
        .filter(|property| property.values[q].is_finite() && property.values[t].is_finite())
        .min_by(|a, b| {
            let apart = |of: &Trait| (of.ranks[q] - of.ranks[t]).abs();
            apart(a).total_cmp(&apart(b))
        })
        .copied()
}

impl Trait {
    fn new(property: Property, values: Vec<f64>) -> Self {
        // It is sorted, and every value is looked up twice.
        spend(values.len(), 3 * values.len().max(2).ilog2() as usize);
        let sorted = in_order(values.iter().copied());
        let ranks = values.iter().map(|&x| mid_rank(&sorted, x)).collect();
        let quartiles = [0.25, 0.5, 0.75].map(|share| quantile(&sorted, share).unwrap_or(f64::NAN));
        Self {
            varies: sorted.first() != sorted.last(),
            noun: property.noun,
            words: property.words,
            unit: property.unit,
            values,
            ranks,
            quartiles,
        }
    }

    /// Where sample `i` stands out: in the top or the bottom quarter, and off the median (which most tracks may share).
    fn side(&self, i: usize) -> Option<Side> {
        let [lower, median, upper] = self.quartiles;
        let x = self.values[i];
        if x >= upper && x > median {
            Some(Side::High)
        } else if x <= lower && x < median {
            Some(Side::Low)
        } else {
            None
        }
    }

    /// How far from the middle of the collection, 0 to 0.5.
    fn strength(&self, i: usize) -> f64 {
        (self.ranks[i] - 0.5).abs()
    }

    /// "0.92 and 0.9", "top 2 % and top 5 %", the first of them the query's; once where both are said alike.
    fn values(&self, query: usize, track: usize) -> String {
        let said = |i: usize| match self.unit {
            Unit::Of(_) => three_digits(self.values[i]),
            Unit::Rank => place(self.ranks[i]),
        };
        let unit = match self.unit {
            Unit::Of(unit) => unit,
            Unit::Rank => "",
        };
        let (one, other) = (said(query), said(track));
        if one == other {
            format!("both {one}{unit}")
        } else {
            format!("{one} and {other}{unit}")
        }
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::super::vocabulary::column_properties;
    use super::*;
    use crate::data::{NameColumns, Track};

    fn traits(columns: &[(&str, &[f64])]) -> Traits {
        let n_rows = columns[0].1.len();
        let track = |row: usize| Track::new(row.to_string(), None, Some(row));
        let tracks = (0..n_rows).map(track).collect();
        let catalog = Catalog::new(tracks, Rc::default(), None, &NameColumns::default());
        let samples: Vec<usize> = (0..n_rows).collect();
        let names: Vec<String> = columns.iter().map(|(name, _)| (*name).into()).collect();
        let values = (0..n_rows).flat_map(|row| columns.iter().map(move |(_, values)| values[row]));
        let values = Matrix::new(n_rows, columns.len(), values.collect()).unwrap();
        let mut fit = TraitsFit::new(Some((column_properties(&names), values)));
        while !fit.step(&catalog, &samples) {}
        fit.finish(&catalog, &samples)
    }

    fn said(traits: &Traits, query: usize, track: usize) -> String {
        traits
            .reason(query, track, |_| true)
            .map_or_else(String::new, |reason| reason.to_string())
    }

    #[test]
    fn shared_extremes_are_named_with_the_recommended_tracks_values() {
        let energy = [0.9, 0.92, 0.5, 0.5, 0.4, 0.1, 0.2, 0.3];
        let acousticness = [0.02, 0.01, 0.5, 0.5, 0.4, 0.9, 0.8, 0.3];
        let traits = traits(&[("energy", &energy), ("acousticness", &acousticness)]);
        assert_eq!(
            said(&traits, 0, 1),
            "Both have high energy (0.9 and 0.92) and low acousticness (0.02 and 0.01)."
        );
    }

    #[test]
    fn what_only_one_of_them_has_is_no_reason() {
        let energy = [0.9, 0.1, 0.5, 0.5, 0.4, 0.1, 0.2, 0.3];
        let traits = traits(&[("energy", &energy)]);
        assert_eq!(
            said(&traits, 0, 1),
            "Nothing stands out in both; they are closest in energy (0.9 and 0.1)."
        );
    }

    #[test]
    fn a_value_that_most_tracks_share_does_not_stand_out() {
        let instrumentalness = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.8, 0.9];
        let traits = traits(&[("instrumentalness", &instrumentalness)]);
        assert!(said(&traits, 0, 1).starts_with("Nothing stands out"));
    }
}
