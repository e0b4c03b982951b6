//! What a cell or a file name says besides itself: a file's bare name, a number, the id in an address.

use std::borrow::Cow;

/// Extensions that the name of a recording or of what was made from it may carry.
const EXTENSIONS: [&str; 32] = [
    "wav", "mp3", "flac", "ogg", "oga", "opus", "m4a", "aac", "aif", "aiff", "au", "wma", "png",
    "jpg", "jpeg", "jpe", "jfif", "gif", "webp", "bmp", "tif", "tiff", "mp4", "webm", "mka", "mid",
    "midi", "ape", "wv", "npy", "npz", "snd",
];

/// What the addresses of music end in that people write without "https://".
const DOMAINS: [&str; 7] = ["be", "co", "com", "fm", "io", "net", "org"];

/// The name without a known extension, `None` where it has none.
pub(super) fn without_extension(name: &str) -> Option<&str> {
    let (stem, extension) = name.rsplit_once('.')?;
    let is_known = extension.len() <= 5
        && EXTENSIONS
            .iter()
            .any(|known| known.eq_ignore_ascii_case(extension));
    (is_known && !stem.is_empty()).then_some(stem)
}

/// Folders (empty, or ending in a slash) and bare name of a cell that may be a path; an address is none.
pub(super) fn folders_and_name(cell: &str) -> (&str, &str) {
    // Most cells are plain words or numbers.
    let is_plain = |byte: u8| !matches!(byte, b'.' | b'/' | b'\\' | b':');
    if cell.bytes().all(is_plain) {
        return ("", cell);
    }
    if is_address(cell) {
        return ("", cell);
    }
    let cut = cell.rfind(['/', '\\']).map_or(0, |slash| slash + 1);
    let (folders, file) = cell.split_at(cut);
    let name = without_extension(file).unwrap_or(file);
    // "R&B/" has no name, and "A / B" is no path.
    if name.is_empty() || (name.len() == file.len() && !looks_like_folders(folders)) {
        return ("", without_extension(cell).unwrap_or(cell));
    }
    (folders, name)
}

/// Folders without spaces around the slash, as people write them in titles.
fn looks_like_folders(folders: &str) -> bool {
    !folders.ends_with(" /") && !folders.is_empty()
}

/// The number in one spelling: no leading zeros, nothing behind the point that says nothing. `None` for all but plain
/// decimal numbers; "1e5" and "0x1F" are names.
pub(super) fn plain_number(text: &str) -> Option<Cow<'_, str>> {
    let text = text.trim();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_plain(whole) || !is_plain(fraction) || digits.ends_with('.') {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let fraction = fraction.trim_end_matches('0');
    if sign.is_empty() && fraction.is_empty() {
        return Some(Cow::Borrowed(whole));
    }
    let sign = if whole == "0" && fraction.is_empty() {
        ""
    } else {
        sign
    };
    Some(Cow::Owned(match fraction {
        "" => format!("{sign}{whole}"),
        _ => format!("{sign}{whole}.{fraction}"),
    }))
}

/// Is this a plain number below zero? Its minus is no punctuation: -6 is not 6.
pub(super) fn is_negative(cell: &str) -> bool {
    let cell = cell.trim();
    cell.starts_with('-') && plain_number(cell).is_some_and(|number| number.starts_with('-'))
}

/// `spotify:track:4uLU`, `https://youtu.be/dQw4`, `open.spotify.com/track/4uLU`, `urn:isrc:...`.
pub(super) fn is_address(cell: &str) -> bool {
    if !cell.bytes().any(|byte| matches!(byte, b':' | b'/')) {
        return false;
    }
    let cell = cell.trim();
    if cell.is_empty() || cell.contains(char::is_whitespace) {
        return false;
    }
    let has_scheme = cell.split_once(':').is_some_and(|(scheme, rest)| {
        // One letter is a drive.
        scheme.len() > 1
            && !rest.is_empty()
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    });
    let has_host = cell.split_once('/').is_some_and(|(host, _)| {
        let (name, end) = host.rsplit_once('.').unwrap_or_default();
        !name.is_empty()
            && end.bytes().all(|byte| byte.is_ascii_lowercase())
            && (name.contains('.') || DOMAINS.contains(&end))
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte))
    });
    has_scheme || has_host
}

