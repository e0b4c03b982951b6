//! How far a map can be trusted: are those who are near on it near in truth?
//!
//! Samples and their coordinates come in, one number goes out. Venna and Kaski, "Neighborhood preservation in
//! nonlinear projection methods", 2001; scikit-learn's `trustworthiness` with Euclidean distance.

use serde::{Deserialize, Serialize};

use super::Iterative;
use crate::data::Matrix;
use crate::neighbors::{Metric, Rough, Scan, nearest};
use crate::rng::Mt19937;

/// Above this many samples a seeded sample of this size is measured: the cost is quadratic.
pub const TRUSTWORTHINESS_SAMPLE_SIZE: usize = 3000;
/// Seed of that sample.
const SAMPLE_SEED: u32 = 0;

/// How far a map can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trustworthiness {
    /// 0 to 1: 1 when all neighbours on the map are neighbours in truth, about 0.5 for a random map.
    pub value: f64,
    /// Neighbours on the map looked at.
    pub n_neighbors: usize,
    /// Samples it was computed on: all, or as many as were drawn.
    pub n_samples: usize,
}

/// A measurement in progress: a step looks at the neighbours of a few samples.
pub struct TrustworthinessFit {
    n_neighbors: usize,
    /// Rows that take part, and their coordinates.
    samples: Vec<usize>,
    coords: Matrix,
    scan: Scan,
    /// How much too far down the neighbours on the map rank in truth, summed.
    excess: u64,
}

impl TrustworthinessFit {
    /// Prepares to measure how `coords` show `data`, one row per sample in both. `None` where it is undefined:
    /// `n_neighbors` is 0, or not below half the samples.
    ///
    /// # Panics
    /// When `coords` has fewer rows than `data`.
    pub fn new(data: &Matrix, coords: &Matrix, n_neighbors: usize) -> Option<Self> {
        let n = data.n_samples();
        let samples = if n > TRUSTWORTHINESS_SAMPLE_SIZE {
            Mt19937::new(SAMPLE_SEED).sample(n, TRUSTWORTHINESS_SAMPLE_SIZE)
        } else {
            (0..n).collect()
        };
        if n_neighbors == 0 || 2 * n_neighbors >= samples.len() {
            return None;
        }
        let queries = (0..samples.len()).collect();
        Some(Self {
            n_neighbors,
            coords: coords.select(&samples),
            scan: Scan::new(data, &samples, queries),
            samples,
            excess: 0,
        })
    }

    /// Samples looked at, and samples in all.
    pub fn progress(&self) -> (usize, usize) {
        self.scan.progress()
    }
}

impl Iterative for TrustworthinessFit {
    type Fitted = Trustworthiness;

    fn step(&mut self, data: &Matrix) -> bool {
        let Self {
            n_neighbors,
            samples,
            coords,
            scan,
            excess,
        } = self;
        scan.step(data, |query, rough, squared| {
            for shown in nearest(coords, query, Metric::Euclidean, *n_neighbors, |_| true) {
                let rank = rank(data, samples, query, shown.sample, rough, squared);
                *excess += rank.saturating_sub(*n_neighbors) as u64;
            }
        })
    }

    fn finish(&self, _data: &Matrix) -> Trustworthiness {
        let (n, k) = (self.samples.len() as f64, self.n_neighbors as f64);
        let worst = n * k * (2.0 * n - 3.0 * k - 1.0) / 2.0;
        Trustworthiness {
            value: 1.0 - self.excess as f64 / worst,
            n_neighbors: self.n_neighbors,
            n_samples: self.samples.len(),
        }
    }
}

