//! The pixels of a decoded picture, whatever it was packed in.

use crate::data::Frame;

/// A decoded picture of 8 bits a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raster {
    /// Width, in pixels.
    pub width: u32,
    /// Height, in pixels.
    pub height: u32,
    /// Channels per pixel: 1 (grey), 3 (red, green, blue) or 4 (those and alpha, which nobody looks at).
    pub n_channels: usize,
    /// `width * height * n_channels` bytes, row by row, top first.
    pub samples: Vec<u8>,
    /// It was 16-bit grey without alpha: the one case in which Pillow answers differently (it clips to white).
    pub sixteen_bit_grey: bool,
}

impl Raster {
    /// Red, green and blue of the pixel in column `x` of row `y`.
    pub fn color(&self, x: usize, y: usize) -> [u8; 3] {
        let start = (y * self.width as usize + x) * self.n_channels;
        match self.samples[start..] {
            [red, green, blue, ..] if self.n_channels >= 3 => [red, green, blue],
            [grey, ..] => [grey; 3],
            [] => [0; 3],
        }
    }

    /// The samples of each row inside the frame, top first; nothing where nothing is inside.
    pub fn rows(&self, frame: Frame) -> impl DoubleEndedIterator<Item = &[u8]> {
        let (width, height) = frame.inside(self.width, self.height).unwrap_or_default();
        let start = frame.left as usize * self.n_channels;
        let end = start + width as usize * self.n_channels;
        let top = frame.top as usize;
        let row_bytes = self.width as usize * self.n_channels;
        (top..top + height as usize).map(move |row| &self.samples[row * row_bytes..][start..end])
    }

    /// Luma of each pixel, row by row, as Pillow's `convert("L")`.
    pub fn luma(&self) -> Vec<u8> {
        let samples = &self.samples;
        match self.n_channels {
            1 => samples.clone(),
            3 => {
                let pixels = samples.as_chunks().0.iter();
                pixels.map(|&[r, g, b]| luma(r, g, b)).collect()
            }
            _ => {
                let pixels = samples.as_chunks().0.iter();
                pixels.map(|&[r, g, b, _]| luma(r, g, b)).collect()
            }
        }
    }
}

/// Luma of ITU-R 601 in 16-bit fixed point, as Pillow rounds it.
fn luma(r: u8, g: u8, b: u8) -> u8 {
    ((19_595 * u32::from(r) + 38_470 * u32::from(g) + 7_471 * u32::from(b) + 0x8000) >> 16) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn luma_of_the_primaries_is_that_of_pillow() {
        assert_eq!(luma(255, 255, 255), 255);
        assert_eq!(
            [luma(255, 0, 0), luma(0, 255, 0), luma(0, 0, 255)],
            [76, 150, 29]
        );
    }

    #[test]
    fn only_what_is_inside_the_frame_counts() {
        let picture = |n_channels: usize| Raster {
            width: 3,
            height: 2,
            n_channels,
            samples: (0..6u8).flat_map(|i| vec![i; n_channels]).collect(),
            sixteen_bit_grey: false,
        };
        let frame = Frame {
            left: 1,
            bottom: 1,
            ..Frame::NONE
        };
        for n_channels in [1, 3, 4] {
            let picture = picture(n_channels);
            assert_eq!(picture.luma(), [0, 1, 2, 3, 4, 5]);
            let rows: Vec<&[u8]> = picture.rows(frame).collect();
            assert_eq!(rows, [[vec![1; n_channels], vec![2; n_channels]].concat()]);
            assert_eq!(picture.rows(Frame { top: 2, ..frame }).count(), 0);
            assert_eq!(picture.color(1, 1), [4; 3]);
        }
    }
}
