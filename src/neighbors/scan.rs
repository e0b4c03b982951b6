//! Distances of many samples to all samples, a slice of the work at a time.
//!
//! All pairs are measured in f32, eight samples beside four queries, with a proven bound on the error; whoever needs
//! an exact answer measures again, in f64, only the pairs that the bound leaves open.

use wide::f32x8;

use super::rough::{CHUNK, LANES, Lane, QUERIES, Rough, RoughFit};
use crate::data::Matrix;
use crate::effort::spend;
use crate::vectors::Repeat;

/// Work of one [`Scan::step`] in feature differences: a few milliseconds.
const WORK: usize = 1 << 23;
/// What handling one distance costs besides measuring it, in feature differences.
const HANDLING: usize = 16;

/// A walk over queries: each is measured against all samples.
pub(crate) struct Scan {
    samples: Samples,
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

/// The samples, while they are read and after.
enum Samples {
    Read(Box<RoughFit>),
    Rough(Rough),
}

impl Scan {
    /// Prepares to measure each of `queries` against all `samples`, which are rows of `data`; the queries are positions
    /// in `samples`.
    pub(crate) fn new(data: &Matrix, samples: &[usize], queries: Vec<usize>) -> Self {
        Self {
            samples: Samples::Read(Box::new(RoughFit::new(data, samples))),
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

    /// Does a piece more: reads samples, then measures. `data` is the same at every step. `visit` gets each query that is
    /// done with its rough squared distances, one per sample, and what tells how rough they are. True when all queries are
    /// done.
    pub(crate) fn step(
        &mut self,
        data: &Matrix,
        mut visit: impl FnMut(usize, &Rough, &[f32]),
    ) -> bool {
        let rough = match &mut self.samples {
            Samples::Read(fit) => {
                if let Some(rough) = fit.step(data) {
                    self.samples = Samples::Rough(rough);
                }
                return self.queries.is_empty();
            }
            Samples::Rough(rough) => rough,
        };
        let n = rough.n_samples;
        let mut work = 0;
        while self.done < self.queries.len() && work < WORK {
            if self.block == 0 {
                // Turns to the next queries.
                let next = self.queries[self.done..].iter().take(rough.at_once());
                self.rows = next.map(|&query| rough.row(query)).collect();
                self.distances.resize(self.rows.len(), Vec::new());
                self.distances.iter_mut().for_each(Vec::clear);
            }
            let lanes = rough.block(self.block, &mut self.made, &mut self.lanes);
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
            spend(LANES * self.rows.len(), rough.n_features + 1);
            work += LANES * (rough.n_features + HANDLING) * self.rows.len();
            self.block += 1;
            if self.block * LANES >= n {
                let left = &self.queries[self.done..];
                for (&query, distances) in left.iter().zip(&self.distances) {
                    visit(query, rough, &distances[..n]);
                }
                self.done += self.rows.len();
                self.block = 0;
            }
        }
        self.done == self.queries.len()
    }
}

/// Squared distances of the queries to the samples of a block.
fn measure(lanes: &[Lane], rows: [&[f32]; QUERIES]) -> [Lane; QUERIES] {
    let d = lanes.len();
    let mut totals = [f32x8::ZERO; QUERIES];
    for start in (0..d).step_by(CHUNK) {
        let end = d.min(start + CHUNK);
        let rows = rows.map(|row| &row[start..end]);
        let sums = squared_distances(&lanes[start..end], rows);
        for (total, sum) in totals.iter_mut().zip(sums) {
            *total += sum;
        }
    }
    totals.map(f32x8::to_array)
}

/// Sums over the features in their order, one sample a lane.
fn squared_distances(lanes: &[Lane], [a, b, c, d]: [&[f32]; QUERIES]) -> [f32x8; QUERIES] {
    let [mut sum_a, mut sum_b, mut sum_c, mut sum_d] = [f32x8::ZERO; QUERIES];
    let add = |sum: &mut f32x8, x: f32x8, y: f32| {
        let difference = x - f32x8::repeat(y);
        *sum += difference * difference;
    };
    for ((((&lane, &a), &b), &c), &d) in lanes.iter().zip(a).zip(b).zip(c).zip(d) {
        let lane = f32x8::from(lane);
        add(&mut sum_a, lane, a);
        add(&mut sum_b, lane, b);
        add(&mut sum_c, lane, c);
        add(&mut sum_d, lane, d);
    }
    [sum_a, sum_b, sum_c, sum_d]
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
            let mut n_visited = 0;
            while !scan.step(&data, |query, rough, squared| {
                n_visited += 1;
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
            }) {}
            assert_eq!(n_visited, 1);
        }
    }
}
