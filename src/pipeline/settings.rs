//! Every parameter of an analysis. Written down, it makes the same analysis again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::space::SpaceName;
use crate::data::{NameColumns, ReadingChoices};
use crate::embed::DEFAULT_PERPLEXITY;
use crate::join::{Key, Step};
use crate::neighbors::Metric;
use crate::recommend::Scaling;

/// What k-means reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClusterOn {
    /// The two coordinates of the map: what the eye sees.
    Components,
    /// All standardised features.
    Features,
}

/// How the map of a space is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// The two principal components: distances are true to scale, as far as two axes can show them.
    #[default]
    Pca,
    /// t-SNE: who is near whom is shown better, distances far apart mean nothing.
    Tsne,
}

/// How one space is mapped and grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpaceSettings {
    /// Number of clusters; fewer where there are fewer tracks.
    pub k: usize,
    /// What k-means reads.
    pub on: ClusterOn,
    /// How the map is made.
    pub layout: Layout,
}

/// How one space recommends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecommendSettings {
    /// How tracks are compared.
    pub metric: Metric,
    /// Which values are compared.
    pub scaling: Scaling,
}

/// Every parameter in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// One start, raw values for recommending, copies kept in: as the notebook did it.
    pub as_notebook: bool,
    /// Key column and file-name pattern; `None` = the notebook's, or the best candidate where that matches nothing.
    pub key: Option<Key>,
    /// How tables are to be read, by their path; what is not said is guessed.
    #[serde(default)]
    pub reading: BTreeMap<String, ReadingChoices>,
    /// Steps of the join that are not taken.
    #[serde(default)]
    pub steps_off: Vec<Step>,
    /// Columns that name the tracks; what is `None` is found.
    #[serde(default)]
    pub names: NameColumns,
    /// Paths of tables that are not used.
    #[serde(default)]
    pub tables_aside: Vec<String>,
    /// Columns of feature space; `None` = the notebook's six, or all numeric ones.
    pub columns: Option<Vec<String>>,
    /// Groups in sound space.
    pub sound: SpaceSettings,
    /// Groups in feature space.
    pub features: SpaceSettings,
    /// Starts of k-means.
    pub n_init: usize,
    /// Perplexity of t-SNE; fewer where there are too few tracks for it.
    pub perplexity: u32,
    /// Seed of k-means and of t-SNE, numpy's `random_state`.
    pub random_state: u32,
    /// Length of the recommendation lists.
    pub top_n: usize,
    /// Recommending by sound.
    pub by_sound: RecommendSettings,
    /// Recommending by audio features.
    pub by_features: RecommendSettings,
    /// Also recommend copies of the query (identical picture, same `track_id`).
    pub include_copies: bool,
    /// Recommend only tracks of the query's cluster in the same space: the notebook's "suggested based on cluster
    /// membership".
    pub within_cluster: bool,
}

impl Default for Settings {
    fn default() -> Self {
        let standardised = RecommendSettings {
            metric: Metric::Euclidean,
            scaling: Scaling::Standardised,
        };
        Self {
            as_notebook: false,
            key: None,
            reading: BTreeMap::new(),
            steps_off: Vec::new(),
            names: NameColumns::default(),
            tables_aside: Vec::new(),
            columns: None,
            sound: SpaceSettings {
                k: 4,
                on: ClusterOn::Components,
                layout: Layout::Pca,
            },
            features: SpaceSettings {
                k: 3,
                on: ClusterOn::Features,
                layout: Layout::Pca,
            },
            n_init: 10,
            perplexity: DEFAULT_PERPLEXITY as u32,
            random_state: 42,
            top_n: 10,
            by_sound: standardised,
            by_features: standardised,
            include_copies: false,
            within_cluster: false,
        }
    }
}

impl Settings {
    /// The same with the table at `path` read so; with nothing chosen as it is guessed.
    #[must_use]
    pub fn with_reading(mut self, path: &str, choices: ReadingChoices) -> Self {
        if choices.is_empty() {
            self.reading.remove(path);
        } else {
            self.reading.insert(path.to_owned(), choices);
        }
        self
    }

    /// Do both join the same files in the same way?
    pub fn joins_as(&self, other: &Self) -> bool {
        let joined = |settings: &Self| {
            let Self {
                key,
                steps_off,
                names,
                tables_aside,
                ..
            } = settings.clone();
            (key, steps_off, names, tables_aside)
        };
        joined(self) == joined(other)
    }

    /// How a space recommends.
    pub fn recommending(&self, space: SpaceName) -> RecommendSettings {
        match space {
            SpaceName::Sound => self.by_sound,
            SpaceName::Features => self.by_features,
        }
    }

    /// Takes over how `other` recommends: what needs no other map and no other groups.
    pub fn recommend_as(&mut self, other: &Self) {
        self.top_n = other.top_n;
        self.by_sound = other.by_sound;
        self.by_features = other.by_features;
        self.include_copies = other.include_copies;
        self.within_cluster = other.within_cluster;
    }

    /// Takes over how `other` makes one space.
    pub fn space_as(&mut self, other: &Self, space: SpaceName) {
        match space {
            SpaceName::Sound => self.sound = other.sound,
            SpaceName::Features => {
                self.features = other.features;
                self.columns.clone_from(&other.columns);
            }
        }
    }

    /// The same with everything the notebook did otherwise.
    #[must_use]
    pub fn as_notebook(self) -> Self {
        Self {
            as_notebook: true,
            n_init: 1,
            by_sound: RecommendSettings {
                metric: Metric::Euclidean,
                scaling: Scaling::Raw,
            },
            by_features: RecommendSettings {
                metric: Metric::Cosine,
                scaling: Scaling::Raw,
            },
            include_copies: true,
            ..self
        }
    }

    /// The same with so many clusters in `space`.
    #[must_use]
    pub fn with_k(mut self, space: SpaceName, k: usize) -> Self {
        match space {
            SpaceName::Sound => self.sound.k = k,
            SpaceName::Features => self.features.k = k,
        }
        self
    }

    /// The number of clusters asked for in `space`.
    pub fn k(&self, space: SpaceName) -> usize {
        match space {
            SpaceName::Sound => self.sound.k,
            SpaceName::Features => self.features.k,
        }
    }
}
