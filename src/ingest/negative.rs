//! Numbers that are negative without a minus in front: in brackets, as accountants write them, or with the minus behind.
//!
//! In: a cell. Out: what is left without them. They mean that only in a column that has other numbers too: years in
//! brackets, or "3-" alone, may be anything.

use std::borrow::Cow;

use super::number::{ascii_of, may_have_digits};
use super::shape;
use crate::data::{Decimal, Shape};

/// The number in a cell of this shape that is negative in one of these ways.
pub(super) fn parse(cell: &str, shape: &Shape, decimal: Decimal) -> Option<f64> {
    // Not -x, which makes a minus zero of nothing.
    Some(0.0 - shape::parse(&bare(cell)?, shape, decimal)?)
}

/// A cell without its brackets or the minus behind; `None` where it has neither, or another sign besides.
pub(super) fn bare(cell: &str) -> Option<Cow<'_, str>> {
    if !may_have_digits(cell) {
        return None;
    }
    let cell = cell.trim();
    let last = cell.chars().next_back()?;
    if ascii_of(last) == '-' {
        let number = cell.get(..cell.len() - last.len_utf8())?.trim_end();
        let is_number = number.ends_with(is_digit) && !number.contains(is_sign);
        return is_number.then_some(number.into());
    }
    if !cell.bytes().any(|byte| byte == b'(' || !byte.is_ascii()) {
        return None;
    }
    // Brackets are around all digits, and at most a unit is around them: "\u{20ac}(1.50)".
    let (open, close) = (cell.find(is_open)?, cell.rfind(is_close)?);
    let inner = cell.get(open..close)?.strip_prefix(is_open)?;
    let before = cell.get(..open)?;
    let behind = cell.get(close..)?.strip_prefix(is_close)?;
    let is_bracket = |c: char| is_open(c) || is_close(c);
    let is_outside = |text: &str| !text.contains(|c: char| is_digit(c) || is_bracket(c));
    let is_number = inner.contains(is_digit)
        && !inner.contains(is_bracket)
        && !cell.contains(is_sign)
        && is_outside(before)
        && is_outside(behind);
    is_number.then(|| match (before, behind) {
        ("", "") => inner.into(),
        _ => format!("{before}{inner}{behind}").into(),
    })
}

fn is_open(c: char) -> bool {
    ascii_of(c) == '('
}

fn is_close(c: char) -> bool {
    ascii_of(c) == ')'
}

fn is_digit(c: char) -> bool {
    ascii_of(c).is_ascii_digit()
}

fn is_sign(c: char) -> bool {
    matches!(ascii_of(c), '-' | '+')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_and_a_minus_behind() {
        for (cell, inner) in [
            ("(1.50)", "1.50"),
            (" ( 1,234 ) ", " 1,234 "),
            ("(\u{20ac}1.50)", "\u{20ac}1.50"),
            ("\u{20ac}(1.50)", "\u{20ac}1.50"),
            ("(30) %", "30 %"),
            ("\u{ff08}3\u{ff09}", "3"),
            ("3.50-", "3.50"),
            ("3 \u{2212}", "3"),
        ] {
            assert_eq!(bare(cell).as_deref(), Some(inner), "{cell}");
        }
        for cell in [
            "",
            "-",
            "()",
            "(x)",
            "(-3)",
            "-(3)",
            "120 (half)",
            "Song (2) 3",
            "((3)",
            "3)",
            "(3",
            ")3(",
            "3,-",
            "-3-",
            "1-2",
            "(1)(2)",
        ] {
            assert_eq!(bare(cell), None, "{cell}");
        }
        let unit = Shape::Unit("\u{20ac}".into());
        assert_eq!(parse("(\u{20ac}1.50)", &unit, Decimal::Point), Some(-1.5));
        let zero = parse("(0)", &Shape::Plain, Decimal::Point);
        assert!(zero.is_some_and(|zero| zero == 0.0 && zero.is_sign_positive()));
    }
}
