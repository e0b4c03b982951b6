//! Bytes to typed values, nothing trusted: every byte sequence gives a value or a reason in plain words.
//!
//! In: the bytes of dropped files. Out: [`Spectrogram`]s, [`Table`](crate::data::Table)s, the entries of archives.

mod body;
pub mod csv;
mod decimal;
mod describe;
mod dialect;
pub mod encoding;
mod gzip;
mod header;
mod header_lines;
pub mod kind;
mod line;
mod names;
mod notes;
mod number;
pub mod png;
mod quotes;
pub mod resize;
mod shape;
mod typing;
pub mod zip;

pub use kind::Kind;
pub use png::Luma;
pub use resize::Resizer;

use crate::data::Spectrogram;
use crate::error::{PngError, Warning};

/// Decodes a PNG and reduces it to 64 x 64 luma bytes; `file` is the path it is known by.
pub fn spectrogram(file: &str, bytes: &[u8]) -> Result<Spectrogram, PngError> {
    spectrogram_with(&mut Resizer::default(), file, bytes).map(|(spectrogram, _)| spectrogram)
}

/// The same for many pictures: `resizer` remembers the weights of the last size, and the warning says what a person
/// should know about a picture that was read all the same.
pub fn spectrogram_with(
    resizer: &mut Resizer,
    file: &str,
    bytes: &[u8],
) -> Result<(Spectrogram, Option<Warning>), PngError> {
    let luma = png::decode(bytes)?;
    let pixels = resizer.to_square(&luma.pixels, luma.width as usize, luma.height as usize);
    let warning = luma.sixteen_bit_grey.then(|| {
        Warning::of_file(
            file,
            "A 16-bit grey picture: it was scaled to 8 bits (Pillow would have clipped it almost white).",
        )
    });
    let spectrogram = Spectrogram {
        file: file.to_owned(),
        width: luma.width,
        height: luma.height,
        pixels: pixels.into(),
    };
    Ok((spectrogram, warning))
}
