//! How well the clusters separate: Rousseeuw, "Silhouettes", 1987.

use super::blocks::{Blocks, LANES, squared_distances};
use crate::data::Matrix;
use crate::rng::Mt19937;

/// Above this many samples a seeded sample of this size is measured, as the reference does: the cost is quadratic.
pub const SAMPLE_SIZE: usize = 3000;
/// Seed of that sample.
const SAMPLE_SEED: u32 = 0;

/// Mean silhouette, -1 to 1, as scikit-learn's `silhouette_score` with Euclidean distance. `None` where it is
/// undefined: fewer than two clusters, or every sample a cluster of its own.
pub fn silhouette(data: &Matrix, labels: &[usize]) -> Option<f64> {
    if data.n_samples() > SAMPLE_SIZE {
        let picked = Mt19937::new(SAMPLE_SEED).sample(data.n_samples(), SAMPLE_SIZE);
        let labels: Vec<usize> = picked.iter().map(|&i| labels[i]).collect();
        return mean_silhouette(&data.select(&picked), &labels);
    }
    mean_silhouette(data, labels)
}

fn mean_silhouette(data: &Matrix, labels: &[usize]) -> Option<f64> {
    let n = data.n_samples();
    let k = labels.iter().max()? + 1;
    let mut sizes = vec![0_usize; k];
    for &label in labels {
        sizes[label] += 1;
    }
    let used = sizes.iter().filter(|&&size| size > 0).count();
    if used < 2 || used >= n {
        return None;
    }
    let mut total = 0.0;
    let blocks = Blocks::new(data, &vec![0.0; data.n_features()]);
    let mut sums = vec![[0.0; LANES]; k];
    for (block, labels_of_block) in blocks.iter().zip(labels.chunks(LANES)) {
        sums.fill([0.0; LANES]);
        for (row, &label) in data.rows().zip(labels) {
            let squared = squared_distances(block, row);
            for (sum, squared) in sums[label].iter_mut().zip(squared) {
                *sum += squared.sqrt();
            }
        }
        for (i, &own) in labels_of_block.iter().enumerate() {
            // Alone in its cluster: 0 by definition.
            if sizes[own] < 2 {
                continue;
            }
            let inside = sums[own][i] / (sizes[own] - 1) as f64;
            let outside = (0..k)
                .filter(|&label| label != own && sizes[label] > 0)
                .map(|label| sums[label][i] / sizes[label] as f64)
                .fold(f64::INFINITY, f64::min);
            let larger = inside.max(outside);
            if larger > 0.0 {
                total += (outside - inside) / larger;
            }
        }
    }
    Some(total / n as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(silhouette(&data, &[0, 1, 2, 3]), None);
        assert_eq!(silhouette(&Matrix::zeros(0, 1), &[]), None);
    }
}
