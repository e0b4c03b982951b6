//! Ten thousand pictures: no step goes through more numbers than a page can wait for, and nothing is lost or counted twice
//! where a step ends in the middle of the samples.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use soundkin::cluster::{KMeansFit, KMeansParams, MedoidIs, ProfileFit, Profiled};
use soundkin::data::{Matrix, N_PIXELS};
use soundkin::effort::{self, MOST_A_STEP};
use soundkin::embed::{Iterative, OutliersFit, PcaFit, TrustworthinessFit};
use soundkin::features::{Standardizer, StandardizerFit};
use soundkin::neighbors::Metric;
use soundkin::recommend::{OccurrenceFit, OccurrenceParams};
use soundkin::rng::Mt19937;

const N: usize = 10_000;
/// Different pictures among them: each is there two thousand times, so that what is found in all can be told from these.
const DIFFERENT: usize = 5;
/// Whatever is summed in another order.
const ROUNDING: f64 = 1e-10;

/// So many pictures, over and over the same ones.
fn pictures(n: usize) -> Matrix {
    let mut rng = Mt19937::new(8);
    let mut picture = |kind: usize| -> Arc<[u8]> {
        // Two kinds that no start of k-means mixes up.
        let base = if kind < 2 { 0 } else { 128 };
        (0..N_PIXELS)
            .map(|_| base + (rng.next_u32() % 96) as u8)
            .collect()
    };
    let different: Vec<_> = (0..DIFFERENT).map(&mut picture).collect();
    let rows = (0..n).map(|i| different[i % DIFFERENT].clone()).collect();
    Matrix::of_bytes(N_PIXELS, rows).unwrap()
}

fn assert_near(a: f64, b: f64) {
    assert!((a - b).abs() <= ROUNDING * b.abs().max(1.0), "{a} {b}");
}

/// The most that one of the calls does; `step` says when it was the last.
fn most(what: &str, mut step: impl FnMut() -> bool) {
    let (mut most, mut n_steps) = (0, 0);
    effort::spent();
    loop {
        let is_last = step();
        most = most.max(effort::spent());
        n_steps += 1;
        if is_last {
            break;
        }
    }
    println!("{what}: at most {most} numbers a step, of {MOST_A_STEP}; {n_steps} steps");
    assert!(most <= MOST_A_STEP, "{what}: {most}");
}

/// A fit whose every step, and whose beginning and end, is short.
fn run<F: Iterative>(what: &str, data: &Matrix, begin: impl Fn() -> F) -> F::Fitted {
    let (mut fit, mut fitted) = (None, None);
    most(what, || {
        let Some(fit) = &mut fit else {
            fit = Some(begin());
            return false;
        };
        if fit.step(data) {
            fitted = Some(fit.finish(data));
        }
        fitted.is_some()
    });
    fitted.unwrap()
}

#[test]
fn a_space_of_ten_thousand_pictures_is_fitted_in_short_steps() {
    let (mut all, mut few) = (pictures(N), pictures(DIFFERENT));

    let mut fit = StandardizerFit::new(N_PIXELS);
    let mut standardizer = None;
    most("standardise", || {
        standardizer = fit.step(&all);
        standardizer.is_some()
    });
    let standardizer = standardizer.unwrap();
    let of_few = Standardizer::fit(&few);
    for j in 0..N_PIXELS {
        assert_near(standardizer.mean[j], of_few.mean[j]);
        assert_near(standardizer.scale[j], of_few.scale[j]);
    }
    most("apply", || {
        standardizer.apply(&mut all);
        true
    });
    of_few.apply(&mut few);

    let pca = run("principal components", &all, || PcaFit::new(&all, 2));
    let of_few = PcaFit::new(&few, 2).run(&few).unwrap();
    let pca = pca.unwrap();
    // A variance divides by one less than there are samples.
    let of_samples = |variance: f64, n: usize| variance * (n - 1) as f64 / n as f64;
    for c in 0..2 {
        let (variance, of_few) = (pca.explained_variance[c], of_few.explained_variance[c]);
        assert_near(of_samples(variance, N), of_samples(of_few, DIFFERENT));
        let squares: f64 = pca.coords.column(c).map(|x| x * x).sum();
        assert_near(squares / (N - 1) as f64, variance);
    }

    let params = KMeansParams {
        n_clusters: 2,
        n_init: 2,
        random_state: 42,
    };
    let groups = run("k-means", &all, || KMeansFit::new(params, &all).unwrap());
    let of_few = KMeansFit::new(params, &few).unwrap().run(&few).unwrap();
    let groups = groups.unwrap();
    let copies = (N / DIFFERENT) as f64;
    assert_near(groups.inertia, copies * of_few.inertia);
    for (i, &label) in groups.labels.iter().enumerate() {
        assert_eq!(label == groups.labels[0], i % DIFFERENT < 2);
    }

    // All in one cluster, so that it is as large as can be.
    let mut profiles = ProfileFit::new(vec![0; N]);
    most("typical member", || {
        profiles.step(Profiled {
            raw: &pca.coords,
            standardised: &pca.coords,
            read: &all,
        })
    });
    let typical = &profiles.finish()[0];
    let length = |i: usize| few.row(i).iter().map(|x| x * x).sum::<f64>();
    let nearest = (0..DIFFERENT).min_by(|&a, &b| length(a).total_cmp(&length(b)));
    let found = (typical.medoid % DIFFERENT, typical.medoid_is);
    assert_eq!(found, (nearest.unwrap(), MedoidIs::NearestToMean));
}

/// What measures every pair takes minutes: here until all samples are read, and some pairs are measured.
#[test]
fn pairs_of_ten_thousand_pictures_are_measured_in_short_steps() {
    const STEPS: usize = 70;
    let mut all = pictures(N);
    Standardizer::fit(&all).apply(&mut all);
    let begin = |what: &str, step: &mut dyn FnMut()| {
        let mut n = 0;
        most(what, || {
            step();
            n += 1;
            n == STEPS
        });
    };
    let mut outliers = None;
    begin("outliers", &mut || {
        let fit = outliers.get_or_insert_with(|| OutliersFit::new(&all));
        fit.step(&all);
    });
    let coords = Matrix::from_fn(N, 2, |i, j| (i * (j + 1)) as f64);
    let mut quality = None;
    begin("trustworthiness", &mut || {
        let fit =
            quality.get_or_insert_with(|| TrustworthinessFit::new(&all, &coords, 12).unwrap());
        fit.step(&all);
    });
    let params = OccurrenceParams {
        metric: Metric::Euclidean,
        top_n: 10,
    };
    let mut counts = None;
    begin("occurrences", &mut || {
        let fit = counts.get_or_insert_with(|| OccurrenceFit::new(params, &all, None));
        fit.step(&all);
    });
}
