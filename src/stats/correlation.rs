//! Do two lists rise together? Spearman's rank correlation with ties. In: pairs. Out: rho and its 95 % interval.
//!
//! The interval is that of Bonett and Wright, "Sample size requirements for estimating Pearson, Kendall and Spearman
//! correlations", 2000: Fisher's z with the variance (1 + rho^2 / 2) / (n - 3).

use serde::{Deserialize, Serialize};

use super::{Interval, Z_95, in_order};

/// Fewer pairs say nothing: the interval divides by `n - 3`.
const LEAST_PAIRS: usize = 4;

/// A rank correlation.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correlation {
    /// Spearman's rho, -1 to 1.
    pub rho: f64,
    /// Its 95 % interval.
    pub interval: Interval,
    /// Pairs it was computed from.
    pub n: usize,
}

/// Correlates the pairs of which both numbers are finite; `None` for fewer than 4, or when either list is constant.
pub fn spearman(pairs: &[(f64, f64)]) -> Option<Correlation> {
    let (x, y): (Vec<f64>, Vec<f64>) = pairs
        .iter()
        .copied()
        .filter(|(x, y)| x.is_finite() && y.is_finite())
        .unzip();
    let n = x.len();
    if n < LEAST_PAIRS {
        return None;
    }
    let rho = pearson(&ranks(&x), &ranks(&y))?;
    let error = ((1.0 + rho * rho / 2.0) / (n as f64 - 3.0)).sqrt();
    let z = rho.atanh();
    Some(Correlation {
        rho,
        interval: Interval {
            low: (z - Z_95 * error).tanh(),
            high: (z + Z_95 * error).tanh(),
        },
        n,
    })
}

/// The rank of each finite number, from 1; equal ones share the mean of their ranks.
fn ranks(values: &[f64]) -> Vec<f64> {
    let sorted = in_order(values.iter().copied());
    let rank = |x: &f64| {
        let below = sorted.partition_point(|y| y < x);
        let not_above = sorted.partition_point(|y| y <= x);
        (below + not_above + 1) as f64 / 2.0
    };
    values.iter().map(rank).collect()
}

/// `None` when either list is constant.
fn pearson(x: &[f64], y: &[f64]) -> Option<f64> {
    let (mean_x, mean_y) = (super::mean(x)?, super::mean(y)?);
    let (mut xy, mut xx, mut yy) = (0.0, 0.0, 0.0);
    for (x, y) in x.iter().zip(y) {
        let (x, y) = (x - mean_x, y - mean_y);
        xy += x * y;
        xx += x * x;
        yy += y * y;
    }
    let size = (xx * yy).sqrt();
    (size > 0.0).then(|| (xy / size).clamp(-1.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(x: &[f64], y: &[f64]) -> Vec<(f64, f64)> {
        x.iter().copied().zip(y.iter().copied()).collect()
    }

    #[test]
    fn ranks_share_ties_as_in_scipy() {
        // scipy.stats.spearmanr([1, 2, 2, 4, 9, 9, 7], [3, 1, 4, 4, 8, 6, 6])
        let x = [1.0, 2.0, 2.0, 4.0, 9.0, 9.0, 7.0, f64::NAN];
        let y = [3.0, 1.0, 4.0, 4.0, 8.0, 6.0, 6.0, 0.0];
        let found = spearman(&pairs(&x, &y)).unwrap();
        assert!((found.rho - 0.888_888_888_888_889_1).abs() < 1e-12);
        assert_eq!(found.n, 7);
        assert!((found.interval.low - 0.253_475_226_050_213_7).abs() < 1e-12);
        assert!((found.interval.high - 0.988_447_186_882_638_3).abs() < 1e-12);
    }

    #[test]
    fn what_has_no_correlation_has_none() {
        let rising = [1.0, 2.0, 3.0, 4.0, 5.0];
        assert_eq!(spearman(&pairs(&rising, &[7.0; 5])), None);
        assert_eq!(spearman(&pairs(&rising[..3], &rising[..3])), None);
        assert_eq!(spearman(&[]), None);
        let perfect = spearman(&pairs(&rising, &rising)).unwrap();
        assert_eq!((perfect.rho, perfect.interval.high), (1.0, 1.0));
    }
}
