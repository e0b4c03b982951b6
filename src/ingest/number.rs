//! The number in a cell. In: its text and the table's decimal mark. Out: the nearest f64, if it is written as one.
//!
//! Decimal marks are `.` and `,`; thousands are grouped by the other of the two, a space, an apostrophe or `_`, and only
//! as groups are written: `1,234` but not `1,23`. Signs and digits of other scripts' keyboards (U+2212, full width) count
//! as the ASCII ones.

use std::borrow::Cow;

use crate::data::Decimal;
use crate::data::spelling::ascii_digit;

/// The number in a cell, as Rust and Python read it; correctly rounded.
pub(super) fn parse_plain(cell: &str) -> Option<f64> {
    cell.trim_ascii().parse().ok()
}

/// The number in a cell that is written with this decimal mark.
pub(super) fn parse(cell: &str, decimal: Decimal) -> Option<f64> {
    scaled(cell, decimal, 0)
}

/// The same times a power of ten, rounded once: "30" with -2 is 0.3.
pub(super) fn scaled(cell: &str, decimal: Decimal, power: i32) -> Option<f64> {
    // Most cells are numbers as every program writes them, or begin as no number does.
    if power == 0
        && (decimal == Decimal::Point || !cell.as_bytes().contains(&b'.'))
        && let Some(number) = parse_plain(cell)
    {
        return Some(number);
    }
    if !may_have_digits(cell) {
        return None;
    }
    let cell = cell.trim();
    let ascii = in_ascii(cell);
    let mut bytes = ascii.bytes();
    let (whole, exponent) = match bytes.position(|byte| byte.eq_ignore_ascii_case(&b'e')) {
        Some(at) => (&ascii[..at], ascii[at + 1..].parse::<i32>().ok()?),
        None => (&*ascii, 0),
    };
    let digits = without_groups(whole, decimal)?;
    format!("{digits}e{}", exponent.checked_add(power)?)
        .parse()
        .ok()
}

/// Are there digits, as far as its bytes tell? Most words have none, and need no closer look.
pub(super) fn may_have_digits(cell: &str) -> bool {
    let mut bytes = cell.bytes();
    bytes.any(|byte| byte.is_ascii_digit() || !byte.is_ascii())
}

/// With the signs, digits and spaces of ASCII.
fn in_ascii(cell: &str) -> Cow<'_, str> {
    if cell.is_ascii() {
        return Cow::Borrowed(cell);
    }
    Cow::Owned(cell.chars().map(ascii_of).collect())
}

/// The ASCII character that people mean by this one.
pub(super) fn ascii_of(c: char) -> char {
    match c {
        '\u{2212}' | '\u{2010}'..='\u{2014}' | '\u{fe63}' => '-',
        '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' | '\u{3000}' => ' ',
        '\u{2019}' | '\u{2bc}' | '\u{66c}' => '\'',
        '\u{66b}' => '.',
        // Full width forms stand in the order of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => ascii_digit(c).unwrap_or(c),
    }
}

