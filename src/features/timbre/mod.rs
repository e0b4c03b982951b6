//! What a spectrogram sounds like, as far as a picture tells: 390 numbers in six parts, each of which a listener has words
//! for. In: intensities at the picture's own resolution. Out: the numbers, part after part.
//!
//! Nothing is said of hertz and seconds, which a picture has lost: bands are shares of the picture's height, the lower ones
//! narrower, and time is counted in columns.
//!
//! The parts are made of what has proved useful for music: quantiles and correlations of bands (Seyerlehner, Widmer and
//! Pohle 2010), spectral contrast (Jiang and others 2002), and two-dimensional Fourier magnitudes of small patches (Ezzat,
//! Bouvrie and Poggio 2007; Chi, Ru and Shamma 2005), averaged before their logarithm is taken, as in scattering (Andén and
//! Mallat 2014).

mod bands;
mod contrast;
mod fourier;
mod grid;
mod ripples;
mod together;
mod traits;
mod whitening;

use std::ops::Range;

use crate::ingest::Intensities;
use grid::Sums;

pub use traits::{TRAITS, TimbreTrait};
pub use whitening::{Timbre, TimbreFit};

/// Numbers of a picture.
pub const N_NUMBERS: usize = 390;

/// What a number is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// How loud each band is: seldom, usually and at most.
    Level,
    /// How far tones stand above what is between them, and how that swells and fades.
    Contrast,
    /// How much each band changes from one moment to the next.
    Change,
    /// Which bands rise and fall together.
    Together,
    /// The fine texture: smooth, rippled or rough.
    Grain,
    /// Tones stacked above each other, and how close they are.
    Ladder,
}

impl Part {
    /// All, in the order in which their numbers stand.
    pub const ALL: [Self; 6] = [
        Self::Level,
        Self::Contrast,
        Self::Change,
        Self::Together,
        Self::Grain,
        Self::Ladder,
    ];

    /// What documents call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Contrast => "contrast",
            Self::Change => "change",
            Self::Together => "together",
            Self::Grain => "grain",
            Self::Ladder => "ladder",
        }
    }

    /// What a listener calls it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Level => "loudness",
            Self::Contrast => "clearness of tones",
            Self::Change => "restlessness",
            Self::Together => "what rises together",
            Self::Grain => "grain",
            Self::Ladder => "ladder of overtones",
        }
    }

    /// How many numbers it has.
    pub fn n_numbers(self) -> usize {
        match self {
            Self::Level => bands::N_LEVELS,
            Self::Contrast => contrast::N_NUMBERS,
            Self::Change => bands::N_BANDS,
            Self::Together => together::N_NUMBERS,
            Self::Grain => ripples::GRAIN.n_numbers(),
            Self::Ladder => ripples::LADDER.n_numbers(),
        }
    }

    /// Where its numbers stand.
    pub fn numbers(self) -> Range<usize> {
        let before = Self::ALL.iter().take_while(|&&part| part != self);
        let start = before.map(|part| part.n_numbers()).sum();
        start..start + self.n_numbers()
    }
}

/// The part of each number.
pub fn part_names() -> Vec<&'static str> {
    let parts = Part::ALL.into_iter();
    parts
        .flat_map(|part| std::iter::repeat_n(part.name(), part.n_numbers()))
        .collect()
}

/// What each part adds to the cosine of two [vectors](Timbre::vectors): their product, as both are one long.
pub fn parts_of_cosine(a: &[f64], b: &[f64]) -> [f64; Part::ALL.len()] {
    Part::ALL.map(|part| {
        let numbers = part.numbers();
        let pairs = a[numbers.clone()].iter().zip(&b[numbers]);
        pairs.map(|(a, b)| a * b).sum()
    })
}

/// The [`N_NUMBERS`] numbers of a picture; none where it shows nothing.
pub fn describe(shown: &Intensities) -> Vec<f64> {
    let Some(picture) = grid::picture(shown) else {
        return Vec::new();
    };
    let sums = Sums::of(&picture);
    let bands = sums.bands(bands::N_BANDS);
    let mut numbers = Vec::with_capacity(N_NUMBERS);
    numbers.extend(bands::levels(&bands));
    numbers.extend(contrast::contrast(&picture));
    numbers.extend(bands::change(&bands));
    numbers.extend(together::together(&sums));
    numbers.extend(ripples::ripples(sums.bands(ripples::N_BANDS)));
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_share_the_numbers() {
        let mut end = 0;
        for part in Part::ALL {
            assert_eq!(part.numbers().start, end);
            end = part.numbers().end;
        }
        assert_eq!(end, N_NUMBERS);
    }

    #[test]
    fn pictures_of_any_size_have_all_numbers_and_all_are_finite() {
        for (width, height) in [(1, 1), (1, 40), (40, 1), (7, 7), (9, 600), (700, 13)] {
            let values = (0..width * height).map(|i| (i * 37 % 101) as f32 / 100.0);
            let shown = Intensities {
                width,
                height,
                values: values.collect(),
            };
            let numbers = describe(&shown);
            assert_eq!(numbers.len(), N_NUMBERS, "{width} x {height}");
            assert!(numbers.iter().all(|x| x.is_finite()), "{width} x {height}");
        }
        assert!(describe(&Intensities::default()).is_empty());
    }
}
