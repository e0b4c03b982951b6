//! Numbers as colours: viridis for amounts, blue-white-red for differences.

use super::color::Rgb;

/// matplotlib's viridis (Smith and van der Walt, CC0) at every fifth of its 256 steps; between them lines, never more
/// than one 8-bit level away from the table.
const VIRIDIS: [u32; 52] = [
    0x44_0154, 0x46_085C, 0x47_1063, 0x48_1769, 0x48_1D6F, 0x48_2475, 0x47_2A7A, 0x46_307E,
    0x45_3781, 0x43_3D84, 0x41_4287, 0x3F_4889, 0x3D_4E8A, 0x3A_538B, 0x38_598C, 0x35_5E8D,
    0x33_638D, 0x31_688E, 0x2E_6D8E, 0x2C_718E, 0x2A_768E, 0x29_7B8E, 0x27_808E, 0x25_848E,
    0x23_898E, 0x21_8E8D, 0x20_928C, 0x1F_978B, 0x1E_9C89, 0x1F_A188, 0x21_A585, 0x24_AA83,
    0x28_AE80, 0x2E_B37C, 0x35_B779, 0x3D_BC74, 0x46_C06F, 0x50_C46A, 0x5A_C864, 0x65_CB5E,
    0x70_CF57, 0x7C_D250, 0x89_D548, 0x95_D840, 0xA2_DA37, 0xB0_DD2F, 0xBD_DF26, 0xCA_E11F,
    0xD8_E219, 0xE5_E419, 0xF1_E51D, 0xFD_E725,
];

/// `ColorBrewer`'s `RdBu` from blue to red, its middle made white.
const BLUE_WHITE_RED: [u32; 11] = [
    0x05_3061, 0x21_66AC, 0x43_93C3, 0x92_C5DE, 0xD1_E5F0, 0xFF_FFFF, 0xFD_DBC7, 0xF4_A582,
    0xD6_604D, 0xB2_182B, 0x67_001F,
];

/// Viridis at `t`: 0 is dark violet, 1 is yellow; clamped. `None` for NaN.
pub fn viridis(t: f64) -> Option<Rgb> {
    along(&VIRIDIS, t)
}

/// Blue-white-red at `t`: -1 is blue, exactly 0 is white, 1 is red; clamped. `None` for NaN.
///
/// Keep it symmetric: divide values by the largest absolute value, not by their range.
pub fn diverging(t: f64) -> Option<Rgb> {
    along(&BLUE_WHITE_RED, f64::midpoint(t, 1.0))
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

fn along(stops: &[u32], t: f64) -> Option<Rgb> {
    if t.is_nan() {
        return None;
    }
    let at = t.clamp(0.0, 1.0) * (stops.len().saturating_sub(1)) as f64;
    let below = at.floor();
    let stop = |i: usize| stops.get(i).copied().map(Rgb::from_hex);
    let from = stop(below as usize)?;
    let to = stop(below as usize + 1).unwrap_or(from);
    Some(from.mixed(to, at - below))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn viridis_is_matplotlibs() {
        let reference = [
            (0, [68, 1, 84]),
            (1, [68, 2, 86]),
            (37, [70, 51, 127]),
            (64, [59, 82, 139]),
            (128, [33, 145, 140]),
            (200, [112, 207, 87]),
            (253, [248, 230, 33]),
            (255, [253, 231, 37]),
        ];
        for (step, rgb) in reference {
            let ours = viridis(f64::from(step) / 255.0).unwrap();
            for (a, b) in [ours.r, ours.g, ours.b].into_iter().zip(rgb) {
                assert!(a.abs_diff(b) <= 1, "step {step}: {ours:?}");
            }
        }
    }

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
        assert_eq!(viridis(-1e300), viridis(0.0));
        assert_eq!(viridis(f64::INFINITY), viridis(1.0));
        assert_eq!(viridis(f64::NAN), None);
        assert_eq!(diverging(f64::NAN), None);
        assert!(fraction_between(f64::NAN, 0.0, 1.0).is_nan());
        assert!(fraction_between(1.0, 0.0, f64::INFINITY).is_nan());
        assert!((fraction_between(7.0, 7.0, 7.0) - 0.5).abs() < 1e-12);
        assert!((fraction_between(0.0, f64::MIN, f64::MAX) - 0.5).abs() < 1e-12);
        assert!((fraction_between(f64::INFINITY, 0.0, 1.0) - 1.0).abs() < 1e-12);
    }
}