/// Sign, digits and a point: the text without what groups its thousands; `None` where it is no number.
fn without_groups(text: &str, decimal: Decimal) -> Option<String> {
    let (sign, unsigned) = match text.strip_prefix(['-', '+']) {
        Some(rest) => (&text[..1], rest),
        None => ("", text),
    };
    let (whole, part) = match unsigned.rsplit_once(decimal.mark()) {
        Some((whole, part)) => (whole, part),
        None => (unsigned, ""),
    };
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(part) || whole.is_empty() && part.is_empty() {
        return None;
    }
    if is_digits(whole) {
        return Some(format!("{sign}{whole}.{part}"));
    }
    let other = match decimal {
        Decimal::Point => ',',
        Decimal::Comma => '.',
    };
    let group = whole.chars().find(|c| !c.is_ascii_digit())?;
    if ![other, ' ', '\'', '_'].contains(&group) {
        return None;
    }
    let groups: Vec<&str> = whole.split(group).collect();
    let (first, rest) = groups.split_first()?;
    let (last, middle) = rest.split_last()?;
    // India groups all but the last by two.
    let by_two = first.len() <= 2 && middle.iter().all(|group| group.len() == 2);
    let by_three = middle.iter().all(|group| group.len() == 3);
    let is_grouped = (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && last.len() == 3
        && (by_three || by_two)
        && groups.iter().all(|group| is_digits(group));
    is_grouped.then(|| format!("{sign}{}.{part}", groups.concat()))
}

/// How the cells of a column speak for a decimal mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Votes {
    /// Cells that are numbers with a point alone.
    pub point: usize,
    /// Cells that are numbers with a comma alone.
    pub comma: usize,
    /// Cells that are another number with each.
    pub either: usize,
    /// Cells that are the same number with both.
    pub same: usize,
    /// Cells that are no number.
    pub none: usize,
}

impl Votes {
    /// Counts one cell, without its unit.
    pub(super) fn count(&mut self, cell: &str) {
        // Without either mark there is nothing to settle.
        // Those of full width begin with this byte.
        let has_mark = cell.bytes().any(|byte| matches!(byte, b'.' | b',' | 0xef));
        let point = parse(cell, Decimal::Point);
        let comma = if has_mark {
            parse(cell, Decimal::Comma)
        } else {
            point
        };
        let place = match (point, comma) {
            (None, None) => &mut self.none,
            (Some(_), None) => &mut self.point,
            (None, Some(_)) => &mut self.comma,
            (Some(a), Some(b)) if a.to_bits() == b.to_bits() => &mut self.same,
            (Some(_), Some(_)) => &mut self.either,
        };
        *place += 1;
    }

    /// Is most of what is there a number?
    pub(super) fn is_of_numbers(&self) -> bool {
        let n_numbers = self.point.max(self.comma) + self.either + self.same;
        n_numbers > 0 && n_numbers >= self.none + self.point.min(self.comma)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_their_groups() {
        let point = |cell| parse(cell, Decimal::Point);
        let comma = |cell| parse(cell, Decimal::Comma);
        assert_eq!(point("1,234,567.5"), Some(1_234_567.5));
        assert_eq!(comma("1.234.567,5"), Some(1_234_567.5));
        assert_eq!(point("12,34,567"), Some(1_234_567.0));
        assert_eq!(comma("-1 234,5"), Some(-1234.5));
        assert_eq!(point("\u{2212}1\u{2019}234"), Some(-1234.0));
        assert_eq!(comma("1,5e3"), Some(1500.0));
        assert_eq!(comma(",5"), Some(0.5));
        assert_eq!(comma("80"), Some(80.0));
        for cell in [
            "1,23",
            "0,123",
            "1,2345",
            "12,34",
            "1,234 567",
            "",
            "-",
            ",",
            "1.2.3",
            "x",
            "1e",
            "e5",
            "1-2",
        ] {
            assert_eq!(point(cell), None, "{cell}");
        }
        assert_eq!(comma("80.5"), None);
        assert_eq!(point("+0.5"), Some(0.5));
    }

    #[test]
    fn a_share_is_rounded_once() {
        assert_eq!(scaled("30", Decimal::Point, -2), Some(0.3));
        assert_eq!(scaled("33,3", Decimal::Comma, -2), Some(0.333));
        assert_eq!(scaled("1e308", Decimal::Point, i32::MAX), None);
    }

    #[test]
    fn only_some_cells_decide() {
        let mut votes = Votes::default();
        for cell in ["1.100", "80,5", "7", "0.5", "x", "1.234.567"] {
            votes.count(cell);
        }
        let want = Votes {
            point: 1,
            comma: 2,
            either: 1,
            same: 1,
            none: 1,
        };
        assert_eq!(votes, want);
    }
}
