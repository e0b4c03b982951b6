//! Which side equals go to, small and empty sides, and pictures that differ in one half.

use proptest::prelude::*;

use super::*;
use crate::data::{N_PIXELS, SIDE};
use crate::sentences::text;
use crate::testing::catalog;

fn rows(values: &[&str]) -> String {
    let lines = values.iter().enumerate();
    let lines: Vec<String> = lines.map(|(i, value)| format!("{i},{value},1\n")).collect();
    format!("id,loud_ness,b\n{}", lines.concat())
}

fn halves(values: &[&str], threshold: Threshold) -> Split {
    let params = SplitParams {
        threshold,
        ..SplitParams::of("loud_ness", Scope::All)
    };
    split(&catalog(&rows(values), &[]), &params).unwrap()
}

#[test]
fn equals_of_the_median_are_high() {
    let split = halves(&["1", "2", "2", "3", "2", ""], Threshold::Median);
    assert_eq!(
        (split.low.count, split.high.count, split.missing),
        (1, 4, 1)
    );
    assert_eq!(split.low.rule, "loud ness below 2");
    assert_eq!(split.high.rule, "loud ness at or above 2");
    assert_eq!(
        split.low.sentence().to_string(),
        "loud ness below 2: 1 track, all of them shown."
    );
    assert_eq!(
        text(split.left_out()),
        "Left out: 1 track without loud ness."
    );
    assert_eq!(
        (split.high.median, split.low.picture.as_ref()),
        (Some(2.0), None)
    );
}

#[test]
fn equals_of_a_quartile_are_between() {
    let split = halves(&["1", "2", "3", "4", "5"], Threshold::Quartiles);
    assert_eq!((split.low_below, split.high_from), (Some(2.0), Some(4.0)));
    assert_eq!(
        (split.low.count, split.between, split.high.count),
        (1, 3, 1)
    );
    assert_eq!(split.high.rule, "loud ness above 4");
    assert_eq!(
        text(split.left_out()),
        "Left out: 3 tracks between the quartiles."
    );
}

#[test]
fn five_rows_are_drawn_and_fewer_are_all_shown() {
    let split = halves(
        &["1", "1", "1", "1", "2", "2", "2", "2", "2"],
        Threshold::Typed(2.0),
    );
    assert!(split.low.is_everything && split.high.is_everything);
    let drawn: Vec<usize> = split.high.sample.iter().map(|e| e.row - 4).collect();
    // pandas.Series(range(5)).sample(5, random_state=1)
    assert_eq!(drawn, [2, 1, 4, 0, 3]);
    assert_eq!(
        split.high.sentence().to_string(),
        "loud ness at or above 2: 5 tracks, all of them shown."
    );
}

#[test]
fn an_empty_side_says_so() {
    let split = halves(&["3", "3"], Threshold::Median);
    assert_eq!((split.low.count, split.low.median), (0, None));
    assert_eq!(
        split.low.sentence().to_string(),
        "loud ness below 3: 0 tracks."
    );
    let params = SplitParams::of("loud_ness", Scope::Pictured);
    let none = super::split(&catalog(&rows(&["1"]), &[]), &params).unwrap();
    assert_eq!((none.median, none.high.count), (None, 0));
    assert_eq!(none.high.sentence().to_string(), "no loud ness: 0 tracks.");
    assert_eq!(none.brightness(), None);
    let typed = SplitParams {
        threshold: Threshold::Typed(f64::NAN),
        ..params
    };
    let error = super::split(&catalog(&rows(&["1"]), &[]), &typed).unwrap_err();
    assert_eq!(
        error.to_string(),
        "The threshold must be a number, not NaN."
    );
}

#[test]
fn the_difference_picture_has_a_sign() {
    let top_white = |i: usize| if i < N_PIXELS / 2 { 255 } else { 0 };
    let black = |_: usize| 0;
    let catalog = catalog(&rows(&["1", "9"]), &[("0", &black), ("1", &top_white)]);
    let split = split(&catalog, &SplitParams::of("loud_ness", Scope::Pictured)).unwrap();
    let difference = split.difference.clone().unwrap();
    assert_eq!((difference[0], difference[N_PIXELS - SIDE]), (255.0, 0.0));
    let picture = split.high.picture.as_ref().unwrap();
    assert_eq!(
        (picture.brightness.upper, picture.brightness.lower),
        (100.0, 0.0)
    );
    assert_eq!(
        text(split.brightness()),
        "Mean brightness, in percent of white: 0 on the low side and 50 on the high side; in the upper bands 0 and 100."
    );
}

proptest! {
    #[test]
    fn every_row_is_on_one_side_between_or_missing(
        values in prop::collection::vec(prop::option::of(0_u8..6), 1..40), cut in -1.0_f64..7.0, which in 0_usize..3, seed: u32,
    ) {
        let texts: Vec<String> = values.iter().map(|x| x.map_or_else(String::new, |x| x.to_string())).collect();
        prop_assume!(values.iter().any(Option::is_some));
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let threshold = [Threshold::Median, Threshold::Quartiles, Threshold::Typed(cut)][which];
        let params = SplitParams { threshold, seed, ..SplitParams::of("loud_ness", Scope::All) };
        let split = split(&catalog(&rows(&texts), &[]), &params).unwrap();
        prop_assert_eq!(split.low.count + split.high.count + split.between + split.missing, values.len());
        for side in [&split.low, &split.high] {
            prop_assert_eq!(side.sample.len(), side.count.min(5));
            let mut drawn: Vec<usize> = side.sample.iter().map(|e| e.row).collect();
            drawn.sort_unstable();
            drawn.dedup();
            prop_assert_eq!(drawn.len(), side.sample.len());
        }
        prop_assert!(split.low.sample.iter().all(|e| e.value < split.low_below.unwrap()));
    }
}
