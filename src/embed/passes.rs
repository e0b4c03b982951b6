//! The passes over the samples that principal components take, a few samples per step. In: samples and their means. Out: the
//! first block, the covariance times a block, coordinates. The order of every sum is fixed, whatever a step takes.

use wide::{f64x4, f64x8};

use super::block::{BLOCK, Lane, TOGETHER, accumulate};
use crate::data::Matrix;
use crate::effort::portion;
use crate::rng::Mt19937;
use crate::vectors::Repeat;

/// The first block, and the variance of everything.
pub(super) struct Start {
    rng: Mt19937,
    block: Vec<Lane>,
    squares: f64,
    next: usize,
}

impl Start {
    /// Prepares a block of `n_features` lanes.
    pub(super) fn new(n_features: usize) -> Self {
        Self {
            rng: Mt19937::new(0),
            block: vec![[0.0; BLOCK]; n_features],
            squares: 0.0,
            next: 0,
        }
    }

    /// Reads a few samples more. In the end random mixtures of them all (unlike random vectors they have no part where the
    /// data has none), and the sum of their squared deviations.
    pub(super) fn step(&mut self, matrix: &Matrix, mean: &[f64]) -> Option<(Vec<Lane>, f64)> {
        let (n, d) = (matrix.n_samples(), matrix.n_features());
        let samples = portion(self.next, n, (1 + BLOCK) * d);
        self.next = samples.end;
        for i in samples {
            let row = matrix.row(i);
            self.squares += sum_of_pairs(&row, mean, |x, mean| {
                let deviation = x - mean;
                deviation * deviation
            });
            let weights: Lane = std::array::from_fn(|_| 2.0 * self.rng.next_f64() - 1.0);
            let weights = f64x4::from(weights);
            for ((lane, &x), &mean) in self.block.iter_mut().zip(&*row).zip(mean) {
                *lane = (f64x4::from(*lane) + f64x4::repeat(x - mean) * weights).to_array();
            }
        }
        (self.next == n).then(|| (std::mem::take(&mut self.block), self.squares))
    }
}

/// Covariance matrix times a block, in one pass: every sample is read once for both halves of the product.
pub(super) struct Product {
    /// The block's product with the means.
    shift: Lane,
    sums: Vec<Lane>,
    /// Zeros, where the last samples are fewer than are multiplied together.
    no_sample: Vec<f64>,
    next: usize,
}

impl Product {
    pub(super) fn new(block: &[Lane], mean: &[f64]) -> Self {
        let mut shift = [0.0; BLOCK];
        for (lane, &mean) in block.iter().zip(mean) {
            for (sum, x) in shift.iter_mut().zip(lane) {
                *sum += mean * x;
            }
        }
        Self {
            shift,
            sums: vec![[0.0; BLOCK]; block.len()],
            no_sample: vec![0.0; block.len()],
            next: 0,
        }
    }

    /// Reads a few samples more; the product in the end.
    pub(super) fn step(&mut self, matrix: &Matrix, block: &[Lane]) -> Option<Vec<Lane>> {
        let (n, d) = (matrix.n_samples(), matrix.n_features());
        // Only the last samples may be fewer than are multiplied together.
        let groups = portion(
            self.next / TOGETHER,
            n.div_ceil(TOGETHER),
            TOGETHER * 2 * BLOCK * d,
        );
        let end = n.min(TOGETHER * groups.end);
        let (shift, sums) = (self.shift, &mut self.sums);
        while self.next < end {
            let samples = self.next..end.min(self.next + TOGETHER);
            let rows: Vec<_> = samples.clone().map(|i| matrix.row(i)).collect();
            let row = |i: usize| rows.get(i).map_or(&self.no_sample[..], |row| row);
            accumulate(std::array::from_fn(row), block, shift, sums);
            self.next = samples.end;
        }
        if self.next < n {
            return None;
        }
        let mut product = std::mem::take(sums);
        let freedom = degrees_of_freedom(n);
        for lane in &mut product {
            for x in lane {
                *x /= freedom;
            }
        }
        Some(product)
    }
}

/// Where the samples lie along axes through their mean.
pub(super) struct Coordinates {
    axes: Matrix,
    /// The mean's own place on each axis.
    offsets: Vec<f64>,
    coords: Matrix,
    next: usize,
}

impl Coordinates {
    /// Prepares the places of `n_samples` samples on `axes` (one per row).
    pub(super) fn new(n_samples: usize, axes: Matrix, mean: &[f64]) -> Self {
        Self {
            offsets: axes.rows().map(|axis| dot(&axis, mean)).collect(),
            coords: Matrix::zeros(n_samples, axes.n_samples()),
            axes,
            next: 0,
        }
    }

    /// Reads a few samples more; the axes and the places, one row per sample, in the end.
    pub(super) fn step(&mut self, matrix: &Matrix) -> Option<(Matrix, Matrix)> {
        let numbers = self.axes.n_samples() * matrix.n_features();
        let samples = portion(self.next, matrix.n_samples(), numbers);
        self.next = samples.end;
        for i in samples {
            let row = matrix.row(i);
            let places = self.coords.row_mut(i).iter_mut();
            for ((place, axis), offset) in places.zip(self.axes.rows()).zip(&self.offsets) {
                *place = dot(&row, &axis) - offset;
            }
        }
        (self.next == matrix.n_samples()).then(|| {
            (
                std::mem::take(&mut self.axes),
                std::mem::take(&mut self.coords),
            )
        })
    }
}

/// What a variance of `n` samples divides by.
pub(super) fn degrees_of_freedom(n: usize) -> f64 {
    n.saturating_sub(1).max(1) as f64
}

pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    sum_of_pairs(a, b, |x, y| x * y)
}

/// Sum of `of` over both lists, in eight interleaved sums that do not wait for each other.
fn sum_of_pairs(a: &[f64], b: &[f64], of: impl Fn(f64x8, f64x8) -> f64x8) -> f64 {
    let (a_parts, a_rest) = a.as_chunks();
    let (b_parts, b_rest) = b.as_chunks();
    let mut sums = f64x8::ZERO;
    for (&a, &b) in a_parts.iter().zip(b_parts) {
        sums += of(f64x8::from(a), f64x8::from(b));
    }
    let alone = |(&x, &y)| of(f64x8::repeat(x), f64x8::repeat(y)).to_array()[0];
    let rest = a_rest.iter().zip(b_rest).map(alone);
    sums.to_array().into_iter().sum::<f64>() + rest.sum::<f64>()
}
