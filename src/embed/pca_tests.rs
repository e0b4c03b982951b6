//! Facts and laws of the principal components.

use proptest::prelude::*;

use super::super::passes::dot;
use super::*;
use crate::rng::Mt19937;

fn fit(matrix: &Matrix) -> Pca {
    PcaFit::new(matrix, 2).run(matrix).unwrap()
}

/// Three clouds in 40 columns, so that two axes stand out.
fn clouds(n: usize) -> Matrix {
    let mut rng = Mt19937::new(7);
    Matrix::from_fn(n, 40, |i, j| {
        rng.next_f64()
            + if j % 3 == i % 3 {
                5.0 + j as f64 / 10.0
            } else {
                0.0
            }
    })
}

#[test]
fn a_line_has_one_component() {
    let matrix = Matrix::from_fn(5, 2, |i, j| i as f64 * [3.0, 4.0][j]);
    let pca = fit(&matrix);
    assert!((pca.explained_variance[0] - 62.5).abs() < 1e-9);
    assert!((pca.explained_variance_ratio[0] - 1.0).abs() < 1e-12);
    assert!((pca.components.row(0)[0] - 0.6).abs() < 1e-12);
    assert!((pca.coords.row(4)[0] - 10.0).abs() < 1e-9);
    assert_eq!(pca.explained_variance[1], 0.0);
}

#[test]
fn too_little_data_gives_zeros_not_nonsense() {
    for matrix in [
        Matrix::zeros(1, 3),
        Matrix::zeros(4, 3),
        Matrix::zeros(3, 1),
        Matrix::zeros(0, 5),
    ] {
        let pca = fit(&matrix);
        assert_eq!(pca.explained_variance_ratio, [0.0, 0.0]);
        assert!(pca.coords.values().iter().all(|x| *x == 0.0));
    }
}

#[test]
fn permuting_samples_permutes_coordinates() {
    let matrix = clouds(30);
    let order: Vec<usize> = (0..30).map(|i| (i * 7) % 30).collect();
    let (a, b) = (fit(&matrix), fit(&matrix.select(&order)));
    for (i, &from) in order.iter().enumerate() {
        for c in 0..2 {
            assert!((b.coords.row(i)[c] - a.coords.row(from)[c]).abs() < 1e-8);
        }
    }
}

/// Twenty passes over the data are a quarter of what is allowed to data whose axes are never found.
#[test]
fn a_few_passes_find_the_components() {
    use crate::effort;

    let matrix = clouds(300);
    effort::spent();
    fit(&matrix);
    let passes = effort::spent() as f64 / (2 * BLOCK * 300 * 40) as f64;
    assert!(passes < 20.0, "{passes}");
}

#[test]
fn larger_or_smaller_units_give_a_larger_or_smaller_map() {
    let matrix = clouds(30);
    let plain = fit(&matrix);
    // Powers of two: nothing is rounded.
    for unit in [2.0_f64.powi(-60), 2.0_f64.powi(60)] {
        let scaled = fit(&Matrix::from_fn(30, 40, |i, j| matrix.row(i)[j] * unit));
        for c in 0..2 {
            for (got, want) in scaled.coords.column(c).zip(plain.coords.column(c)) {
                assert!((got / unit - want).abs() < 1e-8, "{unit:e}: {got:e} {want}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn components_are_orthonormal_and_sorted(
        (n, d, seed) in (3_usize..40, 2_usize..30, 0_u32..1000)
    ) {
        let mut rng = Mt19937::new(seed);
        let matrix = Matrix::from_fn(n, d, |_, j| rng.next_f64() * (j + 1) as f64);
        let pca = fit(&matrix);
        let axes = &pca.components;
        prop_assert!((dot(&axes.row(0), &axes.row(0)) - 1.0).abs() < 1e-10);
        prop_assert!((dot(&axes.row(1), &axes.row(1)) - 1.0).abs() < 1e-10);
        prop_assert!(dot(&axes.row(0), &axes.row(1)).abs() < 1e-10);
        prop_assert!(pca.explained_variance[0] >= pca.explained_variance[1]);
        for c in 0..2 {
            let spread = pca.coords.column(c).map(|x| x * x).sum::<f64>() / (n - 1) as f64;
            prop_assert!((spread - pca.explained_variance[c]).abs() < 1e-8 * spread);
        }
    }
}
