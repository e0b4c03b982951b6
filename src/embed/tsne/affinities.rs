//! Who is whose neighbour, and how much: the high-dimensional side of t-SNE.
//!
//! Samples come in; a sparse symmetric matrix of probabilities that sum to 1 goes out, over the exact nearest
//! neighbours (van der Maaten, "Accelerating t-SNE using tree-based algorithms", 2014, section 4.1).

use super::perplexity::{n_neighbors, probabilities};
use crate::data::Matrix;
use crate::neighbors::AllNearest;

/// Rows merged in one step: about a millisecond.
const ROWS_A_STEP: usize = 500;

/// A sparse matrix, `n_samples` square: the entries of row `i` stand at `starts[i]..starts[i + 1]`.
#[derive(Clone, Debug, Default)]
pub(super) struct Affinities {
    pub(super) starts: Vec<usize>,
    /// Columns, rising within a row.
    pub(super) columns: Vec<u32>,
    /// Probabilities; all together sum to 1.
    pub(super) values: Vec<f32>,
}

/// Affinities on their way.
pub(super) struct AffinitiesFit {
    perplexity: f64,
    search: AllNearest,
    is_found: bool,
    /// Each sample's own neighbours, not yet symmetric: rows sum to 1.
    own: Affinities,
    /// `own` with rows and columns exchanged, once all rows are there.
    exchanged: Option<Affinities>,
    merged: Affinities,
    squared: Vec<f64>,
}

impl Affinities {
    fn with_capacity(n_rows: usize, n_entries: usize) -> Self {
        let mut starts = Vec::with_capacity(n_rows + 1);
        starts.push(0);
        Self {
            starts,
            columns: Vec::with_capacity(n_entries),
            values: Vec::with_capacity(n_entries),
        }
    }

    pub(super) fn n_rows(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Columns and values of row `i`.
    pub(super) fn row(&self, i: usize) -> (&[u32], &[f32]) {
        let entries = self.starts[i]..self.starts[i + 1];
        (&self.columns[entries.clone()], &self.values[entries])
    }

    fn entries(&self, i: usize) -> impl Iterator<Item = (u32, f32)> {
        let (columns, values) = self.row(i);
        columns.iter().copied().zip(values.iter().copied())
    }

    /// Rows become columns; the rows of the result are in order because these rows are visited in order.
    fn exchanged(&self) -> Self {
        let n = self.n_rows();
        let mut starts = vec![0; n + 1];
        for &column in &self.columns {
            starts[column as usize + 1] += 1;
        }
        for i in 0..n {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut columns = vec![0; self.columns.len()];
        let mut values = vec![0.0; self.values.len()];
        for i in 0..n {
            for (column, value) in self.entries(i) {
                let slot = &mut next[column as usize];
                columns[*slot] = i as u32;
                values[*slot] = value;
                *slot += 1;
            }
        }
        Self {
            starts,
            columns,
            values,
        }
    }

    /// Appends the sum of two sparse rows, each rising by column, times `factor`.
    fn push_sum(
        &mut self,
        a: impl Iterator<Item = (u32, f32)>,
        b: impl Iterator<Item = (u32, f32)>,
        factor: f32,
    ) {
        let (mut a, mut b) = (a.peekable(), b.peekable());
        loop {
            let column = match (a.peek(), b.peek()) {
                (Some(a), Some(b)) => a.0.min(b.0),
                (Some(one), None) | (None, Some(one)) => one.0,
                (None, None) => break,
            };
            let from_a = a.next_if(|entry| entry.0 == column);
            let from_b = b.next_if(|entry| entry.0 == column);
            let sum: f32 = from_a.iter().chain(&from_b).map(|entry| entry.1).sum();
            self.columns.push(column);
            self.values.push(sum * factor);
        }
        self.starts.push(self.columns.len());
    }
}

impl AffinitiesFit {
    /// Prepares the affinities of the rows of `data`. `perplexity` must be one that so many samples allow.
    pub(super) fn new(data: &Matrix, perplexity: f64) -> Self {
        let n = data.n_samples();
        let k = n_neighbors(perplexity, n);
        Self {
            perplexity,
            search: AllNearest::new(data, (0..n).collect(), k),
            is_found: false,
            own: Affinities::with_capacity(n, n * k),
            exchanged: None,
            merged: Affinities::with_capacity(n, n * k * 3 / 2),
            squared: Vec::with_capacity(k),
        }
    }

    /// Samples whose neighbours are known, and samples in all.
    pub(super) fn progress(&self) -> (usize, usize) {
        self.search.progress()
    }

    /// A short piece of work; the affinities when it was the last.
    pub(super) fn step(&mut self, data: &Matrix) -> Option<Affinities> {
        if !self.is_found {
            self.is_found = self.find(data);
            return None;
        }
        let Some(exchanged) = &self.exchanged else {
            self.exchanged = Some(self.own.exchanged());
            return None;
        };
        let n = self.own.n_rows();
        let first = self.merged.n_rows();
        // Every row of `own` sums to 1, and so does every column of `exchanged`.
        let factor = 1.0 / (2.0 * n.max(1) as f32);
        for i in first..n.min(first + ROWS_A_STEP) {
            self.merged
                .push_sum(self.own.entries(i), exchanged.entries(i), factor);
        }
        (self.merged.n_rows() == n).then(|| std::mem::take(&mut self.merged))
    }

    /// The probabilities of a few samples more; true when all are known.
    fn find(&mut self, data: &Matrix) -> bool {
        let Self {
            own,
            squared,
            perplexity,
            ..
        } = self;
        self.search.step(data, |_, neighbors| {
            squared.clear();
            squared.extend(neighbors.iter().map(|n| n.score * n.score));
            probabilities(squared, *perplexity);
            let mut row: Vec<(u32, f32)> = neighbors
                .iter()
                .zip(&*squared)
                .map(|(n, &p)| (n.sample as u32, p as f32))
                .collect();
            row.sort_unstable_by_key(|entry| entry.0);
            own.columns.extend(row.iter().map(|entry| entry.0));
            own.values.extend(row.iter().map(|entry| entry.1));
            own.starts.push(own.columns.len());
        })
    }
}
