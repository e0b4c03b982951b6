//! A finished drawing: shapes in CSS pixels, and what stands where.

use super::picture::Picture;
use super::shape::{Align, Paint, Shape, Text};
use super::text::{Measure, estimated_width, one_line, wrapped};
use crate::draw::{Rect, Vec2};
use crate::sentences::Drawn;

/// Size of labels, in pixels; a token of the style sheet.
pub(super) const LABEL_PX: f64 = 12.0;
/// Height of a line of labels.
pub(super) const LINE_PX: f64 = 16.0;

/// The room that a figure gets: it is as high as it needs to be.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    /// In CSS pixels, 240 to 4,000; outside of that and for NaN it is clamped.
    pub width_px: f64,
    /// How wide words are.
    pub measure: Measure<'a>,
}

impl Sheet<'_> {
    /// A sheet whose words are estimated, for drawings that no browser has measured.
    pub fn estimated(width_px: f64) -> Self {
        Self {
            width_px,
            measure: &estimated_width,
        }
    }

    pub(super) fn width(&self) -> f64 {
        if self.width_px.is_nan() {
            640.0
        } else {
            self.width_px.clamp(240.0, 4000.0)
        }
    }

    /// Width of a label.
    pub(super) fn label_width(&self, text: &str) -> f64 {
        (self.measure)(text, LABEL_PX)
    }

    /// Words of label size; control characters are spaces.
    pub(super) fn text(&self, text: &str, pos_in_screen: Vec2, align: Align, paint: Paint) -> Text {
        let text = one_line(text);
        Text {
            pos_in_screen,
            width_px: self.label_width(&text),
            text,
            size_px: LABEL_PX,
            paint,
            align,
            upward: false,
            rim: false,
        }
    }
}

/// Which datum: two numbers, each figure says of what.
pub type Datum = (usize, usize);

/// Where a datum answers to the pointer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Area {
    /// Anywhere inside.
    Rect(Rect),
    /// Within reach; the nearest of several.
    Disc {
        /// Its middle.
        center: Vec2,
        /// How far away the pointer may be, in pixels.
        reach_px: f64,
    },
    /// A grid of equal cells; the cell, counted row by row, is the datum's second number.
    Cells {
        /// All of them.
        rect: Rect,
        /// Cells a row.
        n_columns: usize,
        /// Number of rows.
        n_rows: usize,
    },
}

impl Area {
    /// Its middle.
    pub fn center(&self) -> Vec2 {
        match self {
            Self::Rect(rect) | Self::Cells { rect, .. } => rect.center(),
            Self::Disc { center, .. } => *center,
        }
    }
}

/// A datum and its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Where.
    pub area: Area,
    /// What.
    pub datum: Datum,
}

/// Shapes in CSS pixels from the upper left corner, y down.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// As wide as the sheet.
    pub width_px: f64,
    /// As high as the figure needs.
    pub height_px: f64,
    /// Names the figure.
    pub title: String,
    /// What it shows, for those who do not see it.
    pub description: String,
    /// Said below the figure: what is missing from it. Empty when nothing is.
    pub caption: String,
    /// Later ones lie over earlier ones.
    pub shapes: Vec<Shape>,
    /// What answers to the pointer.
    pub spots: Vec<Spot>,
}

impl Drawing {
    /// A sheet of no height yet.
    pub(super) fn new(sheet: &Sheet, title: &str, shown: &Drawn) -> Self {
        Self {
            width_px: sheet.width(),
            title: one_line(title),
            description: one_line(&shown.to_string()),
            ..Self::default()
        }
    }

    /// Says what is missing from it.
    pub(super) fn lack(&mut self, missing: Option<Drawn>) {
        self.caption = missing.map_or_else(String::new, |missing| missing.to_string());
    }

