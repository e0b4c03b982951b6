//! Grouped bars: several features of several tracks side by side.

use serde::{Deserialize, Serialize};

use super::axis::{Scale, upright_axis, upright_room};
use super::drawing::{Area, Datum, Drawing, LABEL_PX, LINE_PX, Sheet, Spot};
use super::legend::legend;
use super::shape::{Align, Paint, Shape};
use super::text::{one_line, shortened, wrapped};
use super::{Figure, missing, series_paint};
use crate::data::{TextCell, TextTable};
use crate::draw::{Rect, Vec2};
use crate::sentences::Drawn;
use crate::wording::spoken;

/// A group this wide has its name below it; a narrower one has it turned upward.
const LEVEL_NAME_PX: f64 = 84.0;
/// Longest name that is turned upward.
const UPWARD_NAME_PX: f64 = 132.0;
/// Of a group, the part that is free.
const FREE: f64 = 0.18;
/// Bars wider than this have a pixel of paper between them.
const WIDE_BAR_PX: f64 = 6.0;
/// Bars are not wider than this.
const WIDEST_BAR_PX: f64 = 48.0;
const NAME_GAP_PX: f64 = 6.0;

/// What the height of a bar means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum BarAxis {
    /// Where the value lies in its feature's range, as 0 to 1, so that no feature dwarfs the others.
    #[default]
    Scaled,
    /// The value itself.
    Raw,
}

/// A feature.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// The value that is 0 on the scaled axis.
    pub lo: f64,
    /// The value that is 1 on the scaled axis.
    pub hi: f64,
}

impl Series {
    /// Where a value lies in the range, as 0 to 1; NaN for a missing value.
    fn fraction(&self, value: f64) -> f64 {
        let range = self.hi - self.lo;
        if range > 0.0 {
            (value - self.lo) / range
        } else {
            value * 0.0
        }
    }
}

/// Bars in groups. A [`Datum`] is (group, series).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GroupedBars {
    /// Names the figure.
    pub title: String,
    /// What a group is: "Track".
    pub group_title: String,
    /// Names of the groups (tracks), from left to right.
    pub groups: Vec<String>,
    /// The features.
    pub series: Vec<Series>,
    /// One row per group, one value per series; NaN where missing.
    pub values: Vec<Vec<f64>>,
    /// What the height of a bar means.
    pub axis: BarAxis,
}

/// Where the parts of the chart stand.
struct Layout {
    frame: Rect,
    group_px: f64,
    bar_px: f64,
    y: Scale,
    names_upward: bool,
}

impl GroupedBars {
    fn value(&self, group: usize, series: usize) -> f64 {
        let row = self.values.get(group);
        row.and_then(|row| row.get(series).copied())
            .unwrap_or(f64::NAN)
    }

    /// What the bar stands for on the axis.
    fn height(&self, group: usize, series: usize) -> f64 {
        let value = self.value(group, series);
        match self.axis {
            BarAxis::Raw => value,
            BarAxis::Scaled => self.series[series].fraction(value),
        }
    }

    /// Of all bars, group by group.
    fn data(&self) -> impl Iterator<Item = Datum> + use<> {
        let n_series = self.series.len();
        (0..self.groups.len()).flat_map(move |g| (0..n_series).map(move |s| (g, s)))
    }

    fn layout(&self, sheet: &Sheet, top: f64) -> Layout {
        let width = sheet.width();
        let height = if width < 560.0 { 200.0 } else { 260.0 };
        let range = match self.axis {
            BarAxis::Raw => Scale::range_of(self.data().map(|(g, s)| self.height(g, s)), true),
            BarAxis::Scaled => (0.0, 1.0),
        };
        let left = upright_room(sheet, range, height);
        let frame = Rect::from_corners(Vec2::new(left, top), Vec2::new(width - 4.0, top + height));
        let group_px = frame.width() / self.groups.len() as f64;
        let bar_px = group_px * (1.0 - FREE) / self.series.len() as f64;
        Layout {
            frame,
            group_px,
            bar_px: bar_px.min(WIDEST_BAR_PX),
            y: Scale::new(range.0, range.1, frame.max.y, frame.min.y),
            names_upward: group_px < LEVEL_NAME_PX,
        }
    }

