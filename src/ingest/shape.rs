//! How the numbers of a column are written beside plainly: with a unit, as a share, as a duration, in thousands.

use std::borrow::Cow;

use super::duration::{seconds, seconds_beside_others, worth};
use super::number::{ascii_of, scaled};
use crate::data::{Decimal, Shape};

/// Most letters of a unit.
const LONGEST: usize = 16;
/// Words that are a unit also when they stand in front.
const IN_FRONT: [&str; 19] = [
    "bpm", "db", "hz", "khz", "eur", "usd", "gbp", "chf", "cad", "aud", "jpy", "sek", "nok", "dkk",
    "us$", "r$", "kr", "ca.", "no.",
];
/// Letters for a thousand, a million and a milliard, as on the pages where people look up how often a track was played.
const POWERS: [(&str, i32); 6] = [("k", 3), ("K", 3), ("m", 6), ("M", 6), ("B", 9), ("bn", 9)];

/// The shape of one cell; `None` where it is no number in any.
pub(super) fn of(cell: &str, decimal: Decimal) -> Option<Shape> {
    let cell = &*tidy(cell);
    if scaled(cell, decimal, 0).is_some() {
        return Some(Shape::Plain);
    }
    // Units need a digit: most words have none.
    if !cell.contains(|c: char| ascii_of(c).is_ascii_digit()) {
        return None;
    }
    if seconds(cell, decimal).is_some() {
        return Some(Shape::Duration);
    }
    let (unit, core) = split(cell)?;
    if has_leading_zero(core) || is_name(core, unit) {
        return None;
    }
    scaled(core, decimal, 0)?;
    Some(match unit {
        "%" | "\u{ff05}" => Shape::Share('%'),
        "\u{2030}" => Shape::Share('\u{2030}'),
        unit => Shape::Unit(unit.to_owned()),
    })
}

/// The number in a cell of this shape. Nothing is nothing in any: a bare 0 is a number beside 3 dB too.
pub(super) fn parse(cell: &str, shape: &Shape, decimal: Decimal) -> Option<f64> {
    let cell = &*tidy(cell);
    let zero = || scaled(cell, decimal, 0).filter(|&number| number == 0.0);
    match shape {
        Shape::Plain => scaled(cell, decimal, 0),
        Shape::Duration => seconds_beside_others(cell, decimal).or_else(zero),
        Shape::Share(sign) => {
            let Some((_, core)) = split(cell).filter(|_| of(cell, decimal).as_ref() == Some(shape))
            else {
                return zero();
            };
            scaled(core, decimal, if *sign == '%' { -2 } else { -3 })
        }
        Shape::Unit(unit) => {
            let Some((found, core)) = split(cell) else {
                return zero();
            };
            let is_same = found.to_lowercase() == unit.to_lowercase();
            (is_same && !has_leading_zero(core)).then(|| scaled(core, decimal, 0))?
        }
        Shape::Powers => {
            let Some((unit, core)) = split(cell) else {
                return scaled(cell, decimal, 0);
            };
            let power = power_of(unit).filter(|_| !has_leading_zero(core))?;
            scaled(core, decimal, power)
        }
    }
}

/// A cell without its unit, for what only looks at the digits.
pub(super) fn core(cell: &str) -> &str {
    // From its first digit to its last it is all core.
    let bytes = cell.as_bytes();
    let begins = matches!(bytes, [b'-' | b'+' | b'0'..=b'9', ..]);
    if begins && bytes.last().is_some_and(u8::is_ascii_digit) {
        return cell;
    }
    let cell = cell.trim();
    let cell = listed(cell).unwrap_or(cell);
    split(cell).map_or(cell, |(_, core)| core)
}

/// The one shape of a column whose cells have these: 3 min beside 45 s are durations, 1.2M beside 850K thousands.
pub(super) fn together(shapes: &[&Shape]) -> Option<Shape> {
    if shapes.len() < 2 {
        return None;
    }
    let unit = |shape: &&Shape| match shape {
        Shape::Unit(unit) => Some(unit.clone()),
        _ => None,
    };
    let is_time = |shape: &&Shape| match shape {
        Shape::Unit(unit) => worth(unit).is_some(),
        shape => **shape == Shape::Duration,
    };
    if shapes.iter().all(is_time) {
        return Some(Shape::Duration);
    }
    let is_power = |shape: &&Shape| match shape {
        Shape::Unit(unit) => power_of(unit).is_some(),
        shape => **shape == Shape::Plain,
    };
    // Alone beside plain numbers, m and B may be anything.
    let is_clear = |unit: String| matches!(unit.as_str(), "k" | "K" | "M");
    let has_clear = shapes.iter().filter_map(unit).any(is_clear);
    (has_clear && shapes.iter().all(is_power)).then_some(Shape::Powers)
}

fn power_of(unit: &str) -> Option<i32> {
    let found = POWERS.iter().find(|(known, _)| *known == unit);
    found.map(|&(_, power)| power)
}

