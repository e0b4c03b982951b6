//! The clusters of a space as a person reads them: numbered by size, with means, names and texts. In: a space. Out: plain
//! values, step by step.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::Analysis;
use crate::cluster::{
    ClusterName, ClusterProfile, FeatureWords, ProfileFit, Profiled, name_clusters, number_by_size,
};
use crate::data::{Catalog, Matrix};
use crate::error::AnalysisError;
use crate::explain::{
    Compared, Recommending, how_recommending_works, leading_column, picture_properties,
    picture_traits, what_clusters_mean,
};
use crate::features::Standardizer;
use crate::recommend::Scaling;
use crate::sentences::{Grouped, MeasuredOn, text};
use crate::space::{ClusterOn, RecommendSettings, Settings, Space, SpaceName};

/// The clusters of a space in numbers and names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Profiles {
    /// What the means are of: columns, or properties of the pictures.
    pub columns: Vec<String>,
    /// One per cluster, the largest first.
    pub profiles: Vec<ClusterProfile>,
    /// Names computed from the means, in the same order.
    pub names: Vec<ClusterName>,
    /// Position in the catalogue of each cluster's typical track.
    pub typical: Vec<usize>,
    /// Mean silhouette of the groups, `None` where undefined.
    pub silhouette: Option<f64>,
    /// In what it was measured.
    pub measured_on: MeasuredOn,
    /// Inertia of one start above that of all, in percent of it; `None` when there was one start.
    pub gain_percent: Option<f64>,
    /// How recommending works in this space.
    pub recommending: String,
}

impl Profiles {
    /// What the clusters mean, in a few sentences; `names` are what they are called, the largest first.
    pub fn text(&self, names: &[String]) -> String {
        text(self.meaning(names, None))
    }

    /// The same, sentence by sentence; `of_all` is their mean silhouette in all that is compared, where that is known.
    pub fn meaning(&self, names: &[String], of_all: Option<f64>) -> Vec<Grouped> {
        let n_unclear = self.names.iter().filter(|name| !name.separated).count();
        let found = self.silhouette.map(|value| (self.measured_on, value));
        let of_all = of_all.map(|value| (MeasuredOn::Space, value));
        // Clusters that were found in all were measured there.
        let of_all = of_all.filter(|(on, _)| *on != self.measured_on);
        let silhouettes: Vec<_> = found.into_iter().chain(of_all).collect();
        what_clusters_mean(&self.profiles, names, n_unclear, &silhouettes)
    }
}

/// What the means are of, and what it is called.
pub(super) struct Described {
    pub(super) columns: Vec<String>,
    words: Vec<FeatureWords>,
    pub(super) raw: Matrix,
    pub(super) standardised: Rc<Matrix>,
}

impl Described {
    pub(super) fn of(space: &Space, catalog: &Catalog) -> Result<Self, AnalysisError> {
        let described = space.samples.described(catalog)?;
        let (properties, raw) = described.unwrap_or_else(|| {
            let traits = picture_traits(catalog, &space.samples.tracks);
            (picture_properties(), traits)
        });
        // A name is no sentence: "quick pulse", not "a quick pulse".
        let bare = |words: String| words.strip_prefix("a ").map_or(words.clone(), Into::into);
        let bare = |words: FeatureWords| FeatureWords {
            high: bare(words.high),
            low: bare(words.low),
        };
        let said = properties.into_iter().map(|of| (of.name, bare(of.words)));
        let (columns, words) = said.unzip();
        let standardised = if space.samples.columns.is_some() {
            space.matrix.clone()
        } else {
            let mut standardised = raw.clone();
            Standardizer::fit(&raw).apply(&mut standardised);
            Rc::new(standardised)
        };
        Ok(Self {
            columns,
            words,
            raw,
            standardised,
        })
    }

