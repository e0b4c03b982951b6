//! Columns to mean 0 and variance 1, as scikit-learn's `StandardScaler`.

use std::ops::Range;

use crate::data::{Matrix, MeansFit};
use crate::effort::portion;

/// From here on a number is measured in larger units before it is squared.
const LARGE: f64 = 1e150;

/// Mean and scale of every column: the fitted value.
///
/// ```
/// use soundkin::data::Matrix;
/// use soundkin::features::Standardizer;
///
/// // Three samples of two features; the second is constant.
/// let mut matrix = Matrix::new(3, 2, vec![1.0, 5.0, 2.0, 5.0, 3.0, 5.0]).unwrap();
/// let fitted = Standardizer::fit(&matrix);
/// // The variance divides by n, not by n - 1.
/// assert_eq!(fitted.mean, [2.0, 5.0]);
/// assert_eq!(fitted.scale, [(2.0_f64 / 3.0).sqrt(), 1.0]);
///
/// fitted.apply(&mut matrix);
/// let least = -1.0 / fitted.scale[0];
/// for (sample, standardised) in [[least, 0.0], [0.0, 0.0], [-least, 0.0]].iter().enumerate() {
///     assert_eq!(*matrix.row(sample), *standardised);
/// }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Standardizer {
    /// Mean of each feature.
    pub mean: Vec<f64>,
    /// Population standard deviation (`ddof` 0) of each feature; 1 for a constant column.
    pub scale: Vec<f64>,
}

impl Standardizer {
    /// Measures the columns of `matrix` (`n_samples` x `n_features`) at once; see [`StandardizerFit`].
    pub fn fit(matrix: &Matrix) -> Self {
        let mut fit = StandardizerFit::new(matrix.n_features());
        loop {
            if let Some(fitted) = fit.step(matrix) {
                return fitted;
            }
        }
    }

    /// Standardises `matrix` in place.
    pub fn apply(&self, matrix: &mut Matrix) {
        matrix.standardise(&self.mean, &self.scale);
    }
}

/// Mean and scale on their way: a step reads some samples, first for the means, then for the deviations from them.
pub struct StandardizerFit {
    means: MeansFit,
    deviations: Option<Deviations>,
}

/// The deviations from means that are known.
struct Deviations {
    mean: Vec<f64>,
    /// For each column the sum of their squares and, as the mean is rounded, that of the deviations, which is not quite 0.
    sums: Vec<(f64, f64)>,
    next: usize,
}

impl StandardizerFit {
    /// Prepares to measure `n_features` columns.
    pub fn new(n_features: usize) -> Self {
        Self {
            means: MeansFit::new(n_features),
            deviations: None,
        }
    }

    /// Reads a few samples of `matrix`, the same at every step; the fitted value in the end.
    pub fn step(&mut self, matrix: &Matrix) -> Option<Standardizer> {
        let Some(deviations) = &mut self.deviations else {
            self.deviations = self.means.step(matrix).map(|mean| Deviations {
                sums: vec![(0.0, 0.0); mean.len()],
                mean,
                next: 0,
            });
            return None;
        };
        let samples = portion(deviations.next, matrix.n_samples(), matrix.n_features());
        deviations.next = samples.end;
        deviations.add(matrix, samples);
        (deviations.next == matrix.n_samples()).then(|| deviations.standardizer(matrix))
    }
}

impl Deviations {
    fn add(&mut self, matrix: &Matrix, samples: Range<usize>) {
        for i in samples {
            let columns = self.sums.iter_mut().zip(&self.mean);
            for (((squares, plain), mean), x) in columns.zip(&*matrix.row(i)) {
                let deviation = x - mean;
                *squares += deviation * deviation;
                *plain += deviation;
            }
        }
    }

    /// What all deviations come to.
    fn standardizer(&mut self, matrix: &Matrix) -> Standardizer {
        let n = matrix.n_samples() as f64;
        let mut mean = std::mem::take(&mut self.mean);
        let mut divisors = Vec::with_capacity(mean.len());
        for (j, (&(squares, plain), mean)) in self.sums.iter().zip(&mut mean).enumerate() {
            let variance = variance(squares, plain, n);
            if variance.is_finite() && mean.abs() < LARGE {
                divisors.push(scale(variance, *mean, n));
            } else {
                let (own_mean, divisor) = of_large_numbers(matrix, j);
                *mean = own_mean;
                divisors.push(divisor);
            }
        }
        Standardizer {
            mean,
            scale: divisors,
        }
    }
}

/// The population variance from sums of deviations, corrected as in scikit-learn (`_incremental_mean_and_var`).
fn variance(squares: f64, plain: f64, n: f64) -> f64 {
    (squares - plain * plain / n.max(1.0)) / n.max(1.0)
}

