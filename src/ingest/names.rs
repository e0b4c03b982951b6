//! Names in an archive that does not say their encoding. In: the bytes of all of them. Out: the names, and the encoding that
//! was guessed for them together: one name alone has too few letters to tell.

use encoding_rs::Encoding;

use super::encoding::{detect, oddities};

/// A name as an archive has it.
#[derive(Default)]
pub(super) struct RawName {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// As UTF-8 where the archive says so, else as the old code page 437 of the format has it.
    pub declared: String,
    /// Does the archive say that it is UTF-8?
    pub is_utf_8: bool,
}

/// All names, and what they were read as where that is a guess.
pub(super) fn decode(names: &[RawName]) -> (Vec<String>, Option<&'static str>) {
    let unsaid = || {
        names
            .iter()
            .filter(|name| !name.is_utf_8 && !name.bytes.is_ascii())
    };
    let declared = |name: &RawName| name.declared.clone();
    if unsaid().next().is_none() {
        return (names.iter().map(declared).collect(), None);
    }
    // Some programs write UTF-8 without saying so.
    if unsaid().all(|name| std::str::from_utf8(&name.bytes).is_ok()) {
        let utf_8 = |name: &RawName| {
            String::from_utf8(name.bytes.clone()).unwrap_or_else(|_| declared(name))
        };
        return (names.iter().map(utf_8).collect(), None);
    }
    let together: Vec<u8> = unsaid()
        .flat_map(|name| [&name.bytes[..], b"\n"].concat())
        .collect();
    let guess = detect(&together);
    let old = unsaid().map(|name| oddities(&name.declared) + unlikely_parts(&name.declared));
    let (n_old, n_new) = (
        old.sum::<usize>(),
        oddities(&guess.decode_without_bom_handling(&together).0),
    );
    if n_old == 0 || n_old <= n_new {
        return (names.iter().map(declared).collect(), Some("code page 437"));
    }
    let read = |name: &RawName| {
        if name.is_utf_8 {
            declared(name)
        } else {
            in_encoding(name, guess)
        }
    };
    (names.iter().map(read).collect(), Some(guess.name()))
}

fn in_encoding(name: &RawName, encoding: &'static Encoding) -> String {
    encoding
        .decode_without_bom_handling(&name.bytes)
        .0
        .into_owned()
}

/// A folder that ends where a hidden file begins is more likely half a letter, and nobody draws frames in a name.
fn unlikely_parts(name: &str) -> usize {
    let is_frame = |c: char| matches!(c, '\u{2500}'..='\u{259f}');
    name.matches("\\.").count() + name.matches(is_frame).count()
}

#[cfg(test)]
mod tests {
    use encoding_rs::{EUC_KR, GBK, SHIFT_JIS, WINDOWS_1251};

    use super::*;

    fn names(encoding: &'static Encoding, names: &[&str]) -> Vec<RawName> {
        let raw = |name: &&str| RawName {
            bytes: encoding.encode(name).0.into_owned(),
            // What code page 437 makes of it is odd enough.
            declared: encoding
                .encode(name)
                .0
                .iter()
                .map(|&b| {
                    if b.is_ascii() {
                        char::from(b)
                    } else {
                        '\u{2592}'
                    }
                })
                .collect(),
            is_utf_8: false,
        };
        names.iter().map(raw).collect()
    }

    #[test]
    fn all_names_together_tell_their_encoding() {
        let sets: [(&'static Encoding, [&str; 4]); 4] = [
            (
                SHIFT_JIS,
                ["ソナタ一番.png", "表の歌.png", "能楽の夜.png", "plain.png"],
            ),
            (
                WINDOWS_1251,
                [
                    "Песня о друге.png",
                    "Белая ночь.png",
                    "Дорога.png",
                    "Song.png",
                ],
            ),
            (
                GBK,
                [
                    "月亮代表我的心.png",
                    "茉莉花开.png",
                    "甜蜜蜜的歌.png",
                    "a.png",
                ],
            ),
            (
                EUC_KR,
                [
                    "아리랑 노래.png",
                    "봄날의 기억.png",
                    "서울의 밤.png",
                    "b.png",
                ],
            ),
        ];
        for (encoding, wanted) in sets {
            let (found, guess) = decode(&names(encoding, &wanted));
            assert_eq!(found, wanted, "{guess:?}");
            assert!(guess.is_some());
        }
    }

    #[test]
    fn what_is_said_or_plain_is_no_guess() {
        let plain = names(SHIFT_JIS, &["a.png", "b.png"]);
        assert_eq!(decode(&plain), (vec!["a.png".into(), "b.png".into()], None));
        let name = |declared: &str, bytes: &[u8], is_utf_8| RawName {
            bytes: bytes.to_vec(),
            declared: declared.into(),
            is_utf_8,
        };
        let said = [name("é.png", "é.png".as_bytes(), true)];
        assert_eq!(decode(&said), (vec!["é.png".into()], None));
        let unsaid = [name("├⌐.png", "é.png".as_bytes(), false)];
        assert_eq!(decode(&unsaid), (vec!["é.png".into()], None));
        let old = [
            name("Café.png", b"Caf\x82.png", false),
            name("plain.png", b"plain.png", false),
        ];
        assert_eq!(decode(&old).0, ["Café.png", "plain.png"]);
    }
}
