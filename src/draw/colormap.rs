//! Numbers as colours: viridis for sizes, blue-white-red for differences.

use super::rgb::Rgb;

/// `ColorBrewer`'s `RdBu` from blue to red, its middle made white.
const BLUE_WHITE_RED: [u32; 11] = [
    0x05_3061, 0x21_66AC, 0x43_93C3, 0x92_C5DE, 0xD1_E5F0, 0xFF_FFFF, 0xFD_DBC7, 0xF4_A582,
    0xD6_604D, 0xB2_182B, 0x67_001F,
];

/// Every fifth of matplotlib's 256 colours of viridis; between them it is straight to within 1 of 255.
const VIRIDIS: [u32; 52] = [
    0x44_0154, 0x46_085C, 0x47_1063, 0x48_1769, 0x48_1D6F, 0x48_2475, 0x47_2A7A, 0x46_307E,
    0x45_3781, 0x43_3D84, 0x41_4287, 0x3F_4889, 0x3D_4E8A, 0x3A_538B, 0x38_598C, 0x35_5E8D,
    0x33_638D, 0x31_688E, 0x2E_6D8E, 0x2C_718E, 0x2A_768E, 0x29_7B8E, 0x27_808E, 0x25_848E,
    0x23_898E, 0x21_8E8D, 0x20_928C, 0x1F_978B, 0x1E_9C89, 0x1F_A188, 0x21_A585, 0x24_AA83,
    0x28_AE80, 0x2E_B37C, 0x35_B779, 0x3D_BC74, 0x46_C06F, 0x50_C46A, 0x5A_C864, 0x65_CB5E,
    0x70_CF57, 0x7C_D250, 0x89_D548, 0x95_D840, 0xA2_DA37, 0xB0_DD2F, 0xBD_DF26, 0xCA_E11F,
    0xD8_E219, 0xE5_E419, 0xF1_E51D, 0xFD_E725,
];

/// viridis at `t`: 0 is dark violet, 1 is yellow; clamped. `None` for NaN.
pub fn viridis(t: f64) -> Option<Rgb> {
    (!t.is_nan()).then(|| between(&VIRIDIS, t.clamp(0.0, 1.0)))
}

/// The colour at `t` (0 to 1) of evenly spaced ones.
fn between(stops: &[u32], t: f64) -> Rgb {
    let at = t * stops.len().saturating_sub(1) as f64;
    let below = at.floor();
    let stop = |i: usize| stops.get(i).copied().map(Rgb::from_hex);
    let from = stop(below as usize).unwrap_or_default();
    from.mixed(stop(below as usize + 1).unwrap_or(from), at - below)
}

/// Blue-white-red at `t`: -1 is blue, exactly 0 is white, 1 is red; clamped. `None` for NaN.
///
/// Keep it symmetric: divide values by the largest absolute value, not by their range.
pub fn diverging(t: f64) -> Option<Rgb> {
    let share = f64::midpoint(t, 1.0).clamp(0.0, 1.0);
    (!t.is_nan()).then(|| between(&BLUE_WHITE_RED, share))
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
    fn viridis_is_that_of_matplotlib() {
        // matplotlib.colormaps["viridis"](i), of which the middle three lie between our own.
        let want = [0x44_0154, 0x3B_528B, 0x21_918C, 0x5E_C962, 0xFD_E725];
        for (i, want) in [0.0, 64.0, 128.0, 192.0, 255.0].into_iter().zip(want) {
            let (got, want) = (viridis(i / 255.0).unwrap(), Rgb::from_hex(want));
            let off =
                [(got.r, want.r), (got.g, want.g), (got.b, want.b)].map(|(a, b)| a.abs_diff(b));
            assert!(off.iter().all(|&off| off <= 1), "{got:?}, {want:?}");
        }
        assert_eq!((viridis(f64::NAN), viridis(7.0)), (None, viridis(1.0)));
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
