//! What drawing is made of: places, colours, ticks, labels. Pure arithmetic: no browser, no state of the page.
//!
//! Names say the space: `pos_in_data` (y up), `pos_in_screen` (CSS pixels, y down). Whatever the input, nothing here
//! panics.

mod color;
#[cfg(test)]
mod color_tests;
mod colormap;
mod geometry;
mod glyph;
mod labels;
mod region;
mod rgb;
mod ticks;
mod transform;
#[cfg(test)]
mod transform_tests;

pub use color::{NO_CLASS, OTHER_CLASS, Palette, Theme, level};
pub use colormap::{diverging, fraction_between, viridis};
pub use geometry::{Rect, Vec2};
pub use glyph::Glyph;
pub use labels::{LabelBox, Placed, place};
pub use region::Region;
pub use rgb::{Rgb, Rgba};
pub(crate) use ticks::{X_ROOM_PX, Y_ROOM_PX};
pub use ticks::{tick_labels, ticks};
pub(crate) use transform::sane_ratio;
pub use transform::{Aspect, Transform};
