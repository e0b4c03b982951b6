//! A table's bytes to text. In: bytes in UTF-8 (with or without a mark), UTF-16 or an older code page. Out: text.

use std::borrow::Cow;

use encoding_rs::{
    EUC_KR, Encoding, GB18030, MACINTOSH, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251,
    WINDOWS_1252,
};

use super::kind::describe;
use super::letters::{Letters, read, read_all};
use crate::error::CsvError;

/// Most bytes of text a table may have. While it is read its bytes, its text in other letters, its cells and their numbers
/// are in memory side by side, about four times as much, of the 4 GB at most that a worker has.
pub(super) const MAX_BYTES: usize = 256 << 20;
pub(super) const TOO_LARGE: CsvError = CsvError::TooLarge {
    limit: "256 MB of text",
};
/// How much is looked at to guess.
const SAMPLE: usize = 1 << 16;
/// Bytes of a sample that a person looks at.
const N_SHOWN: usize = 48;

/// The encodings that a person can choose from.
pub(super) const OFFERED: [&Encoding; 9] = [
    UTF_8,
    UTF_16LE,
    UTF_16BE,
    WINDOWS_1252,
    WINDOWS_1251,
    MACINTOSH,
    SHIFT_JIS,
    GB18030,
    EUC_KR,
];

/// Names of the encodings that a person can choose from.
pub fn offered() -> impl Iterator<Item = &'static str> {
    OFFERED.iter().map(|encoding| encoding.name())
}

/// A file's text and how it was found.
pub struct Decoded<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// Name of its encoding.
    pub encoding: &'static str,
    /// What is doubtful about it, a sentence.
    pub doubt: Option<String>,
}

/// The text of `bytes`, in the encoding that the person chose or else in the one that they seem to have.
pub fn decode<'a>(
    bytes: &'a [u8],
    chosen: Option<&str>,
    letters: &dyn Letters,
) -> Result<Decoded<'a>, CsvError> {
    let mut decoded = match chosen.and_then(|name| Encoding::for_label(name.as_bytes())) {
        Some(encoding) if !bytes.is_empty() => in_encoding(bytes, encoding, letters)?,
        _ => guessed(bytes, letters)?,
    };
    if decoded.text.len() > MAX_BYTES {
        return Err(TOO_LARGE);
    }
    // Tables pasted together carry marks inside, where they are invisible and keep a number from being one.
    if decoded.text.contains('\u{feff}') {
        decoded.text = Cow::Owned(decoded.text.replace('\u{feff}', ""));
    }
    if decoded.text.trim().is_empty() {
        return Err(CsvError::Empty);
    }
    Ok(decoded)
}

fn in_encoding<'a>(
    bytes: &'a [u8],
    encoding: &'static Encoding,
    letters: &dyn Letters,
) -> Result<Decoded<'a>, CsvError> {
    let (text, has_errors) = read(bytes, encoding, letters)?;
    let name = encoding.name();
    let doubt =
        has_errors.then(|| format!("Not all of it is {name}: what is not shows as \u{fffd}."));
    Ok(Decoded {
        text,
        encoding: name,
        doubt,
    })
}

fn guessed<'a>(bytes: &'a [u8], letters: &dyn Letters) -> Result<Decoded<'a>, CsvError> {
    if bytes.len() > MAX_BYTES {
        return Err(TOO_LARGE);
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes)
        && encoding != UTF_8
    {
        return Ok(Decoded {
            doubt: None,
            ..in_encoding(bytes, encoding, letters)?
        });
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Some(encoding) = utf_16_without_mark(bytes) {
        let doubt = Some("Read as UTF-16 without a mark.".to_owned());
        return Ok(Decoded {
            doubt,
            ..in_encoding(bytes, encoding, letters)?
        });
    }
    let found = describe(bytes);
    if !bytes.is_empty() && !matches!(found, "text" | "binary data") {
        return Err(CsvError::NotText { found });
    }
    if has_control_bytes(bytes) {
        let found = "binary data";
        return Err(CsvError::NotText { found });
    }
    let utf_8 = UTF_8.name();
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded {
            text: Cow::Borrowed(text),
            encoding: utf_8,
            doubt: None,
        });
    }
    let lossy = String::from_utf8_lossy(bytes);
    let n_broken = lossy.matches(char::REPLACEMENT_CHARACTER).count();
    let n_whole = lossy.chars().filter(|c| !c.is_ascii()).count() - n_broken;
    if n_whole > 10 * n_broken {
        let reason = format!("{n_broken} characters are not valid UTF-8 and show as \u{fffd}.");
        return Ok(Decoded {
            text: lossy,
            encoding: utf_8,
            doubt: Some(reason),
        });
    }
    let encoding = letters.detect(bytes)?;
    let name = encoding.name();
    let doubt = Some(format!("Not UTF-8: read as {name}."));
    Ok(Decoded {
        doubt,
        ..in_encoding(bytes, encoding, letters)?
    })
}

/// The encodings in which `bytes` make sense, each with some of the text that differs between them; none where all of it
/// is ASCII. `current` comes along whether it makes sense or not.
pub fn samples(bytes: &[u8], current: &str, letters: &dyn Letters) -> Vec<(String, String)> {
    let is_utf_16 = current.starts_with("UTF-16");
    let Some(at) = bytes.iter().position(|&byte| byte >= 0x80 || is_utf_16) else {
        return Vec::new();
    };
    // From the beginning of the line or a little before, so that no character is cut.
    let line = bytes[..at]
        .iter()
        .rposition(|&byte| byte < 0x20)
        .map_or(0, |before| before + 1);
    let start = line.max(at.saturating_sub(N_SHOWN / 2));
    let start = if is_utf_16 { start & !1 } else { start };
    let shown = &bytes[start..bytes.len().min(start + N_SHOWN)];
    let is_cut = shown.len() == N_SHOWN;
    let shown = match shown
        .iter()
        .skip(at - start)
        .position(|&byte| matches!(byte, b'\n' | b'\r'))
    {
        Some(end) if !is_utf_16 => &shown[..at - start + end],
        _ => shown,
    };
    let mut all = OFFERED.to_vec();
    if let Some(current) = Encoding::for_label(current.as_bytes()).filter(|e| !OFFERED.contains(e))
    {
        all.push(current);
    }
    let sample = |encoding: &&'static Encoding| {
        // Those whose letters are not there are not offered.
        let text = read_all(&[shown], encoding, letters).ok()?.pop()?;
        // The last character may be cut.
        let whole = text
            .strip_suffix(char::REPLACEMENT_CHARACTER)
            .filter(|_| is_cut);
        let text = whole.unwrap_or(&text);
        let makes_sense = !text.contains([char::REPLACEMENT_CHARACTER, '\0'])
            && !text.chars().any(|c| c.is_control() && c != '\t')
            && (is_utf_16 || !encoding.name().starts_with("UTF-16"));
        let is_current = encoding.name() == current;
        (makes_sense || is_current).then(|| (encoding.name().to_owned(), text.trim().to_owned()))
    };
    all.iter().filter_map(sample).collect()
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

/// More control characters than a stray one here and there? Those that separate fields and records do not count.
fn has_control_bytes(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let n_control = sample
        .iter()
        .filter(|&&byte| {
            byte < 32 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x01 | 0x1e | 0x1f)
        })
        .count();
    n_control * 50 > sample.len()
}

#[cfg(test)]
#[path = "encoding_tests.rs"]
mod tests;
