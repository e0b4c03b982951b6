//! The seconds in a cell that holds a duration. In: its text. Out: a number, if it is written as one is.

use super::number::scaled;
use crate::data::Decimal;

/// Seconds of a duration: 3:10, 1:02:03, 3:10.5; 3m10s, 1 h 2 min 3 s; 3'10".
pub(super) fn seconds(cell: &str, decimal: Decimal) -> Option<f64> {
    if cell.contains(':') {
        return by_colons(cell, decimal);
    }
    // One part alone is a number with a unit.
    let (seconds, n_parts) = by_words(cell, decimal)?;
    (n_parts > 1).then_some(seconds)
}

/// The same in a column of durations, where one part alone is one too: 45 s beside 3 min 10 s.
pub(super) fn seconds_beside_others(cell: &str, decimal: Decimal) -> Option<f64> {
    if cell.contains(':') {
        return by_colons(cell, decimal);
    }
    Some(by_words(cell, decimal)?.0)
}

/// What a unit of time is worth in seconds.
pub(super) fn worth(unit: &str) -> Option<f64> {
    Some(match unit.to_lowercase().trim_end_matches('.') {
        "h" | "hr" | "hrs" | "hour" | "hours" | "std" => 3600.0,
        "m" | "min" | "mins" | "minute" | "minutes" | "'" | "\u{2032}" | "\u{2019}" => 60.0,
        "s" | "sec" | "secs" | "second" | "seconds" | "sek" | "\"" | "\u{2033}" | "''" => 1.0,
        "ms" | "msec" | "millisecond" | "milliseconds" => 0.001,
        _ => return None,
    })
}

/// Seconds, and of how many parts they are the sum.
fn by_words(cell: &str, decimal: Decimal) -> Option<(f64, usize)> {
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
        let worth = worth(unit)?;
        if worth >= last {
            return None;
        }
        seconds += worth * scaled(number, decimal, 0)?;
        (last, n_parts, rest) = (worth, n_parts + 1, next.trim_start());
    }
    (n_parts > 0).then_some((seconds, n_parts))
}

fn by_colons(cell: &str, decimal: Decimal) -> Option<f64> {
    // As pandas writes them: "0 days 00:03:10".
    let parts = cell.split_once(" days ").or(cell.split_once(" day "));
    let Some((days, rest)) = parts else {
        return clock(cell, decimal);
    };
    let is_whole = !days.is_empty() && days.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = clock(rest, decimal).filter(|seconds| is_whole && *seconds >= 0.0)?;
    Some(scaled(days, decimal, 0)? * 86_400.0 + seconds)
}

/// 3:10, 1:02:03, -0:07.5.
fn clock(cell: &str, decimal: Decimal) -> Option<f64> {
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

    #[test]
    fn durations_are_seconds() {
        for (cell, wanted) in [
            ("3:10", 190.0),
            ("1:02:03", 3723.0),
            ("75:00", 4500.0),
            ("3:10.5", 190.5),
            ("-0:07", -7.0),
            ("3m10s", 190.0),
            ("1 h 2 min 3 s", 3723.0),
            ("3'10\"", 190.0),
            ("PT3M10S", 190.0),
            ("0 days 00:03:10.5", 190.5),
            ("1 day 00:00:01", 86_401.0),
        ] {
            assert_eq!(seconds(cell, Decimal::Point), Some(wanted), "{cell}");
        }
        for cell in [
            "3:60",
            "45 s",
            "2 days -1:00",
            "0 days 1 day 00:01",
            "3:1",
            ":10",
            "3:",
            "1:2:3:4",
            "3s2m",
            "a:10",
            "1:60:00",
        ] {
            assert_eq!(seconds(cell, Decimal::Point), None, "{cell}");
        }
    }

    #[test]
    fn one_part_counts_beside_others() {
        let of = |cell| seconds_beside_others(cell, Decimal::Point);
        assert_eq!(of("45s"), Some(45.0));
        assert_eq!(of("200 ms"), Some(0.2));
        assert_eq!(of("3:10"), Some(190.0));
        assert_eq!(of("45"), None);
        assert_eq!(of("45 dB"), None);
        assert_eq!(of(""), None);
    }
}
