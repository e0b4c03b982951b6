//! Distances of many samples to all samples, a slice of the work at a time.
//!
//! All pairs are measured in f32, eight samples beside four queries, with a proven bound on the error; whoever needs
//! an exact answer measures again, in f64, only the pairs that the bound leaves open. Higham, "Accuracy and Stability
//! of Numerical Algorithms", 2nd ed., 3.1.

use crate::data::Matrix;
use crate::effort::spend;

/// Samples measured at once.
const LANES: usize = 8;
type Lane = [f32; LANES];
/// Queries measured at once: every sample that is read serves all of them.
const QUERIES: usize = 4;
/// Queries measured one after the other against a block of samples that has to be made first.
const QUERIES_OF_BYTES: usize = 32;
/// Features added up on their own first: long sums lose digits.
const CHUNK: usize = 64;
/// Work of one [`Scan::step`] in feature differences: a few milliseconds.
const WORK: usize = 1 << 23;
/// What handling one distance costs besides measuring it, in feature differences.
const HANDLING: usize = 16;
/// Largest relative error of one f32 rounding.
const ROUNDING: f64 = f32::EPSILON as f64 / 2.0;

/// A walk over queries: each is measured against all samples.
pub(crate) struct Scan {
    rough: Rough,
    queries: Vec<usize>,
    /// Queries that were visited.
    done: usize,
    /// The queries after those, as far as they are measured together: their coordinates, and their distances to all
    /// samples before block `block`.
    rows: Vec<Vec<f32>>,
    distances: Vec<Vec<f32>>,
    block: usize,
    lanes: Vec<Lane>,
    made: Vec<[f64; LANES]>,
}

/// An f32 copy of a matrix, and how far its distances may be from the true ones.
pub(crate) struct Rough {
    n_samples: usize,
    n_features: usize,
    kept: Kept,
    mean: Vec<f64>,
    /// True lengths are these times `unit`, a power of two: nothing overflows.
    unit: f64,
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

impl Scan {
    /// Prepares to measure each of `queries` against all `samples`, which are rows of `data`; the queries are positions
    /// in `samples`.
    pub(crate) fn new(data: &Matrix, samples: &[usize], queries: Vec<usize>) -> Self {
        Self {
            rough: Rough::new(data, samples),
            queries,
            done: 0,
            rows: Vec::new(),
            distances: Vec::new(),
            block: 0,
            lanes: Vec::new(),
            made: Vec::new(),
        }
    }

    /// Queries measured, and queries in all.
    pub(crate) fn progress(&self) -> (usize, usize) {
        (self.done, self.queries.len())
    }

    /// Measures a piece more. `visit` gets each query that is done with its rough squared distances, one a sample, and
    /// what tells how rough they are. True when all queries are done.
    pub(crate) fn step(&mut self, mut visit: impl FnMut(usize, &Rough, &[f32])) -> bool {
        let (n, n_features) = (self.rough.n_samples, self.rough.n_features);
        let mut work = 0;
        while self.done < self.queries.len() && work < WORK {
            if self.block == 0 {
                self.begin();
            }
            let Self { lanes, made, .. } = self;
            let lanes = self.rough.block(self.block, made, lanes);
            for (rows, distances) in self
                .rows
                .chunks(QUERIES)
                .zip(self.distances.chunks_mut(QUERIES))
            {
                let four = std::array::from_fn(|q| &rows[q.min(rows.len() - 1)][..]);
                for (row, squared) in distances.iter_mut().zip(measure(lanes, four)) {
                    row.extend(squared);
                }
            }
            spend(LANES * self.rows.len(), n_features + 1);
            work += LANES * (n_features + HANDLING) * self.rows.len();
            self.block += 1;
            if self.block * LANES >= n {
                let left = &self.queries[self.done..];
                for (&query, distances) in left.iter().zip(&self.distances) {
                    visit(query, &self.rough, &distances[..n]);
                }
                self.done += self.rows.len();
                self.block = 0;
            }
        }
        self.done == self.queries.len()
    }

