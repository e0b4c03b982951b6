//! The map as a figure: axes, grid, points coloured by group, and as many names as fit.

use serde::{Deserialize, Serialize};

use super::Figure;
use super::axis::{
    LEVEL_ROOM_PX, Scale, level_axis, level_ticks, title, upright_room, upright_ticks,
};
use super::drawing::{Area, Datum, Drawing, LABEL_PX, LINE_PX, Sheet, Spot};
use super::map_colors::MapColors;
use super::shape::{Align, Paint, Shape, Text};
use super::text::{one_line, shortened};
use crate::data::{TextCell, TextTable};
use crate::draw::{Aspect, LabelBox, Rect, Transform, Vec2, place};
use crate::raster::{HitIndex, PointStyle};
use crate::sentences::Drawn;
use crate::wording::spoken;

/// Height of the frame: a part of the width, within bounds.
const HEIGHT_PART: f64 = 0.62;
const LEAST_HEIGHT_PX: f64 = 280.0;
const MOST_HEIGHT_PX: f64 = 680.0;
/// Free within the frame, so that points do not lie on its edge.
const PADDING_PX: f64 = 20.0;
/// From the middle of a point to its name.
const LABEL_GAP_PX: f64 = 8.0;
const LABEL_HEIGHT_PX: f64 = 15.0;
/// Longest name.
const MOST_LABEL_PX: f64 = 170.0;
const REACH_PX: f64 = 12.0;
/// Points are this much smaller than on the page's map, which is not as crowded with names.
const SMALLER: f64 = 0.8;
/// From this radius on a point has a rim.
const RIM_FROM_RADIUS_PX: f64 = 2.2;
/// Width of the rim of paper around a point.
const RIM_PX: f64 = 0.7;
/// Tracks on a plane. A [`Datum`] is (0, point).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MapFigure {
    /// Names the figure.
    pub title: String,
    /// Positions; one that is not finite is not drawn and counted in the caption.
    pub points_in_data: Vec<Vec2>,
    /// Names of the points.
    pub names: Vec<String>,
    /// Points that should have their names on the map, the most important first; as many as fit have.
    pub labelled: Vec<usize>,
    /// "PC1 (22 %)".
    pub x_title: String,
    /// "PC2 (9 %)".
    pub y_title: String,
    /// Do both axes have one scale?
    pub aspect: Aspect,
    /// Colours.
    pub colors: MapColors,
}

impl MapFigure {
    fn name(&self, point: usize) -> String {
        one_line(self.names.get(point).map_or("", String::as_str))
    }

    fn radius_px(&self, frame: Rect) -> f64 {
        let style = PointStyle::for_view(self.points_in_data.len(), frame, 1.0);
        (SMALLER * style.radius_px).max(1.5)
    }

    fn draw_points(&self, drawing: &mut Drawing, transform: &Transform, frame: Rect) {
        let radius_px = self.radius_px(frame);
        for (i, paint) in self
            .colors
            .paints(self.points_in_data.len())
            .into_iter()
            .enumerate()
        {
            let center = transform.screen_from_data(self.points_in_data[i]);
            if !center.is_finite() {
                continue;
            }
            let discs = [(radius_px + RIM_PX, Paint::Paper), (radius_px, paint)];
            // Small points are many, and run into each other anyway.
            let skipped = usize::from(radius_px < RIM_FROM_RADIUS_PX);
            for (radius_px, paint) in discs.into_iter().skip(skipped) {
                drawing.shapes.push(Shape::Disc {
                    center,
                    radius_px,
                    paint,
                });
            }
            drawing.spots.push(Spot {
                area: Area::Disc {
                    center,
                    reach_px: REACH_PX,
                },
                datum: (0, i),
            });
        }
    }

