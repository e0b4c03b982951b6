//! A PNG's bytes to luma. In: a whole file. Out: one byte a pixel, as Pillow's `convert("L")`, or a plain reason.
//!
//! Alpha is dropped, gAMA ignored, 16 bits give their high byte; <https://www.w3.org/TR/png-3/>.

use std::io::Cursor;

use image::codecs::png::PngDecoder;
use image::{ColorType, ImageDecoder, ImageError, Limits};

use super::kind::{PNG_SIGNATURE, describe};
use crate::error::PngError;

/// A decoded picture, in grey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Luma {
    /// Width, in pixels.
    pub width: u32,
    /// Height, in pixels.
    pub height: u32,
    /// `width * height` luma bytes, row by row, top first.
    pub pixels: Vec<u8>,
    /// The file holds 16-bit grey without alpha: the one case in which Pillow answers differently (it clips to white).
    pub sixteen_bit_grey: bool,
}

/// Most pixels a picture may claim.
const MAX_PIXELS: u64 = 64_000_000;
/// Most bytes its decoded pixels may take.
const MAX_BYTES: u64 = 256 << 20;
/// Longest side; keeps the weights of the resize small.
const MAX_SIDE: u32 = 65_536;
/// Deflate cannot shrink by more.
const MAX_DEFLATE_RATIO: u64 = 1_040;

/// Bytes at the start of a file that [`claimed_pixels`] looks at: signature and picture header.
pub const HEAD: usize = 33;

/// Refuses a file of so many bytes before it is read: no picture of at most 64 million pixels needs as many.
pub fn check_size(n_bytes: u64) -> Result<(), PngError> {
    let limit_mb = MAX_BYTES >> 20;
    (n_bytes <= MAX_BYTES)
        .then_some(())
        .ok_or(PngError::TooManyBytes { limit_mb })
}

/// Pixels that decoding a file which begins with `head` will make room for; 0 where it will be refused before.
pub fn claimed_pixels(head: &[u8]) -> u64 {
    let chunks = head.strip_prefix(&PNG_SIGNATURE);
    let header = chunks.and_then(|rest| Chunks { rest }.next().ok());
    let checked = header.and_then(|first| Header::read(first).ok());
    checked.map_or(0, |header| header.n_pixels())
}

/// Decodes a PNG of any colour type, depth and interlacing. Bytes after its end are ignored.
pub fn decode(bytes: &[u8]) -> Result<Luma, PngError> {
    let header = check_structure(bytes)?;
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MAX_BYTES);
    let decoder = PngDecoder::with_limits(Cursor::new(bytes), limits).map_err(in_words)?;
    let (width, height) = decoder.dimensions();
    let color = decoder.color_type();
    let n_bytes = decoder.total_bytes();
    if n_bytes > MAX_BYTES {
        return Err(header.too_large(u64::from(color.bytes_per_pixel())));
    }
    let mut samples = vec![0; n_bytes as usize];
    decoder.read_image(&mut samples).map_err(in_words)?;
    let pixels = match color {
        ColorType::L8 => samples,
        ColorType::La8 => every::<2>(&samples, |[l, _]| l),
        ColorType::L16 => every::<2>(&samples, high),
        ColorType::La16 => every::<4>(&samples, |[a, b, ..]| high([a, b])),
        ColorType::Rgb8 => every::<3>(&samples, |[r, g, b]| luma(r, g, b)),
        ColorType::Rgba8 => every::<4>(&samples, |[r, g, b, _]| luma(r, g, b)),
        ColorType::Rgb16 => every::<6>(&samples, |[r, s, g, h, b, c]| {
            luma(high([r, s]), high([g, h]), high([b, c]))
        }),
        ColorType::Rgba16 => every::<8>(&samples, |[r, s, g, h, b, c, ..]| {
            luma(high([r, s]), high([g, h]), high([b, c]))
        }),
        _ => return Err(damaged("its colour type is unknown")),
    };
    Ok(Luma {
        width,
        height,
        pixels,
        sixteen_bit_grey: header.color_type == 0 && header.depth == 16,
    })
}

/// Applies `value` to each group of `N` bytes.
fn every<const N: usize>(samples: &[u8], value: impl Fn([u8; N]) -> u8) -> Vec<u8> {
    let (groups, _) = samples.as_chunks::<N>();
    groups.iter().map(|&group| value(group)).collect()
}

/// Luma of ITU-R 601 in 16-bit fixed point, as Pillow rounds it.
fn luma(r: u8, g: u8, b: u8) -> u8 {
    ((19_595 * u32::from(r) + 38_470 * u32::from(g) + 7_471 * u32::from(b) + 0x8000) >> 16) as u8
}

/// The high byte of a sample; the decoder leaves samples in the machine's byte order.
fn high(sample: [u8; 2]) -> u8 {
    (u16::from_ne_bytes(sample) >> 8) as u8
}

struct Header {
    width: u32,
    height: u32,
    depth: u8,
    color_type: u8,
}

