//! A table of numbers: samples in rows, features in columns.
//!
//! Row-major on purpose: distances, k-means and nearest neighbours read whole samples. nalgebra serves where small
//! matrices are decomposed.

use std::borrow::Cow;
use std::sync::Arc;

use super::bytes::Bytes;
use crate::effort::spend;
use crate::vectors::EIGHT;

/// Numbers that a fit may keep of samples of bytes, as long as it runs: 64 MB. A row of two thousand pictures is then made
/// once and not at every reading, which makes k-means four times as fast.
const MOST_KEPT: usize = 1 << 23;

/// `n_samples` x `n_features` numbers, row-major. Those that come from bytes, as pixels do, are kept as bytes: a row of
/// them is made when it is read, with the same bits as if it had been kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    n_samples: usize,
    n_features: usize,
    values: Values,
}

#[derive(Clone, Debug, PartialEq)]
enum Values {
    Numbers(Vec<f64>),
    Bytes(Bytes),
}

impl Default for Values {
    fn default() -> Self {
        Self::Numbers(Vec::new())
    }
}

impl Matrix {
    /// Takes row-major `values`; `None` when their number is not `n_samples * n_features`.
    pub fn new(n_samples: usize, n_features: usize, values: Vec<f64>) -> Option<Self> {
        (values.len() == n_samples * n_features).then_some(Self {
            n_samples,
            n_features,
            values: Values::Numbers(values),
        })
    }

    /// Shares rows of bytes, one per sample; `None` when one of them has not `n_features` bytes.
    pub fn of_bytes(n_features: usize, rows: Vec<Arc<[u8]>>) -> Option<Self> {
        rows.iter()
            .all(|row| row.len() == n_features)
            .then(|| Self {
                n_samples: rows.len(),
                n_features,
                values: Values::Bytes(Bytes::new(rows)),
            })
    }

    /// All zeros.
    pub fn zeros(n_samples: usize, n_features: usize) -> Self {
        Self {
            n_samples,
            n_features,
            values: Values::Numbers(vec![0.0; n_samples * n_features]),
        }
    }

    /// Calls `value(sample, feature)` for every entry.
    pub fn from_fn(
        n_samples: usize,
        n_features: usize,
        mut value: impl FnMut(usize, usize) -> f64,
    ) -> Self {
        let mut matrix = Self::zeros(n_samples, n_features);
        for i in 0..n_samples {
            for (j, slot) in matrix.row_mut(i).iter_mut().enumerate() {
                *slot = value(i, j);
            }
        }
        matrix
    }

    /// Number of rows.
    pub fn n_samples(&self) -> usize {
        self.n_samples
    }

    /// Number of columns.
    pub fn n_features(&self) -> usize {
        self.n_features
    }

    /// Are its numbers made of bytes whenever they are read?
    pub(crate) fn is_of_bytes(&self) -> bool {
        matches!(self.values, Values::Bytes(_))
    }

    /// Sample `i`, one value per feature.
    ///
    /// # Panics
    /// When `i >= n_samples`.
    pub fn row(&self, i: usize) -> Cow<'_, [f64]> {
        match &self.values {
            Values::Numbers(values) => {
                Cow::Borrowed(&values[i * self.n_features..(i + 1) * self.n_features])
            }
            Values::Bytes(bytes) => Cow::Owned(bytes.row(i)),
        }
    }

    /// Sample `i`, writable. A matrix of bytes becomes one of numbers.
    ///
    /// # Panics
    /// When `i >= n_samples`.
    pub fn row_mut(&mut self, i: usize) -> &mut [f64] {
        if self.is_of_bytes() {
            self.values = Values::Numbers(self.to_numbers());
        }
        match &mut self.values {
            Values::Numbers(values) => &mut values[i * self.n_features..(i + 1) * self.n_features],
            Values::Bytes(_) => &mut [],
        }
    }

    /// The samples in order. A matrix without features yields `n_samples` empty rows.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Cow<'_, [f64]>> {
        (0..self.n_samples).map(|i| self.row(i))
    }

    /// Column `j`, top to bottom.
    pub fn column(&self, j: usize) -> impl Iterator<Item = f64> {
        self.rows().map(move |row| row[j])
    }

    /// Are the rows made when they are read, and too many to keep them all as numbers for the length of a fit?
    pub(crate) fn is_made_when_read(&self) -> bool {
        self.is_of_bytes() && self.n_samples.saturating_mul(self.n_features) > MOST_KEPT
    }

    /// Takes `mean` off each column and divides it by `scale`.
    pub fn standardise(&mut self, mean: &[f64], scale: &[f64]) {
        if let Values::Bytes(bytes) = &mut self.values
            && bytes.standardise(mean, scale)
        {
            return;
        }
        spend(self.n_samples, self.n_features);
        for i in 0..self.n_samples {
            for ((x, &mean), &scale) in self.row_mut(i).iter_mut().zip(mean).zip(scale) {
                *x = (*x - mean) / scale;
            }
        }
    }

    /// All values, row by row.
    pub fn values(&self) -> Cow<'_, [f64]> {
        match &self.values {
            Values::Numbers(values) => Cow::Borrowed(values),
            Values::Bytes(_) => Cow::Owned(self.to_numbers()),
        }
    }

    fn to_numbers(&self) -> Vec<f64> {
        let mut values = Vec::with_capacity(self.n_samples * self.n_features);
        for row in self.rows() {
            values.extend_from_slice(&row);
        }
        values
    }

    /// Up to eight samples from `first` on, less `origin`, side by side: one array a feature; zeros where there is no such
    /// sample. `lanes` has room for all features.
    pub(crate) fn lanes(&self, first: usize, origin: &[f64], lanes: &mut [[f64; EIGHT]]) {
        if let Values::Bytes(bytes) = &self.values {
            return bytes.lanes(first, origin, lanes);
        }
        lanes.fill([0.0; EIGHT]);
        for (i, sample) in (first..self.n_samples).take(EIGHT).enumerate() {
            for ((lane, x), x0) in lanes.iter_mut().zip(&*self.row(sample)).zip(origin) {
                lane[i] = x - x0;
            }
        }
    }

    /// The rows at `indices`, in that order.
    #[must_use]
    pub fn select(&self, indices: &[usize]) -> Self {
        let values = match &self.values {
            Values::Bytes(bytes) => Values::Bytes(bytes.select(indices)),
            Values::Numbers(_) => {
                spend(indices.len(), self.n_features);
                let mut values = Vec::with_capacity(indices.len() * self.n_features);
                for &i in indices {
                    values.extend_from_slice(&self.row(i));
                }
                Values::Numbers(values)
            }
        };
        Self {
            n_samples: indices.len(),
            n_features: self.n_features,
            values,
        }
    }
}

#[cfg(test)]
#[path = "matrix_tests.rs"]
mod tests;
