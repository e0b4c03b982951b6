//! Where the centroids of Lloyd's next iteration lie: scikit-learn's `_average_centers`, and what it does with empty
//! clusters. In: samples and their labels. Out: sums over sizes, and distances to them.

use std::ops::Range;

use crate::data::Matrix;
use crate::effort::spend;
use crate::neighbors::blocks::{Blocks, LANES, Lane};
use crate::sorting::order;

/// The sum and the size of every cluster, gathered block after block.
pub(super) struct Sums {
    sums: Matrix,
    sizes: Vec<usize>,
}

impl Sums {
    /// Nothing gathered yet, for as many clusters as there are `centroids`.
    pub(super) fn like(centroids: &Matrix) -> Self {
        Self {
            sums: Matrix::zeros(centroids.n_samples(), centroids.n_features()),
            sizes: vec![0; centroids.n_samples()],
        }
    }

    /// Adds the samples of a block, as far as they have labels.
    pub(super) fn add(&mut self, block: &[Lane], labels: &[usize]) {
        for (i, &label) in labels.iter().enumerate().take(LANES) {
            self.sizes[label] += 1;
            for (sum, lane) in self.sums.row_mut(label).iter_mut().zip(block) {
                *sum += lane[i];
            }
        }
    }

    /// The mean of every cluster, once all samples are added; an empty one takes over the sample that lies farthest from
    /// its old centroid.
    pub(super) fn means(mut self, data: &Blocks, labels: &[usize], old: &Matrix) -> Matrix {
        relocate_empty(data, labels, old, &mut self.sums, &mut self.sizes);
        average(&mut self.sums, &self.sizes);
        self.sums
    }
}

/// Adds to `distances` the squared distance of every sample in `blocks` to the centroid of its cluster.
pub(super) fn add_distances_to_own(
    data: &Blocks,
    blocks: Range<usize>,
    labels: &[usize],
    centroids: &Matrix,
    distances: &mut Vec<f64>,
) {
    data.visit_some(blocks, |first, block| {
        for (i, &label) in labels[first..].iter().take(LANES).enumerate() {
            let centroid = centroids.row(label);
            let parts = block.iter().zip(&*centroid);
            distances.push(parts.map(|(lane, y)| (lane[i] - y) * (lane[i] - y)).sum());
        }
    });
}

/// scikit-learn's `_average_centers`: sums times one over the size; a cluster that stays empty goes where the largest
/// one stands at that moment, before its sum is divided if its number is higher.
fn average(sums: &mut Matrix, sizes: &[usize]) {
    let largest = (0..sizes.len()).rev().max_by_key(|&k| sizes[k]);
    for (k, &size) in sizes.iter().enumerate() {
        if size > 0 {
            let share = 1.0 / size as f64;
            for x in sums.row_mut(k) {
                *x *= share;
            }
        } else if let Some(largest) = largest {
            let place = sums.row(largest).to_vec();
            sums.row_mut(k).copy_from_slice(&place);
        }
    }
}

/// scikit-learn's `_relocate_empty_clusters_dense`.
fn relocate_empty(
    data: &Blocks,
    labels: &[usize],
    old: &Matrix,
    sums: &mut Matrix,
    sizes: &mut [usize],
) {
    let empty: Vec<usize> = (0..sizes.len()).filter(|&k| sizes[k] == 0).collect();
    if empty.is_empty() {
        return;
    }
    let mut distances = Vec::with_capacity(labels.len());
    spend(data.n_samples(), data.n_features());
    add_distances_to_own(data, 0..data.n_blocks(), labels, old, &mut distances);
    let falling = |a: usize, b: usize| distances[b].total_cmp(&distances[a]);
    let farthest = order(distances.len(), &falling);
    // All samples sit on a centroid: there are fewer distinct samples than clusters, and nothing to gain.
    if farthest.first().is_none_or(|&i| distances[i] == 0.0) {
        return;
    }
    for (k, i) in empty.into_iter().zip(farthest) {
        for (sum, x) in sums.row_mut(labels[i]).iter_mut().zip(data.sample(i)) {
            *sum -= x;
        }
        for (sum, x) in sums.row_mut(k).iter_mut().zip(data.sample(i)) {
            *sum = x;
        }
        sizes[k] = 1;
        sizes[labels[i]] = sizes[labels[i]].saturating_sub(1);
    }
}
