//! Facts and laws of t-SNE: the affinities and the path are scikit-learn's, the map is judged by its trustworthiness.

use proptest::prelude::*;
use serde_json::Value;

use super::affinities::Affinities;
use super::*;
use crate::cluster::{KMeansFit, KMeansParams};
use crate::data::N_PIXELS;
use crate::embed::{PcaFit, TrustworthinessFit};
use crate::features::Standardizer;

/// scikit-learn's affinities are f32, and its search ends at its own last halving.
const AFFINITY: f64 = 1e-4;
/// How far beyond scikit-learn's twelve runs ours may end, in shares: another seed is another map.
const PATH: f64 = 0.02;

fn answers() -> Value {
    let text = include_str!("../../../tests/fixtures/scikit-learn/layout.json");
    serde_json::from_str(text).unwrap()
}

/// The data of `layout` in `tests/fixtures/scikit-learn/make.py`.
fn six_groups() -> Matrix {
    let mut rng = Mt19937::new(5);
    Matrix::from_fn(300, 8, |i, j| {
        rng.next_f64() + 0.25 * ((i % 6 * (j + 3) * 7) % 5) as f64
    })
}

fn affinities(data: &Matrix, perplexity: f64) -> Affinities {
    let mut fit = AffinitiesFit::new(data, perplexity);
    loop {
        if let Some(affinities) = fit.step(data) {
            return affinities;
        }
    }
}

fn fit(params: TsneParams, data: &Matrix) -> TsneFit {
    let init = PcaFit::new(data, 2).run(data).unwrap().coords;
    TsneFit::new(params, data, &init).unwrap()
}

fn with_perplexity(perplexity: f64) -> TsneParams {
    TsneParams {
        perplexity,
        ..TsneParams::default()
    }
}

fn trust(data: &Matrix, coords: &Matrix, n_neighbors: usize) -> f64 {
    let fit = TrustworthinessFit::new(data, coords, n_neighbors).unwrap();
    fit.run(data).value
}

fn numbers(list: &Value) -> Vec<f64> {
    let list = list.as_array().unwrap().iter();
    list.map(|x| x.as_f64().unwrap()).collect()
}

#[test]
fn affinities_as_in_scikit_learn() {
    let want = answers();
    let got = affinities(&six_groups(), want["perplexity"].as_f64().unwrap());
    assert_eq!(
        got.columns.len() as u64,
        want["n_entries"].as_u64().unwrap()
    );
    let squares: f64 = got.values.iter().map(|&p| f64::from(p).powi(2)).sum();
    assert!((squares / want["sum_of_squares"].as_f64().unwrap() - 1.0).abs() < AFFINITY);
    for row in want["rows"].as_array().unwrap() {
        let (columns, values) = got.row(row[0].as_u64().unwrap() as usize);
        let columns: Vec<f64> = columns.iter().map(|&j| f64::from(j)).collect();
        assert_eq!(columns, numbers(&row[1]));
        for (&got, want) in values.iter().zip(numbers(&row[2])) {
            assert!((f64::from(got) - want).abs() < AFFINITY * want + 1e-12);
        }
    }
}

#[test]
fn trustworthiness_as_in_scikit_learn() {
    let data = six_groups();
    let coords = PcaFit::new(&data, 2).run(&data).unwrap().coords;
    for want in answers()["trustworthiness"].as_array().unwrap() {
        let k = want[0].as_u64().unwrap() as usize;
        assert!((trust(&data, &coords, k) - want[1].as_f64().unwrap()).abs() < 1e-12);
    }
}

