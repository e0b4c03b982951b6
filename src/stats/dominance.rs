//! Is one group higher than another? Cliff's delta, which asks for no unit and no normal distribution. In: two lists.
//! Out: the effect and its 95 % interval.
//!
//! Cliff, "Dominance statistics", 1993; the asymmetric interval of Feng and Cliff, "Monte Carlo evaluation of ordinal d
//! with improved confidence interval", 2004; words for its size from Romano and others, 2006.

use serde::{Deserialize, Serialize};

use super::{Interval, Z_95, in_order};

/// How large an effect is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// Below 0.147 in size.
    Negligible,
    /// Below 0.33.
    Small,
    /// Below 0.474.
    Medium,
    /// All others.
    Large,
}

impl Strength {
    /// The word for a Cliff's delta.
    pub fn of(delta: f64) -> Self {
        match delta.abs() {
            size if size < 0.147 => Self::Negligible,
            size if size < 0.33 => Self::Small,
            size if size < 0.474 => Self::Medium,
            _ => Self::Large,
        }
    }

    /// "a large effect".
    pub fn words(self) -> &'static str {
        match self {
            Self::Negligible => "a negligible effect",
            Self::Small => "a small effect",
            Self::Medium => "a medium effect",
            Self::Large => "a large effect",
        }
    }
}

/// How far one group lies above another.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dominance {
    /// Cliff's delta, -1 to 1: how much more often a number of the group is above one of the rest than below it.
    pub delta: f64,
    /// Its 95 % interval.
    pub interval: Interval,
    /// Its size in a word.
    pub strength: Strength,
}

/// Compares the finite numbers of `group` with those of `rest`; `None` when either has fewer than two.
pub fn dominance(group: &[f64], rest: &[f64]) -> Option<Dominance> {
    let group = in_order(group.iter().copied());
    let rest = in_order(rest.iter().copied());
    let (n, m) = (group.len() as f64, rest.len() as f64);
    if group.len() < 2 || rest.len() < 2 {
        return None;
    }
    let of_group = lead(&group, &rest);
    let of_rest = lead(&rest, &group);
    let delta = of_group.iter().sum::<f64>() / n;
    let squares_of_group: f64 = of_group.iter().map(|d| (d - delta).powi(2)).sum();
    let squares_of_rest: f64 = of_rest.iter().map(|d| (d + delta).powi(2)).sum();
    // Every pair counts 1, -1 or, where it is equal, 0.
    let squares_of_pairs = (untied(&group, &rest) as f64) - n * m * delta * delta;
    let variance = (m * m * squares_of_group + n * n * squares_of_rest - squares_of_pairs)
        / (n * m * (n - 1.0) * (m - 1.0));
    let variance = variance.max((1.0 - delta * delta) / (n * m - 1.0));
    Some(Dominance {
        delta,
        interval: interval(delta, variance, n.min(m)),
        strength: Strength::of(delta),
    })
}

fn interval(delta: f64, variance: f64, smaller: f64) -> Interval {
    let z2 = Z_95 * Z_95;
    let room = 1.0 - delta * delta;
    if room <= 0.0 {
        // The groups do not overlap: no spread is left to estimate, but a few numbers prove less than many.
        let bound = (smaller - z2) / (smaller + z2);
        return if delta > 0.0 {
            Interval {
                low: bound,
                high: 1.0,
            }
        } else {
            Interval {
                low: -1.0,
                high: -bound,
            }
        };
    }
    let half = Z_95 * variance.sqrt() * (room * room + z2 * variance).sqrt();
    let middle = delta * room;
    let width = room + z2 * variance;
    Interval {
        low: ((middle - half) / width).max(-1.0),
        high: ((middle + half) / width).min(1.0),
    }
}

/// For each number of sorted `of`: the share of sorted `others` below it less the share above it.
fn lead(of: &[f64], others: &[f64]) -> Vec<f64> {
    of.iter()
        .map(|x| {
            let (below, above) = around(*x, others);
            (below as f64 - above as f64) / others.len() as f64
        })
        .collect()
}

/// Pairs that are not equal.
fn untied(group: &[f64], rest: &[f64]) -> usize {
    let pairs = group.iter().map(|x| around(*x, rest));
    pairs.map(|(below, above)| below + above).sum()
}

/// How many of sorted `others` lie below and above `x`.
fn around(x: f64, others: &[f64]) -> (usize, usize) {
    let below = others.partition_point(|&y| y < x);
    let not_above = others.partition_point(|&y| y <= x);
    (below, others.len() - not_above)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_known_case() {
        // Counted pair by pair in Python; delta = 2 U / (n m) - 1 with scipy.stats.mannwhitneyu.
        let group = [3.0, 5.0, 5.0, 7.0, 8.0, 9.0];
        let rest = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0];
        let found = dominance(&group, &rest).unwrap();
        assert!((found.delta - 0.523_809_523_809_523_8).abs() < 1e-12);
        assert!((found.interval.low + 0.081_257_865_014_931_94).abs() < 1e-12);
        assert!((found.interval.high - 0.846_759_115_690_386).abs() < 1e-12);
        assert_eq!(found.strength, Strength::Large);
    }

    #[test]
    fn words_for_sizes_are_those_of_romano() {
        use Strength::{Large, Medium, Negligible, Small};
        let words = [0.146, 0.147, -0.329, 0.33, -0.473, 0.474].map(Strength::of);
        assert_eq!(words, [Negligible, Small, Small, Medium, Medium, Large]);
    }

    #[test]
    fn groups_that_do_not_overlap_have_an_interval_by_their_size() {
        let low: Vec<f64> = (0..9).map(f64::from).collect();
        let high: Vec<f64> = (10..30).map(f64::from).collect();
        let up = dominance(&high, &low).unwrap();
        assert_eq!((up.delta, up.interval.high), (1.0, 1.0));
        assert!((up.interval.low - 0.401_709_903_160_911_9).abs() < 1e-9);
        let down = dominance(&low, &high).unwrap();
        assert_eq!((down.delta, down.interval.high), (-1.0, -up.interval.low));
        assert_eq!(dominance(&[1.0], &low), None);
        assert_eq!(dominance(&[1.0, f64::NAN], &low), None);
        let equal = dominance(&[2.0; 9], &[2.0; 9]).unwrap();
        assert_eq!((equal.delta, equal.strength), (0.0, Strength::Negligible));
        assert!(equal.interval.low < 0.0 && equal.interval.high > 0.0);
    }

    proptest! {
        #[test]
        fn swapping_the_groups_turns_the_effect_round(
            a in prop::collection::vec(-5_i32..6, 2..20), b in prop::collection::vec(-5_i32..6, 2..20),
        ) {
            let a: Vec<f64> = a.into_iter().map(f64::from).collect();
            let b: Vec<f64> = b.into_iter().map(f64::from).collect();
            let (one, other) = (dominance(&a, &b).unwrap(), dominance(&b, &a).unwrap());
            prop_assert!((one.delta + other.delta).abs() < 1e-12);
            prop_assert!((one.interval.low + other.interval.high).abs() < 1e-9);
            prop_assert!(one.interval.low <= one.delta + 1e-12 && one.delta <= one.interval.high + 1e-12);
        }
    }
}
