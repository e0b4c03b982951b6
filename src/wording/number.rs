//! Numbers as people read them.
//!
//! A share of a whole is written in three ways: [`percent`] at a glance, [`share`] within a sentence that is about it, and
//! [`part`] where parts of one whole stand below each other.

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

/// A count with commas between thousands: 114,000.
pub fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A share of 0 to 1 in percent, as short as it may be.
pub fn percent(share: f64) -> String {
    let percent = share * 100.0;
    let size = percent.abs();
    if (99.0..100.0).contains(&size) {
        // What is not quite everything is not called everything.
        let cut = (percent * 100.0).trunc() / 100.0;
        return format!("{cut} %");
    }
    let digits = if (10.0..99.0).contains(&size) {
        format!("{percent:.0}")
    } else if (1.0..10.0).contains(&size) {
        format!("{percent:.1}")
    } else {
        three_digits(percent)
    };
    format!("{digits} %")
}

/// A share of 0 to 1 in percent, with three digits: "37.2 %". What is not quite everything is not called everything.
pub fn share(share: f64) -> String {
    if (0.999_5..1.0).contains(&share) {
        "over 99.9 %".into()
    } else {
        format!("{} %", three_digits(share * 100.0))
    }
}

/// A share in percent with one decimal, also below 0, as parts of a cosine can be: "98.7 %"; empty where there is none.
pub fn part(share: f64) -> String {
    let percent = share * 100.0;
    match percent.abs() {
        0.0 => "0 %".to_owned(),
        size if size < 0.05 => "under 0.1 %".to_owned(),
        size if size.is_finite() => format!("{} %", fixed(percent, 1)),
        _ => String::new(),
    }
}

/// A number within a sentence of the page or of a figure: [`three_digits`] with the true minus sign, as on the axes.
pub fn spoken(x: f64) -> String {
    if x.is_finite() {
        three_digits(x).replace('-', "\u{2212}")
    } else {
        "missing".to_owned()
    }
}

/// A number with so many decimals and nothing else, within the sentences that documents hold; never "-0.00".
pub fn plain(x: f64, decimals: usize) -> String {
    let text = format!("{x:.decimals$}");
    let digits = text.strip_prefix('-').filter(|digits| is_zero(digits));
    digits.map_or_else(|| text.clone(), str::to_owned)
}

/// The same with its sign, also where that is a plus: what is added to a sum.
pub fn signed(x: f64, decimals: usize) -> String {
    let text = plain(x, decimals);
    if text.starts_with('-') {
        text
    } else {
        format!("+{text}")
    }
}

/// Are all of these digits 0?
fn is_zero(digits: &str) -> bool {
    digits.bytes().all(|b| matches!(b, b'0' | b'.'))
}

/// A number with so many decimals, commas between thousands and the true minus sign; empty where there is none.
pub fn fixed(x: f64, decimals: usize) -> String {
    if !x.is_finite() {
        return String::new();
    }
    let digits = format!("{:.decimals$}", x.abs());
    let sign = if x < 0.0 && !is_zero(&digits) {
        "\u{2212}"
    } else {
        ""
    };
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let whole = whole.parse().map_or(whole.to_owned(), grouped);
    format!("{sign}{whole}{rest}")
}

/// Is this a number as programs write them: "-0.62", "+1e-5", ".5"? Told from its signs: to know its value, the page would
/// need tables that weigh as much as a view.
pub fn is_plain_number(text: &str) -> bool {
    let unsigned = |text: &str| text.strip_prefix(['+', '-']).unwrap_or(text).to_owned();
    let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let number = unsigned(text);
    let (mantissa, exponent) = number
        .split_once(['e', 'E'])
        .map_or((&*number, None), |(mantissa, exponent)| {
            (mantissa, Some(unsigned(exponent)))
        });
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let has_digits = !(whole.is_empty() && fraction.is_empty());
    let is_exponent = |exponent: String| !exponent.is_empty() && is_digits(&exponent);
    has_digits && is_digits(whole) && is_digits(fraction) && exponent.is_none_or(is_exponent)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_plain_number_is_what_the_standard_library_reads(text in "[+-]{0,2}[0-9]{0,3}[.]{0,2}[0-9]{0,2}([eE][+-]{0,2}[0-9]{0,2})?[.x]?") {
            prop_assert_eq!(is_plain_number(&text), text.parse::<f64>().is_ok(), "{}", text);
        }
    }

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

    #[test]
    fn numbers_and_shares_read_well() {
        let shown = [-0.001, 36_216.693, -1204.5, 0.0, f64::NAN].map(|x| fixed(x, 2));
        assert_eq!(shown, ["0.00", "36,216.69", "\u{2212}1,204.50", "0.00", ""]);
        assert_eq!(fixed(1e300, 0).len(), 301);
        let shares = [0.223, 0.091, 0.9998, 0.000_154, 1.0, 0.0].map(percent);
        let want = ["22 %", "9.1 %", "99.98 %", "0.0154 %", "100 %", "0 %"];
        assert_eq!(shares, want);
        let shares = [0.372_14, 0.056_78, 0.999_3, 0.999_6, 1.0, 0.0].map(share);
        let want = ["37.2 %", "5.68 %", "99.9 %", "over 99.9 %", "100 %", "0 %"];
        assert_eq!(shares, want);
        let parts = [0.987, -0.2, 0.000_4, 0.0, 12.345_6, f64::NAN].map(part);
        let want = [
            "98.7 %",
            "\u{2212}20.0 %",
            "under 0.1 %",
            "0 %",
            "1,234.6 %",
            "",
        ];
        assert_eq!(parts, want);
        assert_eq!([-0.25, f64::NAN].map(spoken), ["\u{2212}0.25", "missing"]);
        assert_eq!([plain(-1204.5, 2), signed(0.5, 3)], ["-1204.50", "+0.500"]);
        assert_eq!([plain(-0.001, 2), signed(-0.001, 2)], ["0.00", "+0.00"]);
        assert_eq!(signed(-0.5, 1), "-0.5");
    }

    #[test]
    fn counts_have_commas() {
        assert_eq!(
            [0, 999, 1000, 114_000].map(grouped),
            ["0", "999", "1,000", "114,000"]
        );
    }
}
