//! Samples side by side: eight at a time, feature by feature, so that one instruction serves several of them. That is
//! written out as vectors: a compiler that is told to make small programs makes none of its own.
//!
//! Every sum still runs over the features in their order, one sample a lane: the results are those of plain loops.

use std::ops::Range;

use wide::f64x8;

use crate::data::Matrix;
use crate::effort::{portion, spend};
use crate::vectors::{EIGHT, Repeat};

/// Samples in a block.
pub(crate) const LANES: usize = EIGHT;
/// One feature of the samples in a block.
pub(crate) type Lane = [f64; LANES];

/// `n_samples` x `n_features` numbers in blocks of [`LANES`] samples; the last block is filled up with zeros.
#[derive(Default)]
pub(crate) struct Blocks {
    n_samples: usize,
    n_features: usize,
    kept: Kept,
}

enum Kept {
    /// Block after block, one lane a feature.
    Lanes(Vec<Lane>),
    /// Samples of bytes, and what is taken off them: a block is made when it is read.
    Bytes(Matrix, Vec<f64>),
}

impl Default for Kept {
    fn default() -> Self {
        Self::Lanes(Vec::new())
    }
}

impl Blocks {
    /// The samples of `data`, less `origin`. Of many samples of bytes no numbers are kept: they would take eight times as
    /// much.
    pub(crate) fn new(data: &Matrix, origin: &[f64]) -> Self {
        Self::with(data, origin, !data.is_made_when_read())
    }

    fn with(data: &Matrix, origin: &[f64], keeps_numbers: bool) -> Self {
        let (n_samples, n_features) = (data.n_samples(), data.n_features());
        let kept = if keeps_numbers {
            spend(n_samples, n_features);
            let mut lanes = vec![[0.0; LANES]; n_samples.div_ceil(LANES) * n_features];
            for (block, lanes) in lanes.chunks_exact_mut(n_features.max(1)).enumerate() {
                data.lanes(block * LANES, origin, lanes);
            }
            Kept::Lanes(lanes)
        } else {
            Kept::Bytes(data.clone(), origin.to_vec())
        };
        Self {
            n_samples,
            n_features,
            kept,
        }
    }

    pub(crate) fn n_samples(&self) -> usize {
        self.n_samples
    }

    pub(crate) fn n_features(&self) -> usize {
        self.n_features
    }

    pub(crate) fn n_blocks(&self) -> usize {
        self.n_samples.div_ceil(LANES)
    }

    /// The blocks from `first` on that one step goes through, as often as `times` says.
    pub(crate) fn portion(&self, first: usize, times: usize) -> Range<usize> {
        portion(first, self.n_blocks(), LANES * self.n_features * times)
    }

    /// The samples of `blocks`.
    pub(crate) fn samples(&self, blocks: &Range<usize>) -> Range<usize> {
        blocks.start * LANES..self.n_samples.min(blocks.end * LANES)
    }

    /// Shows `visit` the `blocks` there are in a range in order, each with the number of its first sample, one lane a feature.
    /// Whoever wants several things of a block asks for all of them in one visit.
    pub(crate) fn visit_some(&self, blocks: Range<usize>, mut visit: impl FnMut(usize, &[Lane])) {
        let end = blocks.end.min(self.n_blocks());
        let blocks = blocks.start..end;
        match &self.kept {
            Kept::Lanes(lanes) => {
                for block in blocks {
                    let lanes = &lanes[block * self.n_features..][..self.n_features];
                    visit(block * LANES, lanes);
                }
            }
            Kept::Bytes(data, origin) => {
                let mut lanes = vec![[0.0; LANES]; self.n_features];
                for first in blocks.map(|block| block * LANES) {
                    data.lanes(first, origin, &mut lanes);
                    visit(first, &lanes);
                }
            }
        }
    }

    /// The features of sample `i`.
    pub(crate) fn sample(&self, i: usize) -> Vec<f64> {
        match &self.kept {
            Kept::Lanes(lanes) => {
                let block = &lanes[i / LANES * self.n_features..][..self.n_features];
                block.iter().map(|lane| lane[i % LANES]).collect()
            }
            Kept::Bytes(data, origin) => {
                let pairs = data.row(i).into_owned().into_iter().zip(origin);
                pairs.map(|(x, x0)| x - x0).collect()
            }
        }
    }
}

/// The samples `picked` of `data`, as one block: the first [`LANES`] of them.
pub(crate) fn block_of(data: &Matrix, picked: &[usize]) -> Vec<Lane> {
    let picked = &picked[..picked.len().min(LANES)];
    let mut lanes = vec![[0.0; LANES]; data.n_features()];
    data.select(picked)
        .lanes(0, &vec![0.0; data.n_features()], &mut lanes);
    lanes
}

/// Dot product of every sample of a block with `other`.
pub(crate) fn dots(block: &[Lane], other: &[f64]) -> Lane {
    let pairs = block.iter().zip(other);
    pairs
        .fold(f64x8::ZERO, |sum, (&lane, &y)| {
            sum + f64x8::from(lane) * f64x8::repeat(y)
        })
        .to_array()
}

/// Squared length of every sample of a block.
pub(crate) fn squared_lengths(block: &[Lane]) -> Lane {
    let lanes = block.iter().map(|&lane| f64x8::from(lane));
    lanes.fold(f64x8::ZERO, |sum, x| sum + x * x).to_array()
}

/// Squared distance of every sample of a block to `other`.
pub(crate) fn squared_distances(block: &[Lane], other: &[f64]) -> Lane {
    let differences = block
        .iter()
        .zip(other)
        .map(|(&lane, &y)| f64x8::from(lane) - f64x8::repeat(y));
    differences
        .fold(f64x8::ZERO, |sum, x| sum + x * x)
        .to_array()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One number per sample from `of`, which gets block after block.
    fn map(blocks: &Blocks, mut of: impl FnMut(&[Lane]) -> Lane) -> Vec<f64> {
        let mut values = Vec::new();
        blocks.visit_some(0..blocks.n_blocks(), |_, block| values.extend(of(block)));
        values.truncate(blocks.n_samples());
        values
    }

    #[test]
    fn lanes_hold_what_the_rows_held() {
        let data = Matrix::from_fn(19, 3, |i, j| (7 * i + j) as f64);
        let blocks = Blocks::new(&data, &[1.0, 2.0, 3.0]);
        let want = [17.0 * 7.0 - 1.0, 17.0 * 7.0 - 1.0, 17.0 * 7.0 - 1.0];
        assert_eq!(blocks.sample(17), want);
        let lengths = map(&blocks, squared_lengths);
        assert_eq!(lengths.len(), 19);
        assert_eq!(lengths[17], want.iter().map(|x| x * x).sum::<f64>());
        assert_eq!(
            map(&blocks, |block| squared_distances(block, &want))[17],
            0.0
        );
        assert_eq!(map(&blocks, |block| dots(block, &want))[17], lengths[17]);
        // The same where a block is made when it is read.
        let rows = data
            .rows()
            .map(|row| row.iter().map(|&x| x as u8).collect());
        let mut bytes = Matrix::of_bytes(3, rows.collect()).unwrap();
        bytes.standardise(&[0.1, 0.2, 0.3], &[0.7, 0.8, 0.9]);
        let [made, kept] =
            [false, true].map(|keeps_numbers| Blocks::with(&bytes, &want, keeps_numbers));
        assert!(matches!(made.kept, Kept::Bytes(..)));
        for i in 0..19 {
            assert_eq!(made.sample(i), kept.sample(i));
        }
        assert_eq!(map(&made, squared_lengths), map(&kept, squared_lengths));
    }
}
