//! Numbers as people read them.

/// A number with three significant digits, or all digits before the point; no trailing zeros, no exponent.
pub fn three_digits(x: f64) -> String {
    if x == 0.0 || !x.is_finite() {
        return if x == 0.0 { "0".into() } else { "-".into() };
    }
    let magnitude = x.abs().log10().floor() as i32;
    if magnitude < -6 {
        return if x > 0.0 {
            "under 0.000001"
        } else {
            "above -0.000001"
        }
        .into();
    }
    let decimals = (2 - magnitude).max(0) as usize;
    let text = format!("{x:.decimals$}");
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_string()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_show_three_digits() {
        let shown = [0.012_345_6, 0.5, 174.2, 114_000.4, 0.0, -1.5, 1e-9].map(three_digits);
        assert_eq!(
            shown,
            [
                "0.0123",
                "0.5",
                "174",
                "114000",
                "0",
                "-1.5",
                "under 0.000001"
            ]
        );
    }
}