    fn draw_labels(
        &self,
        drawing: &mut Drawing,
        sheet: &Sheet,
        transform: &Transform,
        frame: Rect,
    ) {
        let in_range = |&&i: &&usize| i < self.points_in_data.len();
        let texts: Vec<(usize, String)> = self
            .labelled
            .iter()
            .filter(in_range)
            .map(|&i| {
                (
                    i,
                    shortened(&self.name(i), MOST_LABEL_PX, LABEL_PX, sheet.measure),
                )
            })
            .collect();
        let boxes: Vec<LabelBox> = texts
            .iter()
            .enumerate()
            .map(|(rank, (i, text))| LabelBox {
                anchor_in_screen: transform.screen_from_data(self.points_in_data[*i]),
                width: sheet.label_width(text),
                height: LABEL_HEIGHT_PX,
                priority: -(rank as f64),
            })
            .collect();
        // No name hides a point: a figure cannot be asked what lies below it.
        let points = HitIndex::new(&self.points_in_data);
        let radius_px = self.radius_px(frame);
        let hides = |rect: &Rect| points.is_any_in(&rect.grown(radius_px), transform);
        for placed in place(&boxes, frame, hides, LABEL_GAP_PX) {
            let rect = placed.rect_in_screen;
            let at = Vec2::new(rect.min.x, rect.center().y);
            let mut text = sheet.text(&texts[placed.index].1, at, Align::Start, Paint::Ink);
            text.rim = true;
            drawing.write(text);
        }
    }
}

impl Figure for MapFigure {
    fn drawing(&self, sheet: &Sheet) -> Drawing {
        let Some(bounds) = Rect::around(&self.points_in_data) else {
            return Drawing::sentence(sheet, &self.title, &Drawn::EmptyMap);
        };
        let n = self.points_in_data.len();
        let n_drawn = self.points_in_data.iter().filter(|p| p.is_finite()).count();
        let description = Drawn::Map {
            n: n_drawn,
            axes: [self.x_title.clone(), self.y_title.clone()],
            colored_by: one_line(&self.colors.title),
        };
        let mut drawing = Drawing::new(sheet, &self.title, &description);
        if n_drawn < n {
            drawing.lack(Some(Drawn::WithoutPlace {
                n: n - n_drawn,
                of: n,
            }));
        }
        let top = self.colors.draw_legend(&mut drawing, sheet);
        let width = drawing.width_px;
        let height = (width * HEIGHT_PART).clamp(LEAST_HEIGHT_PX, MOST_HEIGHT_PX);
        // The range decides the labels, the labels their room, and the room, a little, the range: two rounds are enough.
        let fit = |left: f64| {
            let frame =
                Rect::from_corners(Vec2::new(left, top), Vec2::new(width - 4.0, top + height));
            (
                frame,
                Transform::fit(bounds, frame, PADDING_PX, self.aspect),
            )
        };
        let (frame, transform) = fit(LINE_PX + 48.0);
        let shown = transform.data_rect(frame);
        let room = upright_room(sheet, (shown.min.y, shown.max.y), height);
        let (frame, transform) = fit(LINE_PX + 4.0 + room);
        let shown = transform.data_rect(frame);
        let x = Scale::new(shown.min.x, shown.max.x, frame.min.x, frame.max.x);
        let y = Scale::new(shown.min.y, shown.max.y, frame.max.y, frame.min.y);
        let ticks = level_ticks(&x);
        for &tick in &ticks {
            let line = Shape::upright_line(x.at(tick), frame.min.y, frame.max.y, Paint::Line);
            drawing.shapes.push(line);
        }
        upright_ticks(&mut drawing, sheet, &y, frame);
        let at = Vec2::new(LINE_PX / 2.0, frame.center().y);
        drawing.write(Text {
            upward: true,
            ..title(sheet, &self.y_title, at, height, LABEL_PX)
        });
        level_axis(&mut drawing, sheet, &x, frame, &self.x_title, &ticks);
        self.draw_points(&mut drawing, &transform, frame);
        self.draw_labels(&mut drawing, sheet, &transform, frame);
        drawing.height_px = frame.max.y + LEVEL_ROOM_PX;
        drawing
    }

    fn words(&self, (_, point): Datum) -> Option<String> {
        let pos = self.points_in_data.get(point)?;
        let (x, y) = (spoken(pos.x), spoken(pos.y));
        let group = self.colors.group(point);
        let group = if group.is_empty() {
            String::new()
        } else {
            format!("{} {}, ", one_line(&self.colors.title), group.words())
        };
        Some(format!(
            "{}: {group}{} {x}, {} {y}",
            self.name(point),
            self.x_title,
            self.y_title
        ))
    }

    fn numbers(&self) -> TextTable {
        let headers = ["Track", &self.x_title, &self.y_title, &self.colors.title];
        let mut table = TextTable::new(self.title.clone(), headers);
        for (i, pos) in self.points_in_data.iter().enumerate() {
            let (x, y) = (TextCell::three_digits(pos.x), TextCell::three_digits(pos.y));
            table.push([self.name(i).into(), x, y, self.colors.group(i)]);
        }
        table
    }
}
