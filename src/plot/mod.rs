//! Values to drawing.

mod color;
mod colormap;
mod geometry;
mod hit;
#[cfg(test)]
mod hit_tests;
mod labels;
mod pixels;
#[cfg(test)]
mod pixels_tests;
mod scatter;
mod stamp;
mod ticks;
mod transform;
#[cfg(test)]
mod transform_tests;

pub use color::{NO_CLASS, Palette, Rgb, Rgba, Theme};
pub use colormap::{diverging, fraction_between, viridis};
pub use geometry::{Rect, Vec2};
pub use hit::{Direction, HitIndex};
pub use labels::{LabelBox, Placed, place};
pub use pixels::{MAX_SIDE, PixelBuffer};
pub use scatter::{Marks, PointColors, PointStyle, Scatter};
pub use stamp::{FULL, MAX_RADIUS_PX, Stamp, StampSet};
pub use ticks::{tick_labels, ticks};
pub use transform::{Aspect, MAX_ZOOM, MIN_ZOOM, Transform};
