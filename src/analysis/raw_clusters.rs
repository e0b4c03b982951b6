//! The notebook's last grouping, on the columns as the file has them: the column with the widest range decides. In: feature
//! space. Out: plain values, step by step.

use serde::{Deserialize, Serialize};

use super::Analysis;
use super::profiles::{Described, Profiles, recommending};
use crate::cluster::{
    KMeans, KMeansFit, ProfileFit, Profiled, SilhouetteFit, gain_percent, number_by_size,
};
use crate::data::Catalog;
use crate::embed::{Iterative, Pca, PcaFit};
use crate::error::AnalysisError;
use crate::explain::leading_column;
use crate::neighbors::Metric;
use crate::recommend::Scaling;
use crate::sentences::MeasuredOn;
use crate::space::{RecommendSettings, Settings, Space, SpaceName};

/// The notebook's last grouping.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RawClusters {
    /// Its clusters in numbers; the largest first.
    pub profiles: Profiles,
    /// Cluster of each sample, the largest is 0.
    pub labels: Vec<u8>,
    /// Both components of each sample, from the values as the file has them.
    pub coords: Vec<(f64, f64)>,
    /// Shares of the variance along both.
    pub explained_variance_ratio: Vec<f64>,
    /// The column with most of the variance, and its share.
    pub leading: Option<(String, f64)>,
    /// Sum of squared distances to the centroids, and iterations.
    pub inertia: f64,
    /// Iterations.
    pub n_iter: usize,
}

/// The grouping on its way.
pub struct RawFit {
    space: Space,
    described: Option<Described>,
    fitted: Option<KMeans>,
    gain_percent: Option<f64>,
    /// Clusters of `fitted`, numbered by size.
    labels: Vec<usize>,
    silhouette: Option<f64>,
    pca: Option<Pca>,
    work: Work,
}

enum Work {
    Read,
    Kmeans(Box<KMeansFit>),
    Silhouette(Box<SilhouetteFit>),
    Pca(Option<Box<PcaFit>>),
    Profile(Box<ProfileFit>),
}

impl RawFit {
    /// Prepares k-means on the columns of `space` as the file has them, with the other parameters of that space.
    pub fn new(space: Space) -> Self {
        Self {
            space,
            described: None,
            fitted: None,
            gain_percent: None,
            labels: Vec::new(),
            silhouette: None,
            pca: None,
            work: Work::Read,
        }
    }

    /// Does a short piece of the work; true when all is found. The catalogue is that of the space.
    pub fn step(&mut self, catalog: &Catalog) -> Result<bool, AnalysisError> {
        let Some(described) = &self.described else {
            let described = Described::of(&self.space, catalog)?;
            let fit = KMeansFit::new(self.space.clusters.params, &described.raw)?;
            self.work = Work::Kmeans(Box::new(fit));
            self.described = Some(described);
            return Ok(false);
        };
        let raw = &described.raw;
        match &mut self.work {
            Work::Read => {}
            Work::Kmeans(fit) => {
                if fit.step(raw) {
                    let Some(fitted) = fit.finish(raw) else {
                        return Ok(true);
                    };
                    let params = fit.params();
                    self.labels = number_by_size(&fitted.labels, params.n_clusters);
                    let first = fit.first_inertia().filter(|_| params.n_init > 1);
                    self.gain_percent = first.map(|first| gain_percent(first, fitted.inertia));
                    let silhouette = SilhouetteFit::new(raw.n_samples(), &[&self.labels]);
                    self.work = Work::Silhouette(Box::new(silhouette));
                    self.fitted = Some(fitted);
                }
            }
            Work::Silhouette(fit) => {
                if fit.step(raw) {
                    self.silhouette = fit.finish(raw).pop().flatten();
                    self.work = Work::Pca(None);
                }
            }
            Work::Pca(None) => {
                let n_components = self.space.pca.components.n_samples();
                self.work = Work::Pca(Some(Box::new(PcaFit::new(raw, n_components))));
            }
            Work::Pca(Some(fit)) => {
                if fit.step(raw) {
                    self.pca = fit.finish(raw);
                    self.work = Work::Profile(Box::new(ProfileFit::new(self.labels.clone())));
                }
            }
            Work::Profile(fit) => {
                return Ok(fit.step(Profiled {
                    raw,
                    standardised: &described.standardised,
                    read: raw,
                }));
            }
        }
        Ok(false)
    }

    /// The grouping, once [`Self::step`] has said true.
    pub fn finish(
        self,
        catalog: &Catalog,
        settings: &Settings,
    ) -> Result<Option<RawClusters>, AnalysisError> {
        let (Some(described), Some(fitted), Some(pca), Work::Profile(fit)) =
            (self.described, self.fitted, self.pca, self.work)
        else {
            return Ok(None);
        };
        let text = how_the_notebook_recommends(&self.space, catalog, settings)?;
        let leading = leading_column(&described.raw, &described.columns);
        let profiles = described.named(
            &self.space,
            fit.finish(),
            (MeasuredOn::RawColumns, self.silhouette),
            self.gain_percent,
            text,
        );
        let coordinate = |row: &[f64], i: usize| row.get(i).copied().unwrap_or(0.0);
        Ok(Some(RawClusters {
            profiles,
            labels: self.labels.iter().map(|&label| label as u8).collect(),
            coords: pca
                .coords
                .rows()
                .map(|row| (coordinate(&row, 0), coordinate(&row, 1)))
                .collect(),
            explained_variance_ratio: pca.explained_variance_ratio,
            leading,
            inertia: fitted.inertia,
            n_iter: fitted.n_iter,
        }))
    }
}

/// The cosine of raw values in words: copies, other clusters and any number of tracks of one artist included.
fn how_the_notebook_recommends(
    space: &Space,
    catalog: &Catalog,
    settings: &Settings,
) -> Result<String, AnalysisError> {
    let raw_cosine = RecommendSettings {
        metric: Metric::Cosine,
        scaling: Scaling::Raw,
    };
    let settings = Settings {
        include_copies: true,
        most_by_artist: None,
        within_cluster: false,
        ..settings.clone()
    };
    recommending(space, catalog, &settings, raw_cosine)
}

/// The grouping at once; `None` without feature space.
pub fn raw_clusters(analysis: &Analysis) -> Result<Option<RawClusters>, AnalysisError> {
    let Some(space) = analysis.space(SpaceName::Features) else {
        return Ok(None);
    };
    let mut fit = RawFit::new(space.clone());
    while !fit.step(&analysis.catalog)? {}
    fit.finish(&analysis.catalog, &analysis.settings)
}