    fn draw_bars(&self, drawing: &mut Drawing, layout: &Layout) {
        let gap = if layout.bar_px > WIDE_BAR_PX {
            1.0
        } else {
            0.0
        };
        let zero = layout.y.at(0.0);
        let n_series = self.series.len() as f64;
        for (group, series) in self.data() {
            let middle = layout.frame.min.x + layout.group_px * (group as f64 + 0.5);
            let x = middle + layout.bar_px * (series as f64 - n_series / 2.0);
            let top = layout.y.at(self.height(group, series));
            if !top.is_finite() {
                continue;
            }
            let bar =
                Rect::from_corners(Vec2::new(x, zero), Vec2::new(x + layout.bar_px - gap, top));
            drawing.fill(bar, series_paint(series));
            // The whole column answers: a low bar is hard to point at.
            let column = Rect::from_corners(
                Vec2::new(x, layout.frame.min.y),
                Vec2::new(x + layout.bar_px, layout.frame.max.y),
            );
            drawing.spots.push(Spot {
                area: Area::Rect(column),
                datum: (group, series),
            });
        }
        let (from, to) = (layout.frame.min.x, layout.frame.max.x);
        drawing
            .shapes
            .push(Shape::level_line(from, to, zero, Paint::Muted));
    }

    /// Writes the names below the groups and gives the height that they take.
    fn draw_names(&self, drawing: &mut Drawing, sheet: &Sheet, layout: &Layout) -> f64 {
        let top = layout.frame.max.y + NAME_GAP_PX;
        // Where groups are narrower than a line is high, only some are named; the table has all.
        let every = if layout.names_upward {
            (LINE_PX / layout.group_px).ceil().max(1.0) as usize
        } else {
            1
        };
        let mut height: f64 = 0.0;
        for (group, name) in self.groups.iter().enumerate().step_by(every) {
            let name = one_line(name);
            let x = layout.frame.min.x + layout.group_px * (group as f64 + 0.5);
            if layout.names_upward {
                let name = shortened(&name, UPWARD_NAME_PX, LABEL_PX, sheet.measure);
                let mut text = sheet.text(&name, Vec2::new(x, top), Align::End, Paint::Ink);
                text.upward = true;
                height = height.max(text.width_px);
                drawing.write(text);
                continue;
            }
            let room = layout.group_px - NAME_GAP_PX;
            for (i, line) in wrapped(&name, room, 3, LABEL_PX, sheet.measure)
                .iter()
                .enumerate()
            {
                let at = Vec2::new(x, top + LINE_PX * (i as f64 + 0.5));
                height = height.max(LINE_PX * (i as f64 + 1.0));
                drawing.write(sheet.text(line, at, Align::Middle, Paint::Ink));
            }
        }
        height + NAME_GAP_PX
    }
}

impl Figure for GroupedBars {
    fn drawing(&self, sheet: &Sheet) -> Drawing {
        let n_values = self.groups.len() * self.series.len();
        let n_missing = self
            .data()
            .filter(|&(g, s)| !self.height(g, s).is_finite())
            .count();
        if n_missing == n_values {
            return Drawing::sentence(sheet, &self.title, &Drawn::NoValues);
        }
        let series = self.series.iter();
        let description = Drawn::Bars {
            features: series.map(|series| series.name.clone()).collect(),
            n_groups: self.groups.len(),
        };
        let mut drawing = Drawing::new(sheet, &self.title, &description);
        drawing.lack(missing(n_missing, n_values));
        let entries: Vec<(Paint, String)> = self
            .series
            .iter()
            .enumerate()
            .map(|(i, series)| (series_paint(i), series.name.clone()))
            .collect();
        let legend_px = legend(&mut drawing, sheet, (0.0, 0.0), &entries);
        let layout = self.layout(sheet, legend_px + 2.0 * LINE_PX);
        let y_title = match self.axis {
            BarAxis::Raw => "Value",
            BarAxis::Scaled => "Share of each feature's range",
        };
        let title_at = Vec2::new(0.0, layout.frame.min.y - LINE_PX);
        upright_axis(
            &mut drawing,
            sheet,
            &layout.y,
            layout.frame,
            y_title,
            title_at,
        );
        self.draw_bars(&mut drawing, &layout);
        let names_px = self.draw_names(&mut drawing, sheet, &layout);
        drawing.height_px = (layout.frame.max.y + names_px + 4.0).ceil();
        drawing
    }

    fn words(&self, (group, series): Datum) -> Option<String> {
        let (name, feature) = (self.groups.get(group)?, self.series.get(series)?);
        let value = spoken(self.value(group, series));
        Some(format!("{}: {} {value}", one_line(name), feature.name))
    }

    fn numbers(&self) -> TextTable {
        let features = self.series.iter().map(|series| series.name.clone());
        let headers = std::iter::once(self.group_title.clone()).chain(features);
        let mut table = TextTable::new(self.title.clone(), headers);
        for (group, name) in self.groups.iter().enumerate() {
            let values = (0..self.series.len())
                .map(|series| TextCell::three_digits(self.value(group, series)));
            table.push(std::iter::once(name.clone().into()).chain(values));
        }
        table
    }
}
