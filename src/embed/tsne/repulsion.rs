//! Everyone pushes everyone away: the sum over all pairs, with far crowds seen as one (van der Maaten, "Accelerating
//! t-SNE using tree-based algorithms", 2014, section 4.2).
//!
//! The walk through the tree is shared by the samples of a group: what is far enough from the nearest corner of the
//! group is far enough for all in it, and its samples then read one list, several at a time. A shared walk opens more
//! cells than single ones would, so errors are below those of the usual algorithm.

use wide::f32x8;

use super::tree::{Tree, extent};
use crate::effort::spend;
use crate::vectors::{EIGHT, Repeat};

/// A cell is seen as one when its side is less than this share of its distance, as in scikit-learn (`angle`).
const THETA: f32 = 0.5;
/// Samples pushed at once.
const LANES: usize = EIGHT;
type Lane = [f32; LANES];

/// Pushes of one step: some ten milliseconds.
const STEP_WORK: usize = 1 << 24;

/// What pushes a group: cells and single samples.
#[derive(Default)]
struct Sources {
    /// Those outside the group come first; the others are exchanged for every lane.
    n_outside: usize,
    xs: Vec<f32>,
    ys: Vec<f32>,
    masses: Vec<f32>,
}

/// The repulsive half of the gradient; the memory serves every iteration.
#[derive(Default)]
pub(super) struct Repulsion {
    tree: Tree,
    sources: Sources,
    /// First group that is still to be pushed; `None` before the tree is built.
    next_group: Option<usize>,
    /// What [`Self::step`] has summed up so far.
    total: f64,
    /// Sum over the other samples of `(y_i - y_j) / (1 + |y_i - y_j|^2)^2`, one per sample.
    pub(super) xs: Vec<f32>,
    pub(super) ys: Vec<f32>,
}

impl Repulsion {
    /// Computes `xs` and `ys` for samples at these coordinates; returns the sum over all ordered pairs of
    /// `1 / (1 + |y_i - y_j|^2)`, which makes similarities of the map probabilities.
    pub(super) fn compute(&mut self, xs: &[f32], ys: &[f32]) -> f64 {
        loop {
            if let Some(total) = self.step(xs, ys) {
                return total;
            }
        }
    }

    /// The same a few groups at a time; `None` until all are pushed. The coordinates must stay meanwhile.
    pub(super) fn step(&mut self, xs: &[f32], ys: &[f32]) -> Option<f64> {
        let first = self.next_group.take().unwrap_or_else(|| {
            spend(xs.len(), 2 * xs.len().max(2).ilog2() as usize);
            self.tree.build(xs, ys);
            self.xs.resize(xs.len(), 0.0);
            self.ys.resize(xs.len(), 0.0);
            self.total = 0.0;
            0
        });
        let mut pushes = 0;
        for (i, group) in self.tree.groups.iter().enumerate().skip(first) {
            if pushes >= STEP_WORK {
                self.next_group = Some(i);
                break;
            }
            self.sources.collect(&self.tree, group);
            let samples = &self.tree.order[group.clone()];
            let members = (&self.tree.xs[group.clone()], &self.tree.ys[group.clone()]);
            for first in (0..samples.len()).step_by(LANES) {
                let pushed = self.sources.push(members, first);
                pushes += self.sources.xs.len() * LANES;
                for (k, &sample) in samples[first..].iter().take(LANES).enumerate() {
                    self.xs[sample as usize] = pushed.xs[k];
                    self.ys[sample as usize] = pushed.ys[k];
                    self.total += f64::from(pushed.similarities[k]);
                }
            }
        }
        spend(pushes, 1);
        self.next_group.is_none().then_some(self.total)
    }
}

struct Pushed {
    xs: Lane,
    ys: Lane,
    similarities: Lane,
}

impl Sources {
    /// Everything outside `group` that pushes its samples.
    fn collect(&mut self, tree: &Tree, group: &std::ops::Range<usize>) {
        self.xs.clear();
        self.ys.clear();
        self.masses.clear();
        let (left, right) = extent(&tree.xs[group.clone()]);
        let (bottom, top) = extent(&tree.ys[group.clone()]);
        let mut at = 0;
        while let Some(cell) = tree.cells.get(at) {
            let dx = (left - cell.x).max(cell.x - right).max(0.0);
            let dy = (bottom - cell.y).max(cell.y - top).max(0.0);
            // Never a cell around the group: its centre is nearer than the cell is wide.
            let is_far = cell.width * cell.width < THETA * THETA * (dx * dx + dy * dy);
            let samples = cell.start as usize..cell.end as usize;
            let is_inside = group.start <= samples.start && samples.end <= group.end;
            if is_far {
                self.xs.push(cell.x);
                self.ys.push(cell.y);
                self.masses.push(samples.len() as f32);
            } else if cell.is_leaf && !is_inside {
                self.xs.extend_from_slice(&tree.xs[samples.clone()]);
                self.ys.extend_from_slice(&tree.ys[samples]);
                self.masses.resize(self.xs.len(), 1.0);
            } else if !is_inside {
                at += 1;
                continue;
            }
            at = cell.after as usize;
        }
        self.n_outside = self.xs.len();
    }

