//! What the page knows: plain data, drawn by `ui`, changed by `reduce` alone.

use std::rc::Rc;

use super::names::ClusterNames;
use super::table_pages::TablePages;
use crate::cluster::Scan;
use crate::compare::{Split, TopParams};
use crate::data::{ColumnKind, Readings, TextColumn};
use crate::error::Warning;
use crate::explain::{Claim, Contributions, Exposure};
use crate::join::JoinReport;
use crate::pipeline::{
    Profiles, Quality, RawGroups, RecommendSettings, RecommendationList, Settings, SpaceName, Study,
};
use crate::plot::Vec2;
use crate::plot::charts::BarAxis;
use crate::progress::Progress;
use crate::protocol::{Cell, ColumnInfo, GroupInfo, JobId, JoinNames, MapInfo, TopAnswer};

/// What the page is doing, as `<body data-state>` says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// Nothing loaded.
    #[default]
    Empty,
    /// A job runs.
    Working,
    /// Results stand.
    Ready,
}

impl Phase {
    /// The word in `<body data-state>`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Working => "working",
            Self::Ready => "ready",
        }
    }
}

/// Which part of the page is in front.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The map of tracks.
    #[default]
    Map,
    /// The first tracks by a column, with their features.
    Top,
    /// Two sides of a column, and what was said about them.
    Compare,
    /// The clusters in numbers and names, and how many there should be.
    Clusters,
    /// Files, join, what was left out, and the table.
    Data,
}

impl View {
    /// All parts, in the order of the page's head.
    pub const ALL: [Self; 5] = [
        Self::Map,
        Self::Top,
        Self::Compare,
        Self::Clusters,
        Self::Data,
    ];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Map => "Map",
            Self::Top => "Top",
            Self::Compare => "Compare",
            Self::Clusters => "Clusters",
            Self::Data => "Data",
        }
    }

    /// The part of that name, in whatever case.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|view| view.name().eq_ignore_ascii_case(name))
    }
}

/// What the colours of the clusters are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Palette {
    /// Okabe and Ito, extended: safe for colour-blind eyes.
    #[default]
    OkabeIto,
    /// As the notebook (tab10 for sound, Set2 for features): not safe for colour-blind eyes.
    Notebook,
}

impl Palette {
    /// All that can be chosen.
    pub const ALL: [Self; 2] = [Self::OkabeIto, Self::Notebook];

    /// The word that it is kept as.
    pub fn name(self) -> &'static str {
        match self {
            Self::OkabeIto => "okabe-ito",
            Self::Notebook => "notebook",
        }
    }

    /// The palette of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|palette| palette.name() == name)
    }
}

/// The names of all tracks, one cell a track.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tracks {
    /// Keys.
    pub ids: TextColumn,
    /// Titles, empty where there is none.
    pub titles: TextColumn,
    /// Artists, empty where there are none.
    pub artists: TextColumn,
    /// Whole path of the picture, empty where there is none.
    pub files: TextColumn,
}

impl Tracks {
    /// What a track is called: its title, else its id.
    pub fn name(&self, track: usize) -> &str {
        let title = self.titles.get(track);
        if title.is_empty() {
            self.ids.get(track)
        } else {
            title
        }
    }

    /// Number of tracks.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// No tracks at all.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Has the track a picture?
    pub fn has_picture(&self, track: usize) -> bool {
        !self.files.get(track).is_empty()
    }
}

/// What was loaded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loaded {
    /// The tracks.
    pub tracks: Tracks,
    /// The join in numbers and names.
    pub report: JoinReport,
    /// Names behind the numbers that the report itself does not name.
    pub names: JoinNames,
    /// The table's columns.
    pub columns: Vec<ColumnInfo>,
    /// How each table and the names in archives were read.
    pub readings: Readings,
    /// What was left out and why.
    pub warnings: Vec<Warning>,
    /// Was there a table?
    pub has_table: bool,
}

impl Loaded {
    /// Names of the table's numeric columns, in file order.
    pub fn numeric_columns(&self) -> impl Iterator<Item = &str> {
        let columns = self.columns.iter();
        columns
            .filter(|column| column.kind == ColumnKind::Number)
            .map(|column| column.name.as_str())
    }
}

/// The groups of a space, numbered by size: the largest is 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Groups {
    /// Group of each sample.
    pub labels: Vec<u8>,
    /// Samples in each group, largest first.
    pub sizes: Vec<usize>,
    /// In numbers.
    pub info: GroupInfo,
}

