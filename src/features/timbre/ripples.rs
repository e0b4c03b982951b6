//! Mean two-dimensional Fourier magnitudes of small patches: ripples across bands are stacked tones, ripples over time are
//! beats and trills, both together are noise.

use std::f64::consts::PI;

use wide::f32x8;

use super::fourier::{Complex, Fourier, LANES, of_eight, parted};
use super::grid::Grid;
use crate::vectors::Repeat;

/// Bands that patches are cut from.
pub(super) const N_BANDS: usize = 64;
/// Columns of a patch, and from one patch to the next.
const N_COLUMNS: usize = 8;
const STEP: usize = 4;
/// Frequencies over time, 0 to 4 in 8 columns, and how they are put together.
const N_TIMES: usize = N_COLUMNS / 2 + 1;
pub(super) const TIME_GROUPS: [(usize, usize); 4] = [(0, 1), (1, 2), (2, 3), (3, 5)];
/// Added to a magnitude before its logarithm is taken.
const FLOOR: f64 = 0.02;

/// Patches of one height.
pub(super) struct Shape {
    /// Bands of a patch.
    height: usize,
    /// Bands from one zone to the next; all patches of a zone are averaged.
    step: usize,
    /// How frequencies across bands are put together: from, and up to but not with.
    groups: &'static [(usize, usize)],
}

/// The fine texture.
pub(super) const GRAIN: Shape = Shape {
    height: 8,
    step: 8,
    groups: &[(0, 1), (1, 2), (2, 3), (3, 5)],
};
/// Stacked tones.
pub(super) const LADDER: Shape = Shape {
    height: 32,
    step: 16,
    groups: &[(0, 1), (1, 2), (2, 3), (3, 5), (5, 8), (8, 13), (13, 17)],
};

impl Shape {
    /// Groups of frequencies across bands.
    pub(super) const fn n_groups(&self) -> usize {
        self.groups.len()
    }

    const fn n_zones(&self) -> usize {
        (N_BANDS - self.height) / self.step + 1
    }

    pub(super) const fn n_numbers(&self) -> usize {
        self.n_zones() * self.groups.len() * TIME_GROUPS.len()
    }
}

/// The numbers of grain, then those of ladder; each zone after zone, group after group across bands, then over time.
pub(super) fn ripples(fine: Grid) -> Vec<f64> {
    let fine = if fine.n_columns < N_COLUMNS {
        fine.with_columns(N_COLUMNS)
    } else {
        fine
    };
    let fine = fine.centred();
    let n_patches = (fine.n_columns - N_COLUMNS) / STEP + 1;
    let mut all = [GRAIN, LADDER].map(Magnitudes::new);
    for first in (0..n_patches).step_by(LANES) {
        let bands = fine.bands();
        let bands: Vec<Columns> = bands.map(|band| columns(band, first, n_patches)).collect();
        for magnitudes in &mut all {
            magnitudes.add(&bands);
        }
    }
    all.iter()
        .flat_map(|magnitudes| magnitudes.numbers(n_patches))
        .collect()
}

/// One band of eight patches, one in each lane, column after column.
type Columns = [f32x8; N_COLUMNS];

/// One band of the eight patches from `first` on. Those that are not there are 0.
fn columns(band: &[f32], first: usize, n_patches: usize) -> Columns {
    let mut columns = [[0.0; LANES]; N_COLUMNS];
    for lane in 0..LANES.min(n_patches - first) {
        let start = (first + lane) * STEP;
        for (column, &value) in columns.iter_mut().zip(&band[start..start + N_COLUMNS]) {
            column[lane] = value;
        }
    }
    columns.map(f32x8::new)
}

fn sum<'a>(values: impl Iterator<Item = &'a f32x8>) -> f32x8 {
    values.fold(f32x8::ZERO, |sum, &value| sum + value)
}

/// `sin^2`, from above 0 to above 0.
fn window(n: usize) -> Vec<f32> {
    let value = |k: usize| libm::sin(PI * k as f64 / (n + 1) as f64);
    (1..=n).map(|k| (value(k) * value(k)) as f32).collect()
}

