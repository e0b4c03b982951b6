//! First centroids: greedy k-means++ as scikit-learn draws them (`_kmeans_plusplus`), from the same random stream.
//!
//! Arthur and Vassilvitskii, "k-means++: the advantages of careful seeding", 2007.

use std::collections::VecDeque;

use crate::data::Matrix;
use crate::neighbors::blocks::{Blocks, LANES, dots};
use crate::rng::Mt19937;

/// Draws `k` samples far from each other: a step measures one candidate against some of the samples.
pub(super) struct Seeding {
    k: usize,
    chosen: Vec<usize>,
    /// Squared distance of every sample to the nearest chosen one.
    nearest: Vec<f64>,
    potential: f64,
    /// Candidates for the next centroid that are still to be tried, and the best of those that were.
    candidates: VecDeque<usize>,
    best: Option<Candidate>,
    /// What `nearest` would be with the candidate under way, as far as that is measured.
    measured: Vec<f64>,
}

/// A sample that may become a centroid.
struct Candidate {
    sample: usize,
    potential: f64,
    nearest: Vec<f64>,
}

impl Seeding {
    /// Draws the first of `k` centroids among `n_samples` >= 1 samples.
    pub(super) fn new(n_samples: usize, k: usize, rng: &mut Mt19937) -> Self {
        Self {
            k,
            chosen: Vec::with_capacity(k),
            nearest: vec![f64::INFINITY; n_samples],
            potential: f64::INFINITY,
            candidates: VecDeque::from([draw_any(n_samples, rng)]),
            best: None,
            measured: Vec::with_capacity(n_samples.next_multiple_of(LANES)),
        }
    }

    /// Measures a piece more; true when all centroids are chosen. `data` is centred, `norms` are the squared lengths of its
    /// samples.
    pub(super) fn step(&mut self, data: &Blocks, norms: &[f64], rng: &mut Mt19937) -> bool {
        if self.chosen.len() >= self.k {
            return true;
        }
        if self.candidates.is_empty() {
            self.draw(rng);
        }
        if let Some(&sample) = self.candidates.front()
            && self.measure(data, norms, sample)
        {
            self.candidates.pop_front();
            self.judge(sample);
        }
        if self.candidates.is_empty()
            && let Some(best) = self.best.take()
        {
            self.potential = best.potential;
            self.nearest = best.nearest;
            self.chosen.push(best.sample);
        }
        self.chosen.len() >= self.k
    }

    /// Draws the candidates for the next centroid.
    fn draw(&mut self, rng: &mut Mt19937) {
        let trials = 2 + (self.k as f64).ln() as usize;
        let draws: Vec<f64> = (0..trials)
            .map(|_| rng.next_f64() * self.potential)
            .collect();
        // The last sum is the potential itself, added up in the same order: no draw lies beyond it.
        let cumulative = cumulative_sum(self.nearest.iter().copied());
        let sample = |draw: f64| cumulative.partition_point(|&sum| sum < draw);
        self.candidates = draws.into_iter().map(sample).collect();
    }

    /// Measures a few samples more from candidate `i`; true when all are. The squared distance is in scikit-learn's expanded
    /// form, which can fall below 0 by rounding and is cut there.
    fn measure(&mut self, data: &Blocks, norms: &[f64], i: usize) -> bool {
        let first = self.measured.len();
        let blocks = data.portion(first / LANES, 1);
        let samples = data.samples(&blocks);
        let (center, measured) = (data.sample(i), &mut self.measured);
        data.visit_some(blocks, |_, block| measured.extend(dots(block, &center)));
        // The last block is filled up.
        measured.truncate(samples.end);
        for (sample, distance) in samples.zip(&mut measured[first..]) {
            let squared = (norms[i] - 2.0 * *distance + norms[sample]).max(0.0);
            *distance = if sample == i { 0.0 } else { squared };
        }
        measured.len() == data.n_samples()
    }

    /// Keeps `sample`, which was measured, if it is better than the candidates before it; the first of equals is kept.
    fn judge(&mut self, sample: usize) {
        let mut nearest = std::mem::replace(
            &mut self.measured,
            Vec::with_capacity(self.nearest.len().next_multiple_of(LANES)),
        );
        let mut potential = 0.0;
        for (new, &old) in nearest.iter_mut().zip(&self.nearest) {
            *new = new.min(old);
            potential += *new;
        }
        let is_better = |best: &Candidate| potential < best.potential;
        if self.best.as_ref().is_none_or(is_better) {
            self.best = Some(Candidate {
                sample,
                potential,
                nearest,
            });
        }
    }

    /// The centroids: `k` x `n_features`.
    pub(super) fn centroids(&self, data: &Blocks) -> Matrix {
        let values = self.chosen.iter().flat_map(|&i| data.sample(i)).collect();
        Matrix::new(self.chosen.len(), data.n_features(), values).unwrap_or_default()
    }
}

/// numpy's `choice(n, p=1/n)`: the first index whose cumulative share exceeds the draw.
fn draw_any(n: usize, rng: &mut Mt19937) -> usize {
    let cumulative = cumulative_sum(std::iter::repeat_n(1.0 / n as f64, n));
    let total = cumulative[n - 1];
    // Below 1, which is the last share.
    let draw = rng.next_f64();
    cumulative.partition_point(|&sum| sum / total <= draw)
}

fn cumulative_sum(values: impl Iterator<Item = f64>) -> Vec<f64> {
    values
        .scan(0.0, |sum, value| {
            *sum += value;
            Some(*sum)
        })
        .collect()
}
