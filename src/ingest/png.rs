//! A PNG's bytes to pixels. In: a whole file. Out: its pixels, or a plain reason. <https://www.w3.org/TR/png-3/>
//!
//! What is whole is read, whatever else the file holds:
//!
//! - Chunks beside the picture (text, times, profiles, gamma, transparency, ...) may be wrong, repeated or out of place; their
//!   content is not looked at. One that does not match its checksum, or an end that does not, is read with a remark.
//! - Refused by name is what may have changed the pixels: a header, palette or picture data that do not match their checksum
//!   (that of the unpacked data included), a palette or an end that are missing, a second header, and a chunk that its writer
//!   marked as one that nobody may pass over, unless it is known.
//! - Of an animated picture the default image counts, which is what programs show that know of no animation: mostly its first
//!   frame, but a file may have one that is no part of the animation.
//! - Bytes behind the end are ignored; 16 bits give their high byte; alpha is ignored.

use std::io::{Cursor, ErrorKind};

use png::{ColorType, DecodeOptions, Decoder, DecodingError, Limits, Transformations};

use super::format::PNG_SIGNATURE;
use super::kind::describe;
use super::limits::{Claim, MAX_BYTES};
use super::raster::Raster;
use crate::error::PictureError;

/// Deflate cannot shrink by more.
const MAX_DEFLATE_RATIO: u64 = 1_040;
/// Bytes at the start of a file that say its size: signature and picture header.
pub(super) const HEAD: usize = 33;

/// The name of a chunk: four letters.
pub type ChunkName = String;

/// Decodes a PNG of any colour type, depth and interlacing. Bytes after its end are ignored.
pub fn decode(bytes: &[u8]) -> Result<Raster, PictureError> {
    decode_most(bytes).map(|(raster, _)| raster)
}

/// The same, and the first chunk beside the picture that does not match its checksum.
pub fn decode_most(bytes: &[u8]) -> Result<(Raster, Option<ChunkName>), PictureError> {
    let parts = check_structure(bytes)?;
    let raster = unpack(bytes, &parts, false).map_err(|error| match error {
        // Only where it went wrong: is it the checksum alone?
        DecodingError::Format(_) if unpack(bytes, &parts, true).is_ok() => {
            damaged("its picture data (IDAT) does not match the checksum inside it")
        }
        DecodingError::Format(_) if parts.is_scattered => {
            damaged("other parts lie between those of its picture data (IDAT)")
        }
        DecodingError::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => {
            damaged("its picture data (IDAT) ends too early")
        }
        DecodingError::LimitsExceeded => damaged("it needs more memory than a picture should"),
        _ => damaged("its picture data (IDAT) cannot be unpacked"),
    })?;
    let raster = raster.ok_or_else(|| parts.header.claim.too_large(4))?;
    Ok((raster, parts.unsound))
}

/// The pixels; nothing where they take too much room.
fn unpack(
    bytes: &[u8],
    parts: &Parts,
    ignores_checksum: bool,
) -> Result<Option<Raster>, DecodingError> {
    // All chunks have been checked; inside the picture data is one more checksum.
    let mut options = DecodeOptions::default();
    options.set_ignore_crc(true);
    options.set_ignore_adler32(ignores_checksum);
    options.set_ignore_text_chunk(true);
    options.set_ignore_iccp_chunk(true);
    let mut decoder = Decoder::new_with_options(Cursor::new(bytes), options);
    decoder.set_limits(Limits {
        bytes: MAX_BYTES as usize,
    });
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let mut reader = decoder.read_info()?;
    let n_bytes = reader.output_buffer_size();
    let Some(n_bytes) = n_bytes.filter(|&n_bytes| n_bytes as u64 <= MAX_BYTES) else {
        return Ok(None);
    };
    let mut samples = vec![0; n_bytes];
    reader.next_frame(&mut samples)?;
    let (n_channels, samples) = match reader.output_color_type().0 {
        ColorType::Grayscale | ColorType::Indexed => (1, samples),
        ColorType::GrayscaleAlpha => (1, samples.into_iter().step_by(2).collect()),
        ColorType::Rgb => (3, samples),
        ColorType::Rgba => (4, samples),
    };
    let Header {
        claim,
        depth,
        color_type,
    } = parts.header;
    Ok(Some(Raster {
        width: claim.width,
        height: claim.height,
        n_channels,
        samples,
        sixteen_bit_grey: color_type == 0 && depth == 16,
    }))
}

/// The size that a file which begins with `head` claims, if a picture like that is decoded at all.
pub(super) fn claim(head: &[u8]) -> Option<Claim> {
    let mut chunks = Chunks {
        rest: head.strip_prefix(&PNG_SIGNATURE)?,
    };
    let header = Header::read(&chunks.next().ok()?).ok()?;
    Some(header.claim)
}

#[derive(Clone, Copy, Debug)]
struct Header {
    claim: Claim,
    depth: u8,
    color_type: u8,
}