/// Sums of magnitudes over patches.
struct Magnitudes {
    shape: Shape,
    window_over_time: Vec<f32>,
    window_across: Vec<f32>,
    across: Fourier,
    /// Zone after zone, frequency after frequency over time, then across bands.
    sums: Vec<f32x8>,
}

impl Magnitudes {
    fn new(shape: Shape) -> Self {
        Self {
            window_over_time: window(N_COLUMNS),
            window_across: window(shape.height),
            across: Fourier::new(shape.height),
            sums: vec![f32x8::ZERO; shape.n_zones() * N_TIMES * shape.height],
            shape,
        }
    }

    /// Adds eight patches of each zone.
    fn add(&mut self, bands: &[Columns]) {
        let height = self.shape.height;
        let n_pixels = f32x8::repeat((height * N_COLUMNS) as f32);
        let mut spectra = vec![[Complex::default(); N_TIMES]; height];
        let mut values = vec![Complex::default(); height];
        let zones = self.sums.chunks_exact_mut(N_TIMES * height);
        for (zone, sums) in zones.enumerate() {
            let bands = &bands[zone * self.shape.step..][..height];
            // Band by band: a long sum loses its last digits.
            let total = bands.iter().map(|columns| sum(columns.iter()));
            let mean = total.fold(f32x8::ZERO, |sum, total| sum + total) / n_pixels;
            let bands = bands.iter().zip(&self.window_across);
            for (spectrum, (columns, &across)) in spectra.iter_mut().zip(bands) {
                let mut columns = *columns;
                for (column, &over_time) in columns.iter_mut().zip(&self.window_over_time) {
                    *column = (*column - mean) * f32x8::repeat(across * over_time);
                }
                *spectrum = of_eight(columns);
            }
            for frequency in 1..N_TIMES - 1 {
                self.across
                    .apply(|band| spectra[band][frequency], &mut values);
                let sums = sums[frequency * height..].iter_mut();
                for (sum, value) in sums.zip(&values) {
                    *sum += value.magnitude();
                }
            }
            // The first and the last frequency over time are real: one transform makes those of both.
            let both = |spectrum: &[Complex; N_TIMES]| Complex {
                re: spectrum[0].re,
                im: spectrum[N_TIMES - 1].re,
            };
            self.across.apply(|band| both(&spectra[band]), &mut values);
            let (first, last) = (0, (N_TIMES - 1) * height);
            for across in 0..=height / 2 {
                let mirrored = (height - across) % height;
                let parted = parted(values[across], values[mirrored]);
                for (start, value) in [first, last].into_iter().zip(parted) {
                    let magnitude = value.magnitude();
                    sums[start + across] += magnitude;
                    if mirrored != across {
                        sums[start + mirrored] += magnitude;
                    }
                }
            }
        }
    }

    /// Logarithms of the mean magnitudes of each group of frequencies.
    fn numbers(&self, n_patches: usize) -> Vec<f64> {
        let height = self.shape.height;
        let mut numbers = Vec::with_capacity(self.shape.n_numbers());
        for zone in self.sums.chunks_exact(N_TIMES * height) {
            let mean = |time: usize, across: usize| {
                let lanes = zone[time * height + across].to_array();
                lanes.into_iter().map(f64::from).sum::<f64>() / n_patches as f64
            };
            // Rising and falling ripples are one.
            let both = |time, across| {
                let mirrored = (height - across) % height;
                f64::midpoint(mean(time, across), mean(time, mirrored))
            };
            for &(low, high) in self.shape.groups {
                for (from, to) in TIME_GROUPS {
                    let all =
                        (low..high).flat_map(|across| (from..to).map(move |time| (time, across)));
                    let sum: f64 = all.map(|(time, across)| both(time, across)).sum();
                    let n = ((high - low) * (to - from)) as f64;
                    numbers.push(libm::log(sum / n + FLOOR));
                }
            }
        }
        numbers
    }
}
