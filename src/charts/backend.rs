//! A drawing on any plotters backend that draws text itself, as the canvas does.
//!
//! plotters knows whole pixels only: `scale` is how many of them a CSS pixel has, the device pixel ratio of a screen or
//! 2 for a picture to keep.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{Circle, PathElement, Rectangle};
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontTransform, IntoFont, RGBColor, ShapeStyle, TextStyle};

use super::drawing::Drawing;
use super::picture::{Picture, Pixels};
use super::shape::{Align, Paint, Shape, Text};
use crate::draw::{Rect, Rgb, Theme, Vec2, sane_ratio};

const FONT: &str = "system-ui, sans-serif";
/// From the letters to the edge of their rim.
const RIM_PX: f64 = 1.5;
/// Rounding in the thickness of a line.
const LINE_SLACK_PX: f64 = 1e-6;

/// Draws on an area whose origin is the drawing's, paper first.
///
/// Pictures given by an address leave their place free: [`Drawing::pictures`] says where the caller puts them. The
/// backend must implement `draw_text`: plotters has no fonts here and panics in the default implementation.
pub fn draw<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    drawing: &Drawing,
    theme: &Theme,
    scale: f64,
) -> Result<(), DrawingAreaErrorKind<DB::ErrorType>> {
    let pen = Pen {
        area,
        theme,
        scale: sane_ratio(scale),
    };
    pen.rect(
        Rect::from_size(drawing.width_px, drawing.height_px),
        theme.paper,
    )?;
    drawing.shapes.iter().try_for_each(|shape| pen.shape(shape))
}

/// Draws in CSS pixels on an area of device pixels.
struct Pen<'a, DB: DrawingBackend> {
    area: &'a DrawingArea<DB, Shift>,
    theme: &'a Theme,
    scale: f64,
}

type Drawn<DB> = Result<(), DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

impl<DB: DrawingBackend> Pen<'_, DB> {
    fn shape(&self, shape: &Shape) -> Drawn<DB> {
        match shape {
            Shape::Rect { rect, paint } => self.rect(*rect, paint.rgb(self.theme)),
            Shape::Path {
                points,
                width_px,
                paint,
            } => self.path(points, *width_px, *paint),
            Shape::Disc {
                center,
                radius_px,
                paint,
            } => {
                let radius = (radius_px * self.scale).round().max(1.0) as i32;
                self.area.draw(&Circle::new(
                    self.device(*center),
                    radius,
                    filled(paint.rgb(self.theme)),
                ))
            }
            Shape::Text(text) => self.text(text),
            Shape::Picture {
                rect,
                picture: Picture::Pixels(pixels),
            } => self.pixels(*rect, pixels),
            Shape::Picture { .. } => Ok(()),
        }
    }

    /// At least one device pixel in each direction; a line of one CSS pixel is equally thick wherever it stands.
    fn rect(&self, rect: Rect, color: Rgb) -> Drawn<DB> {
        let end = |from: i32, to: i32, length_px: f64| {
            let line_end = from.saturating_add(self.scale.round() as i32);
            let is_line = (length_px - 1.0).abs() < LINE_SLACK_PX;
            let to = if is_line { line_end } else { to };
            to.max(from.saturating_add(1))
        };
        let ((x0, y0), (x1, y1)) = (self.device(rect.min), self.device(rect.max));
        let far = (end(x0, x1, rect.width()), end(y0, y1, rect.height()));
        self.area
            .draw(&Rectangle::new([(x0, y0), far], filled(color)))
    }

    fn path(&self, points: &[Vec2], width_px: f64, paint: Paint) -> Drawn<DB> {
        let points: Vec<(i32, i32)> = points.iter().map(|&p| self.device(p)).collect();
        let style = ShapeStyle {
            color: rgb(paint.rgb(self.theme)).to_rgba(),
            filled: false,
            stroke_width: (width_px * self.scale).round().max(1.0) as u32,
        };
        self.area.draw(&PathElement::new(points, style))
    }

    fn text(&self, text: &Text) -> Drawn<DB> {
        if text.rim {
            // plotters cannot stroke letters: the rim is the same words in paper, moved in eight directions.
            for (dx, dy) in (0..9).map(|i| (f64::from(i % 3 - 1), f64::from(i / 3 - 1))) {
                let pos = text.pos_in_screen;
                let moved = Vec2::new(pos.x + dx * RIM_PX, pos.y + dy * RIM_PX);
                self.words(text, moved, self.theme.paper)?;
            }
        }
        self.words(text, text.pos_in_screen, text.paint.rgb(self.theme))
    }

    fn words(&self, text: &Text, pos_in_screen: Vec2, color: Rgb) -> Drawn<DB> {
        let turn = if text.upward {
            FontTransform::Rotate270
        } else {
            FontTransform::None
        };
        let align = match text.align {
            Align::Start => HPos::Left,
            Align::Middle => HPos::Center,
            Align::End => HPos::Right,
        };
        let font = (FONT, text.size_px * self.scale)
            .into_font()
            .transform(turn);
        let color = rgb(color);
        let style = TextStyle::from(font)
            .color(&color)
            .pos(Pos::new(align, VPos::Center));
        self.area
            .draw_text(&text.text, &style, self.device(pos_in_screen))
    }

    /// Each run of one colour as a rectangle.
    fn pixels(&self, rect: Rect, pixels: &Pixels) -> Drawn<DB> {
        let n_rows = pixels.rows().len();
        let at = |column: usize, row: usize| {
            let part = |from: f64, size: f64, i: usize, n: usize| from + size * i as f64 / n as f64;
            Vec2::new(
                part(rect.min.x, rect.width(), column, pixels.n_columns),
                part(rect.min.y, rect.height(), row, n_rows),
            )
        };
        for (row, colors) in pixels.rows().enumerate() {
            let mut column = 0;
            for run in colors.chunk_by(|a, b| a == b) {
                let (from, to) = (at(column, row), at(column + run.len(), row + 1));
                column += run.len();
                let corners = [self.device(from), self.device(to)];
                self.area.draw(&Rectangle::new(corners, filled(run[0])))?;
            }
        }
        Ok(())
    }

    fn device(&self, pos_in_screen: Vec2) -> (i32, i32) {
        let device = |v: f64| (v * self.scale).round() as i32;
        (device(pos_in_screen.x), device(pos_in_screen.y))
    }
}

fn rgb(color: Rgb) -> RGBColor {
    RGBColor(color.r, color.g, color.b)
}

fn filled(color: Rgb) -> ShapeStyle {
    rgb(color).filled()
}
