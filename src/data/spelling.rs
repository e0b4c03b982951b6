//! One spelling for texts that people take for the same. In: names and cells. Out: what is compared.
//!
//! Canonically decomposed (UAX #15), so that a name from a Mac equals the same name from a table; lower case; runs of
//! spaces and punctuation as one space, never as nothing: "1.1" is not "11".

use std::borrow::Cow;

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

use crate::sorting::sort_by_key;

/// The text in lower case, decomposed, its words separated by single spaces; empty where it holds no word.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    push_folded(text, &mut folded);
    folded
}

/// Appends [`folded`] text to what is there.
fn push_folded(text: &str, to: &mut String) {
    let start = to.len();
    let mut is_word_begun = true;
    let mut push = |c: char| {
        // Many write ё as е, and both mean the same word.
        if c == '\u{308}' && to.ends_with('е') {
            return;
        }
        if is_separator(c) {
            is_word_begun = false;
        } else if !is_ignorable(c) {
            if !is_word_begun && to.len() > start {
                to.push(' ');
            }
            is_word_begun = true;
            to.push(c);
        }
    };
    if text.is_ascii() {
        text.bytes()
            .for_each(|byte| push(byte.to_ascii_lowercase().into()));
    } else {
        let letters = narrow(text);
        decomposed(letters.chars().flat_map(lower_case), &mut push);
    }
}

/// Gives these characters to `push` canonically decomposed (NFD of UAX #15).
///
/// The library's own iterator could decompose them compatibly as well, so that its tables, which weigh more than those
/// that are needed, would travel with the program.
fn decomposed(text: impl Iterator<Item = char>, push: &mut dyn FnMut(char)) {
    // Marks since the last letter, each with its class, by which they are sorted.
    let mut marks: Vec<(u8, char)> = Vec::new();
    let mut add = |c: char| {
        let class = canonical_combining_class(c);
        if class == 0 {
            in_order(&mut marks, push);
            push(c);
        } else {
            marks.push((class, c));
        }
    };
    text.for_each(|c| decompose_canonical(c, &mut add));
    in_order(&mut marks, push);
}

/// Gives the marks to `push` in the order of their classes; those of one class keep theirs.
fn in_order(marks: &mut Vec<(u8, char)>, push: &mut dyn FnMut(char)) {
    if marks.len() > 1 {
        sort_by_key(marks, |&(class, _)| class);
    }
    marks.drain(..).for_each(|(_, mark)| push(mark));
}

/// A hash of [`folded`] text, without making it where all is ASCII. Equal spellings have equal hashes.
pub fn folded_hash(text: &str, spare: &mut String) -> u64 {
    let mut hash = Fnv::default();
    if !text.is_ascii() {
        spare.clear();
        push_folded(text, spare);
        spare.bytes().for_each(|byte| hash.push(byte));
        return hash.finish();
    }
    let (mut is_word_begun, mut is_empty) = (true, true);
    for byte in text.bytes() {
        if is_separator(byte.into()) {
            is_word_begun = false;
            continue;
        }
        if !is_word_begun && !is_empty {
            hash.push(b' ');
        }
        (is_word_begun, is_empty) = (true, false);
        hash.push(byte.to_ascii_lowercase());
    }
    hash.finish()
}

