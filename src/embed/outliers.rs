//! Samples that are like no other: far from all their neighbours, in the original space rather than on a map.
//!
//! Standardised samples come in; who stands apart, how far, and from where on that counts go out. The distance is the
//! mean over the nearest neighbours (Angiulli and Pizzuti, "Fast outlier detection in high dimensional spaces", 2002);
//! the threshold is on the modified z-score (Iglewicz and Hoaglin, "How to detect and handle outliers", 1993).

use super::Iterative;
use crate::data::Matrix;
use crate::neighbors::AllNearest;
use crate::rng::Mt19937;
use crate::sorting::{sort_by, sort_by_key};

/// Neighbours that a distance is the mean of.
pub const OUTLIER_NEIGHBORS: usize = 5;
/// Above this many samples only [`OUTLIER_SAMPLE_SIZE`] of them are checked, each against all: the cost is quadratic.
pub const OUTLIER_ALL_BELOW: usize = 20_000;
/// Samples drawn, by a fixed seed, where not all are checked.
pub const OUTLIER_SAMPLE_SIZE: usize = 3000;
const SAMPLE_SEED: u32 = 0;
/// Modified z-score above which a sample stands apart.
const THRESHOLD: f64 = 3.5;
/// Standard deviation of a normal distribution over its median absolute deviation.
const PER_MEDIAN_DEVIATION: f64 = 1.4826;
/// The same over its mean absolute deviation, which serves where more than half of all distances are equal.
const PER_MEAN_DEVIATION: f64 = 1.2533;

/// One sample that stands apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outlier {
    /// Row of the matrix.
    pub sample: usize,
    /// Mean Euclidean distance to its nearest neighbours, in the units of the features.
    pub distance: f64,
}

/// The samples that stand apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Outliers {
    /// Furthest first, ties by row.
    pub found: Vec<Outlier>,
    /// Distances above this stand apart.
    pub threshold: f64,
    /// The distance of the sample in the middle.
    pub median: f64,
    /// Neighbours that each distance is the mean of: [`OUTLIER_NEIGHBORS`], or all there are.
    pub n_neighbors: usize,
    /// Samples that were checked: all, or as many as were drawn.
    pub n_checked: usize,
}

/// A search in progress: a step checks a few samples.
pub struct OutliersFit {
    search: AllNearest,
    n_neighbors: usize,
    checked: Vec<Outlier>,
}

impl OutliersFit {
    /// Prepares to check the samples of `data` (`n_samples` x `n_features`, standardised).
    pub fn new(data: &Matrix) -> Self {
        let n = data.n_samples();
        let n_neighbors = OUTLIER_NEIGHBORS.min(n.saturating_sub(1));
        let queries = if n > OUTLIER_ALL_BELOW {
            let mut drawn = Mt19937::new(SAMPLE_SEED).sample(n, OUTLIER_SAMPLE_SIZE);
            sort_by_key(&mut drawn, |at| *at);
            drawn
        } else {
            (0..n).collect()
        };
        Self {
            checked: Vec::with_capacity(queries.len()),
            search: AllNearest::new(data, queries, n_neighbors),
            n_neighbors,
        }
    }

    /// Samples checked, and samples to check in all.
    pub fn progress(&self) -> (usize, usize) {
        self.search.progress()
    }
}

impl Iterative for OutliersFit {
    type Fitted = Outliers;

    fn step(&mut self, data: &Matrix) -> bool {
        let checked = &mut self.checked;
        self.search.step(data, |sample, neighbors| {
            let sum: f64 = neighbors.iter().map(|neighbor| neighbor.score).sum();
            let distance = sum / neighbors.len().max(1) as f64;
            checked.push(Outlier { sample, distance });
        })
    }

