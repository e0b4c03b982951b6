//! What can be said about a picture in plain words: how bright its bands are, how much it changes.
//!
//! A PNG has lost its decibels and hertz, so nothing here is named after them: treble, middle and bass are the upper, middle
//! and lower third of the picture. Rows are bands, the top row the
//! highest; columns are moments. Brightness is luma, in percent of white.

use crate::data::SIDE;

/// Name, wording when high, wording when low: one per measurement of [`measure`].
pub const PICTURE_TRAITS: [[&str; 3]; 5] = [
    ["brightness of the treble", "strong treble", "weak treble"],
    ["brightness of the middle", "strong middle", "weak middle"],
    ["brightness of the bass", "strong bass", "weak bass"],
    [
        "change over time",
        "much change over time",
        "little change over time",
    ],
    ["contrast", "strong contrast", "weak contrast"],
];

/// Measures one 64 x 64 picture: mean of the upper, middle and lower third of the bands, mean step between
/// neighbouring columns, standard deviation of all pixels; each in percent of white.
pub fn measure(pixels: &[u8]) -> [f64; PICTURE_TRAITS.len()] {
    let percent = |luma: f64| luma / 255.0 * 100.0;
    let third = |part: usize| {
        let rows = part * SIDE / 3..(part + 1) * SIDE / 3;
        percent(mean(&pixels[rows.start * SIDE..rows.end * SIDE]))
    };
    let steps: f64 = pixels
        .chunks_exact(SIDE)
        .flat_map(|row| {
            row.windows(2)
                .map(|pair| f64::from(pair[0].abs_diff(pair[1])))
        })
        .sum();
    let average = mean(pixels);
    let variance = pixels
        .iter()
        .map(|&x| (f64::from(x) - average).powi(2))
        .sum::<f64>()
        / pixels.len() as f64;
    [
        third(0),
        third(1),
        third(2),
        percent(steps / (SIDE * (SIDE - 1)) as f64),
        percent(variance.sqrt()),
    ]
}

fn mean(pixels: &[u8]) -> f64 {
    pixels.iter().map(|&x| f64::from(x)).sum::<f64>() / pixels.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::N_PIXELS;

    #[test]
    fn a_white_top_half_brightens_the_upper_bands_only() {
        let pixels: Vec<u8> = (0..N_PIXELS)
            .map(|i| if i < N_PIXELS / 3 { 255 } else { 0 })
            .collect();
        let [upper, middle, lower, change, contrast] = measure(&pixels);
        assert!((upper - 100.0).abs() < 1e-9);
        assert!(middle < 5.0 && lower == 0.0 && change < 1.0 && contrast > 40.0);
    }
}
