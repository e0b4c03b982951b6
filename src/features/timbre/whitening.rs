//! What a collection makes of the timbre of its pictures: numbers that vary together count once, and no number counts more
//! for being larger. In: the numbers of each picture, a row each. Out: scores, which maps are drawn from, and vectors, which
//! are compared.
//!
//! Scores are standardised, held within three standard deviations, and weighted so that each part counts as a whole. With
//! `C` their covariance and `L` the Cholesky root of `C` and a ridge, `L^-1 z` is whitened, softly where a direction hardly
//! varies; it is then made one long, so that the product of two vectors is the cosine of their angle. Any other root gives
//! the same cosines (Kessy, Lewin and Strimmer 2018); for the ridge see Ledoit and Wolf 2004.

use nalgebra::{Cholesky, DMatrix};

use super::{N_NUMBERS, Part};
use crate::data::Matrix;
use crate::effort::{portion, spend};
use crate::features::{Standardizer, StandardizerFit};

/// Scores are held within so many standard deviations: one broken picture must not bend the axes.
const MOST: f64 = 3.0;
/// A column that varies less than this says nothing.
const LEAST_DEVIATION: f64 = 1e-6;
/// Part of the whole variance that is added to that of each direction.
const RIDGE: f64 = 0.01;
/// A vector shorter than this has no direction.
const SHORTEST: f64 = 1e-12;

/// The timbre of a collection.
#[derive(Clone, Debug, PartialEq)]
pub struct Timbre {
    /// Means and scales of the numbers.
    pub standardizer: Standardizer,
    /// Standardised, held and weighted numbers: `n_samples` x 390.
    pub scores: Matrix,
    /// The same whitened and one long, or 0 where a picture is as the mean of all: `n_samples` x 390.
    pub vectors: Matrix,
}

impl Timbre {
    /// The timbre of pictures with these numbers, `n_samples` x 390, at once; see [`TimbreFit`].
    pub fn of(numbers: Matrix) -> Self {
        let mut fit = TimbreFit::new(numbers);
        loop {
            if let Some(timbre) = fit.step() {
                return timbre;
            }
        }
    }
}

/// The timbre of a collection on its way.
pub struct TimbreFit {
    /// Once that is measured.
    standardizer: Option<Standardizer>,
    scores: Matrix,
    vectors: Matrix,
    work: Work,
}

enum Work {
    Measure(StandardizerFit),
    /// The sums of products so far, below and on the diagonal, row after row; and the next sample.
    Covariance(Vec<f64>, usize),
    Root(Vec<f64>),
    /// The root row after row, and the next sample.
    Whiten(Vec<f64>, usize),
}

impl TimbreFit {
    /// Prepares the timbre of pictures with these numbers, `n_samples` x 390.
    pub fn new(numbers: Matrix) -> Self {
        Self {
            work: Work::Measure(StandardizerFit::new(numbers.n_features())),
            standardizer: None,
            vectors: Matrix::zeros(numbers.n_samples(), numbers.n_features()),
            scores: numbers,
        }
    }

    /// Does a short piece of work; the timbre in the end.
    pub fn step(&mut self) -> Option<Timbre> {
        let (n, d) = (self.scores.n_samples(), self.scores.n_features());
        match &mut self.work {
            Work::Measure(fit) => {
                if let Some(measured) = fit.step(&self.scores) {
                    self.score(&measured);
                    self.standardizer = Some(measured);
                    self.work = Work::Covariance(vec![0.0; d * (d + 1) / 2], 0);
                }
            }
            Work::Covariance(sums, next) => {
                let samples = portion(*next, n, d * d / 2);
                *next = samples.end;
                for i in samples {
                    let row = self.scores.row(i);
                    let mut rest = &mut sums[..];
                    for (j, &x) in row.iter().enumerate() {
                        let (products, below) = rest.split_at_mut(j + 1);
                        for (sum, &y) in products.iter_mut().zip(&*row) {
                            *sum += x * y;
                        }
                        rest = below;
                    }
                }
                if *next == n {
                    self.work = Work::Root(std::mem::take(sums));
                }
            }
            Work::Root(sums) => {
                spend(d * d, d / 3);
                self.work = Work::Whiten(root(sums, n, d), 0);
            }
            Work::Whiten(root, next) => {
                let samples = portion(*next, n, d * d / 2);
                *next = samples.end;
                for i in samples {
                    whiten(root, &self.scores.row(i), self.vectors.row_mut(i));
                }
                if *next == n {
                    return Some(Timbre {
                        standardizer: self.standardizer.take()?,
                        scores: std::mem::take(&mut self.scores),
                        vectors: std::mem::take(&mut self.vectors),
                    });
                }
            }
        }
        None
    }

