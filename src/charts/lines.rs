//! Line charts side by side over the same steps: inertia and silhouette for each number of clusters.

use serde::{Deserialize, Serialize};

use super::axis::{LEVEL_ROOM_PX, Scale, level_axis, upright_axis, upright_room};
use super::drawing::{Area, Datum, Drawing, LABEL_PX, LINE_PX, Sheet, Spot};
use super::shape::{Align, Paint, Shape};
use super::text::shortened;
use super::{Figure, missing};
use crate::data::{TextCell, TextTable};
use crate::draw::{Rect, Vec2};
use crate::sentences::Drawn;
use crate::wording::spoken;

/// From this width on charts stand side by side, otherwise one below the other.
const WIDE_PX: f64 = 620.0;
const BETWEEN_PX: f64 = 32.0;
const FRAME_HEIGHT_PX: f64 = 170.0;
/// Free on the right of a frame, for the last point.
const RIGHT_PX: f64 = 12.0;
const LINE_WIDTH_PX: f64 = 2.0;
const POINT_PX: f64 = 3.5;
const MARK_PX: f64 = 6.0;

/// One quantity over the steps.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LinePanel {
    /// Its name, and its unit where there is one.
    pub y_title: String,
    /// One per step; NaN where missing.
    pub values: Vec<f64>,
}

/// A step that is brought out in every chart.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// Which step.
    pub index: usize,
    /// What it is: "suggested".
    pub words: String,
}

/// Charts of several quantities over the same steps. A [`Datum`] is (chart, step).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Lines {
    /// Names the figure.
    pub title: String,
    /// What the steps count: "Clusters (k)".
    pub x_title: String,
    /// The steps, ascending.
    pub steps: Vec<f64>,
    /// The quantities.
    pub panels: Vec<LinePanel>,
    /// What is suggested, if anything is.
    pub mark: Option<Mark>,
}

impl Lines {
    fn value(&self, panel: usize, step: usize) -> f64 {
        let values = self.panels.get(panel).map(|panel| &panel.values);
        values
            .and_then(|values| values.get(step).copied())
            .unwrap_or(f64::NAN)
    }

    /// Values of one chart, as many as there are steps.
    fn values(&self, panel: usize) -> impl Iterator<Item = f64> + '_ {
        (0..self.steps.len()).map(move |step| self.value(panel, step))
    }

    fn description(&self) -> Drawn {
        let names: Vec<&str> = self.panels.iter().map(|p| p.y_title.as_str()).collect();
        let marked = self
            .mark
            .as_ref()
            .and_then(|mark| Some((*self.steps.get(mark.index)?, mark.words.clone())));
        Drawn::Lines {
            shown: [names.join(" and "), self.x_title.clone()],
            marked,
        }
    }

    /// Draws one chart into a column of the sheet.
    fn draw_panel(&self, drawing: &mut Drawing, sheet: &Sheet, panel: usize, column: Rect) {
        let range = Scale::range_of(self.values(panel), false);
        let left = column.min.x + upright_room(sheet, range, FRAME_HEIGHT_PX);
        let top = column.min.y + 2.5 * LINE_PX;
        let frame = Rect::from_corners(
            Vec2::new(left, top),
            Vec2::new(column.max.x - RIGHT_PX, top + FRAME_HEIGHT_PX),
        );
        let y = Scale::new(range.0, range.1, frame.max.y, frame.min.y);
        let title = &self.panels[panel].y_title;
        let title_at = Vec2::new(column.min.x, column.min.y + LINE_PX / 2.0);
        upright_axis(drawing, sheet, &y, frame, title, title_at);
        let (first, last) = Scale::range_of(self.steps.iter().copied(), false);
        let x = Scale::new(first, last, frame.min.x, frame.max.x);
        level_axis(drawing, sheet, &x, frame, &self.x_title, &self.steps);
        let points: Vec<Vec2> = self
            .steps
            .iter()
            .zip(self.values(panel))
            .map(|(&step, value)| Vec2::new(x.at(step), y.at(value)))
            .collect();
        self.draw_mark(drawing, sheet, &points, frame);
        for run in points
            .split(|p| !p.is_finite())
            .filter(|run| !run.is_empty())
        {
            drawing.shapes.push(Shape::Path {
                points: run.to_vec(),
                width_px: LINE_WIDTH_PX,
                paint: Paint::Muted,
            });
        }
        self.draw_points(drawing, &points);
        self.add_spots(drawing, panel, &x, frame);
    }

    fn draw_points(&self, drawing: &mut Drawing, points: &[Vec2]) {
        let marked = self.mark.as_ref().map(|mark| mark.index);
        for (step, &center) in points.iter().enumerate().filter(|(_, p)| p.is_finite()) {
            let (radius_px, paint) = if marked == Some(step) {
                (MARK_PX, Paint::Accent)
            } else {
                (POINT_PX, Paint::Ink)
            };
            drawing.shapes.push(Shape::Disc {
                center,
                radius_px,
                paint,
            });
        }
    }

    /// An upright line through the marked step, its words above the frame.
    fn draw_mark(&self, drawing: &mut Drawing, sheet: &Sheet, points: &[Vec2], frame: Rect) {
        let Some(mark) = &self.mark else {
            return;
        };
        let x = points.get(mark.index).map_or(f64::NAN, |p| p.x);
        if !x.is_finite() {
            return;
        }
        let (from, to) = (frame.min.y, frame.max.y);
        drawing
            .shapes
            .push(Shape::upright_line(x, from, to, Paint::Accent));
        let words = format!("{}: {}", spoken(self.steps[mark.index]), mark.words);
        let words = shortened(&words, frame.width(), LABEL_PX, sheet.measure);
        let half = sheet.label_width(&words) / 2.0;
        let middle = x.max(frame.min.x + half).min(frame.max.x - half);
        let at = Vec2::new(middle, from - LINE_PX / 2.0 - 2.0);
        drawing.write(sheet.text(&words, at, Align::Middle, Paint::Accent));
    }

    /// Each step answers up to halfway to its neighbours.
    fn add_spots(&self, drawing: &mut Drawing, panel: usize, x: &Scale, frame: Rect) {
        let places: Vec<f64> = self.steps.iter().map(|&step| x.at(step)).collect();
        for (step, &place) in places.iter().enumerate() {
            let halfway = |other: Option<&f64>, edge: f64| {
                other.map_or(edge, |&other| f64::midpoint(place, other))
            };
            let before = step.checked_sub(1).and_then(|i| places.get(i));
            let from = halfway(before, frame.min.x - RIGHT_PX);
            let to = halfway(places.get(step + 1), frame.max.x + RIGHT_PX);
            drawing.spots.push(Spot {
                area: Area::Rect(Rect::from_corners(
                    Vec2::new(from, frame.min.y),
                    Vec2::new(to, frame.max.y),
                )),
                datum: (panel, step),
            });
        }
    }
}

