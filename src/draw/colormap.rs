//! Numbers as colours: blue-white-red for differences.

use super::color::Rgb;

/// `ColorBrewer`'s `RdBu` from blue to red, its middle made white.
const BLUE_WHITE_RED: [u32; 11] = [
    0x05_3061, 0x21_66AC, 0x43_93C3, 0x92_C5DE, 0xD1_E5F0, 0xFF_FFFF, 0xFD_DBC7, 0xF4_A582,
    0xD6_604D, 0xB2_182B, 0x67_001F,
];

/// Blue-white-red at `t`: -1 is blue, exactly 0 is white, 1 is red; clamped. `None` for NaN.
///
/// Keep it symmetric: divide values by the largest absolute value, not by their range.
pub fn diverging(t: f64) -> Option<Rgb> {
    if t.is_nan() {
        return None;
    }
    let at =
        f64::midpoint(t, 1.0).clamp(0.0, 1.0) * (BLUE_WHITE_RED.len().saturating_sub(1)) as f64;
    let below = at.floor();
    let stop = |i: usize| BLUE_WHITE_RED.get(i).copied().map(Rgb::from_hex);
    let from = stop(below as usize)?;
    let to = stop(below as usize + 1).unwrap_or(from);
    Some(from.mixed(to, at - below))
}

/// Where `value` lies between `lo` and `hi`, as 0 to 1; the middle when they are equal. NaN for NaN and for bounds that
/// are not finite.
pub fn fraction_between(value: f64, lo: f64, hi: f64) -> f64 {
    if !(lo.is_finite() && hi.is_finite()) || value.is_nan() {
        return f64::NAN;
    }
    let half_range = hi / 2.0 - lo / 2.0;
    if half_range <= 0.0 {
        return 0.5;
    }
    ((value / 2.0 - lo / 2.0) / half_range).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_is_white_and_signs_are_symmetric_in_lightness() {
        assert_eq!(diverging(0.0), Some(Rgb::from_hex(0x00FF_FFFF)));
        let green = |t: f64| i32::from(diverging(t).unwrap().g);
        for i in 1..10 {
            let t = f64::from(i) / 10.0;
            assert!((green(t) - green(-t)).abs() < 90);
            assert!(diverging(t).unwrap().r > diverging(t).unwrap().b);
            assert!(diverging(-t).unwrap().b > diverging(-t).unwrap().r);
        }
    }

    #[test]
    fn out_of_range_is_clamped_and_nan_has_no_color() {
        assert_eq!(diverging(-1e300), diverging(-1.0));
        assert_eq!(diverging(f64::INFINITY), diverging(1.0));
        assert_eq!(diverging(f64::NAN), None);
        assert!(fraction_between(f64::NAN, 0.0, 1.0).is_nan());
        assert!(fraction_between(1.0, 0.0, f64::INFINITY).is_nan());
        assert!((fraction_between(7.0, 7.0, 7.0) - 0.5).abs() < 1e-12);
        assert!((fraction_between(0.0, f64::MIN, f64::MAX) - 0.5).abs() < 1e-12);
        assert!((fraction_between(f64::INFINITY, 0.0, 1.0) - 1.0).abs() < 1e-12);
    }
}
