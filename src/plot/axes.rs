//! Axes with ticks, labels and titles, on any plotters backend that draws text itself (the canvas does).
//!
//! In: the map's transform, so that the numbers are those of the view, zoomed and panned. Lines are filled rectangles of
//! whole pixels: a canvas blurs a stroke of one pixel.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::Rectangle;
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontTransform, IntoFont, RGBColor, TextStyle};

use super::color::{Rgb, Theme};
use super::geometry::{Rect, Vec2};
use super::ticks::{X_ROOM_PX, Y_ROOM_PX, tick_labels, ticks};
use super::transform::{Transform, sane_ratio};

const FONT: &str = "system-ui, sans-serif";
const LABEL_PX: f64 = 12.0;
const TITLE_PX: f64 = 14.0;
const TICK_PX: f64 = 4.0;
const LABEL_GAP_PX: f64 = 4.0;

/// Room for ticks, labels and titles on the left of and below the frame, in CSS pixels: `(left, bottom)`.
pub const AXES_MARGIN_PX: (f64, f64) = (64.0, 48.0);

/// What the axes of a view show.
#[derive(Clone, Copy, Debug)]
pub struct Axes<'a> {
    /// From data to CSS pixels.
    pub transform: &'a Transform,
    /// The part of the screen that the data fill, in CSS pixels; the axes run along its left and bottom edges.
    pub frame_in_screen: Rect,
    /// Below the horizontal axis: a name, and a unit where there is one. Empty for none.
    pub x_title: &'a str,
    /// Beside the vertical axis, read from bottom to top. Empty for none.
    pub y_title: &'a str,
    /// Colours of text and lines.
    pub theme: &'a Theme,
    /// Whether grid lines cross the frame.
    pub grid: bool,
    /// Pixels of the drawing area a CSS pixel.
    pub device_pixel_ratio: f64,
}

/// Draws axes over an area whose origin is the screen's; it is not cleared before. A frame without size draws nothing.
///
/// The backend must implement `draw_text`: plotters has no fonts here and panics in the default implementation.
pub fn draw_axes<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    axes: &Axes,
) -> Result<(), DrawingAreaErrorKind<DB::ErrorType>> {
    let frame = axes.frame_in_screen;
    let drawable = frame.min.is_finite()
        && frame.max.is_finite()
        && frame.width() > 0.0
        && frame.height() > 0.0;
    if !drawable {
        return Ok(());
    }
    let ratio = sane_ratio(axes.device_pixel_ratio);
    let pen = Pen { area, ratio };
    draw_x_axis(&pen, axes)?;
    draw_y_axis(&pen, axes)
}

fn draw_x_axis<DB: DrawingBackend>(
    pen: &Pen<DB>,
    axes: &Axes,
) -> Result<(), DrawingAreaErrorKind<DB::ErrorType>> {
    let (frame, theme) = (axes.frame_in_screen, axes.theme);
    let shown = axes.transform.data_rect(frame);
    let values = ticks(
        shown.min.x,
        shown.max.x,
        (frame.width() / X_ROOM_PX) as usize,
    );
    let below = frame.max.y;
    for (&value, label) in values.iter().zip(tick_labels(&values)) {
        let x = axes.transform.screen_from_data(Vec2::new(value, 0.0)).x;
        if axes.grid {
            pen.line(Vec2::new(x, frame.min.y), Vec2::new(x, below), theme.line)?;
        }
        pen.line(
            Vec2::new(x, below),
            Vec2::new(x, below + TICK_PX),
            theme.muted,
        )?;
        let at = Vec2::new(x, below + TICK_PX + LABEL_GAP_PX);
        pen.text(
            &label,
            at,
            LABEL_PX,
            theme.muted,
            Pos::new(HPos::Center, VPos::Top),
            false,
        )?;
    }
    pen.line(Vec2::new(frame.min.x, below), frame.max, theme.muted)?;
    let at = Vec2::new(frame.center().x, below + AXES_MARGIN_PX.1 - 2.0);
    pen.text(
        axes.x_title,
        at,
        TITLE_PX,
        theme.ink,
        Pos::new(HPos::Center, VPos::Bottom),
        false,
    )
}

fn draw_y_axis<DB: DrawingBackend>(
    pen: &Pen<DB>,
    axes: &Axes,
) -> Result<(), DrawingAreaErrorKind<DB::ErrorType>> {
    let (frame, theme) = (axes.frame_in_screen, axes.theme);
    let shown = axes.transform.data_rect(frame);
    let values = ticks(
        shown.min.y,
        shown.max.y,
        (frame.height() / Y_ROOM_PX) as usize,
    );
    let left = frame.min.x;
    for (&value, label) in values.iter().zip(tick_labels(&values)) {
        let y = axes.transform.screen_from_data(Vec2::new(0.0, value)).y;
        if axes.grid {
            pen.line(Vec2::new(left, y), Vec2::new(frame.max.x, y), theme.line)?;
        }
        pen.line(
            Vec2::new(left - TICK_PX, y),
            Vec2::new(left, y),
            theme.muted,
        )?;
        let at = Vec2::new(left - TICK_PX - LABEL_GAP_PX, y);
        pen.text(
            &label,
            at,
            LABEL_PX,
            theme.muted,
            Pos::new(HPos::Right, VPos::Center),
            false,
        )?;
    }
    pen.line(frame.min, Vec2::new(left, frame.max.y), theme.muted)?;
    let at = Vec2::new(left - AXES_MARGIN_PX.0 + 2.0, frame.center().y);
    pen.text(
        axes.y_title,
        at,
        TITLE_PX,
        theme.ink,
        Pos::new(HPos::Center, VPos::Top),
        true,
    )
}

/// Draws in CSS pixels on an area of device pixels.
struct Pen<'a, DB: DrawingBackend> {
    area: &'a DrawingArea<DB, Shift>,
    ratio: f64,
}

impl<DB: DrawingBackend> Pen<'_, DB> {
    /// An upright or level line of one CSS pixel.
    fn line(
        &self,
        from: Vec2,
        to: Vec2,
        color: Rgb,
    ) -> Result<(), DrawingAreaErrorKind<DB::ErrorType>> {
        let thickness = self.ratio.round().max(1.0) as i32;
        let ((x0, y0), (x1, y1)) = (self.device(from), self.device(to));
        let corners = [
            (x0, y0),
            (
                x1.max(x0.saturating_add(thickness)),
                y1.max(y0.saturating_add(thickness)),
            ),
        ];
        self.area
            .draw(&Rectangle::new(corners, rgb(color).filled()))
    }

    /// Text at an anchor; `upward` turns it to be read from bottom to top.
    fn text(
        &self,
        text: &str,
        at: Vec2,
        size_px: f64,
        color: Rgb,
        anchor: Pos,
        upward: bool,
    ) -> Result<(), DrawingAreaErrorKind<DB::ErrorType>> {
        if text.is_empty() {
            return Ok(());
        }
        let turn = if upward {
            FontTransform::Rotate270
        } else {
            FontTransform::None
        };
        let font = (FONT, size_px * self.ratio).into_font().transform(turn);
        let color = rgb(color);
        let style = TextStyle::from(font).color(&color).pos(anchor);
        self.area.draw_text(text, &style, self.device(at))
    }

    fn device(&self, pos_in_screen: Vec2) -> (i32, i32) {
        let device = |v: f64| (v * self.ratio).round() as i32;
        (device(pos_in_screen.x), device(pos_in_screen.y))
    }
}

fn rgb(color: Rgb) -> RGBColor {
    RGBColor(color.r, color.g, color.b)
}