    /// The clusters with their names.
    pub(super) fn named(
        self,
        space: &Space,
        profiles: Vec<ClusterProfile>,
        (measured_on, silhouette): (MeasuredOn, Option<f64>),
        gain_percent: Option<f64>,
        recommending: String,
    ) -> Profiles {
        let z_means: Vec<Vec<f64>> = profiles.iter().map(|p| p.z_means.clone()).collect();
        let names = name_clusters(&z_means, &self.words);
        Profiles {
            columns: self.columns,
            typical: profiles
                .iter()
                .map(|p| space.samples.tracks[p.medoid])
                .collect(),
            silhouette,
            measured_on,
            profiles,
            names,
            gain_percent,
            recommending,
        }
    }
}

/// The description of a space's clusters on its way.
pub struct ProfilesFit {
    space: Space,
    work: Option<(Described, ProfileFit)>,
}

impl ProfilesFit {
    /// Prepares to describe the clusters of `space`.
    pub fn new(space: Space) -> Self {
        Self { space, work: None }
    }

    /// Does a short piece of the work; true when all is described. The catalogue is that of the space.
    pub fn step(&mut self, catalog: &Catalog) -> Result<bool, AnalysisError> {
        if let Some((described, fit)) = &mut self.work {
            return Ok(fit.step(Profiled {
                raw: &described.raw,
                standardised: &described.standardised,
                read: self.space.clustered_on(),
            }));
        }
        let clusters = &self.space.clusters;
        let labels = number_by_size(&clusters.fitted.labels, clusters.params.n_clusters);
        let described = Described::of(&self.space, catalog)?;
        self.work = Some((described, ProfileFit::new(labels)));
        Ok(false)
    }

    /// The clusters, once [`Self::step`] has said true; `settings` say how this space recommends.
    pub fn finish(
        self,
        catalog: &Catalog,
        settings: &Settings,
    ) -> Result<Option<Profiles>, AnalysisError> {
        let Some((described, fit)) = self.work else {
            return Ok(None);
        };
        let space = &self.space;
        let text = recommending(
            space,
            catalog,
            settings,
            settings.recommending[space.samples.name],
        )?;
        let gain = space.clusters.gain_percent();
        let measured_on = match space.clusters.on {
            ClusterOn::Components => MeasuredOn::Components,
            ClusterOn::Tsne => MeasuredOn::Tsne,
            ClusterOn::Features => MeasuredOn::Space,
        };
        let silhouette = (measured_on, space.clusters.silhouette);
        Ok(Some(described.named(
            space,
            fit.finish(),
            silhouette,
            gain,
            text,
        )))
    }
}

/// How recommending works in `space`, in words.
pub(super) fn recommending(
    space: &Space,
    catalog: &Catalog,
    settings: &Settings,
    how: RecommendSettings,
) -> Result<String, AnalysisError> {
    let compared = space.samples.compared();
    let leading = match compared {
        // Only raw values have a column that decides.
        Compared::Columns(columns) if how.scaling == Scaling::Raw => {
            leading_column(&space.samples.raw(catalog)?, columns)
        }
        _ => None,
    };
    let recordings = catalog.recordings(settings.copies);
    let tracks = &space.samples.tracks;
    Ok(text(how_recommending_works(&Recommending {
        n_tracks: tracks.len(),
        n_recordings: recordings.n_among(tracks),
        compared,
        metric: how.metric,
        scaling: how.scaling,
        top_n: settings.top_n,
        left_out: (!settings.include_copies).then_some(settings.copies),
        most_by_artist: settings.most_by_artist,
        within_cluster: settings.within_cluster,
        leading,
    })))
}

/// The clusters of a space, described at once; `None` where the collection has nothing to compute it from.
pub fn profiles(analysis: &Analysis, name: SpaceName) -> Result<Option<Profiles>, AnalysisError> {
    let Some(space) = analysis.space(name) else {
        return Ok(None);
    };
    let mut fit = ProfilesFit::new(space.clone());
    while !fit.step(&analysis.catalog)? {}
    fit.finish(&analysis.catalog, &analysis.settings)
}