    /// Standardised, held and weighted, in place.
    fn score(&mut self, measured: &Standardizer) {
        let n = self.scores.n_samples();
        for (j, weight) in weights().enumerate() {
            let (mean, scale) = (measured.mean[j], measured.scale[j]);
            // Of a column that is the same everywhere the scale is 1.
            let varies = self
                .scores
                .column(j)
                .any(|x| (x - mean).abs() > LEAST_DEVIATION);
            let says_something = varies && scale > LEAST_DEVIATION;
            for i in 0..n {
                let x = &mut self.scores.row_mut(i)[j];
                let score = ((*x - mean) / scale).clamp(-MOST, MOST);
                *x = if says_something { score * weight } else { 0.0 };
            }
        }
        spend(n, N_NUMBERS);
    }
}

/// What each number is multiplied with, so that each part counts as a whole; texture counts twice.
fn weights() -> impl Iterator<Item = f64> {
    Part::ALL.into_iter().flat_map(|part| {
        let weight: f64 = match part {
            Part::Grain | Part::Ladder => 2.0,
            Part::Level | Part::Contrast | Part::Change | Part::Together => 1.0,
        };
        let n = part.n_numbers();
        std::iter::repeat_n((weight / n as f64).sqrt(), n)
    })
}

/// The Cholesky root of the covariance and its ridge: below and on the diagonal, row after row.
fn root(sums: &[f64], n: usize, d: usize) -> Vec<f64> {
    let at = |row: usize, column: usize| sums[row * (row + 1) / 2 + column] / n as f64;
    let variance: f64 = (0..d).map(|j| at(j, j)).sum();
    // Where all pictures are alike any root will do: all scores are 0.
    let ridge = if variance > 0.0 {
        RIDGE * variance
    } else {
        1.0
    };
    let matrix = DMatrix::from_fn(d, d, |row, column| {
        let covariance = at(row.max(column), row.min(column));
        covariance + if row == column { ridge } else { 0.0 }
    });
    // With its ridge it is positive definite.
    let root = Cholesky::new(matrix).map_or_else(|| DMatrix::identity(d, d), Cholesky::unpack);
    let mut rows = Vec::with_capacity(sums.len());
    for row in 0..d {
        rows.extend(root.row(row).iter().take(row + 1));
    }
    rows
}

/// Solves `root` times `vector` = `scores`, and makes the vector one long.
fn whiten(root: &[f64], scores: &[f64], vector: &mut [f64]) {
    let mut rest = root;
    for (i, &score) in scores.iter().enumerate() {
        let (row, below) = rest.split_at(i + 1);
        let known: f64 = row.iter().zip(&vector[..i]).map(|(a, b)| a * b).sum();
        vector[i] = (score - known) / row[i];
        rest = below;
    }
    let length = vector
        .iter()
        .map(|x| x * x)
        .sum::<f64>()
        .sqrt()
        .max(SHORTEST);
    for x in vector {
        *x /= length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::effort::{MOST_A_STEP, spent};
    use crate::rng::Mt19937;

    fn timbre(numbers: Matrix) -> Timbre {
        let mut fit = TimbreFit::new(numbers);
        spent();
        loop {
            let made = fit.step();
            assert!(spent() <= MOST_A_STEP);
            if let Some(timbre) = made {
                return timbre;
            }
        }
    }

    #[test]
    fn vectors_are_one_long_and_what_varies_together_counts_once() {
        let mut rng = Mt19937::new(5);
        let mut numbers = Matrix::zeros(60, N_NUMBERS);
        for i in 0..60 {
            for x in numbers.row_mut(i) {
                *x = rng.next_f64();
            }
        }
        let Timbre {
            scores, vectors, ..
        } = timbre(numbers);
        for i in 0..60 {
            let length: f64 = vectors.row(i).iter().map(|x| x * x).sum();
            assert!((length - 1.0).abs() < 1e-12);
        }
        assert_eq!(scores.n_features(), N_NUMBERS);
    }

    #[test]
    fn pictures_that_are_all_alike_have_no_direction() {
        let numbers = Matrix::from_fn(5, N_NUMBERS, |_, j| j as f64 / 3.0);
        let Timbre {
            scores, vectors, ..
        } = timbre(numbers);
        assert!(scores.values().iter().all(|&x| x == 0.0));
        assert!(vectors.values().iter().all(|&x| x == 0.0));
    }
}
