//! First centroids: greedy k-means++ as scikit-learn draws them (`_kmeans_plusplus`), from the same random stream.
//!
//! Arthur and Vassilvitskii, "k-means++: the advantages of careful seeding", 2007.

use crate::data::Matrix;
use crate::neighbors::blocks::{Blocks, LANES, dots};
use crate::rng::Mt19937;

/// Draws `k` samples of `data` (centred, `n_samples` >= 1) far from each other; `norms` are their squared lengths.
pub(super) fn k_means_plus_plus(
    data: &Blocks,
    norms: &[f64],
    k: usize,
    rng: &mut Mt19937,
) -> Matrix {
    let n = data.n_samples();
    let mut chosen = Vec::with_capacity(k);
    chosen.push(draw_any(n, rng));
    let mut nearest = distances_to(data, norms, &chosen).pop().unwrap_or_default();
    let mut potential: f64 = nearest.iter().sum();
    let trials = 2 + (k as f64).ln() as usize;
    while chosen.len() < k {
        let draws: Vec<f64> = (0..trials).map(|_| rng.next_f64() * potential).collect();
        let cumulative = cumulative_sum(nearest.iter().copied());
        let candidates: Vec<usize> = draws
            .into_iter()
            .map(|draw| cumulative.partition_point(|&sum| sum < draw).min(n - 1))
            .collect();
        let mut best: Option<(f64, usize, Vec<f64>)> = None;
        for (&candidate, mut closer) in
            candidates
                .iter()
                .zip(distances_to(data, norms, &candidates))
        {
            let mut sum = 0.0;
            for (new, &old) in closer.iter_mut().zip(&nearest) {
                *new = new.min(old);
                sum += *new;
            }
            if best.as_ref().is_none_or(|(least, ..)| sum < *least) {
                best = Some((sum, candidate, closer));
            }
        }
        let Some((sum, candidate, closer)) = best else {
            break;
        };
        potential = sum;
        nearest = closer;
        chosen.push(candidate);
    }
    let values = chosen.iter().flat_map(|&i| data.sample(i)).collect();
    Matrix::new(chosen.len(), data.n_features(), values).unwrap_or_default()
}

/// numpy's `choice(n, p=1/n)`: the first index whose cumulative share exceeds the draw.
fn draw_any(n: usize, rng: &mut Mt19937) -> usize {
    let cumulative = cumulative_sum(std::iter::repeat_n(1.0 / n as f64, n));
    let total = cumulative[n - 1];
    let draw = rng.next_f64();
    cumulative
        .partition_point(|&sum| sum / total <= draw)
        .min(n - 1)
}

fn cumulative_sum(values: impl Iterator<Item = f64>) -> Vec<f64> {
    values
        .scan(0.0, |sum, value| {
            *sum += value;
            Some(*sum)
        })
        .collect()
}

/// Squared distances of every sample to each of the samples `centers`, in scikit-learn's expanded form, which can fall
/// below 0 by rounding and is cut there. One list a center; all of them in one pass over the data.
fn distances_to(data: &Blocks, norms: &[f64], centers: &[usize]) -> Vec<Vec<f64>> {
    let n = data.n_samples();
    let rows: Vec<Vec<f64>> = centers.iter().map(|&i| data.sample(i)).collect();
    let mut lists = vec![Vec::with_capacity(n.next_multiple_of(LANES)); centers.len()];
    data.visit(|_, block| {
        for (list, row) in lists.iter_mut().zip(&rows) {
            list.extend(dots(block, row));
        }
    });
    for (distances, &i) in lists.iter_mut().zip(centers) {
        distances.truncate(n);
        for (distance, norm) in distances.iter_mut().zip(norms) {
            *distance = (norms[i] - 2.0 * *distance + norm).max(0.0);
        }
        distances[i] = 0.0;
    }
    lists
}
