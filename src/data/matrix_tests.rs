use proptest::prelude::*;

use super::*;

#[test]
fn rows_and_columns_of_a_small_matrix() {
    let m = Matrix::from_fn(2, 3, |i, j| (10 * i + j) as f64);
    assert_eq!(*m.row(1), [10.0, 11.0, 12.0]);
    assert_eq!(m.column(2).collect::<Vec<_>>(), [2.0, 12.0]);
    assert_eq!(m.select(&[1, 1]).row(0), m.row(1));
    assert_eq!(m.column_means(), [5.0, 6.0, 7.0]);
    assert_eq!(Matrix::zeros(0, 2).column_means(), [0.0, 0.0]);
    assert!(Matrix::new(2, 2, vec![0.0; 3]).is_none());
    assert_eq!(Matrix::zeros(3, 0).rows().count(), 3);
}

#[test]
fn rows_of_bytes_are_shared_and_must_be_of_one_length() {
    let rows: Vec<Arc<[u8]>> = vec![[1, 2].into(), [3, 4].into()];
    let matrix = Matrix::of_bytes(2, rows.clone()).unwrap();
    assert_eq!(Arc::strong_count(&rows[0]), 2);
    let selected = matrix.select(&[1, 0, 1]);
    assert_eq!(Arc::strong_count(&rows[1]), 4);
    assert_eq!(*selected.values(), [3.0, 4.0, 1.0, 2.0, 3.0, 4.0]);
    assert!(Matrix::of_bytes(3, rows).is_none());
}

/// The bits of all numbers; equal numbers may differ in the sign of zero.
fn bits(values: &[f64]) -> Vec<u64> {
    values.iter().map(|x| x.to_bits()).collect()
}

proptest! {
    /// Both ways of keeping the same bytes answer alike, to the last bit.
    #[test]
    fn bytes_are_the_numbers_they_stand_for(
        bytes in prop::collection::vec(any::<u8>(), 1..80), d in 1_usize..5,
        standards in prop::option::of(prop::collection::vec((0.0_f64..255.0, 0.1_f64..90.0), 5)),
        first in 0_usize..12, twice: bool,
    ) {
        let n = bytes.len() / d;
        let rows: Vec<Arc<[u8]>> = bytes.chunks_exact(d).map(Into::into).collect();
        let mut kept = Matrix::of_bytes(d, rows).unwrap();
        let mut made = Matrix::from_fn(n, d, |i, j| f64::from(bytes[i * d + j]));
        if let Some(standards) = &standards {
            let (mean, scale): (Vec<f64>, Vec<f64>) = standards.iter().take(d).copied().unzip();
            for _ in 0..=usize::from(twice) {
                kept.standardise(&mean, &scale);
                made.standardise(&mean, &scale);
            }
        }
        prop_assert_eq!(bits(&kept.values()), bits(&made.values()));
        prop_assert_eq!(bits(&kept.column_means()), bits(&made.column_means()));
        let origin = made.column_means();
        let (mut a, mut b) = (vec![[1.0; 8]; d], vec![[2.0; 8]; d]);
        kept.lanes(first, &origin, &mut a);
        made.lanes(first, &origin, &mut b);
        prop_assert_eq!(bits(a.as_flattened()), bits(b.as_flattened()));
        if n > 0 {
            kept.row_mut(n - 1)[0] = 7.0;
            made.row_mut(n - 1)[0] = 7.0;
            prop_assert!(!kept.is_of_bytes());
            prop_assert_eq!(bits(&kept.values()), bits(&made.values()));
        }
    }
}
