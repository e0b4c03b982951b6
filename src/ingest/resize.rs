//! Luma of any size to 64 x 64. In: `width * height` bytes. Out: [`N_PIXELS`] bytes, the same as Pillow's
//! `resize((64, 64))` for mode L: bicubic (a = -0.5), widened when shrinking, 22-bit weights, two passes rounded to
//! 8 bits, a pass skipped when its size does not change.
//!
//! The horizontal pass comes first, as in Pillow up to 12.1. As each pass is rounded, the other order gives other values: Pillow
//! 13 takes it where `height > max(64, 2 * width - 64)`, and there its values differ, in noise by up to 28 of 255, in real
//! spectrograms less. (12.2 and 12.3 take it only from about `height > 100 * width`.)

use bytemuck::cast;
use wide::{i16x8, i32x8};

use crate::data::{N_PIXELS, SIDE};
use crate::vectors::Repeat;

/// Fraction bits of the weights: products with bytes and their sums stay within an i32.
const BITS: u32 = 22;
/// What makes the shift by `BITS` round to nearest.
const HALF: i32 = 1 << (BITS - 1);

/// Products are added up so many at a time.
const LANES: usize = 8;

/// Resizes pictures and remembers the weights of the last size: a folder's pictures are mostly of one size.
#[derive(Clone, Debug, Default)]
pub(super) struct Resizer {
    horizontal: Weights,
    vertical: Weights,
    /// A row, and behind it as many zeros as a window may be too wide.
    row: Vec<u8>,
    /// The rows after the horizontal pass.
    narrow: Vec<[u8; SIDE]>,
}

impl Resizer {
    /// Resizes rows of `width` luma bytes to [`N_PIXELS`]. All zeros when there are none.
    pub(super) fn resize<'a>(
        &mut self,
        rows: impl Iterator<Item = &'a [u8]>,
        width: usize,
    ) -> Vec<u8> {
        self.narrow.clear();
        if width == SIDE {
            self.narrow.extend(rows.filter_map(|row| row.as_array()));
        } else if width > 0 {
            self.horizontal.prepare(width);
            self.row.clear();
            self.row.resize(width + LANES, 0);
            for row in rows {
                // Many pictures are drawn larger than what they show: a row comes again.
                match self.narrow.last() {
                    Some(&narrow) if self.row[..width] == *row => self.narrow.push(narrow),
                    _ => {
                        self.row[..width].copy_from_slice(row);
                        self.narrow.push(self.horizontal.narrow(&self.row));
                    }
                }
            }
        }
        let height = self.narrow.len();
        if height == 0 {
            return vec![0; N_PIXELS];
        }
        if height == SIDE {
            return self.narrow.concat();
        }
        self.vertical.prepare(height);
        let mut square = Vec::with_capacity(N_PIXELS);
        for (first, window) in self.vertical.windows() {
            let mut sums = [i32x8::repeat(HALF); SIDE / LANES];
            let weights = window.iter().flat_map(|weights| weights.to_array());
            for (row, weight) in self.narrow[first..].iter().zip(weights) {
                let weight = i32x8::repeat(weight);
                for (sum, &pixels) in sums.iter_mut().zip(row.as_chunks().0) {
                    *sum += widened(pixels) * weight;
                }
            }
            square.extend(sums.iter().flat_map(|sum| sum.to_array().map(to_byte)));
        }
        square
    }
}

/// Bytes as numbers that can be multiplied.
fn widened(bytes: [u8; LANES]) -> i32x8 {
    let low = cast([u64::from_ne_bytes(bytes), 0]);
    i32x8::from_i16x8(i16x8::from_u8x16_low(low))
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
    /// Those of an output are followed by zeros, up to a multiple of [`LANES`].
    all: Vec<i32x8>,
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
            let fixed = |&weight: &f64| {
                let fixed = weight / total * f64::from(1 << BITS);
                (fixed + if fixed >= 0.0 { 0.5 } else { -0.5 }) as i32
            };
            self.all.extend(window.chunks(LANES).map(|window| {
                let mut weights = [0; LANES];
                for (weight, exact) in weights.iter_mut().zip(window) {
                    *weight = fixed(exact);
                }
                i32x8::new(weights)
            }));
            self.end.push(self.all.len());
        }
    }

    /// First input and weights of each output.
    fn windows(&self) -> impl Iterator<Item = (usize, &[i32x8])> {
        let mut start = 0;
        self.first.iter().zip(&self.end).map(move |(&first, &end)| {
            let window = &self.all[start..end];
            start = end;
            (first, window)
        })
    }

    /// One row, with [`LANES`] bytes behind it, to `SIDE` pixels.
    fn narrow(&self, row: &[u8]) -> [u8; SIDE] {
        let mut narrow = [0; SIDE];
        for (pixel, (first, window)) in narrow.iter_mut().zip(self.windows()) {
            let (inputs, _) = row[first..].as_chunks();
            let products = inputs.iter().zip(window);
            let sums = products.fold(i32x8::ZERO, |sums, (&inputs, &weights)| {
                sums + widened(inputs) * weights
            });
            *pixel = to_byte(HALF + sums.reduce_add());
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
        assert_eq!(Resizer::default().resize(luma.chunks(SIDE), SIDE), luma);
    }

    #[test]
    fn one_grey_stays_that_grey() {
        for (width, height) in [(1, 1), (63, 65), (432, 288), (7, 999)] {
            let row = vec![201; width];
            let rows = std::iter::repeat_n(row.as_slice(), height);
            let square = Resizer::default().resize(rows, width);
            assert_eq!(square, vec![201; N_PIXELS], "{width} x {height}");
        }
    }

    #[test]
    fn weights_add_up_and_never_overflow() {
        let mut weights = Weights::default();
        for n_in in (1..700).chain([65_536]) {
            weights.prepare(n_in);
            for (first, window) in weights.windows() {
                assert!(first < n_in && first + LANES * window.len() < n_in + LANES);
                let window: Vec<i32> = window
                    .iter()
                    .flat_map(|weights| weights.to_array())
                    .collect();
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
    fn no_rows_give_zeros() {
        for width in [0, 2, SIDE] {
            let square = Resizer::default().resize(std::iter::empty(), width);
            assert_eq!(square, vec![0; N_PIXELS]);
        }
    }
}
