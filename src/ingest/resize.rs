//! Luma of any size to 64 x 64. In: `width * height` bytes. Out: [`N_PIXELS`] bytes, the same as Pillow's
//! `resize((64, 64))` for mode L: bicubic (a = -0.5), widened when shrinking, 22-bit weights, two passes rounded to
//! 8 bits, a pass skipped when its size does not change.

use crate::data::{N_PIXELS, SIDE};

/// Fraction bits of the weights: products with bytes and their sums stay within an i32.
const BITS: u32 = 22;
/// What makes the shift by `BITS` round to nearest.
const HALF: i32 = 1 << (BITS - 1);

/// Resizes pictures and remembers the weights of the last size: a folder's pictures are mostly of one size.
#[derive(Clone, Debug, Default)]
pub struct Resizer {
    horizontal: Weights,
    vertical: Weights,
    /// The rows after the horizontal pass.
    narrow: Vec<[u8; SIDE]>,
}

/// Resizes one picture; see [`Resizer::to_square`].
pub fn to_square(luma: &[u8], width: usize, height: usize) -> Vec<u8> {
    Resizer::default().to_square(luma, width, height)
}

impl Resizer {
    /// Resizes `width * height` luma bytes to [`N_PIXELS`]. All zeros when there are not that many, or none.
    pub fn to_square(&mut self, luma: &[u8], width: usize, height: usize) -> Vec<u8> {
        if width == 0 || height == 0 || luma.len() != width * height {
            return vec![0; N_PIXELS];
        }
        self.narrow.clear();
        self.narrow.reserve(height);
        let rows = luma.chunks_exact(width);
        if width == SIDE {
            let (whole, _) = luma.as_chunks::<SIDE>();
            self.narrow.extend_from_slice(whole);
        } else {
            self.horizontal.prepare(width);
            let weights = &self.horizontal;
            self.narrow.extend(rows.map(|row| weights.narrow(row)));
        }
        if height == SIDE {
            return self.narrow.concat();
        }
        self.vertical.prepare(height);
        let mut square = Vec::with_capacity(N_PIXELS);
        for (first, window) in self.vertical.windows() {
            let mut sums = [HALF; SIDE];
            for (row, &weight) in self.narrow[first..].iter().zip(window) {
                for (sum, &pixel) in sums.iter_mut().zip(row) {
                    *sum += weight * i32::from(pixel);
                }
            }
            square.extend(sums.iter().map(|&sum| to_byte(sum)));
        }
        square
    }
}

fn to_byte(sum: i32) -> u8 {
    (sum >> BITS).clamp(0, 255) as u8
}

/// Where each of the `SIDE` outputs reads, and how much of each input it takes.
#[derive(Clone, Debug, Default)]
struct Weights {
    n_in: usize,
    first: Vec<usize>,
    /// End of each output's weights in `all`.
    end: Vec<usize>,
    all: Vec<i32>,
}

impl Weights {
    /// Computes the weights for `n_in` inputs, unless they are there. The order of the f64 operations is Pillow's.
    fn prepare(&mut self, n_in: usize) {
        if self.n_in == n_in {
            return;
        }
        *self = Self {
            n_in,
            ..Self::default()
        };
        let scale = n_in as f64 / SIDE as f64;
        let filter_scale = scale.max(1.0);
        let support = 2.0 * filter_scale;
        let inverse = 1.0 / filter_scale;
        for i in 0..SIDE {
            let centre = (i as f64 + 0.5) * scale;
            // The casts drop the fraction, and what is below zero becomes zero.
            let first = (centre - support + 0.5) as usize;
            let last = ((centre + support + 0.5) as usize).min(n_in);
            let window: Vec<f64> = (first..last)
                .map(|j| cubic((j as f64 - centre + 0.5) * inverse))
                .collect();
            let total: f64 = window.iter().sum();
            let total = if total == 0.0 { 1.0 } else { total };
            self.first.push(first);
            self.all.extend(window.iter().map(|&weight| {
                let fixed = weight / total * f64::from(1 << BITS);
                (fixed + if fixed >= 0.0 { 0.5 } else { -0.5 }) as i32
            }));
            self.end.push(self.all.len());
        }
    }

    /// First input and weights of each output.
    fn windows(&self) -> impl Iterator<Item = (usize, &[i32])> {
        let mut start = 0;
        self.first.iter().zip(&self.end).map(move |(&first, &end)| {
            let window = &self.all[start..end];
            start = end;
            (first, window)
        })
    }

    /// One row to `SIDE` pixels.
    fn narrow(&self, row: &[u8]) -> [u8; SIDE] {
        let mut narrow = [0; SIDE];
        for (pixel, (first, window)) in narrow.iter_mut().zip(self.windows()) {
            let inputs = &row[first..first + window.len()];
            let sum: i32 = inputs
                .iter()
                .zip(window)
                .map(|(&input, &weight)| i32::from(input) * weight)
                .sum();
            *pixel = to_byte(HALF + sum);
        }
        narrow
    }
}

/// The cubic of Keys with a = -0.5.
fn cubic(x: f64) -> f64 {
    const A: f64 = -0.5;
    let x = x.abs();
    if x < 1.0 {
        ((A + 2.0) * x - (A + 3.0)) * x * x + 1.0
    } else if x < 2.0 {
        (((x - 5.0) * x + 8.0) * x - 4.0) * A
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_of_the_right_size_is_left_alone() {
        let luma: Vec<u8> = (0..N_PIXELS).map(|i| (i * 7) as u8).collect();
        assert_eq!(to_square(&luma, SIDE, SIDE), luma);
    }

    #[test]
    fn one_grey_stays_that_grey() {
        for (width, height) in [(1, 1), (63, 65), (432, 288), (7, 999)] {
            let square = to_square(&vec![201; width * height], width, height);
            assert_eq!(square, vec![201; N_PIXELS], "{width} x {height}");
        }
    }

    #[test]
    fn weights_add_up_and_never_overflow() {
        let mut weights = Weights::default();
        for n_in in (1..700).chain([65_536]) {
            weights.prepare(n_in);
            for (first, window) in weights.windows() {
                assert!(first + window.len() <= n_in);
                let sum: i64 = window.iter().map(|&w| i64::from(w)).sum();
                // Each weight is rounded by at most a half.
                assert!((sum - (1 << BITS)).unsigned_abs() as usize <= window.len());
                let size: i64 = window.iter().map(|&w| i64::from(w.abs())).sum();
                assert!(
                    size * 255 + i64::from(HALF) <= i64::from(i32::MAX),
                    "{n_in}"
                );
            }
        }
    }

    #[test]
    fn a_wrong_length_gives_zeros() {
        assert_eq!(to_square(&[1, 2, 3], 2, 2), vec![0; N_PIXELS]);
        assert_eq!(to_square(&[], 0, 0), vec![0; N_PIXELS]);
    }
}
