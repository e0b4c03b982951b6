//! Samples side by side: eight at a time, feature by feature, so that one instruction serves several of them.
//!
//! Every sum still runs over the features in their order, one sample a lane: the results are those of plain loops.

use crate::data::Matrix;

/// Samples in a block.
pub(crate) const LANES: usize = 8;
/// One feature of the samples in a block.
pub(crate) type Lane = [f64; LANES];

/// `n_samples` x `n_features` numbers in blocks of [`LANES`] samples; the last block is filled up with zeros.
pub(crate) struct Blocks {
    n_samples: usize,
    n_features: usize,
    lanes: Vec<Lane>,
}

impl Blocks {
    /// The samples of `data`, less `origin`.
    pub(crate) fn new(data: &Matrix, origin: &[f64]) -> Self {
        let (n_samples, n_features) = (data.n_samples(), data.n_features());
        let mut lanes = vec![[0.0; LANES]; n_samples.div_ceil(LANES) * n_features];
        for (i, row) in data.rows().enumerate() {
            let block = &mut lanes[i / LANES * n_features..][..n_features];
            for ((lane, x), x0) in block.iter_mut().zip(row).zip(origin) {
                lane[i % LANES] = x - x0;
            }
        }
        Self {
            n_samples,
            n_features,
            lanes,
        }
    }

    pub(crate) fn n_samples(&self) -> usize {
        self.n_samples
    }

    pub(crate) fn n_features(&self) -> usize {
        self.n_features
    }

    /// The blocks in order, one lane a feature.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &[Lane]> {
        (0..self.n_samples.div_ceil(LANES))
            .map(|block| &self.lanes[block * self.n_features..][..self.n_features])
    }

    /// The features of sample `i`.
    pub(crate) fn sample(&self, i: usize) -> impl Iterator<Item = f64> {
        let block = &self.lanes[i / LANES * self.n_features..][..self.n_features];
        block.iter().map(move |lane| lane[i % LANES])
    }

    /// One number a sample from `of`, which gets block after block.
    pub(crate) fn map(&self, of: impl FnMut(&[Lane]) -> Lane) -> Vec<f64> {
        let mut values: Vec<f64> = self.iter().map(of).collect::<Vec<_>>().into_flattened();
        values.truncate(self.n_samples);
        values
    }
}

/// Dot product of every sample of a block with `other`.
pub(crate) fn dots(block: &[Lane], other: &[f64]) -> Lane {
    let mut sums = [0.0; LANES];
    for (lane, y) in block.iter().zip(other) {
        for (sum, x) in sums.iter_mut().zip(lane) {
            *sum += x * y;
        }
    }
    sums
}

/// Squared length of every sample of a block.
pub(crate) fn squared_lengths(block: &[Lane]) -> Lane {
    let mut sums = [0.0; LANES];
    for lane in block {
        for (sum, x) in sums.iter_mut().zip(lane) {
            *sum += x * x;
        }
    }
    sums
}

/// Squared distance of every sample of a block to `other`.
pub(crate) fn squared_distances(block: &[Lane], other: &[f64]) -> Lane {
    let mut sums = [0.0; LANES];
    for (lane, y) in block.iter().zip(other) {
        for (sum, x) in sums.iter_mut().zip(lane) {
            *sum += (x - y) * (x - y);
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lanes_hold_what_the_rows_held() {
        let data = Matrix::from_fn(19, 3, |i, j| (7 * i + j) as f64);
        let blocks = Blocks::new(&data, &[1.0, 2.0, 3.0]);
        let want = [17.0 * 7.0 - 1.0, 17.0 * 7.0 - 1.0, 17.0 * 7.0 - 1.0];
        assert!(blocks.sample(17).eq(want));
        let lengths = blocks.map(squared_lengths);
        assert_eq!(lengths.len(), 19);
        assert_eq!(lengths[17], want.iter().map(|x| x * x).sum::<f64>());
        assert_eq!(blocks.map(|block| squared_distances(block, &want))[17], 0.0);
        assert_eq!(blocks.map(|block| dots(block, &want))[17], lengths[17]);
    }
}