impl Header {
    /// The header in the first chunk, if a picture like that is decoded at all.
    fn read(first: &Chunk) -> Result<Self, PictureError> {
        let header = match (first.name, first.data) {
            (b"IHDR", &[a, b, c, d, e, f, g, h, depth, color_type, _, _, _]) => Self {
                claim: Claim {
                    width: u32::from_be_bytes([a, b, c, d]),
                    height: u32::from_be_bytes([e, f, g, h]),
                },
                depth,
                color_type,
            },
            _ => return Err(damaged("it does not begin with a picture header (IHDR)")),
        };
        header.claim.check()?;
        match header.bits_per_pixel() {
            Some(_) => Ok(header),
            None => Err(damaged(
                "its header names a colour type that does not exist",
            )),
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
}

/// What the chunks of a file say.
struct Parts {
    header: Header,
    /// The first chunk beside the picture that does not match its checksum.
    unsound: Option<ChunkName>,
    /// Does anything lie between the pieces of the picture data?
    is_scattered: bool,
}

/// Walks the chunks before anything is allocated, and holds them to what the head of this file says.
fn check_structure(bytes: &[u8]) -> Result<Parts, PictureError> {
    if bytes.is_empty() {
        return Err(PictureError::Empty);
    }
    let Some(rest) = bytes.strip_prefix(&PNG_SIGNATURE) else {
        return Err(if PNG_SIGNATURE.starts_with(bytes) {
            PictureError::Truncated
        } else if bytes.get(1..4) == Some(b"PNG") {
            damaged("its first bytes were changed, as happens when a picture is copied as text")
        } else {
            PictureError::NotPicture {
                found: describe(bytes).to_owned(),
            }
        });
    };
    let mut chunks = Chunks { rest };
    let first = chunks.next()?;
    let header = Header::read(&first)?;
    if !first.is_sound() {
        return Err(first.unsound());
    }
    let (mut unsound, mut is_scattered) = (None, false);
    let (mut n_data, mut has_palette, mut was_data, mut had_data) = (0, false, false, false);
    loop {
        let chunk = chunks.next()?;
        let is_data = chunk.name == b"IDAT";
        let is_sound = chunk.is_sound();
        match chunk.name {
            b"IDAT" | b"PLTE" if !is_sound => return Err(chunk.unsound()),
            b"IDAT" if header.color_type == 3 && !has_palette => {
                return Err(damaged("its colour palette (PLTE) is missing"));
            }
            b"IDAT" => {
                n_data += chunk.data.len() as u64;
                is_scattered |= had_data && !was_data;
                had_data = true;
            }
            b"PLTE"
                if header.color_type == 3
                    && (chunk.data.is_empty() || !chunk.data.len().is_multiple_of(3)) =>
            {
                return Err(damaged("its colour palette (PLTE) is no list of colours"));
            }
            b"PLTE" => has_palette = true,
            b"IHDR" => return Err(damaged("it has a second picture header (IHDR)")),
            b"IEND" => {}
            name if name[0].is_ascii_uppercase() => {
                let name = chunk.name();
                return Err(PictureError::Unread(format!(
                    "it has a part, {name}, that no program may pass over and this one does not know"
                )));
            }
            _ => {}
        }
        was_data = is_data;
        if !is_sound && unsound.is_none() {
            unsound = Some(chunk.name());
        }
        if chunk.name == b"IEND" {
            break;
        }
    }
    if n_data == 0 {
        return Err(damaged("it holds no picture data (IDAT)"));
    }
    let bits = header.bits_per_pixel().unwrap_or(0);
    if header.claim.n_pixels() * bits / 8 > (n_data + 64) * MAX_DEFLATE_RATIO {
        return Err(PictureError::Truncated);
    }
    Ok(Parts {
        header,
        unsound,
        is_scattered,
    })
}

struct Chunk<'a> {
    name: &'a [u8; 4],
    data: &'a [u8],
    checksum: u32,
}

impl Chunk<'_> {
    /// Does it match its checksum?
    fn is_sound(&self) -> bool {
        let mut hasher = crc32fast::Hasher::new();
        hasher.update(self.name);
        hasher.update(self.data);
        hasher.finalize() == self.checksum
    }

    /// Its four letters; what is no letter is written as a number.
    fn name(&self) -> ChunkName {
        self.name.escape_ascii().to_string()
    }

    fn unsound(&self) -> PictureError {
        let what = match self.name {
            b"IHDR" => "header",
            b"PLTE" => "colour palette",
            _ => "picture data",
        };
        let name = self.name();
        PictureError::Damaged(format!("its {what} ({name}) does not match its checksum"))
    }
}

struct Chunks<'a> {
    rest: &'a [u8],
}

impl<'a> Chunks<'a> {
    fn next(&mut self) -> Result<Chunk<'a>, PictureError> {
        let whole = || {
            let (length, rest) = self.rest.split_first_chunk::<4>()?;
            let (name, rest) = rest.split_first_chunk::<4>()?;
            let (data, rest) = rest.split_at_checked(u32::from_be_bytes(*length) as usize)?;
            let (checksum, rest) = rest.split_first_chunk::<4>()?;
            let checksum = u32::from_be_bytes(*checksum);
            let chunk = Chunk {
                name,
                data,
                checksum,
            };
            Some((chunk, rest))
        };
        let (chunk, rest) = whole().ok_or(PictureError::Truncated)?;
        self.rest = rest;
        Ok(chunk)
    }
}

fn damaged(reason: &str) -> PictureError {
    PictureError::damaged(reason)
}

#[cfg(test)]
#[path = "png_tests.rs"]
mod tests;
