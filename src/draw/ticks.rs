//! Round numbers along an axis, and how they are written.

use crate::wording::grouped;

/// Room that a tick with its label should have along the horizontal axis, in CSS pixels; grid lines keep to it too.
pub(crate) const X_ROOM_PX: f64 = 90.0;
/// The same along the vertical axis.
pub(crate) const Y_ROOM_PX: f64 = 64.0;

/// More are never made, whatever is asked for.
const MAX_TICKS: usize = 100;

/// Multiples of 1, 2 or 5 times a power of ten from `lo` to `hi`, ascending, about `target_count` of them (at least
/// half, at most twice as many, none of zero). A range that is empty or not finite has none.
pub fn ticks(lo: f64, hi: f64, target_count: usize) -> Vec<f64> {
    let (lo, hi) = if lo <= hi { (lo, hi) } else { (hi, lo) };
    let range = hi - lo;
    let target = target_count.min(MAX_TICKS / 2);
    // A range below the rounding of its ends has no numbers to name.
    let measurable = range.is_finite() && range > 1e-12 * lo.abs().max(hi.abs()) && range > 1e-290;
    if !measurable || target == 0 {
        return Vec::new();
    }
    let (mantissa, exponent) = nice_step(range / target as f64);
    // Counted in steps and divided where a division is exact: 0.3 and not 0.30000000000000004.
    let power = 10f64.powi(exponent.abs());
    let value = |i: f64| {
        if exponent < 0 {
            i * mantissa / power
        } else {
            i * mantissa * power
        }
    };
    let step = value(1.0);
    let slack = 1e-9;
    let first = (lo / step - slack).ceil();
    let last = (hi / step + slack).floor();
    let count = (last - first + 1.0).clamp(0.0, MAX_TICKS as f64) as usize;
    (0..count).map(|i| value(first + i as f64) + 0.0).collect()
}

/// The step of 1, 2 or 5 times ten to a power whose logarithm is nearest to that of `rough`.
fn nice_step(rough: f64) -> (f64, i32) {
    let exponent = rough.log10().floor() as i32;
    let mantissa = rough / 10f64.powi(exponent);
    // The borders are geometric means: sqrt(2), sqrt(10), sqrt(50).
    if mantissa < 1.414 {
        (1.0, exponent)
    } else if mantissa < 3.162 {
        (2.0, exponent)
    } else if mantissa < 7.071 {
        (5.0, exponent)
    } else {
        (1.0, exponent + 1)
    }
}

/// One label per tick, all with the same digits, as many as tell neighbours apart: 0.0, 0.5, 1.0; -20, 0, 20;
/// 100,000; 2e-5. The minus sign is the true one.
pub fn tick_labels(ticks: &[f64]) -> Vec<String> {
    let largest = ticks.iter().fold(0.0_f64, |m, t| m.max(t.abs()));
    let step = ticks
        .windows(2)
        .map(|pair| (pair[1] - pair[0]).abs())
        .fold(largest, f64::min);
    let scientific = largest > 0.0 && largest.is_finite() && !(1e-4..1e7).contains(&largest);
    let scale = if scientific {
        largest.log10().floor() as i32
    } else {
        0
    };
    let decimals = decimals_of(step / 10f64.powi(scale));
    ticks
        .iter()
        .map(|&tick| label(tick, scale, decimals))
        .collect()
}

/// Digits after the point that a multiple of `step` needs.
fn decimals_of(step: f64) -> usize {
    if !(step.is_finite() && step > 0.0) {
        return 0;
    }
    let leading = -(step * (1.0 + 1e-6)).log10().floor();
    // A lone tick can have more digits than its first.
    let mut decimals = leading.clamp(0.0, 15.0) as usize;
    while decimals < 15 {
        let scaled = step * 10f64.powi(decimals as i32);
        if (scaled - scaled.round()).abs() < 1e-4 * scaled {
            break;
        }
        decimals += 1;
    }
    decimals
}

