//! Which point is meant: under the pointer, or in the direction of an arrow key.
//!
//! A uniform grid over the data, about two points per cell. Points with NaN are in no cell and are never found.

use crate::draw::{Rect, Transform, Vec2};

const POINTS_A_CELL: f64 = 2.0;
const MAX_CELLS_A_SIDE: usize = 512;

/// Where an arrow key points to, on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards smaller x.
    Left,
    /// Towards larger x.
    Right,
    /// Towards larger y of the data.
    Up,
    /// Towards smaller y of the data.
    Down,
}

impl Direction {
    /// `(dx, dy)`, y up, as (along this direction, across it).
    fn along_and_across(self, dx: f64, dy: f64) -> (f64, f64) {
        match self {
            Self::Left => (-dx, dy),
            Self::Right => (dx, dy),
            Self::Up => (dy, dx),
            Self::Down => (-dy, dx),
        }
    }
}

/// The points of one layout, sorted into cells. Zoom and pan do not touch it.
#[derive(Clone, Debug)]
pub struct HitIndex {
    points_in_data: Vec<Vec2>,
    bounds_in_data: Rect,
    n_columns: usize,
    n_rows: usize,
    /// Cell `c` holds `indices[starts[c]..starts[c + 1]]`, ascending.
    starts: Vec<u32>,
    indices: Vec<u32>,
}

impl HitIndex {
    /// Sorts the points in, in linear time. At most `u32::MAX` of them.
    pub fn new(points_in_data: &[Vec2]) -> Self {
        let bounds_in_data = Rect::around(points_in_data).unwrap_or_default();
        let n_cells = (points_in_data.len() as f64 / POINTS_A_CELL).max(1.0);
        let (width, height) = (bounds_in_data.width(), bounds_in_data.height());
        // Cells as square as they can be; one row or column for a line.
        let columns = (n_cells * width / height).sqrt();
        let columns = if columns.is_nan() { 1.0 } else { columns };
        let n_columns = (columns.clamp(1.0, n_cells) as usize).min(MAX_CELLS_A_SIDE);
        let n_rows = ((n_cells / n_columns as f64) as usize).clamp(1, MAX_CELLS_A_SIDE);
        let mut index = Self {
            points_in_data: points_in_data.to_vec(),
            bounds_in_data,
            n_columns,
            n_rows,
            starts: vec![0; n_columns * n_rows + 1],
            indices: Vec::new(),
        };
        index.fill();
        index
    }

    /// Counting sort: sizes, starts, then each point to its place.
    fn fill(&mut self) {
        let cells: Vec<Option<usize>> = self
            .points_in_data
            .iter()
            .map(|p| {
                p.is_finite()
                    .then(|| self.cell(self.column(p.x), self.row(p.y)))
            })
            .collect();
        for &cell in cells.iter().flatten() {
            self.starts[cell + 1] += 1;
        }
        for cell in 1..self.starts.len() {
            self.starts[cell] += self.starts[cell - 1];
        }
        self.indices = vec![0; self.starts.last().map_or(0, |&n| n as usize)];
        let mut next = self.starts.clone();
        for (i, cell) in cells.into_iter().enumerate() {
            if let Some(cell) = cell {
                self.indices[next[cell] as usize] = i as u32;
                next[cell] += 1;
            }
        }
    }

    /// The least rectangle of the data around all points; `None` when no point is finite.
    pub fn bounds(&self) -> Option<Rect> {
        (!self.indices.is_empty()).then_some(self.bounds_in_data)
    }

    /// Does any point lie in a rectangle of the screen?
    pub fn is_any_in(&self, rect_in_screen: &Rect, transform: &Transform) -> bool {
        self.count_places(rect_in_screen, transform, 1) > 0
    }

    /// Points in a rectangle of the screen at different places, counted up to `most`.
    pub fn count_places(&self, rect_in_screen: &Rect, transform: &Transform, most: usize) -> usize {
        let mut places: Vec<Vec2> = Vec::new();
        for i in self.in_cells_of(&transform.data_rect(*rect_in_screen)) {
            if places.len() >= most {
                break;
            }
            let place = self.points_in_data[i];
            let is_in = rect_in_screen.contains(transform.screen_from_data(place));
            if is_in && !places.contains(&place) {
                places.push(place);
            }
        }
        places.len()
    }

    /// The point nearest to a screen position, at most `max_px` away; of several equally near, the first.
    pub fn nearest(
        &self,
        pos_in_screen: Vec2,
        transform: &Transform,
        max_px: f64,
    ) -> Option<usize> {
        if !pos_in_screen.is_finite() || max_px.is_nan() || max_px < 0.0 {
            return None;
        }
        let reach = Rect::from_corners(pos_in_screen, pos_in_screen).grown(max_px.min(1e9));
        let mut best = (max_px * max_px, None);
        for i in self.in_cells_of(&transform.data_rect(reach)) {
            let pos = transform.screen_from_data(self.points_in_data[i]);
            let (dx, dy) = (pos.x - pos_in_screen.x, pos.y - pos_in_screen.y);
            best = nearer(best, dx * dx + dy * dy, i);
        }
        best.1
    }

