//! A few vectors side by side, one number per vector at every feature: what block iteration computes with.

use wide::f64x4;

use crate::vectors::Repeat;

/// Vectors iterated together. More than the components wanted: the rest shields them from their neighbours.
pub(super) const BLOCK: usize = 4;
/// A vector of every block at one feature.
pub(super) type Lane = [f64; BLOCK];

/// Samples that are multiplied at a time: so many keep the vectors in registers.
pub(super) const TOGETHER: usize = 4;

/// Adds the share of some samples to covariance times `block`; a row of zeros adds nothing.
pub(super) fn accumulate(
    rows: [&[f64]; TOGETHER],
    block: &[Lane],
    shift: Lane,
    product: &mut [Lane],
) {
    let d = block.len();
    let rows = rows.map(|row| &row[..d]);
    let mut scores = [f64x4::ZERO; TOGETHER];
    for (j, &lane) in block.iter().enumerate() {
        let lane = f64x4::from(lane);
        for r in 0..TOGETHER {
            scores[r] += f64x4::repeat(rows[r][j]) * lane;
        }
    }
    let scores = scores.map(|score| score - f64x4::from(shift));
    for (j, lane) in product[..d].iter_mut().enumerate() {
        let mut sum = f64x4::from(*lane);
        for r in 0..TOGETHER {
            sum += f64x4::repeat(rows[r][j]) * scores[r];
        }
        *lane = sum.to_array();
    }
}

/// `a^T b`, one row a vector of `a`.
pub(super) fn overlap(a: &[Lane], b: &[Lane]) -> [Lane; BLOCK] {
    let mut sums = [[0.0; BLOCK]; BLOCK];
    for (x, y) in a.iter().zip(b) {
        for r in 0..BLOCK {
            for c in 0..BLOCK {
                sums[r][c] += x[r] * y[c];
            }
        }
    }
    sums
}

/// `target -= block * weights`.
pub(super) fn subtract(target: &mut [Lane], block: &[Lane], weights: &[Lane; BLOCK]) {
    for (lane, x) in target.iter_mut().zip(block) {
        for r in 0..BLOCK {
            for c in 0..BLOCK {
                lane[c] -= x[r] * weights[r][c];
            }
        }
    }
}

pub(super) fn block_norm(block: &[Lane]) -> f64 {
    block.iter().flatten().map(|x| x * x).sum::<f64>().sqrt()
}

/// Gram and Schmidt within the block: `block = Q R`, `Q` replaces it, `R` (upper triangle) is returned. A vector not
/// longer than `noise` after its predecessors are taken out becomes zero.
pub(super) fn orthonormalise(block: &mut [Lane], noise: f64) -> [Lane; BLOCK] {
    let mut upper = [[0.0; BLOCK]; BLOCK];
    for c in 0..BLOCK {
        for _ in 0..2 {
            for r in 0..c {
                let along: f64 = block.iter().map(|lane| lane[r] * lane[c]).sum();
                upper[r][c] += along;
                for lane in block.iter_mut() {
                    lane[c] -= along * lane[r];
                }
            }
        }
        let norm = block
            .iter()
            .map(|lane| lane[c] * lane[c])
            .sum::<f64>()
            .sqrt();
        let keep = norm > noise;
        upper[c][c] = if keep { norm } else { 0.0 };
        for lane in block.iter_mut() {
            lane[c] = if keep { lane[c] / norm } else { 0.0 };
        }
    }
    upper
}
