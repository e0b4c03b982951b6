//! Catalogue -> numbers. What follows does not know which space a matrix came from.

pub mod audio;
pub mod pixels;
mod standardize;

pub use standardize::{Standardizer, StandardizerFit};
