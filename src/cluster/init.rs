//! First centroids: greedy k-means++ as scikit-learn draws them (`_kmeans_plusplus`), from the same random stream.
//!
//! Arthur and Vassilvitskii, "k-means++: the advantages of careful seeding", 2007.

use std::collections::VecDeque;

use crate::data::Matrix;
use crate::effort::spend;
use crate::neighbors::blocks::{Blocks, dots};
use crate::rng::Mt19937;

/// Draws `k` samples far from each other, one candidate a step.
pub(super) struct Seeding {
    k: usize,
    chosen: Vec<usize>,
    /// Squared distance of every sample to the nearest chosen one.
    nearest: Vec<f64>,
    potential: f64,
    /// Candidates for the next centroid that are still to be tried, and the best of those that were.
    candidates: VecDeque<usize>,
    best: Option<Candidate>,
}

/// A sample that may become a centroid.
struct Candidate {
    sample: usize,
    potential: f64,
    nearest: Vec<f64>,
}

impl Seeding {
    /// Draws the first of `k` centroids among the samples of `data` (centred, `n_samples` >= 1); `norms` are their squared
    /// lengths.
    pub(super) fn new(data: &Blocks, norms: &[f64], k: usize, rng: &mut Mt19937) -> Self {
        let first = draw_any(data.n_samples(), rng);
        let nearest = distances_to(data, norms, first);
        Self {
            k,
            chosen: vec![first],
            potential: nearest.iter().sum(),
            nearest,
            candidates: VecDeque::new(),
            best: None,
        }
    }

    /// Tries one candidate; true when all centroids are chosen.
    pub(super) fn step(&mut self, data: &Blocks, norms: &[f64], rng: &mut Mt19937) -> bool {
        if self.chosen.len() >= self.k {
            return true;
        }
        if self.candidates.is_empty() {
            self.draw(rng);
        }
        if let Some(sample) = self.candidates.pop_front() {
            self.attempt(data, norms, sample);
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

    /// Measures what `sample` would do as a centroid; the first of equals is kept.
    fn attempt(&mut self, data: &Blocks, norms: &[f64], sample: usize) {
        let mut nearest = distances_to(data, norms, sample);
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

/// Squared distance of every sample to sample `i`, in scikit-learn's expanded form, which can fall below 0 by
/// rounding and is cut there.
fn distances_to(data: &Blocks, norms: &[f64], i: usize) -> Vec<f64> {
    spend(data.n_samples(), data.n_features());
    let center = data.sample(i);
    let mut distances = data.map(|block| dots(block, &center));
    for (distance, norm) in distances.iter_mut().zip(norms) {
        *distance = (norms[i] - 2.0 * *distance + norm).max(0.0);
    }
    distances[i] = 0.0;
    distances
}
