//! Samples in f32, with a proven bound on how far their distances may be from the true ones.
//!
//! In: rows of a matrix, read a few a step. Out: blocks of eight samples side by side, and what a rough distance proves.
//! Higham, "Accuracy and Stability of Numerical Algorithms", 2nd ed., 3.1.

use crate::data::{Matrix, MeansFit};
use crate::effort::portion;
use crate::vectors::{EIGHT, eight};

/// Samples measured at once.
pub(super) const LANES: usize = EIGHT;
pub(super) type Lane = [f32; LANES];
/// Queries measured at once: every sample that is read serves all of them.
pub(super) const QUERIES: usize = 4;
/// Queries measured one after the other against a block of samples that has to be made first.
const QUERIES_OF_BYTES: usize = 128;
/// Features added up on their own first: long sums lose digits.
pub(super) const CHUNK: usize = 64;
/// Largest relative error of one f32 rounding.
const ROUNDING: f64 = f32::EPSILON as f64 / 2.0;

/// An f32 copy of a matrix, and how far its distances may be from the true ones.
#[derive(Default)]
pub(crate) struct Rough {
    pub(super) n_samples: usize,
    pub(super) n_features: usize,
    kept: Kept,
    mean: Vec<f64>,
    /// True lengths are these times `unit`, a power of two: nothing overflows.
    pub(super) unit: f64,
    /// Absolute error of a rough distance.
    absolute: f64,
    /// Relative error of a rough distance.
    relative: f64,
}

enum Kept {
    /// Block after block, one lane a feature.
    Lanes(Vec<Lane>),
    /// The samples as bytes: a block is made when it is read.
    Bytes(Matrix),
}

impl Default for Kept {
    fn default() -> Self {
        Self::Lanes(Vec::new())
    }
}

/// The copy on its way: the samples are read for their means, then for the largest deviation, then to be rounded.
pub(super) struct RoughFit {
    samples: Vec<usize>,
    means: MeansFit,
    largest: f64,
    longest: f64,
    /// The sample that the pass under way reads next.
    next: usize,
    pass: Pass,
    rough: Rough,
}

enum Pass {
    Means,
    Largest,
    Round,
}

impl RoughFit {
    /// Prepares the copy of those rows of `data` that `samples` names, less the means of all.
    pub(super) fn new(data: &Matrix, samples: &[usize]) -> Self {
        Self::with(data, samples, !data.is_made_when_read())
    }

    fn with(data: &Matrix, samples: &[usize], keeps_numbers: bool) -> Self {
        let n_features = data.n_features();
        let kept = if keeps_numbers {
            let n_blocks = samples.len().div_ceil(LANES);
            Kept::Lanes(vec![[0.0; LANES]; n_blocks * n_features])
        } else {
            Kept::Bytes(data.select(samples))
        };
        let n_sums = CHUNK.min(n_features) + n_features.div_ceil(CHUNK) + 4;
        Self {
            samples: samples.to_vec(),
            means: MeansFit::new(n_features),
            largest: 0.0,
            longest: 0.0,
            next: 0,
            pass: Pass::Means,
            rough: Rough {
                n_samples: samples.len(),
                n_features,
                kept,
                mean: Vec::new(),
                unit: 1.0,
                absolute: 0.0,
                relative: n_sums as f64 * ROUNDING,
            },
        }
    }

    /// Reads a few samples more; the copy in the end.
    pub(super) fn step(&mut self, data: &Matrix) -> Option<Rough> {
        if let Pass::Means = self.pass {
            if let Some(mean) = self.means.step(data) {
                self.rough.mean = mean;
                self.pass = Pass::Largest;
            }
            return None;
        }
        let samples = portion(self.next, self.samples.len(), data.n_features());
        self.next = samples.end;
        let is_last = samples.end == self.samples.len();
        if let Pass::Largest = self.pass {
            for &sample in &self.samples[samples] {
                for (x, mean) in data.row(sample).iter().zip(&self.rough.mean) {
                    self.largest = self.largest.max((x - mean).abs());
                }
            }
            if is_last {
                self.rough.unit = power_of_two_above(self.largest);
                self.next = 0;
                self.pass = Pass::Round;
            }
            return None;
        }
        for i in samples {
            let length = self.rough.keep(i, &data.row(self.samples[i]));
            self.longest = self.longest.max(length);
        }
        is_last.then(|| {
            // Two coordinates are rounded, then their difference; one more for the centring in f64 and for underflow.
            let least = f64::from(f32::MIN_POSITIVE).sqrt();
            self.rough.absolute = 4.0 * ROUNDING * self.longest + least;
            std::mem::take(&mut self.rough)
        })
    }
}

