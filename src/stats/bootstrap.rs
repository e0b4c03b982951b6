//! How sure a mean is: the middle 95 % of the means of samples drawn from the same values, with replacement (Efron 1979).

use super::{Interval, in_order, mean, quantile};
use crate::effort::portion;
use crate::rng::Mt19937;

/// Samples drawn.
const N_DRAWS: usize = 1000;

/// An interval on its way: numpy's
/// `percentile(values[RandomState(seed).randint(0, n, (1000, n))].mean(1), [2.5, 97.5])`.
pub struct BootstrapFit {
    rng: Mt19937,
    means: Vec<f64>,
}

impl BootstrapFit {
    /// Prepares to draw with this seed.
    pub fn new(seed: u32) -> Self {
        Self {
            rng: Mt19937::new(seed),
            means: Vec::with_capacity(N_DRAWS),
        }
    }

    /// Draws a few samples of `values`, the same ones at each step; the interval when all are drawn, or nothing of nothing.
    pub fn step(&mut self, values: &[f64]) -> Option<Option<Interval>> {
        let Some(last) = values.len().checked_sub(1) else {
            return Some(None);
        };
        for _ in portion(self.means.len(), N_DRAWS, values.len()) {
            let drawn: Vec<f64> = values
                .iter()
                .map(|_| values[self.rng.at_most(last as u32) as usize])
                .collect();
            self.means.extend(mean(&drawn));
        }
        (self.means.len() == N_DRAWS).then(|| {
            let sorted = in_order(self.means.iter().copied());
            let (low, high) = (quantile(&sorted, 0.025)?, quantile(&sorted, 0.975)?);
            Some(Interval { low, high })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_numpys() {
        // See `randint` and `percentile` in the head of this file, with seed 42.
        let values = [0.1, 0.9, 0.4, 0.4, 0.7];
        let mut fit = BootstrapFit::new(42);
        let found = loop {
            if let Some(found) = fit.step(&values) {
                break found.unwrap();
            }
        };
        assert!(
            (found.low - 0.28).abs() < 1e-12 && (found.high - 0.72).abs() < 1e-12,
            "{found:?}"
        );
        assert_eq!(BootstrapFit::new(42).step(&[]), Some(None));
    }
}
