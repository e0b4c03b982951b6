//! The colours of a map's points, and what says which colour is which: a legend or a bar.

use super::color_bar::{COLOR_BAR_PX, Colors, class_bar, color_bar};
use super::drawing::{Drawing, Sheet};
use super::legend::legend;
use super::number;
use super::shape::Paint;
use super::text::one_line;
use crate::data::TextCell;
use crate::plot::color::{NO_CLASS, Palette};
use crate::plot::colormap::fraction_between;
use crate::plot::geometry::Vec2;

const BAR_WIDTH_PX: f64 = 240.0;

/// What decides the colour of a point.
#[derive(Clone, Debug, PartialEq)]
pub enum MapColors {
    /// A group each.
    Classes {
        /// One a point; [`NO_CLASS`] for none.
        classes: Vec<u8>,
        /// Names of the groups, for the legend, which adds their sizes.
        names: Vec<String>,
        /// Which colours.
        palette: Palette,
        /// Title of a colour bar in place of the legend: "Cluster".
        bar_title: Option<String>,
    },
    /// A number each, in viridis.
    Values {
        /// One a point; a missing one is muted.
        values: Vec<f64>,
        /// Title of the colour bar.
        title: String,
    },
}

impl MapColors {
    /// The group or the number of a point, in words; nothing where there is none.
    pub(super) fn kind(&self, point: usize) -> TextCell {
        match self {
            Self::Classes { classes, names, .. } => classes
                .get(point)
                .and_then(|&class| names.get(usize::from(class)))
                .map_or_else(TextCell::default, |name| one_line(name).into()),
            Self::Values { values, .. } => values
                .get(point)
                .map_or_else(TextCell::default, |&v| number(v)),
        }
    }

    /// What [`Self::kind`] is.
    pub(super) fn kind_title(&self) -> &str {
        match self {
            Self::Values { title, .. } => title,
            Self::Classes { bar_title, .. } => bar_title.as_deref().unwrap_or("Group"),
        }
    }

    /// Draws legend or colour bar at the top and gives its height.
    pub(super) fn draw_key(&self, drawing: &mut Drawing, sheet: &Sheet) -> f64 {
        let bar_px = BAR_WIDTH_PX.min(drawing.width_px);
        match self {
            Self::Values { values, title } => {
                let colors = Colors::Viridis;
                let range = colors.range(values.iter().copied());
                color_bar(
                    drawing,
                    sheet,
                    Vec2::default(),
                    bar_px,
                    colors,
                    range,
                    title,
                );
                COLOR_BAR_PX + 8.0
            }
            Self::Classes {
                names,
                palette,
                bar_title: Some(title),
                ..
            } => {
                let classes: Vec<(Paint, String)> = names
                    .iter()
                    .enumerate()
                    .map(|(i, name)| (class_paint(i, *palette), name.clone()))
                    .collect();
                class_bar(drawing, sheet, Vec2::default(), bar_px, &classes, title);
                COLOR_BAR_PX + 8.0
            }
            Self::Classes {
                classes,
                names,
                palette,
                ..
            } => {
                let size =
                    |class: usize| classes.iter().filter(|&&c| usize::from(c) == class).count();
                let entries: Vec<(Paint, String)> = names
                    .iter()
                    .enumerate()
                    .map(|(i, name)| {
                        let text = format!("{} ({})", one_line(name), size(i));
                        (class_paint(i, *palette), text)
                    })
                    .collect();
                legend(drawing, sheet, (0.0, 0.0), &entries) + 8.0
            }
        }
    }

    /// The colours of `n` points.
    pub(super) fn paints(&self, n: usize) -> Vec<Paint> {
        match self {
            Self::Classes {
                classes, palette, ..
            } => (0..n)
                .map(|i| class_paint(usize::from(*classes.get(i).unwrap_or(&NO_CLASS)), *palette))
                .collect(),
            Self::Values { values, .. } => {
                let (lo, hi) = Colors::Viridis.range(values.iter().copied());
                let color = |i: usize| {
                    let value = values.get(i).copied().unwrap_or(f64::NAN);
                    Colors::Viridis.color(fraction_between(value, lo, hi))
                };
                (0..n)
                    .map(|i| color(i).map_or(Paint::Muted, Paint::Fixed))
                    .collect()
            }
        }
    }
}

fn class_paint(class: usize, palette: Palette) -> Paint {
    Paint::Class {
        class: class.min(usize::from(NO_CLASS)) as u8,
        palette,
    }
}
