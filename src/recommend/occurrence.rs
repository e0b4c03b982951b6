//! How often each track is recommended, over the lists of all tracks. In: samples. Out: one count a sample.
//!
//! The count is the k-occurrence of Radovanović, Nanopoulos and Ivanović, "Hubs in space", 2010.

use serde::{Deserialize, Serialize};

use super::Copies;
use super::lists::ListsFit;
use crate::data::Matrix;
use crate::embed::Iterative;
use crate::neighbors::Metric;

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
    counts: Vec<usize>,
    lists: ListsFit,
}

impl OccurrenceFit {
    /// Prepares to count in `data`; with `copies` no recording stands twice in a list,
    /// and none in its own.
    pub fn new(params: OccurrenceParams, data: &Matrix, copies: Option<Copies>) -> Self {
        let n = data.n_samples();
        Self {
            params,
            copies,
            counts: vec![0; n],
            lists: ListsFit::by_one(params.metric, n),
        }
    }

    /// Lists that are made, and lists to make.
    pub fn progress(&self) -> (usize, usize) {
        self.lists.progress()
    }
}

impl Iterative for OccurrenceFit {
    type Fitted = Occurrences;

    fn step(&mut self, data: &Matrix) -> bool {
        let Self {
            params,
            copies,
            counts,
            lists,
        } = self;
        lists.step(data, |scores| {
            let OccurrenceParams { metric, top_n } = *params;
            let list = match copies {
                Some(copies) => scores.list_of_recordings(metric, top_n, copies),
                None => scores.list(metric, top_n, |_| true),
            };
            for found in list {
                counts[found.sample] += 1;
            }
        })
    }

    fn finish(&self, _data: &Matrix) -> Occurrences {
        Occurrences {
            params: self.params,
            counts: self.counts.clone(),
            n_lists: self.lists.n_lists(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::lists::STEP_WORK;
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
        // All lengths.
        assert!(!fit.step(&data));
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
