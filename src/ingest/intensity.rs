//! From colours back to intensities, at the picture's own resolution.

use super::color_maps::Colors;
use super::color_memory::ColorMemory;
use super::raster::Raster;
use crate::data::{PictureReading, Shades};

/// What a spectrogram shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Intensities {
    /// Columns: moments, the first at the left.
    pub width: usize,
    /// Rows: bands.
    pub height: usize,
    /// `width * height` intensities, 0 (quiet) to 1 (loud), row by row; row 0 is the top, the highest band.
    pub values: Vec<f32>,
}

/// Undoes a colour map, and remembers the intensities of the colours it has seen.
#[derive(Debug, Default)]
pub struct Undo {
    /// How the colours were read that are remembered.
    shades: Shades,
    is_reversed: bool,
    seen: ColorMemory<f32, 14>,
}

impl Undo {
    /// The intensities inside the frame; none where nothing is inside. Of a colour beside the map, the place of the nearest
    /// colour counts, the first of equal ones.
    pub fn intensities(&mut self, raster: &Raster, reading: PictureReading) -> Intensities {
        let Some((width, height)) = reading.frame.inside(raster.width, raster.height) else {
            return Intensities::default();
        };
        if (self.shades, self.is_reversed) != (reading.shades, reading.is_reversed) {
            (self.shades, self.is_reversed) = (reading.shades, reading.is_reversed);
            self.seen.clear();
        }
        let (width, height) = (width as usize, height as usize);
        let mut values = Vec::with_capacity(width * height);
        let rows = raster.rows(reading.frame);
        let mut last: &[u8] = &[];
        let mut add = |row| {
            // Many pictures are drawn larger than what they show: a row comes again.
            if std::mem::replace(&mut last, row) == row {
                values.extend_from_within(values.len() - width..);
            } else {
                self.add(&mut values, row, raster.n_channels);
            }
        };
        if reading.is_turned {
            rows.rev().for_each(&mut add);
        } else {
            rows.for_each(&mut add);
        }
        Intensities {
            width,
            height,
            values,
        }
    }

    /// Adds the intensities of a row of samples.
    fn add(&mut self, values: &mut Vec<f32>, row: &[u8], n_channels: usize) {
        match n_channels {
            1 => values.extend(row.iter().map(|&grey| self.value([grey; 3]))),
            3 => values.extend(row.as_chunks().0.iter().map(|&color| self.value(color))),
            _ => {
                let pixels = row.as_chunks().0.iter();
                values.extend(pixels.map(|&[r, g, b, _]| self.value([r, g, b])));
            }
        }
    }

    #[inline]
    fn value(&mut self, color: [u8; 3]) -> f32 {
        let (shades, is_reversed) = (self.shades, self.is_reversed);
        *self
            .seen
            .value(color, || intensity(color, shades, is_reversed))
    }
}

/// Of one colour, 0 to 1.
fn intensity(color: [u8; 3], shades: Shades, is_reversed: bool) -> f32 {
    let value = match shades {
        Shades::Along(map) => f32::from(Colors::of(map).nearest(color).0) / 255.0,
        Shades::Luma => {
            let [red, green, blue] = color.map(f64::from);
            ((0.299 * red + 0.587 * green + 0.114 * blue) / 255.0) as f32
        }
    };
    if is_reversed { 1.0 - value } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Frame;

    #[test]
    fn rows_that_come_again_are_read_as_all_others() {
        let greys: [[u8; 3]; 4] = [[9, 10, 20], [9, 10, 20], [9, 30, 40], [9, 30, 50]];
        for n_channels in [1, 3, 4] {
            let samples = greys.as_flattened().iter();
            let raster = Raster {
                width: 3,
                height: 4,
                n_channels,
                samples: samples.flat_map(|&grey| vec![grey; n_channels]).collect(),
                sixteen_bit_grey: false,
            };
            let reading = PictureReading {
                frame: Frame {
                    left: 1,
                    ..Frame::NONE
                },
                is_turned: true,
                ..PictureReading::default()
            };
            let shown = Undo::default().intensities(&raster, reading);
            let values: Vec<f32> = shown.values.iter().map(|value| value * 255.0).collect();
            assert_eq!((shown.width, shown.height), (2, 4));
            for (value, grey) in values.iter().zip([30, 50, 30, 40, 10, 20, 10, 20]) {
                assert!((value - grey as f32).abs() < 1e-3, "{values:?}");
            }
        }
    }
}