    /// What sources and members of the group do to the members from `first` on. No sample pushes itself: were it
    /// added and subtracted again, nothing would be left of the far ones' small pushes.
    fn push(&mut self, (xs, ys): (&[f32], &[f32]), first: usize) -> Pushed {
        self.xs.truncate(self.n_outside);
        self.ys.truncate(self.n_outside);
        self.masses.truncate(self.n_outside);
        let after = xs.len().min(first + LANES);
        for others in [0..first, after..xs.len()] {
            self.xs.extend_from_slice(&xs[others.clone()]);
            self.ys.extend_from_slice(&ys[others]);
        }
        self.masses.resize(self.xs.len(), 1.0);
        let (xs, ys) = (&xs[first..after], &ys[first..after]);
        let mut pushed = self.push_lane(lane(xs), lane(ys));
        for i in 0..xs.len() {
            for j in (0..xs.len()).filter(|&j| j != i) {
                let (dx, dy) = (xs[i] - xs[j], ys[i] - ys[j]);
                let similarity = 1.0 / (1.0 + dx * dx + dy * dy);
                pushed.similarities[i] += similarity;
                pushed.xs[i] += similarity * similarity * dx;
                pushed.ys[i] += similarity * similarity * dy;
            }
        }
        pushed
    }

    /// What the sources do to samples at these coordinates.
    fn push_lane(&self, xs: Lane, ys: Lane) -> Pushed {
        let (xs, ys) = (f32x8::from(xs), f32x8::from(ys));
        let [mut to_x, mut to_y, mut similarities] = [f32x8::ZERO; 3];
        for ((&x, &y), &mass) in self.xs.iter().zip(&self.ys).zip(&self.masses) {
            let (dx, dy) = (xs - f32x8::repeat(x), ys - f32x8::repeat(y));
            let similarity = f32x8::ONE / (f32x8::ONE + dx * dx + dy * dy);
            let weighted = f32x8::repeat(mass) * similarity;
            let push = weighted * similarity;
            similarities += weighted;
            to_x += push * dx;
            to_y += push * dy;
        }
        Pushed {
            xs: to_x.to_array(),
            ys: to_y.to_array(),
            similarities: similarities.to_array(),
        }
    }
}

/// The first values, filled up with zeros.
fn lane(values: &[f32]) -> Lane {
    std::array::from_fn(|k| values.get(k).copied().unwrap_or(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Mt19937;

    /// Errors that theta = 0.5 leaves, in shares of the exact sums; theta = 0.6 leaves half as much again.
    const FORCE_ERROR: f64 = 1.1e-2;
    const SUM_ERROR: f64 = 5e-3;

    fn exact(xs: &[f32], ys: &[f32]) -> (Vec<[f64; 2]>, f64) {
        let mut total = 0.0;
        let forces = (0..xs.len())
            .map(|i| {
                let mut force = [0.0, 0.0];
                for j in (0..xs.len()).filter(|&j| j != i) {
                    let (dx, dy) = (f64::from(xs[i] - xs[j]), f64::from(ys[i] - ys[j]));
                    let similarity = 1.0 / (1.0 + dx * dx + dy * dy);
                    total += similarity;
                    force[0] += similarity * similarity * dx;
                    force[1] += similarity * similarity * dy;
                }
                force
            })
            .collect();
        (forces, total)
    }

    /// Errors of the forces and of the sum, in shares of the exact ones.
    fn errors(xs: &[f32], ys: &[f32]) -> (f64, f64) {
        let mut repulsion = Repulsion::default();
        let total = repulsion.compute(xs, ys);
        let (forces, exact_total) = exact(xs, ys);
        let (mut apart, mut length) = (0.0, 0.0);
        for (i, force) in forces.iter().enumerate() {
            apart += (f64::from(repulsion.xs[i]) - force[0]).powi(2)
                + (f64::from(repulsion.ys[i]) - force[1]).powi(2);
            length += force[0].powi(2) + force[1].powi(2);
        }
        (
            (apart / length).sqrt(),
            ((total - exact_total) / exact_total).abs(),
        )
    }

    fn cloud(n: usize, width: f64) -> (Vec<f32>, Vec<f32>) {
        let mut rng = Mt19937::new(11);
        (0..n)
            .map(|i| {
                let centre = (i % 7) as f64;
                let x = centre + rng.next_f64() - rng.next_f64();
                let y = (centre * centre) % 5.0 + rng.next_f64() - rng.next_f64();
                ((width * x) as f32, (width * y) as f32)
            })
            .unzip()
    }

    #[test]
    fn close_to_the_exact_sums_at_every_width() {
        for width in [1e-4, 0.1, 1.0, 5.0, 30.0] {
            let (xs, ys) = cloud(1500, width);
            let (force, sum) = errors(&xs, &ys);
            println!("width {width}: forces within {force:.1e}, sum within {sum:.1e}");
            assert!(force < FORCE_ERROR && sum < SUM_ERROR, "width {width}");
        }
    }

    #[test]
    fn few_or_coincident_samples() {
        let mut repulsion = Repulsion::default();
        assert_eq!(repulsion.compute(&[], &[]), 0.0);
        assert_eq!(repulsion.compute(&[3.0], &[4.0]), 0.0);
        assert!((repulsion.compute(&[0.0, 2.0], &[0.0, 0.0]) - 0.4).abs() < 1e-6);
        assert!((repulsion.xs[1] - 0.08).abs() < 1e-7);
        assert_eq!(repulsion.compute(&[1.0; 50], &[1.0; 50]), 50.0 * 49.0);
        assert!(repulsion.xs.iter().all(|x| *x == 0.0));
    }
}
