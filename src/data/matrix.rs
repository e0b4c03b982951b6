//! A dense table of numbers: samples in rows, features in columns.
//!
//! Row-major on purpose: distances, k-means and nearest neighbours read whole samples. nalgebra serves where small
//! matrices are decomposed.

/// `n_samples` x `n_features` numbers, row-major.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    n_samples: usize,
    n_features: usize,
    values: Vec<f64>,
}

impl Matrix {
    /// Takes row-major `values`; `None` when their number is not `n_samples * n_features`.
    pub fn new(n_samples: usize, n_features: usize, values: Vec<f64>) -> Option<Self> {
        (values.len() == n_samples * n_features).then_some(Self {
            n_samples,
            n_features,
            values,
        })
    }

    /// All zeros.
    pub fn zeros(n_samples: usize, n_features: usize) -> Self {
        Self {
            n_samples,
            n_features,
            values: vec![0.0; n_samples * n_features],
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

    /// Sample `i`, one value a feature.
    ///
    /// # Panics
    /// When `i >= n_samples`.
    pub fn row(&self, i: usize) -> &[f64] {
        &self.values[i * self.n_features..(i + 1) * self.n_features]
    }

    /// Sample `i`, writable.
    ///
    /// # Panics
    /// When `i >= n_samples`.
    pub fn row_mut(&mut self, i: usize) -> &mut [f64] {
        &mut self.values[i * self.n_features..(i + 1) * self.n_features]
    }

    /// The samples in order. A matrix without features yields `n_samples` empty rows.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[f64]> {
        (0..self.n_samples).map(|i| self.row(i))
    }

    /// Column `j`, top to bottom.
    pub fn column(&self, j: usize) -> impl Iterator<Item = f64> {
        self.rows().map(move |row| row[j])
    }

    /// The mean of each column, summed from the first sample to the last; zeros without samples.
    pub fn column_means(&self) -> Vec<f64> {
        let mut means = vec![0.0; self.n_features];
        for row in self.rows() {
            for (sum, x) in means.iter_mut().zip(row) {
                *sum += x;
            }
        }
        for sum in &mut means {
            *sum /= self.n_samples.max(1) as f64;
        }
        means
    }

    /// All values, row by row.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The rows at `indices`, in that order.
    #[must_use]
    pub fn select(&self, indices: &[usize]) -> Self {
        let mut values = Vec::with_capacity(indices.len() * self.n_features);
        for &i in indices {
            values.extend_from_slice(self.row(i));
        }
        Self {
            n_samples: indices.len(),
            n_features: self.n_features,
            values,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_columns_of_a_small_matrix() {
        let m = Matrix::from_fn(2, 3, |i, j| (10 * i + j) as f64);
        assert_eq!(m.row(1), [10.0, 11.0, 12.0]);
        assert_eq!(m.column(2).collect::<Vec<_>>(), [2.0, 12.0]);
        assert_eq!(m.select(&[1, 1]).row(0), m.row(1));
        assert_eq!(m.column_means(), [5.0, 6.0, 7.0]);
        assert_eq!(Matrix::zeros(0, 2).column_means(), [0.0, 0.0]);
        assert!(Matrix::new(2, 2, vec![0.0; 3]).is_none());
        assert_eq!(Matrix::zeros(3, 0).rows().count(), 3);
    }
}
