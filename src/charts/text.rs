//! Words on drawings: how wide they are, how they are cut and how they are broken into lines.

use crate::wording::{cuts, spaces, trimmed_end, trimmed_start};

/// Width of a text in CSS pixels, from the text and the size of the font in pixels.
///
/// On a canvas the browser measures; where nobody can, [`estimated_width`] does.
pub type Measure<'a> = &'a dyn Fn(&str, f64) -> f64;

/// Hundredths of the font size that the letters from space to tilde are wide in `DejaVu` Sans, the widest of the usual
/// system fonts: what fits by this estimate fits in the others.
const ASCII_WIDTHS: [u8; 95] = [
    32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 34, 34, 84, 84, 84, 54, 100, 69, 69, 70, 77, 64, 58, 78, 76, 30, 30, 66, 56, 87, 75,
    79, 61, 79, 70, 64, 62, 74, 69, 99, 69, 62, 69, 40, 34, 40, 84, 50, 50, 62, 64, 55, 64, 62, 36,
    64, 64, 28, 28, 58, 28, 98, 64, 62, 64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84,
];

/// Width of a text in pixels in an ordinary system font, rather too wide than too narrow.
pub fn estimated_width(text: &str, size_px: f64) -> f64 {
    let hundredths: u32 = text.chars().map(letter_width).sum();
    f64::from(hundredths) / 100.0 * size_px
}

fn letter_width(letter: char) -> u32 {
    let code = letter as u32;
    match code {
        0x20..=0x7E => u32::from(ASCII_WIDTHS[code as usize - 0x20]),
        // Marks that stand on the letter before, joiners and marks of direction.
        0x300..=0x36F | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2069 | 0xFE00..=0xFE0F => 0,
        0xA0..=0x24F | 0x590..=0x6FF => 72,
        // East Asian letters and emoji fill a square and more.
        0x1100..=0x11FF | 0x2E80..=0xD7FF | 0xF900..=0xFAFF | 0xFE30..=0xFFEF => 105,
        0x1_F000..=0x3_FFFF => 140,
        _ => 85,
    }
}

/// On one line: control characters, line breaks and what is no letter at all become spaces, and many spaces one.
pub fn one_line(text: &str) -> String {
    let visible = |c: char| match c {
        '\u{FFFE}' | '\u{FFFF}' => ' ',
        c if c.is_control() => ' ',
        c => c,
    };
    let spaced: String = text.chars().map(visible).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As much of the text as fits into `room_px`, with an ellipsis where it was cut; empty when not even that fits.
pub fn shortened(text: &str, room_px: f64, size_px: f64, measure: Measure) -> String {
    if measure(text, size_px) <= room_px {
        return text.to_owned();
    }
    let ends = cuts(text);
    let cut = |end: usize| {
        let kept = text.get(..end).unwrap_or_default();
        format!("{}\u{2026}", trimmed_end(kept))
    };
    // The longest that fits, by halves; what is cut to n letters fits when it does for n - 1 and more.
    let n_fitting = ends.partition_point(|&end| measure(&cut(end), size_px) <= room_px);
    let last = n_fitting.checked_sub(1).and_then(|last| ends.get(last));
    last.map(|&end| cut(end)).unwrap_or_default()
}

/// Broken between words, and within a word that is longer than a line, into at most `n_lines` lines of `room_px`; what does
/// not fit is cut with an ellipsis.
pub fn wrapped(
    text: &str,
    room_px: f64,
    n_lines: usize,
    size_px: f64,
    measure: Measure,
) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() && lines.len() < n_lines {
        let end = if lines.len() + 1 == n_lines {
            rest.len()
        } else {
            line_end(rest, room_px, size_px, measure)
        };
        let (line, after) = rest.split_at(end);
        lines.push(shortened(trimmed_end(line), room_px, size_px, measure));
        rest = trimmed_start(after);
    }
    lines
}

