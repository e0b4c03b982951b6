//! Facts and laws of k-means.

use proptest::prelude::*;

use super::*;

fn fit(data: &Matrix, n_clusters: usize, n_init: usize) -> KMeans {
    fit_from(42, data, n_clusters, n_init)
}

fn fit_from(random_state: u32, data: &Matrix, n_clusters: usize, n_init: usize) -> KMeans {
    let params = KMeansParams {
        n_clusters,
        n_init,
        random_state,
    };
    KMeansFit::new(params, data).unwrap().run(data).unwrap()
}

#[test]
fn two_clouds_are_found() {
    let data = Matrix::from_fn(10, 2, |i, _| {
        (i % 5) as f64 + if i < 5 { 0.0 } else { 100.0 }
    });
    let fitted = fit(&data, 2, 1);
    assert_eq!(fitted.labels[..5], [fitted.labels[0]; 5]);
    assert_ne!(fitted.labels[0], fitted.labels[9]);
    assert!((fitted.inertia - 40.0).abs() < 1e-9);
    for (sample, mean) in [(0, 2.0), (9, 102.0)] {
        let centroid = fitted.centroids.row(fitted.labels[sample]);
        assert!(centroid.iter().all(|x| (x - mean).abs() < 1e-9));
    }
}

/// The corners of a square fall into halves in two ways, with the same inertia to the last bit. scikit-learn keeps a later
/// start only when its inertia is less.
#[test]
fn of_equally_good_starts_the_first_is_kept() {
    let square = Matrix::from_fn(4, 2, |i, j| ((i >> j) & 1) as f64);
    let starts = |random_state, n_init| fit_from(random_state, &square, 2, n_init);
    let mut n_halved = 0;
    for random_state in 0..8 {
        let (one, ten) = (starts(random_state, 1), starts(random_state, 10));
        // A single start may also end in a corner and the other three.
        if one.inertia == 1.0 {
            assert_eq!(ten, one);
            n_halved += 1;
        }
    }
    assert!(n_halved > 0);
}

/// Where centroids hardly move any more they stop a little short, each start elsewhere: the same clusters have another inertia
/// then. scikit-learn keeps the first of them (`_is_same_clustering`).
#[test]
fn the_same_clusters_found_again_are_not_taken_for_better() {
    let mut rng = Mt19937::new(1);
    let data = Matrix::from_fn(1000, 1, |_, _| rng.next_f64());
    let best_of = |random_state, n_init| fit_from(random_state, &data, 3, n_init);
    for random_state in 0..20 {
        let mut best = best_of(random_state, 1);
        for n_init in 2..8 {
            let next = best_of(random_state, n_init);
            let mut number = [None; 3];
            let mut pairs = next.labels.iter().zip(&best.labels);
            if pairs.all(|(&new, &old)| *number[new].get_or_insert(old) == old) {
                assert_eq!(next, best);
            }
            best = next;
        }
    }
}

#[test]
fn the_first_centroid_is_the_one_that_numpy_draws() {
    let data = Matrix::new(2, 1, vec![0.0, 1.0]).unwrap();
    // numpy.random.RandomState(seed).choice(2, p=[0.5, 0.5]) for seed in range(6): the cluster of that sample has number 0.
    for (random_state, first) in (0..).zip([1, 0, 0, 1, 1, 0]) {
        let params = KMeansParams {
            n_clusters: 2,
            n_init: 1,
            random_state,
        };
        let fit = KMeansFit::new(params, &data).unwrap();
        assert_eq!(fit.run(&data).unwrap().labels[first], 0);
    }
}

#[test]
fn what_is_finished_stays_as_it_is() {
    let data = Matrix::from_fn(9, 2, |i, j| (i * i + j) as f64);
    let params = KMeansParams {
        n_clusters: 3,
        n_init: 2,
        random_state: 42,
    };
    let mut fit = KMeansFit::new(params, &data).unwrap();
    assert_eq!(fit.first_inertia(), None);
    while !fit.step(&data) {}
    let fitted = fit.finish(&data);
    assert!(fit.step(&data));
    assert_eq!(fit.finish(&data), fitted);
    let one = KMeansParams {
        n_init: 1,
        ..params
    };
    let of_one = KMeansFit::new(one, &data).unwrap().run(&data).unwrap();
    assert_eq!(fit.first_inertia(), Some(of_one.inertia));
}

