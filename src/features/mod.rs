//! Catalogue -> numbers. What follows does not know which space a matrix came from.

pub mod audio;
pub mod bands;
pub mod levels;
mod measured;
mod measures;
pub mod pixels;
mod standardize;
pub mod timbre;

pub use measured::measured;
pub use measures::{Measure, Measures};
pub use standardize::{Standardizer, StandardizerFit};