    /// Where an arrow key leads from a point: to the nearest other one within 45 degrees of the direction, where a point
    /// at the edge of that cone counts as twice as far. `None` at the rim of the map. Only the transform's scale counts,
    /// and points at the very same place cannot be walked to.
    pub fn nearest_in_direction(
        &self,
        from_index: usize,
        direction: Direction,
        transform: &Transform,
    ) -> Option<usize> {
        let from = *self.points_in_data.get(from_index)?;
        if !from.is_finite() {
            return None;
        }
        let scale = transform.scale();
        let cost = |i: usize| {
            let p = self.points_in_data[i];
            let (dx, dy) = ((p.x - from.x) * scale.x, (p.y - from.y) * scale.y);
            let (along, across) = direction.along_and_across(dx, dy);
            (along > 0.0 && across.abs() <= along)
                .then(|| along.hypot(across) * (1.0 + across.abs() / along))
        };
        let (column, row) = (self.column(from.x), self.row(from.y));
        let cell_px = (self.bounds_in_data.width() / self.n_columns as f64 * scale.x)
            .min(self.bounds_in_data.height() / self.n_rows as f64 * scale.y);
        let mut best = (f64::INFINITY, None);
        // Square rings of cells about the point's own; the cost is at least the distance, so a ring whose nearest edge
        // is beyond the best cost ends the search.
        for ring in 0..self.n_columns.max(self.n_rows) {
            if ring as f64 - 1.0 > best.0 / cell_px {
                break;
            }
            for cell in self.ring(column, row, ring) {
                for i in self.in_cell(cell) {
                    if let Some(cost) = cost(i) {
                        best = nearer(best, cost, i);
                    }
                }
            }
        }
        best.1
    }

    fn column(&self, x: f64) -> usize {
        slot(
            x,
            self.bounds_in_data.min.x,
            self.bounds_in_data.max.x,
            self.n_columns,
        )
    }

    fn row(&self, y: f64) -> usize {
        slot(
            y,
            self.bounds_in_data.min.y,
            self.bounds_in_data.max.y,
            self.n_rows,
        )
    }

    fn cell(&self, column: usize, row: usize) -> usize {
        row * self.n_columns + column
    }

    fn in_cell(&self, cell: usize) -> impl Iterator<Item = usize> {
        let range = self.starts[cell] as usize..self.starts[cell + 1] as usize;
        self.indices[range].iter().map(|&i| i as usize)
    }

    /// The points of all cells that a rectangle touches; none when it misses the data.
    fn in_cells_of(&self, rect_in_data: &Rect) -> impl Iterator<Item = usize> {
        let bounds = &self.bounds_in_data;
        let touches = rect_in_data.min.x <= bounds.max.x
            && rect_in_data.max.x >= bounds.min.x
            && rect_in_data.min.y <= bounds.max.y
            && rect_in_data.max.y >= bounds.min.y;
        let rows = if touches {
            self.row(rect_in_data.min.y)..self.row(rect_in_data.max.y) + 1
        } else {
            0..0
        };
        let columns = self.column(rect_in_data.min.x)..self.column(rect_in_data.max.x) + 1;
        rows.flat_map(move |row| columns.clone().map(move |column| self.cell(column, row)))
            .flat_map(|cell| self.in_cell(cell))
    }

    /// The cells whose larger distance in columns or rows is exactly `ring`.
    fn ring(&self, column: usize, row: usize, ring: usize) -> impl Iterator<Item = usize> {
        let rows = row.saturating_sub(ring)..(row + ring + 1).min(self.n_rows);
        let columns = column.saturating_sub(ring)..(column + ring + 1).min(self.n_columns);
        rows.flat_map(move |r| {
            let whole = r.abs_diff(row) == ring;
            let side = if whole { 1 } else { (2 * ring).max(1) };
            // Inner rows have only their two ends; `start` is the left one even when it lies outside.
            let start = column as i64 - ring as i64;
            let range = columns.clone();
            (0..=2 * ring)
                .step_by(side)
                .map(move |i| start + i as i64)
                .filter(move |&c| c >= range.start as i64 && c < range.end as i64)
                .map(move |c| self.cell(c as usize, r))
        })
    }
}

/// Which of `n` equal parts of `lo..=hi` holds `value`; the first or last for what lies outside, 0 for NaN.
fn slot(value: f64, lo: f64, hi: f64, n: usize) -> usize {
    let fraction = (value / 2.0 - lo / 2.0) / (hi / 2.0 - lo / 2.0);
    ((fraction * n as f64) as usize).min(n - 1)
}

/// The nearer of the best so far and a candidate; of two at the same distance the smaller index.
fn nearer(best: (f64, Option<usize>), distance: f64, i: usize) -> (f64, Option<usize>) {
    let wins = match best.1 {
        None => distance <= best.0,
        Some(index) => distance < best.0 || (distance <= best.0 && i < index),
    };
    if wins { (distance, Some(i)) } else { best }
}
