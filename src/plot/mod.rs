//! Values to drawing.

mod color;
mod colormap;
mod geometry;
mod transform;
#[cfg(test)]
mod transform_tests;

pub use color::{NO_CLASS, Palette, Rgb, Rgba, Theme};
pub use colormap::{diverging, fraction_between, viridis};
pub use geometry::{Rect, Vec2};
pub use transform::{Aspect, MAX_ZOOM, MIN_ZOOM, Transform};
