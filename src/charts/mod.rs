//! Figures: values in; a drawing, words for the pointer, and a table for those who cannot see it out.
//!
//! ```text
//!   Lines, GroupedBars, ... -- drawing(Sheet) --> Drawing -- draw(area, theme, scale) --> any plotters backend
//!            |                                       |------ svg(theme), svg_in_page ---> SVG
//!            |                                       '------ hit(pos) --> Datum --.
//!            |---- words(datum) <---------------------------------------------------'
//!            '---- numbers() --> TextTable
//! ```
//!
//! A drawing is in CSS pixels and knows colours by their roles, so that one serves light, dark and paper, and what
//! answers to the pointer is what was drawn. The caller gives the width, the figure takes the height it needs. A value
//! that is NaN or infinite is missing: it leaves a gap, is counted in the caption, and has an empty cell in the table.
//! Without data there is a sentence instead of a figure. The axes of the page's map are a drawing too. Whatever the
//! input, nothing here panics.

mod axes;
#[cfg(test)]
mod axes_tests;
mod axis;
mod backend;
mod bars;
#[cfg(test)]
mod bars_tests;
mod chart;
mod color_bar;
mod drawing;
mod forest;
#[cfg(test)]
mod forest_tests;
mod grid;
#[cfg(test)]
mod grid_tests;
mod heading;
mod heat;
#[cfg(test)]
mod laws;
mod legend;
mod lines;
#[cfg(test)]
mod lines_tests;
mod map;
mod map_colors;
#[cfg(test)]
mod map_tests;
mod picture;
#[cfg(test)]
mod recorder;
mod shape;
mod shares;
mod svg;
#[cfg(test)]
mod svg_tests;
mod text;

use crate::data::TextTable;
use crate::draw::Palette;
use crate::sentences::Drawn;

pub use axes::{AxesMargin, axes};
pub use backend::draw;
pub use bars::{BarAxis, GroupedBars, Series};
pub use chart::Chart;
pub use color_bar::Colors;
pub use drawing::{Area, Datum, Drawing, Sheet, Spot};
pub use forest::{Forest, ForestRow};
pub use grid::{Card, CardGroup, PictureGrid};
pub use heat::{Heat, HeatPanel};
pub use lines::{LinePanel, Lines, Mark};
pub use map::MapFigure;
pub use map_colors::{MapColors, MapSizes};
pub use picture::{Picture, Pixels, data_uri, media_type};
pub use shape::{Align, Paint, Shape, Text};
pub use shares::{ShareRow, Shares};
pub use svg::{is_text, svg, svg_in_page};
pub use text::{Measure, estimated_width, one_line, shortened, wrapped};

/// What every figure can do.
pub trait Figure {
    /// Shapes and places for this width.
    fn drawing(&self, sheet: &Sheet) -> Drawing;

    /// The values at a place that [`Drawing::hit`] found, in one line of words; `None` for a datum that is not there.
    fn words(&self, datum: Datum) -> Option<String>;

    /// All values, as a table.
    fn numbers(&self) -> TextTable;
}

/// The colour of a feature: the palette of classes without its yellow, which is too pale for bars on light paper.
fn series_paint(series: usize) -> Paint {
    const CLASSES: [u8; 10] = [0, 1, 2, 3, 4, 6, 11, 9, 8, 10];
    Paint::Class {
        class: CLASSES[series % CLASSES.len()],
        palette: Palette::OkabeIto,
    }
}

/// What is said about missing values; `None` when none is.
fn missing(n_missing: usize, n_values: usize) -> Option<Drawn> {
    (n_missing > 0).then_some(Drawn::ValuesMissing {
        n: n_missing,
        of: n_values,
    })
}
