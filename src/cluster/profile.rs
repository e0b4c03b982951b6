//! What the members of each cluster have in common: sizes, means, a typical member. In: values and labels. Out: one
//! profile per cluster, as the notebook's `groupby("cluster").mean().round(2)` and more.

use serde::{Deserialize, Serialize};

use crate::data::{Matrix, MeansFit};
use crate::effort::spend;
use crate::neighbors::blocks::{Blocks, LANES, squared_distances};

/// Multiplications that the medoid of one cluster may take, about a tenth of a second; beyond, the sample nearest to the
/// centroid stands for it.
const MEDOID_WORK: usize = 1 << 27;

/// Multiplications of one step towards it.
const STEP_WORK: usize = 1 << 23;

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

/// What clusters are described by: one row per sample in each.
#[derive(Clone, Copy)]
pub struct Profiled<'a> {
    /// What the means are of, in the units of the file.
    pub raw: &'a Matrix,
    /// The same in standard deviations from the mean of the collection.
    pub standardised: &'a Matrix,
    /// What the distances of the typical members are measured in: what k-means read.
    pub read: &'a Matrix,
}

/// The description of clusters on its way.
pub struct ProfileFit {
    labels: Vec<usize>,
    /// Samples of each cluster.
    members: Vec<Vec<usize>>,
    /// Raw and standardised, one row a label.
    means: Option<(Matrix, Matrix)>,
    next_label: usize,
    medoid: Option<MedoidFit>,
    profiles: Vec<ClusterProfile>,
}

impl ProfileFit {
    /// Prepares to describe each cluster that has members, by label.
    pub fn new(labels: Vec<usize>) -> Self {
        let k = labels.iter().max().map_or(0, |most| most + 1);
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); k];
        for (i, &label) in labels.iter().enumerate() {
            members[label].push(i);
        }
        Self {
            labels,
            members,
            means: None,
            next_label: 0,
            medoid: None,
            profiles: Vec::new(),
        }
    }

    /// Does a short piece of the work; true when all is described.
    pub fn step(&mut self, data: Profiled<'_>) -> bool {
        let Some((means, z_means)) = &self.means else {
            let of = |values| group_means(values, &self.labels, self.members.len());
            self.means = Some((of(data.raw), of(data.standardised)));
            return self.members.is_empty();
        };
        let label = self.next_label;
        let Some(members) = self.members.get(label) else {
            return true;
        };
        if members.is_empty() {
            self.next_label += 1;
            return self.next_label == self.members.len();
        }
        let medoid = self
            .medoid
            .get_or_insert_with(|| MedoidFit::new(data.read, members));
        if !medoid.step() {
            return false;
        }
        if let Some(medoid) = medoid.nearest() {
            let means = means.row(label).to_vec();
            self.profiles.push(ClusterProfile {
                label,
                size: members.len(),
                share: members.len() as f64 / self.labels.len() as f64,
                means_rounded: means.iter().copied().map(round_to_hundredths).collect(),
                means,
                z_means: z_means.row(label).to_vec(),
                medoid: members[medoid.0],
                medoid_is: medoid.1,
            });
        }
        self.medoid = None;
        self.next_label += 1;
        self.next_label == self.members.len()
    }

    /// The clusters, once [`Self::step`] has said true.
    pub fn finish(self) -> Vec<ClusterProfile> {
        self.profiles
    }
}

/// Describes the clusters at once; see [`ProfileFit`].
pub fn profile(
    raw: &Matrix,
    standardised: &Matrix,
    read: &Matrix,
    labels: &[usize],
) -> Vec<ClusterProfile> {
    let data = Profiled {
        raw,
        standardised,
        read,
    };
    let mut fit = ProfileFit::new(labels.to_vec());
    while !fit.step(data) {}
    fit.finish()
}

/// The mean of the samples with each label (`k` x `n_features`), as the notebook's `groupby`; zeros for a label without
/// samples. It is not the centroid: k-means stops when the centroids hardly move, and labels the samples once more.
pub fn group_means(data: &Matrix, labels: &[usize], k: usize) -> Matrix {
    spend(data.n_samples(), data.n_features());
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

/// The search for the typical one of a cluster.
struct MedoidFit {
    of_cluster: Matrix,
    blocks: Blocks,
    sought: Sought,
    /// For each member, in order: the sum of its distances to all, or its squared distance to the mean.
    distances: Vec<f64>,
}

/// What the typical one is near to.
enum Sought {
    /// All members.
    Members,
    /// Their mean, which is on its way.
    MeanOnItsWay(MeansFit),
    Mean(Vec<f64>),
}

impl MedoidFit {
    fn new(data: &Matrix, members: &[usize]) -> Self {
        let n = members.len();
        let of_cluster = data.select(members);
        let work = n.saturating_mul(n).saturating_mul(data.n_features().max(1));
        Self {
            blocks: Blocks::new(&of_cluster, &vec![0.0; data.n_features()]),
            of_cluster,
            sought: if work <= MEDOID_WORK {
                Sought::Members
            } else {
                Sought::MeanOnItsWay(MeansFit::new(data.n_features()))
            },
            distances: Vec::with_capacity(n),
        }
    }

    /// Measures a few members; true when all are.
    fn step(&mut self) -> bool {
        let (n, d) = (self.of_cluster.n_samples(), self.of_cluster.n_features());
        let first = self.distances.len() / LANES;
        let Self {
            of_cluster,
            blocks,
            distances,
            ..
        } = self;
        match &mut self.sought {
            Sought::MeanOnItsWay(fit) => {
                if let Some(mean) = fit.step(of_cluster) {
                    self.sought = Sought::Mean(mean);
                }
                return false;
            }
            Sought::Mean(mean) => {
                let portion = blocks.portion(first, 1);
                blocks.visit_some(portion, |_, block| {
                    distances.extend(squared_distances(block, mean));
                });
            }
            Sought::Members => {
                let n_blocks = (STEP_WORK / (LANES * n * d).max(1)).max(1);
                spend(n_blocks * LANES * n, d);
                blocks.visit_some(first..first + n_blocks, |_, block| {
                    let mut sums = [0.0; LANES];
                    for row in of_cluster.rows() {
                        for (sum, squared) in sums.iter_mut().zip(squared_distances(block, &row)) {
                            *sum += squared.sqrt();
                        }
                    }
                    distances.extend(sums);
                });
            }
        }
        self.distances.len() >= n
    }

    /// Place of the typical one among the members, the first of equals.
    fn nearest(&self) -> Option<(usize, MedoidIs)> {
        // The last block is filled up.
        let distances = self.distances.iter().take(self.of_cluster.n_samples());
        let (i, _) = distances.enumerate().min_by(|a, b| a.1.total_cmp(b.1))?;
        let found_by = match self.sought {
            Sought::Members => MedoidIs::LeastDistances,
            Sought::MeanOnItsWay(_) | Sought::Mean(_) => MedoidIs::NearestToMean,
        };
        Some((i, found_by))
    }
}

#[cfg(test)]
#[path = "profile_tests.rs"]
mod tests;
