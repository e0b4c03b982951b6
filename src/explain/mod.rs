//! Why: in words and numbers that are computed from the data.

mod bands;
mod contributions;
mod number;
mod traits;
mod words;

pub use contributions::{Contribution, Contributions, amounts, contributions};
pub use number::three_digits;
pub use traits::Traits;
pub use words::{enumerate, readable, tracks};
