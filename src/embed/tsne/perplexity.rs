//! Perplexity: how many neighbours a sample listens to, and how wide its bell must be for that.
//!
//! Squared distances of one sample to its neighbours come in, their probabilities go out. Van der Maaten and Hinton,
//! "Visualizing Data using t-SNE", 2008, section 2; the search is scikit-learn's `_binary_search_perplexity`.

/// Perplexity when nothing else is asked for, as in scikit-learn.
pub const DEFAULT_PERPLEXITY: f64 = 30.0;
/// Neighbours looked at, for each unit of perplexity: beyond that the bell has died away.
const NEIGHBORS_PER_PERPLEXITY: f64 = 3.0;
/// Largest error of the entropy, in nats.
const TOLERANCE: f64 = 1e-5;
const MAX_HALVINGS: usize = 100;

/// The largest perplexity that makes sense for `n_samples`: a third of the other samples, and never less than 1.
pub fn largest_perplexity(n_samples: usize) -> f64 {
    (n_samples.saturating_sub(1) as f64 / NEIGHBORS_PER_PERPLEXITY).max(1.0)
}

/// `wanted` if so many samples allow it; else the nearest perplexity that they do. What is no number is read as the default.
pub fn sensible_perplexity(wanted: f64, n_samples: usize) -> f64 {
    let wanted = if wanted.is_nan() {
        DEFAULT_PERPLEXITY
    } else {
        wanted
    };
    wanted.clamp(1.0, largest_perplexity(n_samples))
}

/// Neighbours of each sample that take part: scikit-learn's `3 * perplexity + 1`, or all there are.
pub(super) fn n_neighbors(perplexity: f64, n_samples: usize) -> usize {
    let wanted = (NEIGHBORS_PER_PERPLEXITY * perplexity + 1.0) as usize;
    wanted.min(n_samples.saturating_sub(1))
}

/// Replaces squared distances by probabilities that sum to 1: a bell around the sample, as wide as gives `perplexity`.
/// Where so many distances are equal that no width does, the nearest share the whole.
pub(super) fn probabilities(squared: &mut [f64], perplexity: f64) {
    let least = squared.iter().copied().fold(f64::INFINITY, f64::min);
    let mean = squared.iter().map(|x| x - least).sum::<f64>() / squared.len() as f64;
    // The nearest at 0 and a mean of 1: the sum below is never 0, and the search starts near its end in any units.
    for x in squared.iter_mut() {
        *x = if mean > 0.0 { (*x - least) / mean } else { 0.0 };
    }
    let target = libm::log(perplexity);
    let (mut low, mut high) = (0.0, f64::INFINITY);
    let mut precision = 1.0;
    let mut total = 0.0;
    for _ in 0..MAX_HALVINGS {
        let mut weighted = 0.0;
        total = 0.0;
        for &x in &*squared {
            let weight = libm::exp(-precision * x);
            total += weight;
            weighted += weight * x;
        }
        let entropy = libm::log(total) + precision * weighted / total;
        if (entropy - target).abs() <= TOLERANCE {
            break;
        }
        if entropy > target {
            low = precision;
            precision = if high.is_finite() {
                low.midpoint(high)
            } else {
                2.0 * low
            };
        } else {
            high = precision;
            precision = low.midpoint(high);
        }
    }
    for x in squared {
        *x = libm::exp(-precision * *x) / total;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Far above [`TOLERANCE`] times the perplexity, far below what a spoilt search gives.
    const NEAR: f64 = 1e-3;

    fn perplexity_of(row: &[f64]) -> f64 {
        let entropy: f64 = row.iter().filter(|p| **p > 0.0).map(|p| -p * p.ln()).sum();
        entropy.exp()
    }

    #[test]
    fn small_numbers_of_samples_have_small_perplexities() {
        assert_eq!(sensible_perplexity(30.0, 91), 30.0);
        assert_eq!(largest_perplexity(40), 13.0);
        for n in 0..=4 {
            assert_eq!(largest_perplexity(n), 1.0);
        }
        assert_eq!(sensible_perplexity(30.0, 40), 13.0);
        assert_eq!(sensible_perplexity(f64::NAN, 1000), 30.0);
        assert_eq!(sensible_perplexity(-3.0, 1000), 1.0);
        assert_eq!(n_neighbors(30.0, 1000), 91);
        assert_eq!(n_neighbors(1.0, 3), 2);
    }

    #[test]
    fn equal_distances_share_equally() {
        let mut row = [4.0; 8];
        probabilities(&mut row, 2.0);
        assert_eq!(row, [0.125; 8]);
        let mut row = [0.0, 0.0, 0.0, 9.0, 9.0];
        probabilities(&mut row, 2.0);
        assert!(row[..3].iter().all(|p| (p - 1.0 / 3.0).abs() < NEAR));
    }

    proptest! {
        #[test]
        fn rows_sum_to_1_and_have_the_perplexity_asked_for(
            mut row in prop::collection::vec(0.0_f64..1.0, 31..60), perplexity in 2.0_f64..10.0, scale in -9_i32..9,
        ) {
            for x in &mut row {
                *x = (4000.0 + *x) * 10.0_f64.powi(scale);
            }
            probabilities(&mut row, perplexity);
            prop_assert!((row.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            prop_assert!((perplexity_of(&row) - perplexity).abs() < NEAR);
        }
    }
}
