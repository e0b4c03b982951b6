//! Principal components by block Lanczos iteration, to full precision without ever forming a covariance matrix.
//!
//! Only the first components are wanted, of up to thousands of columns: a Krylov space of a small block, kept
//! orthogonal in full, finds them in about ten passes over the data. Golub and Van Loan, "Matrix Computations", 4th
//! ed., 10.3.6. Conventions are scikit-learn's `PCA(svd_solver="full")`.

use nalgebra::{DMatrix, SymmetricEigen};

use super::Iterative;
use super::block::{BLOCK, Lane, accumulate, block_norm, orthonormalise, overlap, subtract};
use crate::data::Matrix;
use crate::effort::spend;
use crate::rng::Mt19937;

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

/// A fit in progress: a step is one pass over the data.
pub struct PcaFit {
    n_components: usize,
    mean: Vec<f64>,
    total_variance: f64,
    /// Orthonormal blocks found so far; the last one is not yet multiplied.
    basis: Vec<Vec<Lane>>,
    /// The data's covariance seen from the basis: square, `basis.len() * BLOCK` wide.
    projected: DMatrix<f64>,
    found: Option<Vec<Ritz>>,
}

/// One approximate eigenpair, in coordinates of the basis.
struct Ritz {
    variance: f64,
    vector: Vec<f64>,
}

impl PcaFit {
    /// Prepares a fit of `n_components` on `matrix` (`n_samples` x `n_features`).
    pub fn new(matrix: &Matrix, n_components: usize) -> Self {
        let n = matrix.n_samples();
        spend((2 + BLOCK) * n, matrix.n_features());
        let mean = matrix.column_means();
        let squares: f64 = matrix
            .rows()
            .map(|row| sum_of_pairs(&row, &mean, |x, mean| (x - mean) * (x - mean)))
            .sum();
        let mut fit = Self {
            n_components,
            total_variance: squares / degrees_of_freedom(n),
            basis: Vec::new(),
            projected: DMatrix::zeros(BLOCK, BLOCK),
            found: None,
            mean,
        };
        let mut start = fit.start(matrix);
        let noise = NOISE * block_norm(&start);
        orthonormalise(&mut start, noise);
        fit.basis.push(start);
        fit
    }

    /// Random mixtures of samples: unlike random vectors they have no part where the data has none.
    fn start(&self, matrix: &Matrix) -> Vec<Lane> {
        let mut rng = Mt19937::new(0);
        let mut block = vec![[0.0; BLOCK]; matrix.n_features()];
        for row in matrix.rows() {
            let weights: Lane = std::array::from_fn(|_| 2.0 * rng.next_f64() - 1.0);
            for ((lane, &x), &mean) in block.iter_mut().zip(&*row).zip(&self.mean) {
                for (sum, weight) in lane.iter_mut().zip(weights) {
                    *sum += (x - mean) * weight;
                }
            }
        }
        block
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

    /// Covariance matrix times `block`, in one pass: every sample is read once for both halves of the product.
    fn covariance_times(&self, matrix: &Matrix, block: &[Lane]) -> Vec<Lane> {
        spend(2 * BLOCK * matrix.n_samples(), matrix.n_features());
        let mut shift = [0.0; BLOCK];
        for (lane, &mean) in block.iter().zip(&self.mean) {
            for (sum, x) in shift.iter_mut().zip(lane) {
                *sum += mean * x;
            }
        }
        let mut product = vec![[0.0; BLOCK]; matrix.n_features()];
        let n = matrix.n_samples();
        // Four samples at a time keep the vectors in registers; the order of every sum is fixed.
        let whole = n - n % 4;
        for i in (0..whole).step_by(4) {
            let rows = [
                matrix.row(i),
                matrix.row(i + 1),
                matrix.row(i + 2),
                matrix.row(i + 3),
            ];
            let rows = rows.each_ref().map(|row| &**row);
            accumulate(rows, block, shift, &mut product);
        }
        for i in whole..n {
            accumulate([&*matrix.row(i)], block, shift, &mut product);
        }
        let freedom = degrees_of_freedom(n);
        for lane in &mut product {
            for x in lane {
                *x /= freedom;
            }
        }
        product
    }
}

impl Iterative for PcaFit {
    type Fitted = Option<Pca>;

    fn step(&mut self, matrix: &Matrix) -> bool {
        let Some(last) = self.basis.last().filter(|_| self.found.is_none()) else {
            return true;
        };
        let mut next = self.covariance_times(matrix, last);
        let noise = NOISE * block_norm(&next);
        let size = self.projected.nrows();
        let filled = size - BLOCK;
        // Against the whole basis, twice: once leaves rounding errors that grow back into copies of found vectors.
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
            self.found = Some(pairs);
            return true;
        }
        // The link between this block and the next stands on both sides of the symmetric matrix.
        self.projected.resize_mut(size + BLOCK, size + BLOCK, 0.0);
        for (r, row) in link.iter().enumerate() {
            for (c, &value) in row.iter().enumerate() {
                self.projected[(size + r, filled + c)] = value;
                self.projected[(filled + c, size + r)] = value;
            }
        }
        self.basis.push(next);
        false
    }

    fn finish(&self, matrix: &Matrix) -> Option<Pca> {
        let pairs = self.found.as_ref()?;
        let d = matrix.n_features();
        let mut components = Matrix::zeros(self.n_components, d);
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
        spend(matrix.n_samples() * self.n_components, d);
        let offsets: Vec<f64> = components
            .rows()
            .map(|axis| dot(&axis, &self.mean))
            .collect();
        let mut coords = Matrix::zeros(matrix.n_samples(), self.n_components);
        for (i, row) in matrix.rows().enumerate() {
            let places = coords.row_mut(i).iter_mut();
            for ((place, axis), offset) in places.zip(components.rows()).zip(&offsets) {
                *place = dot(&row, &axis) - offset;
            }
        }
        let share = |v: &f64| {
            if self.total_variance > 0.0 {
                v / self.total_variance
            } else {
                0.0
            }
        };
        Some(Pca {
            explained_variance_ratio: explained_variance.iter().map(share).collect(),
            explained_variance,
            components,
            coords,
        })
    }
}

fn degrees_of_freedom(n: usize) -> f64 {
    n.saturating_sub(1).max(1) as f64
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    sum_of_pairs(a, b, |x, y| x * y)
}

/// Sum of `of` over both lists, in eight interleaved sums that do not wait for each other.
fn sum_of_pairs(a: &[f64], b: &[f64], of: impl Fn(f64, f64) -> f64) -> f64 {
    let (a_parts, a_rest) = a.as_chunks::<8>();
    let (b_parts, b_rest) = b.as_chunks::<8>();
    let mut sums = [0.0; 8];
    for (a, b) in a_parts.iter().zip(b_parts) {
        for i in 0..8 {
            sums[i] += of(a[i], b[i]);
        }
    }
    let rest = a_rest.iter().zip(b_rest).map(|(&x, &y)| of(x, y));
    sums.into_iter().sum::<f64>() + rest.sum::<f64>()
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
    let mut order: Vec<usize> = (0..eigen.eigenvalues.len()).collect();
    order.sort_by(|&a, &b| eigen.eigenvalues[b].total_cmp(&eigen.eigenvalues[a]));
    order
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
