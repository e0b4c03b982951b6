//! One space of a collection: its samples, standardised, mapped and grouped. The same path for sound and features.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::layout::LayoutFit;
use super::settings::{ClusterOn, Layout, Settings, SpaceSettings};
use crate::cluster::{KMeans, KMeansFit, KMeansParams, gain_percent, silhouette};
use crate::data::{Catalog, Matrix};
use crate::embed::{Iterative, Pca, PcaFit, Tsne};
use crate::error::AnalysisError;
use crate::features::{Standardizer, audio, pixels};
use crate::progress::{Progress, Stage};
use crate::recommend::Scaling;

/// Dimensions of the map.
const N_COMPONENTS: usize = 2;

/// Which space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SpaceName {
    /// 64 x 64 luma of the pictures.
    Sound,
    /// Numeric columns of the table.
    Features,
}

/// The samples of a space, before anything is fitted.
#[derive(Clone, Debug)]
pub struct Samples {
    /// Which space.
    pub name: SpaceName,
    /// Names of the features; `None` for pixels.
    pub columns: Option<Vec<String>>,
    /// Track of each sample. Pictures stand in catalogue order, features in row order, as the notebook fitted them.
    pub tracks: Vec<usize>,
    /// Tracks with a row that lacks a chosen column.
    pub left_out: Vec<usize>,
}

impl Samples {
    /// The samples that `catalog` has for a space; `None` where it has nothing to compute it from.
    pub fn of(
        name: SpaceName,
        catalog: &Catalog,
        key_column: &str,
        settings: &Settings,
    ) -> Result<Option<Self>, AnalysisError> {
        let samples = match name {
            SpaceName::Sound => Self {
                name,
                columns: None,
                tracks: pixels::samples(catalog),
                left_out: Vec::new(),
            },
            SpaceName::Features => {
                let Some(table) = &catalog.table else {
                    return Ok(None);
                };
                let columns = settings
                    .columns
                    .clone()
                    .unwrap_or_else(|| audio::default_columns(table, key_column));
                // A column that is not there is refused before any track is left out for lacking it.
                audio::matrix(catalog, &[], &columns)?;
                if columns.is_empty() {
                    return Ok(None);
                }
                let found = audio::participants(catalog, &columns);
                Self {
                    name,
                    columns: Some(columns),
                    tracks: found.samples,
                    left_out: found.left_out,
                }
            }
        };
        Ok(Some(samples).filter(|samples| !samples.tracks.is_empty()))
    }

    /// The values as the files have them, one row a sample.
    pub fn raw(&self, catalog: &Catalog) -> Result<Matrix, AnalysisError> {
        match &self.columns {
            None => Ok(pixels::matrix(catalog, &self.tracks)),
            Some(columns) => audio::matrix(catalog, &self.tracks, columns),
        }
    }
}

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
    /// Were they found in the space as it is now? A job that was cancelled may leave groups of an older map.
    pub is_of_map: bool,
}

/// A fitted space.
#[derive(Clone, Debug)]
pub struct Space {
    /// Its samples.
    pub samples: Samples,
    /// Means and scales of the raw values.
    pub standardizer: Standardizer,
    /// Standardised values, one row a sample.
    pub matrix: Matrix,
    /// The principal components.
    pub pca: Pca,
    /// The map by t-SNE, if it was asked for.
    pub tsne: Option<Tsne>,
    /// The groups.
    pub clusters: Clusters,
}

impl Clusters {
    /// Inertia of one start above that of all, in percent of it; `None` when there was one start.
    pub fn gain_percent(&self) -> Option<f64> {
        (self.params.n_init > 1)
            .then(|| gain_percent(self.inertia_of_one_start, self.fitted.inertia))
    }
}

impl Space {
    /// The map: `n_samples` x 2.
    pub fn coords(&self) -> &Matrix {
        self.tsne
            .as_ref()
            .map_or(&self.pca.coords, |tsne| &tsne.coords)
    }

    /// What its groups were found in, one row a sample.
    pub fn grouped_on(&self) -> &Matrix {
        grouped_on(self.clusters.on, &self.matrix, Some(self.coords()))
    }