/// The map of a space.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map {
    /// Position of each sample along the two components.
    pub points: Vec<Vec2>,
    /// Track of each sample.
    pub tracks: Vec<u32>,
    /// In numbers.
    pub info: MapInfo,
}

impl Map {
    /// Title of an axis, 0 or 1.
    pub fn axis(&self, component: usize) -> String {
        if self.info.tsne.is_some() {
            return format!("t-SNE {}", component + 1);
        }
        let ratios = &self.info.explained_variance_ratio;
        let share = ratios.get(component).copied().unwrap_or(0.0);
        format!(
            "PC{} ({:.1} % of the variance)",
            component + 1,
            share * 100.0
        )
    }
}

/// One space as the page knows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SpaceView {
    /// Its map, once there is one.
    pub map: Option<Rc<Map>>,
    /// Its groups, once there are any; they belong to `map`.
    pub groups: Option<Rc<Groups>>,
}

/// What the worker said about the selected track.
#[derive(Clone, Debug, PartialEq)]
pub struct Description {
    /// Which track.
    pub track: usize,
    /// Its row.
    pub cells: Vec<Cell>,
    /// Like it by sound.
    pub by_sound: Option<RecommendationList>,
    /// Like it by features.
    pub by_features: Option<RecommendationList>,
}

/// Answers of the worker to the questions of the views; each stands until what it is about changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    /// The ranking in view.
    pub top: Option<Rc<TopAnswer>>,
    /// What was last asked to be ranked, also while there is no answer.
    pub top_params: Option<TopParams>,
    /// The comparison in view.
    pub split: Option<Rc<Split>>,
    /// The notebook's observations, measured.
    pub claims: Option<Rc<Vec<Claim>>>,
    /// The table in view.
    pub table: Rc<TablePages>,
    /// The notebook's last grouping.
    pub raw_groups: Option<Rc<RawGroups>>,
    /// Sound space.
    pub sound: SpaceAnswers,
    /// Feature space.
    pub features: SpaceAnswers,
    /// What each column adds to the scores of recommended tracks.
    pub shares: Option<Rc<Shares>>,
}

/// What each column adds to the scores of the tracks recommended for one query, as far as it was asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shares {
    /// Position of the query in the catalogue.
    pub query: usize,
    /// Recommended tracks and their parts.
    pub parts: Vec<(usize, Contributions)>,
}

/// Answers about one space.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SpaceAnswers {
    /// Its clusters in numbers and names.
    pub profiles: Option<Rc<Profiles>>,
    /// What its map is worth, and which tracks stand apart.
    pub quality: Option<Rc<Quality>>,
    /// Every number of clusters.
    pub scan: Option<Rc<Scan>>,
    /// Which of its tracks are recommended often.
    pub exposure: Option<Rc<Exposure>>,
}

/// What the notebook's way takes the place of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnWay {
    /// Recommending by sound.
    pub by_sound: RecommendSettings,
    /// Recommending by audio features.
    pub by_features: RecommendSettings,
    /// Are copies of the query recommended too?
    pub include_copies: bool,
    /// Starts of k-means.
    pub n_init: usize,
}

/// Everything the page shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// What the page is doing.
    pub phase: Phase,
    /// How far the job is.
    pub progress: Option<Progress>,
    /// How far the report or the longer question is that the worker is at beside its jobs.
    pub studying: Option<Progress>,
    /// Is a report being written?
    pub is_reporting: bool,
    /// The line at the foot of the page.
    pub status: String,
    /// Something that stops everything, in words with what to do.
    pub fatal: Option<String>,
    /// Number of the job whose events count.
    pub job: JobId,
    /// Files that a cancelled job left unread.
    pub unread: usize,
    /// Was the last job cancelled, so that it can go on?
    pub is_cancelled: bool,
    /// Parameters in force.
    pub settings: Settings,
    /// What was loaded.
    pub loaded: Option<Rc<Loaded>>,
    /// Sound space.
    pub sound: SpaceView,
    /// Feature space.
    pub features: SpaceView,
    /// The space shown, as chosen; see [`Self::space`].
    pub chosen_space: Option<SpaceName>,
    /// The part in front.
    pub view: View,
    /// Cluster colours.
    pub palette: Palette,
    /// What the bars of features stand for.
    pub bar_axis: BarAxis,
    /// The track in question.
    pub selected: Option<usize>,
    /// Did the person choose it? Else it gives way to the default one of the next files.
    pub is_chosen: bool,
    /// The track under the pointer.
    pub hovered: Option<usize>,
    /// What the worker said about the selected track.
    pub described: Option<Rc<Description>>,
    /// What the worker answered.
    pub answers: Answers,
    /// Names that the person gave to clusters.
    pub names: ClusterNames,
    /// Longer questions that were asked and are not answered yet.
    pub waits_for: Vec<Study>,
    /// Longer questions that the person cancelled.
    pub given_up: Vec<Study>,
    /// The person's own way of recommending, while the notebook's is in force.
    pub own_way: Option<OwnWay>,
    /// Something to know about what was just done; it stands until something else is done.
    pub notice: String,
}

