//! Which rows of a long list are in view. In: how far it is scrolled. Out: the rows to draw, and the room above and below.

use std::ops::Range;

/// Rows drawn above and below those in view, for what is scrolled faster than it is drawn.
const MARGIN: usize = 16;
/// Rows come and go so many at a time.
const STEP: usize = 8;
/// Browsers draw nothing much taller than this; a longer list is scrolled in larger strides.
const MOST_PX: f64 = 8_000_000.0;

/// A list of rows of equal height in a box that scrolls.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RowList {
    /// Rows in all.
    pub n_rows: usize,
    /// Height of a row.
    pub row_px: f64,
    /// Height of the box.
    pub view_px: f64,
}

/// The rows to draw.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowWindow {
    /// Their places.
    pub places: Range<usize>,
    /// Room above them.
    pub above_px: f64,
    /// Room below them.
    pub below_px: f64,
}

impl RowList {
    /// Height of the whole list.
    fn height_px(&self) -> f64 {
        (self.n_rows as f64 * self.row_px).min(MOST_PX)
    }

    /// The rows to draw when `scrolled_px` are above the box.
    pub fn window(&self, scrolled_px: f64) -> RowWindow {
        let height_px = self.height_px();
        let in_view = (self.view_px / self.row_px).ceil().max(1.0) as usize + 1;
        let is_whole = self.n_rows as f64 * self.row_px <= MOST_PX;
        let most_scrolled_px = (height_px - self.view_px).max(0.0);
        let scrolled_px = scrolled_px.clamp(0.0, most_scrolled_px);
        let top = if is_whole {
            (scrolled_px / self.row_px) as usize
        } else {
            let last_top = self.n_rows.saturating_sub(in_view.saturating_sub(1));
            (scrolled_px / most_scrolled_px * last_top as f64) as usize
        };
        let start = top.saturating_sub(MARGIN) / STEP * STEP;
        let end = (top + in_view + MARGIN)
            .next_multiple_of(STEP)
            .min(self.n_rows);
        let places = start.min(end)..end;
        let drawn_px = places.len() as f64 * self.row_px;
        let above_px = if is_whole {
            start as f64 * self.row_px
        } else {
            let above_px = scrolled_px - (top - start) as f64 * self.row_px;
            // The last row ends where the box does.
            above_px.min(height_px - drawn_px).max(0.0)
        };
        RowWindow {
            below_px: (height_px - above_px - drawn_px).max(0.0),
            above_px,
            places,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn list(n_rows: usize) -> RowList {
        RowList {
            n_rows,
            row_px: 40.0,
            view_px: 600.0,
        }
    }

    #[test]
    fn few_rows_are_drawn_of_many() {
        let top = list(114_000).window(0.0);
        assert_eq!((top.places, top.above_px), (0..32, 0.0));
        assert_eq!(top.below_px, (114_000.0 - 32.0) * 40.0);
        let middle = list(114_000).window(40_000.0);
        assert_eq!((middle.places, middle.above_px), (984..1032, 39_360.0));
        let end = list(114_000).window(1e12);
        assert_eq!((end.places.end, end.below_px), (114_000, 0.0));
        assert_eq!(list(0).window(50.0), RowWindow::default());
        assert_eq!(list(3).window(50.0).places, 0..3);
    }

    proptest! {
        #[test]
        fn the_rows_in_view_are_drawn_and_nothing_moves(n_rows in 0_usize..3_000_000, scrolled in 0.0_f64..1.0) {
            let list = list(n_rows);
            let height_px = list.height_px();
            let scrolled_px = scrolled * (height_px - list.view_px).max(0.0);
            let window = list.window(scrolled_px);
            prop_assert!(window.places.end <= n_rows && window.places.len() < 60);
            let bottom_px = window.above_px + window.places.len() as f64 * list.row_px;
            let slack_px = 2.0 * list.row_px;
            prop_assert!(window.above_px <= scrolled_px);
            prop_assert!(bottom_px + slack_px >= (scrolled_px + list.view_px).min(height_px));
            prop_assert!((bottom_px + window.below_px - height_px).abs() < slack_px);
        }

        #[test]
        fn all_rows_can_be_reached(n_rows in 1_usize..3_000_000) {
            let list = list(n_rows);
            prop_assert_eq!(list.window(0.0).places.start, 0);
            prop_assert_eq!(list.window(list.height_px()).places.end, n_rows);
        }
    }
}
