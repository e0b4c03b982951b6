//! What many pictures look like together: the mean picture, the difference of two, and how bright they are.

use serde::{Deserialize, Serialize};

use crate::data::{Catalog, N_PIXELS, SIDE};

/// The mean of many pictures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeanPicture {
    /// How many pictures it is the mean of; at least 1.
    pub n_pictures: usize,
    /// `N_PIXELS` mean lumas, 0 to 255, row by row; row 0 is the top, the highest band.
    pub pixels: Vec<f64>,
    /// Its brightness.
    pub brightness: Brightness,
}

/// Mean luma, in percent of white.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Brightness {
    /// Of the whole picture.
    pub whole: f64,
    /// Of the upper third of the bands.
    pub upper: f64,
    /// Of the middle third.
    pub middle: f64,
    /// Of the lower third.
    pub lower: f64,
}

/// The mean picture of those of `tracks` that have one; `None` when none has.
pub(super) fn mean_picture(
    catalog: &Catalog,
    tracks: impl IntoIterator<Item = usize>,
) -> Option<MeanPicture> {
    // Sums of bytes are exact, whatever their order.
    let mut sums = vec![0_u64; N_PIXELS];
    let mut n_pictures = 0_usize;
    for picture in tracks.into_iter().filter_map(|i| catalog.spectrogram(i)) {
        n_pictures += 1;
        for (sum, &luma) in sums.iter_mut().zip(&*picture.pixels) {
            *sum += u64::from(luma);
        }
    }
    (n_pictures > 0).then(|| {
        let pixels: Vec<f64> = sums
            .into_iter()
            .map(|sum| sum as f64 / n_pictures as f64)
            .collect();
        MeanPicture {
            n_pictures,
            brightness: Brightness::of(&pixels),
            pixels,
        }
    })
}

/// Luma of `high` less luma of `low`, pixel by pixel, -255 to 255.
pub(super) fn difference_picture(high: &MeanPicture, low: &MeanPicture) -> Vec<f64> {
    let pairs = high.pixels.iter().zip(&*low.pixels);
    pairs.map(|(high, low)| high - low).collect()
}

impl Brightness {
    fn of(pixels: &[f64]) -> Self {
        let third = |part: usize| {
            let rows = part * SIDE / 3..(part + 1) * SIDE / 3;
            percent(pixels.get(rows.start * SIDE..rows.end * SIDE))
        };
        Self {
            whole: percent(Some(pixels)),
            upper: third(0),
            middle: third(1),
            lower: third(2),
        }
    }
}

fn percent(pixels: Option<&[f64]>) -> f64 {
    let mean = pixels.and_then(crate::stats::mean).unwrap_or(0.0);
    mean / 255.0 * 100.0
}
