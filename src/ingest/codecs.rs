//! Pictures that are no PNGs. In: a whole JPEG, GIF or WebP. Out: its pixels, or a plain reason.
//!
//! Of what moves, the first picture counts, on the whole canvas. Alpha is ignored, as in a PNG: what is transparent has the
//! colour that is stored there; what the first picture of a GIF leaves out of its canvas is black.

use std::fmt;
use std::io::{BufRead, Cursor, Seek};

use image::codecs::gif::GifDecoder;
use image::codecs::webp::WebPDecoder;
use image::error::LimitErrorKind;
use image::{ColorType, ImageDecoder, ImageError, ImageResult};

use super::claims;
use super::format::Format;
use super::limits::MAX_BYTES;
use super::raster::Raster;
use super::{jpeg, kind};
use crate::error::PictureError;

/// Who decodes what is no PNG. On the page that is a part of the program that is loaded with the first such picture.
pub trait Decodes: fmt::Debug {
    /// The pixels of a JPEG, GIF or WebP.
    fn decode(&self, bytes: &[u8]) -> Result<Raster, PictureError>;
}

/// Decodes by itself.
#[derive(Clone, Copy, Debug)]
pub struct Codecs;

impl Decodes for Codecs {
    fn decode(&self, bytes: &[u8]) -> Result<Raster, PictureError> {
        match Format::of(bytes) {
            Some(Format::Jpeg) => jpeg::decode(bytes),
            Some(Format::Gif) => first(Format::Gif, bytes, GifDecoder::new),
            // Its decoder is content when all pixels are there in any way.
            Some(Format::WebP) if is_cut_webp(bytes) => Err(PictureError::Truncated),
            Some(Format::WebP) => first(Format::WebP, bytes, WebPDecoder::new),
            Some(Format::Png) | None => Err(PictureError::NotPicture {
                found: kind::describe(bytes).to_owned(),
            }),
        }
    }
}

/// Has a WebP fewer bytes than it says behind its first four?
fn is_cut_webp(bytes: &[u8]) -> bool {
    let length = bytes.get(4..8).and_then(|length| length.first_chunk());
    length.is_none_or(|&length| (bytes.len() as u64) < 8 + u64::from(u32::from_le_bytes(length)))
}

/// The first picture of a file.
fn first<'a, D: ImageDecoder>(
    format: Format,
    bytes: &'a [u8],
    open: impl Fn(Cursor<&'a [u8]>) -> ImageResult<D>,
) -> Result<Raster, PictureError>
where
    Cursor<&'a [u8]>: BufRead + Seek,
{
    let part = |start, n| bytes.iter().skip(start).take(n).copied().collect();
    let claim = claims::claim(format, &part)
        .ok_or(PictureError::Truncated)?
        .check()?;
    let decoder = open(Cursor::new(bytes)).map_err(|error| in_words(&error))?;
    let (width, height) = decoder.dimensions();
    if (width, height) != (claim.width, claim.height) {
        return Err(PictureError::damaged("its parts contradict each other"));
    }
    let n_channels = match decoder.color_type() {
        ColorType::L8 => 1,
        ColorType::Rgb8 => 3,
        ColorType::Rgba8 => 4,
        _ => return Err(PictureError::damaged("its colour type is unknown")),
    };
    if decoder.total_bytes() > MAX_BYTES {
        return Err(claim.too_large(n_channels as u64));
    }
    let mut samples = vec![0; decoder.total_bytes() as usize];
    decoder
        .read_image(&mut samples)
        .map_err(|error| in_words(&error))?;
    Ok(Raster {
        width,
        height,
        n_channels,
        samples,
        sixteen_bit_grey: false,
    })
}

fn in_words(error: &ImageError) -> PictureError {
    match error {
        ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            PictureError::Truncated
        }
        ImageError::Limits(limit) if limit.kind() == LimitErrorKind::InsufficientMemory => {
            PictureError::damaged("it needs more memory than a picture should")
        }
        ImageError::Unsupported(_) => PictureError::Unread(
            "it is coded in a way that few programs know (save it as PNG)".into(),
        ),
        _ => PictureError::damaged("its picture data cannot be unpacked"),
    }
}