/// Where the first line ends: after the last word that fits, or within the first word when that is too long, after a sign
/// that parts it where there is one.
fn line_end(text: &str, room_px: f64, size_px: f64, measure: Measure) -> usize {
    let mut end = None;
    for space in spaces(text).chain([text.len()]) {
        if end.is_some() && measure(&text[..space], size_px) > room_px {
            break;
        }
        end = Some(space);
    }
    let end = end.unwrap_or(text.len());
    let word = &text[..end];
    if measure(word, size_px) <= room_px {
        return end;
    }
    let ends = cuts(word);
    let n_fitting = ends.partition_point(|&end| measure(&word[..end], size_px) <= room_px);
    let fitting = &ends[..n_fitting];
    let parted = |&&end: &&usize| word[..end].ends_with(['.', '_', '-', '/']);
    let last = fitting.iter().rfind(parted).or(fitting.last());
    // Not even one sign fits: the line is cut.
    last.copied().filter(|&last| last > 0).unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{signs, texts};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_cut_fits(text in "\\PC{0,60}", room in 0.0..300.0f64, n_lines in 1..4usize) {
            let text = one_line(&text);
            let short = shortened(&text, room, 12.0, &estimated_width);
            prop_assert!(estimated_width(&short, 12.0) <= room);
            let lines = wrapped(&text, room, n_lines, 12.0, &estimated_width);
            prop_assert!(lines.len() <= n_lines);
            prop_assert!(lines.iter().all(|line| estimated_width(line, 12.0) <= room));
        }

        #[test]
        fn a_shortened_text_is_a_beginning_of_whole_signs(text in texts(), room in 0.0..300.0f64) {
            let short = shortened(&text, room, 12.0, &estimated_width);
            if short != text {
                let kept = short.strip_suffix('\u{2026}').unwrap_or_default();
                prop_assert!(signs(&text).starts_with(&signs(kept)), "{kept:?}");
            }
        }

        #[test]
        fn lines_are_whole_signs_in_their_order(text in texts(), room in 0.0..300.0f64, n_lines in 1..4usize) {
            let mut left = signs(&text).into_iter();
            for line in wrapped(&text, room, n_lines, 12.0, &estimated_width) {
                let kept = line.strip_suffix('\u{2026}').unwrap_or(&line);
                for sign in signs(kept) {
                    prop_assert!(left.any(|other| other == sign), "{kept:?}");
                }
            }
        }
    }

    #[test]
    fn long_words_are_cut_and_lines_break_between_words() {
        let short = |text, room| shortened(text, room, 10.0, &|t, _| t.chars().count() as f64);
        assert_eq!(short("Blue in Green", 20.0), "Blue in Green");
        assert_eq!(short("Blue in Green", 9.0), "Blue in\u{2026}");
        assert_eq!(short("Blue", 0.5), "");
        let lines = |n| wrapped("Blue in Green today", 8.0, n, 10.0, &|t, _| t.len() as f64);
        assert_eq!(lines(3), ["Blue in", "Green", "today"]);
        assert_eq!(lines(2)[0], "Blue in");
        assert!(lines(2)[1].starts_with("Green"));
        assert!(wrapped("", 8.0, 2, 10.0, &estimated_width).is_empty());
        let lines = |text| wrapped(text, 9.0, 3, 10.0, &|t, _| t.chars().count() as f64);
        assert_eq!(lines("metal.00012.wav"), ["metal.", "00012.wav"]);
        assert_eq!(
            lines("in Donaudampfschifffahrt"),
            ["in", "Donaudamp", "fschifff\u{2026}"]
        );
    }

    #[test]
    fn what_reads_as_one_sign_is_not_cut() {
        let letters = |text: &str, _| text.chars().count() as f64;
        for (text, room, want) in [
            ("🇩🇪🇫🇷", 3.5, "🇩🇪\u{2026}"),
            ("🇩🇪🇫🇷", 2.5, "\u{2026}"),
            ("a👨\u{200d}👩\u{200d}👧b", 5.0, "a\u{2026}"),
            (
                "a👨\u{200d}👩\u{200d}👧bc",
                7.0,
                "a👨\u{200d}👩\u{200d}👧\u{2026}",
            ),
            ("हिन्दी", 5.0, "हि\u{2026}"),
            ("cafe\u{301}s!", 5.0, "caf\u{2026}"),
            ("cafe\u{301}s!", 6.0, "cafe\u{301}\u{2026}"),
        ] {
            assert_eq!(shortened(text, room, 10.0, &letters), want, "{text} {room}");
        }
        let lines = wrapped("a \u{301}b c", 4.0, 2, 10.0, &letters);
        assert_eq!(lines, ["a \u{301}b", "c"]);
    }

    #[test]
    fn hostile_titles_stay_on_one_line() {
        assert_eq!(one_line("a\u{0}b\nc\t\u{7f}  d"), "a b c d");
        assert_eq!(one_line("\r\n"), "");
    }
}
