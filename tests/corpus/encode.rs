//! One small picture in every encoding of PNG: the files that the tests read are made here.

use png::{BitDepth, ColorType, Encoder, Filter, ScaledFloat};

/// Odd, so that rows of less than a byte per pixel end inside a byte.
pub(crate) const WIDTH: u32 = 37;
/// Unlike the width, so that a transposed picture is another one.
pub(crate) const HEIGHT: u32 = 29;

/// What a picture is written as.
#[derive(Clone)]
pub(crate) struct Encoding {
    pub(crate) color: ColorType,
    pub(crate) depth: BitDepth,
    /// Three bytes per colour; empty where there is none.
    pub(crate) palette: Vec<u8>,
    /// The transparent colour or the palette's alphas; empty where nothing is transparent.
    pub(crate) transparent: Vec<u8>,
    pub(crate) gamma: bool,
    pub(crate) filter: Filter,
}

impl Encoding {
    pub(crate) fn new(color: ColorType, depth: BitDepth) -> Self {
        Self {
            color,
            depth,
            palette: Vec::new(),
            transparent: Vec::new(),
            gamma: false,
            filter: Filter::Adaptive,
        }
    }

    /// The file: `samples` are those of one pixel at (x, y), each of at most `depth` bits.
    pub(crate) fn file<const N: usize>(&self, samples: impl Fn(u32, u32) -> [u16; N]) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, WIDTH, HEIGHT);
        encoder.set_color(self.color);
        encoder.set_depth(self.depth);
        encoder.set_filter(self.filter);
        if !self.palette.is_empty() {
            encoder.set_palette(self.palette.clone());
        }
        if !self.transparent.is_empty() {
            encoder.set_trns(self.transparent.clone());
        }
        if self.gamma {
            encoder.set_source_gamma(ScaledFloat::new(1.0));
        }
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&self.packed(samples)).unwrap();
        writer.finish().unwrap();
        file
    }

    /// All rows: 16 bits high byte first, less than 8 bits with the leftmost pixel in the highest.
    fn packed<const N: usize>(&self, samples: impl Fn(u32, u32) -> [u16; N]) -> Vec<u8> {
        let bits = self.depth as usize;
        let mut bytes = Vec::new();
        for y in 0..HEIGHT {
            let row = (0..WIDTH).flat_map(|x| samples(x, y));
            match bits {
                16 => bytes.extend(row.flat_map(u16::to_be_bytes)),
                8 => bytes.extend(row.map(|sample| sample as u8)),
                _ => {
                    let row: Vec<u16> = row.collect();
                    bytes.extend(row.chunks(8 / bits).map(|pixels| {
                        let at = |(i, &sample)| (sample as u8) << (8 - bits * (i + 1));
                        pixels.iter().enumerate().map(at).sum::<u8>()
                    }));
                }
            }
        }
        bytes
    }
}

/// A brightness at each place, all 256 of which occur.
pub(crate) fn level(x: u32, y: u32) -> u8 {
    let place = y.wrapping_mul(WIDTH).wrapping_add(x);
    place.wrapping_mul(place.wrapping_mul(6).wrapping_add(101)) as u8
}

/// A colour at each place.
pub(crate) fn color(x: u32, y: u32) -> [u8; 3] {
    [level(x, y), level(y, x + 11), level(x + 5, y + 3)]
}

/// Four channels of eight bits: the usual encoding, of which the damaged files are made.
pub(crate) fn rgba() -> Vec<u8> {
    Encoding::new(ColorType::Rgba, BitDepth::Eight).file(|x, y| {
        let [r, g, b] = color(x, y).map(u16::from);
        [r, g, b, u16::from(level(y, x))]
    })
}

/// A chunk of a PNG with the checksum that belongs to it.
pub(crate) fn chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
    let mut chunk = (data.len() as u32).to_be_bytes().to_vec();
    chunk.extend(name);
    chunk.extend(data);
    let checksum = checksum(&chunk[4..]);
    chunk.extend(checksum.to_be_bytes());
    chunk
}

/// The CRC-32 that PNG asks for.
fn checksum(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for &byte in bytes {
        crc ^= u32::from(byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xedb8_8320 * (crc & 1));
        }
    }
    !crc
}

/// A picture header.
pub(crate) fn header(width: u32, height: u32, depth: u8, color_type: u8) -> Vec<u8> {
    let mut data = [width.to_be_bytes(), height.to_be_bytes()].concat();
    data.extend([depth, color_type, 0, 0, 0]);
    chunk(b"IHDR", &data)
}

/// `file` with `chunks` behind its header.
pub(crate) fn with_chunks(file: &[u8], chunks: &[u8]) -> Vec<u8> {
    // Eight bytes of signature, 25 of header.
    let (head, rest) = file.split_at(33);
    [head, chunks, rest].concat()
}
