//! Points to pixels: discs laid down in a pixel buffer, and which point lies under the pointer.
//!
//! ```text
//!   points in data --- HitIndex ----------------------> the point under the pointer, the next by arrow key
//!        |                 ^
//!        |             Transform (fit, zoom, pan)
//!        v                 v
//!     Scatter ------> PixelBuffer ---> putImageData
//!                         ^
//!        Stamp: a disc once, laid down n times
//! ```
//!
//! A pixel buffer holds device pixels, which are CSS pixels times the device pixel ratio. Points with NaN or infinite
//! coordinates are nowhere: they are not drawn and not found. Whatever the input, nothing here panics.

mod hit;
#[cfg(test)]
mod hit_tests;
mod pixels;
#[cfg(test)]
mod pixels_tests;
mod scatter;
#[cfg(test)]
mod scatter_tests;
mod stamp;

pub use hit::{Direction, HitIndex};
pub use pixels::{MAX_SIDE, PixelBuffer};
pub use scatter::{Marks, PointColors, PointStyle, Scatter};
