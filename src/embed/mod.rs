//! Features -> coordinates.

use crate::data::Matrix;

mod block;
mod outliers;
mod passes;
mod pca;
mod quality;
mod tsne;

pub use outliers::{
    OUTLIER_ALL_BELOW, OUTLIER_NEIGHBORS, OUTLIER_SAMPLE_SIZE, Outlier, Outliers, OutliersFit,
};
pub use pca::{Pca, PcaFit};
pub use quality::{TRUSTWORTHINESS_SAMPLE_SIZE, Trustworthiness, TrustworthinessFit};
pub use tsne::{
    DEFAULT_PERPLEXITY, MAX_ITER_RANGE, Tsne, TsneFit, TsneParams, TsneProgress,
    largest_perplexity, sensible_perplexity,
};

/// A fit that can be stepped: progress, cancel and animation come for free. It does not hold the data, so that
/// whoever owns both can keep them side by side.
pub trait Iterative {
    /// What the fit ends in.
    type Fitted;

    /// Does a short piece of work on the data it was made for; true when nothing is left to do.
    fn step(&mut self, data: &Matrix) -> bool;

    /// The result; meaningful once [`Self::step`] has said true.
    fn finish(&self, data: &Matrix) -> Self::Fitted;

    /// Steps to the end.
    fn run(mut self, data: &Matrix) -> Self::Fitted
    where
        Self: Sized,
    {
        while !self.step(data) {}
        self.finish(data)
    }
}
