//! The map by t-SNE. In: a standardised space and its principal components. Out: a map, step by step.
//!
//! Where there are many columns, t-SNE sees the first fifty components, as its authors advise; that is faster, and the
//! map is no worse for it.

use super::settings::Settings;
use crate::data::Matrix;
use crate::embed::{
    Iterative, Pca, PcaFit, Tsne, TsneFit, TsneParams, TsneProgress, sensible_perplexity,
};
use crate::error::AnalysisError;
use crate::progress::{Progress, Stage};

/// Components that t-SNE sees at most.
const N_COMPONENTS: usize = 50;
/// Below this many tracks there are no neighbourhoods to show.
const FEWEST: usize = 4;

/// The perplexity for so many samples; `None` where there are too few.
pub(super) fn perplexity_for(settings: &Settings, n_samples: usize) -> Option<f64> {
    (n_samples >= FEWEST).then(|| sensible_perplexity(f64::from(settings.perplexity), n_samples))
}

/// A map by t-SNE in progress.
pub(super) struct LayoutFit {
    params: TsneParams,
    first_map: Matrix,
    work: Work,
}

enum Work {
    /// Columns to components.
    Reduce(Box<PcaFit>),
    /// On these components, or on all columns.
    Descend(Option<Matrix>, Box<TsneFit>),
}

impl LayoutFit {
    /// Prepares the map of `matrix`; `None` where there are too few tracks for one.
    pub(super) fn new(matrix: &Matrix, pca: &Pca, settings: &Settings) -> Option<Self> {
        let params = TsneParams {
            perplexity: perplexity_for(settings, matrix.n_samples())?,
            random_state: settings.random_state,
            ..TsneParams::default()
        };
        let first_map = pca.coords.clone();
        let work = if matrix.n_features() > N_COMPONENTS && matrix.n_samples() > N_COMPONENTS {
            Work::Reduce(Box::new(PcaFit::new(matrix, N_COMPONENTS)))
        } else {
            Work::Descend(
                None,
                Box::new(TsneFit::new(params, matrix, &first_map).ok()?),
            )
        };
        Some(Self {
            params,
            first_map,
            work,
        })
    }

    /// Is this the map that `settings` ask for?
    pub(super) fn is_as(&self, settings: &Settings, n_samples: usize) -> bool {
        (Some(self.params.perplexity), self.params.random_state)
            == (perplexity_for(settings, n_samples), settings.random_state)
    }

    /// Does a short piece of work; true when all is done.
    pub(super) fn step(&mut self, matrix: &Matrix) -> Result<bool, AnalysisError> {
        match &mut self.work {
            Work::Reduce(fit) => {
                if fit.step(matrix) {
                    let reduced = fit.finish(matrix).map(|pca| pca.coords);
                    let data = reduced.as_ref().unwrap_or(matrix);
                    let tsne = TsneFit::new(self.params, data, &self.first_map)?;
                    self.work = Work::Descend(reduced, Box::new(tsne));
                }
                Ok(false)
            }
            Work::Descend(reduced, fit) => Ok(fit.step(reduced.as_ref().unwrap_or(matrix))),
        }
    }

    /// How far it is: neighbours found, then iterations done of those at most.
    pub(super) fn progress(&self) -> Progress {
        let (stage, done, total) = match &self.work {
            Work::Descend(_, fit) => match fit.progress() {
                TsneProgress::Neighbors { done, total } => (Stage::Neighbors, done, total),
                TsneProgress::Descent { done, total } => (Stage::Tsne, done, total),
            },
            Work::Reduce(_) => (Stage::Pca, 0, 0),
        };
        Progress { stage, done, total }
    }

    /// The map in the end, or where it is stopped; `None` before the first iteration.
    pub(super) fn finish(&self, matrix: &Matrix) -> Option<Tsne> {
        match &self.work {
            Work::Descend(reduced, fit) if fit.n_iter() > 0 => {
                Some(fit.finish(reduced.as_ref().unwrap_or(matrix)))
            }
            _ => None,
        }
    }

    /// The map as it is now, with what was last known of its divergence; `None` before the first iteration.
    pub(super) fn map(&self) -> Option<Tsne> {
        match &self.work {
            Work::Descend(_, fit) if fit.n_iter() > 0 => Some(Tsne {
                coords: fit.coords(),
                kl_divergence: fit.kl_divergence().unwrap_or(f64::NAN),
                n_iter: fit.n_iter(),
                perplexity: self.params.perplexity,
                random_state: self.params.random_state,
            }),
            _ => None,
        }
    }
}
