//! The exact nearest samples of one sample, in f64: single precision scrambles the raw cosine's top five.

use super::{Metric, ScoreIs};
use crate::data::Matrix;
use crate::effort::spend;

/// One neighbour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neighbor {
    /// Row of the matrix.
    pub sample: usize,
    /// Distance or similarity, as the metric says.
    pub score: f64,
}

/// The `top_n` samples nearest to sample `query`, nearest first, ties by row; only those that `is_candidate` lets in,
/// and never the query itself.
pub fn nearest(
    data: &Matrix,
    query: usize,
    metric: Metric,
    top_n: usize,
    is_candidate: impl Fn(usize) -> bool,
) -> Vec<Neighbor> {
    spend(data.n_samples(), data.n_features());
    let from = data.row(query);
    let neighbors = data
        .rows()
        .enumerate()
        .filter(|&(sample, _)| sample != query && is_candidate(sample))
        .map(|(sample, row)| Neighbor {
            sample,
            score: metric.score(&from, &row),
        })
        .collect();
    first(neighbors, metric, top_n)
}

/// The `top_n` nearest of `neighbors`, nearest first, ties by row.
pub(crate) fn first(mut neighbors: Vec<Neighbor>, metric: Metric, top_n: usize) -> Vec<Neighbor> {
    let order = |a: &Neighbor, b: &Neighbor| {
        let by_score = match metric.score_is() {
            ScoreIs::Distance => a.score.total_cmp(&b.score),
            ScoreIs::Similarity => b.score.total_cmp(&a.score),
        };
        by_score.then(a.sample.cmp(&b.sample))
    };
    if top_n > 0 && top_n < neighbors.len() {
        neighbors.select_nth_unstable_by(top_n - 1, order);
    }
    neighbors.truncate(top_n);
    neighbors.sort_unstable_by(order);
    neighbors
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn samples(neighbors: &[Neighbor]) -> Vec<usize> {
        neighbors.iter().map(|n| n.sample).collect()
    }

    #[test]
    fn ties_are_settled_by_row_and_the_query_is_never_its_own_neighbour() {
        let data = Matrix::new(5, 1, vec![1.0, 0.0, 1.0, 2.0, 0.0]).unwrap();
        assert_eq!(
            samples(&nearest(&data, 0, Metric::Euclidean, 3, |_| true)),
            [2, 1, 3]
        );
        assert_eq!(
            samples(&nearest(&data, 0, Metric::Euclidean, 9, |s| s != 2)),
            [1, 3, 4]
        );
        assert!(nearest(&data, 0, Metric::Cosine, 0, |_| true).is_empty());
    }

    proptest! {
        #[test]
        fn the_top_is_the_front_of_the_whole_order(
            values in prop::collection::vec(-5_i32..5, 60), top in 1_usize..20, cosine: bool,
        ) {
            let metric = if cosine { Metric::Cosine } else { Metric::Euclidean };
            let data = Matrix::new(20, 3, values.into_iter().map(f64::from).collect()).unwrap();
            let all = nearest(&data, 4, metric, usize::MAX, |_| true);
            prop_assert_eq!(nearest(&data, 4, metric, top, |_| true), all[..top.min(all.len())].to_vec());
        }
    }
}
