//! What each feature adds to the score of two tracks. In: their values and the metric. Out: amounts that sum to the
//! cosine, or to the squared Euclidean distance.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::neighbors::Metric;
use crate::sentences::MadeOf;
use crate::sorting::sort_by;

/// Features named in a sentence.
const MOST_NAMED: usize = 3;

/// The part of one feature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contribution {
    /// Its name.
    pub feature: String,
    /// Value of the query, as compared: raw or standardised.
    pub query: f64,
    /// Value of the other track.
    pub track: f64,
    /// What it adds: to the cosine (below 0 where the values differ in sign), or to the squared distance.
    pub amount: f64,
    /// Its share of the total; `None` where the total is 0. Shares sum to 1; those of a cosine may lie outside 0 to 1.
    pub share: Option<f64>,
}

/// All parts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contributions {
    /// How the tracks were compared.
    pub metric: Metric,
    /// The score: the cosine, or the distance.
    pub score: f64,
    /// What the amounts sum to: the cosine, or the squared distance.
    pub total: f64,
    /// One per feature, in their order.
    pub parts: Vec<Contribution>,
}

/// What each feature adds: `x * y / (|x| |y|)` for the cosine, `(x - y)^2` for the distance. For pixels it is a picture.
fn amounts(metric: Metric, query: &[f64], track: &[f64]) -> Vec<f64> {
    let pairs = query.iter().zip(track);
    match metric {
        Metric::Euclidean => pairs.map(|(x, y)| (x - y) * (x - y)).collect(),
        Metric::Cosine => {
            let length = |row: &[f64]| row.iter().map(|x| x * x).sum::<f64>().sqrt();
            let norm = length(query) * length(track);
            let part = |x: f64, y: f64| if norm > 0.0 { x * y / norm } else { 0.0 };
            pairs.map(|(x, y)| part(*x, *y)).collect()
        }
    }
}

/// The parts of `features` in the score of two tracks.
pub fn contributions(
    metric: Metric,
    features: &[String],
    query: &[f64],
    track: &[f64],
) -> Contributions {
    let amounts = amounts(metric, query, track);
    let total: f64 = amounts.iter().sum();
    let parts = features
        .iter()
        .zip(query.iter().zip(track))
        .zip(amounts)
        .map(|((feature, (&query, &track)), amount)| Contribution {
            feature: feature.clone(),
            query,
            track,
            amount,
            share: (total != 0.0).then(|| amount / total),
        })
        .collect();
    Contributions {
        metric,
        score: metric.score(query, track),
        total,
        parts,
    }
}

impl Contributions {
    /// The largest parts.
    pub fn sentence(&self) -> MadeOf {
        let mut largest: Vec<&Contribution> =
            self.parts.iter().filter(|p| p.amount != 0.0).collect();
        // Stable: equal parts stay in order.
        sort_by(&mut largest, |a, b| {
            b.amount.abs().total_cmp(&a.amount.abs())
        });
        let n_rest = largest.len().saturating_sub(MOST_NAMED);
        largest.truncate(MOST_NAMED);
        let named = |value: fn(&Contribution) -> f64| {
            let named = |part: &&Contribution| (part.feature.clone(), value(part));
            largest.iter().map(named).collect()
        };
        match self.metric {
            Metric::Euclidean if largest.is_empty() => {
                // The square of a small difference can be 0.
                let is_equal = |part: &Contribution| {
                    let order = part.query.partial_cmp(&part.track);
                    order.is_some_and(Ordering::is_eq)
                };
                let is_equal = self.parts.iter().all(is_equal);
                if is_equal && !self.parts.is_empty() {
                    MadeOf::EqualInEveryFeature
                } else {
                    MadeOf::NothingAddsToDistance
                }
            }
            Metric::Euclidean => MadeOf::Distance {
                parts: named(|part| part.share.unwrap_or(0.0)),
                n_rest,
            },
            Metric::Cosine if largest.is_empty() => MadeOf::NothingAddsToSimilarity,
            Metric::Cosine => MadeOf::Similarity {
                score: self.score,
                parts: named(|part| part.amount),
                n_rest,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TOLERANCE: f64 = 1e-12;

    fn names(n: usize) -> Vec<String> {
        ["energy", "valence_x", "tempo", "key", "mode", "time"][..n]
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn tempo_drowns_the_raw_cosine() {
        let parts = contributions(
            Metric::Cosine,
            &names(3),
            &[0.9, 0.1, 120.0],
            &[0.1, 0.9, 119.0],
        );
        assert!(parts.parts[2].share.unwrap() > 0.9999);
        assert_eq!(
            parts.sentence().to_string(),
            "The similarity of 0.999955 is made of tempo (+0.999943), energy (+0.000006) and valence x (+0.000006)."
        );
    }

    #[test]
    fn what_speaks_against_a_similarity_has_a_sign() {
        let parts = contributions(Metric::Cosine, &names(2), &[3.0, 4.0], &[-3.0, 4.0]);
        assert_eq!(
            parts.sentence().to_string(),
            "The similarity of 0.280 is made of valence x (+0.640) and energy (-0.360)."
        );
    }

    #[test]
    fn the_distance_is_shared_out() {
        let parts = contributions(
            Metric::Euclidean,
            &names(4),
            &[0.0, 0.0, 0.0, 0.0],
            &[1.0, -3.0, 2.0, 0.5],
        );
        assert_eq!(
            parts.sentence().to_string(),
            "The squared distance comes from valence x (63.2 %), tempo (28.1 %) and energy (7.02 %); one feature adds the rest."
        );
        let mostly = contributions(Metric::Euclidean, &names(2), &[0.0, 0.0], &[100.0, 0.1]);
        assert!(
            mostly
                .sentence()
                .to_string()
                .contains("energy (over 99.9 %)")
        );
    }

    #[test]
    fn equal_and_empty_tracks_have_words() {
        let equal = contributions(Metric::Euclidean, &names(2), &[1.0, 2.0], &[1.0, 2.0]);
        assert_eq!(
            equal.sentence().to_string(),
            "The two tracks are equal in every feature."
        );
        assert_eq!(equal.parts[0].share, None);
        let zero = contributions(Metric::Cosine, &names(2), &[0.0, 0.0], &[1.0, 2.0]);
        assert_eq!(
            zero.sentence().to_string(),
            "No feature adds to the similarity."
        );
        assert!(
            contributions(Metric::Cosine, &[], &[], &[])
                .parts
                .is_empty()
        );
    }

    proptest! {
        #[test]
        fn parts_sum_to_the_score(
            rows in prop::collection::vec((-9.0_f64..9.0, -9.0_f64..9.0), 0..7),
        ) {
            let (x, y): (Vec<f64>, Vec<f64>) = rows.into_iter().unzip();
            let cosine = contributions(Metric::Cosine, &names(x.len().min(6)), &x, &y);
            prop_assert!((cosine.total - cosine.score).abs() < TOLERANCE);
            let sum: f64 = amounts(Metric::Cosine, &x, &y).iter().sum();
            prop_assert!((sum - Metric::Cosine.score(&x, &y)).abs() < TOLERANCE);
            let distance = contributions(Metric::Euclidean, &names(x.len().min(6)), &x, &y);
            prop_assert!((distance.total - distance.score.powi(2)).abs() < TOLERANCE * distance.total.max(1.0));
            if x.len() <= 6 && distance.total > 0.0 {
                let shares: f64 = distance.parts.iter().filter_map(|p| p.share).sum();
                prop_assert!((shares - 1.0).abs() < TOLERANCE);
            }
        }
    }
}
