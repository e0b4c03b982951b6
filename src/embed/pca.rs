//! Principal components by block Lanczos iteration, to full precision without ever forming a covariance matrix.
//!
//! Only the first components are wanted, of up to thousands of columns: a Krylov space of a small block, kept
//! orthogonal in full, finds them in about ten passes over the data. Golub and Van Loan, "Matrix Computations", 4th
//! ed., 10.3.6. Conventions are scikit-learn's `PCA(svd_solver="full")`.

use nalgebra::{DMatrix, SymmetricEigen};

use super::Iterative;
use super::block::{BLOCK, Lane, block_norm, orthonormalise, overlap, subtract};
use super::passes::{Coordinates, Product, Start, degrees_of_freedom};
use crate::data::{Matrix, MeansFit};
use crate::effort::spend;
use crate::sorting::order;

/// An eigenvector counts as found when its estimated angle to the true one is below this, in radians.
const ANGLE: f64 = 1e-10;
/// Gaps between variances below this share of the largest are treated as this wide: equal variances have no one axis.
const LEAST_GAP: f64 = 1e-5;
/// A new direction shorter than this share of what it was before orthogonalisation is rounding noise.
const NOISE: f64 = 1e-10;
/// More blocks than any real data needed (about ten); then the best found so far is taken.
const MOST_BLOCKS: usize = 80;
const EIGEN_ITERATIONS: usize = 10_000;

/// The fitted components.
///
/// ```
/// use soundkin::data::Matrix;
/// use soundkin::embed::{Iterative, PcaFit};
///
/// // Samples on a line through the first of these points; which way it is written makes no difference.
/// for (point, component) in [([3.0, -4.0], [-0.6, 0.8]), ([-3.0, 4.0], [-0.6, 0.8]), ([4.0, 3.0], [0.8, 0.6])] {
///     let values = vec![-point[0], -point[1], 0.0, 0.0, point[0], point[1]];
///     let matrix = Matrix::new(3, 2, values).unwrap();
///     let fitted = PcaFit::new(&matrix, 1).run(&matrix).unwrap();
///     for (loading, wanted) in fitted.components.row(0).iter().zip(component) {
///         assert!((loading - wanted).abs() < 1e-12);
///     }
///     // The squared lengths 25, 0 and 25 over n - 1.
///     assert!((fitted.explained_variance[0] - 25.0).abs() < 1e-12);
///     assert!((fitted.explained_variance_ratio[0] - 1.0).abs() < 1e-12);
/// }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Pca {
    /// Variance along each component, dividing by `n_samples - 1`, largest first.
    pub explained_variance: Vec<f64>,
    /// Share of the total variance, 0 to 1; 0 where there is no variance at all.
    pub explained_variance_ratio: Vec<f64>,
    /// `n_components` x `n_features` unit vectors; the loading of largest size in each is positive. A component that
    /// the data does not have (fewer features or samples than components) is all zeros.
    pub components: Matrix,
    /// `n_samples` x `n_components` centred coordinates.
    pub coords: Matrix,
}

/// A fit in progress: a step is a part of one pass over the data.
pub struct PcaFit {
    n_components: usize,
    mean: Vec<f64>,
    total_variance: f64,
    /// Orthonormal blocks found so far; the last one is not yet multiplied.
    basis: Vec<Vec<Lane>>,
    /// The data's covariance seen from the basis: square, `basis.len() * BLOCK` wide.
    projected: DMatrix<f64>,
    work: Work,
}

enum Work {
    Mean(MeansFit),
    Start(Box<Start>),
    Multiply(Product),
    Found(Vec<Ritz>),
    /// With the variances along the components, whose coordinates are still to be found.
    Place(Vec<f64>, Coordinates),
    Done(Pca),
}

/// One approximate eigenpair, in coordinates of the basis.
struct Ritz {
    variance: f64,
    vector: Vec<f64>,
}

