//! Facts and laws of the profiles.

use proptest::prelude::*;

use super::*;

fn described(data: &Matrix, labels: &[usize]) -> Vec<ClusterProfile> {
    profile(data, data, data, labels)
}

#[test]
fn hundredths_are_rounded_as_numpy_rounds_them() {
    // numpy.round([...], 2)
    let numbers = [0.125, 2.675, 1.005, 0.285, -0.125, 122.676_307, 1e17, 1e307];
    let rounded = numbers.map(round_to_hundredths);
    assert_eq!(rounded, [0.12, 2.68, 1.0, 0.28, -0.12, 122.68, 1e17, 1e307]);
}

#[test]
fn a_label_without_members_has_no_profile() {
    let data = Matrix::new(4, 1, vec![0.0, 1.0, 5.0, 9.0]).unwrap();
    let profiles = described(&data, &[0, 0, 2, 0]);
    let labels: Vec<usize> = profiles.iter().map(|p| p.label).collect();
    assert_eq!(labels, [0, 2]);
    // 1 is at 1 + 8 from the others, 0 at 1 + 9.
    assert_eq!((profiles[0].medoid, profiles[1].medoid), (1, 2));
    assert_eq!((profiles[0].size, profiles[1].share), (3, 0.25));
    assert!(described(&Matrix::default(), &[]).is_empty());
}

#[test]
fn the_typical_member_of_a_small_cluster_has_the_least_distances() {
    // On a line that is the median, 2; the mean, 5.2, is nearest to 3.
    let data = Matrix::new(5, 1, vec![0.0, 1.0, 2.0, 3.0, 20.0]).unwrap();
    let of_all = &described(&data, &[0; 5])[0];
    let found = (of_all.medoid, of_all.medoid_is);
    assert_eq!(found, (2, MedoidIs::LeastDistances));
}

#[test]
fn the_typical_member_of_a_large_cluster_is_near_its_mean() {
    let n = 12_000;
    let data = Matrix::from_fn(n, 1, |i, _| i as f64);
    let of_all = &described(&data, &vec![0; n])[0];
    let found = (of_all.medoid, of_all.medoid_is);
    assert_eq!(found, (5999, MedoidIs::NearestToMean));
}

proptest! {
    #[test]
    fn the_mean_of_the_means_is_the_mean(values in prop::collection::vec(-9.0_f64..9.0, 36), labels in prop::collection::vec(0_usize..4, 12)) {
        let data = Matrix::new(12, 3, values).unwrap();
        let profiles = described(&data, &labels);
        for (j, mean) in data.column_means().into_iter().enumerate() {
            let weighted: f64 = profiles.iter().map(|p| p.means[j] * p.share).sum();
            prop_assert!((weighted - mean).abs() < 1e-12);
        }
        for p in &profiles {
            prop_assert_eq!(labels[p.medoid], p.label);
        }
    }
}
