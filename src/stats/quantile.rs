//! Middle, quartiles and spread of a list, as pandas gives them. In: numbers, missing ones as NaN. Out: `None` where
//! there is nothing to measure.

use serde::{Deserialize, Serialize};

/// The finite ones of `values`, least first.
pub fn in_order(values: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut sorted: Vec<f64> = values.into_iter().filter(|x| x.is_finite()).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted
}

/// Quantile of sorted values by linear interpolation, `share` 0 to 1: pandas' `quantile`, numpy's `percentile`.
///
/// ```
/// use soundkin::stats::quantile;
///
/// let sorted = [1.0, 2.0, 4.0, 8.0];
/// for (share, value) in [(0.0, 1.0), (0.25, 1.75), (0.5, 3.0), (0.75, 5.0), (1.0, 8.0)] {
///     assert_eq!(quantile(&sorted, share), Some(value));
/// }
/// assert_eq!(quantile(&[7.0], 0.9), Some(7.0));
/// assert_eq!(quantile(&[], 0.5), None);
/// ```
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let position = share.clamp(0.0, 1.0) * last as f64;
    let below = position.floor() as usize;
    let (low, high) = (sorted[below], sorted[(below + 1).min(last)]);
    let part = position - below as f64;
    // From the nearer end, as numpy does it: the last digit depends on that.
    Some(if part < 0.5 {
        low + (high - low) * part
    } else {
        high - (high - low) * (1.0 - part)
    })
}

/// Median of sorted values: pandas' `median`.
pub fn median(sorted: &[f64]) -> Option<f64> {
    let middle = sorted.len() / 2;
    let high = *sorted.get(middle)?;
    Some(if sorted.len().is_multiple_of(2) {
        f64::midpoint(sorted[middle - 1], high)
    } else {
        high
    })
}

/// The mean, summed from the first to the last.
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// A list in eight numbers: the rows of pandas' `describe`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Numbers that are there.
    pub count: usize,
    /// Their mean.
    pub mean: f64,
    /// Standard deviation over `count - 1`; `None` for a single number.
    pub std: Option<f64>,
    /// The least.
    pub min: f64,
    /// A quarter lies below.
    pub q1: f64,
    /// Half lies below.
    pub median: f64,
    /// Three quarters lie below.
    pub q3: f64,
    /// The largest.
    pub max: f64,
}

impl Summary {
    /// Measures the finite ones of `values`; `None` when there are none.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        let sorted = in_order(values);
        let count = sorted.len();
        let mean = mean(&sorted)?;
        let squares: f64 = sorted.iter().map(|x| (x - mean) * (x - mean)).sum();
        Some(Self {
            count,
            mean,
            std: (count > 1).then(|| (squares / (count - 1) as f64).sqrt()),
            min: *sorted.first()?,
            q1: quantile(&sorted, 0.25)?,
            median: median(&sorted)?,
            q3: quantile(&sorted, 0.75)?,
            max: *sorted.last()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn quartiles_are_those_of_pandas() {
        // pandas.Series([0.1, 0.7, 0.3, 0.45, 0.2, nan]).describe()
        let summary = Summary::of([0.1, 0.7, 0.3, 0.45, 0.2, f64::NAN]).unwrap();
        assert_eq!((summary.count, summary.min, summary.max), (5, 0.1, 0.7));
        assert_eq!((summary.q1, summary.median, summary.q3), (0.2, 0.3, 0.45));
        assert!((summary.mean - 0.35).abs() < 1e-15);
        assert!((summary.std.unwrap() - 0.234_520_787_991_171_5).abs() < 1e-15);
        // pandas.Series([0.1, 0.2, 0.4, 0.7]).quantile([.25, .75]), .median()
        let four = [0.1, 0.2, 0.4, 0.7];
        assert_eq!(quantile(&four, 0.25), Some(0.175_000_000_000_000_02));
        assert_eq!(quantile(&four, 0.75), Some(0.475));
        // From the lower end this would be 0.180_000_000_000_000_02.
        assert_eq!(quantile(&[0.03, 0.23, 0.9, 0.95], 0.25), Some(0.18));
        assert_eq!(median(&four), Some(0.300_000_000_000_000_04));
    }

    #[test]
    fn nothing_has_no_middle() {
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(median(&[]), None);
        assert_eq!(Summary::of([f64::NAN]), None);
        let one = Summary::of([3.0]).unwrap();
        assert_eq!((one.q1, one.median, one.std), (3.0, 3.0, None));
    }

    proptest! {
        #[test]
        fn quantiles_rise_and_stay_inside(values in prop::collection::vec(-9.0_f64..9.0, 1..30), share in 0.0_f64..1.0) {
            let sorted = in_order(values);
            let x = quantile(&sorted, share).unwrap();
            prop_assert!(sorted[0] <= x && x <= sorted[sorted.len() - 1]);
            prop_assert!(quantile(&sorted, share / 2.0).unwrap() <= x);
        }
    }
}