    /// Is its map the one that `settings` ask for?
    pub fn is_laid_out_as(&self, settings: &Settings) -> bool {
        let wanted = of_space(self.samples.name, settings);
        let perplexity = LayoutFit::perplexity(settings, self.matrix.n_samples());
        match (&self.tsne, wanted.layout) {
            (None, Layout::Pca) => true,
            (Some(tsne), Layout::Tsne) => Some(tsne.perplexity) == perplexity,
            // Too few tracks for it.
            (None, Layout::Tsne) => perplexity.is_none(),
            (Some(_), Layout::Pca) => false,
        }
    }

    /// Are its groups those that `settings` ask for?
    pub fn is_grouped_as(&self, settings: &Settings) -> bool {
        let wanted = of_space(self.samples.name, settings);
        let Clusters {
            params,
            on,
            is_of_map,
            ..
        } = &self.clusters;
        if !is_of_map {
            return false;
        }
        let k = wanted.k.min(self.matrix.n_samples());
        (params.n_clusters, *on, params.n_init, params.random_state)
            == (k, wanted.on, settings.n_init, settings.random_state)
    }

    /// The values a recommender compares.
    pub fn values(
        &self,
        catalog: &Catalog,
        scaling: Scaling,
    ) -> Result<Cow<'_, Matrix>, AnalysisError> {
        Ok(match scaling {
            Scaling::Standardised => Cow::Borrowed(&self.matrix),
            Scaling::Raw => Cow::Owned(self.samples.raw(catalog)?),
        })
    }
}

/// A space being fitted: step it until it says true, then take it.
pub struct SpaceFit {
    samples: Samples,
    settings: Settings,
    standardizer: Option<Standardizer>,
    matrix: Matrix,
    pca: Option<Pca>,
    tsne: Option<Tsne>,
    clusters: Option<Clusters>,
    work: Work,
}

enum Work {
    Standardise,
    Pca(Box<PcaFit>),
    Layout(Box<LayoutFit>),
    Group,
    Kmeans(Box<KMeansFit>),
    Done,
}

impl SpaceFit {
    /// Prepares the whole fit of `samples`.
    pub fn new(samples: Samples, settings: &Settings) -> Self {
        Self {
            settings: settings.clone(),
            samples,
            standardizer: None,
            matrix: Matrix::default(),
            pca: None,
            tsne: None,
            clusters: None,
            work: Work::Standardise,
        }
    }

    /// Prepares another map or other groups of a space that is fitted already; it keeps the old ones until then.
    pub fn again(space: Space, settings: &Settings) -> Self {
        let is_laid_out = space.is_laid_out_as(settings);
        let mut fit = Self {
            standardizer: Some(space.standardizer),
            matrix: space.matrix,
            pca: Some(space.pca),
            tsne: space.tsne.filter(|_| is_laid_out),
            clusters: Some(space.clusters),
            work: Work::Group,
            ..Self::new(space.samples, settings)
        };
        if !is_laid_out {
            fit.lay_out();
            fit.mark_groups_old();
        }
        fit
    }

    /// The stage that the next step belongs to.
    pub fn stage(&self) -> Stage {
        match self.work {
            Work::Standardise => Stage::Standardise,
            Work::Pca(_) => Stage::Pca,
            Work::Layout(_) => Stage::Tsne,
            Work::Group | Work::Kmeans(_) | Work::Done => Stage::Kmeans,
        }
    }

    /// Rows of the space.
    pub fn n_samples(&self) -> usize {
        self.samples.tracks.len()
    }

    /// Which space is being fitted.
    pub fn name(&self) -> SpaceName {
        self.samples.name
    }

    /// The principal components, as soon as they are there.
    pub fn pca(&self) -> Option<(&Samples, &Pca)> {
        Some((&self.samples, self.pca.as_ref()?))
    }

