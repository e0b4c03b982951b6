//! Pictures within drawings: a few computed pixels, or a file that is shown as it is.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder};
use serde::{Deserialize, Serialize};

use crate::draw::Rgb;
use crate::ingest::Format;

/// Pixels as a computed picture has them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pixels {
    /// Pixels per row.
    pub n_columns: usize,
    /// Row by row from the top; a last row that is not full is left out.
    pub colors: Vec<Rgb>,
}

impl Pixels {
    /// The full rows, from the top.
    pub(super) fn rows(&self) -> std::slice::ChunksExact<'_, Rgb> {
        self.colors.chunks_exact(self.n_columns.max(1))
    }

    /// As a PNG file in a `data:` address; empty when there are no pixels.
    pub fn data_uri(&self) -> String {
        let full = self.rows().flatten();
        let bytes: Vec<u8> = full.flat_map(|c| [c.r, c.g, c.b]).collect();
        file_of(&bytes, self.n_columns, 3, ExtendedColorType::Rgb8)
    }
}

/// Pixels of so many bytes as a PNG file in a `data:` address; empty when there are none.
fn file_of(bytes: &[u8], n_columns: usize, n_bytes: usize, color: ExtendedColorType) -> String {
    let n_rows = bytes.len() / (n_columns * n_bytes).max(1);
    let full = bytes
        .get(..n_rows * n_columns * n_bytes)
        .unwrap_or_default();
    let mut png = Vec::new();
    let encoder = PngEncoder::new(&mut png);
    match encoder.write_image(full, n_columns as u32, n_rows as u32, color) {
        Ok(()) => data_uri(&png),
        // The encoder refuses nothing but a picture without pixels.
        Err(_) => String::new(),
    }
}

/// A picture on a drawing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Picture {
    /// Computed; drawn with sharp pixels.
    Pixels(Pixels),
    /// Luma, row by row from the top; so many per row.
    Luma {
        /// Pixels per row.
        n_columns: usize,
        /// All of them.
        pixels: Vec<u8>,
    },
    /// A file by its address: `data:image/...`, or within the page `blob:...`. Nothing else is shown.
    Address(String),
}

impl Picture {
    /// The address that an `<img>` or `<image>` shows; empty for a picture that is not shown.
    pub fn address(&self) -> String {
        match self {
            _ if !self.is_shown() => String::new(),
            Self::Pixels(pixels) => pixels.data_uri(),
            Self::Luma { n_columns, pixels } => {
                file_of(pixels, *n_columns, 1, ExtendedColorType::L8)
            }
            Self::Address(address) => address.clone(),
        }
    }

    /// Whether there is something to see that needs no network.
    pub fn is_shown(&self) -> bool {
        match self {
            Self::Pixels(pixels) => pixels.rows().len() > 0,
            Self::Luma { n_columns, pixels } => (1..=pixels.len()).contains(n_columns),
            Self::Address(address) => is_local(address),
        }
    }

    /// Pixels per row, and the full rows as red, green, blue and opacity, 0 to 255; `None` for what is shown by an address.
    pub fn rgba(&self) -> Option<(usize, Vec<u8>)> {
        let (n_columns, mut bytes): (usize, Vec<u8>) = match self {
            Self::Pixels(pixels) => {
                let full = pixels.rows().flatten();
                (
                    pixels.n_columns,
                    full.flat_map(|c| [c.r, c.g, c.b, 255]).collect(),
                )
            }
            Self::Luma { n_columns, pixels } => (
                *n_columns,
                pixels.iter().flat_map(|&l| [l, l, l, 255]).collect(),
            ),
            Self::Address(_) => return None,
        };
        bytes.truncate(bytes.len() / (n_columns * 4).max(1) * n_columns * 4);
        Some((n_columns, bytes))
    }
}

/// Whether an address shows a picture without asking the network.
fn is_local(address: &str) -> bool {
    address.starts_with("data:image/") || address.starts_with("blob:")
}

/// The bytes of a picture's file as a `data:` address.
pub fn data_uri(file: &[u8]) -> String {
    let media_type = media_type(file);
    format!("data:{media_type};base64,{}", STANDARD.encode(file))
}

/// What browsers call the format of a picture's file.
pub fn media_type(file: &[u8]) -> &'static str {
    Format::of(file).unwrap_or(Format::Png).media_type()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_come_back_from_their_address() {
        let colors: Vec<Rgb> = (0..6).map(|i| Rgb::from_hex(i * 0x0010_2030)).collect();
        let pixels = Pixels {
            n_columns: 3,
            colors: colors.clone(),
        };
        let uri = pixels.data_uri();
        let png = STANDARD
            .decode(uri.strip_prefix("data:image/png;base64,").unwrap())
            .unwrap();
        let read = image::load_from_memory(&png).unwrap().to_rgb8();
        assert_eq!(read.dimensions(), (3, 2));
        let back: Vec<Rgb> = read
            .pixels()
            .map(|p| Rgb {
                r: p[0],
                g: p[1],
                b: p[2],
            })
            .collect();
        assert_eq!(back, colors);
        assert_eq!(Pixels::default().data_uri(), "");
    }

    #[test]
    fn an_address_on_the_network_is_not_shown() {
        let shown = |address: &str| Picture::Address(address.to_owned()).address();
        assert_eq!(shown("https://example.org/a.png"), "");
        assert_eq!(shown("javascript:alert(1)"), "");
        assert_eq!(shown("blob:1234"), "blob:1234");
        assert_eq!(
            shown("data:image/png;base64,AA=="),
            "data:image/png;base64,AA=="
        );
    }
}
