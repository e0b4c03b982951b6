//! The clusters of a space as a person reads them: numbered by size, with means, names and texts; and the notebook's
//! last grouping, on the columns as the file has them. In: an analysis. Out: plain values.

use serde::{Deserialize, Serialize};

use super::Analysis;
use super::settings::RecommendSettings;
use super::space::{Clusters, Space, SpaceName};
use crate::cluster::{
    ClusterName, ClusterProfile, FeatureWords, KMeansFit, gain_percent, name_clusters,
    number_by_size, profile, silhouette,
};
use crate::data::Matrix;
use crate::embed::{Iterative, PcaFit};
use crate::error::AnalysisError;
use crate::explain::{
    Recommending, column_words, how_recommending_works, leading_column, picture_trait_names,
    picture_traits, picture_words, what_clusters_mean,
};
use crate::features::Standardizer;
use crate::neighbors::Metric;
use crate::recommend::Scaling;

/// The clusters of a space in numbers and names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Profiles {
    /// What the means are of: columns, or properties of the pictures.
    pub columns: Vec<String>,
    /// One a cluster, the largest first.
    pub profiles: Vec<ClusterProfile>,
    /// Names computed from the means, in the same order.
    pub names: Vec<ClusterName>,
    /// Position in the catalogue of each cluster's typical track.
    pub typical: Vec<usize>,
    /// Mean silhouette of the groups, `None` where undefined.
    pub silhouette: Option<f64>,
    /// Inertia of one start above that of all, in percent of it; `None` when there was one start.
    pub gain_percent: Option<f64>,
    /// How recommending works in this space.
    pub recommending: String,
}

impl Profiles {
    /// What the clusters mean, in a few sentences; `names` are what they are called, the largest first.
    pub fn text(&self, names: &[String]) -> String {
        let n_unclear = self.names.iter().filter(|name| !name.separated).count();
        what_clusters_mean(&self.profiles, names, n_unclear, self.silhouette)
    }
}

/// The notebook's last grouping.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RawGroups {
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

/// What the means are of, and what it is called.
struct Described {
    columns: Vec<String>,
    words: Vec<FeatureWords>,
    raw: Matrix,
    standardised: Matrix,
}

impl Analysis {
    fn described(&self, space: &Space) -> Result<Described, AnalysisError> {
        if let Some(columns) = &space.samples.columns {
            return Ok(Described {
                columns: columns.clone(),
                words: column_words(columns),
                raw: space.samples.raw(&self.catalog)?,
                standardised: space.matrix.clone(),
            });
        }
        let raw = picture_traits(&self.catalog, &space.samples.tracks);
        let mut standardised = raw.clone();
        Standardizer::fit(&raw).apply(&mut standardised);
        Ok(Described {
            columns: picture_trait_names(),
            words: picture_words(),
            raw,
            standardised,
        })
    }

    fn recommending(
        &self,
        space: &Space,
        how: RecommendSettings,
        include_copies: bool,
        within_cluster: bool,
    ) -> Result<String, AnalysisError> {
        let columns = space.samples.columns.as_deref();
        let leading = match columns {
            Some(columns) => leading_column(&space.samples.raw(&self.catalog)?, columns),
            None => None,
        };
        Ok(how_recommending_works(&Recommending {
            n_tracks: space.samples.tracks.len(),
            columns,
            metric: how.metric,
            scaling: how.scaling,
            top_n: self.settings.top_n,
            include_copies,
            within_cluster,
            leading,
        }))
    }
}

/// The clusters of a space; `None` where the collection has nothing to compute it from.
pub fn profiles(analysis: &Analysis, name: SpaceName) -> Result<Option<Profiles>, AnalysisError> {
    let Some(space) = analysis.space(name) else {
        return Ok(None);
    };
    let Clusters {
        params,
        fitted,
        silhouette,
        ..
    } = &space.clusters;
    let labels = number_by_size(&fitted.labels, params.n_clusters);
    let described = analysis.described(space)?;
    let profiles = profile(
        &described.raw,
        &described.standardised,
        space.grouped_on(),
        &labels,
    );
    let how = analysis.settings.recommending(name);
    Ok(Some(named(
        space,
        described,
        profiles,
        *silhouette,
        space.clusters.gain_percent(),
        analysis.recommending(
            space,
            how,
            analysis.settings.include_copies,
            analysis.settings.within_cluster,
        )?,
    )))
}

/// k-means on the columns as the file has them, with the other parameters of feature space; `None` without that space.
pub fn raw_groups(analysis: &Analysis) -> Result<Option<RawGroups>, AnalysisError> {
    let Some(space) = analysis.space(SpaceName::Features) else {
        return Ok(None);
    };
    let described = analysis.described(space)?;
    let params = space.clusters.params;
    let mut fit = KMeansFit::new(params, &described.raw)?;
    while !fit.step(&described.raw) {}
    let pca = PcaFit::new(&described.raw, space.pca.components.n_samples()).run(&described.raw);
    let (Some(fitted), Some(pca)) = (fit.finish(&described.raw), pca) else {
        return Ok(None);
    };
    let labels = number_by_size(&fitted.labels, params.n_clusters);
    let profiles = profile(
        &described.raw,
        &described.standardised,
        &described.raw,
        &labels,
    );
    let gain = fit
        .first_inertia()
        .filter(|_| params.n_init > 1)
        .map(|first| gain_percent(first, fitted.inertia));
    let raw_cosine = RecommendSettings {
        metric: Metric::Cosine,
        scaling: Scaling::Raw,
    };
    let leading = leading_column(&described.raw, &described.columns);
    let silhouette = silhouette(&described.raw, &labels);
    Ok(Some(RawGroups {
        profiles: named(
            space,
            described,
            profiles,
            silhouette,
            gain,
            analysis.recommending(space, raw_cosine, true, false)?,
        ),
        labels: labels.iter().map(|&label| label as u8).collect(),
        coords: pca
            .coords
            .rows()
            .map(|row| {
                (
                    row.first().copied().unwrap_or(0.0),
                    row.get(1).copied().unwrap_or(0.0),
                )
            })
            .collect(),
        explained_variance_ratio: pca.explained_variance_ratio,
        leading,
        inertia: fitted.inertia,
        n_iter: fitted.n_iter,
    }))
}

fn named(
    space: &Space,
    described: Described,
    profiles: Vec<ClusterProfile>,
    silhouette: Option<f64>,
    gain_percent: Option<f64>,
    recommending: String,
) -> Profiles {
    let z_means: Vec<Vec<f64>> = profiles.iter().map(|p| p.z_means.clone()).collect();
    let names = name_clusters(&z_means, &described.words);
    Profiles {
        columns: described.columns,
        typical: profiles
            .iter()
            .map(|p| space.samples.tracks[p.medoid])
            .collect(),
        silhouette,
        profiles,
        names,
        gain_percent,
        recommending,
    }
}
