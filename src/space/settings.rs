//! Every parameter of an analysis. Written down, it makes the same analysis again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::name::{SpaceName, Spaces};
use crate::data::{
    ChoicesByKind, CopyRules, FrameUse, KindChoices, LeftOut, NameColumns, ReadingChoices,
};
use crate::embed::DEFAULT_PERPLEXITY;
use crate::join::{Key, Step};
use crate::neighbors::Metric;
use crate::recommend::Scaling;

/// What k-means reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClusterOn {
    /// The two principal components.
    Components,
    /// The two coordinates of the map by t-SNE.
    Tsne,
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

impl ClusterOn {
    /// Is it less than all that is known of the tracks?
    pub fn is_of_less(self) -> bool {
        self != Self::Features
    }
}

impl SpaceSettings {
    /// Is t-SNE needed, for the map or for the clusters?
    pub fn needs_tsne(&self) -> bool {
        self.layout == Layout::Tsne || self.on == ClusterOn::Tsne
    }

    /// What k-means reads where there is a map by t-SNE, or too few tracks for one.
    pub(super) fn on_where(&self, has_tsne: bool) -> ClusterOn {
        match self.on {
            ClusterOn::Tsne if !has_tsne => ClusterOn::Components,
            on => on,
        }
    }
}

/// Fewest tracks from which on timbre is what sounds are compared by: of fewer, what is usual cannot be told.
pub const FEWEST_FOR_TIMBRE: usize = 20;

/// What recommendations "by sound" compare.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SoundSpace {
    /// Timbre where there are enough pictures for it, else pixels.
    #[default]
    Auto,
    /// The pictures as they are.
    Pixels,
    /// What they sound like.
    Timbre,
}

impl SoundSpace {
    /// The space in force where so many tracks have a timbre.
    pub fn in_force(self, n_with_timbre: usize) -> SpaceName {
        let fewest = match self {
            Self::Auto => FEWEST_FOR_TIMBRE,
            Self::Timbre => 1,
            Self::Pixels => usize::MAX,
        };
        if n_with_timbre >= fewest {
            SpaceName::Timbre
        } else {
            SpaceName::Pixels
        }
    }
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Reference mode: scikit-learn's own defaults, to compare numbers with. One start, raw values for recommending,
    /// copies kept in.
    pub is_reference: bool,
    /// Key column and file-name pattern; `None` = the notebook's, or the best candidate where that matches nothing.
    pub key: Option<Key>,
    /// How tables are to be read, by their path; what is not said is guessed.
    pub reading: BTreeMap<String, ReadingChoices>,
    /// What is done with the frames of pictures.
    pub frame: FrameUse,
    /// What is said of kinds of pictures; what is not said is found.
    pub kinds: ChoicesByKind,
    /// Steps of the join that are not taken.
    pub steps_off: Vec<Step>,
    /// Columns that name the tracks; what is `None` is found.
    pub names: NameColumns,
    /// Paths of tables that are not used.
    pub tables_aside: Vec<String>,
    /// Tracks that the person left out of everything.
    pub left_out: LeftOut,
    /// Columns of feature space; `None` = the notebook's six, or all numeric ones.
    pub columns: Option<Vec<String>>,
    /// How each space is mapped and grouped.
    pub spaces: Spaces<SpaceSettings>,
    /// Starts of k-means.
    pub n_init: usize,
    /// Perplexity of t-SNE; fewer where there are too few tracks for it.
    pub perplexity: u32,
    /// Seed of k-means and of t-SNE, numpy's `random_state`.
    pub random_state: u32,
    /// Length of the recommendation lists.
    pub top_n: usize,
    /// What recommendations by sound compare.
    pub sound_space: SoundSpace,
    /// How each space recommends.
    pub recommending: Spaces<RecommendSettings>,
    /// The column that the scorecard measures spaces by; `None` = a proposed one.
    pub label: Option<String>,
    /// Also recommend copies of the query, and copies of each other.
    pub include_copies: bool,
    /// What counts as a copy.
    pub copies: CopyRules,
    /// Recommend at most so many tracks of one artist.
    pub most_by_artist: Option<usize>,
    /// Recommend only tracks of the query's cluster in the same space: the notebook's "suggested based on cluster
    /// membership".
    pub within_cluster: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            is_reference: false,
            key: None,
            reading: BTreeMap::new(),
            frame: FrameUse::Cut,
            kinds: BTreeMap::new(),
            steps_off: Vec::new(),
            names: NameColumns::default(),
            tables_aside: Vec::new(),
            left_out: LeftOut::default(),
            columns: None,
            spaces: usual_spaces(),
            n_init: 10,
            perplexity: DEFAULT_PERPLEXITY as u32,
            random_state: 42,
            top_n: 10,
            sound_space: SoundSpace::Auto,
            recommending: usual_recommending(Scaling::Standardised),
            label: None,
            include_copies: false,
            copies: CopyRules::default(),
            most_by_artist: None,
            within_cluster: false,
        }
    }
}

