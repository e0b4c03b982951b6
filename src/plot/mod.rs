//! Values to drawing: pure arithmetic into a pixel buffer or a plotters backend. No browser, no state of the page.
//!
//! ```text
//!   points in data --- HitIndex ----------------------> the point under the pointer, the next by arrow key
//!        |                 ^
//!        |             Transform (fit, zoom, pan)
//!        v                 v
//!     Scatter ------> PixelBuffer ---> putImageData     colours: Palette, viridis, diverging, Theme
//!        |                ^
//!        |       Stamp: a disc once, laid down n times
//!        v
//!   anchors in screen -- place --> labels that do not overlap
//!   ticks ------------ draw_axes --> plotters backend
//!
//!   figures of values: charts --> plotters backend, SVG, words for the pointer, tables
//! ```
//!
//! Names say the space: `pos_in_data` (y up), `pos_in_screen` (CSS pixels, y down); a pixel buffer holds device pixels,
//! which are CSS pixels times the device pixel ratio. Points with NaN or infinite coordinates are nowhere: they are not
//! drawn and not found. Whatever the input, nothing here panics.

mod axes;
#[cfg(test)]
mod axes_tests;
pub mod charts;
mod color;
#[cfg(test)]
mod color_tests;
mod colormap;
mod geometry;
mod hit;
#[cfg(test)]
mod hit_tests;
mod labels;
mod pixels;
#[cfg(test)]
mod pixels_tests;
#[cfg(test)]
mod recorder;
mod scatter;
#[cfg(test)]
mod scatter_tests;
mod stamp;
mod ticks;
mod transform;
#[cfg(test)]
mod transform_tests;

pub use axes::{AXES_MARGIN_PX, Axes, draw_axes};
pub use color::{NO_CLASS, Palette, Rgb, Rgba, Theme};
pub use colormap::{diverging, fraction_between, viridis};
pub use geometry::{Rect, Vec2};
pub use hit::{Direction, HitIndex};
pub use labels::{LabelBox, Placed, place};
pub use pixels::{MAX_SIDE, PixelBuffer};
pub use scatter::{Marks, PointColors, PointStyle, Scatter};
pub use ticks::{tick_labels, ticks};
pub use transform::{Aspect, MAX_ZOOM, MIN_ZOOM, Transform};
