//! How many digits of a list's numbers say something: as many as tell neighbours apart.

use super::quantile::{in_order, median};

/// Numbers looked at, evenly from all: enough to know how close neighbours are.
const MOST_LOOKED_AT: usize = 2048;
/// Most decimals.
const MOST: f64 = 6.0;
/// With such a gap nobody asks for tenths.
const COARSE: f64 = 100.0;
/// A gap of 0.00099 is still told by three decimals.
const SLACK: f64 = 0.05;

/// Decimals with which most numbers of `values` differ from the next larger one: none for whole numbers and where neighbours
/// are a hundred apart, at least one for others, at most six. `None` where all are equal or there are none.
///
/// ```
/// use soundkin::stats::decimals;
///
/// assert_eq!(decimals(&[87.0, 12.0, 40.0]), Some(0));
/// assert_eq!(decimals(&[0.701, 0.704, 0.71, f64::NAN]), Some(3));
/// assert_eq!(decimals(&[60.0, 127.744, 190.5]), Some(1));
/// assert_eq!(decimals(&[1200.5, 3400.25, 9100.0]), Some(0));
/// assert_eq!(decimals(&[0.5, 0.5]), None);
/// ```
pub fn decimals(values: &[f64]) -> Option<usize> {
    let every = values.len().div_ceil(MOST_LOOKED_AT).max(1);
    let sorted = in_order(values.iter().copied().step_by(every));
    let pairs = sorted.array_windows().map(|[a, b]| b - a);
    let gaps = in_order(pairs.filter(|gap| *gap > 0.0));
    let gap = median(&gaps)?;
    let is_coarse = gap >= COARSE || sorted.iter().all(|x| x.fract() == 0.0);
    let least = if is_coarse { 0.0 } else { 1.0 };
    Some((-gap.log10() - SLACK).ceil().clamp(least, MOST) as usize)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_that_are_evenly_apart_differ_as_they_are_written(n in 2..300_usize, tenths in 1..5_i32, start in -5.0..5.0_f64) {
            let gap = 10_f64.powi(-tenths);
            let values: Vec<f64> = (0..n).map(|i| start + i as f64 * gap).collect();
            let decimals = decimals(&values).unwrap();
            prop_assert_eq!(decimals, tenths as usize);
            let mut written: Vec<String> = values.iter().map(|x| format!("{x:.decimals$}")).collect();
            written.dedup();
            prop_assert_eq!(written.len(), n);
        }

        #[test]
        fn the_order_does_not_matter(mut values in prop::collection::vec(-1e3..1e3_f64, 0..50)) {
            let before = decimals(&values);
            values.reverse();
            prop_assert_eq!(decimals(&values), before);
        }
    }
}
