//! Cutting a text between what people read as one sign: a letter with its marks, a flag, a family of emoji (the extended
//! grapheme clusters of Unicode's annex 29), which the computer writes with several characters.

use unicode_segmentation::UnicodeSegmentation;

/// Where a text may be cut, in bytes from its start: before each sign.
pub fn cuts(text: &str) -> Vec<usize> {
    text.grapheme_indices(true).map(|(at, _)| at).collect()
}

/// Where lines may be broken, in bytes from the start of the text: before each space, unless a mark stands on it.
pub fn spaces(text: &str) -> impl Iterator<Item = usize> {
    let signs = text.grapheme_indices(true);
    signs.filter_map(|(at, sign)| (sign == " ").then_some(at))
}

/// The text without the blank signs at its start.
pub fn trimmed_start(text: &str) -> &str {
    let first = text
        .grapheme_indices(true)
        .find(|(_, sign)| !is_blank(sign));
    first.map_or("", |(at, _)| &text[at..])
}

/// The text without the blank signs at its end.
pub fn trimmed_end(text: &str) -> &str {
    let last = text
        .grapheme_indices(true)
        .rfind(|(_, sign)| !is_blank(sign));
    last.map_or("", |(at, sign)| &text[..at + sign.len()])
}

fn is_blank(sign: &str) -> bool {
    sign.chars().all(char::is_whitespace)
}

/// A text of at most `n_signs` signs. Where it was longer, the last of them is an ellipsis.
pub fn cut(text: &str, n_signs: usize) -> String {
    // Only as far as needed: a cell of a table can hold a whole book.
    let mut signs = text.grapheme_indices(true).skip(n_signs.saturating_sub(1));
    match (signs.next(), signs.next()) {
        (Some((end, _)), Some(_)) => format!("{}\u{2026}", trimmed_end(&text[..end])),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{signs, texts};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_cut_text_is_a_beginning_of_whole_signs(text in texts(), n_signs in 1..30_usize) {
            let short = cut(&text, n_signs);
            if signs(&text).len() <= n_signs {
                prop_assert_eq!(short, text);
            } else {
                let kept = short.strip_suffix('\u{2026}').unwrap();
                prop_assert!(signs(&text).starts_with(&signs(kept)), "{kept:?}");
                prop_assert!(signs(kept).len() < n_signs);
            }
        }

        #[test]
        fn trimming_takes_whole_blank_signs(text in texts()) {
            let (all, left) = (signs(&text), signs(trimmed_start(trimmed_end(&text))));
            let n_before = all.iter().take_while(|sign| is_blank(sign)).count();
            prop_assert_eq!(&all[n_before.min(all.len() - left.len())..][..left.len()], &left[..]);
            prop_assert!(left.first().is_none_or(|sign| !is_blank(sign)));
            prop_assert!(left.last().is_none_or(|sign| !is_blank(sign)));
        }
    }

    #[test]
    fn what_reads_as_one_sign_is_not_cut() {
        for (text, n) in [
            ("e\u{301}a", 2),
            ("नि", 1),
            // The letters k and ssa, written as one by the virama between them.
            ("क्षत्र", 2),
            ("👨\u{200d}👩\u{200d}👧b", 2),
            ("🇩🇪🇫🇷", 2),
            ("🇩🇪🇫", 2),
            ("👍🏽!", 2),
            ("❤\u{fe0f}x", 2),
            ("1\u{fe0f}\u{20e3}2", 2),
            // The flag of Scotland: a black flag and letters that are not shown.
            (
                "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}!",
                2,
            ),
            // A Korean syllable in its three letters.
            ("\u{1112}\u{1161}\u{11ab}글", 2),
            ("\u{301}", 1),
            ("", 0),
        ] {
            assert_eq!(cuts(text).len(), n, "{text}");
        }
    }

    #[test]
    fn long_texts_end_with_an_ellipsis() {
        for (text, n_signs, want) in [
            ("Blue", 4, "Blue"),
            ("Blues", 4, "Blu…"),
            ("So What", 4, "So…"),
            ("🇩🇪🇫🇷🇮🇹", 2, "🇩🇪…"),
            ("ab", 1, "…"),
            ("", 3, ""),
        ] {
            assert_eq!(cut(text, n_signs), want);
        }
    }

    #[test]
    fn a_space_with_a_mark_on_it_is_no_space() {
        assert_eq!(spaces("a b \u{301}c ").collect::<Vec<_>>(), [1, 7]);
        assert_eq!(trimmed_start("  \u{301}a"), " \u{301}a");
        // A sign for the start of a number goes with what follows.
        assert_eq!(trimmed_end("\u{600}  "), "\u{600} ");
        assert_eq!((trimmed_start(" \t"), trimmed_end(" \t")), ("", ""));
    }
}
