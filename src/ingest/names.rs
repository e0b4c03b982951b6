//! Names in an archive that does not say their encoding. In: the bytes of all of them. Out: the names, and the encoding that
//! was guessed for them together: one name alone has too few letters to tell. A person may choose another.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::encoding::OFFERED;
use super::letters::{Letters, oddities, read_all};
use crate::data::NamesReading;
use crate::sorting::set_of;

/// Names looked at to find out in which encodings all of them make sense.
const N_TRIED: usize = 500;
/// Names shown to a person who chooses.
const N_SHOWN: usize = 10;

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

impl RawName {
    /// Are there letters that the archive does not say how to read?
    fn is_unsaid(&self) -> bool {
        !self.is_utf_8 && !self.bytes.is_ascii()
    }
}

/// What names can be read as.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Alphabet {
    /// The format's own, which gives every byte a sign.
    CodePage437,
    /// Another.
    Of(&'static Encoding),
}

impl Alphabet {
    /// Those that a person can choose from; nobody writes names as UTF-16, which is full of zeros.
    fn offered() -> impl Iterator<Item = Self> {
        let others = OFFERED
            .into_iter()
            .filter(|&other| other != UTF_16LE && other != UTF_16BE);
        others.map(Self::Of).chain([Self::CodePage437])
    }

    fn of_name(name: &str) -> Option<Self> {
        if name == Self::CodePage437.name() {
            return Some(Self::CodePage437);
        }
        Encoding::for_label(name.as_bytes()).map(Self::Of)
    }

    fn name(self) -> &'static str {
        match self {
            Self::CodePage437 => "code page 437",
            Self::Of(encoding) => encoding.name(),
        }
    }

    /// Each of `names` in this alphabet; `None` where its letters are not there.
    fn read(self, names: &[&RawName], letters: &dyn Letters) -> Option<Vec<String>> {
        let Self::Of(encoding) = self else {
            return Some(names.iter().map(|name| name.declared.clone()).collect());
        };
        let unsaid = names.iter().filter(|name| !name.is_utf_8);
        let bytes: Vec<&[u8]> = unsaid.map(|name| &name.bytes[..]).collect();
        let mut read = read_all(&bytes, encoding, letters).ok()?.into_iter();
        let next = |name: &&RawName| {
            if name.is_utf_8 {
                Some(name.declared.clone())
            } else {
                read.next()
            }
        };
        names.iter().map(next).collect()
    }
}

/// Is every byte of a name a letter in the alphabet that it was read in? Those that ASCII has are the same in all.
fn fits(name: &str) -> bool {
    let is_no_letter =
        |c: char| c == char::REPLACEMENT_CHARACTER || !c.is_ascii() && c.is_control();
    !name.contains(is_no_letter)
}

/// All names of an archive.
#[derive(Default)]
pub(super) struct Names {
    raw: Vec<RawName>,
    /// As they were read, once all are there.
    read: Vec<String>,
    /// What they were read as where that is a guess.
    guess: Option<Alphabet>,
}

impl Names {
    /// Takes the next name.
    pub(super) fn push(&mut self, name: RawName) {
        self.raw.push(name);
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.raw.len()
    }

    /// Reads them: all are there.
    pub(super) fn read_all(&mut self, letters: &dyn Letters) {
        (self.read, self.guess) = decode(&self.raw, letters);
    }

    /// Have they been read?
    pub(super) fn are_read(&self) -> bool {
        self.read.len() == self.raw.len()
    }

