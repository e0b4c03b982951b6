//! Where the centroids of Lloyd's next iteration lie: scikit-learn's `_average_centers`, and what it does with empty
//! clusters. In: samples and their labels. Out: sums over sizes, and distances to them.

use crate::data::Matrix;
use crate::neighbors::blocks::{Blocks, LANES};

/// The mean of every cluster; an empty one takes over the sample that lies farthest from its old centroid.
pub(super) fn means(data: &Blocks, labels: &[usize], old: &Matrix) -> Matrix {
    let mut sums = Matrix::zeros(old.n_samples(), old.n_features());
    let mut sizes = vec![0_usize; old.n_samples()];
    for (block, labels) in data.iter().zip(labels.chunks(LANES)) {
        for (i, &label) in labels.iter().enumerate() {
            sizes[label] += 1;
            for (sum, lane) in sums.row_mut(label).iter_mut().zip(block) {
                *sum += lane[i];
            }
        }
    }
    relocate_empty(data, labels, old, &mut sums, &mut sizes);
    average(&mut sums, &sizes);
    sums
}

/// Squared distance of every sample to the centroid of its cluster.
pub(super) fn distances_to_own<'a>(
    data: &'a Blocks,
    labels: &'a [usize],
    centroids: &'a Matrix,
) -> impl Iterator<Item = f64> + 'a {
    let blocks = data.iter().zip(labels.chunks(LANES));
    blocks.flat_map(|(block, labels)| {
        let own = |i: usize| {
            let centroid = centroids.row(labels[i]);
            let parts = block.iter().zip(centroid);
            parts.map(|(lane, y)| (lane[i] - y) * (lane[i] - y)).sum()
        };
        (0..labels.len()).map(own).collect::<Vec<f64>>()
    })
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
    let distances: Vec<f64> = distances_to_own(data, labels, old).collect();
    let mut farthest: Vec<usize> = (0..distances.len()).collect();
    farthest.sort_by(|&a, &b| distances[b].total_cmp(&distances[a]));
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
