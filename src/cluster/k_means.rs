//! k-means: scikit-learn's own path, so that the same seed gives the same labels, inertia and iterations.
//!
//! Lloyd, "Least squares quantization in PCM", 1982; scikit-learn's `KMeans(algorithm="lloyd")`, including what it does
//! with empty clusters and when it stops.

use std::ops::Range;

use wide::f64x8;

use super::centroids::{Sums, add_distances_to_own};
use super::init::Seeding;
use crate::data::{Matrix, MeansFit};
use crate::embed::Iterative;
use crate::error::AnalysisError;
use crate::neighbors::blocks::{Blocks, LANES, dots, squared_lengths};
use crate::rng::Mt19937;
use crate::vectors::Repeat;

/// Smallest and largest number of clusters offered.
pub const K_RANGE: std::ops::RangeInclusive<usize> = 2..=12;
const MAX_ITER: usize = 300;
/// Share of the mean variance below which the centroids count as standing still.
const TOLERANCE: f64 = 1e-4;

/// What to fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KMeansParams {
    /// Number of clusters; not more than there are samples.
    pub n_clusters: usize,
    /// Starts; the one with the least inertia is kept whole.
    pub n_init: usize,
    /// numpy's `random_state`.
    pub random_state: u32,
}

/// One fitted clustering: labels, centroids and inertia of the same run.
#[derive(Clone, Debug, PartialEq)]
pub struct KMeans {
    /// Cluster of each sample, 0 to `n_clusters - 1`, numbered as scikit-learn numbers them.
    pub labels: Vec<usize>,
    /// `n_clusters` x `n_features`, in the units of the data.
    pub centroids: Matrix,
    /// Sum of squared distances of the samples to their centroid.
    pub inertia: f64,
    /// Iterations of the kept run.
    pub n_iter: usize,
}

/// A fit in progress: a step goes through some of the samples.
pub struct KMeansFit {
    params: KMeansParams,
    mean: Vec<f64>,
    /// The samples less their mean: distances lose fewer digits. None before the mean is known.
    centered: Blocks,
    /// Their squared lengths, as far as they are known.
    norms: Vec<f64>,
    stop_below: f64,
    rng: Mt19937,
    starts_left: usize,
    work: Work,
    best: Option<KMeans>,
    first_inertia: Option<f64>,
}

#[derive(Default)]
enum Work {
    Mean(MeansFit),
    Norms,
    /// Between two starts.
    #[default]
    Start,
    Seed(Seeding),
    Run(Run),
    /// A run that has ended, and the squared distances to its centroids as far as they are known.
    Measure(Run, Vec<f64>),
}

/// One start on its way.
struct Run {
    centroids: Matrix,
    labels: Vec<usize>,
    previous: Vec<usize>,
    /// Of the samples whose nearest centroid is found in this iteration.
    sums: Sums,
    n_iter: usize,
    /// First block of samples whose nearest centroid is still to be found in this iteration.
    next_block: usize,
    /// The centroids stay: only the labels are found once more, to match them.
    is_settled: bool,
}

impl KMeansFit {
    /// Checks the parameters and prepares a fit on `data` (`n_samples` x `n_features`).
    pub fn new(params: KMeansParams, data: &Matrix) -> Result<Self, AnalysisError> {
        let n = data.n_samples();
        if params.n_clusters < 1 || params.n_clusters > n {
            return Err(AnalysisError::OutOfRange {
                name: "The number of clusters",
                range: format!("between 1 and the number of tracks ({n})"),
                value: params.n_clusters.to_string(),
            });
        }
        Ok(Self {
            params,
            mean: Vec::new(),
            centered: Blocks::default(),
            norms: Vec::with_capacity(n.next_multiple_of(LANES)),
            stop_below: 0.0,
            rng: Mt19937::new(params.random_state),
            starts_left: params.n_init.max(1),
            work: Work::Mean(MeansFit::new(data.n_features())),
            best: None,
            first_inertia: None,
        })
    }

    /// What is being fitted.
    pub fn params(&self) -> KMeansParams {
        self.params
    }

    /// Inertia of the first start, what `n_init = 1` would have given; `None` before it has ended.
    pub fn first_inertia(&self) -> Option<f64> {
        self.first_inertia
    }

    /// Squared lengths of a few samples more; true when all are known.
    fn measure_norms(&mut self) -> bool {
        let Self {
            centered, norms, ..
        } = self;
        let (n, d) = (centered.n_samples(), centered.n_features());
        let blocks = centered.portion(norms.len() / LANES, 1);
        centered.visit_some(blocks, |_, block| norms.extend(squared_lengths(block)));
        if norms.len() < n {
            return false;
        }
        // The last block is filled up.
        norms.truncate(n);
        let mean_variance = norms.iter().sum::<f64>() / n as f64 / d.max(1) as f64;
        self.stop_below = mean_variance * TOLERANCE;
        true
    }

    /// Keeps the finished run if it is better. scikit-learn does not take a mere renumbering of the same clusters for
    /// better, though rounding may make its inertia smaller.
    fn keep(&mut self, run: &Run, inertia: f64) {
        self.first_inertia.get_or_insert(inertia);
        let better = self.best.as_ref().is_none_or(|best| {
            inertia < best.inertia
                && !is_same_clustering(&run.labels, &best.labels, self.params.n_clusters)
        });
        if better {
            let centroids = Matrix::from_fn(self.params.n_clusters, self.mean.len(), |k, j| {
                run.centroids.row(k)[j] + self.mean[j]
            });
            self.best = Some(KMeans {
                labels: run.labels.clone(),
                centroids,
                inertia,
                n_iter: run.n_iter,
            });
        }
    }
}