#[test]
fn the_path_and_its_end_are_those_of_scikit_learn() {
    let (data, want) = (six_groups(), answers());
    let path = want["path"].as_array().unwrap();
    let between = |got: f64, least: &Value, largest: &Value| {
        let (least, largest) = (least.as_f64().unwrap(), largest.as_f64().unwrap());
        println!("{got:.4}, scikit-learn {least:.4} to {largest:.4}");
        got > least * (1.0 - PATH) && got < largest * (1.0 + PATH)
    };
    for random_state in 0..3 {
        let params = TsneParams {
            random_state,
            ..with_perplexity(want["perplexity"].as_f64().unwrap())
        };
        let mut fit = fit(params, &data);
        for want in path {
            let iteration = want[0].as_u64().unwrap() as usize;
            while fit.n_iter() < iteration && !fit.step(&data) {}
            assert_eq!(fit.n_iter(), iteration);
            let got = fit.kl_divergence().unwrap();
            assert!(between(got, &want[1], &want[2]), "{got}: {want}");
        }
        let map = fit.finish(&data);
        assert_eq!((map.n_iter, map.perplexity), (1000, 20.0));
        assert!((map.kl_divergence - fit.kl_divergence().unwrap()).abs() < 1e-3);
        let got = trust(&data, &map.coords, 12);
        let want = &want["trustworthiness_of_tsne_12"];
        assert!(between(got, &want[0], &want[1]), "trustworthiness {got}");
    }
}

/// Forty pictures. scikit-learn with this perplexity and four seeds: 0.952 to 0.961, divergence 0.148 to 0.155.
#[test]
fn a_small_collection_of_pictures() {
    let pixels = include_bytes!("../../../tests/fixtures/n40/n40_pixels.u8");
    let mut data = Matrix::from_fn(40, N_PIXELS, |i, j| f64::from(pixels[N_PIXELS * i + j]));
    Standardizer::fit(&data).apply(&mut data);
    let map = fit(with_perplexity(13.0), &data).run(&data);
    let trust = trust(&data, &map.coords, 12);
    println!("{trust:.4} {:.4} {}", map.kl_divergence, map.n_iter);
    assert!(trust > 0.945 && map.kl_divergence < 0.16);
}

#[test]
fn groups_can_be_found_on_the_map() {
    let mut rng = Mt19937::new(4);
    let data = Matrix::from_fn(90, 5, |i, j| {
        rng.next_f64() + if j == i % 3 { 3.0 } else { 0.0 }
    });
    let map = fit(with_perplexity(10.0), &data).run(&data);
    let params = KMeansParams {
        n_clusters: 3,
        n_init: 10,
        random_state: 42,
    };
    let groups = KMeansFit::new(params, &map.coords).unwrap();
    let labels = groups.run(&map.coords).unwrap().labels;
    assert!((0..90).all(|i| labels[i] == labels[i % 3]));
}

#[test]
fn the_learning_rate_is_that_of_scikit_learn_above_its_floor() {
    // learning_rate="auto": max(n_samples / early_exaggeration / 4, 50)
    let rate = |n_samples| TsneParams::default().schedule(n_samples).learning_rate;
    assert_eq!(
        [100, 1200, 4800, 9600].map(rate),
        [50.0, 50.0, 100.0, 200.0]
    );
    // Few samples are not thrown so far.
    assert_eq!(rate(60), 30.0);
}

/// Each of two samples is the other's only neighbour, wherever they stand: once attraction is no longer exaggerated nothing
/// moves them, and the first look after that ends the descent.
#[test]
fn a_map_that_stands_still_is_finished() {
    let data = Matrix::new(2, 1, vec![0.0, 1.0]).unwrap();
    let map = fit(with_perplexity(1.0), &data).run(&data);
    assert_eq!(map.n_iter, EXPLORATION_ITER + 50);
}

#[test]
fn it_can_be_stopped_and_kept_at_any_time() {
    let data = six_groups();
    let mut fit = fit(with_perplexity(20.0), &data);
    let n = data.n_samples();
    assert_eq!(
        fit.progress(),
        TsneProgress::Neighbors { done: 0, total: n }
    );
    assert_eq!(fit.finish(&data).kl_divergence, f64::INFINITY);
    let mut last = fit.coords();
    while fit.n_iter() < 120 {
        assert!(!fit.step(&data));
    }
    let (done, total) = (120, 1000);
    assert_eq!(fit.progress(), TsneProgress::Descent { done, total });
    let kept = fit.finish(&data);
    assert_eq!((kept.n_iter, &kept.coords), (120, &fit.coords()));
    assert!(kept.kl_divergence.is_finite() && kept.coords != last);
    last = kept.coords;
    fit.step(&data);
    assert_ne!(fit.coords(), last);
}

#[test]
fn the_same_every_time_and_another_for_another_seed() {
    let data = six_groups().select(&(0..100).collect::<Vec<_>>());
    let map = |random_state| {
        let params = TsneParams {
            random_state,
            max_iter: 250,
            ..with_perplexity(10.0)
        };
        fit(params, &data).run(&data)
    };
    assert_eq!(map(1), map(1));
    assert_ne!(map(1), map(2));
}

