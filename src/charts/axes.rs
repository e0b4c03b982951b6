//! The axes of the page's map: ticks, numbers and titles, around the canvas on which the points lie; on a narrow map the
//! titles alone.
//!
//! In: the map's transform, so that the numbers are those of the view, zoomed and panned. Ticks meet the grid behind the
//! points: like it they are rounded to pixels of the screen, not to CSS pixels as the lines of charts are.

use super::axis::{level_labels, title, upright_labels};
use super::drawing::{Drawing, LABEL_PX, Sheet};
use super::shape::{Paint, Text};
use crate::draw::{Rect, Transform, Vec2, X_ROOM_PX, Y_ROOM_PX, tick_labels, ticks};

const TITLE_PX: f64 = 14.0;
const TICK_PX: f64 = 4.0;
/// From a tick to its number.
const GAP_PX: f64 = 4.0;
/// From the left edge of the drawing to the title of the upright axis: it stands below the words above the map.
const INDENT_PX: f64 = 16.0;
/// From a title to the edge of the drawing.
const EDGE_PX: f64 = 2.0;

/// Room around the points, in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct AxesMargin {
    /// For ticks and numbers of the upright axis.
    pub left: f64,
    /// For the title of the upright axis, which stands above it: beside it, long numbers would reach it.
    pub top: f64,
    /// For ticks, numbers and title of the level axis.
    pub bottom: f64,
}

impl AxesMargin {
    /// Room for all of it.
    pub const WIDE: Self = Self {
        left: 64.0,
        top: 24.0,
        bottom: 48.0,
    };

    /// Room for the titles alone, in small letters.
    pub const NARROW: Self = Self {
        left: 0.0,
        top: 20.0,
        bottom: 20.0,
    };
}

/// The axes around what `transform` shows in `viewport`; the upper left corner of both is that of the points' canvas. The
/// drawing is larger than the viewport by `margin`, whatever the width of `sheet`; without room on the left it has titles
/// alone. A viewport without size has none.
pub fn axes(
    sheet: &Sheet,
    transform: &Transform,
    viewport: Rect,
    margin: AxesMargin,
    titles: [&str; 2],
) -> Drawing {
    let AxesMargin { left, top, bottom } = margin;
    let (width, height) = (viewport.width(), viewport.height());
    let mut drawing = Drawing {
        width_px: left + width,
        height_px: top + height + bottom,
        ..Drawing::default()
    };
    if !(width.is_finite() && height.is_finite() && width > 0.0 && height > 0.0) {
        return drawing;
    }
    let has_numbers = left > 0.0;
    if has_numbers {
        scales(&mut drawing, sheet, transform, viewport, margin);
    }
    let title_px = if has_numbers { TITLE_PX } else { LABEL_PX };
    write_titles(&mut drawing, sheet, viewport, left, titles, title_px);
    drawing
}

/// Lines, ticks and numbers.
fn scales(
    drawing: &mut Drawing,
    sheet: &Sheet,
    transform: &Transform,
    viewport: Rect,
    AxesMargin { left, top, .. }: AxesMargin,
) {
    let (width, height) = (viewport.width(), viewport.height());
    let bottom = top + height;
    let shown = transform.data_rect(viewport);
    let x_ticks = ticks(shown.min.x, shown.max.x, (width / X_ROOM_PX) as usize);
    let y_ticks = ticks(shown.min.y, shown.max.y, (height / Y_ROOM_PX) as usize);
    let screen = |x, y| transform.screen_from_data(Vec2::new(x, y));
    let xs: Vec<f64> = x_ticks.iter().map(|&x| left + screen(x, 0.0).x).collect();
    let ys: Vec<f64> = y_ticks.iter().map(|&y| top + screen(0.0, y).y).collect();

    let mut line = |x: f64, y: f64, width: f64, height: f64| {
        let (min, max) = (Vec2::new(x, y), Vec2::new(x + width, y + height));
        drawing.fill(Rect { min, max }, Paint::Muted);
    };
    for &x in &xs {
        line(x, bottom, 1.0, TICK_PX);
    }
    for &y in &ys {
        line(left - TICK_PX, y, TICK_PX, 1.0);
    }
    line(left, bottom, width, 1.0);
    line(left, top, 1.0, height);

    let out = TICK_PX + GAP_PX;
    let labels = xs.into_iter().zip(tick_labels(&x_ticks));
    level_labels(drawing, sheet, labels, bottom + out + LABEL_PX / 2.0);
    let labels = ys.into_iter().zip(tick_labels(&y_ticks));
    upright_labels(drawing, sheet, labels, left - out);
}

/// The name of each axis: of the level one below its middle, of the upright one above it.
fn write_titles(
    drawing: &mut Drawing,
    sheet: &Sheet,
    viewport: Rect,
    left: f64,
    [x_title, y_title]: [&str; 2],
    title_px: f64,
) {
    let width = viewport.width();
    let inwards = EDGE_PX + title_px / 2.0;
    let at = Vec2::new(left + width / 2.0, drawing.height_px - inwards);
    drawing.write(title(sheet, x_title, at, width, title_px));
    let words = title(
        sheet,
        y_title,
        Vec2::default(),
        left + width - INDENT_PX,
        title_px,
    );
    let pos_in_screen = Vec2::new(INDENT_PX + words.width_px / 2.0, inwards);
    drawing.write(Text {
        pos_in_screen,
        ..words
    });
}
