//! The lists of many tracks, exactly as [`similar_tracks`](super::similar_tracks) makes them, to the last bit of their
//! scores: several at a time, in short steps.

use super::Copies;
use crate::data::Matrix;
use crate::effort::{portion, spend};
use crate::neighbors::blocks::{LANES, Lane, block_of, dots, squared_distances};
use crate::neighbors::{Metric, Neighbor, first};
use crate::rng::Mt19937;

/// Above this many samples the lists of a seeded sample of this size are made: the cost is quadratic.
pub const MOST_QUERIES: usize = 3000;
/// Seed of that sample.
const SAMPLE_SEED: u32 = 0;
/// Numbers read in one step, times [`LANES`]: a few milliseconds.
pub(super) const STEP_WORK: usize = 1 << 19;

/// Neighbours that spaces are measured by.
pub(super) const N_NEAREST: usize = 10;

/// What is found of two samples.
#[derive(Clone, Copy)]
enum Found {
    /// Their score, to the last bit as [`similar_tracks`](super::similar_tracks) has it.
    Score(Metric),
    /// Their product, which all metrics can be told from, nearly to the last bit.
    Product,
}

/// Lists on their way.
pub(super) struct ListsFit {
    found: Found,
    queries: Vec<usize>,
    /// Length of each sample, as far as they are known: they are measured first.
    norms: Vec<f64>,
    /// First of the [`LANES`] queries whose scores are being found.
    first: usize,
    /// Their scores with the samples, as far as they are known.
    scores: Vec<Lane>,
}

/// The scores of one query with all samples.
pub(super) struct Scores<'a> {
    /// Which sample.
    pub(super) query: usize,
    found: Found,
    norms: &'a [f64],
    lane: usize,
    all: &'a [Lane],
}

impl Scores<'_> {
    /// The `top_n` nearest samples by `metric` that `is_candidate` lets in, nearest first, ties by sample; never the query
    /// itself. Where scores were found they are of one metric, which this must be.
    pub(super) fn list(
        &self,
        metric: Metric,
        top_n: usize,
        is_candidate: impl Fn(usize) -> bool,
    ) -> Vec<Neighbor> {
        let all = self.all.iter().enumerate();
        let candidates = all.filter(|&(sample, _)| sample != self.query && is_candidate(sample));
        let candidates = candidates.map(|(sample, found)| Neighbor {
            sample,
            score: self.score(metric, sample, found[self.lane]),
        });
        first(candidates.collect(), metric, top_n)
    }

    /// The same without samples of a recording that comes before them.
    pub(super) fn list_of_recordings(
        &self,
        metric: Metric,
        top_n: usize,
        copies: &Copies,
    ) -> Vec<Neighbor> {
        let is_other = |sample| !copies.is_copy(self.query, sample);
        copies.first_of_each(
            top_n,
            |found: &Neighbor| found.sample,
            |n| self.list(metric, n, is_other),
        )
    }

    fn score(&self, metric: Metric, sample: usize, found: f64) -> f64 {
        let (a, b) = (self.norms[self.query], self.norms[sample]);
        match (self.found, metric) {
            (Found::Score(_), _) => found,
            (Found::Product, Metric::Euclidean) => (a * a + b * b - 2.0 * found).max(0.0).sqrt(),
            (Found::Product, Metric::Cosine) if a * b > 0.0 => found / (a * b),
            (Found::Product, Metric::Cosine) => 0.0,
        }
    }
}

/// `samples`, or a seeded sample of them where they are many.
pub(super) fn queries_of(samples: Vec<usize>) -> Vec<usize> {
    if samples.len() <= MOST_QUERIES {
        return samples;
    }
    let drawn = Mt19937::new(SAMPLE_SEED).sample(samples.len(), MOST_QUERIES);
    drawn.into_iter().map(|i| samples[i]).collect()
}

impl ListsFit {
    /// Prepares the lists of all of so many samples by `metric`, or of a seeded sample of them.
    pub(super) fn by_one(metric: Metric, n_samples: usize) -> Self {
        let queries = queries_of((0..n_samples).collect());
        Self::of(Found::Score(metric), queries, n_samples)
    }

    /// Prepares the lists of `queries` by all metrics at once; they are samples of data with so many.
    pub(super) fn by_all(queries: Vec<usize>, n_samples: usize) -> Self {
        Self::of(Found::Product, queries, n_samples)
    }

    fn of(found: Found, queries: Vec<usize>, n_samples: usize) -> Self {
        Self {
            found,
            queries,
            norms: Vec::with_capacity(n_samples),
            first: 0,
            scores: Vec::new(),
        }
    }

    /// Number of lists.
    pub(super) fn n_lists(&self) -> usize {
        self.queries.len()
    }

    /// Lists that are made, and lists to make.
    pub(super) fn progress(&self) -> (usize, usize) {
        (self.first.min(self.queries.len()), self.queries.len())
    }

    /// Measures the lengths of a few samples more.
    fn measure_norms(&mut self, data: &Matrix) {
        let samples = portion(self.norms.len(), data.n_samples(), data.n_features());
        let norm = |i| data.row(i).iter().map(|x| x * x).sum::<f64>().sqrt();
        self.norms.extend(samples.map(norm));
    }

    fn scores(&self, block: &[Lane], queries: &[usize], i: usize, row: &[f64]) -> Lane {
        match self.found {
            Found::Product => dots(block, row),
            Found::Score(Metric::Euclidean) => squared_distances(block, row).map(f64::sqrt),
            Found::Score(Metric::Cosine) => {
                let dots = dots(block, row);
                std::array::from_fn(|lane| {
                    let norm = queries.get(lane).map_or(0.0, |&q| self.norms[q]) * self.norms[i];
                    if norm > 0.0 { dots[lane] / norm } else { 0.0 }
                })
            }
        }
    }

    /// Does a short piece of the work, and hands over the scores of each query for which they are all known; true when all
    /// were.
    pub(super) fn step(&mut self, data: &Matrix, mut take: impl FnMut(Scores)) -> bool {
        let n = self.queries.len();
        if self.norms.len() < data.n_samples() {
            self.measure_norms(data);
            return false;
        }
        let queries = self.queries[self.first.min(n)..(self.first + LANES).min(n)].to_vec();
        if !queries.is_empty() {
            let block = block_of(data, &queries);
            let known = self.scores.len();
            let rows = (STEP_WORK / data.n_features().max(1)).max(1);
            spend(
                LANES * rows.min(data.n_samples() - known),
                data.n_features(),
            );
            for i in (known..data.n_samples()).take(rows) {
                let scores = self.scores(&block, &queries, i, &data.row(i));
                self.scores.push(scores);
            }
            if self.scores.len() == data.n_samples() {
                spend(self.scores.len(), queries.len());
                for (lane, &query) in queries.iter().enumerate() {
                    take(Scores {
                        query,
                        found: self.found,
                        norms: &self.norms,
                        lane,
                        all: &self.scores,
                    });
                }
                self.scores.clear();
                self.first += LANES;
            }
        }
        self.first >= n
    }
}