    fn finish(&self, _data: &Matrix) -> Outliers {
        let distances: Vec<f64> = self.checked.iter().map(|one| one.distance).collect();
        let median = middle(distances.clone());
        let deviations: Vec<f64> = distances.iter().map(|x| (x - median).abs()).collect();
        let mean = deviations.iter().sum::<f64>() / deviations.len().max(1) as f64;
        let spread = PER_MEDIAN_DEVIATION * middle(deviations);
        let spread = if spread > 0.0 {
            spread
        } else {
            PER_MEAN_DEVIATION * mean
        };
        let threshold = median + THRESHOLD * spread;
        let apart = self.checked.iter().filter(|one| one.distance > threshold);
        let mut found: Vec<Outlier> = apart.copied().collect();
        sort_by(&mut found, |a, b| b.distance.total_cmp(&a.distance));
        Outliers {
            found,
            threshold,
            median,
            n_neighbors: self.n_neighbors,
            n_checked: self.checked.len(),
        }
    }
}

/// The median; 0 of nothing.
fn middle(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    match values.len() {
        0 => 0.0,
        n if n % 2 == 1 => values[n / 2],
        n => values[n / 2 - 1].midpoint(values[n / 2]),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn find(data: &Matrix) -> Outliers {
        OutliersFit::new(data).run(data)
    }

    fn line(values: impl Iterator<Item = f64>) -> Matrix {
        let values: Vec<f64> = values.collect();
        Matrix::new(values.len(), 1, values).unwrap()
    }

    #[test]
    fn the_far_stand_apart_furthest_first() {
        let growing = (0..40).map(|i| f64::from(i * i) / 50.0);
        let outliers = find(&line(growing.chain([500.0, 5000.0])));
        let rows: Vec<usize> = outliers.found.iter().map(|one| one.sample).collect();
        assert_eq!(rows, [41, 40]);
        assert!(outliers.found[1].distance > outliers.threshold);
        assert_eq!((outliers.n_neighbors, outliers.n_checked), (5, 42));
    }

    #[test]
    fn where_most_distances_are_equal_the_mean_deviation_serves() {
        let outliers = find(&line((0..40).map(f64::from).chain([500.0])));
        // The nearest are 1, 1, 2, 2 and 3 away; near the ends up to 5.
        assert_eq!(outliers.median, 1.8);
        assert_eq!(outliers.found.len(), 1);
        assert_eq!(outliers.found[0].distance, 463.0);
        // numpy: x = [1.8] * 34 + [2.2, 2.2, 2.0, 2.0, 3.0, 3.0] + [463]; 1.8 + 3.5 * 1.2533 * abs(x - 1.8).mean()
        assert!((outliers.threshold - 51.47).abs() < 0.1);
    }

    #[test]
    fn nothing_stands_apart_where_all_are_alike() {
        for n in [0, 1, 2, 3, 50] {
            let outliers = find(&Matrix::zeros(n, 3));
            assert!(outliers.found.is_empty());
            assert_eq!((outliers.threshold, outliers.n_checked), (0.0, n));
        }
    }

    #[test]
    fn medians() {
        assert_eq!(middle(vec![3.0, 1.0, 2.0]), 2.0);
        assert_eq!(middle(vec![4.0, 1.0, 2.0, 3.0]), 2.5);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn neither_order_nor_place_matters(n in 10_usize..80, seed in 0_u32..1000, shift in -50.0_f64..50.0) {
            let mut rng = Mt19937::new(seed);
            let data = Matrix::from_fn(n, 3, |i, _| if i == 3 { 40.0 } else { 0.0 } + rng.next_f64());
            let order = rng.sample(n, n);
            let moved = Matrix::from_fn(n, 3, |i, j| data.row(order[i])[j] + shift);
            let (a, b) = (find(&data), find(&moved));
            prop_assert_eq!(a.found[0].sample, 3);
            prop_assert_eq!(a.found.len(), b.found.len());
            prop_assert!((a.threshold - b.threshold).abs() < 1e-9);
            prop_assert_eq!(order[b.found[0].sample], 3);
        }
    }
}