    /// A sentence in place of a figure that has no data.
    pub(super) fn sentence(sheet: &Sheet, title: &str, why: &Drawn) -> Self {
        let mut drawing = Self::new(sheet, title, why);
        let room = drawing.width_px - 2.0 * LINE_PX;
        let lines = wrapped(&drawing.description, room, 6, LABEL_PX, sheet.measure);
        for (i, line) in lines.iter().enumerate() {
            let at = Vec2::new(drawing.width_px / 2.0, LINE_PX * (i as f64 + 1.5));
            drawing.write(sheet.text(line, at, Align::Middle, Paint::Muted));
        }
        drawing.height_px = LINE_PX * (lines.len() as f64 + 2.0);
        drawing
    }

    pub(super) fn fill(&mut self, rect: Rect, paint: Paint) {
        self.shapes.push(Shape::Rect { rect, paint });
    }

    /// Writes words, unless there are none.
    pub(super) fn write(&mut self, text: Text) {
        if !text.text.is_empty() {
            self.shapes.push(Shape::Text(text));
        }
    }

    /// The datum at a position; of several discs the nearest, of other areas the last drawn.
    pub fn hit(&self, pos_in_screen: Vec2) -> Option<Datum> {
        let mut nearest: Option<(f64, Datum)> = None;
        for spot in self.spots.iter().rev() {
            let Some((distance, datum)) = spot.distance(pos_in_screen) else {
                continue;
            };
            if nearest.is_none_or(|(best, _)| distance < best) {
                nearest = Some((distance, datum));
            }
        }
        nearest.map(|(_, datum)| datum)
    }

    /// Pictures given by an address, which a plotters backend cannot show, and their places.
    pub fn pictures(&self) -> impl Iterator<Item = (Rect, String)> {
        self.shapes.iter().filter_map(|shape| match shape {
            Shape::Picture {
                rect,
                picture: Picture::Address(address),
            } => Some((*rect, address.clone())),
            _ => None,
        })
    }
}

impl Spot {
    /// How far the pointer is, if within reach: 0 inside an area with edges.
    fn distance(&self, pos: Vec2) -> Option<(f64, Datum)> {
        match self.area {
            Area::Rect(rect) => rect.contains(pos).then_some((0.0, self.datum)),
            Area::Disc { center, reach_px } => {
                let distance = (pos.x - center.x).hypot(pos.y - center.y);
                (distance <= reach_px).then_some((distance, self.datum))
            }
            Area::Cells {
                rect,
                n_columns,
                n_rows,
            } => {
                let inside = rect.contains(pos) && n_columns > 0 && n_rows > 0;
                inside.then(|| {
                    let slot = |at: f64, size: f64, n: usize| {
                        ((at / size * n as f64).max(0.0) as usize).min(n - 1)
                    };
                    let column = slot(pos.x - rect.min.x, rect.width(), n_columns);
                    let row = slot(pos.y - rect.min.y, rect.height(), n_rows);
                    (0.0, (self.datum.0, row * n_columns + column))
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_disc_and_the_right_cell_answer() {
        let disc = |x: f64, n: usize| Spot {
            area: Area::Disc {
                center: Vec2::new(x, 10.0),
                reach_px: 12.0,
            },
            datum: (0, n),
        };
        let cells = Spot {
            area: Area::Cells {
                rect: Rect::from_corners(Vec2::new(100.0, 0.0), Vec2::new(104.0, 2.0)),
                n_columns: 4,
                n_rows: 2,
            },
            datum: (7, 0),
        };
        let drawing = Drawing {
            spots: vec![disc(10.0, 0), disc(18.0, 1), cells],
            ..Drawing::default()
        };
        let hit = |x, y| drawing.hit(Vec2::new(x, y));
        assert_eq!(hit(13.0, 10.0), Some((0, 0)));
        assert_eq!(hit(15.0, 10.0), Some((0, 1)));
        assert_eq!(hit(60.0, 10.0), None);
        assert_eq!(hit(102.5, 1.5), Some((7, 6)));
        assert_eq!(hit(104.0, 2.0), Some((7, 7)));
        assert_eq!(hit(f64::NAN, 0.0), None);
    }
}
