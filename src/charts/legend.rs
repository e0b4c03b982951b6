//! A legend: a patch of colour and a name each, in as many rows as they need.

use super::drawing::{Drawing, LABEL_PX, LINE_PX, Sheet};
use super::shape::{Align, Paint};
use super::text::{one_line, shortened};
use crate::draw::{Rect, Vec2};

const PATCH_PX: f64 = 10.0;
const GAP_PX: f64 = 6.0;
const BETWEEN_PX: f64 = 16.0;
/// Height of a row of a legend.
const ROW_PX: f64 = LINE_PX + 4.0;

/// Draws a legend from `top` on between `left` and the right edge of the sheet, and gives its height in pixels; 0 for
/// no entries. A name longer than a row is cut.
pub(super) fn legend(
    drawing: &mut Drawing,
    sheet: &Sheet,
    (left, top): (f64, f64),
    entries: &[(Paint, String)],
) -> f64 {
    let right = drawing.width_px;
    let room = right - left - PATCH_PX - GAP_PX;
    let (mut x, mut row) = (left, 0);
    for (paint, name) in entries {
        let name = shortened(&one_line(name), room, LABEL_PX, sheet.measure);
        let width = PATCH_PX + GAP_PX + sheet.label_width(&name);
        if x > left && x + width > right {
            x = left;
            row += 1;
        }
        let middle = top + ROW_PX * (f64::from(row) + 0.5);
        let patch = Rect::from_corners(
            Vec2::new(x, middle - PATCH_PX / 2.0),
            Vec2::new(x + PATCH_PX, middle + PATCH_PX / 2.0),
        );
        drawing.fill(patch, *paint);
        let at = Vec2::new(x + PATCH_PX + GAP_PX, middle);
        drawing.write(sheet.text(&name, at, Align::Start, Paint::Ink));
        x += width + BETWEEN_PX;
    }
    if entries.is_empty() {
        0.0
    } else {
        ROW_PX * f64::from(row + 1)
    }
}
