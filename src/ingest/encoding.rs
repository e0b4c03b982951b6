//! A table's bytes to text. In: bytes in UTF-8 (with or without a mark), UTF-16 or an older code page. Out: text.

use std::borrow::Cow;

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::kind::describe;
use crate::error::{CsvError, Warning};

/// Most bytes of text a table may have: the cells' ends are counted in 32 bits.
const MAX_BYTES: usize = 1 << 30;
const TOO_LARGE: CsvError = CsvError::TooLarge {
    limit: "1,024 MB of text",
};
/// How much is looked at to guess.
const SAMPLE: usize = 1 << 16;

/// The text of the file called `file`, and a warning when the encoding had to be guessed or parts were unreadable.
pub(super) fn decode<'a>(
    file: &str,
    bytes: &'a [u8],
) -> Result<(Cow<'a, str>, Option<Warning>), CsvError> {
    let (text, reason) = unpack(bytes)?;
    if text.len() > MAX_BYTES {
        return Err(TOO_LARGE);
    }
    // Tables pasted together carry marks inside, where they are invisible and keep a number from being one.
    let text = if text.contains('\u{feff}') {
        Cow::Owned(text.replace('\u{feff}', ""))
    } else {
        text
    };
    if text.trim().is_empty() {
        return Err(CsvError::Empty);
    }
    let warning = reason.map(|reason| Warning::of_file(file, reason));
    Ok((text, warning))
}

fn unpack(bytes: &[u8]) -> Result<(Cow<'_, str>, Option<String>), CsvError> {
    if bytes.len() > MAX_BYTES {
        return Err(TOO_LARGE);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes)
        && encoding != UTF_8
    {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return Ok((text, None));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Some(encoding) = utf_16_without_mark(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        return Ok((text, Some("Read as UTF-16 without a mark.".to_owned())));
    }
    let found = describe(bytes);
    if !bytes.is_empty() && !matches!(found, "text" | "binary data") {
        return Err(CsvError::NotText { found });
    }
    if has_control_bytes(bytes) {
        let found = "binary data";
        return Err(CsvError::NotText { found });
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((Cow::Borrowed(text), None));
    }
    let lossy = String::from_utf8_lossy(bytes);
    let n_broken = lossy.matches(char::REPLACEMENT_CHARACTER).count();
    let n_whole = lossy.chars().filter(|c| !c.is_ascii()).count() - n_broken;
    if n_whole > 10 * n_broken {
        let reason = format!("{n_broken} characters are not valid UTF-8 and show as \u{fffd}.");
        return Ok((lossy, Some(reason)));
    }
    let mut detector = EncodingDetector::new();
    detector.feed(bytes, true);
    let encoding = detector.guess(None, false);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let name = encoding.name();
    Ok((text, Some(format!("Not UTF-8: read as {name}."))))
}

/// UTF-16 that lacks its mark: in mostly Latin text every other byte is zero.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let (pairs, _) = bytes[..bytes.len().min(SAMPLE)].as_chunks::<2>();
    let share = |side: usize| pairs.iter().filter(|pair| pair[side] == 0).count() * 10;
    if pairs.len() < 2 {
        None
    } else if share(1) > pairs.len() * 7 && share(0) < pairs.len() {
        Some(UTF_16LE)
    } else if share(0) > pairs.len() * 7 && share(1) < pairs.len() {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// More control characters than a stray one here and there?
fn has_control_bytes(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let n_control = sample
        .iter()
        .filter(|&&byte| byte < 32 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c))
        .count();
    n_control * 50 > sample.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode("a.csv", bytes).unwrap().0.into_owned()
    }

    #[test]
    fn every_usual_encoding_gives_the_same_text() {
        let want = "id,name\n1,Señorita çé\n2,Beyoncé à la mode\n";
        let utf_16 = |big: bool, mark: bool| -> Vec<u8> {
            mark.then_some(0xfeff)
                .into_iter()
                .chain(want.encode_utf16())
                .flat_map(|unit| {
                    if big {
                        unit.to_be_bytes()
                    } else {
                        unit.to_le_bytes()
                    }
                })
                .collect()
        };
        let latin: Vec<u8> = want.chars().map(|c| c as u32 as u8).collect();
        for bytes in [
            want.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", want.as_bytes()].concat(),
            utf_16(true, true),
            utf_16(false, true),
            utf_16(true, false),
            utf_16(false, false),
            latin,
        ] {
            assert_eq!(text(&bytes), want);
        }
    }

    #[test]
    fn what_is_not_text_is_named() {
        assert!(matches!(decode("a", b""), Err(CsvError::Empty)));
        assert!(matches!(
            decode("a", b"\xef\xbb\xbf \n"),
            Err(CsvError::Empty)
        ));
        let found = |bytes: &[u8]| decode("a", bytes).unwrap_err().to_string();
        assert!(found(b"\x89PNG\r\n\x1a\n").contains("PNG picture"));
        assert!(found(b"version https://git-lfs.github.com/spec/v1\n").contains("LFS pointer"));
        assert!(found(b"\x00\x01\x02\x03\x04\x05").contains("binary"));
    }

    #[test]
    fn a_stray_byte_in_utf_8_does_not_turn_all_of_it_into_latin() {
        let mut bytes = "é".repeat(50).into_bytes();
        bytes.push(0xff);
        let (text, warning) = decode("a.csv", &bytes).unwrap();
        assert!(text.starts_with("éé"));
        assert!(warning.is_some());
    }
}