#[test]
fn more_clusters_than_distinct_samples_do_not_fail() {
    let data = Matrix::from_fn(6, 1, |i, _| (i % 2) as f64);
    let fitted = fit(&data, 4, 10);
    assert!(fitted.inertia.abs() < 1e-12);
}

#[test]
fn more_clusters_than_samples_are_refused_in_words() {
    let params = KMeansParams {
        n_clusters: 4,
        n_init: 1,
        random_state: 0,
    };
    let error = KMeansFit::new(params, &Matrix::zeros(3, 2)).err().unwrap();
    assert_eq!(
        error.to_string(),
        "The number of clusters must be between 1 and the number of tracks (3), not 4."
    );
}

/// Lloyd from given centroids, one of which is there twice or more often.
#[test]
fn empty_clusters_take_over_far_samples_as_in_scikit_learn() {
    let cases = include_str!("../../tests/fixtures/scikit-learn/relocated.json");
    let cases: Vec<serde_json::Value> = serde_json::from_str(cases).unwrap();
    for case in &cases {
        let d = case["d"].as_u64().unwrap() as usize;
        let matrix = |key: &str| {
            let values = case[key].as_array().unwrap();
            let values: Vec<f64> = values.iter().map(|x| x.as_f64().unwrap()).collect();
            Matrix::new(values.len() / d, d, values).unwrap()
        };
        let (data, centres) = (matrix("data"), matrix("centres"));
        let params = KMeansParams {
            n_clusters: centres.n_samples(),
            n_init: 1,
            random_state: 0,
        };
        let mut fit = KMeansFit::new(params, &data).unwrap();
        while !matches!(fit.work, Work::Run(_)) {
            fit.step(&data);
        }
        let Work::Run(run) = &mut fit.work else {
            unreachable!();
        };
        run.centroids = Matrix::from_fn(centres.n_samples(), d, |k, j| {
            centres.row(k)[j] - fit.mean[j]
        });
        let fitted = fit.run(&data).unwrap();
        let labels: String = fitted.labels.iter().map(usize::to_string).collect();
        assert_eq!(case["labels"], labels);
        assert_eq!(case["n_iter"], fitted.n_iter);
        assert!((fitted.inertia - case["inertia"].as_f64().unwrap()).abs() < 1e-9);
    }
    assert_eq!(cases.len(), 60);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn inertia_never_rises(values in prop::collection::vec(-10.0_f64..10.0, 80), k in 1_usize..6) {
        let data = Matrix::new(40, 2, values).unwrap();
        let params = KMeansParams { n_clusters: k, n_init: 1, random_state: 42 };
        let mut fit = KMeansFit::new(params, &data).unwrap();
        let mut last = f64::INFINITY;
        while !fit.step(&data) {
            if let Work::Run(run) = &fit.work && run.n_iter > 0 {
                let inertia: f64 = (0..40)
                    .map(|i| {
                        let row = fit.centered.sample(i);
                        run.centroids.rows().map(|c| squared_distance(&row, &c)).fold(f64::INFINITY, f64::min)
                    })
                    .sum();
                prop_assert!(inertia <= last + 1e-9);
                last = inertia;
            }
        }
        let fitted = fit.finish(&data).unwrap();
        prop_assert!(fitted.labels.iter().all(|&label| label < k));
    }

    #[test]
    fn more_starts_are_never_worse(values in prop::collection::vec(-10.0_f64..10.0, 60)) {
        let data = Matrix::new(20, 3, values).unwrap();
        prop_assert!(fit(&data, 3, 10).inertia <= fit(&data, 3, 1).inertia + 1e-9);
    }
}
