//! What the members of each cluster have in common: sizes, means, a typical member. In: values and labels. Out: one
//! profile a cluster, as the notebook's `groupby("cluster").mean().round(2)` and more.

use serde::{Deserialize, Serialize};

use crate::data::Matrix;
use crate::neighbors::blocks::{Blocks, LANES, squared_distances};

/// Multiplications that the medoid of one cluster may take, about a tenth of a second; beyond, the sample nearest to the
/// centroid stands for it.
const MEDOID_WORK: usize = 1 << 27;

/// How the typical member was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MedoidIs {
    /// The member whose distances to all other members have the smallest sum.
    LeastDistances,
    /// The member nearest to the mean of the cluster, where the cluster is too large for all distances.
    NearestToMean,
}

/// One cluster in numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClusterProfile {
    /// Its number among the labels.
    pub label: usize,
    /// Its members; at least 1.
    pub size: usize,
    /// Its share of all samples, 0 to 1.
    pub share: f64,
    /// Mean of each feature, in the units of the file.
    pub means: Vec<f64>,
    /// The same as pandas' `.round(2)` gives it.
    pub means_rounded: Vec<f64>,
    /// The same in standard deviations from the mean of the collection.
    pub z_means: Vec<f64>,
    /// The typical member: a sample.
    pub medoid: usize,
    /// How that was found.
    pub medoid_is: MedoidIs,
}

/// Describes each cluster that has members, by label. `raw` and `standardised` (`n_samples` x `n_features`) are what the
/// means are of; `read` is what the distances of the medoids are measured in: what k-means read.
pub fn profile(
    raw: &Matrix,
    standardised: &Matrix,
    read: &Matrix,
    labels: &[usize],
) -> Vec<ClusterProfile> {
    let k = labels.iter().max().map_or(0, |most| most + 1);
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); k];
    for (i, &label) in labels.iter().enumerate() {
        members[label].push(i);
    }
    let means = group_means(raw, labels, k);
    let z_means = group_means(standardised, labels, k);
    let with_members = members.iter().enumerate();
    with_members
        .filter_map(|(label, members)| {
            let (medoid, medoid_is) = medoid(read, members)?;
            let means = means.row(label).to_vec();
            Some(ClusterProfile {
                label,
                size: members.len(),
                share: members.len() as f64 / labels.len() as f64,
                means_rounded: means.iter().copied().map(round_to_hundredths).collect(),
                means,
                z_means: z_means.row(label).to_vec(),
                medoid,
                medoid_is,
            })
        })
        .collect()
}

/// The mean of the samples with each label (`k` x `n_features`), as the notebook's `groupby`; zeros for a label without
/// samples. It is not the centroid: k-means stops when the centroids hardly move, and labels the samples once more.
pub fn group_means(data: &Matrix, labels: &[usize], k: usize) -> Matrix {
    let mut sums = Matrix::zeros(k, data.n_features());
    let mut sizes = vec![0_usize; k];
    for (row, &label) in data.rows().zip(labels) {
        sizes[label] += 1;
        for (sum, x) in sums.row_mut(label).iter_mut().zip(&*row) {
            *sum += x;
        }
    }
    for (label, &size) in sizes.iter().enumerate() {
        for x in sums.row_mut(label) {
            *x /= size.max(1) as f64;
        }
    }
    sums
}

/// numpy's `round(x, 2)`: a hundred times as much to the nearest whole number, halves to the even one.
pub fn round_to_hundredths(x: f64) -> f64 {
    let hundredths = (x * 100.0).round_ties_even();
    // A number that large has no hundredths.
    if hundredths.is_finite() {
        hundredths / 100.0
    } else {
        x
    }
}

/// The typical one of `members`, the first of equals; `None` without members.
fn medoid(data: &Matrix, members: &[usize]) -> Option<(usize, MedoidIs)> {
    let of_cluster = data.select(members);
    let n = members.len();
    let blocks = Blocks::new(&of_cluster, &vec![0.0; data.n_features()]);
    let work = n.saturating_mul(n).saturating_mul(data.n_features().max(1));
    let (distances, found_by) = if work <= MEDOID_WORK {
        let sums = blocks.map(|block| {
            let mut sums = [0.0; LANES];
            for row in of_cluster.rows() {
                for (sum, squared) in sums.iter_mut().zip(squared_distances(block, &row)) {
                    *sum += squared.sqrt();
                }
            }
            sums
        });
        (sums, MedoidIs::LeastDistances)
    } else {
        let mean = of_cluster.column_means();
        let squared = blocks.map(|block| squared_distances(block, &mean));
        (squared, MedoidIs::NearestToMean)
    };
    let least = distances.iter().enumerate();
    let (i, _) = least.min_by(|a, b| a.1.total_cmp(b.1))?;
    Some((members[i], found_by))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hundredths_are_rounded_as_numpy_rounds_them() {
        // numpy.round([...], 2)
        let numbers = [0.125, 2.675, 1.005, 0.285, -0.125, 122.676_307, 1e17, 1e307];
        let rounded = numbers.map(round_to_hundredths);
        assert_eq!(rounded, [0.12, 2.68, 1.0, 0.28, -0.12, 122.68, 1e17, 1e307]);
    }

    #[test]
    fn a_label_without_members_has_no_profile() {
        let data = Matrix::new(4, 1, vec![0.0, 1.0, 5.0, 9.0]).unwrap();
        let profiles = profile(&data, &data, &data, &[0, 0, 2, 0]);
        let labels: Vec<usize> = profiles.iter().map(|p| p.label).collect();
        assert_eq!(labels, [0, 2]);
        // 1 is at 1 + 8 from the others, 0 at 1 + 9.
        assert_eq!((profiles[0].medoid, profiles[1].medoid), (1, 2));
        assert_eq!((profiles[0].size, profiles[1].share), (3, 0.25));
        assert!(profile(&Matrix::default(), &data, &data, &[]).is_empty());
    }

    #[test]
    fn the_typical_member_of_a_large_cluster_is_near_its_mean() {
        let n = 12_000;
        let data = Matrix::from_fn(n, 1, |i, _| i as f64);
        let (medoid, found_by) = medoid(&data, &(0..n).collect::<Vec<_>>()).unwrap();
        assert_eq!((medoid, found_by), (5999, MedoidIs::NearestToMean));
    }

    proptest! {
        #[test]
        fn the_mean_of_the_means_is_the_mean(values in prop::collection::vec(-9.0_f64..9.0, 36), labels in prop::collection::vec(0_usize..4, 12)) {
            let data = Matrix::new(12, 3, values).unwrap();
            let profiles = profile(&data, &data, &data, &labels);
            for (j, mean) in data.column_means().into_iter().enumerate() {
                let weighted: f64 = profiles.iter().map(|p| p.means[j] * p.share).sum();
                prop_assert!((weighted - mean).abs() < 1e-12);
            }
            for p in &profiles {
                prop_assert_eq!(labels[p.medoid], p.label);
            }
        }
    }
}