/// Place of `other` among the samples by distance from `query`; the nearest has 1, ties by row.
fn rank(
    data: &Matrix,
    samples: &[usize],
    query: usize,
    other: usize,
    rough: &Rough,
    squared: &[f32],
) -> usize {
    let from = data.row(samples[query]);
    let distance_to = |i: usize| Metric::Euclidean.score(&from, &data.row(samples[i]));
    let distance = distance_to(other);
    let (floor, ceiling) = (rough.floor(distance), rough.ceiling(distance));
    let nearer = squared.iter().filter(|&&x| x < floor).count();
    let open = squared
        .iter()
        .enumerate()
        .filter(|&(i, x)| (floor..=ceiling).contains(x) && i != query && i != other)
        .filter(|&(i, _)| {
            distance_to(i)
                .total_cmp(&distance)
                .then(i.cmp(&other))
                .is_lt()
        })
        .count();
    // The query itself is the nearest of all.
    nearer + open + 1 - usize::from(squared[query] < floor)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn trustworthiness(data: &Matrix, coords: &Matrix, n_neighbors: usize) -> f64 {
        let fit = TrustworthinessFit::new(data, coords, n_neighbors).unwrap();
        fit.run(data).value
    }

    #[test]
    fn a_known_case() {
        // sklearn.manifold.trustworthiness([[0], [1], [3], [6], [10], [15]], [[0], [5], [1], [9], [2], [4]], n_neighbors=2)
        let data = Matrix::new(6, 1, vec![0.0, 1.0, 3.0, 6.0, 10.0, 15.0]).unwrap();
        let coords = Matrix::new(6, 1, vec![0.0, 5.0, 1.0, 9.0, 2.0, 4.0]).unwrap();
        assert!((trustworthiness(&data, &coords, 2) - 0.366_666_666_666_666_7).abs() < 1e-12);
        assert_eq!(trustworthiness(&data, &data, 2), 1.0);
    }

    #[test]
    fn undefined_for_too_many_neighbours() {
        let data = Matrix::zeros(6, 2);
        assert!(TrustworthinessFit::new(&data, &data, 3).is_none());
        assert!(TrustworthinessFit::new(&data, &data, 0).is_none());
        assert!(TrustworthinessFit::new(&Matrix::zeros(0, 2), &data, 1).is_none());
        let mut fit = TrustworthinessFit::new(&data, &data, 2).unwrap();
        assert_eq!(fit.progress(), (0, 6));
        while !fit.step(&data) {}
        assert_eq!(fit.progress(), (6, 6));
        let result = fit.finish(&data);
        assert_eq!((result.value, result.n_samples), (1.0, 6));
    }

    /// The excess of the ranks in `data` over 2 of the two nearest in `coords`, by sorting everything.
    fn excess_by_sorting(data: &Matrix, coords: &Matrix) -> usize {
        let n = data.n_samples();
        let excess_of = |i: usize| -> usize {
            let truth = nearest(data, i, Metric::Euclidean, n, |_| true);
            let shown = nearest(coords, i, Metric::Euclidean, 2, |_| true);
            let rank = |sample| truth.iter().position(|x| x.sample == sample).unwrap() + 1;
            let ranks = shown.iter().map(|near| rank(near.sample));
            ranks.map(|rank| rank.saturating_sub(2)).sum()
        };
        (0..n).map(excess_of).sum()
    }

    fn value_of(excess: usize, n: usize) -> f64 {
        1.0 - excess as f64 / ((n * 2 * (2 * n - 7)) as f64 / 2.0)
    }

    /// Two crowds, each with more samples than f32 has numbers there: rough distances cannot tell them apart.
    #[test]
    fn samples_closer_than_f32_can_tell_have_their_true_ranks() {
        let n = 160;
        let mut rng = Mt19937::new(5);
        let shown = rng.sample(n, n);
        let places = rng.sample(n, n);
        let spacing = 2.0_f64.powi(-26);
        let data = Matrix::from_fn(n, 1, |i, _| (i % 2) as f64 + places[i] as f64 * spacing);
        let coords = Matrix::from_fn(n, 1, |i, _| shown[i] as f64);
        let want = value_of(excess_by_sorting(&data, &coords), n);
        assert!((trustworthiness(&data, &coords, 2) - want).abs() < 1e-12);
    }

    #[test]
    fn a_sample_of_many() {
        let mut rng = Mt19937::new(1);
        let data = Matrix::from_fn(3500, 3, |_, _| rng.next_f64());
        let flat = Matrix::from_fn(3500, 2, |i, j| data.row(i)[j]);
        let result = TrustworthinessFit::new(&data, &flat, 5).unwrap().run(&data);
        assert_eq!(result.n_samples, TRUSTWORTHINESS_SAMPLE_SIZE);
        assert!((0.8..0.99).contains(&result.value));
    }

    proptest! {
        #[test]
        fn ranks_are_those_of_a_whole_sort(
            (n, d, seed, steps) in (5_usize..40, 1_usize..5, 0_u32..1000, 2_u32..1000)
        ) {
            let mut rng = Mt19937::new(seed);
            let data = Matrix::from_fn(n, d, |_, _| (rng.next_f64() * f64::from(steps)).floor());
            let mut shown = rng.sample(n, n);
            let coords = Matrix::from_fn(n, 1, |i, _| shown[i] as f64);
            let want = value_of(excess_by_sorting(&data, &coords), n);
            prop_assert!((trustworthiness(&data, &coords, 2) - want).abs() < 1e-12);
            // Both matrices in another order are the same map.
            shown.sort_by_key(|&i| (i * 7) % n);
            let permuted = trustworthiness(&data.select(&shown), &data.select(&shown), 2);
            prop_assert!((permuted - 1.0).abs() < 1e-12);
        }
    }
}
