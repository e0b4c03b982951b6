//! How often each track is recommended, over the lists of all tracks. In: samples. Out: one count a sample.
//!
//! The count is the k-occurrence of Radovanović, Nanopoulos and Ivanović, "Hubs in space", 2010. The lists are those of
//! [`similar_tracks`](super::similar_tracks), to the last bit of their scores.

use serde::{Deserialize, Serialize};

use super::Copies;
use crate::data::Matrix;
use crate::effort::{portion, spend};
use crate::embed::Iterative;
use crate::neighbors::blocks::{LANES, Lane, block_of, dots, squared_distances};
use crate::neighbors::{Metric, Neighbor, first};
use crate::rng::Mt19937;

/// Above this many samples the lists of a seeded sample of this size are made: the cost is quadratic.
const MOST_QUERIES: usize = 3000;
/// Seed of that sample.
const SAMPLE_SEED: u32 = 0;
/// Numbers read in one step, times [`LANES`]: a few milliseconds.
const STEP_WORK: usize = 1 << 19;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OccurrenceParams {
    /// How tracks are compared.
    pub metric: Metric,
    /// Length of each list.
    pub top_n: usize,
}

/// How often each sample stands in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Occurrences {
    /// What was counted.
    pub params: OccurrenceParams,
    /// Lists in which each sample stands, one number per sample.
    pub counts: Vec<usize>,
    /// Lists that were made: one per sample, or those of a seeded sample of a large collection.
    pub n_lists: usize,
}

/// A count on its way.
pub struct OccurrenceFit {
    params: OccurrenceParams,
    copies: Option<Copies>,
    queries: Vec<usize>,
    counts: Vec<usize>,
    /// Length of each sample, as far as they are known: they are measured first.
    norms: Vec<f64>,
    /// First of the [`LANES`] queries whose lists are being made.
    first: usize,
    /// Their scores with the samples, as far as they are known.
    scores: Vec<Lane>,
}

impl OccurrenceFit {
    /// Prepares to count in `data`; `copies` of a query are not recommended to it, if given.
    pub fn new(params: OccurrenceParams, data: &Matrix, copies: Option<Copies>) -> Self {
        let n = data.n_samples();
        let queries = if n > MOST_QUERIES {
            Mt19937::new(SAMPLE_SEED).sample(n, MOST_QUERIES)
        } else {
            (0..n).collect()
        };
        Self {
            params,
            copies,
            queries,
            counts: vec![0; n],
            norms: Vec::with_capacity(n),
            first: 0,
            scores: Vec::new(),
        }
    }

    /// Lists that are made, and lists to make.
    pub fn progress(&self) -> (usize, usize) {
        (self.first.min(self.queries.len()), self.queries.len())
    }

    /// Measures the lengths of a few samples more.
    fn measure_norms(&mut self, data: &Matrix) {
        let samples = portion(self.norms.len(), data.n_samples(), data.n_features());
        let norm = |i| data.row(i).iter().map(|x| x * x).sum::<f64>().sqrt();
        self.norms.extend(samples.map(norm));
    }

    fn scores(&self, block: &[Lane], queries: &[usize], i: usize, row: &[f64]) -> Lane {
        match self.params.metric {
            Metric::Euclidean => squared_distances(block, row).map(f64::sqrt),
            Metric::Cosine => {
                let dots = dots(block, row);
                std::array::from_fn(|lane| {
                    let norm = queries.get(lane).map_or(0.0, |&q| self.norms[q]) * self.norms[i];
                    if norm > 0.0 { dots[lane] / norm } else { 0.0 }
                })
            }
        }
    }

    /// Adds the lists of `queries`, whose scores with all samples are known.
    fn count(&mut self, queries: &[usize]) {
        spend(self.scores.len(), queries.len());
        for (lane, &query) in queries.iter().enumerate() {
            let is_candidate = |sample: usize| {
                let is_copy = |copies: &Copies| copies.is_copy(query, sample);
                sample != query && !self.copies.as_ref().is_some_and(is_copy)
            };
            let neighbors = (0..self.scores.len())
                .filter(|&sample| is_candidate(sample))
                .map(|sample| Neighbor {
                    sample,
                    score: self.scores[sample][lane],
                })
                .collect();
            for found in first(neighbors, self.params.metric, self.params.top_n) {
                self.counts[found.sample] += 1;
            }
        }
    }
}

