//! A level bar that says which colour is which number.

use serde::{Deserialize, Serialize};

use super::drawing::{Drawing, LABEL_PX, LINE_PX, Sheet};
use super::picture::{Picture, Pixels};
use super::shape::{Align, Paint, Shape};
use super::text::{one_line, shortened};
use crate::draw::{Rect, Rgb, Vec2, diverging, viridis};
use crate::wording::spoken;

const BAR_PX: f64 = 10.0;
const N_STEPS: usize = 128;
/// Height of a bar with its numbers and its title.
pub(super) const COLOR_BAR_PX: f64 = BAR_PX + 2.0 + 2.0 * LINE_PX;

/// How numbers become colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Colors {
    /// Black to white.
    #[default]
    Grey,
    /// Blue, white at zero, red; as far on one side as on the other.
    Diverging,
    /// viridis, from the least to the largest.
    Sizes,
}

impl Colors {
    /// The range of these values in this kind of colours: symmetric about zero for [`Self::Diverging`]; 0 to 1 when
    /// there are no values.
    pub(super) fn range(self, values: impl Iterator<Item = f64>) -> (f64, f64) {
        let (lo, hi) = values
            .filter(|v| v.is_finite())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(lo, hi), v| {
                (lo.min(v), hi.max(v))
            });
        match self {
            _ if lo > hi => (0.0, 1.0),
            Self::Diverging => {
                let limit = lo.abs().max(hi.abs());
                (-limit, limit)
            }
            Self::Grey | Self::Sizes => (lo, hi),
        }
    }

    /// The colour of a fraction of the range, 0 to 1; `None` for NaN.
    pub(super) fn color(self, fraction: f64) -> Option<Rgb> {
        match self {
            Self::Diverging => diverging(2.0 * fraction - 1.0),
            Self::Sizes => viridis(fraction),
            Self::Grey if fraction.is_nan() => None,
            Self::Grey => {
                let white = Rgb::from_hex(0x00FF_FFFF);
                Some(Rgb::default().mixed(white, fraction))
            }
        }
    }
}

/// Draws a bar with its two ends, its middle and its title below it, in `COLOR_BAR_PX`.
pub(super) fn color_bar(
    drawing: &mut Drawing,
    sheet: &Sheet,
    corner: Vec2,
    width_px: f64,
    colors: Colors,
    (lo, hi): (f64, f64),
    title: &str,
) {
    let right = corner.x + width_px;
    let steps = (0..N_STEPS).filter_map(|i| colors.color(i as f64 / (N_STEPS - 1) as f64));
    drawing.shapes.push(Shape::Picture {
        rect: Rect::from_corners(corner, Vec2::new(right, corner.y + BAR_PX)),
        picture: Picture::Pixels(Pixels {
            n_columns: N_STEPS,
            colors: steps.collect(),
        }),
    });
    let label_y = corner.y + BAR_PX + 2.0 + LINE_PX / 2.0;
    let third = width_px / 3.0 - 4.0;
    let mut write = |value: f64, x: f64, align: Align| {
        let label = shortened(&spoken(value), third, LABEL_PX, sheet.measure);
        drawing.write(sheet.text(&label, Vec2::new(x, label_y), align, Paint::Muted));
    };
    write(lo, corner.x, Align::Start);
    write(
        f64::midpoint(lo, hi),
        corner.x + width_px / 2.0,
        Align::Middle,
    );
    write(hi, right, Align::End);
    let title = shortened(&one_line(title), width_px, LABEL_PX, sheet.measure);
    let at = Vec2::new(corner.x, label_y + LINE_PX);
    drawing.write(sheet.text(&title, at, Align::Start, Paint::Ink));
}
