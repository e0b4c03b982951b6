//! The Fourier transform of a few values, eight of them at a time.

use std::f64::consts::TAU;

use wide::f32x8;

use crate::vectors::Repeat;

/// Values whose transforms are made together, one in each lane.
pub(super) const LANES: usize = 8;

/// A complex number for each lane.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Complex {
    pub(super) re: f32x8,
    pub(super) im: f32x8,
}

impl Complex {
    fn turned(self, re: f32, im: f32) -> Self {
        let (re, im) = (f32x8::repeat(re), f32x8::repeat(im));
        Self {
            re: self.re * re - self.im * im,
            im: self.re * im + self.im * re,
        }
    }

    pub(super) fn magnitude(self) -> f32x8 {
        (self.re * self.re + self.im * self.im).sqrt()
    }
}

/// The transform of so many values, a power of two: `X[k] = sum over n of x[n] e^(-i TAU k n / N)`.
pub(super) struct Fourier {
    /// Real and imaginary part of `e^(-i TAU k / N)` for the first half of the k.
    turns: Vec<(f32, f32)>,
    /// The value that stands at each place before the first step: its place with the bits in reverse.
    places: Vec<usize>,
}

impl Fourier {
    pub(super) fn new(n: usize) -> Self {
        let turn = |k: usize| {
            let angle = TAU * k as f64 / n as f64;
            (libm::cos(angle) as f32, -libm::sin(angle) as f32)
        };
        let unused_bits = usize::BITS - n.ilog2();
        let place = |i: usize| i.reverse_bits().checked_shr(unused_bits).unwrap_or(0);
        Self {
            turns: (0..n / 2).map(turn).collect(),
            places: (0..n).map(place).collect(),
        }
    }

    /// Writes the transform of `value(0)`, `value(1)`, ... into `values`.
    pub(super) fn apply(&self, value: impl Fn(usize) -> Complex, values: &mut [Complex]) {
        for (slot, &place) in values.iter_mut().zip(&self.places) {
            *slot = value(place);
        }
        let n = values.len();
        let mut half = 1;
        while half < n {
            for block in values.chunks_exact_mut(2 * half) {
                let (low, high) = block.split_at_mut(half);
                let turns = self.turns.iter().step_by(n / (2 * half));
                for ((a, b), &(re, im)) in low.iter_mut().zip(high).zip(turns) {
                    // The first turn of each block is none.
                    let turned = if im == 0.0 { *b } else { b.turned(re, im) };
                    *b = Complex {
                        re: a.re - turned.re,
                        im: a.im - turned.im,
                    };
                    *a = Complex {
                        re: a.re + turned.re,
                        im: a.im + turned.im,
                    };
                }
            }
            half *= 2;
        }
    }
}

/// Of the transform of `a + ib`, with real a and b, a value and the one that mirrors it: the values of the transforms of a and
/// of b.
pub(super) fn parted(value: Complex, mirrored: Complex) -> [Complex; 2] {
    let half = f32x8::HALF;
    let a = Complex {
        re: (value.re + mirrored.re) * half,
        im: (value.im - mirrored.im) * half,
    };
    let b = Complex {
        re: (value.im + mirrored.im) * half,
        im: (mirrored.re - value.re) * half,
    };
    [a, b]
}

/// The first five frequencies of eight real values; the others mirror them.
pub(super) fn of_eight([a, b, c, d, e, f, g, h]: [f32x8; 8]) -> [Complex; 5] {
    // Even frequencies are made of the sums of values that lie four apart, odd ones of their differences.
    let (ae, bf, cg, dh) = (a + e, b + f, c + g, d + h);
    let (a, b, c, d) = (a - e, b - f, c - g, d - h);
    let eighth = f32x8::repeat(std::f32::consts::FRAC_1_SQRT_2);
    let (less, more) = ((b - d) * eighth, (b + d) * eighth);
    let real = |re| Complex {
        re,
        im: f32x8::ZERO,
    };
    [
        real(ae + cg + (bf + dh)),
        Complex {
            re: a + less,
            im: -(c + more),
        },
        Complex {
            re: ae - cg,
            im: dh - bf,
        },
        Complex {
            re: a - less,
            im: c - more,
        },
        real(ae + cg - (bf + dh)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_sum_that_defines_it() {
        for n in [1, 2, 8, 32] {
            let value = |i: usize, lane: usize| ((i * 7 + lane * 3) % 11) as f64 - 5.0;
            let complex = |i: usize| Complex {
                re: f32x8::new(std::array::from_fn(|lane| value(i, lane) as f32)),
                im: f32x8::new(std::array::from_fn(|lane| value(i + 1, lane) as f32)),
            };
            let mut values = vec![Complex::default(); n];
            Fourier::new(n).apply(complex, &mut values);
            for (k, got) in values.iter().enumerate() {
                for lane in 0..LANES {
                    let sum = (0..n).fold((0.0, 0.0), |(re, im), i| {
                        let (sin, cos) = (-TAU * (k * i) as f64 / n as f64).sin_cos();
                        let (x, y) = (value(i, lane), value(i + 1, lane));
                        (re + x * cos - y * sin, im + x * sin + y * cos)
                    });
                    assert!((f64::from(got.re.to_array()[lane]) - sum.0).abs() < 1e-4);
                    assert!((f64::from(got.im.to_array()[lane]) - sum.1).abs() < 1e-4);
                }
            }
        }
    }

    #[test]
    fn two_real_transforms_are_made_as_one() {
        let n = 16;
        let a = |i: usize| f32x8::repeat(((i * 7) % 11) as f32);
        let b = |i: usize| f32x8::repeat(((i * 5) % 13) as f32 - 6.0);
        let transform = |value: &dyn Fn(usize) -> Complex| {
            let mut values = vec![Complex::default(); n];
            Fourier::new(n).apply(value, &mut values);
            values
        };
        let real = |re| Complex {
            re,
            im: f32x8::ZERO,
        };
        let both = transform(&|i| Complex { re: a(i), im: b(i) });
        let want = [transform(&|i| real(a(i))), transform(&|i| real(b(i)))];
        for k in 0..n {
            let got = parted(both[k], both[(n - k) % n]);
            for (got, want) in got.iter().zip([want[0][k], want[1][k]]) {
                let apart = [got.re - want.re, got.im - want.im];
                let lanes = apart.iter().flat_map(|apart| apart.to_array());
                assert!(lanes.into_iter().all(|x| x.abs() < 1e-4), "{k}");
            }
        }
    }

    #[test]
    fn eight_real_values_are_transformed_as_all_others() {
        let value = |i: usize| {
            f32x8::new(std::array::from_fn(|lane| {
                ((i * 5 + lane * lane) % 13) as f32
            }))
        };
        let complex = |i| Complex {
            re: value(i),
            im: f32x8::ZERO,
        };
        let mut values = [Complex::default(); 8];
        Fourier::new(8).apply(complex, &mut values);
        for (got, want) in of_eight(std::array::from_fn(value)).iter().zip(&values) {
            let pairs = [(got.re, want.re), (got.im, want.im)];
            assert!(
                pairs
                    .iter()
                    .all(|&(got, want)| (got - want).to_array().iter().all(|x| x.abs() < 1e-4))
            );
        }
    }
}