impl PcaFit {
    /// Prepares a fit of `n_components` on `matrix` (`n_samples` x `n_features`).
    pub fn new(matrix: &Matrix, n_components: usize) -> Self {
        Self {
            n_components,
            mean: Vec::new(),
            total_variance: 0.0,
            basis: Vec::new(),
            projected: DMatrix::zeros(BLOCK, BLOCK),
            work: Work::Mean(MeansFit::new(matrix.n_features())),
        }
    }

    /// Makes the first block of the basis out of mixtures of samples.
    fn begin(&mut self, mut block: Vec<Lane>) {
        let noise = NOISE * block_norm(&block);
        orthonormalise(&mut block, noise);
        self.multiply(block);
    }

    /// Adds a block to the basis, to be multiplied next.
    fn multiply(&mut self, block: Vec<Lane>) {
        self.work = Work::Multiply(Product::new(&block, &self.mean));
        self.basis.push(block);
    }

    /// The residual of each wanted pair is what the next block would add to it; over the gap to its neighbours it
    /// bounds the angle to the true eigenvector (Davis and Kahan).
    fn are_found(&self, pairs: &[Ritz], link: &[Lane; BLOCK]) -> bool {
        let largest = pairs.first().map_or(0.0, |pair| pair.variance);
        (0..self.n_components.min(pairs.len())).all(|i| {
            let tail = &pairs[i].vector[pairs[i].vector.len() - BLOCK..];
            let residual = link
                .iter()
                .map(|row| {
                    row.iter()
                        .zip(tail)
                        .map(|(a, b)| a * b)
                        .sum::<f64>()
                        .powi(2)
                })
                .sum::<f64>()
                .sqrt();
            let gap = pairs
                .iter()
                .enumerate()
                .filter(|&(other, _)| other != i)
                .map(|(_, pair)| (pair.variance - pairs[i].variance).abs())
                .fold(f64::INFINITY, f64::min);
            residual <= ANGLE * gap.max(LEAST_GAP * largest)
        })
    }

    /// Goes on from the product of the covariance and the last block of the basis.
    fn extend(&mut self, mut next: Vec<Lane>) {
        let noise = NOISE * block_norm(&next);
        let size = self.projected.nrows();
        let filled = size - BLOCK;
        // Against the whole basis, twice: once leaves rounding errors that grow back into copies of found vectors.
        spend(4 * BLOCK * size, next.len());
        for pass in 0..2 {
            for (j, block) in self.basis.iter().enumerate() {
                let overlap = overlap(block, &next);
                subtract(&mut next, block, &overlap);
                if pass == 0 && j + 1 == self.basis.len() {
                    let diagonal = DMatrix::from_fn(BLOCK, BLOCK, |r, c| {
                        overlap[r][c].midpoint(overlap[c][r])
                    });
                    self.projected
                        .view_mut((filled, filled), (BLOCK, BLOCK))
                        .copy_from(&diagonal);
                }
            }
        }
        let link = orthonormalise(&mut next, noise);
        let pairs = ritz_pairs(&self.projected);
        if self.are_found(&pairs, &link) || self.basis.len() >= MOST_BLOCKS {
            self.work = Work::Found(pairs);
            return;
        }
        // The link between this block and the next stands on both sides of the symmetric matrix.
        self.projected.resize_mut(size + BLOCK, size + BLOCK, 0.0);
        for (r, row) in link.iter().enumerate() {
            for (c, &value) in row.iter().enumerate() {
                self.projected[(size + r, filled + c)] = value;
                self.projected[(filled + c, size + r)] = value;
            }
        }
        self.multiply(next);
    }

