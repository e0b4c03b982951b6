//! Axes: a linear scale, ticks at round numbers, labels that do not run into each other, titles.

use super::drawing::{Drawing, LABEL_PX, LINE_PX, Sheet};
use super::shape::{Align, Paint, Shape, Text};
use super::text::{one_line, shortened};
use crate::draw::{Rect, Vec2, X_ROOM_PX, Y_ROOM_PX, tick_labels, ticks};

/// From the frame to the labels.
const GAP_PX: f64 = 6.0;

/// From values to pixels along one axis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    lo: f64,
    hi: f64,
    from_px: f64,
    to_px: f64,
}

impl Scale {
    /// `lo` stands at `from_px` and `hi` at `to_px`; a range without extent, or not finite, gets one.
    pub(super) fn new(lo: f64, hi: f64, from_px: f64, to_px: f64) -> Self {
        let usable = lo.is_finite() && hi.is_finite() && (hi / 2.0 - lo / 2.0).abs() > 1e-290;
        let (lo, hi) = match (usable, lo.is_finite()) {
            (true, _) => (lo, hi),
            (false, true) => (lo - 0.5, lo + 0.5),
            (false, false) => (0.0, 1.0),
        };
        Self {
            lo,
            hi,
            from_px,
            to_px,
        }
    }

    /// The range of finite values, from zero when `from_zero`, with a little room beyond them; 0 to 1 when there are
    /// none.
    pub(super) fn range_of(values: impl Iterator<Item = f64>, from_zero: bool) -> (f64, f64) {
        let (lo, hi) = values
            .filter(|v| v.is_finite())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(lo, hi), v| {
                (lo.min(v), hi.max(v))
            });
        if lo > hi {
            return (0.0, 1.0);
        }
        let (lo, hi) = if from_zero {
            (lo.min(0.0), hi.max(0.0))
        } else {
            (lo, hi)
        };
        let room = 0.05 * (hi - lo);
        let below = if from_zero && lo >= 0.0 { 0.0 } else { room };
        let above = if from_zero && hi <= 0.0 { 0.0 } else { room };
        (lo - below, hi + above)
    }

    pub(super) fn at(&self, value: f64) -> f64 {
        let fraction = (value / 2.0 - self.lo / 2.0) / (self.hi / 2.0 - self.lo / 2.0);
        self.from_px + (self.to_px - self.from_px) * fraction
    }

    /// Round numbers, about one in `room_px`.
    pub(super) fn ticks(&self, room_px: f64) -> Vec<f64> {
        let n = ((self.to_px - self.from_px).abs() / room_px).max(2.0) as usize;
        ticks(self.lo, self.hi, n)
    }
}

/// Low charts have at least four ticks all the same.
fn upright_tick_room(height_px: f64) -> f64 {
    Y_ROOM_PX.min(height_px / 4.0)
}

/// Room for the labels of an upright axis of this range and height, in pixels.
pub(super) fn upright_room(sheet: &Sheet, (lo, hi): (f64, f64), height_px: f64) -> f64 {
    let ticks = Scale::new(lo, hi, height_px, 0.0).ticks(upright_tick_room(height_px));
    let widest = tick_labels(&ticks)
        .iter()
        .map(|label| sheet.label_width(label))
        .fold(0.0, f64::max);
    (widest + GAP_PX).ceil()
}

/// Grid lines across the frame and labels on its left; the title begins at `title_at`, above the frame.
pub(super) fn upright_axis(
    drawing: &mut Drawing,
    sheet: &Sheet,
    scale: &Scale,
    frame: Rect,
    title: &str,
    title_at: Vec2,
) {
    upright_ticks(drawing, sheet, scale, frame);
    let title = shortened(
        &one_line(title),
        frame.max.x - title_at.x,
        LABEL_PX,
        sheet.measure,
    );
    drawing.write(sheet.text(&title, title_at, Align::Start, Paint::Ink));
}

