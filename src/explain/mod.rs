//! Why: in words and numbers that are computed from the data.

mod bands;
mod traits;

pub use traits::{Traits, three_digits};
