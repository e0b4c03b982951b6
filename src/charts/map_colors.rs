//! The colours of a map's points, and the legend that says which colour is which group, or which size.

use serde::{Deserialize, Serialize};

use super::color_bar::{COLOR_BAR_PX, Colors, color_bar};
use super::drawing::{Drawing, Sheet};
use super::legend::legend;
use super::shape::Paint;
use super::text::one_line;
use crate::data::TextCell;
use crate::draw::{NO_CLASS, Palette, Vec2};

/// What colours stand for where nothing else is said.
const GROUP: &str = "Group";
const WIDEST_BAR_PX: f64 = 260.0;
const LEGEND_GAP_PX: f64 = 8.0;

/// The colours of points: that of its class each.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MapColors {
    /// What the classes are, for words and the table.
    pub title: String,
    /// Class of each point; [`NO_CLASS`] for none.
    pub classes: Vec<u8>,
    /// Classes with their names, for the legend, which adds their sizes.
    pub names: Vec<(u8, String)>,
    /// Which colours.
    pub palette: Palette,
    /// Where classes are steps of a size.
    pub sizes: Option<MapSizes>,
}

/// The sizes that colours stand for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MapSizes {
    /// Size of each point; NaN for none.
    pub values: Vec<f64>,
    /// Where the colours begin and end.
    pub range: (f64, f64),
}

impl MapColors {
    /// Classes 0, 1 and so on, which are groups of these names.
    pub fn of_groups(classes: Vec<u8>, names: Vec<String>, palette: Palette) -> Self {
        Self {
            title: GROUP.into(),
            classes,
            names: (0..).zip(names).collect(),
            palette,
            sizes: None,
        }
    }

    /// The size of a point, or the name of its group; nothing where there is none.
    pub(super) fn group(&self, point: usize) -> TextCell {
        if let Some(sizes) = &self.sizes {
            let size = sizes.values.get(point).filter(|size| size.is_finite());
            return size.map_or_else(TextCell::default, |&size| TextCell::three_digits(size));
        }
        let class = self.classes.get(point);
        let name = class.and_then(|class| self.names.iter().find(|(of, _)| of == class));
        name.map_or_else(TextCell::default, |(_, name)| one_line(name).into())
    }

    /// Draws the legend at the top and gives its height.
    pub(super) fn draw_legend(&self, drawing: &mut Drawing, sheet: &Sheet) -> f64 {
        let mut n_of = [0; 256];
        for &class in &self.classes {
            n_of[usize::from(class)] += 1;
        }
        let entry = |class: u8, name: &str| {
            let text = format!("{} ({})", one_line(name), n_of[usize::from(class)]);
            let palette = self.palette;
            (Paint::Class { class, palette }, text)
        };
        let named = self.names.iter().map(|(class, name)| entry(*class, name));
        let entries: Vec<(Paint, String)> = named.collect();
        let mut top = 0.0;
        if let Some(sizes) = &self.sizes {
            let width = drawing.width_px.min(WIDEST_BAR_PX);
            let corner = Vec2::new(0.0, 0.0);
            color_bar(
                drawing,
                sheet,
                corner,
                width,
                Colors::Sizes,
                sizes.range,
                &self.title,
            );
            top = COLOR_BAR_PX + LEGEND_GAP_PX;
        }
        top + legend(drawing, sheet, (0.0, top), &entries) + LEGEND_GAP_PX
    }

    /// The colours of `n` points.
    pub(super) fn paints(&self, n: usize) -> Vec<Paint> {
        (0..n)
            .map(|i| Paint::Class {
                class: *self.classes.get(i).unwrap_or(&NO_CLASS),
                palette: self.palette,
            })
            .collect()
    }
}
