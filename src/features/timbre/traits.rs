//! What a listener has words for in the numbers of a picture: a few traits of each part.

use std::ops::Range;

use super::{Part, bands, together};

/// A trait that some pictures have more of than others.
#[derive(Debug)]
pub struct TimbreTrait {
    /// The part whose numbers it is made of.
    pub part: Part,
    /// What it is.
    pub noun: &'static str,
    /// Said of a picture that has much of it.
    pub high: &'static str,
    /// Said of a picture that has little of it.
    pub low: &'static str,
    /// From the numbers of its part; without a unit.
    measure: fn(&[f64]) -> f64,
}

/// The traits, in the order of their parts.
pub const TRAITS: [TimbreTrait; 13] = [
    TimbreTrait {
        part: Part::Level,
        noun: "loudness of the bass",
        high: "loud bass",
        low: "quiet bass",
        measure: |level| mean(&usual(level)[BASS]),
    },
    TimbreTrait {
        part: Part::Level,
        noun: "loudness of the middle",
        high: "loud middle",
        low: "quiet middle",
        measure: |level| mean(&usual(level)[MIDDLE]),
    },
    TimbreTrait {
        part: Part::Level,
        noun: "loudness of the treble",
        high: "loud treble",
        low: "quiet treble",
        measure: |level| mean(&usual(level)[TREBLE]),
    },
    TimbreTrait {
        part: Part::Level,
        noun: "difference of loud and quiet moments",
        high: "loud and quiet moments",
        low: "even loudness",
        measure: |level| mean(&level[2 * bands::N_BANDS..]) - mean(&level[..bands::N_BANDS]),
    },
    TimbreTrait {
        part: Part::Contrast,
        noun: "clearness of tones",
        high: "clear tones",
        low: "blurred tones",
        measure: |contrast| mean(&contrast[..N_CONTRAST]),
    },
    TimbreTrait {
        part: Part::Contrast,
        noun: "swelling of tones",
        high: "tones that swell and fade",
        low: "tones that stay",
        // Of each band the deviation of its contrast, then those of its valleys and peaks.
        measure: |contrast| {
            let deviations = contrast[N_CONTRAST..].iter().step_by(3);
            deviations.sum::<f64>() / N_CONTRAST as f64
        },
    },
    TimbreTrait {
        part: Part::Change,
        noun: "restlessness of the bass",
        high: "restless bass",
        low: "steady bass",
        measure: |change| mean(&change[BASS]),
    },
    TimbreTrait {
        part: Part::Change,
        noun: "restlessness of the treble",
        high: "restless treble",
        low: "steady treble",
        measure: |change| mean(&change[TREBLE]),
    },
    TimbreTrait {
        part: Part::Together,
        noun: "agreement of bass and treble",
        high: "bass and treble that rise together",
        low: "bass and treble that go their own ways",
        measure: |together| together::of_ends(together),
    },
    TimbreTrait {
        part: Part::Grain,
        noun: "fineness of the grain",
        high: "a fine grain",
        low: "a coarse grain",
        measure: |grain| {
            cell_mean(grain, N_GRAIN, 2..N_GRAIN, 0..1) - cell_mean(grain, N_GRAIN, 0..2, 0..1)
        },
    },
    TimbreTrait {
        part: Part::Grain,
        noun: "quickness of the pulse",
        high: "a quick pulse",
        low: "a slow pulse",
        measure: |grain| {
            cell_mean(grain, N_GRAIN, 0..1, 2..N_TIMES) - cell_mean(grain, N_GRAIN, 0..1, 0..2)
        },
    },
    TimbreTrait {
        part: Part::Ladder,
        noun: "closeness of stacked tones",
        high: "a close ladder of overtones",
        low: "a wide ladder of overtones",
        measure: |ladder| {
            cell_mean(ladder, N_LADDER, 4..N_LADDER, 0..1) - cell_mean(ladder, N_LADDER, 1..4, 0..1)
        },
    },
    TimbreTrait {
        part: Part::Ladder,
        noun: "length of stacked tones",
        high: "held overtones",
        low: "broken overtones",
        measure: |ladder| {
            cell_mean(ladder, N_LADDER, 2..N_LADDER, 0..1)
                - cell_mean(ladder, N_LADDER, 2..N_LADDER, 1..N_TIMES)
        },
    },
];

impl TimbreTrait {
    /// How much of it there is in a picture with these [`N_NUMBERS`](super::N_NUMBERS) numbers.
    pub fn measure(&self, numbers: &[f64]) -> f64 {
        (self.measure)(&numbers[self.part.numbers()])
    }
}

