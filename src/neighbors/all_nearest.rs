//! The exact nearest neighbours of many samples, found a slice at a time: the same answers as [`super::nearest`] with
//! Euclidean distance, sooner.

use super::first;
use super::rough::Rough;
use super::scan::Scan;
use super::{Metric, Neighbor};
use crate::data::Matrix;

/// A search in progress.
pub(crate) struct AllNearest {
    scan: Scan,
    finder: Finder,
}

/// The part of a search that looks at one query.
struct Finder {
    n_neighbors: usize,
    order: Vec<f32>,
    found: Vec<Neighbor>,
}

impl AllNearest {
    /// Prepares to find the `n_neighbors` samples nearest to each of `queries` (rows of `data`).
    pub(crate) fn new(data: &Matrix, queries: Vec<usize>, n_neighbors: usize) -> Self {
        let all: Vec<usize> = (0..data.n_samples()).collect();
        Self {
            scan: Scan::new(data, &all, queries),
            finder: Finder {
                n_neighbors: n_neighbors.min(data.n_samples().saturating_sub(1)),
                order: Vec::new(),
                found: Vec::new(),
            },
        }
    }

    /// Queries answered, and queries in all.
    pub(crate) fn progress(&self) -> (usize, usize) {
        self.scan.progress()
    }

    /// Answers a few queries more: `visit` gets each and its neighbours, nearest first, ties by row, never the query
    /// itself. True when all are answered.
    pub(crate) fn step(
        &mut self,
        data: &Matrix,
        mut visit: impl FnMut(usize, &[Neighbor]),
    ) -> bool {
        let finder = &mut self.finder;
        self.scan.step(data, |query, rough, squared| {
            finder.find(data, query, rough, squared);
            visit(query, &finder.found);
        })
    }
}

impl Finder {
    fn find(&mut self, data: &Matrix, query: usize, rough: &Rough, squared: &[f32]) {
        self.found.clear();
        if self.n_neighbors == 0 {
            return;
        }
        self.order.clear();
        self.order.extend_from_slice(&squared[..query]);
        self.order.extend_from_slice(&squared[query + 1..]);
        let (_, &mut last, _) = self
            .order
            .select_nth_unstable_by(self.n_neighbors - 1, f32::total_cmp);
        // So many are not further than this; none that is further can be among them.
        let limit = rough.ceiling(rough.furthest(last));
        let from = data.row(query);
        for (sample, &squared) in squared.iter().enumerate() {
            if squared <= limit && sample != query {
                let score = Metric::Euclidean.score(&from, &data.row(sample));
                self.found.push(Neighbor { sample, score });
            }
        }
        let found = std::mem::take(&mut self.found);
        self.found = first(found, Metric::Euclidean, self.n_neighbors);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::nearest;
    use super::*;
    use crate::rng::Mt19937;

    fn check(data: &Matrix, top: usize) {
        let all: Vec<usize> = (0..data.n_samples()).collect();
        let mut search = AllNearest::new(data, all, top);
        let mut next = 0;
        let mut visit = |query: usize, found: &[Neighbor]| {
            assert_eq!(query, next);
            next += 1;
            assert_eq!(
                found,
                nearest(data, query, Metric::Euclidean, top, |_| true)
            );
        };
        while !search.step(data, &mut visit) {}
        assert_eq!(next, data.n_samples());
    }

    #[test]
    fn distances_that_f32_cannot_tell_apart_are_settled() {
        let mut rng = Mt19937::new(5);
        check(
            &Matrix::from_fn(50, 3, |_, _| 1.0 + 1e-9 * rng.next_f64()),
            4,
        );
        // One far sample leaves few digits for the others.
        check(
            &Matrix::from_fn(50, 3, |i, _| {
                rng.next_f64() + if i == 9 { 1e9 } else { 0.0 }
            }),
            4,
        );
        check(
            &Matrix::from_fn(30, 200, |_, j| rng.next_f64() * (j + 1) as f64 * 1e40),
            4,
        );
        check(&Matrix::zeros(20, 2), 3);
        check(&Matrix::zeros(20, 0), 3);
        check(&Matrix::zeros(1, 2), 3);
        check(&Matrix::zeros(0, 2), 3);
    }

    proptest! {
        #[test]
        fn the_nearest_are_those_found_one_by_one(
            (n, d, top, seed) in (1_usize..40, 1_usize..150, 1_usize..45, 0_u32..1000)
        ) {
            let mut rng = Mt19937::new(seed);
            // Few values, so that many distances are equal.
            let data = Matrix::from_fn(n, d, |_, _| (rng.next_f64() * 3.0).floor());
            check(&data, top);
            let bytes = data.rows().map(|row| row.iter().map(|&x| x as u8).collect());
            check(&Matrix::of_bytes(d, bytes.collect()).unwrap(), top);
        }
    }
}
