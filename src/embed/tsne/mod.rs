//! t-SNE: a map of two dimensions on which neighbours stay neighbours.
//!
//! Samples and a first map come in, the final map goes out. Van der Maaten and Hinton, "Visualizing Data using t-SNE",
//! 2008; Barnes-Hut as in van der Maaten, 2014. Words, defaults and path are those of scikit-learn's `TSNE`. The
//! layout is f32; only arithmetic, square roots and the crate `libm` are used, so that every browser gets the same bits.

use super::Iterative;
use crate::data::Matrix;
use crate::error::AnalysisError;
use crate::rng::Mt19937;
use crate::wording::plain;

mod affinities;
mod attraction;
mod descent;
mod perplexity;
mod repulsion;
mod tree;

use affinities::AffinitiesFit;
use descent::{Descent, EXPLORATION_ITER, Schedule};
pub use perplexity::{DEFAULT_PERPLEXITY, largest_perplexity, sensible_perplexity};

/// Iterations offered.
pub const MAX_ITER_RANGE: std::ops::RangeInclusive<usize> = EXPLORATION_ITER..=10_000;
/// Standard deviation of the first axis of the map that the descent starts from.
const START_WIDTH: f64 = 1e-4;
/// Noise on that map, in shares of its width: nothing moves along an axis on which all samples agree.
const START_NOISE: f64 = 0.01;
const LEAST_LEARNING_RATE: f64 = 50.0;

/// What to fit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TsneParams {
    /// Effective number of neighbours, 1 to [`largest_perplexity`].
    pub perplexity: f64,
    /// How much too strongly neighbours attract each other in the first 250 iterations; at least 1.
    pub early_exaggeration: f64,
    /// Above 0; `None` is scikit-learn's "auto": `n_samples / early_exaggeration / 4`, at least 50; below
    /// 100 samples at least half their number.
    pub learning_rate: Option<f64>,
    /// Iterations at most, within [`MAX_ITER_RANGE`].
    pub max_iter: usize,
    /// Seed of the noise on the first map.
    pub random_state: u32,
}

impl Default for TsneParams {
    fn default() -> Self {
        Self {
            perplexity: DEFAULT_PERPLEXITY,
            early_exaggeration: 12.0,
            learning_rate: None,
            max_iter: 1000,
            random_state: 42,
        }
    }
}

impl TsneParams {
    /// Are they in their ranges for so many samples?
    pub fn check(&self, n_samples: usize) -> Result<(), AnalysisError> {
        let refuse = |name, range: String, value: String| {
            Err(AnalysisError::OutOfRange { name, range, value })
        };
        let largest = largest_perplexity(n_samples);
        if !(1.0..=largest).contains(&self.perplexity) {
            let range = format!(
                "between 1 and a third of the other tracks ({} of {n_samples})",
                plain(largest, 1)
            );
            return refuse("The perplexity", range, self.perplexity.to_string());
        }
        if !(self.early_exaggeration >= 1.0 && self.early_exaggeration.is_finite()) {
            let value = self.early_exaggeration.to_string();
            return refuse("The early exaggeration", "at least 1".into(), value);
        }
        if let Some(rate) = self.learning_rate.filter(|&x| !(x > 0.0 && x.is_finite())) {
            return refuse("The learning rate", "above 0".into(), rate.to_string());
        }
        if !MAX_ITER_RANGE.contains(&self.max_iter) {
            let (least, most) = (MAX_ITER_RANGE.start(), MAX_ITER_RANGE.end());
            let range = format!("between {least} and {most}");
            let value = self.max_iter.to_string();
            return refuse("The number of iterations", range, value);
        }
        Ok(())
    }
}

/// The fitted map.
#[derive(Clone, Debug, PartialEq)]
pub struct Tsne {
    /// `n_samples` x 2. Distances far apart mean nothing; who is near whom does.
    pub coords: Matrix,
    /// Kullback-Leibler divergence of these coordinates, in nats: 0 would be perfect. To be compared only for the same
    /// data and perplexity.
    pub kl_divergence: f64,
    /// Iterations done.
    pub n_iter: usize,
    /// The perplexity that was used.
    pub perplexity: f64,
    /// The seed that was used.
    pub random_state: u32,
}

/// What the next step of a fit belongs to, and how far that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TsneProgress {
    /// Looking for neighbours.
    Neighbors {
        /// Samples whose neighbours are known.
        done: usize,
        /// All samples.
        total: usize,
    },
    /// Moving the samples.
    Descent {
        /// Iterations done.
        done: usize,
        /// Iterations at most.
        total: usize,
    },
}

/// A fit in progress: a step finds the neighbours of a few samples, or is a part of one
/// iteration. It may be ended at any time:
/// [`Iterative::finish`] takes the map as it is.
pub struct TsneFit {
    params: TsneParams,
    n_samples: usize,
    /// The first map, until the descent starts.
    start: [Vec<f32>; 2],
    work: Work,
    is_done: bool,
}

enum Work {
    Neighbors(Box<AffinitiesFit>),
    Descent(Box<Descent>),
}