impl Figure for Lines {
    fn drawing(&self, sheet: &Sheet) -> Drawing {
        let n = self.panels.len();
        let n_values = n * self.steps.len();
        let n_missing = (0..n)
            .flat_map(|panel| self.values(panel))
            .filter(|v| !v.is_finite())
            .count();
        if n_missing == n_values {
            return Drawing::sentence(sheet, &self.title, &Drawn::NoValues);
        }
        let mut drawing = Drawing::new(sheet, &self.title, &self.description());
        drawing.lack(missing(n_missing, n_values));
        let width = drawing.width_px;
        let height = 2.5 * LINE_PX + FRAME_HEIGHT_PX + LEVEL_ROOM_PX;
        let n_columns = if width < WIDE_PX { 1 } else { n };
        let column_width = (width + BETWEEN_PX) / n_columns as f64 - BETWEEN_PX;
        for panel in 0..n {
            let min = Vec2::new(
                (panel % n_columns) as f64 * (column_width + BETWEEN_PX),
                (panel / n_columns) as f64 * (height + LINE_PX),
            );
            let max = Vec2::new(min.x + column_width, min.y + height);
            self.draw_panel(&mut drawing, sheet, panel, Rect { min, max });
            drawing.height_px = max.y;
        }
        drawing
    }

    fn words(&self, (panel, step): Datum) -> Option<String> {
        let (name, at) = (&self.panels.get(panel)?.y_title, self.steps.get(step)?);
        let value = spoken(self.value(panel, step));
        Some(format!("{} {}: {name} {value}", self.x_title, spoken(*at)))
    }

    fn numbers(&self) -> TextTable {
        let quantities = self.panels.iter().map(|panel| panel.y_title.clone());
        let headers = std::iter::once(self.x_title.clone()).chain(quantities);
        let mut table = TextTable::new(self.title.clone(), headers);
        for (i, &step) in self.steps.iter().enumerate() {
            let values =
                (0..self.panels.len()).map(|panel| TextCell::three_digits(self.value(panel, i)));
            table.push(std::iter::once(TextCell::three_digits(step)).chain(values));
        }
        table
    }
}
