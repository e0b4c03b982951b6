//! One space of a collection: its samples, standardised, mapped and grouped. The same path for sound and features.

use serde::{Deserialize, Serialize};

use super::settings::{ClusterOn, ClusterSettings, Settings};
use crate::cluster::{KMeans, KMeansFit, KMeansParams, gain_percent, silhouette};
use crate::data::{Catalog, Matrix};
use crate::embed::{Iterative, Pca, PcaFit};
use crate::error::AnalysisError;
use crate::features::{Standardizer, audio, pixels};
use crate::progress::Stage;
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
    /// The map.
    pub pca: Pca,
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
    /// What k-means read: the components, or all standardised values.
    pub fn grouped_on(&self) -> &Matrix {
        grouped_on(self.clusters.on, &self.matrix, Some(&self.pca))
    }

    /// Are its groups those that `settings` ask for?
    pub fn is_grouped_as(&self, settings: &Settings) -> bool {
        let wanted = group_settings(self.samples.name, settings);
        let Clusters { params, on, .. } = &self.clusters;
        let k = wanted.k.min(self.matrix.n_samples());
        (params.n_clusters, *on, params.n_init, params.random_state)
            == (k, wanted.on, settings.n_init, settings.random_state)
    }

    /// The values a recommender compares.
    pub fn values(
        &self,
        catalog: &Catalog,
        scaling: Scaling,
    ) -> Result<std::borrow::Cow<'_, Matrix>, AnalysisError> {
        Ok(match scaling {
            Scaling::Standardised => std::borrow::Cow::Borrowed(&self.matrix),
            Scaling::Raw => std::borrow::Cow::Owned(self.samples.raw(catalog)?),
        })
    }
}

/// A space being fitted: step it until it says true, then take it.
pub struct SpaceFit {
    samples: Samples,
    groups: ClusterSettings,
    n_init: usize,
    random_state: u32,
    standardizer: Option<Standardizer>,
    matrix: Matrix,
    pca: Option<Pca>,
    clusters: Option<Clusters>,
    work: Work,
}

enum Work {
    Standardise,
    Pca(Box<PcaFit>),
    Group,
    Kmeans(Box<KMeansFit>),
    Done,
}

impl SpaceFit {
    /// Prepares the whole fit of `samples`.
    pub fn new(samples: Samples, settings: &Settings) -> Self {
        Self {
            groups: group_settings(samples.name, settings),
            n_init: settings.n_init,
            random_state: settings.random_state,
            samples,
            standardizer: None,
            matrix: Matrix::default(),
            pca: None,
            clusters: None,
            work: Work::Standardise,
        }
    }

    /// Prepares new groups in a space that is fitted already; it keeps the old ones until then.
    pub fn regroup(space: Space, settings: &Settings) -> Self {
        Self {
            standardizer: Some(space.standardizer),
            matrix: space.matrix,
            pca: Some(space.pca),
            clusters: Some(space.clusters),
            work: Work::Group,
            ..Self::new(space.samples, settings)
        }
    }

    /// The stage that the next step belongs to.
    pub fn stage(&self) -> Stage {
        match self.work {
            Work::Standardise => Stage::Standardise,
            Work::Pca(_) => Stage::Pca,
            Work::Group | Work::Kmeans(_) | Work::Done => Stage::Kmeans,
        }
    }

    /// Which space is being fitted.
    pub fn name(&self) -> SpaceName {
        self.samples.name
    }

    /// The map, as soon as it is there.
    pub fn map(&self) -> Option<(&Samples, &Pca)> {
        Some((&self.samples, self.pca.as_ref()?))
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
                    self.work = Work::Group;
                }
            }
            Work::Group => self.start_grouping()?,
            Work::Kmeans(fit) => {
                let data = grouped_on(self.groups.on, &self.matrix, self.pca.as_ref());
                if fit.step(data) {
                    self.clusters = fit.finish(data).map(|fitted| Clusters {
                        params: fit.params(),
                        on: self.groups.on,
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
        let data = grouped_on(self.groups.on, &self.matrix, self.pca.as_ref());
        let params = KMeansParams {
            n_clusters: self.groups.k.min(data.n_samples()),
            n_init: self.n_init,
            random_state: self.random_state,
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
            clusters: self.clusters?,
        })
    }
}

fn group_settings(name: SpaceName, settings: &Settings) -> ClusterSettings {
    match name {
        SpaceName::Sound => settings.sound,
        SpaceName::Features => settings.features,
    }
}

fn grouped_on<'a>(on: ClusterOn, matrix: &'a Matrix, pca: Option<&'a Pca>) -> &'a Matrix {
    match (on, pca) {
        (ClusterOn::Components, Some(pca)) => &pca.coords,
        _ => matrix,
    }
}
