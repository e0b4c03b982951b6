//! One spelling for texts that people take for the same. In: names and cells. Out: what is compared.
//!
//! Canonically decomposed (UAX #15), so that a name from a Mac equals the same name from a table; lower case; runs of
//! spaces and punctuation as one space, never as nothing: "1.1" is not "11".

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// The text in lower case, decomposed, its words separated by single spaces; empty where it holds no word.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    push_folded(text, &mut folded);
    folded
}

/// Appends [`folded`] text to what is there.
pub fn push_folded(text: &str, to: &mut String) {
    let start = to.len();
    let mut is_word_begun = true;
    let mut push = |c: char| {
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
        text.chars().flat_map(lower_case).nfd().for_each(push);
    }
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

    use super::*;

    #[test]
    fn what_people_take_for_the_same_is_the_same() {
        assert_eq!(folded("Cafe\u{301} Azul"), folded("CAFÉ_azul "));
        assert_eq!(folded("  My -- First_Song! "), "my first song");
        assert_eq!(folded("ΟΔΟΣ"), folded("οδος"));
        assert_ne!(folded("1.1"), folded("11"));
        assert_ne!(folded("é"), folded("e"));
        assert_eq!(folded("曲・名"), "曲 名");
        assert_eq!(folded("?!"), "");
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

    proptest! {
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