/// Only letters and digits, without accents and what stands in brackets, plural endings cut: for names of columns.
pub fn header(text: &str) -> String {
    let mut depth = 0_usize;
    let outside = text.chars().filter(|&c| match c {
        '(' | '[' | '{' | '\u{ff08}' => {
            depth += 1;
            false
        }
        ')' | ']' | '}' | '\u{ff09}' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    let outside: String = outside.collect();
    let mut header = String::with_capacity(outside.len());
    for word in folded(&outside).split(' ') {
        let letters = word
            .chars()
            .filter(|&c| canonical_combining_class(c) == 0)
            .map(without_stroke);
        let start = header.len();
        header.extend(letters);
        let is_long = |header: &str| header[start..].chars().count() > 3;
        while header.ends_with('s') && is_long(&header) {
            header.pop();
        }
    }
    header
}

/// [`folded`] text without accents and strokes.
pub fn unaccented(text: &str) -> String {
    let letters = folded(text);
    if letters.is_ascii() {
        return letters;
    }
    let letters = letters
        .chars()
        .filter(|&c| canonical_combining_class(c) == 0);
    letters.map(without_stroke).collect()
}

/// Appends the text as it is searched: lower case, without accents and strokes, typographic quotes and dashes as they are
/// typed, every blank as a space. Each character becomes the same whatever stands beside it, so that a piece of a text is
/// found in it.
///
/// Canonical decomposition and the few forms below are all that names need; the tables of compatible ones (NFKD) would
/// weigh more than all else that searches.
pub fn push_searched(text: &str, to: &mut String) {
    if text.is_ascii() {
        let blank = |c: char| if c.is_whitespace() { ' ' } else { c };
        to.extend(text.chars().map(|c| blank(c.to_ascii_lowercase())));
        return;
    }
    let mut push = |c: char| match c {
        'ß' => to.push_str("ss"),
        'æ' => to.push_str("ae"),
        'œ' => to.push_str("oe"),
        'þ' => to.push_str("th"),
        'ð' => to.push('d'),
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => to.push('\''),
        '\u{201c}' | '\u{201d}' => to.push('"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => to.push('-'),
        c if c.is_whitespace() => to.push(' '),
        c if is_ignorable(c) || canonical_combining_class(c) > 0 => {}
        c => to.push(without_stroke(c)),
    };
    for c in narrow(text).chars().flat_map(lower_case) {
        decompose_canonical(c, &mut push);
    }
}

/// Half and full width forms of Japanese as the usual ones, and digits of other scripts as those of ASCII.
fn narrow(text: &str) -> Cow<'_, str> {
    let is_wide = |c: char| matches!(c, '\u{ff00}'..='\u{ffef}');
    if !text.contains(|c| is_wide(c) || ascii_digit(c).is_some()) {
        return text.into();
    }
    let mut narrow = String::with_capacity(text.len());
    for c in text.chars() {
        match ascii_digit(c) {
            Some(digit) => narrow.push(digit),
            None => narrow.push(usual_width(c)),
        }
    }
    narrow.into()
}

/// The katakana of half width, from U+FF66 on; the last two are the marks that voice the letter before them.
const HALF_WIDTH: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u{3099}\u{309a}";

/// The usual form of a letter of half or full width. Few are enough here, and the library's tables of all are large.
fn usual_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{ff66}'..='\u{ff9f}' => {
            let position = u32::from(c) - 0xff66;
            HALF_WIDTH.chars().nth(position as usize).unwrap_or(c)
        }
        c => c,
    }
}

/// The ASCII digit for one in Arabic, Persian, Devanagari or Bengali.
pub fn ascii_digit(c: char) -> Option<char> {
    const ZEROS: [char; 4] = ['\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}'];
    let digit = |zero: char| char::from_digit(u32::from(c).checked_sub(u32::from(zero))?, 10);
    ZEROS.into_iter().find_map(digit)
}

fn lower_case(c: char) -> impl Iterator<Item = char> {
    // A sigma at the end of a word looks different, and is the same letter.
    c.to_lowercase().map(|c| if c == 'ς' { 'σ' } else { c })
}

/// Letters that no decomposition takes apart.
fn without_stroke(c: char) -> char {
    match c {
        'ł' => 'l',
        'ı' => 'i',
        'ø' => 'o',
        'đ' => 'd',
        c => c,
    }
}

/// Spaces, control characters and punctuation; letters, digits, marks and signs such as ♥ make words.
fn is_separator(c: char) -> bool {
    match c {
        '\0'..='\x7f' => !c.is_ascii_alphanumeric(),
        '\u{80}'..='\u{bf}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff65}' => {
            !c.is_alphanumeric()
        }
        '\u{2000}'..='\u{206f}' => !is_ignorable(c),
        '\u{2e00}'..='\u{2e7f}' | '\u{3000}'..='\u{303f}' | '\u{fe10}'..='\u{fe1f}' => {
            !c.is_alphanumeric() && canonical_combining_class(c) == 0
        }
        '\u{30fb}' | '\u{30a0}' => true,
        c => c.is_whitespace() || c.is_control(),
    }
}

/// Characters without width that people neither see nor type.
fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    )
}

