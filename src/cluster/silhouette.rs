//! How well the clusters separate: Rousseeuw, "Silhouettes", 1987.

use crate::data::Matrix;
use crate::effort::spend;
use crate::embed::Iterative;
use crate::neighbors::blocks::{LANES, Lane, block_of, squared_distances};
use crate::rng::Mt19937;

/// Above this many samples a seeded sample of this size is measured, as the reference does: the cost is quadratic.
pub(super) const SAMPLE_SIZE: usize = 3000;
/// Seed of that sample.
const SAMPLE_SEED: u32 = 0;
/// Numbers read in one step, times [`LANES`]: a few milliseconds.
const STEP_WORK: usize = 1 << 19;

/// Mean silhouette, -1 to 1, as scikit-learn's `silhouette_score` with Euclidean distance. `None` where it is
/// undefined: fewer than two clusters, or every sample a cluster of its own.
pub fn silhouette(data: &Matrix, labels: &[usize]) -> Option<f64> {
    let fit = SilhouetteFit::new(data.n_samples(), &[labels]);
    fit.run(data).pop().flatten()
}

/// Mean silhouettes of several groupings of the same samples on their way: distances are measured once for all.
pub struct SilhouetteFit {
    /// The samples that are measured.
    picked: Vec<usize>,
    groupings: Vec<Grouping>,
    /// First of the [`LANES`] picked samples that are being measured.
    first: usize,
    /// Their distances to the picked samples, as far as they are known.
    distances: Vec<Lane>,
}

/// One grouping of the picked samples.
struct Grouping {
    labels: Vec<usize>,
    sizes: Vec<usize>,
    total: f64,
}

impl SilhouetteFit {
    /// Prepares to measure each of `groupings`, the labels of `n_samples` samples.
    pub fn new(n_samples: usize, groupings: &[&[usize]]) -> Self {
        let picked = if n_samples > SAMPLE_SIZE {
            Mt19937::new(SAMPLE_SEED).sample(n_samples, SAMPLE_SIZE)
        } else {
            (0..n_samples).collect()
        };
        let groupings = groupings
            .iter()
            .map(|labels| Grouping::new(picked.iter().map(|&i| labels[i]).collect()))
            .collect();
        Self {
            picked,
            groupings,
            first: 0,
            distances: Vec::new(),
        }
    }

    /// How many samples are measured.
    pub fn n_measured(&self) -> usize {
        self.picked.len()
    }
}

impl Iterative for SilhouetteFit {
    type Fitted = Vec<Option<f64>>;

    fn step(&mut self, data: &Matrix) -> bool {
        let n = self.picked.len();
        let measured = &self.picked[self.first.min(n)..(self.first + LANES).min(n)];
        if !measured.is_empty() {
            let block = block_of(data, measured);
            let known = self.distances.len();
            let rows = (STEP_WORK / data.n_features().max(1)).max(1);
            spend(LANES * rows.min(n - known), data.n_features());
            for &i in self.picked[known..].iter().take(rows) {
                let squared = squared_distances(&block, &data.row(i));
                self.distances.push(squared.map(f64::sqrt));
            }
            if self.distances.len() == n {
                spend(LANES * n, self.groupings.len());
                for grouping in &mut self.groupings {
                    grouping.add(self.first, &self.distances);
                }
                self.distances.clear();
                self.first += LANES;
            }
        }
        self.first >= n
    }

    fn finish(&self, _data: &Matrix) -> Vec<Option<f64>> {
        self.groupings.iter().map(Grouping::mean).collect()
    }
}

impl Grouping {
    fn new(labels: Vec<usize>) -> Self {
        let mut sizes = vec![0; labels.iter().max().map_or(0, |most| most + 1)];
        for &label in &labels {
            sizes[label] += 1;
        }
        Self {
            labels,
            sizes,
            total: 0.0,
        }
    }

    /// Adds the silhouettes of the samples from `first` on, whose distances to all samples are given.
    fn add(&mut self, first: usize, distances: &[Lane]) {
        let mut sums = vec![[0.0; LANES]; self.sizes.len()];
        for (distances, &label) in distances.iter().zip(&self.labels) {
            for (sum, distance) in sums[label].iter_mut().zip(distances) {
                *sum += distance;
            }
        }
        for (i, &own) in self.labels[first..].iter().take(LANES).enumerate() {
            // Alone in its cluster: 0 by definition.
            if self.sizes[own] < 2 {
                continue;
            }
            let inside = sums[own][i] / (self.sizes[own] - 1) as f64;
            let outside = (0..sums.len())
                .filter(|&label| label != own && self.sizes[label] > 0)
                .map(|label| sums[label][i] / self.sizes[label] as f64)
                .fold(f64::INFINITY, f64::min);
            let larger = inside.max(outside);
            if larger > 0.0 && larger.is_finite() {
                self.total += (outside - inside) / larger;
            }
        }
    }

    fn mean(&self) -> Option<f64> {
        let n = self.labels.len();
        let used = self.sizes.iter().filter(|&&size| size > 0).count();
        (used >= 2 && used < n).then(|| self.total / n as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::effort::spent;

    #[test]
    fn a_known_case() {
        // scikit-learn: silhouette_score([[0], [1], [10], [11]], [0, 0, 1, 1])
        let data = Matrix::new(4, 1, vec![0.0, 1.0, 10.0, 11.0]).unwrap();
        let score = silhouette(&data, &[0, 0, 1, 1]).unwrap();
        assert!((score - 0.899_749_373_433_583_9).abs() < 1e-12);
    }

    #[test]
    fn one_cluster_has_none() {
        let data = Matrix::zeros(4, 1);
        assert_eq!(silhouette(&data, &[0; 4]), None);
        // A label that nobody has is no second cluster.
        assert_eq!(silhouette(&data, &[1; 4]), None);
        assert_eq!(silhouette(&data, &[0, 1, 2, 3]), None);
        assert_eq!(silhouette(&Matrix::zeros(0, 1), &[]), None);
    }
    /// Distances of sixteen samples to sixteen, eight at a time, and then every one of them for each grouping.
    #[test]
    fn steps_go_through_every_pair_once() {
        let data = Matrix::from_fn(16, 3, |i, j| (i * j) as f64);
        let halves: Vec<usize> = (0..16).map(|i| i % 2).collect();
        let mut fit = SilhouetteFit::new(16, &[&halves, &halves]);
        spent();
        assert!(!fit.step(&data));
        assert_eq!(spent(), 8 * 16 * 3 + 8 * 16 * 2);
        assert!(fit.step(&data));
        assert_eq!(spent(), 8 * 16 * 3 + 8 * 16 * 2);
    }

    #[test]
    fn wide_samples_take_more_and_shorter_steps() {
        let width = STEP_WORK / 8;
        let data = Matrix::from_fn(12, width, |i, _| i as f64);
        let mut fit = SilhouetteFit::new(12, &[&[0; 12]]);
        spent();
        assert!(!fit.step(&data));
        assert_eq!(spent(), (8 * 8 * width) as u64);
        assert!(!fit.step(&data));
        assert_eq!(spent(), (8 * 4 * width + 8 * 12) as u64);
    }
}
