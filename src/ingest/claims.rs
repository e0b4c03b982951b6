//! How large a picture says that it is. In: parts of its file. Out: the size and the pixels that it claims, before anything is
//! decoded.

use super::format::Format;
use super::limits::Claim;
use super::{jpeg, png};

/// The width and height that the file claims; `None` where what says them is missing. `part` gives the bytes from a
/// place on, as many as are wanted or as there are.
pub(super) fn claim(format: Format, part: &dyn Fn(usize, usize) -> Vec<u8>) -> Option<Claim> {
    match format {
        Format::Png => png::claim(&part(0, png::HEAD)),
        Format::Jpeg => jpeg::claim(part),
        Format::Gif => match part(6, 4)[..] {
            [a, b, c, d] => Some(Claim {
                width: u16::from_le_bytes([a, b]).into(),
                height: u16::from_le_bytes([c, d]).into(),
            }),
            _ => None,
        },
        Format::WebP => webp_claim(&part(12, 18)),
    }
}

/// The claim in a WebP's first chunk, of one of three kinds. <https://developers.google.com/speed/webp/docs/riff_container>
fn webp_claim(chunk: &[u8]) -> Option<Claim> {
    // What is behind the name and the length; a lossless picture of a pixel has six bytes.
    let [width, height] = match (chunk.get(..4)?, chunk.get(8..)?) {
        // One less than the canvas, in 24 bits each.
        (b"VP8X", &[_, _, _, _, a, b, c, d, e, f, ..]) => {
            [[a, b, c, 0], [d, e, f, 0]].map(|side| u32::from_le_bytes(side) + 1)
        }
        // One less than the picture, in 14 bits each.
        (b"VP8L", &[0x2f, a, b, c, d, ..]) => {
            let bits = u32::from_le_bytes([a, b, c, d]);
            [(bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1]
        }
        // In 14 bits each, below two bits of scale.
        (b"VP8 ", &[_, _, _, _, _, _, a, b, c, d, ..]) => {
            [[a, b], [c, d]].map(|side| u32::from(u16::from_le_bytes(side) & 0x3fff))
        }
        _ => return None,
    };
    Some(Claim { width, height })
}

/// Pixels that decoding a file will make room for; 0 where it will be refused before. `part` gives the bytes from a place on,
/// as many as are wanted or as there are: what says the size may stand far behind.
pub fn claimed_pixels(part: &dyn Fn(usize, usize) -> Vec<u8>) -> u64 {
    let claim = Format::of(&part(0, 12)).and_then(|format| claim(format, part));
    let checked = claim.and_then(|claim| claim.check().ok());
    checked.map_or(0, Claim::n_pixels)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claimed(file: &[u8]) -> u64 {
        claimed_pixels(&|start, n| file.iter().skip(start).take(n).copied().collect())
    }

    #[test]
    fn pixels_are_claimed_by_what_will_be_decoded() {
        assert_eq!(claimed(b"GIF89a\x2c\x01\xc8\0\xf7"), 60_000);
        let webp = |chunk: &[u8]| [&b"RIFF\x24\0\0\0WEBP"[..], chunk].concat();
        let lossy = b"VP8 \x24\0\0\0\0\0\0\x9d\x01\x2a\x2c\x01\xc8\0";
        assert_eq!(claimed(&webp(lossy)), 60_000);
        let lossless = b"VP8L\x24\0\0\0\x2f\x2b\xc1\x31\0\0\0\0\0";
        assert_eq!(claimed(&webp(lossless)), 60_000);
        let canvas = b"VP8X\x0a\0\0\0\x10\0\0\0\x2b\x01\0\xc7\0\0";
        assert_eq!(claimed(&webp(canvas)), 60_000);
        let huge = b"VP8X\x0a\0\0\0\x10\0\0\0\xff\xff\xff\xff\xff\xff";
        assert_eq!(claimed(&webp(huge)), 0);
        assert_eq!(claimed(b"BM"), 0);
    }
}
