//! The formats of pictures that are read. In: a file's first bytes. Out: its [`Format`].

/// The eight bytes every PNG begins with.
pub(super) const PNG_SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";
/// What every JPEG begins with: its start, and the next marker.
const JPEG_SIGNATURE: [u8; 3] = [0xff, 0xd8, 0xff];

/// A format of pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Portable Network Graphics, animated ones too.
    Png,
    /// JPEG, whatever its file is called.
    Jpeg,
    /// GIF, of which the first picture counts.
    Gif,
    /// WebP, of which the first picture counts.
    WebP,
}

/// What the names of pictures end in, in lower case.
pub(crate) const EXTENSIONS: [&str; 7] = ["png", "jpg", "jpeg", "jpe", "jfif", "gif", "webp"];

impl Format {
    /// The format of a file that begins with `head`, of which twelve bytes are enough.
    pub fn of(head: &[u8]) -> Option<Self> {
        if head.starts_with(&PNG_SIGNATURE) {
            Some(Self::Png)
        } else if head.starts_with(&JPEG_SIGNATURE) {
            Some(Self::Jpeg)
        } else if head.starts_with(b"GIF87a") || head.starts_with(b"GIF89a") {
            Some(Self::Gif)
        } else if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
            Some(Self::WebP)
        } else {
            None
        }
    }

    /// What browsers call it.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::WebP => "image/webp",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_say_the_format() {
        let webp = b"RIFF\x24\0\0\0WEBPVP8 ";
        for (head, format) in [
            (&b"\x89PNG\r\n\x1a\n"[..], Some(Format::Png)),
            (b"\xff\xd8\xff\xdb", Some(Format::Jpeg)),
            (b"GIF87a", Some(Format::Gif)),
            (webp, Some(Format::WebP)),
            (b"RIFF\x24\0\0\0WAVEfmt ", None),
            (b"GIF88", None),
            (b"", None),
        ] {
            assert_eq!(Format::of(head), format);
        }
    }
}
