//! How the numbers of a column are written beside plainly: with a unit, as a share, as a duration.

use super::number::{ascii_of, scaled};
use crate::data::{Decimal, Shape};

/// Most letters of a unit.
const LONGEST: usize = 16;
/// Words that are a unit also when they stand in front.
const IN_FRONT: [&str; 12] = [
    "bpm", "db", "hz", "khz", "eur", "usd", "gbp", "us$", "r$", "kr", "ca.", "no.",
];

/// The shape of one cell; `None` where it is no number in any.
pub(super) fn of(cell: &str, decimal: Decimal) -> Option<Shape> {
    let cell = cell.trim();
    if scaled(cell, decimal, 0).is_some() {
        return Some(Shape::Plain);
    }
    // Units need a digit: most words have none.
    if !cell.contains(|c: char| ascii_of(c).is_ascii_digit()) {
        return None;
    }
    if duration(cell, decimal).is_some() {
        return Some(Shape::Duration);
    }
    let (unit, core) = split(cell)?;
    if has_leading_zero(core) || is_decade(core, unit) {
        return None;
    }
    scaled(core, decimal, 0)?;
    Some(match unit {
        "%" | "\u{ff05}" => Shape::Share('%'),
        "\u{2030}" => Shape::Share('\u{2030}'),
        unit => Shape::Unit(unit.to_owned()),
    })
}

/// The number in a cell of this shape.
pub(super) fn parse(cell: &str, shape: &Shape, decimal: Decimal) -> Option<f64> {
    match shape {
        Shape::Plain => scaled(cell, decimal, 0),
        Shape::Duration => duration(cell.trim(), decimal),
        Shape::Share(sign) => {
            let (_, core) =
                split(cell.trim()).filter(|_| of(cell, decimal).as_ref() == Some(shape))?;
            scaled(core, decimal, if *sign == '%' { -2 } else { -3 })
        }
        Shape::Unit(unit) => {
            let (found, core) = split(cell.trim())?;
            let is_same = found.to_lowercase() == unit.to_lowercase();
            (is_same && !has_leading_zero(core)).then(|| scaled(core, decimal, 0))?
        }
    }
}

/// The number in a cell of any shape.
pub(super) fn parse_any(cell: &str, decimal: Decimal) -> Option<f64> {
    parse(cell, &of(cell, decimal)?, decimal)
}

/// A cell without its unit, for what only looks at the digits.
pub(super) fn core(cell: &str) -> &str {
    let cell = cell.trim();
    split(cell).map_or(cell, |(_, core)| core)
}

/// "1980s" is a name for ten years.
fn is_decade(core: &str, unit: &str) -> bool {
    unit == "s" && core.len() == 4 && core.ends_with('0') && core.starts_with(['1', '2'])
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
            || matches!(c, '%' | '\u{2030}' | '\u{ff05}' | '\u{b0}' | '\u{b2}' | '\u{b3}' | '/' | ' ' | '$' | '\u{b5}' | '\u{20a0}'..='\u{20cf}' | '\u{a2}'..='\u{a5}')
    };
    !unit.is_empty()
        && unit.chars().count() <= LONGEST
        && unit.chars().all(is_letter)
        && !unit.starts_with('/')
}

/// Seconds of a duration: 3:10, 1:02:03, 3:10.5; 3m10s, 1 h 2 min 3 s; 3'10".
fn duration(cell: &str, decimal: Decimal) -> Option<f64> {
    if cell.contains(':') {
        return by_colons(cell, decimal);
    }
    let mut rest = cell.strip_prefix("PT").unwrap_or(cell).trim();
    let (mut seconds, mut last, mut n_parts) = (0.0, f64::INFINITY, 0);
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != decimal.mark())?;
        let (number, behind) = rest.split_at(end);
        let behind = behind.trim_start();
        let end = behind
            .find(|c: char| c.is_ascii_digit() || c.is_whitespace())
            .unwrap_or(behind.len());
        let (unit, next) = behind.split_at(end);
        let worth = match unit.to_lowercase().trim_end_matches('.') {
            "h" | "hr" | "hrs" | "hour" | "hours" | "std" => 3600.0,
            "m" | "min" | "mins" | "minute" | "minutes" | "'" | "\u{2032}" | "\u{2019}" => 60.0,
            "s" | "sec" | "secs" | "second" | "seconds" | "sek" | "\"" | "\u{2033}" | "''" => 1.0,
            _ => return None,
        };
        if worth >= last {
            return None;
        }
        seconds += worth * scaled(number, decimal, 0)?;
        (last, n_parts, rest) = (worth, n_parts + 1, next.trim_start());
    }
    // One part alone is a number with a unit.
    (n_parts > 1).then_some(seconds)
}

fn by_colons(cell: &str, decimal: Decimal) -> Option<f64> {
    let (sign, cell) = match cell.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (-1.0, rest),
        None => (1.0, cell),
    };
    let parts: Vec<&str> = cell.split(':').collect();
    let (first, rest) = parts.split_first()?;
    let is_whole = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_whole(first) || rest.len() > 2 {
        return None;
    }
    let mut seconds = scaled(first, decimal, 0)?;
    for (i, part) in rest.iter().enumerate() {
        let (whole, fraction) = part.split_once(['.', ',']).unwrap_or((part, "0"));
        let may_have_fraction = i + 1 == rest.len() || whole.len() == part.len();
        if whole.len() != 2 || !is_whole(whole) || !is_whole(fraction) || !may_have_fraction {
            return None;
        }
        let value: f64 = format!("{whole}.{fraction}").parse().ok()?;
        if value >= 60.0 {
            return None;
        }
        seconds = seconds * 60.0 + value;
    }
    Some(sign * seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn any(cell: &str) -> Option<f64> {
        parse_any(cell, Decimal::Point)
    }

    #[test]
    fn durations_are_seconds() {
        for (cell, seconds) in [
            ("3:10", 190.0),
            ("1:02:03", 3723.0),
            ("75:00", 4500.0),
            ("3:10.5", 190.5),
            ("-0:07", -7.0),
            ("3m10s", 190.0),
            ("1 h 2 min 3 s", 3723.0),
            ("3'10\"", 190.0),
            ("PT3M10S", 190.0),
        ] {
            assert_eq!(any(cell), Some(seconds), "{cell}");
        }
        for cell in [
            "3:60", "3:1", ":10", "3:", "1:2:3:4", "3s2m", "a:10", "1:60:00",
        ] {
            assert_eq!(any(cell), None, "{cell}");
        }
    }

    #[test]
    fn units_and_shares() {
        assert_eq!(
            of("80 BPM", Decimal::Point),
            Some(Shape::Unit("BPM".into()))
        );
        assert_eq!(of("30%", Decimal::Point), Some(Shape::Share('%')));
        assert_eq!(of("\u{2212}5.5", Decimal::Point), Some(Shape::Plain));
        assert_eq!(any("+0.5 dB"), Some(0.5));
        assert_eq!(any("30,5 %"), None);
        assert_eq!(parse_any("30,5 %", Decimal::Comma), Some(0.305));
        assert_eq!(any("$1,234.50"), Some(1234.5));
        for word in [
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
            assert_eq!(any(word), None, "{word}");
        }
    }
}