    /// One of them, once they are read.
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        self.read.get(index).map(String::as_str)
    }

    /// How they read in the encoding that a person chose, else in the guessed one; `None` where nothing is in doubt.
    pub(super) fn reading(
        &self,
        path: &str,
        chosen: Option<&str>,
        letters: &dyn Letters,
    ) -> Option<NamesReading> {
        let guess = self.guess?;
        let unsaid = self.raw.iter().filter(|name| name.is_unsaid());
        let tried: Vec<&RawName> = unsaid.take(N_TRIED).collect();
        let chosen = chosen.and_then(Alphabet::of_name);
        let in_force = chosen.unwrap_or(guess);
        let mut all: Vec<Alphabet> = Alphabet::offered().collect();
        for other in [guess, in_force] {
            if !all.contains(&other) {
                all.push(other);
            }
        }
        let read = |one: Alphabet| Some((one, one.read(&tried, letters)?));
        let mut all: Vec<(Alphabet, Vec<String>)> = all.into_iter().filter_map(read).collect();
        all.retain(|(one, names)| *one == in_force || names.iter().all(|name| fits(name)));
        let first = |names: &[String]| names.first().map_or(String::new(), |name| label(name));
        let shown = all.iter().find(|(one, _)| *one == in_force);
        let shown = shown.map_or(&[][..], |(_, names)| &names[..]);
        let name = in_force.name();
        Some(NamesReading {
            file: path.rsplit('/').next().unwrap_or(path).to_owned(),
            path: path.to_owned(),
            encoding: name.to_owned(),
            guess: chosen.is_none().then(|| {
                format!(
                    "The archive does not say how its names are written: they were read as {name}."
                )
            }),
            encodings: all
                .iter()
                .map(|(one, names)| (one.name().to_owned(), first(names)))
                .collect(),
            preview: shown.iter().take(N_SHOWN).map(|name| label(name)).collect(),
        })
    }

    /// The names that read otherwise in the encoding that a person chose, each with that.
    pub(super) fn otherwise(&self, chosen: &str, letters: &dyn Letters) -> Vec<(&str, String)> {
        let names = self.raw.iter().zip(&self.read);
        let (raw, read): (Vec<&RawName>, Vec<&String>) =
            names.filter(|(raw, _)| raw.is_unsaid()).unzip();
        let chosen = self.guess.and_then(|_| Alphabet::of_name(chosen));
        let otherwise = chosen.and_then(|chosen| chosen.read(&raw, letters));
        read.into_iter()
            .zip(otherwise.unwrap_or_default())
            .map(|(read, otherwise)| (read.as_str(), otherwise))
            .filter(|(read, otherwise)| read != otherwise)
            .collect()
    }
}

/// All names, and what they were read as where that is a guess.
fn decode(names: &[RawName], letters: &dyn Letters) -> (Vec<String>, Option<Alphabet>) {
    let unsaid = || names.iter().filter(|name| name.is_unsaid());
    let declared: Vec<String> = names.iter().map(|name| name.declared.clone()).collect();
    if unsaid().next().is_none() {
        return (declared, None);
    }
    let all: Vec<&RawName> = names.iter().collect();
    let read_as = |alphabet: Alphabet| alphabet.read(&all, letters);
    // Some programs write UTF-8 without saying so.
    if unsaid().all(|name| std::str::from_utf8(&name.bytes).is_ok()) {
        return (read_as(Alphabet::Of(UTF_8)).unwrap_or(declared), None);
    }
    let together: Vec<u8> = unsaid()
        .flat_map(|name| [&name.bytes[..], b"\n"].concat())
        .collect();
    let old = unsaid().map(|name| oddities(&name.declared) + unlikely_parts(&name.declared));
    let n_old: usize = old.sum();
    let guess = letters.detect(&together).ok();
    let in_guess = guess.and_then(|guess| {
        let n_new = oddities(&read_all(&[&together], guess, letters).ok()?.pop()?);
        Some((n_new, read_as(Alphabet::Of(guess))?, guess))
    });
    let n_distinct = |names: &[String]| set_of(names).len();
    // Two files that a guess calls by one name could not be told apart: it is no good guess.
    match in_guess {
        Some((n_new, read, guess))
            if n_old != 0 && n_old > n_new && n_distinct(&read) >= n_distinct(&declared) =>
        {
            (read, Some(Alphabet::Of(guess)))
        }
        _ => (declared, Some(Alphabet::CodePage437)),
    }
}

/// The name without what would mean something to a file system.
pub(super) fn label(name: &str) -> String {
    let parts: Vec<&str> = name
        .split(['/', '\\'])
        .filter(|part| !matches!(*part, "" | "." | "..") && !part.ends_with(':'))
        .collect();
    parts.join("/")
}

/// A folder that ends where a hidden file begins is more likely half a letter, and nobody draws frames in a name.
fn unlikely_parts(name: &str) -> usize {
    let is_frame = |c: char| matches!(c, '\u{2500}'..='\u{259f}');
    name.matches("\\.").count() + name.matches(is_frame).count()
}

#[cfg(test)]
mod tests {
    use encoding_rs::{EUC_KR, GBK, SHIFT_JIS, WINDOWS_1251};