/// Mean and divisor of a column whose numbers are too large to be squared: measured in units of 2^600.
fn of_large_numbers(matrix: &Matrix, column: usize) -> (f64, f64) {
    let unit = 2.0_f64.powi(600);
    let n = matrix.n_samples() as f64;
    let numbers = || {
        matrix
            .rows()
            .filter_map(|row| row.get(column).copied())
            .map(|x| x / unit)
    };
    let mean = numbers().sum::<f64>() / n.max(1.0);
    let squares = numbers().map(|x| (x - mean) * (x - mean)).sum();
    let plain = numbers().map(|x| x - mean).sum();
    let variance = variance(squares, plain, n);
    let divisor = scale(variance, mean, n);
    // A constant column is divided by 1.
    let is_constant = variance <= noise(variance, mean, n);
    (mean * unit, if is_constant { 1.0 } else { divisor * unit })
}

/// The variance that rounding alone could have made.
fn noise(variance: f64, mean: f64, n: f64) -> f64 {
    n * f64::EPSILON * variance + (n * mean * f64::EPSILON).powi(2)
}

/// The divisor of one column. scikit-learn's rule (`_is_constant_feature`): a variance that rounding alone could
/// have made counts as none.
fn scale(variance: f64, mean: f64, n: f64) -> f64 {
    if variance <= noise(variance, mean, n) {
        1.0
    } else {
        variance.sqrt()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nearly_constant_columns_count_as_scikit_learn_counts_them() {
        // Expected values: tests/fixtures/edge, "constant_columns".
        let matrix = Matrix::from_fn(7, 3, |i, j| 0.1 + [0.0, 1e-17, 1e-12][j] * i as f64);
        let fitted = Standardizer::fit(&matrix);
        assert!((fitted.scale[0] - 1.0).abs() < f64::EPSILON);
        assert!((fitted.scale[1] - 1.0).abs() < f64::EPSILON);
        assert!((fitted.scale[2] - 2e-12).abs() < 1e-16);
    }

    #[test]
    fn a_column_that_varies_by_a_few_ulps_has_its_true_scale() {
        // valence of tests/fixtures/cases/exact-4; its standard deviation as fractions give it.
        let valence = |i: usize| 0.1 + 1e-16 * i as f64;
        let text = include_str!("../../tests/fixtures/cases/exact-4/t.csv");
        let cells = text
            .lines()
            .skip(1)
            .filter_map(|line| line.split(',').nth(4)?.parse().ok());
        let values: Vec<f64> = cells.collect();
        assert!((values[1] - valence(1)).abs() < 1e-16);
        let matrix = Matrix::new(values.len(), 1, values).unwrap();
        let fitted = Standardizer::fit(&matrix);
        assert!(
            (fitted.scale[0] / 5.773_628_402_954_054e-15 - 1.0).abs() < 1e-12,
            "{:e}",
            fitted.scale[0]
        );
    }

    #[test]
    fn numbers_too_large_to_be_squared_are_standardised() {
        for size in [1e154, 1e155, 1e300, 1e307] {
            let mut matrix =
                Matrix::from_fn(6, 2, |i, j| if j == 0 { size * i as f64 } else { size });
            let fitted = Standardizer::fit(&matrix);
            fitted.apply(&mut matrix);
            let want = |i: usize| (i as f64 - 2.5) / (35.0_f64 / 12.0).sqrt();
            for (i, row) in matrix.rows().enumerate() {
                assert!((row[0] - want(i)).abs() < 1e-12, "{size:e}: {row:?}");
                assert!(row[1].abs() < 1e-12 * size, "{size:e}: {row:?}");
            }
        }
    }

    /// The mean of the squares less the square of the mean would be 0 here: all digits that differ are lost in it.
    #[test]
    fn large_numbers_that_hardly_differ_are_standardised() {
        let mut matrix = Matrix::from_fn(6, 1, |i, _| 1e300 * (1.0 + 1e-9 * i as f64));
        Standardizer::fit(&matrix).apply(&mut matrix);
        for (i, x) in matrix.column(0).enumerate() {
            let want = (i as f64 - 2.5) / (35.0_f64 / 12.0).sqrt();
            // The numbers themselves are rounded by a ten-millionth of their distances.
            assert!((x - want).abs() < 1e-6, "{x} {want}");
        }
    }

    proptest! {
        #[test]
        fn standardised_columns_have_mean_0_and_variance_1(values in prop::collection::vec(-1e3_f64..1e3, 30)) {
            let mut matrix = Matrix::new(10, 3, values).unwrap();
            Standardizer::fit(&matrix).apply(&mut matrix);
            let again = Standardizer::fit(&matrix);
            for j in 0..3 {
                prop_assert!(again.mean[j].abs() < 1e-9);
                prop_assert!((again.scale[j] - 1.0).abs() < 1e-9);
            }
        }
    }
}