/// FNV-1a, 64 bits, stirred at the end so that its upper bits can be used.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn push(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }

    fn finish(self) -> u64 {
        let mixed = (self.0 ^ (self.0 >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ (mixed >> 29)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;
    use crate::testing::texts;

    fn nfd(text: &str) -> String {
        let mut nfd = String::new();
        decomposed(text.chars(), &mut |c| nfd.push(c));
        nfd
    }

    #[test]
    fn all_characters_decompose_as_the_library_has_it() {
        for c in '\0'..=char::MAX {
            // Between two marks, so that those of each class are sorted in.
            let text = format!("a\u{301}{c}\u{323}");
            assert_eq!(nfd(&text), text.nfd().collect::<String>(), "{c:?}");
        }
    }

    #[test]
    fn what_people_take_for_the_same_is_the_same() {
        assert_eq!(folded("Cafe\u{301} Azul"), folded("CAFÉ_azul "));
        assert_eq!(folded("  My -- First_Song! "), "my first song");
        assert_eq!(folded("ΟΔΟΣ"), folded("οδος"));
        assert_ne!(folded("1.1"), folded("11"));
        assert_ne!(folded("é"), folded("e"));
        assert_eq!(folded("曲・名"), "曲 名");
        assert_eq!(folded("?!"), "");
        assert_eq!(folded("Ёлка"), folded("е\u{308}лка"));
        assert_eq!(folded("Чёрный"), folded("черный"));
        assert_ne!(folded("й"), folded("и"));
        assert_eq!(folded("０１ Ｌｅｍｏｎ"), "01 lemon");
        assert_eq!(folded("ﾏﾘｰｺﾞｰﾙﾄﾞ"), folded("マリーゴールド"));
        assert_eq!(folded("clip_\u{664}\u{662}"), "clip 42");
        assert_eq!(folded("♥"), "♥");
    }

    #[test]
    fn headers_have_neither_accents_nor_units_nor_plurals() {
        assert_eq!(header("Künstlername(n)"), "kunstlername");
        assert_eq!(header("artist(s)_name"), "artistname");
        assert_eq!(header("Artists"), header("artist"));
        assert_eq!(header("Énergie [0-1]"), "energie");
        assert_eq!(header("Parça Adı"), "parcaadi");
        assert_eq!(header("Tytuł"), "tytul");
        assert_eq!(header("danceability_%"), "danceability");
    }

    #[test]
    fn what_is_searched_has_neither_case_nor_accents() {
        let searched = |text: &str| {
            let mut searched = String::new();
            push_searched(text, &mut searched);
            searched
        };
        assert_eq!(searched("Zażółć L\u{2019}Été"), "zazolc l'ete");
        assert_eq!(
            searched("Straße, Smørrebrød\u{a0}– Æon"),
            "strasse, smorrebrod - aeon"
        );
        assert_eq!(searched("A\tB\nC"), searched("A\u{3000}b\u{2003}c"));
        assert_eq!(searched("İstanbul ΟΔΟΣ"), "istanbul οδοσ");
        assert_eq!(searched("ﾏﾘｰｺﾞｰﾙﾄﾞ"), searched("マリーゴールド"));
    }

    proptest! {
        #[test]
        fn pieces_are_searched_as_they_are_in_the_whole(a in texts(), b in "\\PC{0,12}") {
            let searched = |text: &str| {
                let mut searched = String::new();
                push_searched(text, &mut searched);
                searched
            };
            let whole = searched(&format!("{a}{b}"));
            prop_assert_eq!(&whole, &(searched(&a) + &searched(&b)));
            prop_assert_eq!(searched(&whole), whole);
        }

        #[test]
        fn texts_decompose_as_the_library_has_it(text in texts(), marks in "[\u{300}-\u{36f}\u{5b0}-\u{5c7}]{0,12}") {
            let text = format!("{text}{marks}{text}");
            prop_assert_eq!(nfd(&text), text.nfd().collect::<String>());
        }

        #[test]
        fn hashes_go_with_spellings(a in "\\PC{0,12}", b in "[ -~]{0,12}") {
            let mut spare = String::new();
            for text in [&a, &b] {
                let again = folded(text);
                prop_assert_eq!(&folded(&again), &again);
                prop_assert_eq!(folded_hash(text, &mut spare), folded_hash(&again, &mut spare));
                prop_assert!(!again.starts_with(' ') && !again.ends_with(' ') && !again.contains("  "));
            }
        }
    }
}