/// Bits that every platform must give: the first map here is not from `PcaFit`, whose last bits are the platform's.
#[test]
fn the_same_on_every_platform() {
    let data = six_groups().select(&(0..100).collect::<Vec<_>>());
    let params = TsneParams {
        max_iter: 300,
        ..with_perplexity(10.0)
    };
    let map = TsneFit::new(params, &data, &data).unwrap().run(&data);
    let bits = map.coords.values().iter().fold(0_u64, |sum, x| {
        sum.wrapping_mul(31)
            .wrapping_add(u64::from((*x as f32).to_bits()))
    });
    assert_eq!(
        (bits, map.kl_divergence.to_bits()),
        (8_482_323_046_002_920_599, 4_603_402_092_402_642_248)
    );
}

#[test]
fn few_alike_or_constant_samples_have_finite_maps() {
    let mut rng = Mt19937::new(9);
    let line = Matrix::from_fn(30, 1, |_, _| rng.next_f64());
    let pairs = Matrix::from_fn(40, 3, |i, j| ((i / 2 * (j + 1)) % 7) as f64);
    let constant = (0..7).map(|n| Matrix::zeros(n, 3));
    let few = (1..12).map(|n| Matrix::from_fn(n, 2, |i, j| (i * i + j) as f64));
    let no_features = Matrix::zeros(5, 0);
    for data in constant.chain(few).chain([line, pairs, no_features]) {
        let n = data.n_samples();
        let perplexity = sensible_perplexity(30.0, n);
        let map = fit(with_perplexity(perplexity), &data).run(&data);
        assert_eq!((map.coords.n_samples(), map.coords.n_features()), (n, 2));
        let are_finite = map.coords.values().iter().all(|x| x.is_finite());
        assert!(
            are_finite && map.kl_divergence.is_finite(),
            "{n} samples {map:?}"
        );
    }
}

#[test]
fn parameters_out_of_range_are_refused_in_words() {
    let check = |params: TsneParams| params.check(40).unwrap_err().to_string();
    let fine = with_perplexity(13.0);
    assert_eq!(fine.check(40), Ok(()));
    assert_eq!(
        check(TsneParams::default()),
        "The perplexity must be between 1 and a third of the other tracks (13.0 of 40), not 30."
    );
    let early_exaggeration = 0.5;
    assert!(
        check(TsneParams {
            early_exaggeration,
            ..fine
        })
        .starts_with("The early exaggeration must be at least 1")
    );
    let learning_rate = Some(f64::NAN);
    assert_eq!(
        check(TsneParams {
            learning_rate,
            ..fine
        }),
        "The learning rate must be above 0, not NaN."
    );
    let max_iter = 20;
    assert_eq!(
        check(TsneParams { max_iter, ..fine }),
        "The number of iterations must be between 250 and 10000, not 20."
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]
    #[test]
    fn affinities_sum_to_1_are_symmetric_and_know_neither_order_nor_place(
        n in 20_usize..60, seed in 0_u32..1000, perplexity in 2.0_f64..6.0, shift in -100.0_f64..100.0,
    ) {
        let mut rng = Mt19937::new(seed);
        let data = Matrix::from_fn(n, 3, |_, _| rng.next_f64());
        let order = rng.sample(n, n);
        let moved = Matrix::from_fn(n, 3, |i, j| data.row(order[i])[j] + shift);
        let (a, b) = (affinities(&data, perplexity), affinities(&moved, perplexity));
        let at = |p: &Affinities, i: usize, j: usize| {
            let (columns, values) = p.row(i);
            columns.binary_search(&(j as u32)).map_or(0.0, |at| values[at])
        };
        let total: f64 = a.values.iter().map(|&p| f64::from(p)).sum();
        prop_assert!((total - 1.0).abs() < 1e-5);
        for i in 0..n {
            for j in 0..n {
                prop_assert!((at(&a, i, j) - at(&a, j, i)).abs() < 1e-9);
                prop_assert!((at(&a, order[i], order[j]) - at(&b, i, j)).abs() < 1e-6);
            }
        }
    }
}