impl State {
    /// The answers about one space.
    pub fn answers_about(&self, name: SpaceName) -> &SpaceAnswers {
        match name {
            SpaceName::Sound => &self.answers.sound,
            SpaceName::Features => &self.answers.features,
        }
    }

    /// The answers about one space, to change.
    pub(super) fn answers_mut(&mut self, name: SpaceName) -> &mut SpaceAnswers {
        match name {
            SpaceName::Sound => &mut self.answers.sound,
            SpaceName::Features => &mut self.answers.features,
        }
    }

    /// One space, to change.
    pub(super) fn space_view_mut(&mut self, name: SpaceName) -> &mut SpaceView {
        match name {
            SpaceName::Sound => &mut self.sound,
            SpaceName::Features => &mut self.features,
        }
    }

    /// Number of tracks.
    pub fn n_tracks(&self) -> usize {
        let loaded = self.loaded.as_ref();
        loaded.map_or(0, |loaded| loaded.tracks.len())
    }

    /// The phase when no job runs.
    pub(super) fn settled(&self) -> Phase {
        let has_map = self.sound.map.is_some() || self.features.map.is_some();
        if self.loaded.is_some() && has_map {
            Phase::Ready
        } else {
            Phase::Empty
        }
    }

    /// What a cluster is called: what the person says, else what was computed, else its number.
    pub fn cluster_name(&self, space: SpaceName, cluster: usize) -> String {
        let given = self.names.get(space, cluster);
        let computed = || {
            let profiles = self.answers_about(space).profiles.as_ref()?;
            profiles.names.get(cluster).map(|name| name.name.clone())
        };
        given
            .map(|given| given.name.clone())
            .or_else(computed)
            .unwrap_or_else(|| format!("Cluster {}", cluster + 1))
    }

    /// What all clusters of a space are called, the largest first.
    pub fn cluster_names(&self, space: SpaceName) -> Vec<String> {
        let groups = self.space_view(space).groups.as_ref();
        let n_clusters = groups.map_or(0, |groups| groups.sizes.len());
        (0..n_clusters)
            .map(|cluster| self.cluster_name(space, cluster))
            .collect()
    }

    /// Names in use that the person gave, of both spaces: space, cluster, name.
    pub fn given_names(&self) -> Vec<(SpaceName, usize, String)> {
        let of = |space| {
            let shown = self.names.shown(space).iter();
            shown.map(move |given| (space, given.cluster, given.name.clone()))
        };
        of(SpaceName::Sound)
            .chain(of(SpaceName::Features))
            .collect()
    }

    /// The space shown: the chosen one where it has a map, else the one that has.
    pub fn space(&self) -> SpaceName {
        let other = match (&self.sound.map, &self.features.map) {
            (None, Some(_)) => SpaceName::Features,
            _ => SpaceName::Sound,
        };
        self.chosen_space
            .filter(|&name| self.space_view(name).map.is_some())
            .unwrap_or(other)
    }

    /// One space.
    pub fn space_view(&self, name: SpaceName) -> &SpaceView {
        match name {
            SpaceName::Sound => &self.sound,
            SpaceName::Features => &self.features,
        }
    }

    /// The space shown.
    pub fn shown(&self) -> &SpaceView {
        self.space_view(self.space())
    }

    /// The description of the selected track, once it is there.
    pub fn description(&self) -> Option<&Rc<Description>> {
        self.described
            .as_ref()
            .filter(|described| Some(described.track) == self.selected)
    }
}