    /// The map by t-SNE: while it is being made, or made.
    pub fn tsne(&self) -> Option<Cow<'_, Tsne>> {
        match &self.work {
            Work::Layout(fit) => fit.map().map(Cow::Owned),
            _ => self.tsne.as_ref().map(Cow::Borrowed),
        }
    }

    /// How far the stage is; 0 of 0 where it cannot be known.
    pub fn progress(&self) -> Progress {
        let (done, total) = match &self.work {
            Work::Layout(fit) => fit.progress(),
            _ => (0, 0),
        };
        Progress {
            stage: self.stage(),
            done,
            total,
        }
    }

    /// Takes the map by t-SNE as it is and goes on; false when none is being made, or there is nothing to take yet.
    pub fn stop_layout(&mut self) -> bool {
        let has_map = matches!(&self.work, Work::Layout(fit) if fit.map().is_some());
        if has_map {
            self.end_layout();
        }
        has_map
    }

    fn end_layout(&mut self) {
        if let Work::Layout(fit) = &self.work {
            self.tsne = fit.finish(&self.matrix);
            self.mark_groups_old();
            self.work = Work::Group;
        }
    }

    /// Groups that were found on another map are not those of this one, though they stand until others are found.
    fn mark_groups_old(&mut self) {
        let on = of_space(self.samples.name, &self.settings).on;
        if let Some(clusters) = &mut self.clusters {
            clusters.is_of_map &= on != ClusterOn::Components;
        }
    }

    /// After the principal components: the map by t-SNE, if it is wanted.
    fn lay_out(&mut self) {
        let is_wanted = of_space(self.samples.name, &self.settings).layout == Layout::Tsne;
        let fit = self
            .pca
            .as_ref()
            .filter(|_| is_wanted)
            .and_then(|pca| LayoutFit::new(&self.matrix, pca, &self.settings));
        self.work = fit.map_or(Work::Group, |fit| Work::Layout(Box::new(fit)));
    }

    /// Does a short piece of work; true when all is done.
    pub fn step(&mut self, catalog: &Catalog) -> Result<bool, AnalysisError> {
        match &mut self.work {
            Work::Standardise => {
                self.matrix = self.samples.raw(catalog)?;
                let standardizer = Standardizer::fit(&self.matrix);
                standardizer.apply(&mut self.matrix);
                self.standardizer = Some(standardizer);
                self.work = Work::Pca(Box::new(PcaFit::new(&self.matrix, N_COMPONENTS)));
            }
            Work::Pca(fit) => {
                if fit.step(&self.matrix) {
                    self.pca = fit.finish(&self.matrix);
                    self.lay_out();
                }
            }
            Work::Layout(fit) => {
                if fit.step(&self.matrix)? {
                    self.end_layout();
                }
            }
            Work::Group => self.start_grouping()?,
            Work::Kmeans(fit) => {
                let on = of_space(self.samples.name, &self.settings).on;
                let data = grouped_on(
                    on,
                    &self.matrix,
                    coords(self.pca.as_ref(), self.tsne.as_ref()),
                );
                if fit.step(data) {
                    self.clusters = fit.finish(data).map(|fitted| Clusters {
                        params: fit.params(),
                        on,
                        is_of_map: true,
                        silhouette: silhouette(data, &fitted.labels),
                        inertia_of_one_start: fit.first_inertia().unwrap_or(fitted.inertia),
                        fitted,
                    });
                    self.work = Work::Done;
                }
            }
            Work::Done => {}
        }
        Ok(matches!(self.work, Work::Done))
    }

    fn start_grouping(&mut self) -> Result<(), AnalysisError> {
        let SpaceSettings { k, on, .. } = of_space(self.samples.name, &self.settings);
        let data = grouped_on(
            on,
            &self.matrix,
            coords(self.pca.as_ref(), self.tsne.as_ref()),
        );
        let params = KMeansParams {
            n_clusters: k.min(data.n_samples()),
            n_init: self.settings.n_init,
            random_state: self.settings.random_state,
        };
        self.work = Work::Kmeans(Box::new(KMeansFit::new(params, data)?));
        Ok(())
    }

    /// The fitted space, once [`Self::step`] has said true; the old one when regrouping was given up before.
    pub fn finish(self) -> Option<Space> {
        Some(Space {
            samples: self.samples,
            standardizer: self.standardizer?,
            matrix: self.matrix,
            pca: self.pca?,
            tsne: self.tsne,
            clusters: self.clusters?,
        })
    }
}

fn of_space(name: SpaceName, settings: &Settings) -> SpaceSettings {
    match name {
        SpaceName::Sound => settings.sound,
        SpaceName::Features => settings.features,
    }
}

fn coords<'a>(pca: Option<&'a Pca>, tsne: Option<&'a Tsne>) -> Option<&'a Matrix> {
    tsne.map(|tsne| &tsne.coords).or(pca.map(|pca| &pca.coords))
}

fn grouped_on<'a>(on: ClusterOn, matrix: &'a Matrix, coords: Option<&'a Matrix>) -> &'a Matrix {
    match (on, coords) {
        (ClusterOn::Components, Some(coords)) => coords,
        _ => matrix,
    }
}