/// The ids inside an address, the likeliest first: the end of its path, then the values of its query. Empty for all else.
pub(super) fn ids_in_address(cell: &str) -> Vec<String> {
    let cell = cell.trim();
    if !is_address(cell) {
        return Vec::new();
    }
    let (address, fragment) = cell.split_once('#').unwrap_or((cell, ""));
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let path = path.trim_end_matches('/');
    let last = path.rsplit(['/', ':']).next().unwrap_or(path);
    let last = decoded(last);
    let bare = without_extension(&last).map(str::to_owned);
    let values = query
        .split(['&', ';'])
        .filter_map(|pair| Some(decoded(pair.split_once('=')?.1)));
    let mut ids: Vec<String> = bare
        .into_iter()
        .chain([last])
        .chain(values)
        .chain([decoded(fragment)])
        .filter(|id| !id.is_empty())
        .collect();
    let mut seen = std::collections::BTreeSet::new();
    ids.retain(|id| seen.insert(id.clone()));
    ids
}

/// "%20" as a space, and so on; what is not UTF-8 then stays as it is.
fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let digit = |at: usize| char::from(*after.get(at)?).to_digit(16);
        if let (b'%', Some(high), Some(low)) = (first, digit(0), digit(1)) {
            bytes.push((high * 16 + low) as u8);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// A number that a spreadsheet rounded to six digits or so: "1.23457E+11".
pub(super) fn is_rounded(cell: &str) -> bool {
    let Some((digits, power)) = cell.trim().split_once(['E', 'e']) else {
        return false;
    };
    let power = power.strip_prefix('+').unwrap_or_default();
    let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let power_is_high = is_digits(power) && power.parse::<u32>().is_ok_and(|power| power >= 5);
    whole.len() == 1
        && is_digits(whole)
        && (fraction.is_empty() || is_digits(fraction))
        && power_is_high
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<String> {
        plain_number(text).map(Cow::into_owned)
    }

    #[test]
    fn file_names_lose_folders_and_known_extensions() {
        assert_eq!(
            folders_and_name("a/b/blues.00000.WAV"),
            ("a/b/", "blues.00000")
        );
        assert_eq!(folders_and_name("C:\\music\\x.mp3"), ("C:\\music\\", "x"));
        assert_eq!(folders_and_name("jazz/take 1"), ("jazz/", "take 1"));
        assert_eq!(folders_and_name("Mr. Big"), ("", "Mr. Big"));
        assert_eq!(folders_and_name("spotify:track:1"), ("", "spotify:track:1"));
        assert_eq!(without_extension("song.wav"), Some("song"));
        assert_eq!(without_extension(".wav"), None);
    }

    #[test]
    fn only_plain_numbers_are_numbers() {
        for (text, wanted) in [
            ("000002", "2"),
            ("2.0", "2"),
            ("2.50", "2.5"),
            ("0", "0"),
            ("000", "0"),
            ("-0.0", "0"),
            ("-07", "-7"),
            ("123456789012345678901", "123456789012345678901"),
        ] {
            assert_eq!(number(text).as_deref(), Some(wanted), "{text}");
        }
        for text in [
            "1e5", "0x1F", "", ".", "1.", "1.2.3", "１", "1,5", "--1", "1F",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn the_id_in_an_address() {
        for (address, id) in [
            ("spotify:track:4uLU6hMC", "4uLU6hMC"),
            ("https://open.spotify.com/track/4uLU6hMC?si=1#x", "4uLU6hMC"),
            ("open.spotify.com/track/4uLU6hMC", "4uLU6hMC"),
            ("https://youtu.be/dQw4-_9Wg", "dQw4-_9Wg"),
            ("urn:isrc:USRC17607839", "USRC17607839"),
            ("https://host.org/audio/clip%2012.wav", "clip 12"),
        ] {
            assert_eq!(ids_in_address(address)[0], id, "{address}");
        }
        assert!(
            ids_in_address("https://www.youtube.com/watch?v=dQw4&t=3").contains(&"dQw4".to_owned())
        );
        for text in [
            "Song: A",
            "C:\\x",
            "AC/DC",
            "12:30 am",
            "a",
            "",
            "jazz/take_0.wav",
        ] {
            assert!(ids_in_address(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn spreadsheets_round_ids() {
        assert!(is_rounded("1.23457E+11") && is_rounded("1,23457E+11") && is_rounded("9E+15"));
        assert!(
            !is_rounded("1E2")
                && !is_rounded("12.5E+11")
                && !is_rounded("The E+11")
                && !is_rounded("1.5")
        );
    }
}