/// The notebook's numbers of clusters, and what it found them in; an embedding is read whole.
fn usual_spaces() -> Spaces<SpaceSettings> {
    let of = |k, on| SpaceSettings {
        k,
        on,
        layout: Layout::Pca,
    };
    Spaces::all(of(4, ClusterOn::Features))
        .with(SpaceName::Pixels, of(4, ClusterOn::Components))
        .with(SpaceName::Features, of(3, ClusterOn::Features))
}

/// Distances of these values; the vectors of timbre are made for the cosine.
fn usual_recommending(scaling: Scaling) -> Spaces<RecommendSettings> {
    let distance = RecommendSettings {
        metric: Metric::Euclidean,
        scaling,
    };
    let cosine = RecommendSettings {
        metric: Metric::Cosine,
        scaling: Scaling::Standardised,
    };
    Spaces::all(distance).with(SpaceName::Timbre, cosine)
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

    /// The same with this said of the kind of pictures that is known by `key`.
    #[must_use]
    pub fn with_kind(mut self, key: &str, choices: KindChoices) -> Self {
        if choices.is_empty() {
            self.kinds.remove(key);
        } else {
            self.kinds.insert(key.to_owned(), choices);
        }
        self
    }

    /// Do both join the same files in the same way, and leave out the same tracks?
    pub fn joins_as(&self, other: &Self) -> bool {
        self.left_out == other.left_out && self.pairs_as(other)
    }

    /// Do pictures and rows of the same files find each other in the same way?
    pub fn pairs_as(&self, other: &Self) -> bool {
        let joined = |settings: &Self| {
            let Self {
                key,
                frame,
                kinds,
                steps_off,
                names,
                tables_aside,
                ..
            } = settings.clone();
            (key, frame, kinds, steps_off, names, tables_aside)
        };
        joined(self) == joined(other)
    }

    /// Takes over how `other` recommends: what needs no other map and no other groups.
    pub fn recommend_as(&mut self, other: &Self) {
        self.top_n = other.top_n;
        self.sound_space = other.sound_space;
        self.label.clone_from(&other.label);
        self.recommending.clone_from(&other.recommending);
        self.include_copies = other.include_copies;
        self.copies = other.copies;
        self.most_by_artist = other.most_by_artist;
        self.within_cluster = other.within_cluster;
    }

    /// Takes over how `other` makes one space.
    pub fn space_as(&mut self, other: &Self, space: SpaceName) {
        self.spaces[space] = other.spaces[space];
        if space == SpaceName::Features {
            self.columns.clone_from(&other.columns);
        }
    }

    /// The same in reference mode: scikit-learn's own defaults, as a plain notebook has them.
    #[must_use]
    pub fn as_reference(self) -> Self {
        Self {
            is_reference: true,
            n_init: 1,
            frame: FrameUse::Keep,
            sound_space: SoundSpace::Pixels,
            recommending: usual_recommending(Scaling::Raw).with(
                SpaceName::Features,
                RecommendSettings {
                    metric: Metric::Cosine,
                    scaling: Scaling::Raw,
                },
            ),
            include_copies: true,
            ..self
        }
    }

    /// The same with so many clusters in `space`.
    #[must_use]
    pub fn with_k(mut self, space: SpaceName, k: usize) -> Self {
        self.spaces[space].k = k;
        self
    }
}