impl Rough {
    /// Rounds sample `i`, whose numbers are `row`, where they are kept. Its length, in units.
    fn keep(&mut self, i: usize, row: &[f64]) -> f64 {
        let mut squares = 0.0;
        let mut block = match &mut self.kept {
            Kept::Lanes(lanes) => lanes
                .chunks_exact_mut(self.n_features.max(1))
                .nth(i / LANES),
            Kept::Bytes(_) => None,
        };
        for (j, (x, mean)) in row.iter().zip(&self.mean).enumerate() {
            let x = (x - mean) / self.unit;
            squares += x * x;
            if let Some(block) = &mut block {
                block[j][i % LANES] = x as f32;
            }
        }
        squares.sqrt()
    }

    /// Queries that are measured one after the other against a block.
    pub(super) fn at_once(&self) -> usize {
        match self.kept {
            Kept::Lanes(_) => QUERIES,
            Kept::Bytes(_) => QUERIES_OF_BYTES,
        }
    }

    /// No pair at most `distance` apart has a rough squared distance above this.
    pub(crate) fn ceiling(&self, distance: f64) -> f32 {
        let rough = (distance / self.unit + self.absolute) * (1.0 + self.relative);
        ((rough * rough) as f32).next_up()
    }

    /// No pair at least `distance` apart has a rough squared distance below this.
    pub(crate) fn floor(&self, distance: f64) -> f32 {
        let rough = (distance / self.unit - self.absolute).max(0.0) * (1.0 - self.relative);
        ((rough * rough) as f32).next_down()
    }

    /// No pair with a rough squared distance at most `squared` is further apart than this.
    pub(crate) fn furthest(&self, squared: f32) -> f64 {
        (f64::from(squared).sqrt() * (1.0 + 2.0 * self.relative) + self.absolute) * self.unit
    }

    /// The coordinates of one sample.
    pub(super) fn row(&self, sample: usize) -> Vec<f32> {
        match &self.kept {
            Kept::Lanes(lanes) => {
                let block = &lanes[sample / LANES * self.n_features..][..self.n_features];
                block.iter().map(|lane| lane[sample % LANES]).collect()
            }
            Kept::Bytes(data) => {
                let row = data.row(sample);
                let pairs = row.iter().zip(&self.mean);
                pairs.map(|(x, x0)| ((x - x0) / self.unit) as f32).collect()
            }
        }
    }

    /// The samples of one block; made in `lanes`, by way of `made`, where it is not kept.
    pub(super) fn block<'a>(
        &'a self,
        block: usize,
        made: &mut Vec<[f64; LANES]>,
        lanes: &'a mut Vec<Lane>,
    ) -> &'a [Lane] {
        match &self.kept {
            Kept::Lanes(lanes) => &lanes[block * self.n_features..][..self.n_features],
            Kept::Bytes(data) => {
                made.resize(self.n_features, [0.0; LANES]);
                data.lanes(block * LANES, &self.mean, made);
                lanes.clear();
                lanes.extend(
                    made.iter()
                        .map(|&lane| eight(lane, |x| (x / self.unit) as f32)),
                );
                lanes
            }
        }
    }
}

/// The smallest power of two not below `x`; 1 for 0.
fn power_of_two_above(x: f64) -> f64 {
    let mut power = 1.0;
    while power < x && power < f64::MAX / 2.0 {
        power *= 2.0;
    }
    while x > 0.0 && power / 2.0 >= x {
        power /= 2.0;
    }
    power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_the_same_made_when_it_is_read() {
        let rows = (0..21_u8).map(|i| (0..5).map(|j| 11 * i + j * j).collect());
        let mut data = Matrix::of_bytes(5, rows.collect()).unwrap();
        data.standardise(&[0.1, 0.2, 0.3, 0.4, 0.5], &[0.7; 5]);
        let samples = [3, 1, 20, 7, 7, 0, 12, 13, 19];
        let [made, kept] = [false, true].map(|keeps_numbers| {
            let mut fit = RoughFit::with(&data, &samples, keeps_numbers);
            loop {
                if let Some(rough) = fit.step(&data) {
                    return rough;
                }
            }
        });
        assert!(matches!(made.kept, Kept::Bytes(_)));
        assert_eq!((made.unit, made.absolute), (kept.unit, kept.absolute));
        for i in 0..samples.len() {
            assert_eq!(made.row(i), kept.row(i));
        }
        let (mut numbers, mut lanes) = (Vec::new(), Vec::new());
        let (mut of_kept, mut unused) = (Vec::new(), Vec::new());
        let full = made.block(0, &mut numbers, &mut lanes);
        assert_eq!(full, kept.block(0, &mut of_kept, &mut unused));
    }

    #[test]
    fn units_are_powers_of_two() {
        let largest = 2.0_f64.powi(1023);
        let least = f64::from_bits(1);
        for (x, unit) in [
            (0.0, 1.0),
            (0.3, 0.5),
            (0.5, 0.5),
            (1.0, 1.0),
            (1.5, 2.0),
            (least, least),
            (f64::MAX, largest),
        ] {
            assert_eq!(power_of_two_above(x), unit);
        }
    }
}
