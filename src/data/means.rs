//! The mean of each column, a few samples at a time. In: a matrix. Out: one number per column.

use std::ops::Range;

use super::Matrix;
use crate::effort::portion;

/// The means on their way: each is summed from the first sample to the last, however many steps that takes.
#[derive(Clone, Debug)]
pub struct MeansFit {
    sums: Vec<f64>,
    next: usize,
}

impl MeansFit {
    /// Prepares the means of `n_features` columns.
    pub fn new(n_features: usize) -> Self {
        Self {
            sums: vec![0.0; n_features],
            next: 0,
        }
    }

    /// Reads a few samples more; the means, zeros without samples, when they were the last.
    pub fn step(&mut self, data: &Matrix) -> Option<Vec<f64>> {
        let samples = portion(self.next, data.n_samples(), data.n_features());
        self.next = samples.end;
        self.add(data, samples);
        (self.next == data.n_samples()).then(|| self.means(data.n_samples()))
    }

    fn add(&mut self, data: &Matrix, samples: Range<usize>) {
        for i in samples {
            for (sum, x) in self.sums.iter_mut().zip(&*data.row(i)) {
                *sum += x;
            }
        }
    }

    fn means(&mut self, n_samples: usize) -> Vec<f64> {
        let mut means = std::mem::take(&mut self.sums);
        for sum in &mut means {
            *sum /= n_samples.max(1) as f64;
        }
        means
    }
}

impl Matrix {
    /// The mean of each column, summed from the first sample to the last; zeros without samples.
    pub fn column_means(&self) -> Vec<f64> {
        let mut means = MeansFit::new(self.n_features());
        means.add(self, 0..self.n_samples());
        means.means(self.n_samples())
    }
}