fn label(tick: f64, scale: i32, decimals: usize) -> String {
    if !tick.is_finite() {
        return "\u{2013}".to_owned();
    }
    let digits = format!("{:.decimals$}", tick.abs() / 10f64.powi(scale));
    let is_zero = digits.bytes().all(|b| b == b'0' || b == b'.');
    if is_zero && scale != 0 {
        return "0".to_owned();
    }
    let sign = if tick < 0.0 && !is_zero {
        "\u{2212}"
    } else {
        ""
    };
    let exponent = match scale {
        0 => String::new(),
        1.. => format!("e{scale}"),
        ..0 => format!("e\u{2212}{}", -scale),
    };
    format!("{sign}{}{exponent}", with_separators(&digits))
}

/// Commas between thousands from 10,000 on, as the page writes counts.
fn with_separators(digits: &str) -> String {
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    if whole.len() < 5 {
        return digits.to_owned();
    }
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), grouped);
    whole + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn labels(lo: f64, hi: f64, target: usize) -> Vec<String> {
        tick_labels(&ticks(lo, hi, target))
    }

    #[test]
    fn ticks_of_well_known_ranges() {
        assert_eq!(
            labels(0.0, 1.0, 5),
            ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]
        );
        assert_eq!(
            labels(-43.0, 47.0, 4),
            ["\u{2212}40", "\u{2212}20", "0", "20", "40"]
        );
        assert_eq!(
            labels(0.26, 0.34, 4),
            ["0.26", "0.28", "0.30", "0.32", "0.34"]
        );
        assert_eq!(
            labels(58_000.0, 310_000.0, 3),
            ["100,000", "200,000", "300,000"]
        );
        assert_eq!(
            labels(0.0, 4e-5, 4),
            [
                "0",
                "1e\u{2212}5",
                "2e\u{2212}5",
                "3e\u{2212}5",
                "4e\u{2212}5"
            ]
        );
        assert_eq!(
            labels(0.0, 2e9, 4),
            ["0", "0.5e9", "1.0e9", "1.5e9", "2.0e9"]
        );
        assert_eq!(ticks(0.1, 0.5, 4), [0.1, 0.2, 0.3, 0.4, 0.5]);
        assert_eq!(tick_labels(&[0.25]), ["0.25"]);
    }

    #[test]
    fn nonsense_has_no_ticks() {
        for (lo, hi) in [
            (1.0, 1.0),
            (f64::NAN, 1.0),
            (0.0, f64::INFINITY),
            (f64::MIN, f64::MAX),
            (0.0, 5e-324),
            (1e9, 1e9 + 1e-7),
        ] {
            assert!(ticks(lo, hi, 5).is_empty(), "{lo} {hi}");
        }
        assert!(ticks(0.0, 1.0, 0).is_empty());
        assert!(ticks(0.0, 1.0, usize::MAX).len() <= MAX_TICKS);
        assert!(tick_labels(&[]).is_empty());
        assert_eq!(tick_labels(&[f64::NAN]), ["\u{2013}"]);
    }

    proptest! {
        #[test]
        fn ticks_are_ascending_inside_and_about_as_many(
            m in -1.0..1.0f64, e in -8..8i32, range in 1.0..10.0f64, re in -3..3i32, target in 2..12usize,
        ) {
            let lo = m * 10f64.powi(e);
            let hi = lo + range * 10f64.powi(e + re);
            let found = ticks(lo, hi, target);
            let slack = 1e-6 * (hi - lo);
            prop_assert!(found.iter().all(|&t| lo - slack <= t && t <= hi + slack));
            prop_assert!(found.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(found.len() >= target / 2 && found.len() <= 2 * target + 1, "{found:?}");
            let mut written = tick_labels(&found);
            prop_assert!(written.iter().all(|label| label.chars().count() <= 20), "{written:?}");
            written.dedup();
            prop_assert_eq!(written.len(), found.len());
        }
    }
}
