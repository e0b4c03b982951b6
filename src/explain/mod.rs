//! Why: in words and numbers that are computed from the data.

mod bands;
mod claims;
mod contributions;
mod exposure;
mod measures;
mod number;
mod traits;
mod words;

pub use claims::{CLAIM_RULE, Claim, Direction, Finding, Verdict, claims};
pub use contributions::{Contribution, Contributions, amounts, contributions};
pub use exposure::{EXPOSURE_RULE, Exposure, ExposureFinding, exposure};
pub use measures::{Measure, Measures};
pub use number::three_digits;
pub use traits::Traits;
pub use words::{enumerate, readable, tracks};