impl Iterative for OccurrenceFit {
    type Fitted = Occurrences;

    fn step(&mut self, data: &Matrix) -> bool {
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
                self.count(&queries);
                self.scores.clear();
                self.first += LANES;
            }
        }
        self.first >= n
    }

    fn finish(&self, _data: &Matrix) -> Occurrences {
        Occurrences {
            params: self.params,
            counts: self.counts.clone(),
            n_lists: self.queries.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::effort::spent;
    use crate::neighbors::nearest;

    fn count(data: &Matrix, metric: Metric, top_n: usize) -> Occurrences {
        let params = OccurrenceParams { metric, top_n };
        OccurrenceFit::new(params, data, None).run(data)
    }

    #[test]
    fn a_track_in_the_middle_is_recommended_most() {
        let data = Matrix::new(4, 1, vec![0.0, 1.0, 1.5, 9.0]).unwrap();
        let found = count(&data, Metric::Euclidean, 1);
        assert_eq!((found.counts, found.n_lists), (vec![0, 2, 2, 0], 4));
        for n in 0..2 {
            let few = count(&Matrix::zeros(n, 3), Metric::Cosine, 10);
            assert_eq!(few.counts, vec![0; n]);
        }
    }

    /// All lengths are measured first. Then eight samples are read, scored with sixteen, and every score is looked at for its
    /// list.
    #[test]
    fn steps_go_through_every_pair_once() {
        let params = OccurrenceParams {
            metric: Metric::Euclidean,
            top_n: 2,
        };
        let data = Matrix::from_fn(16, 3, |i, j| (i * j) as f64);
        let mut fit = OccurrenceFit::new(params, &data, None);
        spent();
        assert!(!fit.step(&data));
        assert_eq!(spent(), 16 * 3);
        assert!(!fit.step(&data));
        assert_eq!(spent(), 8 * 3 + 8 * 16 * 3 + 8 * 16);
        assert!(fit.step(&data));
        assert_eq!(spent(), 8 * 3 + 8 * 16 * 3 + 8 * 16);
    }

    #[test]
    fn wide_samples_take_more_and_shorter_steps() {
        let params = OccurrenceParams {
            metric: Metric::Cosine,
            top_n: 2,
        };
        let width = STEP_WORK / 8;
        let data = Matrix::from_fn(12, width, |i, _| i as f64);
        let mut fit = OccurrenceFit::new(params, &data, None);
        while fit.norms.len() < 12 {
            assert!(!fit.step(&data));
        }
        spent();
        assert!(!fit.step(&data));
        assert_eq!(spent(), ((8 + 8 * 8) * width) as u64);
        assert_eq!(fit.progress(), (0, 12));
        assert!(!fit.step(&data));
        assert_eq!(spent(), ((8 + 8 * 4) * width + 8 * 12) as u64);
        assert_eq!(fit.progress(), (8, 12));
    }

    #[test]
    fn a_large_collection_is_sampled() {
        let data = Matrix::from_fn(3100, 1, |i, _| i as f64);
        let found = count(&data, Metric::Euclidean, 2);
        assert_eq!(found.n_lists, 3000);
        assert_eq!(found.counts.iter().sum::<usize>(), 6000);
    }

    proptest! {
        #[test]
        fn counts_are_those_of_the_lists(
            values in prop::collection::vec(-3_i32..4, 36..60), top_n in 0_usize..7, cosine: bool,
        ) {
            let metric = if cosine { Metric::Cosine } else { Metric::Euclidean };
            let n = values.len() / 3;
            let values = values[..n * 3].iter().map(|&x| f64::from(x) * 0.1).collect();
            let data = Matrix::new(n, 3, values).unwrap();
            let mut counts = vec![0; n];
            for query in 0..n {
                for found in nearest(&data, query, metric, top_n, |_| true) {
                    counts[found.sample] += 1;
                }
            }
            prop_assert_eq!(count(&data, metric, top_n).counts, counts);
        }
    }
}
