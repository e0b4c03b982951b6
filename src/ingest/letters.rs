//! The letters of older encodings. In: bytes that are neither UTF-8 nor UTF-16. Out: which encoding they seem to have, and
//! the text they are in it.
//!
//! The tables of these letters are 300 kB and few files need them, so whoever reads files says where they are: here
//! ([`Tables`]), or in a part of the program that is loaded when it is first needed.

use std::borrow::Cow;

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};

use crate::error::NoLetters;

/// How much is looked at to tell the old Macintosh from the web.
const SAMPLE: usize = 1 << 16;

/// A text as it was read, and whether some bytes had no letter in its encoding and show as U+FFFD.
pub type ReadText = (String, bool);

/// Whoever knows the letters of all encodings of the web, <https://encoding.spec.whatwg.org/>.
pub trait Letters {
    /// The encoding that these bytes, which are not UTF-8, seem to have.
    fn detect(&self, bytes: &[u8]) -> Result<&'static Encoding, NoLetters>;

    /// Each of `texts`, read in `encoding`; marks at their beginnings are letters like others.
    fn read(
        &self,
        texts: &[&[u8]],
        encoding: &'static Encoding,
    ) -> Result<Vec<ReadText>, NoLetters>;
}

/// The letters themselves.
pub struct Tables;

impl Letters for Tables {
    fn detect(&self, bytes: &[u8]) -> Result<&'static Encoding, NoLetters> {
        let mut detector = EncodingDetector::new();
        detector.feed(bytes, true);
        let guess = detector.guess(None, false);
        // The detector follows the web, where nobody writes as the old Macintosh did.
        let sample = &bytes[..bytes.len().min(SAMPLE)];
        let likelihood = |encoding: &'static Encoding| {
            let (text, _) = encoding.decode_without_bom_handling(sample);
            oddities(&text)
        };
        let is_mac = guess.is_single_byte()
            && guess != WINDOWS_1251
            && likelihood(MACINTOSH) < likelihood(guess);
        Ok(if is_mac { MACINTOSH } else { guess })
    }

    fn read(
        &self,
        texts: &[&[u8]],
        encoding: &'static Encoding,
    ) -> Result<Vec<ReadText>, NoLetters> {
        let read = |bytes: &&[u8]| {
            let (text, has_errors) = encoding.decode_without_bom_handling(bytes);
            (text.into_owned(), has_errors)
        };
        Ok(texts.iter().map(read).collect())
    }
}

/// One text in `encoding`, without a mark at its beginning; UTF-8 and UTF-16 need no tables.
pub(super) fn read<'a>(
    bytes: &'a [u8],
    encoding: &'static Encoding,
    letters: &dyn Letters,
) -> Result<(Cow<'a, str>, bool), NoLetters> {
    let bytes = match Encoding::for_bom(bytes) {
        Some((marked, length)) if marked == encoding => &bytes[length..],
        _ => bytes,
    };
    if let Some(read) = unicode(bytes, encoding) {
        return Ok(read);
    }
    let read = letters.read(&[bytes], encoding)?.pop();
    let (text, has_errors) = read.unwrap_or_default();
    Ok((text.into(), has_errors))
}

/// Each of `texts` in `encoding`.
pub(super) fn read_all(
    texts: &[&[u8]],
    encoding: &'static Encoding,
    letters: &dyn Letters,
) -> Result<Vec<String>, NoLetters> {
    let known = texts.iter().map(|bytes| unicode(bytes, encoding));
    if let Some(known) = known.collect::<Option<Vec<_>>>() {
        return Ok(known.into_iter().map(|(text, _)| text.into()).collect());
    }
    let read = letters.read(texts, encoding)?;
    Ok(read.into_iter().map(|(text, _)| text).collect())
}

/// UTF-8 and UTF-16, as the Encoding Standard reads what is not valid; `None` for other encodings.
fn unicode<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Option<(Cow<'a, str>, bool)> {
    let unit: fn([u8; 2]) -> u16 = if encoding == UTF_8 {
        let text = String::from_utf8_lossy(bytes);
        let has_errors = matches!(text, Cow::Owned(_));
        return Some((text, has_errors));
    } else if encoding == UTF_16LE {
        u16::from_le_bytes
    } else if encoding == UTF_16BE {
        u16::from_be_bytes
    } else {
        return None;
    };
    let (units, rest) = bytes.as_chunks::<2>();
    let mut has_errors = !rest.is_empty();
    let mut text = String::with_capacity(bytes.len());
    let mut ends_in_half = false;
    for c in char::decode_utf16(units.iter().map(|&pair| unit(pair))) {
        ends_in_half = c
            .as_ref()
            .is_err_and(|half| half.unpaired_surrogate() < 0xdc00);
        has_errors |= c.is_err();
        text.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    // Half a pair and half a unit at the end are one mistake.
    if !rest.is_empty() && !ends_in_half {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    Some((text.into(), has_errors))
}

/// Characters that are seldom where they stand: signs within words, capitals within or at the end of small letters.
pub(super) fn oddities(text: &str) -> usize {
    let mut count = 0;
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let after = characters.peek().copied().unwrap_or(' ');
        if !c.is_ascii() {
            let touches = before.is_alphabetic() || after.is_alphabetic();
            let is_odd = if c.is_alphabetic() {
                c.is_uppercase()
                    && (before.is_lowercase() || before.is_uppercase() && after.is_lowercase())
                    || c.is_lowercase() && before.is_uppercase() && after.is_uppercase()
            } else {
                touches
                    && !matches!(
                        c,
                        '\u{2019}'
                            | '\u{2013}'
                            | '\u{2014}'
                            | '\u{2026}'
                            | '\u{201c}'
                            | '\u{201d}'
                            | '\u{2018}'
                    )
                    || before.is_alphabetic() && after.is_alphabetic() && c != '\u{2019}'
            };
            count += usize::from(is_odd || c.is_control() || c == char::REPLACEMENT_CHARACTER);
        }
        before = c;
    }
    count
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn unicode_is_read_as_the_standard_says(
            pieces in prop::collection::vec(prop::sample::select(vec![0x41_u8, 0, 0xd8, 0xdc, 0xc3, 0xa9, 0xf0, 0x9f, 0xff]), 0..12)
        ) {
            for encoding in [UTF_8, UTF_16LE, UTF_16BE] {
                let (want, wrong) = encoding.decode_without_bom_handling(&pieces);
                let (text, has_errors) = unicode(&pieces, encoding).unwrap();
                prop_assert_eq!((&*text, has_errors), (&*want, wrong), "{}", encoding.name());
            }
        }
    }
}