/// A number as it is written elsewhere: without the brackets of a list, its sign before the digits. "[120.5]" is 120.5,
/// "- 3" is -3, "-\u{20ac}3" is "\u{20ac}-3".
fn tidy(cell: &str) -> Cow<'_, str> {
    if is_tidy(cell.as_bytes()) {
        return cell.into();
    }
    let cell = cell.trim();
    let cell = listed(cell).unwrap_or(cell);
    let Some(sign) = cell.chars().next().filter(|&c| is_sign(c)) else {
        return cell.into();
    };
    let rest = cell.get(sign.len_utf8()..).unwrap_or_default();
    let is_digit = |c: char| ascii_of(c).is_ascii_digit();
    let bare = rest.trim_start();
    if rest.starts_with(|c: char| is_digit(c) || matches!(c, '.' | ','))
        || bare.starts_with(is_sign)
    {
        return cell.into();
    }
    match bare.find(is_digit) {
        Some(at) => {
            let (before, digits) = bare.split_at(at);
            format!("{before}{}{digits}", ascii_of(sign)).into()
        }
        None => cell.into(),
    }
}

/// Is there nothing to tidy, as in most cells: a word or a number of ASCII, and at most a minus right before a digit?
fn is_tidy(cell: &[u8]) -> bool {
    let Some(last) = cell.last() else {
        return true;
    };
    let begins_well = match cell {
        [b'-', digit, ..] => digit.is_ascii_digit(),
        [first, ..] => first.is_ascii_alphanumeric(),
        [] => true,
    };
    begins_well && last.is_ascii_alphanumeric()
}

/// Plus or minus, on any keyboard.
fn is_sign(c: char) -> bool {
    matches!(ascii_of(c), '-' | '+')
}

/// What stands in a list of one, or in the name that a library of Python writes around its numbers.
fn listed(cell: &str) -> Option<&str> {
    const NAMES: [&str; 6] = [
        "np.float64",
        "np.float32",
        "np.int64",
        "np.int32",
        "tensor",
        "array",
    ];
    let inner = if let Some(list) = cell.strip_suffix(']') {
        list.strip_prefix('[')?
    } else {
        let call = cell.strip_suffix(')')?;
        let called = |name: &&str| call.strip_prefix(*name)?.strip_prefix('(');
        NAMES.iter().find_map(called)?
    };
    let inner = inner.trim();
    Some(listed(inner).unwrap_or(inner))
}

/// Is this a name that begins with a number: "1980s" for ten years, "8A" for a key on the wheel that disc jockeys use?
fn is_name(core: &str, unit: &str) -> bool {
    let is_decade =
        unit == "s" && core.len() == 4 && core.ends_with('0') && core.starts_with(['1', '2']);
    let is_hour = core.parse().is_ok_and(|hour: u8| (1..=12).contains(&hour));
    is_decade || is_hour && matches!(unit, "A" | "B" | "a" | "b")
}

/// "007 x" counts something; it does not measure.
fn has_leading_zero(core: &str) -> bool {
    let digits = core.trim_start_matches(['-', '+', '\u{2212}']);
    digits.starts_with('0') && digits[1..].starts_with(|c: char| c.is_ascii_digit())
}

/// Unit and number of a cell that has both.
fn split(cell: &str) -> Option<(&str, &str)> {
    let is_of_number = |c: char| {
        let c = ascii_of(c);
        c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | ',')
    };
    let first = cell.find(is_of_number)?;
    if first == 0 {
        let last = cell.rfind(|c| ascii_of(c).is_ascii_digit())?;
        let (core, unit) = cell.split_at(last + cell[last..].chars().next()?.len_utf8());
        let unit = unit.trim();
        return is_unit(unit).then_some((unit, core));
    }
    let (unit, core) = cell.split_at(first);
    let unit = unit.trim();
    let is_sign = |c: char| matches!(c, '#' | '~' | '\u{2248}' | '$' | '\u{a2}'..='\u{a5}' | '\u{20a0}'..='\u{20cf}');
    let may_stand_there =
        unit.chars().all(is_sign) || IN_FRONT.contains(&unit.to_lowercase().as_str());
    (may_stand_there && !unit.is_empty()).then_some((unit, core))
}

