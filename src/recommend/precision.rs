//! How often what is near is of the same kind: the share of each track's nearest that have its label, and what chance alone
//! would give. In: samples and their labels. Out: one share a query.

use std::collections::BTreeMap;

use super::Copies;
use super::lists::{ListsFit, N_NEAREST, Scores, queries_of};
use crate::data::Matrix;
use crate::neighbors::Metric;

/// What is known of samples, beside where they are.
pub struct Labelled {
    /// Number of the label of each sample. One without is neither asked for nor counted: it cannot be right or wrong.
    labels: Vec<Option<usize>>,
    /// Number of what is masked, its artist for instance.
    masked: Option<Vec<Option<usize>>>,
    copies: Copies,
}

/// One number for equal values.
fn numbers<T: Ord>(values: impl Iterator<Item = Option<T>>) -> Vec<Option<usize>> {
    let mut seen = BTreeMap::new();
    values
        .map(|value| {
            let next = seen.len();
            value.map(|value| *seen.entry(value).or_insert(next))
        })
        .collect()
}

impl Labelled {
    /// Samples with these labels; `masked` has what two samples must not share to be compared a second time.
    pub fn new<'a>(
        labels: impl Iterator<Item = Option<&'a str>>,
        masked: Option<Vec<Option<&'a str>>>,
        copies: Copies,
    ) -> Self {
        Self {
            labels: numbers(labels),
            masked: masked.map(|masked| numbers(masked.into_iter())),
            copies,
        }
    }

    /// May `b` stand in a list for `a`?
    fn is_candidate(&self, a: usize, b: usize) -> bool {
        self.labels[b].is_some() && !self.copies.is_copy(a, b)
    }

    /// The same, where what is masked must differ as well.
    fn is_unmasked(&self, a: usize, b: usize) -> bool {
        let is_shared = |masked: &Vec<Option<usize>>| masked[a].is_some() && masked[a] == masked[b];
        !self.masked.as_ref().is_some_and(is_shared)
    }

    /// Samples with a label.
    pub(super) fn with_label(&self) -> Vec<usize> {
        let all = 0..self.labels.len();
        all.filter(|&sample| self.labels[sample].is_some())
            .collect()
    }

    /// All that may stand in a list for `query`; where something is masked, those that do not share it.
    pub(super) fn others(&self, query: usize) -> impl Iterator<Item = usize> {
        (0..self.labels.len()).filter(move |&sample| {
            sample != query && self.is_candidate(query, sample) && self.is_unmasked(query, sample)
        })
    }

    /// Have two samples the same label?
    pub(super) fn is_same(&self, a: usize, b: usize) -> bool {
        self.labels[a] == self.labels[b]
    }
}

/// How well lists agree with labels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agreement {
    /// The sample that each query is.
    pub queries: Vec<usize>,
    /// Of each query the share of its nearest with its label, 0 to 1.
    pub shares: Vec<f64>,
    /// The share of all it could be compared with, likewise: what chance gives.
    pub chances: Vec<f64>,
}

/// How well the lists of samples agree with their labels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Precision {
    /// With all tracks but copies.
    pub all: Agreement,
    /// Without those that share what is masked; empty where nothing is.
    pub masked: Agreement,
}

/// A precision on its way.
pub struct PrecisionFit {
    labelled: Labelled,
    lists: ListsFit,
    found: Vec<Precision>,
}

/// The ways to compare, each of which is measured.
pub const METRICS: [Metric; 2] = [Metric::Euclidean, Metric::Cosine];

impl PrecisionFit {
    /// Prepares to compare samples by each of [`METRICS`]. Above 3,000 samples with a label the lists of a seeded sample of them are
    /// made; all stand in them.
    pub fn new(labelled: Labelled) -> Self {
        let n = labelled.labels.len();
        let lists = ListsFit::by_all(queries_of(labelled.with_label()), n);
        Self {
            labelled,
            lists,
            found: vec![Precision::default(); METRICS.len()],
        }
    }

    /// Samples with a label.
    pub fn n_labelled(&self) -> usize {
        self.labelled.labels.iter().flatten().count()
    }

    /// Lists that are made, and lists to make.
    pub fn progress(&self) -> (usize, usize) {
        self.lists.progress()
    }

    /// Does a short piece of the work; true when all is known. `data` has a row for each sample.
    pub fn step(&mut self, data: &Matrix) -> bool {
        let Self {
            labelled,
            lists,
            found,
        } = self;
        lists.step(data, |scores| {
            let query = scores.query;
            let is_candidate = |sample| labelled.is_candidate(query, sample);
            let is_unmasked = |sample| is_candidate(sample) && labelled.is_unmasked(query, sample);
            for (found, metric) in found.iter_mut().zip(METRICS) {
                found.all.add(labelled, &scores, metric, is_candidate);
                if labelled.masked.is_some() {
                    found.masked.add(labelled, &scores, metric, is_unmasked);
                }
            }
        })
    }

    /// What was found by each of [`METRICS`], once [`Self::step`] has said true.
    pub fn finish(self) -> Vec<Precision> {
        self.found
    }
}

impl Agreement {
    /// Adds what the scores of a query come to; nothing where it has no candidates.
    fn add(
        &mut self,
        labelled: &Labelled,
        scores: &Scores,
        metric: Metric,
        is_candidate: impl Fn(usize) -> bool,
    ) {
        let is_same = |sample: usize| labelled.is_same(scores.query, sample);
        let share = |n_same: usize, n: usize| n_same as f64 / n as f64;
        let nearest = scores.list(metric, N_NEAREST, &is_candidate);
        if nearest.is_empty() {
            return;
        }
        let n_same = nearest.iter().filter(|found| is_same(found.sample)).count();
        self.queries.push(scores.query);
        self.shares.push(share(n_same, nearest.len()));
        let others = (0..labelled.labels.len()).filter(|&i| i != scores.query && is_candidate(i));
        let (n_same, n) = others.fold((0, 0), |(n_same, n), i| {
            (n_same + usize::from(is_same(i)), n + 1)
        });
        self.chances.push(share(n_same, n));
    }
}
