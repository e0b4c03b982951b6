//! One space of a collection: its samples, standardised, mapped and grouped. The same path for sound and features.

use std::rc::Rc;

use super::layout::perplexity_for;
use super::samples::Samples;
use super::settings::{ClusterOn, Layout, Settings};
use crate::cluster::{KMeans, KMeansParams, gain_percent};
use crate::data::{Catalog, Matrix};
use crate::embed::{Pca, TrustworthinessFit, Tsne};
use crate::error::AnalysisError;
use crate::explain::Traits;
use crate::features::Standardizer;
use crate::recommend::Scaling;

/// Neighbours looked at for the trust in a map.
const TRUST_NEIGHBORS: usize = 12;

/// The groups of a space.
#[derive(Clone, Debug)]
pub struct Clusters {
    /// What was fitted.
    pub params: KMeansParams,
    /// What k-means read.
    pub on: ClusterOn,
    /// Labels by sample, centroids, inertia.
    pub fitted: KMeans,
    /// Inertia of the first start alone: what one start would have given.
    pub inertia_of_one_start: f64,
    /// Mean silhouette, `None` where undefined.
    pub silhouette: Option<f64>,
}

/// Which fit each part of a space comes from. A part that a later fit did not make again keeps its number, so equal
/// numbers are the same part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Revisions {
    /// Samples, standardised values and principal components.
    pub values: u64,
    /// The map by t-SNE, if there is one.
    pub tsne: Option<u64>,
    /// Is that the map in view?
    pub shows_tsne: bool,
    /// The groups.
    pub clusters: u64,
}

impl Revisions {
    /// The revision of the map in view: that of the principal components, or of the map by t-SNE.
    pub fn map(self) -> u64 {
        self.tsne.filter(|_| self.shows_tsne).unwrap_or(self.values)
    }
}

/// A fitted space. Its parts are shared with the fits that make others of it: it stays whole and readable meanwhile, and
/// costs nothing to clone.
#[derive(Clone, Debug)]
pub struct Space {
    /// Which fit each part is of.
    pub revisions: Revisions,
    /// Its samples.
    pub samples: Rc<Samples>,
    /// Means and scales of the raw values.
    pub standardizer: Rc<Standardizer>,
    /// Standardised values, one row per sample: what maps are drawn from.
    pub matrix: Rc<Matrix>,
    /// What is compared and grouped, where that is not the standardised values: whitened vectors, one row per sample.
    pub vectors: Option<Rc<Matrix>>,
    /// The principal components.
    pub pca: Rc<Pca>,
    /// The map by t-SNE, if the map or the clusters ask for it.
    pub tsne: Option<Rc<Tsne>>,
    /// Which of the two maps is in view.
    pub layout: Layout,
    /// The groups.
    pub clusters: Rc<Clusters>,
    /// What stands out in its tracks.
    pub traits: Rc<Traits>,
}

impl Clusters {
    /// Inertia of one start above that of all, in percent of it; `None` when there was one start.
    pub fn gain_percent(&self) -> Option<f64> {
        (self.params.n_init > 1)
            .then(|| gain_percent(self.inertia_of_one_start, self.fitted.inertia))
    }
}

/// What k-means reads, one row per sample.
pub(super) fn read_by<'a>(
    on: ClusterOn,
    pca: &'a Pca,
    tsne: Option<&'a Tsne>,
    compared: &'a Matrix,
) -> &'a Matrix {
    match (on, tsne) {
        (ClusterOn::Features, _) => compared,
        (ClusterOn::Tsne, Some(tsne)) => &tsne.coords,
        (ClusterOn::Components | ClusterOn::Tsne, _) => &pca.coords,
    }
}

impl Space {
    /// The map by t-SNE, if that is the one in view.
    pub fn shown_tsne(&self) -> Option<&Tsne> {
        let is_shown = self.layout == Layout::Tsne;
        self.tsne.as_deref().filter(|_| is_shown)
    }

    /// The map in view: `n_samples` x 2.
    pub fn coords(&self) -> &Matrix {
        self.shown_tsne()
            .map_or(&self.pca.coords, |tsne| &tsne.coords)
    }

    /// What its groups were found in, one row per sample.
    pub fn clustered_on(&self) -> &Matrix {
        read_by(
            self.clusters.on,
            &self.pca,
            self.tsne.as_deref(),
            self.compared(),
        )
    }

    /// What tells which tracks are near each other, one row per sample.
    pub fn compared(&self) -> &Matrix {
        self.vectors.as_ref().unwrap_or(&self.matrix)
    }

    /// Prepares to measure how far its map can be trusted; `None` where there are too few tracks to tell.
    pub fn trust(&self) -> Option<TrustworthinessFit> {
        TrustworthinessFit::new(self.compared(), self.coords(), TRUST_NEIGHBORS)
    }

    /// Does it hold the map by t-SNE that `settings` ask for, or none where they ask for none?
    pub(super) fn has_tsne_as(&self, settings: &Settings) -> bool {
        let needs_tsne = settings.spaces[self.samples.name].needs_tsne();
        let perplexity = perplexity_for(settings, self.matrix.n_samples());
        match &self.tsne {
            // There may be too few tracks for it.
            None => !needs_tsne || perplexity.is_none(),
            Some(tsne) => {
                needs_tsne
                    && (Some(tsne.perplexity), tsne.random_state)
                        == (perplexity, settings.random_state)
            }
        }
    }

    /// Is its map the one that `settings` ask for?
    pub fn is_laid_out_as(&self, settings: &Settings) -> bool {
        self.layout == settings.spaces[self.samples.name].layout && self.has_tsne_as(settings)
    }

    /// Are its groups those that `settings` ask for? They stay when only the layout of the map changes.
    pub fn is_clustered_as(&self, settings: &Settings) -> bool {
        let wanted = settings.spaces[self.samples.name];
        let Clusters { params, on, .. } = &*self.clusters;
        let k = wanted.k.min(self.matrix.n_samples());
        (params.n_clusters, *on, params.n_init, params.random_state)
            == (
                k,
                wanted.on_where(perplexity_for(settings, self.matrix.n_samples()).is_some()),
                settings.n_init,
                settings.random_state,
            )
    }

    /// The values a recommender compares; shared with the space where they are its own.
    pub fn values(&self, catalog: &Catalog, scaling: Scaling) -> Result<Rc<Matrix>, AnalysisError> {
        Ok(match scaling {
            Scaling::Standardised => self.vectors.as_ref().unwrap_or(&self.matrix).clone(),
            Scaling::Raw => Rc::new(self.samples.raw(catalog)?),
        })
    }
}
