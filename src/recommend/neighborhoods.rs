//! What neighbourhoods are worth where nobody has said what is alike: how many tracks stand in very many of them, and how
//! many neighbours stay when some of the features are left out.

use super::Copies;
use super::lists::{ListsFit, N_NEAREST, Scores};
use crate::data::Matrix;
use crate::effort::spend;
use crate::neighbors::Metric;
use crate::rng::Mt19937;

/// One feature in so many is left out.
const ONE_IN: usize = 10;
/// Numbers that a copy without some features may have: it is held beside what is there.
const MOST_NUMBERS: usize = 1 << 24;

/// What was found about the neighbourhoods of a space.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Neighborhoods {
    /// Lists in which each sample stands.
    pub counts: Vec<usize>,
    /// Lists that were made: one per sample, or those of a seeded sample of a large collection.
    pub n_lists: usize,
    /// Mean share of a track's neighbours that stay when one feature in ten is left out, 0 to 1; `None` where there is only
    /// one feature, or so many numbers that there is no room for them twice.
    pub stability: Option<f64>,
}

/// Neighbourhoods on their way: with all features, then without some.
pub struct NeighborhoodsFit {
    metric: Metric,
    seed: u32,
    copies: Copies,
    lists: ListsFit,
    counts: Vec<usize>,
    /// The neighbours of each query, in the order of the queries.
    nearest: Vec<Vec<usize>>,
    less: Option<Less>,
}

/// The same with fewer features.
struct Less {
    data: Matrix,
    lists: ListsFit,
    n_done: usize,
    shares: f64,
}

impl NeighborhoodsFit {
    /// Prepares to look at `n_samples` samples; `seed` says which features are left out.
    pub fn new(metric: Metric, n_samples: usize, copies: Copies, seed: u32) -> Self {
        Self {
            metric,
            seed,
            copies,
            lists: ListsFit::by_one(metric, n_samples),
            counts: vec![0; n_samples],
            nearest: Vec::new(),
            less: None,
        }
    }

    /// Lists that are made, and lists to make.
    pub fn progress(&self) -> (usize, usize) {
        let (done, total) = self.lists.progress();
        let less = self.less.as_ref().map_or(0, |less| less.lists.progress().0);
        (done + less, 2 * total)
    }

    /// Does a short piece of the work; what was found in the end. `data` is the same at each step.
    pub fn step(&mut self, data: &Matrix) -> Option<Neighborhoods> {
        let (copies, metric) = (&self.copies, self.metric);
        let nearest = |scores: &Scores| -> Vec<usize> {
            let is_other = |sample| !copies.is_copy(scores.query, sample);
            let list = scores.list(metric, N_NEAREST, is_other);
            list.into_iter().map(|found| found.sample).collect()
        };
        let Some(less) = &mut self.less else {
            let (counts, all) = (&mut self.counts, &mut self.nearest);
            let is_done = self.lists.step(data, |scores| {
                let nearest = nearest(&scores);
                for &sample in &nearest {
                    counts[sample] += 1;
                }
                all.push(nearest);
            });
            if !is_done {
                return None;
            }
            let n_numbers = data.n_samples() * data.n_features();
            if data.n_features() < 2 || n_numbers > MOST_NUMBERS {
                return Some(self.found(None));
            }
            self.less = Some(Less {
                data: without_some(data, self.seed),
                lists: ListsFit::by_one(self.metric, data.n_samples()),
                n_done: 0,
                shares: 0.0,
            });
            return None;
        };
        let all = &self.nearest;
        let Less {
            data,
            lists,
            n_done,
            shares,
        } = less;
        let is_done = lists.step(data, |scores| {
            let (before, now) = (&all[*n_done], nearest(&scores));
            let n_same = now.iter().filter(|sample| before.contains(sample)).count();
            *shares += n_same as f64 / before.len().max(1) as f64;
            *n_done += 1;
        });
        let stability = *shares / all.len().max(1) as f64;
        is_done.then(|| self.found(Some(stability)))
    }

    fn found(&mut self, stability: Option<f64>) -> Neighborhoods {
        Neighborhoods {
            counts: std::mem::take(&mut self.counts),
            n_lists: self.lists.n_lists(),
            stability,
        }
    }
}

/// `data` without one in ten of its features, at least one, drawn with `seed`.
fn without_some(data: &Matrix, seed: u32) -> Matrix {
    let n = data.n_features();
    let gone = Mt19937::new(seed).sample(n, n.div_ceil(ONE_IN));
    let mut stays = vec![true; n];
    for feature in gone {
        stays[feature] = false;
    }
    let stays: Vec<usize> = (0..n).filter(|&feature| stays[feature]).collect();
    spend(data.n_samples(), n);
    let mut less = Matrix::zeros(data.n_samples(), stays.len());
    for (i, row) in data.rows().enumerate() {
        for (x, &feature) in less.row_mut(i).iter_mut().zip(&stays) {
            *x = row[feature];
        }
    }
    less
}