impl Iterative for KMeansFit {
    type Fitted = Option<KMeans>;

    fn step(&mut self, data: &Matrix) -> bool {
        let centered = &self.centered;
        self.work = match std::mem::take(&mut self.work) {
            Work::Mean(mut fit) => match fit.step(data) {
                Some(mean) => {
                    self.centered = Blocks::new(data, &mean);
                    self.mean = mean;
                    Work::Norms
                }
                None => Work::Mean(fit),
            },
            Work::Norms => {
                if self.measure_norms() {
                    Work::Start
                } else {
                    Work::Norms
                }
            }
            Work::Start if self.starts_left == 0 => return true,
            Work::Start => {
                self.starts_left -= 1;
                let k = self.params.n_clusters;
                Work::Seed(Seeding::new(centered.n_samples(), k, &mut self.rng))
            }
            Work::Seed(mut seeding) => {
                if seeding.step(centered, &self.norms, &mut self.rng) {
                    let centroids = seeding.centroids(centered);
                    Work::Run(Run::new(centroids, centered.n_samples()))
                } else {
                    Work::Seed(seeding)
                }
            }
            Work::Run(mut run) => {
                if run.step(centered, self.stop_below) {
                    Work::Measure(run, Vec::with_capacity(centered.n_samples()))
                } else {
                    Work::Run(run)
                }
            }
            Work::Measure(run, mut distances) => {
                let blocks = centered.portion(distances.len() / LANES, 1);
                add_distances_to_own(
                    centered,
                    blocks,
                    &run.labels,
                    &run.centroids,
                    &mut distances,
                );
                if distances.len() == centered.n_samples() {
                    self.keep(&run, distances.into_iter().sum());
                    return self.starts_left == 0;
                }
                Work::Measure(run, distances)
            }
        };
        false
    }

    fn finish(&self, _data: &Matrix) -> Option<KMeans> {
        self.best.clone()
    }
}

impl Run {
    fn new(centroids: Matrix, n_samples: usize) -> Self {
        Self {
            sums: Sums::like(&centroids),
            centroids,
            labels: vec![0; n_samples],
            previous: vec![usize::MAX; n_samples],
            n_iter: 0,
            next_block: 0,
            is_settled: false,
        }
    }

    /// A part of an iteration of Lloyd; true when the last one is done.
    fn step(&mut self, data: &Blocks, stop_below: f64) -> bool {
        let k = self.centroids.n_samples();
        let blocks = data.portion(self.next_block, k);
        let samples = data.samples(&blocks);
        self.next_block = blocks.end;
        let is_last = samples.end == self.labels.len();
        let labels = &mut self.labels[samples];
        // A block is read once for both: it may have to be made first.
        let sums = (!self.is_settled).then_some(&mut self.sums);
        assign(data, blocks, &self.centroids, labels, sums);
        if !is_last {
            return false;
        }
        self.next_block = 0;
        self.is_settled || self.move_centroids(data, stop_below)
    }

    /// All labels are found; true when nothing changes any more.
    fn move_centroids(&mut self, data: &Blocks, stop_below: f64) -> bool {
        self.n_iter += 1;
        let sums = std::mem::replace(&mut self.sums, Sums::like(&self.centroids));
        let moved = sums.means(data, &self.labels, &self.centroids);
        let shift: f64 = moved
            .rows()
            .zip(self.centroids.rows())
            .map(|(a, b)| squared_distance(&a, &b))
            .sum();
        self.centroids = moved;
        if self.labels == self.previous {
            return true;
        }
        // The centroids have moved since: the labels must match them.
        self.is_settled = shift <= stop_below || self.n_iter == MAX_ITER;
        self.previous.copy_from_slice(&self.labels);
        false
    }
}

/// The nearest centroid of the samples of `blocks`, one label each; the first of equals. The samples are added to `sums`.
fn assign(
    data: &Blocks,
    blocks: Range<usize>,
    centroids: &Matrix,
    labels: &mut [usize],
    mut sums: Option<&mut Sums>,
) {
    let rows: Vec<_> = centroids.rows().collect();
    let norms: Vec<f64> = rows.iter().map(|row| squared_length(row)).collect();
    let mut labels = labels.chunks_mut(LANES);
    data.visit_some(blocks, |_, block| {
        let mut least = f64x8::repeat(f64::INFINITY);
        // Numbers of clusters as the distances are, so that both are chosen at once.
        let mut nearest = f64x8::ZERO;
        for ((k, centroid), &norm) in (0_u32..).zip(&rows).zip(&norms) {
            // The squared distance less the sample's own squared length, which is the same for all centroids.
            let dots = f64x8::from(dots(block, centroid));
            let distances = f64x8::repeat(norm) - f64x8::repeat(2.0) * dots;
            let is_closer = distances.simd_lt(least);
            nearest = is_closer.select(f64x8::repeat(f64::from(k)), nearest);
            least = is_closer.select(distances, least);
        }
        let labels = labels.next().unwrap_or_default();
        for (label, k) in labels.iter_mut().zip(nearest.to_array()) {
            *label = k as usize;
        }
        if let Some(sums) = &mut sums {
            sums.add(block, labels);
        }
    });
}

/// Do both label the samples alike, up to the numbers of the clusters?
fn is_same_clustering(a: &[usize], b: &[usize], k: usize) -> bool {
    let mut number = vec![None; k];
    a.iter()
        .zip(b)
        .all(|(&a, &b)| *number[a].get_or_insert(b) == b)
}

fn squared_length(row: &[f64]) -> f64 {
    row.iter().map(|x| x * x).sum()
}

fn squared_distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| (x - y) * (x - y)).sum()
}

#[cfg(test)]
#[path = "k_means_tests.rs"]
mod tests;
