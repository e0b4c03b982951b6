//! Why: in words and numbers that are computed from the data.

mod claims;
mod contributions;
mod exposure;
mod texts;
mod timbre;
mod traits;
mod verdict;
mod vocabulary;

pub use claims::{CLAIM_RULE, Claim, ClaimPart, Tendency, claims};
pub use contributions::{Contribution, Contributions, contributions};
pub use exposure::{EXPOSURE_RULE, Exposure, ExposurePart, exposure};
pub use texts::{
    Compared, Recommending, decides, how_recommending_works, leading_column, what_clusters_mean,
};
pub use timbre::timbre_reason;
pub use traits::{Traits, TraitsFit};
pub use verdict::Verdict;
pub use vocabulary::{
    Property, Unit, column_properties, column_words, picture_properties, picture_traits,
    timbre_properties, timbre_traits,
};
