//! Which labels fit on the map, and where: the most important first, none over another.

use super::geometry::{Rect, Vec2};
use crate::sorting::sort_by;

/// Candidates looked at, best first; what comes after would hardly find room.
const MAX_CANDIDATES: usize = 1500;
/// Cells of the grid that finds overlaps, in pixels: about one label.
const CELL_PX: f64 = 64.0;
const MAX_CELLS_A_SIDE: usize = 256;
/// Between two labels on one line, so that they do not read as one.
const BETWEEN_PX: f64 = 6.0;

/// A label that would like to be shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelBox {
    /// The point that it names.
    pub anchor_in_screen: Vec2,
    /// Of the text, in pixels.
    pub width: f64,
    /// Of the text, in pixels.
    pub height: f64,
    /// Larger comes first; of equal ones the first. NaN is never shown.
    pub priority: f64,
}

/// A label that is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// Its place in the list that was given.
    pub index: usize,
    /// Where its text stands.
    pub rect_in_screen: Rect,
}

/// Where a label stands relative to its point, in order of preference: right, left, above, below, then the corners.
const SIDES: [(f64, f64); 8] = [
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.0, -1.0),
    (0.0, 1.0),
    (1.0, -1.0),
    (1.0, 1.0),
    (-1.0, -1.0),
    (-1.0, 1.0),
];

/// Places labels greedily by priority, best first, `gap_px` from the middle of their points.
///
/// They stay within `viewport_in_screen`, where nothing `is_covered` that must be seen (points), over no other label and over
/// no point that has a label. The result is in order of priority. Of a great many only the best 1,500 that are in view
/// are tried, so that 114,000 cost no more than one look each.
pub fn place(
    labels: &[LabelBox],
    viewport_in_screen: Rect,
    is_covered: impl Fn(&Rect) -> bool,
    gap_px: f64,
) -> Vec<Placed> {
    let gap = if gap_px.is_finite() {
        gap_px.max(0.0)
    } else {
        0.0
    };
    let Some(mut taken) = Taken::new(viewport_in_screen) else {
        return Vec::new();
    };
    let mut placed = Vec::new();
    for index in best_candidates(labels, &viewport_in_screen) {
        let label = &labels[index];
        let around_point =
            Rect::from_corners(label.anchor_in_screen, label.anchor_in_screen).grown(gap * 0.75);
        let free = SIDES
            .iter()
            .map(|&side| beside(label, side, gap))
            .find(|rect| {
                viewport_in_screen.contains_rect(rect) && taken.is_free(rect) && !is_covered(rect)
            });
        if let Some(rect_in_screen) = free {
            taken.add(widened(rect_in_screen));
            taken.add(around_point);
            placed.push(Placed {
                index,
                rect_in_screen,
            });
        }
    }
    placed
}

/// A label with the room that keeps others on its line apart.
fn widened(rect: Rect) -> Rect {
    Rect {
        min: Vec2::new(rect.min.x - BETWEEN_PX, rect.min.y),
        max: Vec2::new(rect.max.x + BETWEEN_PX, rect.max.y),
    }
}

/// The labels in view by falling priority, cut to the cap.
fn best_candidates(labels: &[LabelBox], viewport: &Rect) -> Vec<usize> {
    let mut candidates: Vec<usize> = (0..labels.len())
        .filter(|&i| {
            let label = &labels[i];
            let sized = label.width > 0.0 && label.height > 0.0;
            sized && !label.priority.is_nan() && viewport.contains(label.anchor_in_screen)
        })
        .collect();
    let by_priority = |&a: &usize, &b: &usize| {
        let (a_first, b_first) = (labels[a].priority, labels[b].priority);
        b_first.total_cmp(&a_first).then(a.cmp(&b))
    };
    if candidates.len() > MAX_CANDIDATES {
        candidates.select_nth_unstable_by(MAX_CANDIDATES, by_priority);
        candidates.truncate(MAX_CANDIDATES);
    }
    sort_by(&mut candidates, by_priority);
    candidates
}

/// The box of a label on one side of its point.
fn beside(label: &LabelBox, (right, down): (f64, f64), gap: f64) -> Rect {
    // On the diagonal the gap is shared by both directions.
    let gap = if right != 0.0 && down != 0.0 {
        gap * 0.75
    } else {
        gap
    };
    let anchor = label.anchor_in_screen;
    let x = anchor.x + right * (gap + label.width / 2.0) - label.width / 2.0;
    let y = anchor.y + down * (gap + label.height / 2.0) - label.height / 2.0;
    Rect {
        min: Vec2::new(x, y),
        max: Vec2::new(x + label.width, y + label.height),
    }
}

/// The rectangles that are taken, by the cells of a grid.
struct Taken {
    viewport: Rect,
    n_columns: usize,
    n_rows: usize,
    cells: Vec<Vec<Rect>>,
}

impl Taken {
    /// `None` for a viewport without area.
    fn new(viewport: Rect) -> Option<Self> {
        let has_area = viewport.min.is_finite()
            && viewport.max.is_finite()
            && viewport.width() > 0.0
            && viewport.height() > 0.0;
        has_area.then(|| {
            let n = |size: f64| ((size / CELL_PX).ceil() as usize).clamp(1, MAX_CELLS_A_SIDE);
            let (n_columns, n_rows) = (n(viewport.width()), n(viewport.height()));
            Self {
                viewport,
                n_columns,
                n_rows,
                cells: vec![Vec::new(); n_columns * n_rows],
            }
        })
    }

