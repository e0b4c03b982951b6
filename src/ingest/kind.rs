//! What a dropped file is. In: its path and first bytes. Out: a [`Kind`], or words for what else it seems to be.

use super::format::{self, Format, PNG_SIGNATURE};

/// What to do with a dropped file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// To be decoded as a picture: its bytes, or its name, are those of a format that is read.
    Picture,
    /// To be read as a table.
    Csv,
    /// To be opened as an archive.
    Zip,
    /// A file that systems write and people do not see: counted, not worth a word.
    Ignored,
    /// Nothing for this page.
    Unknown {
        /// "a JPEG picture", "text", ...
        described: &'static str,
    },
}

impl Kind {
    /// The kind of an entry of an archive: archives inside archives are not opened.
    #[must_use]
    pub fn inside_archive(self) -> Self {
        match self {
            Self::Zip => Self::Unknown {
                described: "a zip archive inside a zip archive",
            },
            other => other,
        }
    }
}

/// The kind of the file at `path`, whose first bytes (64 are enough) are `head`.
///
/// A file *named* .png, .jpg or .csv keeps that kind whatever it holds, so that its reader can say what is wrong with it.
pub fn of(path: &str, head: &[u8]) -> Kind {
    if is_system_file(path) {
        return Kind::Ignored;
    }
    let extension = extension(path);
    match extension.as_str() {
        _ if Format::of(head).is_some() => Kind::Picture,
        name if format::EXTENSIONS.contains(&name) => Kind::Picture,
        "csv" | "tsv" | "tab" | "txt" => Kind::Csv,
        "gz" if is_packed_table(path) => Kind::Csv,
        "zip" => Kind::Zip,
        "xlsx" | "xlsm" | "xlsb" | "xls" | "ods" | "numbers" => Kind::Unknown {
            described: SPREADSHEET,
        },
        "parquet" | "feather" | "arrow" | "rds" | "rdata" | "pkl" | "h5" | "hdf5" | "sav" => {
            Kind::Unknown {
                described: DATA_FRAME,
            }
        }
        "rar" => Kind::Unknown { described: RAR },
        "7z" => Kind::Unknown {
            described: SEVEN_ZIP,
        },
        "gz" | "tgz" | "tar" | "bz2" | "xz" | "zst" => Kind::Unknown {
            described: OTHER_ARCHIVE,
        },
        "docx" | "pptx" | "odt" | "odp" | "jar" | "apk" | "epub" => Kind::Unknown {
            described: "an office document or program",
        },
        _ if is_zip(head) => Kind::Zip,
        _ => Kind::Unknown {
            described: describe(head),
        },
    }
}

const SPREADSHEET: &str = "a spreadsheet (save it as CSV)";
const DATA_FRAME: &str = "a table in a format of its own (save it as CSV)";
const PARQUET: &str = "a Parquet table (save it as CSV)";
const RAR: &str = "a RAR archive (unpack it, or pack it as a zip archive)";
const SEVEN_ZIP: &str = "a 7-Zip archive (unpack it, or pack it as a zip archive)";
const OTHER_ARCHIVE: &str = "an archive (unpack it, or pack it as a zip archive)";

/// Is this a table that gzip has packed, by its name?
fn is_packed_table(path: &str) -> bool {
    let inner = path.get(..path.len() - ".gz".len()).unwrap_or_default();
    matches!(extension(inner).as_str(), "csv" | "tsv" | "tab" | "txt")
}

/// Is any part of the path one that systems write and people do not see? Names that merely begin with a dot are names.
pub fn is_system_file(path: &str) -> bool {
    path.split(['/', '\\']).any(|part| {
        part.starts_with("._")
            || [".DS_Store", "__MACOSX", "Thumbs.db", "desktop.ini"]
                .iter()
                .any(|name| part.eq_ignore_ascii_case(name))
    })
}

/// The lower-case extension of the path's last part, empty where there is none.
fn extension(path: &str) -> String {
    let base = path.rsplit(['/', '\\']).next().unwrap_or(path);
    base.rsplit_once('.')
        .map_or(String::new(), |(_, extension)| extension.to_lowercase())
}

fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// First bytes, and what a file that begins with them is. Those of letters alone may begin a text as well.
const SIGNATURES: [(&[u8], &str); 24] = [
    (&PNG_SIGNATURE, "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"BM", "a BMP picture (save it as PNG)"),
    (b"II*\0", "a TIFF picture (save it as PNG)"),
    (b"MM\0*", "a TIFF picture (save it as PNG)"),
    (b"\xff\x0a", "a JPEG XL picture (save it as PNG)"),
    (b"\0\0\0\x0cJXL ", "a JPEG XL picture (save it as PNG)"),
    (b"\0\0\0\x0cjP  ", "a JPEG 2000 picture (save it as PNG)"),
    (
        b"PK\x03\x04",
        "a zip archive or an Excel workbook (save it as CSV)",
    ),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", SEVEN_ZIP),
    (b"Rar!", RAR),
    (
        b"\xd0\xcf\x11\xe0",
        "an old Office document (save it as CSV)",
    ),
    (b"PAR1", PARQUET),
    (b"ARROW1", DATA_FRAME),
    (b"\x89HDF", DATA_FRAME),
    (b"\x93NUMPY", "a NumPy array"),
    (b"SQLite format 3", "an SQLite database"),
    (b"ID3", "an MP3 recording"),
    (b"fLaC", "a FLAC recording"),
    (b"OggS", "an Ogg recording"),
    (b"MThd", "a MIDI file"),
];

/// How texts begin that are no tables, and what they are.
const TEXTS: [(&[u8], &str); 6] = [
    (b"%PDF-", "a PDF document"),
    (
        b"version https://git-lfs",
        "a Git LFS pointer (the file itself was not downloaded)",
    ),
    (b"{\\rtf", "a rich text document"),
    (b"{", "JSON"),
    (b"[{", "JSON"),
    (b"[\n", "JSON"),
];

/// What a file seems to be by its first bytes, with its article: "a GIF picture", "text", "binary data".
pub(super) fn describe(bytes: &[u8]) -> &'static str {
    if bytes.is_empty() {
        return "an empty file";
    }
    let begins_with = |(start, _): &&(&[u8], &str)| bytes.starts_with(start);
    if let Some((_, found)) = TEXTS.iter().find(begins_with) {
        return found;
    }
    // A word may begin as a file of another kind does.
    if !looks_like_text(bytes) {
        if bytes.starts_with(b"RIFF") {
            return match bytes.get(8..12) {
                Some(b"WEBP") => "a WebP picture",
                Some(b"WAVE") => "a WAV recording",
                _ => "a RIFF file",
            };
        }
        if bytes.get(4..8) == Some(b"ftyp") {
            return match bytes.get(8..12) {
                Some(b"avif" | b"avis") => "an AVIF picture (save it as PNG)",
                Some(b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"mif1" | b"msf1") => {
                    "a HEIC picture (save it as PNG)"
                }
                _ => "a video or a recording",
            };
        }
        if let Some((_, found)) = SIGNATURES.iter().find(begins_with) {
            return found;
        }
    }
    let text = bytes.trim_ascii_start();
    let begins = |word: &str| {
        text.get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
    };
    if begins("<!doctype html") || begins("<html") {
        "a web page"
    } else if begins("<svg") {
        "an SVG drawing (save it as PNG)"
    } else if begins("<?xml") {
        "an XML document"
    } else if is_text(bytes) {
        "text"
    } else {
        "binary data"
    }
}

/// Has the beginning no control characters, whatever its encoding?
fn looks_like_text(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(512)];
    let is_control = |byte: u8| byte < 32 && !matches!(byte, b'\t' | b'\n' | b'\r');
    // A few letters tell nothing: a signature alone is no text.
    head.len() > 8 && !head.iter().any(|&byte| is_control(byte))
}

/// Do the first bytes read as UTF-8 without control characters?
fn is_text(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(512)];
    let valid = match std::str::from_utf8(head) {
        Ok(_) => true,
        // A character cut by the end of the sample is fine.
        Err(error) => error.error_len().is_none(),
    };
    valid
        && head
            .iter()
            .all(|&byte| byte >= 32 || matches!(byte, b'\t' | b'\n' | b'\r'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_bytes_decide_together() {
        assert_eq!(of("a/b.PNG", b"GIF89a"), Kind::Picture);
        assert_eq!(of("picture", &PNG_SIGNATURE), Kind::Picture);
        assert_eq!(of("tracks.csv", b"PK\x03\x04"), Kind::Csv);
        assert_eq!(of("all.bin", b"PK\x03\x04"), Kind::Zip);
        assert!(matches!(
            of("tracks.xlsx", b"PK\x03\x04"),
            Kind::Unknown { .. }
        ));
        let described = "a WAV recording";
        assert_eq!(
            of("a.wav", b"RIFF\0\0\0\0WAVEfmt "),
            Kind::Unknown { described }
        );
        for name in ["t.csv", "T.TXT", "a.tab", "b/t.tsv", "t.csv.gz"] {
            assert_eq!(of(name, b"a,b"), Kind::Csv, "{name}");
        }
        for (name, advice) in [
            ("t.parquet", "CSV"),
            ("t.XLS", "CSV"),
            ("a.rar", "zip"),
            ("a.7z", "zip"),
            ("a.tar.gz", "zip"),
        ] {
            let Kind::Unknown { described } = of(name, b"") else {
                panic!("{name}")
            };
            assert!(described.contains(advice), "{described}");
        }
        assert!(matches!(
            of("in.zip", b"").inside_archive(),
            Kind::Unknown { .. }
        ));
    }

    #[test]
    fn system_files_are_ignored() {
        for path in [
            ".DS_Store",
            "a/Thumbs.db",
            "__MACOSX/a/._clip_1.png",
            "a/._tracks.csv",
            "DESKTOP.INI",
        ] {
            assert_eq!(of(path, &PNG_SIGNATURE), Kind::Ignored, "{path}");
        }
        assert_eq!(of("./a/../clip.png", b""), Kind::Picture);
        // Names of music begin with dots too.
        assert_eq!(of(".5 Alive/...And Justice.png", b""), Kind::Picture);
        assert_eq!(of("a/.png", b""), Kind::Picture);
    }

    #[test]
    fn described_in_words() {
        assert_eq!(describe(b"  <!DOCTYPE HTML><p>"), "a web page");
        assert_eq!(describe(b"BM is a word here"), "text");
        assert_eq!(describe(b"\x00\x01\x02"), "binary data");
        assert_eq!(describe(b"ID3 Title,Artist\n"), "text");
        assert_eq!(describe(b"ID3\x04\0\0\0\0"), "an MP3 recording");
    }
}