/// Grid lines across the frame and labels on its left.
pub(super) fn upright_ticks(drawing: &mut Drawing, sheet: &Sheet, scale: &Scale, frame: Rect) {
    let ticks = scale.ticks(upright_tick_room(frame.height()));
    let (from, to) = (frame.min.x, frame.max.x);
    let ys = || ticks.iter().map(|&value| scale.at(value));
    let lines = ys().map(|y| Shape::level_line(from, to, y, Paint::Line));
    drawing.shapes.extend(lines);
    let labels = ys().zip(tick_labels(&ticks));
    upright_labels(drawing, sheet, labels, from - GAP_PX);
}

/// Labels that end at `right`, each around its height.
pub(super) fn upright_labels(
    drawing: &mut Drawing,
    sheet: &Sheet,
    labels: impl Iterator<Item = (f64, String)>,
    right: f64,
) {
    for (y, label) in labels {
        // A label at the top of the sheet moves inwards rather than out of it.
        let at = Vec2::new(right, y.max(LINE_PX / 2.0));
        drawing.write(sheet.text(&label, at, Align::End, Paint::Muted));
    }
}

/// Room for the labels and the title of a level axis, in pixels.
pub(super) const LEVEL_ROOM_PX: f64 = 2.0 * LINE_PX + 8.0;

/// Round numbers along a level axis.
pub(super) fn level_ticks(scale: &Scale) -> Vec<f64> {
    scale.ticks(X_ROOM_PX)
}

/// A line along the bottom of the frame, below it those labels of `ticks` that have room, and below them the title.
pub(super) fn level_axis(
    drawing: &mut Drawing,
    sheet: &Sheet,
    scale: &Scale,
    frame: Rect,
    title: &str,
    ticks: &[f64],
) {
    let bottom = frame.max.y;
    let xs = ticks.iter().map(|&value| scale.at(value));
    let labels = xs.zip(tick_labels(ticks));
    level_labels(drawing, sheet, labels, bottom + 4.0 + LINE_PX / 2.0);
    drawing.shapes.push(Shape::level_line(
        frame.min.x,
        frame.max.x,
        bottom,
        Paint::Muted,
    ));
    level_title(drawing, sheet, title, frame, (frame.min.x, frame.max.x));
}

/// Those labels that have room, at the height `y`, each around its place; from left to right.
pub(super) fn level_labels(
    drawing: &mut Drawing,
    sheet: &Sheet,
    labels: impl Iterator<Item = (f64, String)>,
    y: f64,
) {
    let mut free_from = f64::NEG_INFINITY;
    for (x, label) in labels {
        // A label at the end of the axis moves inwards rather than out of the sheet.
        let half = sheet.label_width(&label) / 2.0;
        let x = x.max(half).min(drawing.width_px - half);
        if x - half < free_from {
            continue;
        }
        free_from = x + half + GAP_PX;
        let at = Vec2::new(x, y);
        drawing.write(sheet.text(&label, at, Align::Middle, Paint::Muted));
    }
}

/// The title of a level axis, below the middle of its frame, or moved to keep between `left` and `right`.
pub(super) fn level_title(
    drawing: &mut Drawing,
    sheet: &Sheet,
    words: &str,
    frame: Rect,
    (left, right): (f64, f64),
) {
    let at = Vec2::new(frame.center().x, frame.max.y + 4.0 + 1.5 * LINE_PX);
    let mut title = title(sheet, words, at, right - left, LABEL_PX);
    let half = title.width_px / 2.0;
    title.pos_in_screen.x = at.x.max(left + half).min(right - half);
    drawing.write(title);
}

/// The title of an axis, its middle at `pos_in_screen`, cut where it is longer than `room_px`.
pub(super) fn title(
    sheet: &Sheet,
    words: &str,
    pos_in_screen: Vec2,
    room_px: f64,
    size_px: f64,
) -> Text {
    let words = shortened(&one_line(words), room_px, size_px, sheet.measure);
    Text {
        size_px,
        width_px: (sheet.measure)(&words, size_px),
        ..sheet.text(&words, pos_in_screen, Align::Middle, Paint::Ink)
    }
}