impl TsneFit {
    /// Checks the parameters and prepares a fit on `data` (`n_samples` x `n_features`) that starts from the first two
    /// columns of `init` (`n_samples` rows), in any units: principal components, for scikit-learn's `init="pca"`.
    /// What is missing there counts as 0.
    pub fn new(params: TsneParams, data: &Matrix, init: &Matrix) -> Result<Self, AnalysisError> {
        let n_samples = data.n_samples();
        params.check(n_samples)?;
        Ok(Self {
            params,
            n_samples,
            start: start(init, n_samples, params.random_state),
            work: Work::Neighbors(Box::new(AffinitiesFit::new(data, params.perplexity))),
            is_done: n_samples < 2,
        })
    }

    /// What is being fitted.
    pub fn params(&self) -> TsneParams {
        self.params
    }

    /// What is being done, and how far it is.
    pub fn progress(&self) -> TsneProgress {
        match &self.work {
            Work::Neighbors(fit) => {
                let (done, total) = fit.progress();
                TsneProgress::Neighbors { done, total }
            }
            Work::Descent(descent) => TsneProgress::Descent {
                done: descent.n_iter(),
                total: self.params.max_iter,
            },
        }
    }

    /// Where the samples are now: `n_samples` x 2.
    pub fn coords(&self) -> Matrix {
        let (xs, ys) = match &self.work {
            Work::Neighbors(_) => (&self.start[0][..], &self.start[1][..]),
            Work::Descent(descent) => descent.coords(),
        };
        Matrix::from_fn(self.n_samples, 2, |i, j| f64::from([xs, ys][j][i]))
    }

    /// Iterations done.
    pub fn n_iter(&self) -> usize {
        match &self.work {
            Work::Neighbors(_) => 0,
            Work::Descent(descent) => descent.n_iter(),
        }
    }

    /// Kullback-Leibler divergence when last looked at, every 50 iterations, in nats.
    pub fn kl_divergence(&self) -> Option<f64> {
        match &self.work {
            Work::Neighbors(_) => None,
            Work::Descent(descent) => descent.divergence(),
        }
    }
}

impl Iterative for TsneFit {
    type Fitted = Tsne;

    fn step(&mut self, data: &Matrix) -> bool {
        if self.is_done {
            return true;
        }
        match &mut self.work {
            Work::Neighbors(fit) => {
                if let Some(affinities) = fit.step(data) {
                    let [xs, ys] = std::mem::take(&mut self.start);
                    let schedule = self.params.schedule(self.n_samples);
                    let descent = Descent::new(schedule, affinities, xs, ys);
                    self.work = Work::Descent(Box::new(descent));
                }
            }
            Work::Descent(descent) => self.is_done = descent.step(),
        }
        self.is_done
    }

    /// The map as it is now. The divergence of a fit ended before its first iteration is infinite; that of fewer than
    /// two samples is 0.
    fn finish(&self, _data: &Matrix) -> Tsne {
        Tsne {
            coords: self.coords(),
            kl_divergence: match &self.work {
                Work::Neighbors(_) if self.n_samples < 2 => 0.0,
                Work::Neighbors(_) => f64::INFINITY,
                Work::Descent(descent) => descent.measure(),
            },
            n_iter: self.n_iter(),
            perplexity: self.params.perplexity,
            random_state: self.params.random_state,
        }
    }
}

impl TsneParams {
    fn schedule(&self, n_samples: usize) -> Schedule {
        let n = n_samples as f64;
        // scikit-learn's floor throws few samples so far apart that some never come back.
        let least = LEAST_LEARNING_RATE.min(n / 2.0);
        let auto = (n / self.early_exaggeration / 4.0).max(least);
        let rate = self.learning_rate.unwrap_or(auto);
        Schedule {
            early_exaggeration: self.early_exaggeration as f32,
            learning_rate: rate as f32,
            max_iter: self.max_iter,
        }
    }
}

/// The first map: the first axis of `init` gets the standard deviation [`START_WIDTH`], the second keeps its share.
fn start(init: &Matrix, n_samples: usize, random_state: u32) -> [Vec<f32>; 2] {
    let rows: Vec<_> = init.rows().collect();
    let at = |i: usize, j: usize| rows.get(i).and_then(|row| row.get(j)).map_or(0.0, |x| *x);
    let means = init.column_means();
    let mean = means.first().copied().unwrap_or(0.0);
    let squares: f64 = (0..n_samples)
        .map(|i| (at(i, 0) - mean) * (at(i, 0) - mean))
        .sum();
    let deviation = (squares / n_samples.max(1) as f64).sqrt();
    let scale = if deviation > 0.0 {
        START_WIDTH / deviation
    } else {
        0.0
    };
    let mut rng = Mt19937::new(random_state);
    let mut noise = || START_NOISE * START_WIDTH * (2.0 * rng.next_f64() - 1.0);
    let mut axis = |j: usize| {
        (0..n_samples)
            .map(|i| (at(i, j) * scale + noise()) as f32)
            .collect()
    };
    [axis(0), axis(1)]
}

#[cfg(test)]
mod tests;
