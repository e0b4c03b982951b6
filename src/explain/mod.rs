//! Why: in words and numbers that are computed from the data.

mod bands;
mod claims;
mod contributions;
mod exposure;
mod measures;
mod number;
mod texts;
mod traits;
mod verdict;
mod vocabulary;
mod words;

pub use claims::{CLAIM_RULE, Claim, Direction, Finding, claims};
pub use contributions::{Contribution, Contributions, amounts, contributions};
pub use exposure::{EXPOSURE_RULE, Exposure, ExposureFinding, exposure};
pub use measures::{Measure, Measures};
pub use number::three_digits;
pub use texts::{
    Recommending, about_cluster, how_recommending_works, leading_column, what_clusters_mean,
};
pub use traits::{Traits, TraitsFit};
pub use verdict::Verdict;
pub use vocabulary::{column_words, picture_trait_names, picture_traits, picture_words};
pub use words::{enumerate, readable, tracks};
