//! Why: in words and numbers that are computed from the data.

mod bands;
mod number;
mod traits;
mod words;

pub use number::three_digits;
pub use traits::Traits;
pub use words::{enumerate, readable, tracks};
