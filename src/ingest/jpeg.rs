//! A JPEG's bytes to pixels. In: a whole file. Out: its pixels, or a plain reason. <https://www.w3.org/Graphics/JPEG/itu-t81.pdf>
//!
//! Read is what cameras and programs write: baseline and progressive, grey, YCbCr, RGB, CMYK and YCCK of 8 bits, with any
//! subsampling. A picture lies as it is stored: the orientation in its EXIF data is ignored, as by Pillow. Colour profiles are
//! ignored too.
//!
//! How whole a JPEG is can only be seen by its parts, as it has no checksums: one without its end, or with codes that mean
//! nothing, is refused. Arithmetic coding, lossless and hierarchical pictures and 12 bits are refused by name.
//!
//! The standard leaves the last bits of decoding open. Pillow's decoder, libjpeg-turbo, may differ from this one: on the 40
//! pictures of `tests/fixtures/n40` saved by Pillow 12.1.1 at qualities 60, 65 ... 95 no pixel's luma differs by more than 2 of
//! 255, on average by 0.007 where colours were kept at full size (4:4:4) and by 0.027 where they were halved (4:2:0);
//! of 64 x 64 pixels none differs by more than 2 either, on average by 0.010 and 0.033 (`examples/luma_distance.rs` measures it).
//! Here the same bytes come out on every machine: none of the decoder's processor-specific paths is used.

use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::limits::Claim;
use super::raster::Raster;
use crate::error::PictureError;

/// Decodes a JPEG. Bytes after its end are ignored.
pub(super) fn decode(bytes: &[u8]) -> Result<Raster, PictureError> {
    let claim = check_structure(bytes)?;
    let options = DecoderOptions::default()
        .set_use_unsafe(false)
        .set_strict_mode(true)
        .set_max_width(claim.width as usize)
        .set_max_height(claim.height as usize);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|error| in_words(&error))?;
    let (space, n_channels) = match decoder.input_colorspace() {
        Some(ColorSpace::Luma) => (ColorSpace::Luma, 1),
        _ => (ColorSpace::RGB, 3),
    };
    decoder.set_options(options.jpeg_set_out_colorspace(space));
    let samples = decoder.decode().map_err(|error| in_words(&error))?;
    let expected = claim.n_pixels() as usize * n_channels;
    if decoder.dimensions() != Some((claim.width as usize, claim.height as usize))
        || samples.len() != expected
    {
        return Err(PictureError::damaged("its parts contradict each other"));
    }
    Ok(Raster {
        width: claim.width,
        height: claim.height,
        n_channels,
        samples,
        sixteen_bit_grey: false,
    })
}

fn in_words(error: &DecodeErrors) -> PictureError {
    match error {
        DecodeErrors::ExhaustedData => PictureError::Truncated,
        DecodeErrors::Unsupported(_) => PictureError::Unread(
            "it is coded in a way that few programs know (save it as PNG)".into(),
        ),
        DecodeErrors::HuffmanDecode(_) | DecodeErrors::MCUError(_) => {
            PictureError::damaged("its picture data cannot be unpacked")
        }
        _ => PictureError::damaged("its parts are in disorder"),
    }
}

/// Width and height in the frame header, which may stand behind other segments; `part` gives the bytes from a place on.
pub(super) fn claim(part: &dyn Fn(usize, usize) -> Vec<u8>) -> Option<Claim> {
    let mut at = 2;
    loop {
        match part(at, 9)[..] {
            [0xff, 0xff, ..] => at += 1,
            [0xff, marker, _, _, _, a, b, c, d] if is_frame(marker) => {
                return Some(Claim {
                    width: u16::from_be_bytes([c, d]).into(),
                    height: u16::from_be_bytes([a, b]).into(),
                });
            }
            [0xff, marker, a, b, ..] if has_length(marker) => {
                at += 2 + usize::from(u16::from_be_bytes([a, b])).max(2);
            }
            _ => return None,
        }
    }
}

/// Does a marker begin a frame header? Three of its range begin tables.
fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc)
}

/// Does a length follow a marker before the picture data?
fn has_length(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xfe) && !matches!(marker, 0xd0..=0xd9)
}

/// Walks the segments before anything is allocated: there must be a frame of a kind that is read, picture data and an end.
fn check_structure(bytes: &[u8]) -> Result<Claim, PictureError> {
    let mut rest = bytes.get(2..).ok_or(PictureError::Truncated)?;
    let mut frame = None;
    let mut has_data = false;
    loop {
        let marker = match *rest {
            [0xff, 0xff, ..] => {
                rest = &rest[1..];
                continue;
            }
            [0xff, marker, ..] => marker,
            [] | [0xff] => return Err(PictureError::Truncated),
            _ => return Err(PictureError::damaged("its parts are in disorder")),
        };
        rest = &rest[2..];
        match marker {
            0xd9 if !has_data => return Err(PictureError::damaged("it holds no picture data")),
            0xd9 => break,
            _ if !has_length(marker) => {
                return Err(PictureError::damaged("its parts are in disorder"));
            }
            _ => {}
        }
        let length = rest
            .first_chunk()
            .map(|&length| usize::from(u16::from_be_bytes(length)));
        let segment = length.and_then(|length| rest.split_at_checked(length));
        let (segment, behind) = segment.ok_or(PictureError::Truncated)?;
        rest = behind;
        if is_frame(marker) {
            frame = frame.or(Some(read_frame(marker, segment)?));
        } else if marker == 0xda {
            has_data = true;
            rest = behind_data(rest).ok_or(PictureError::Truncated)?;
        }
    }
    frame.ok_or_else(|| PictureError::damaged("it does not say how large it is"))
}

/// What stands behind picture data: in it a byte 255 is followed by a zero or by a restart.
fn behind_data(data: &[u8]) -> Option<&[u8]> {
    let is_marker = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0 | 0xd0..=0xd7 | 0xff);
    let at = data.windows(2).position(is_marker)?;
    data.get(at..)
}

/// The claim of a frame header, if a frame like that is decoded at all.
fn read_frame(marker: u8, segment: &[u8]) -> Result<Claim, PictureError> {
    let &[_, _, depth, a, b, c, d, ..] = segment else {
        return Err(PictureError::damaged("its frame header is too short"));
    };
    let unread = match marker {
        0xc0..=0xc2 if depth == 8 => None,
        0xc0..=0xc2 => Some("it has more than 8 bits a colour (save it as PNG)"),
        0xc3 | 0xc7 | 0xcb | 0xcf => Some("it is a lossless JPEG (save it as PNG)"),
        0xc5 | 0xc6 | 0xcd | 0xce => Some("it is a hierarchical JPEG (save it as PNG)"),
        _ => Some("it is arithmetically coded (save it as PNG)"),
    };
    if let Some(unread) = unread {
        return Err(PictureError::Unread(unread.into()));
    }
    Claim {
        width: u16::from_be_bytes([c, d]).into(),
        height: u16::from_be_bytes([a, b]).into(),
    }
    .check()
}

#[cfg(test)]
#[path = "jpeg_tests.rs"]
mod tests;
