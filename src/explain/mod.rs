//! Why: in words and numbers that are computed from the data.

mod bands;
mod number;
mod traits;

pub use number::three_digits;
pub use traits::Traits;
