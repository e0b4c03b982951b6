//! Suggestions for clouds, for noise and for next to nothing.

use super::*;
use crate::cluster::silhouette;
use crate::rng::Mt19937;

const TEN: ScanParams = ScanParams {
    n_init: 10,
    random_state: 42,
};

fn scan(data: &Matrix) -> Scan {
    ScanFit::new(TEN, data.n_samples()).run(data)
}

fn row(k: usize, silhouette: f64) -> ScanRow {
    ScanRow {
        k,
        inertia: 1.0,
        inertia_of_one_start: 1.0,
        gain_percent: 0.0,
        silhouette: Some(silhouette),
    }
}

#[test]
fn three_clouds_are_suggested_as_three() {
    let mut rng = Mt19937::new(1);
    let data = Matrix::from_fn(60, 2, |i, j| {
        rng.next_f64() + 10.0 * ((i % 3) * (j + 1)) as f64
    });
    let scan = scan(&data);
    assert_eq!(scan.rows.len(), 11);
    assert_eq!(scan.suggestion.k, Some(3));
    assert!(
        scan.suggestion
            .sentence
            .starts_with("k = 3: the highest silhouette, 0.9")
    );
    assert!(
        scan.rows
            .windows(2)
            .all(|pair| pair[1].inertia < pair[0].inertia)
    );
    assert!(
        scan.rows
            .iter()
            .all(|row| row.inertia <= row.inertia_of_one_start)
    );
}

#[test]
fn a_close_second_and_a_sample_are_named() {
    let rows = [
        row(2, 0.3),
        row(3, 0.5),
        row(4, 0.52),
        row(5, 0.519),
        row(6, 0.49),
    ];
    assert_eq!(
        suggest(&rows, 3000, 114_000).sentence,
        "k = 4: the highest silhouette, 0.52; k = 3 is close (0.50); k = 5 is close (0.52). Silhouettes are measured on 3,000 of 114,000 tracks."
    );
    let weak = suggest(&[row(2, 0.1), row(3, 0.19)], 9, 9);
    assert_eq!(
        weak.sentence,
        "No grouping stands out: the highest silhouette is 0.19, at k = 3, and below 0.25 groups hardly separate."
    );
    assert_eq!((weak.k, weak.stands_out), (Some(3), false));
    assert!(suggest(&[row(2, 0.25)], 9, 9).stands_out);
}

#[test]
fn of_equal_silhouettes_the_smallest_k_is_suggested() {
    let rows = [row(2, 0.3), row(3, 0.5), row(4, 0.5)];
    assert_eq!(
        suggest(&rows, 9, 9).sentence,
        "k = 3: the highest silhouette, 0.50; k = 4 is close (0.50)."
    );
}

#[test]
fn a_gain_is_the_part_of_the_first_inertia_that_was_saved() {
    assert_eq!(gain_percent(200.0, 150.0), 25.0);
    // Rounding may make the best a little worse than the first.
    assert_eq!(gain_percent(1.0, 1.0 + 1e-15), 0.0);
    assert_eq!(gain_percent(0.0, 0.0), 0.0);
}

#[test]
fn progress_counts_the_groupings_and_their_silhouettes_as_one_more() {
    let data = Matrix::from_fn(4, 1, |i, _| (i * i) as f64);
    let mut fit = ScanFit::new(TEN, 4);
    // k = 2, 3 and 4.
    assert_eq!((fit.progress().done, fit.progress().total), (0, 4));
    while !fit.step(&data) {}
    assert_eq!((fit.progress().done, fit.progress().total), (3, 4));
}

#[test]
fn next_to_nothing_is_said_in_words() {
    for n in 0..3 {
        let scan = scan(&Matrix::from_fn(n, 2, |i, _| i as f64));
        assert_eq!(scan.suggestion.k, None);
        assert_eq!(
            scan.suggestion.sentence,
            "There are too few different tracks to compare groupings."
        );
    }
    let equal = scan(&Matrix::zeros(5, 3));
    assert!(
        equal
            .rows
            .iter()
            .all(|row| row.inertia == 0.0 && row.gain_percent == 0.0)
    );
    let three = scan(&Matrix::new(3, 1, vec![0.0, 0.1, 9.0]).unwrap());
    assert_eq!(three.suggestion.k, Some(2));
}

#[test]
fn measuring_all_groupings_at_once_gives_what_each_gives_alone() {
    let mut rng = Mt19937::new(7);
    // So many features that a block takes several steps.
    let data = Matrix::from_fn(300, 4000, |_, _| rng.next_f64());
    let labels: Vec<Vec<usize>> = (2..4).map(|k| (0..300).map(|i| i % k).collect()).collect();
    let all: Vec<&[usize]> = labels.iter().map(Vec::as_slice).collect();
    let together = SilhouetteFit::new(300, &all).run(&data);
    let alone: Vec<Option<f64>> = all.iter().map(|labels| silhouette(&data, labels)).collect();
    assert_eq!(together, alone);
    let large = vec![0; 3100];
    assert_eq!(SilhouetteFit::new(3100, &[&large]).n_measured(), 3000);
}
