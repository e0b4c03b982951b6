//! What the notebook's observations speak of, measured on the 64 x 64 luma of each picture: bright, dense, smooth,
//! irregular. In: the joined collection. Out: one row of measurements a track with a picture.

use serde::{Deserialize, Serialize};

use crate::data::{Catalog, N_PIXELS, SIDE};

/// One measurement of a picture, in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Mean luma, in percent of white.
    Brightness,
    /// The same of the upper third of the bands.
    UpperBrightness,
    /// Pixels brighter than the median pixel of the whole collection, in percent of all pixels.
    Density,
    /// The same of the upper third of the bands.
    UpperDensity,
    /// Mean step between neighbouring pixels, along time and across bands, in percent of white: small where the picture
    /// is smooth.
    Roughness,
    /// Standard deviation of the steps between the mean lumas of neighbouring moments, in percent of white: large where
    /// loudness comes and goes without a pattern.
    Irregularity,
}

impl Measure {
    const ALL: [Self; 6] = [
        Self::Brightness,
        Self::UpperBrightness,
        Self::Density,
        Self::UpperDensity,
        Self::Roughness,
        Self::Irregularity,
    ];

    /// As a noun.
    pub fn name(self) -> &'static str {
        match self {
            Self::Brightness => "brightness",
            Self::UpperBrightness => "brightness of the upper bands",
            Self::Density => "density",
            Self::UpperDensity => "density of the upper bands",
            Self::Roughness => "step between neighbouring pixels",
            Self::Irregularity => "irregularity over time",
        }
    }

    /// What it is, for the person to read.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Brightness => "mean luma, in percent of white",
            Self::UpperBrightness => {
                "mean luma of the upper third of the bands, in percent of white"
            }
            Self::Density => "pixels brighter than the median pixel of all pictures, in percent",
            Self::UpperDensity => {
                "pixels of the upper third of the bands brighter than the median pixel of all pictures, in percent"
            }
            Self::Roughness => {
                "mean difference of pixels next to each other, along time and across bands, in percent of white: small where smooth"
            }
            Self::Irregularity => {
                "standard deviation of the change in mean luma from moment to moment, in percent of white"
            }
        }
    }
}

/// The measurements of a collection.
pub struct Measures {
    /// The tracks with a picture, in catalogue order.
    pub tracks: Vec<usize>,
    values: Vec<[f64; Measure::ALL.len()]>,
}

impl Measures {
    /// Measures every picture.
    pub fn of(catalog: &Catalog) -> Self {
        let picture = |track: usize| Some(&*catalog.spectrogram(track)?.pixels);
        let tracks: Vec<usize> = (0..catalog.tracks.len())
            .filter(|&track| picture(track).is_some_and(|pixels| pixels.len() == N_PIXELS))
            .collect();
        let pictures = || tracks.iter().filter_map(|&track| picture(track));
        let median = median_luma(pictures());
        Self {
            values: pictures().map(|pixels| measure(pixels, median)).collect(),
            tracks,
        }
    }

    /// The values of one measurement, aligned with [`Self::tracks`].
    pub fn values(&self, which: Measure) -> impl Iterator<Item = f64> {
        let j = Measure::ALL.iter().position(|&m| m == which).unwrap_or(0);
        self.values.iter().map(move |row| row[j])
    }
}

/// The median of all pixels of all pictures: the lower of the two in the middle.
fn median_luma<'a>(pictures: impl Iterator<Item = &'a [u8]>) -> u8 {
    let mut counts = [0_u64; 256];
    for pixels in pictures {
        for &luma in pixels {
            counts[usize::from(luma)] += 1;
        }
    }
    let half = counts.iter().sum::<u64>().div_ceil(2);
    let mut below = 0;
    let reaches_half = counts.iter().position(|count| {
        below += count;
        below >= half
    });
    reaches_half.unwrap_or(0) as u8
}

/// One value for each of [`Measure::ALL`].
fn measure(pixels: &[u8], median: u8) -> [f64; Measure::ALL.len()] {
    let upper = &pixels[..SIDE / 3 * SIDE];
    let white = |luma: f64| luma / 255.0 * 100.0;
    let brightness = |part: &[u8]| white(sum(part) / part.len() as f64);
    let density = |part: &[u8]| {
        let dense = part.iter().filter(|&&luma| luma > median).count();
        dense as f64 / part.len() as f64 * 100.0
    };
    [
        brightness(pixels),
        brightness(upper),
        density(pixels),
        density(upper),
        white(mean_step(pixels)),
        white(irregularity(pixels)),
    ]
}

fn sum(part: &[u8]) -> f64 {
    part.iter().map(|&luma| u64::from(luma)).sum::<u64>() as f64
}

/// Mean absolute difference of pixels side by side and of pixels one above the other.
fn mean_step(pixels: &[u8]) -> f64 {
    let step = |a: &u8, b: &u8| u64::from(a.abs_diff(*b));
    let rows = pixels.chunks_exact(SIDE);
    let over_time: u64 = rows
        .flat_map(|row| row.iter().zip(&row[1..]))
        .map(|(a, b)| step(a, b))
        .sum();
    let across_bands: u64 = pixels
        .iter()
        .zip(&pixels[SIDE..])
        .map(|(a, b)| step(a, b))
        .sum();
    (over_time + across_bands) as f64 / (2 * SIDE * (SIDE - 1)) as f64
}

/// Population standard deviation of the steps between the means of neighbouring columns.
fn irregularity(pixels: &[u8]) -> f64 {
    let mut frames = [0.0; SIDE];
    for row in pixels.chunks_exact(SIDE) {
        for (frame, &luma) in frames.iter_mut().zip(row) {
            *frame += f64::from(luma) / SIDE as f64;
        }
    }
    let steps: Vec<f64> = frames.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let mean = steps.iter().sum::<f64>() / steps.len() as f64;
    let squares: f64 = steps.iter().map(|step| (step - mean).powi(2)).sum();
    (squares / steps.len() as f64).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_what_they_look_like() {
        let white_top: Vec<u8> = (0..N_PIXELS)
            .map(|i| if i < 21 * SIDE { 255 } else { 0 })
            .collect();
        let [brightness, upper, density, upper_density, step, irregular] = measure(&white_top, 100);
        assert!((brightness - 21.0 / 64.0 * 100.0).abs() < 1e-9);
        assert_eq!((upper, upper_density), (100.0, 100.0));
        assert!((density - brightness).abs() < 1e-9);
        // One of 63 steps downwards, none sideways.
        assert!((step - 100.0 / 126.0).abs() < 1e-9);
        assert!(irregular.abs() < 1e-9);

        let stripes: Vec<u8> = (0..N_PIXELS)
            .map(|i| if i % 2 == 0 { 0 } else { 255 })
            .collect();
        let [.., step, irregular] = measure(&stripes, 100);
        assert!((step - 50.0).abs() < 1e-9);
        assert!((irregular - 100.0).abs() < 0.1);
        // A steady rise is no irregularity.
        let rise: Vec<u8> = (0..N_PIXELS).map(|i| (i % SIDE * 4) as u8).collect();
        assert!(measure(&rise, 0)[5].abs() < 1e-9);
    }

    #[test]
    fn the_median_pixel_is_that_of_the_collection() {
        assert_eq!(median_luma([&[1_u8, 2, 3][..], &[9, 9]].into_iter()), 3);
        assert_eq!(median_luma([&[1_u8, 2, 3, 9][..]].into_iter()), 2);
        assert_eq!(median_luma(std::iter::empty()), 0);
    }
}
