//! Columns to mean 0 and variance 1, as scikit-learn's `StandardScaler`.

use crate::data::Matrix;
use crate::effort::spend;

/// Mean and scale of every column: the fitted value.
#[derive(Clone, Debug, PartialEq)]
pub struct Standardizer {
    /// Mean of each feature.
    pub mean: Vec<f64>,
    /// Population standard deviation (`ddof` 0) of each feature; 1 for a constant column.
    pub scale: Vec<f64>,
}

impl Standardizer {
    /// Measures the columns of `matrix` (`n_samples` x `n_features`).
    pub fn fit(matrix: &Matrix) -> Self {
        spend(2 * matrix.n_samples(), matrix.n_features());
        let n = matrix.n_samples() as f64;
        let mean = matrix.column_means();
        let mut variance = vec![0.0; mean.len()];
        for row in matrix.rows() {
            for ((sum, &x), &mean) in variance.iter_mut().zip(&*row).zip(&mean) {
                *sum += (x - mean) * (x - mean);
            }
        }
        let scale = variance
            .into_iter()
            .zip(&mean)
            .map(|(sum, &mean)| scale(sum / n.max(1.0), mean, n))
            .collect();
        Self { mean, scale }
    }

    /// Standardises `matrix` in place.
    pub fn apply(&self, matrix: &mut Matrix) {
        spend(matrix.n_samples(), matrix.n_features());
        matrix.standardise(&self.mean, &self.scale);
    }
}

/// The divisor of one column. scikit-learn's rule (`_is_constant_feature`): a variance that rounding alone could
/// have made counts as none.
fn scale(variance: f64, mean: f64, n: f64) -> f64 {
    let noise = n * f64::EPSILON * variance + (n * mean * f64::EPSILON).powi(2);
    if variance <= noise {
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