    /// Turns to the next queries.
    fn begin(&mut self) {
        let at_once = match self.rough.kept {
            Kept::Lanes(_) => QUERIES,
            Kept::Bytes(_) => QUERIES_OF_BYTES,
        };
        let next = self.queries[self.done..].iter().take(at_once);
        self.rows = next.map(|&query| self.rough.row(query)).collect();
        self.distances.resize(self.rows.len(), Vec::new());
        for distances in &mut self.distances {
            distances.clear();
        }
    }
}

impl Rough {
    fn new(data: &Matrix, samples: &[usize]) -> Self {
        let (n_samples, n_features) = (samples.len(), data.n_features());
        spend(3 * n_samples, n_features);
        let mean = data.column_means();
        let mut largest = 0.0_f64;
        for &i in samples {
            for (x, mean) in data.row(i).iter().zip(&mean) {
                largest = largest.max((x - mean).abs());
            }
        }
        let unit = power_of_two_above(largest);
        let is_of_bytes = data.is_of_bytes();
        let n_blocks = if is_of_bytes {
            0
        } else {
            n_samples.div_ceil(LANES)
        };
        let mut lanes = vec![[0.0; LANES]; n_blocks * n_features];
        let mut longest = 0.0_f64;
        for (i, &sample) in samples.iter().enumerate() {
            let mut squares = 0.0;
            let mut block = lanes.chunks_exact_mut(n_features.max(1)).nth(i / LANES);
            for (j, (x, mean)) in data.row(sample).iter().zip(&mean).enumerate() {
                let x = (x - mean) / unit;
                squares += x * x;
                if let Some(block) = &mut block {
                    block[j][i % LANES] = x as f32;
                }
            }
            longest = longest.max(squares.sqrt());
        }
        // Two coordinates are rounded, then their difference; one more for the centring in f64 and for underflow.
        let absolute = 4.0 * ROUNDING * longest + f64::from(f32::MIN_POSITIVE).sqrt();
        let n_sums = CHUNK.min(n_features) + n_features.div_ceil(CHUNK) + 4;
        Self {
            n_samples,
            n_features,
            kept: if is_of_bytes {
                Kept::Bytes(data.select(samples))
            } else {
                Kept::Lanes(lanes)
            },
            mean,
            unit,
            absolute,
            relative: n_sums as f64 * ROUNDING,
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
    fn row(&self, sample: usize) -> Vec<f32> {
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
    fn block<'a>(
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
                lanes.extend(made.iter().map(|lane| lane.map(|x| (x / self.unit) as f32)));
                lanes
            }
        }
    }
}

/// Squared distances of the queries to the samples of a block.
fn measure(lanes: &[Lane], rows: [&[f32]; QUERIES]) -> [Lane; QUERIES] {
    let d = lanes.len();
    let mut totals = [[0.0; LANES]; QUERIES];
    for start in (0..d).step_by(CHUNK) {
        let end = d.min(start + CHUNK);
        let rows = rows.map(|row| &row[start..end]);
        let sums = squared_distances(&lanes[start..end], rows);
        for (total, sum) in totals.iter_mut().zip(sums) {
            for (total, sum) in total.iter_mut().zip(sum) {
                *total += sum;
            }
        }
    }
    totals
}

/// Sums over the features in their order, one sample a lane.
fn squared_distances(lanes: &[Lane], rows: [&[f32]; QUERIES]) -> [Lane; QUERIES] {
    let rows = rows.map(|row| &row[..lanes.len()]);
    let mut sums = [[0.0; LANES]; QUERIES];
    for (j, lane) in lanes.iter().enumerate() {
        for (sum, row) in sums.iter_mut().zip(rows) {
            let y = row[j];
            for (sum, x) in sum.iter_mut().zip(lane) {
                *sum += (x - y) * (x - y);
            }
        }
    }
    sums
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
    use crate::neighbors::Metric;

    /// Far above the errors of f32, far below what would leave many pairs open.
    const NARROW: f64 = 1e-4;

    /// Every addition of a long sum of equal terms rounds the same way: the worst that f32 can do.
    #[test]
    fn true_distances_lie_between_the_bounds() {
        for step in 1..200 {
            let length = 1.0 + f64::from(step) / 200.0;
            let data = Matrix::from_fn(3, 4096, |i, _| i as f64 * length);
            let mut scan = Scan::new(&data, &[0, 1, 2], vec![0]);
            scan.step(|query, rough, squared| {
                for (i, &squared) in squared.iter().enumerate() {
                    let distance = Metric::Euclidean.score(&data.row(query), &data.row(i));
                    assert!(rough.floor(distance) <= squared && squared <= rough.ceiling(distance));
                    assert!(distance <= rough.furthest(squared));
                    // Narrow ones, or nearly every pair would have to be measured again.
                    let (length, slack) = (
                        distance / rough.unit,
                        NARROW * (1.0 + distance / rough.unit),
                    );
                    assert!(f64::from(rough.floor(distance)).max(0.0).sqrt() >= length - slack);
                    assert!(f64::from(rough.ceiling(distance)).sqrt() <= length + slack);
                    assert!(rough.furthest(squared) <= distance + slack * rough.unit);
                }
            });
        }
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