    /// The components that `pairs` stand for.
    fn place(&mut self, pairs: &[Ritz], n_samples: usize) {
        let mut components = Matrix::zeros(self.n_components, self.mean.len());
        let mut explained_variance = vec![0.0; self.n_components];
        for (c, pair) in pairs.iter().take(self.n_components).enumerate() {
            // Below rounding there is no direction, only noise.
            if pair.variance <= self.total_variance * 1e-15 {
                continue;
            }
            explained_variance[c] = pair.variance;
            let component = components.row_mut(c);
            for (block, weights) in self.basis.iter().zip(pair.vector.chunks_exact(BLOCK)) {
                for (x, lane) in component.iter_mut().zip(block) {
                    *x += lane.iter().zip(weights).map(|(a, b)| a * b).sum::<f64>();
                }
            }
            fix_sign(component);
        }
        spend(
            self.n_components.min(pairs.len()) * self.basis.len() * BLOCK,
            self.mean.len(),
        );
        let coordinates = Coordinates::new(n_samples, components, &self.mean);
        self.work = Work::Place(explained_variance, coordinates);
    }

    fn pca(&self, explained_variance: Vec<f64>, components: Matrix, coords: Matrix) -> Pca {
        let share = |v: &f64| {
            if self.total_variance > 0.0 {
                v / self.total_variance
            } else {
                0.0
            }
        };
        Pca {
            explained_variance_ratio: explained_variance.iter().map(share).collect(),
            explained_variance,
            components,
            coords,
        }
    }
}

impl Iterative for PcaFit {
    type Fitted = Option<Pca>;

    fn step(&mut self, matrix: &Matrix) -> bool {
        match &mut self.work {
            Work::Mean(fit) => {
                if let Some(mean) = fit.step(matrix) {
                    self.mean = mean;
                    self.work = Work::Start(Box::new(Start::new(matrix.n_features())));
                }
            }
            Work::Start(start) => {
                if let Some((block, squares)) = start.step(matrix, &self.mean) {
                    self.total_variance = squares / degrees_of_freedom(matrix.n_samples());
                    self.begin(block);
                }
            }
            Work::Multiply(product) => {
                let last = self.basis.last().map_or(&[][..], Vec::as_slice);
                if let Some(next) = product.step(matrix, last) {
                    self.extend(next);
                }
            }
            Work::Found(pairs) => {
                let pairs = std::mem::take(pairs);
                self.place(&pairs, matrix.n_samples());
            }
            Work::Place(variances, coordinates) => {
                if let Some((components, coords)) = coordinates.step(matrix) {
                    let variances = std::mem::take(variances);
                    self.work = Work::Done(self.pca(variances, components, coords));
                }
            }
            Work::Done(_) => {}
        }
        matches!(self.work, Work::Done(_))
    }

    fn finish(&self, _matrix: &Matrix) -> Option<Pca> {
        match &self.work {
            Work::Done(pca) => Some(pca.clone()),
            _ => None,
        }
    }
}

/// scikit-learn's rule since 1.5: the loading of largest size is positive; the first of equals decides.
fn fix_sign(component: &mut [f64]) {
    let largest =
        component.iter().copied().fold(
            0.0_f64,
            |best, x| if x.abs() > best.abs() { x } else { best },
        );
    if largest < 0.0 {
        for x in component {
            *x = -*x;
        }
    }
}

/// All eigenpairs of the projected matrix, largest variance first; ties by position.
fn ritz_pairs(projected: &DMatrix<f64>) -> Vec<Ritz> {
    let Some(eigen) = SymmetricEigen::try_new(projected.clone(), f64::EPSILON, EIGEN_ITERATIONS)
    else {
        return Vec::new();
    };
    let falling = |a: usize, b: usize| eigen.eigenvalues[b].total_cmp(&eigen.eigenvalues[a]);
    order(eigen.eigenvalues.len(), &falling)
        .into_iter()
        .map(|i| Ritz {
            variance: eigen.eigenvalues[i],
            vector: eigen.eigenvectors.column(i).iter().copied().collect(),
        })
        .collect()
}

#[cfg(test)]
#[path = "pca_tests.rs"]
mod tests;