/// Bands of "level" and "change": a third each, the lowest first.
const BASS: Range<usize> = 0..5;
const MIDDLE: Range<usize> = 5..11;
const TREBLE: Range<usize> = 11..bands::N_BANDS;
/// Bands of "contrast".
const N_CONTRAST: usize = super::contrast::N_NUMBERS / 4;
/// Groups of frequencies over time, and across bands.
const N_TIMES: usize = super::ripples::TIME_GROUPS.len();
const N_GRAIN: usize = super::ripples::GRAIN.n_groups();
const N_LADDER: usize = super::ripples::LADDER.n_groups();

/// How loud each band usually is.
fn usual(level: &[f64]) -> &[f64] {
    &level[bands::N_BANDS..2 * bands::N_BANDS]
}

fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len().max(1) as f64
}

/// Mean over all zones of the ripples in these groups across bands, of `n_across`, and over time.
fn cell_mean(ripples: &[f64], n_across: usize, across: Range<usize>, time: Range<usize>) -> f64 {
    let zones = ripples.chunks_exact(n_across * N_TIMES);
    let groups = zones.flat_map(|zone| {
        zone.chunks_exact(N_TIMES)
            .skip(across.start)
            .take(across.len())
    });
    let (sum, n) = groups
        .flat_map(|group| &group[time.clone()])
        .fold((0.0, 0), |(sum, n), x| (sum + x, n + 1));
    sum / f64::from(n.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::timbre::{N_NUMBERS, describe};
    use crate::ingest::Intensities;

    /// How much of each trait is in a picture that shows `value` of column and band; band 0 is the lowest.
    fn traits(value: impl Fn(usize, usize) -> f64) -> Vec<f64> {
        let (width, height) = (240, 160);
        let row = |y: usize| {
            let value = &value;
            (0..width).map(move |x| value(x, height - 1 - y) as f32)
        };
        let values = (0..height).flat_map(row).collect();
        let numbers = describe(&Intensities {
            width,
            height,
            values,
        });
        TRAITS.iter().map(|of| of.measure(&numbers)).collect()
    }

    fn place(noun: &str) -> usize {
        TRAITS.iter().position(|of| of.noun == noun).unwrap()
    }

    #[test]
    fn the_words_are_those_of_what_is_drawn() {
        let wave = |x: usize, period: f64| {
            0.5 + 0.4 * libm::cos(x as f64 / period * std::f64::consts::TAU)
        };
        let more =
            |noun: &str, a: &dyn Fn(usize, usize) -> f64, b: &dyn Fn(usize, usize) -> f64| {
                let (a, b) = (traits(a)[place(noun)], traits(b)[place(noun)]);
                assert!(a > b + 0.01, "{noun}: {a} and {b}");
            };
        let flat = |_: usize, _: usize| 0.3;
        let low = |_: usize, y: usize| if y < 16 { 0.9 } else { 0.1 };
        let high = |_: usize, y: usize| if y > 110 { 0.9 } else { 0.1 };
        more("loudness of the bass", &low, &high);
        more("loudness of the treble", &high, &low);
        more(
            "loudness of the middle",
            &|_, y| if (16..100).contains(&y) { 0.9 } else { 0.1 },
            &low,
        );
        more(
            "difference of loud and quiet moments",
            &|x, _| wave(x, 40.0),
            &flat,
        );
        let rungs = |period: f64| move |_: usize, y: usize| wave(y, period);
        more("clearness of tones", &rungs(5.0), &flat);
        more(
            "swelling of tones",
            &|x, y| wave(y, 5.0) * wave(x, 50.0),
            &rungs(5.0),
        );
        more(
            "restlessness of the bass",
            &|x, y| if y < 16 { wave(x, 4.0) } else { 0.1 },
            &low,
        );
        more(
            "restlessness of the treble",
            &|x, y| if y > 110 { wave(x, 4.0) } else { 0.1 },
            &high,
        );
        more(
            "agreement of bass and treble",
            &|x, _| wave(x, 30.0),
            &|x, y| wave(x + y * 3, 30.0),
        );
        more(
            "fineness of the grain",
            &|x, y| wave(x, 80.0) * wave(y, 4.5),
            &|x, y| wave(x, 80.0) * wave(y, 24.0),
        );
        more("quickness of the pulse", &|x, _| wave(x, 2.5), &|x, _| {
            wave(x, 8.0)
        });
        more("closeness of stacked tones", &rungs(6.0), &rungs(28.0));
        more("length of stacked tones", &rungs(6.0), &|x, y| {
            wave(y, 6.0) * wave(x, 3.0)
        });
    }

    #[test]
    fn each_is_of_numbers_that_are_there() {
        let numbers: Vec<f64> = (0..N_NUMBERS).map(|i| i as f64).collect();
        assert!(TRAITS.iter().all(|of| of.measure(&numbers).is_finite()));
        let parts: Vec<Part> = TRAITS.iter().map(|of| of.part).collect();
        assert!(parts.is_sorted() && Part::ALL.iter().all(|part| parts.contains(part)));
    }
}