    use super::super::letters::Tables;
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
            let (found, guess) = decode(&names(encoding, &wanted), &Tables);
            assert_eq!(found, wanted, "{guess:?}");
            assert!(guess.is_some());
        }
    }

    #[test]
    fn no_guess_makes_two_names_one() {
        let song: Vec<&str> = vec!["ソナタ一番.png", "表の歌.png", "能楽の夜.png"];
        let mut all = names(SHIFT_JIS, &song);
        // Bytes that are no letters of Shift_JIS.
        for last in [b'\xfd', b'\xfe'] {
            all.push(RawName {
                bytes: vec![b'a', last],
                declared: format!("a{}", if last == 0xfd { '²' } else { '■' }),
                is_utf_8: false,
            });
        }
        let (read, guess) = decode(&all, &Tables);
        assert_eq!(set_of(&read).len(), 5, "{read:?} {guess:?}");
    }

    #[test]
    fn a_person_may_choose_another_encoding() {
        let mut all = Names::default();
        let wanted = ["ソナタ一番.png", "表の歌.png", "能楽の夜.png", "plain.png"];
        for name in names(SHIFT_JIS, &wanted) {
            all.push(name);
        }
        assert_eq!(all.reading("a.zip", None, &Tables), None);
        all.read_all(&Tables);
        let guessed = all.reading("set/a.zip", None, &Tables).unwrap();
        assert_eq!(
            (&guessed.file[..], &guessed.encoding[..]),
            ("a.zip", "Shift_JIS")
        );
        assert_eq!(guessed.preview, wanted[..3]);
        assert!(guessed.guess.is_some() && all.otherwise("Shift_JIS", &Tables).is_empty());
        let offered: Vec<&str> = guessed
            .encodings
            .iter()
            .map(|(name, _)| &name[..])
            .collect();
        assert!(
            offered.contains(&"code page 437") && !offered.contains(&"UTF-8"),
            "{offered:?}"
        );
        // A control sign that ASCII has is the same in all of them, and rules out none.
        all.push(RawName {
            bytes: b"a\x07\xe9.png".to_vec(),
            declared: "a\x07Θ.png".into(),
            is_utf_8: false,
        });
        all.read_all(&Tables);
        let of_all = all.reading("a.zip", None, &Tables).unwrap().encodings;
        assert!(of_all.iter().any(|(name, _)| name == "macintosh"));
        all.raw.pop();
        all.read_all(&Tables);
        // What is chosen is read so even where it makes no sense.
        for encoding in ["macintosh", "UTF-8", "code page 437"] {
            let chosen = all.reading("set/a.zip", Some(encoding), &Tables).unwrap();
            assert_eq!((&chosen.encoding[..], &chosen.guess), (encoding, &None));
            assert!(
                chosen
                    .encodings
                    .iter()
                    .any(|(name, text)| name == encoding && *text == chosen.preview[0])
            );
            let otherwise = all.otherwise(encoding, &Tables);
            assert_eq!(
                otherwise.iter().map(|(read, _)| *read).collect::<Vec<_>>(),
                wanted[..3]
            );
            assert_eq!(
                otherwise
                    .iter()
                    .map(|(_, text)| label(text))
                    .collect::<Vec<_>>(),
                chosen.preview
            );
        }
        // What nobody knows is left to the guess.
        assert_eq!(
            all.reading("set/a.zip", Some("nonsense"), &Tables),
            Some(guessed)
        );
    }

    #[test]
    fn what_is_said_or_plain_is_no_guess() {
        let plain = names(SHIFT_JIS, &["a.png", "b.png"]);
        assert_eq!(
            decode(&plain, &Tables),
            (vec!["a.png".into(), "b.png".into()], None)
        );
        let name = |declared: &str, bytes: &[u8], is_utf_8| RawName {
            bytes: bytes.to_vec(),
            declared: declared.into(),
            is_utf_8,
        };
        let said = [name("é.png", "é.png".as_bytes(), true)];
        assert_eq!(decode(&said, &Tables), (vec!["é.png".into()], None));
        let unsaid = [name("├⌐.png", "é.png".as_bytes(), false)];
        assert_eq!(decode(&unsaid, &Tables), (vec!["é.png".into()], None));
        let old = [
            name("Café.png", b"Caf\x82.png", false),
            name("plain.png", b"plain.png", false),
        ];
        assert_eq!(decode(&old, &Tables).0, ["Café.png", "plain.png"]);
    }
}
