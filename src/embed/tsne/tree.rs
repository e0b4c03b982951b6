//! A quadtree over the map: far crowds of samples, each seen as one.
//!
//! Coordinates come in; cells with their centres of mass go out, in depth-first order, and the samples in the order of
//! the cells (Morton's curve). Barnes and Hut, "A hierarchical O(N log N) force-calculation algorithm", 1986.

/// Halvings of the square that holds all samples; what is closer than its 65,536th part is never parted.
const MAX_DEPTH: u32 = 16;
/// A cell with at most so many samples is not divided.
const LEAF_SIZE: usize = 8;
/// Samples that share one walk through the tree: those of a cell with at most so many.
const GROUP_SIZE: usize = 32;

/// One square of the map.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// Centre of mass.
    pub(super) x: f32,
    pub(super) y: f32,
    /// Side of the square.
    pub(super) width: f32,
    /// Samples inside: positions in [`Tree::order`].
    pub(super) start: u32,
    pub(super) end: u32,
    /// The next cell that is not inside this one.
    pub(super) after: u32,
    pub(super) is_leaf: bool,
}

/// The tree; made anew for every iteration, in the same memory.
#[derive(Default)]
pub(super) struct Tree {
    /// Samples in the order of the cells.
    pub(super) order: Vec<u32>,
    /// Their coordinates.
    pub(super) xs: Vec<f32>,
    pub(super) ys: Vec<f32>,
    pub(super) cells: Vec<Cell>,
    /// Positions in `order`, group by group; together they are all samples.
    pub(super) groups: Vec<std::ops::Range<usize>>,
    /// Place on the curve in the high half, sample in the low: no two are equal.
    keys: Vec<u64>,
}

impl Tree {
    /// Builds the tree of samples at (`xs`, `ys`).
    pub(super) fn build(&mut self, xs: &[f32], ys: &[f32]) {
        let (left, right) = extent(xs);
        let (bottom, top) = extent(ys);
        let side = (right - left).max(top - bottom);
        let steps = (1_u32 << MAX_DEPTH) as f32;
        let scale = if side > 0.0 { steps / side } else { 0.0 };
        let step_of = |x: f32, least: f32| (((x - least) * scale) as u32).min((1 << MAX_DEPTH) - 1);
        self.keys.clear();
        let samples = xs.iter().zip(ys).enumerate();
        self.keys.extend(samples.map(|(i, (&x, &y))| {
            let place = spread(step_of(x, left)) | spread(step_of(y, bottom)) << 1;
            u64::from(place) << 32 | i as u64
        }));
        self.keys.sort_unstable();
        let order = self.keys.iter().map(|&key| key as u32);
        self.order.clear();
        self.order.extend(order);
        self.xs.clear();
        self.xs.extend(self.order.iter().map(|&i| xs[i as usize]));
        self.ys.clear();
        self.ys.extend(self.order.iter().map(|&i| ys[i as usize]));
        self.cells.clear();
        self.groups.clear();
        if !xs.is_empty() {
            self.divide(0..xs.len(), 0, side, false);
        }
    }

    /// Adds the cell of the samples in `range`, and all inside it; returns the sums of their coordinates.
    fn divide(
        &mut self,
        range: std::ops::Range<usize>,
        depth: u32,
        width: f32,
        is_grouped: bool,
    ) -> (f64, f64) {
        let n = range.len();
        let is_leaf = n <= LEAF_SIZE || depth == MAX_DEPTH;
        let is_group = !is_grouped && (n <= GROUP_SIZE || is_leaf);
        if is_group {
            self.groups.push(range.clone());
        }
        let cell = self.cells.len();
        self.cells.push(Cell {
            x: 0.0,
            y: 0.0,
            width,
            start: range.start as u32,
            end: range.end as u32,
            after: 0,
            is_leaf,
        });
        let mut sums = (0.0, 0.0);
        if is_leaf {
            for i in range {
                sums.0 += f64::from(self.xs[i]);
                sums.1 += f64::from(self.ys[i]);
            }
        } else {
            let shift = 64 - 2 * (depth + 1);
            let mut start = range.start;
            for quarter in 0..4 {
                let length =
                    self.keys[start..range.end].partition_point(|key| key >> shift & 3 <= quarter);
                if length > 0 {
                    let (x, y) = self.divide(
                        start..start + length,
                        depth + 1,
                        width / 2.0,
                        is_grouped || is_group,
                    );
                    sums.0 += x;
                    sums.1 += y;
                    start += length;
                }
            }
        }
        let after = self.cells.len() as u32;
        let cell = &mut self.cells[cell];
        cell.x = (sums.0 / n as f64) as f32;
        cell.y = (sums.1 / n as f64) as f32;
        cell.after = after;
        sums
    }
}

/// Least and largest; zeros for nothing.
pub(super) fn extent(values: &[f32]) -> (f32, f32) {
    let first = values.first().copied().unwrap_or(0.0);
    values.iter().fold((first, first), |(least, largest), &x| {
        (least.min(x), largest.max(x))
    })
}

/// The 16 low bits, each followed by a 0 for the other coordinate's.
fn spread(bits: u32) -> u32 {
    let mut x = bits & 0xFFFF;
    x = (x | x << 8) & 0x00FF_00FF;
    x = (x | x << 4) & 0x0F0F_0F0F;
    x = (x | x << 2) & 0x3333_3333;
    (x | x << 1) & 0x5555_5555
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Mt19937;

    #[test]
    fn bits_are_spread() {
        assert_eq!(spread(0b1011), 0b100_0101);
        assert_eq!(spread(0xFFFF), 0x5555_5555);
    }

    #[test]
    fn cells_hold_their_samples_and_groups_hold_all() {
        let mut rng = Mt19937::new(3);
        let (xs, ys): (Vec<f32>, Vec<f32>) = (0..500)
            .map(|i| {
                let spread = if i % 2 == 0 { 1.0 } else { 1e-7 };
                (
                    (spread * rng.next_f64()) as f32,
                    (spread * rng.next_f64()) as f32,
                )
            })
            .unzip();
        let mut tree = Tree::default();
        tree.build(&xs, &ys);
        let mut seen: Vec<u32> = tree.order.clone();
        seen.sort_unstable();
        assert!(seen.into_iter().eq(0..500));
        let mut next = 0;
        for group in &tree.groups {
            assert_eq!(group.start, next);
            next = group.end;
        }
        assert_eq!(next, 500);
        for cell in &tree.cells {
            let range = cell.start as usize..cell.end as usize;
            for values in [&tree.xs[range.clone()], &tree.ys[range]] {
                let (least, largest) = extent(values);
                assert!(largest - least <= cell.width * 1.001);
            }
        }
        assert_eq!(tree.cells[0].after as usize, tree.cells.len());
        tree.build(&[], &[]);
        assert!(tree.cells.is_empty() && tree.groups.is_empty());
        tree.build(&[1.0; 100], &[2.0; 100]);
        assert_eq!((tree.cells[0].x, tree.cells[0].y), (1.0, 2.0));
    }
}