/// May this be a unit: "BPM", "dB", "°", "beats a minute"? The ends of file names are none.
fn is_unit(unit: &str) -> bool {
    let is_letter = |c: char| {
        c.is_alphabetic()
            || matches!(c, '%' | '\u{2030}' | '\u{ff05}' | '\u{b0}' | '\u{b2}' | '\u{b3}' | '/' | ' ' | '$' | '~' | '\u{b5}' | '\u{20a0}'..='\u{20cf}' | '\u{a2}'..='\u{a5}')
    };
    !unit.is_empty()
        && unit.chars().count() <= LONGEST
        && unit.chars().all(is_letter)
        && !unit.starts_with('/')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{negative, number};
    use super::*;
    use crate::data::is_missing_mark;

    proptest! {
        /// What most cells look like is read on a short way, which a space in front bars.
        #[test]
        fn a_space_in_front_changes_nothing(
            cell in "[-+(]?[0-9]{0,3}[0-9.,eE%k()\\[\\] -]{0,6}[a-z0-9)\u{2212}\u{ff10}]?",
            has_comma in any::<bool>(),
        ) {
            let decimal = if has_comma { Decimal::Comma } else { Decimal::Point };
            let spaced = format!(" {cell}");
            let shape = of(&cell, decimal);
            prop_assert_eq!(&shape, &of(&spaced, decimal));
            for shape in shape.iter().chain(&[Shape::Plain, Shape::Powers]) {
                let bits = |cell| parse(cell, shape, decimal).map(f64::to_bits);
                prop_assert_eq!(bits(&cell), bits(&spaced));
            }
            prop_assert_eq!(core(&cell), core(&spaced));
            prop_assert_eq!(negative::bare(&cell), negative::bare(&spaced));
            prop_assert_eq!(is_missing_mark(&cell), is_missing_mark(&spaced));
            let votes = |cell| {
                let mut votes = number::Votes::default();
                votes.count(cell);
                votes
            };
            prop_assert_eq!(votes(&cell), votes(&spaced));
        }
    }

    fn any_shape(cell: &str) -> Option<f64> {
        any_shape_with(cell, Decimal::Point)
    }

    fn any_shape_with(cell: &str, decimal: Decimal) -> Option<f64> {
        parse(cell, &of(cell, decimal)?, decimal)
    }

    #[test]
    fn units_and_shares() {
        assert_eq!(
            of("80 BPM", Decimal::Point),
            Some(Shape::Unit("BPM".into()))
        );
        assert_eq!(of("30%", Decimal::Point), Some(Shape::Share('%')));
        assert_eq!(of("\u{2212}5.5", Decimal::Point), Some(Shape::Plain));
        assert_eq!(any_shape("+0.5 dB"), Some(0.5));
        assert_eq!(any_shape("30,5 %"), None);
        assert_eq!(any_shape_with("30,5 %", Decimal::Comma), Some(0.305));
        assert_eq!(any_shape("$1,234.50"), Some(1234.5));
        for (cell, wanted) in [
            ("[117.45]", 117.45),
            ("[[-3]]", -3.0),
            ("np.float64(0.5)", 0.5),
            ("array([0.5])", 0.5),
            ("- 3", -3.0),
            ("\u{2014}3", -3.0),
            ("-\u{20ac}3.50", -3.5),
            ("- CHF 3", -3.0),
            ("+ 4 dB", 4.0),
            ("\u{661}\u{662}\u{66b}\u{665}", 12.5),
        ] {
            assert_eq!(any_shape(cell), Some(wanted), "{cell}");
        }
        for word in [
            "--3",
            "- -3",
            "-Song 3",
            "[1, 2]",
            "[]",
            "8A",
            "12b",
            "clip_7.wav",
            "7.wav",
            "Song 7",
            "007 x",
            "4/4",
            "7th_take",
            "2020-01-02",
            "1980s",
            "C4",
            "%",
            "12-inch",
        ] {
            assert_eq!(any_shape(word), None, "{word}");
        }
    }

    #[test]
    fn shapes_that_belong_together() {
        let unit = |unit: &str| Shape::Unit(unit.to_owned());
        let (min, s, k, m, b) = (unit("min"), unit("s"), unit("k"), unit("M"), unit("B"));
        let of = |shapes: &[&Shape]| together(shapes);
        assert_eq!(of(&[&min, &s]), Some(Shape::Duration));
        assert_eq!(of(&[&Shape::Duration, &s]), Some(Shape::Duration));
        assert_eq!(of(&[&Shape::Plain, &k, &m]), Some(Shape::Powers));
        for apart in [
            &[&s][..],
            &[&s, &Shape::Plain],
            &[&b, &Shape::Plain],
            &[&k, &min],
        ] {
            assert_eq!(of(apart), None, "{apart:?}");
        }
        for (cell, number) in [
            ("1.2k", 1200.0),
            ("3M", 3e6),
            ("2.5B", 2.5e9),
            ("900", 900.0),
        ] {
            assert_eq!(
                parse(cell, &Shape::Powers, Decimal::Point),
                Some(number),
                "{cell}"
            );
        }
        assert_eq!(parse("3 dB", &Shape::Powers, Decimal::Point), None);
    }

    #[test]
    fn a_bare_zero_needs_no_unit() {
        assert_eq!(
            parse("0", &Shape::Unit("dB".into()), Decimal::Point),
            Some(0.0)
        );
        assert_eq!(parse("0.0", &Shape::Share('%'), Decimal::Point), Some(0.0));
        assert_eq!(parse("0", &Shape::Duration, Decimal::Point), Some(0.0));
        assert_eq!(parse("1", &Shape::Unit("dB".into()), Decimal::Point), None);
    }
}