impl Header {
    /// The header in the first chunk, if a picture like that is decoded at all.
    fn read(first: (&[u8; 4], &[u8])) -> Result<Self, PngError> {
        let header = match first {
            (b"IHDR", &[a, b, c, d, e, f, g, h, depth, color_type, _, _, _]) => Self {
                width: u32::from_be_bytes([a, b, c, d]),
                height: u32::from_be_bytes([e, f, g, h]),
                depth,
                color_type,
            },
            _ => return Err(damaged("it does not begin with a picture header")),
        };
        if header.width == 0 || header.height == 0 {
            return Err(damaged("its width or height is zero"));
        }
        if header.bits_per_pixel().is_none() {
            return Err(damaged(
                "its header names a colour type that does not exist",
            ));
        }
        if header.n_pixels() > MAX_PIXELS {
            return Err(header.too_large(1));
        }
        let sides = [header.width, header.height];
        match sides.into_iter().find(|&side| side > MAX_SIDE) {
            Some(side) => Err(PngError::TooLong {
                side,
                limit: MAX_SIDE,
            }),
            None => Ok(header),
        }
    }

    /// Bits a pixel takes in the file; `None` for a combination that the specification does not know.
    fn bits_per_pixel(&self) -> Option<u64> {
        let channels = match (self.color_type, self.depth) {
            (0, 1 | 2 | 4 | 8 | 16) | (3, 1 | 2 | 4 | 8) => 1,
            (2, 8 | 16) => 3,
            (4, 8 | 16) => 2,
            (6, 8 | 16) => 4,
            _ => return None,
        };
        Some(channels * u64::from(self.depth))
    }

    fn n_pixels(&self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    fn too_large(&self, bytes_per_pixel: u64) -> PngError {
        let limit = MAX_PIXELS.min(MAX_BYTES / bytes_per_pixel.max(1)) / 1_000_000;
        PngError::TooLarge {
            width: self.width,
            height: self.height,
            limit: limit as u32,
        }
    }
}

/// Walks the chunks before anything is allocated: a plain reason for the usual damage, and the end chunk must be there
/// (the decoder alone is content once it has all pixels).
fn check_structure(bytes: &[u8]) -> Result<Header, PngError> {
    if bytes.is_empty() {
        return Err(PngError::Empty);
    }
    if !bytes.starts_with(&PNG_SIGNATURE) {
        return Err(if PNG_SIGNATURE.starts_with(bytes) {
            PngError::Truncated
        } else if bytes.get(1..4) == Some(b"PNG") {
            damaged("its first bytes were changed, as happens when a picture is copied as text")
        } else {
            PngError::NotPng {
                found: describe(bytes),
            }
        });
    }
    let mut chunks = Chunks {
        rest: &bytes[PNG_SIGNATURE.len()..],
    };
    let header = Header::read(chunks.next()?)?;
    let bits = header.bits_per_pixel().unwrap_or(0);
    let mut n_data = 0;
    loop {
        match chunks.next()? {
            (b"IEND", _) => break,
            (b"IDAT", data) => n_data += data.len() as u64,
            _ => {}
        }
    }
    if n_data == 0 {
        return Err(damaged("it holds no picture data"));
    }
    if header.n_pixels() * bits / 8 > (n_data + 64) * MAX_DEFLATE_RATIO {
        return Err(PngError::Truncated);
    }
    Ok(header)
}

struct Chunks<'a> {
    rest: &'a [u8],
}

impl<'a> Chunks<'a> {
    /// Name and data of the next chunk.
    fn next(&mut self) -> Result<(&'a [u8; 4], &'a [u8]), PngError> {
        let whole = || {
            let (length, rest) = self.rest.split_first_chunk::<4>()?;
            let (name, rest) = rest.split_first_chunk::<4>()?;
            let (data, rest) = rest.split_at_checked(u32::from_be_bytes(*length) as usize)?;
            let (_checksum, rest) = rest.split_first_chunk::<4>()?;
            Some((name, data, rest))
        };
        let (name, data, rest) = whole().ok_or(PngError::Truncated)?;
        self.rest = rest;
        Ok((name, data))
    }
}

fn damaged(reason: &str) -> PngError {
    PngError::Damaged(reason.to_owned())
}

/// The decoder's error in plain words. Its own types are not public through `image`, so its text is searched.
fn in_words(error: ImageError) -> PngError {
    let text = match error {
        ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            return PngError::Truncated;
        }
        ImageError::Limits(_) => return damaged("it needs more memory than a picture should"),
        error => error.to_string().to_lowercase(),
    };
    damaged(if text.contains("crc") {
        "a part of it does not match its checksum"
    } else if text.contains("deflate") || text.contains("zlib") || text.contains("fdeflate") {
        "its picture data cannot be unpacked"
    } else if text.contains("palette") || text.contains("plte") {
        "its colour palette is missing or wrong"
    } else if text.contains("limit") {
        "it needs more memory than a picture should"
    } else if text.contains("eof") || text.contains("end of file") || text.contains("no more image")
    {
        "its picture data ends too early"
    } else {
        "its parts are in disorder"
    })
}

#[cfg(test)]
#[path = "png_tests.rs"]
mod tests;
