//! Pictures within drawings: a few computed pixels, or a file that is shown as it is.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder};

use crate::plot::color::Rgb;

/// Pixels as a computed picture has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pixels {
    /// Pixels a row.
    pub n_columns: usize,
    /// Row by row from the top; a last row that is not full is left out.
    pub colors: Vec<Rgb>,
}

impl Pixels {
    /// The full rows, from the top.
    pub fn rows(&self) -> std::slice::ChunksExact<'_, Rgb> {
        self.colors.chunks_exact(self.n_columns.max(1))
    }

    /// As a PNG file in a `data:` address; empty when there are no pixels.
    pub fn data_uri(&self) -> String {
        let n_rows = self.rows().len();
        let bytes: Vec<u8> = self
            .rows()
            .flatten()
            .flat_map(|c| [c.r, c.g, c.b])
            .collect();
        let mut png = Vec::new();
        let written = PngEncoder::new(&mut png).write_image(
            &bytes,
            self.n_columns as u32,
            n_rows as u32,
            ExtendedColorType::Rgb8,
        );
        match written {
            Ok(()) => png_data_uri(&png),
            // The encoder refuses nothing but a picture without pixels.
            Err(_) => String::new(),
        }
    }
}

/// A picture on a drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picture {
    /// Computed; drawn with sharp pixels.
    Pixels(Pixels),
    /// A file by its address: `data:image/...`, or within the page `blob:...`. Nothing else is shown.
    Address(String),
}

impl Picture {
    /// The address that an `<img>` or `<image>` shows; empty for one that is not allowed.
    pub fn address(&self) -> String {
        match self {
            Self::Pixels(pixels) => pixels.data_uri(),
            Self::Address(address) if is_local(address) => address.clone(),
            Self::Address(_) => String::new(),
        }
    }
}

/// Whether an address shows a picture without asking the network.
fn is_local(address: &str) -> bool {
    address.starts_with("data:image/") || address.starts_with("blob:")
}

/// The bytes of a PNG file as a `data:` address.
pub fn png_data_uri(png: &[u8]) -> String {
    format!("data:image/png;base64,{}", STANDARD.encode(png))
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
