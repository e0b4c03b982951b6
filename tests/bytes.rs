//! Pictures are kept as bytes and their standardised values made when they are read. Here is the plain way beside it, all
//! values kept as f64: every result must be the same, to the last bit.
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::Arc;

use proptest::prelude::*;

use soundkin::cluster::{
    KMeansFit, KMeansParams, ScanFit, ScanParams, group_means, profile, silhouette,
};
use soundkin::data::{Catalog, Matrix};
use soundkin::embed::{
    Iterative, OutliersFit, PcaFit, TrustworthinessFit, TsneFit, TsneParams, sensible_perplexity,
};
use soundkin::features::{Standardizer, pixels};
use soundkin::neighbors::{Metric, nearest};
use soundkin::recommend::{OccurrenceFit, OccurrenceParams};
use soundkin::space::Settings;

use common::{collection_of, fixtures};

/// The same numbers, all of them kept.
fn numbers(matrix: &Matrix) -> Matrix {
    let values = matrix.values().into_owned();
    Matrix::new(matrix.n_samples(), matrix.n_features(), values).unwrap()
}

/// Everything that is computed of a space, in words that tell every bit: `{:?}` of an f64 is read back as itself.
fn results(raw: &Matrix) -> Vec<String> {
    let mut matrix = raw.clone();
    let standardizer = Standardizer::fit(&matrix);
    standardizer.apply(&mut matrix);
    let n = matrix.n_samples();
    let pca = PcaFit::new(&matrix, 2).run(&matrix).unwrap();
    let params = KMeansParams {
        n_clusters: 3.min(n),
        n_init: 3,
        random_state: 42,
    };
    let groups = KMeansFit::new(params, &matrix)
        .unwrap()
        .run(&matrix)
        .unwrap();
    let scan = ScanParams {
        n_init: 1,
        random_state: 7,
    };
    let perplexity = sensible_perplexity(30.0, n);
    let tsne = TsneParams {
        perplexity,
        max_iter: 300,
        ..TsneParams::default()
    };
    let lists = |values: &Matrix| -> Vec<_> {
        let metrics = [Metric::Euclidean, Metric::Cosine];
        let near = |query| metrics.map(|metric| nearest(values, query, metric, 5, |_| true));
        (0..n).map(near).collect()
    };
    let counts = [Metric::Euclidean, Metric::Cosine].map(|metric| {
        let params = OccurrenceParams { metric, top_n: 3 };
        OccurrenceFit::new(params, &matrix, None).run(&matrix)
    });
    vec![
        format!("{standardizer:?}"),
        format!("{pca:?}"),
        format!("{groups:?}"),
        format!("{:?}", silhouette(&matrix, &groups.labels)),
        format!("{:?}", ScanFit::new(scan, n).run(&matrix)),
        format!("{:?}", profile(raw, &matrix, &matrix, &groups.labels)),
        format!("{:?}", group_means(raw, &groups.labels, 3)),
        format!(
            "{:?}",
            TsneFit::new(tsne, &matrix, &pca.coords).map(|fit| fit.run(&matrix))
        ),
        format!(
            "{:?}",
            TrustworthinessFit::new(&matrix, &pca.coords, 2).map(|fit| fit.run(&matrix))
        ),
        format!("{:?}", OutliersFit::new(&matrix).run(&matrix)),
        format!("{:?} {:?}", lists(&matrix), lists(raw)),
        format!("{counts:?}"),
    ]
}

fn assert_same(bytes: &Matrix) {
    let plain = numbers(bytes);
    // The plain one is really kept the other way.
    assert_ne!(*bytes, plain);
    for (kept, made) in results(bytes).into_iter().zip(results(&plain)) {
        assert_eq!(kept, made);
    }
}

#[test]
fn of_n40_every_result_has_the_same_bits() {
    let (catalog, _): (Catalog, _) = collection_of(&fixtures("n40")).join(&Settings::default());
    let matrix = pixels::matrix(&catalog, &pixels::samples(&catalog));
    assert_eq!((matrix.n_samples(), matrix.n_features()), (40, 4096));
    assert_same(&matrix);
}

#[test]
fn pictures_are_shared_from_the_collection_to_the_space() {
    let collection = collection_of(&fixtures("n40"));
    let (catalog, _) = collection.join(&Settings::default());
    let samples = pixels::samples(&catalog);
    let mut matrix = pixels::matrix(&catalog, &samples);
    let standardizer = Standardizer::fit(&matrix);
    standardizer.apply(&mut matrix);
    let owners: Vec<usize> = catalog
        .spectrograms
        .iter()
        .map(|picture| Arc::strong_count(&picture.pixels))
        .collect();
    // The collection, the catalogue, the space.
    assert_eq!(owners, [3; 40]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn of_random_pictures_every_result_has_the_same_bits(
        d in 1_usize..70, n in 4_usize..40, seed: u64, levels in 1_u64..256,
    ) {
        // Few levels make ties, one level makes columns without variance.
        let mut state = seed | 1;
        let mut byte = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((state >> 33) % levels) as u8
        };
        let rows: Vec<Arc<[u8]>> = (0..n).map(|_| (0..d).map(|_| byte()).collect()).collect();
        assert_same(&Matrix::of_bytes(d, rows).unwrap());
    }
}
