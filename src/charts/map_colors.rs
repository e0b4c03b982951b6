//! The colours of a map's points, and the legend that says which colour is which group.

use serde::{Deserialize, Serialize};

use super::drawing::{Drawing, Sheet};
use super::legend::legend;
use super::shape::Paint;
use super::text::one_line;
use crate::data::TextCell;
use crate::draw::{NO_CLASS, Palette};

/// The colours of points: that of its group each.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MapColors {
    /// Group of each point; [`NO_CLASS`] for none.
    pub classes: Vec<u8>,
    /// Names of the groups, for the legend, which adds their sizes.
    pub names: Vec<String>,
    /// Which colours.
    pub palette: Palette,
}

impl MapColors {
    /// The name of a point's group; nothing where there is none.
    pub(super) fn group(&self, point: usize) -> TextCell {
        self.classes
            .get(point)
            .and_then(|&class| self.names.get(usize::from(class)))
            .map_or_else(TextCell::default, |name| one_line(name).into())
    }

    /// Draws the legend at the top and gives its height.
    pub(super) fn draw_legend(&self, drawing: &mut Drawing, sheet: &Sheet) -> f64 {
        let size = |class: usize| {
            let of_class = self.classes.iter().filter(|&&c| usize::from(c) == class);
            of_class.count()
        };
        let entries: Vec<(Paint, String)> = self
            .names
            .iter()
            .enumerate()
            .map(|(i, name)| {
                let text = format!("{} ({})", one_line(name), size(i));
                (class_paint(i, self.palette), text)
            })
            .collect();
        legend(drawing, sheet, (0.0, 0.0), &entries) + 8.0
    }

    /// The colours of `n` points.
    pub(super) fn paints(&self, n: usize) -> Vec<Paint> {
        (0..n)
            .map(|i| {
                let class = *self.classes.get(i).unwrap_or(&NO_CLASS);
                class_paint(usize::from(class), self.palette)
            })
            .collect()
    }
}

fn class_paint(class: usize, palette: Palette) -> Paint {
    Paint::Class {
        class: class.min(usize::from(NO_CLASS)) as u8,
        palette,
    }
}