    fn add(&mut self, rect: Rect) {
        for cell in self.cells_of(&rect) {
            self.cells[cell].push(rect);
        }
    }

    fn is_free(&self, rect: &Rect) -> bool {
        self.cells_of(rect)
            .all(|cell| self.cells[cell].iter().all(|taken| !taken.overlaps(rect)))
    }

    fn cells_of(&self, rect: &Rect) -> impl Iterator<Item = usize> + use<> {
        let n_columns = self.n_columns;
        // A cast clamps what lies left of the viewport to the first cell.
        let slot = |at: f64, size: f64, n: usize| ((at / size * n as f64) as usize).min(n - 1);
        let (width, height) = (self.viewport.width(), self.viewport.height());
        let column = |x: f64| slot(x - self.viewport.min.x, width, n_columns);
        let row = |y: f64| slot(y - self.viewport.min.y, height, self.n_rows);
        let columns = column(rect.min.x)..column(rect.max.x) + 1;
        (row(rect.min.y)..=row(rect.max.y))
            .flat_map(move |row| columns.clone().map(move |column| row * n_columns + column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const GAP_PX: f64 = 6.0;

    fn label(x: f64, y: f64, width: f64, priority: f64) -> LabelBox {
        LabelBox {
            anchor_in_screen: Vec2::new(x, y),
            width,
            height: 14.0,
            priority,
        }
    }

    fn viewport() -> Rect {
        Rect::from_corners(Vec2::new(-50.0, 20.0), Vec2::new(450.0, 320.0))
    }

    proptest! {
        #[test]
        fn labels_overlap_nothing_and_stay_in_the_viewport(
            boxes in prop::collection::vec((-80.0..480.0f64, 0.0..350.0f64, 5.0..90.0f64, 0..5i32), 0..200),
        ) {
            let labels: Vec<LabelBox> = boxes.iter().map(|&(x, y, w, p)| label(x, y, w, f64::from(p))).collect();
            let legend = Rect::from_corners(Vec2::new(300.0, 30.0), Vec2::new(440.0, 90.0));
            let placed = place(&labels, viewport(), |rect| legend.overlaps(rect), GAP_PX);
            for (i, a) in placed.iter().enumerate() {
                prop_assert!(viewport().contains_rect(&a.rect_in_screen));
                prop_assert!(!legend.overlaps(&a.rect_in_screen));
                for b in &placed[..i] {
                    prop_assert!(!a.rect_in_screen.overlaps(&widened(b.rect_in_screen)));
                    prop_assert!(!a.rect_in_screen.contains(labels[b.index].anchor_in_screen));
                    prop_assert!(labels[b.index].priority >= labels[a.index].priority);
                }
            }
            // Greedy: the most important label fits whenever it would fit alone.
            if let Some(best) = best_candidates(&labels, &viewport()).first() {
                let alone = place(&labels[*best..=*best], viewport(), |rect| legend.overlaps(rect), GAP_PX);
                prop_assert_eq!(alone.is_empty(), placed.first().is_none_or(|p| p.index != *best));
            }
        }
    }

    #[test]
    fn a_lone_label_stands_to_the_right_and_at_the_edge_to_the_left() {
        let placed = place(
            &[label(100.0, 100.0, 40.0, 1.0)],
            viewport(),
            |_| false,
            GAP_PX,
        );
        assert!((placed[0].rect_in_screen.min.x - 106.0).abs() < 1e-9);
        assert!((placed[0].rect_in_screen.center().y - 100.0).abs() < 1e-9);
        let placed = place(
            &[label(440.0, 100.0, 40.0, 1.0)],
            viewport(),
            |_| false,
            GAP_PX,
        );
        assert!((placed[0].rect_in_screen.max.x - 434.0).abs() < 1e-9);
    }

    #[test]
    fn equal_priorities_go_by_index_and_copies_share_the_sides_of_a_point() {
        let labels = vec![label(200.0, 150.0, 60.0, 1.0); 12];
        let placed = place(&labels, viewport(), |_| false, GAP_PX);
        let indices: Vec<usize> = placed.iter().map(|p| p.index).collect();
        assert!(placed.len() >= 2);
        assert_eq!(indices, (0..placed.len()).collect::<Vec<_>>());
    }

    #[test]
    fn nonsense_is_not_shown() {
        let nan = f64::NAN;
        let labels = [
            label(nan, 100.0, 40.0, 1.0),
            label(100.0, 100.0, nan, 1.0),
            label(100.0, 100.0, f64::INFINITY, 1.0),
            label(100.0, 100.0, -4.0, 1.0),
            label(100.0, 100.0, 40.0, nan),
        ];
        let nothing = Rect::from_corners(Vec2::new(nan, 0.0), Vec2::new(1.0, 1.0));
        assert!(place(&labels, viewport(), |_| false, nan).is_empty());
        let good = [label(100.0, 100.0, 40.0, 1.0)];
        assert!(place(&good, Rect::default(), |_| false, GAP_PX).is_empty());
        assert!(place(&good, nothing, |_| false, GAP_PX).is_empty());
        assert!(place(&good, viewport(), |_| true, GAP_PX).is_empty());
    }
}
