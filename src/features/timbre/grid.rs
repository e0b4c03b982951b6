//! A picture as bands and columns, the lowest band first, and the means of wider bands.

use wide::f64x4;

use crate::ingest::Intensities;
use crate::vectors::Repeat;

/// Sides above this are averaged down to it.
const MAX_SIDE: usize = 512;
/// How much narrower the low bands are than the high ones: edges at `(e^(x ln(1 + WARP)) - 1) / WARP` for x from 0 to 1.
const WARP: f64 = 5.0;

/// Values of bands over time.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    pub(super) n_columns: usize,
    /// A band after the other, the lowest first.
    pub(super) values: Vec<f32>,
}

impl Grid {
    /// The values of each band, the lowest first.
    pub(super) fn bands(&self) -> impl ExactSizeIterator<Item = &[f32]> + Clone {
        self.values.chunks_exact(self.n_columns.max(1))
    }

    pub(super) fn n_bands(&self) -> usize {
        self.bands().len()
    }

    /// The same with a mean of 0: small numbers lose less when they are added.
    pub(super) fn centred(mut self) -> Self {
        let sum: f64 = self.values.iter().map(|&x| f64::from(x)).sum();
        let mean = sum / self.values.len() as f64;
        for x in &mut self.values {
            *x = (f64::from(*x) - mean) as f32;
        }
        self
    }

    /// Bands for columns and columns for bands.
    fn turned(&self) -> Self {
        let bands: Vec<&[f32]> = self.bands().collect();
        let columns = 0..self.n_columns;
        Self {
            n_columns: bands.len(),
            values: columns
                .flat_map(|column| bands.iter().map(move |band| band[column]))
                .collect(),
        }
    }

    /// The same time in so many columns.
    pub(super) fn with_columns(&self, n: usize) -> Self {
        let turned = self.turned();
        Sums::of(&turned)
            .between(&even_edges(turned.n_bands(), n))
            .turned()
    }
}

/// The picture, no side of it longer than 512; `None` where it shows nothing.
pub(super) fn picture(shown: &Intensities) -> Option<Grid> {
    let rows = shown.values.chunks_exact(shown.width.max(1));
    let mut values = Vec::with_capacity(shown.values.len());
    rows.rev().for_each(|row| values.extend_from_slice(row));
    let mut picture = Grid {
        n_columns: shown.width,
        values,
    };
    if picture.values.is_empty() {
        return None;
    }
    if picture.n_bands() > MAX_SIDE {
        let edges = even_edges(picture.n_bands(), MAX_SIDE);
        picture = Sums::of(&picture).between(&edges);
    }
    if picture.n_columns > MAX_SIDE {
        picture = picture.with_columns(MAX_SIDE);
    }
    Some(picture)
}

/// Edges of `n` equal bands in what has so many.
fn even_edges(n_bands: usize, n: usize) -> Vec<f64> {
    let edges = 0..=n;
    edges.map(|i| (n_bands * i) as f64 / n as f64).collect()
}

/// Edges of `n` bands in a picture of so many, the lower ones narrower.
pub(super) fn edges(n_bands: usize, n: usize) -> Vec<f64> {
    let width = libm::log1p(WARP);
    let edge = |i: usize| (libm::exp(i as f64 / n as f64 * width) - 1.0) / WARP;
    (0..=n).map(|i| edge(i) * n_bands as f64).collect()
}

/// For each column, the sums of all values below a band: the sum of any bands is a difference.
pub(super) struct Sums {
    n_columns: usize,
    n_bands: usize,
    /// Of one band more than there are; columns are filled up to whole vectors.
    below: Vec<f64x4>,
}

/// Columns that are summed together.
const LANES: usize = 4;

impl Sums {
    pub(super) fn of(grid: &Grid) -> Self {
        let n_vectors = grid.n_columns.div_ceil(LANES);
        let mut below = Vec::with_capacity((grid.n_bands() + 1) * n_vectors);
        below.resize(n_vectors, f64x4::ZERO);
        for band in grid.bands() {
            let last = below.len() - n_vectors;
            let (fours, rest) = band.as_chunks::<LANES>();
            for (i, &[a, b, c, d]) in fours.iter().enumerate() {
                let values = f64x4::new([a.into(), b.into(), c.into(), d.into()]);
                below.push(below[last + i] + values);
            }
            if !rest.is_empty() {
                let mut four = [0.0; LANES];
                for (slot, &value) in four.iter_mut().zip(rest) {
                    *slot = f64::from(value);
                }
                below.push(below[last + fours.len()] + f64x4::new(four));
            }
        }
        Self {
            n_columns: grid.n_columns,
            n_bands: grid.n_bands(),
            below,
        }
    }

    /// The means of `n` bands, the lower ones narrower.
    pub(super) fn bands(&self, n: usize) -> Grid {
        self.between(&edges(self.n_bands, n))
    }

    /// The means between edges, which rise, and may lie within a band.
    fn between(&self, edges: &[f64]) -> Grid {
        let mut values = Vec::with_capacity(self.n_columns * edges.len());
        let mut lower: Option<Vec<f64x4>> = None;
        let mut start = 0.0;
        for &edge in edges {
            let upper = self.below(edge);
            if let Some(lower) = lower {
                let height = f64x4::repeat(edge - start);
                let means = upper.iter().zip(&lower);
                let means =
                    means.flat_map(|(&upper, &lower)| ((upper - lower) / height).to_array());
                values.extend(means.take(self.n_columns).map(|mean| mean as f32));
            }
            (lower, start) = (Some(upper), edge);
        }
        Grid {
            n_columns: self.n_columns,
            values,
        }
    }

    /// The sums of all below an edge.
    fn below(&self, edge: f64) -> Vec<f64x4> {
        let band = (edge as usize).min(self.n_bands);
        let share = f64x4::repeat(edge - band as f64);
        let n = self.n_columns.div_ceil(LANES);
        let row = |band: usize| &self.below[band.min(self.n_bands) * n..][..n];
        let pairs = row(band).iter().zip(row(band + 1));
        pairs
            .map(|(&below, &above)| below * (f64x4::ONE - share) + above * share)
            .collect()
    }
}
