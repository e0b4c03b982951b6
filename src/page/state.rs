//! What the page knows: plain data, drawn by `ui`, changed by `reduce` alone.

use std::rc::Rc;

use super::colors::Colors;
use super::names::ClusterNames;
use super::panels::Panels;
use super::scheme::Scheme;
use super::search::Search;
use super::selection::Selection;
use super::table_pages::TablePages;
use crate::analysis::{
    ColumnGains, LabelAgreement, Profiles, Quality, RawClusters, RecommendationList, Scorecard,
    Study,
};
use crate::charts::BarAxis;
use crate::cluster::Scan;
use crate::data::{ColumnKind, FrameUse, PictureKinds, Readings, TextColumn};
use crate::draw::{Palette, Vec2};
use crate::error::Warning;
use crate::explain::{Claim, Contributions, Exposure};
use crate::figures::{ClusterColors, ColorBy};
use crate::join::JoinReport;
use crate::progress::Progress;
use crate::protocol::{Cell, ClusterInfo, ColumnInfo, JobId, JoinNames, MapInfo, TopAnswer};
use crate::rank::{Split, SplitParams, TopParams, Usual};
use crate::sentences::Ended;
use crate::space::{RecommendSettings, Settings, SoundSpace, SpaceName, SpaceWords, Spaces};
use crate::wording::axis_title;

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

/// The names of all tracks, one cell per track.
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
    /// How the pictures are drawn; positions are those of tracks.
    pub kinds: PictureKinds,
    /// What was left out and why.
    pub warnings: Vec<Warning>,
    /// Positions of the tracks that the person left out, ascending.
    pub left_out: Vec<u32>,
    /// Was there a table?
    pub has_table: bool,
    /// What is ranked and compared by before the person chooses.
    pub usual: Usual,
    /// What the person calls the embeddings.
    pub embeddings: Vec<String>,
}

impl Loaded {
    /// The spaces that this can have, in the order in which they are shown.
    pub fn space_names(&self) -> impl Iterator<Item = SpaceName> + Clone + use<> {
        SpaceName::all(self.embeddings.len())
    }

    /// How a person reads of a space.
    pub fn words(&self, space: SpaceName) -> SpaceWords {
        space.words(&self.embeddings)
    }

    /// Is the track left out by the person?
    pub fn is_left_out(&self, track: usize) -> bool {
        let find = |track| self.left_out.binary_search(&track).is_ok();
        u32::try_from(track).is_ok_and(find)
    }

    /// Number of tracks that are not left out.
    pub fn n_taking_part(&self) -> usize {
        self.tracks.len() - self.left_out.len()
    }

    /// Is it the same as `other` but for the tracks that the person left out?
    pub(super) fn differs_in_left_out(&self, other: &Self) -> bool {
        self.left_out != other.left_out
            && self.tracks == other.tracks
            && self.columns == other.columns
    }

    /// Names of the table's numeric columns, in file order.
    pub fn numeric_columns(&self) -> impl Iterator<Item = &str> {
        let columns = self.columns.iter();
        columns
            .filter(|column| column.kind == ColumnKind::Number)
            .map(|column| column.name.as_str())
    }
}

/// The clusters of a space, numbered by size: the largest is 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Clusters {
    /// Group of each sample.
    pub labels: Vec<u8>,
    /// Samples in each group, largest first.
    pub sizes: Vec<usize>,
    /// In numbers.
    pub info: ClusterInfo,
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
    pub fn axis(&self, axis: usize) -> String {
        let ratios = &self.info.explained_variance_ratio[..];
        axis_title(axis, Some(ratios).filter(|_| self.info.tsne.is_none()))
    }
}

/// One space as the page knows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SpaceView {
    /// Its map, once there is one.
    pub map: Option<Rc<Map>>,
    /// Its clusters, once there are any; they belong to `map`.
    pub clusters: Option<Rc<Clusters>>,
}

/// What the worker said about the selected track.
#[derive(Clone, Debug, PartialEq)]
pub struct Description {
    /// Which track.
    pub track: usize,
    /// Its row.
    pub cells: Vec<Cell>,
    /// Those like it, by each space that it is in.
    pub lists: Spaces<Option<RecommendationList>>,
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
    /// What was last asked to be compared, also while there is no answer.
    pub split_params: Option<SplitParams>,
    /// Common claims, measured.
    pub claims: Option<Rc<Vec<Claim>>>,
    /// The table in view.
    pub table: Rc<TablePages>,
    /// The notebook's last clustering.
    pub raw_clusters: Option<Rc<RawClusters>>,
    /// About each space.
    pub spaces: Spaces<SpaceAnswers>,
    /// How well each space agrees with a column of labels.
    pub scorecard: Option<Rc<Scorecard>>,
    /// What other columns would add.
    pub column_gains: Option<Rc<ColumnGains>>,
    /// The colours of the map in view.
    pub colors: Colors,
    /// What each column adds to the scores of recommended tracks.
    pub contributions: Option<Rc<ListContributions>>,
}

/// What each column adds to the scores of the tracks recommended for one query, as far as it was asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListContributions {
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
    /// How well its clusters separate in all that is known of its tracks, where they were found in less: the mean
    /// silhouette, `None` where undefined.
    pub separation: Option<Option<f64>>,
    /// Every number of clusters.
    pub scan: Option<Rc<Scan>>,
    /// Which of its tracks are recommended often.
    pub exposure: Option<Rc<Exposure>>,
    /// How far it agrees with columns of the table: their numbers; nothing where no two tracks have the same value.
    pub agreements: Vec<(u16, Option<Rc<LabelAgreement>>)>,
}

/// What reference mode takes the place of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnWay {
    /// What recommendations by sound compare.
    pub sound_space: SoundSpace,
    /// How each space recommends.
    pub recommending: Spaces<RecommendSettings>,
    /// Are copies of the query recommended too?
    pub include_copies: bool,
    /// Starts of k-means.
    pub n_init: usize,
    /// What is done with the frames of pictures.
    pub frame: FrameUse,
    /// Colours of the clusters.
    pub colors: ClusterColors,
}

/// Who began a job.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BegunBy {
    /// The person, by what they gave or chose.
    #[default]
    Person,
    /// The page by itself: nothing that it says and offers gives way to it.
    Page,
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
    /// How far the second look at the pictures is.
    pub survey: Option<Progress>,
    /// Who began the job that runs, or the last one.
    pub begun_by: BegunBy,
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
    /// The spaces.
    pub spaces: Spaces<SpaceView>,
    /// The space shown, as chosen; see [`Self::space`].
    pub chosen_space: Option<SpaceName>,
    /// The part in front.
    pub view: View,
    /// What points are coloured by, as chosen; see [`Self::color_by`].
    pub chosen_colors: ColorBy,
    /// Cluster colours.
    pub colors: ClusterColors,
    /// Light or dark.
    pub scheme: Scheme,
    /// The panels beside the map.
    pub panels: Panels,
    /// What the bars of features stand for.
    pub bar_axis: BarAxis,
    /// The track in question.
    pub selected: Option<usize>,
    /// Those looked at before it, the last first.
    pub recent: Vec<usize>,
    /// Did the person choose it? Else it gives way to the default one of the next files.
    pub is_chosen: bool,
    /// The tracks that were taken together.
    pub selection: Selection,
    /// The track under the pointer.
    pub hovered: Option<usize>,
    /// What is looked for among the tracks.
    pub search: Search,
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
    /// The person's own way, while reference mode is in force.
    pub own_way: Option<OwnWay>,
    /// Something to know about what was just done; it stands until something else is done.
    pub notice: String,
}

impl State {
    /// Nothing is loaded yet.
    pub fn to_begin_with() -> Self {
        Self {
            status: Ended::NothingLoaded.to_string(),
            ..Self::default()
        }
    }

    /// The spaces that what was loaded can have, in the order in which they are shown.
    pub fn space_names(&self) -> impl Iterator<Item = SpaceName> + Clone + use<> {
        let loaded = self.loaded.as_ref();
        SpaceName::all(loaded.map_or(0, |loaded| loaded.embeddings.len()))
    }

    /// How a person reads of a space.
    pub fn words(&self, space: SpaceName) -> SpaceWords {
        let loaded = self.loaded.as_ref();
        space.words(loaded.map_or(&[][..], |loaded| &loaded.embeddings))
    }

    /// The space that "by sound" means.
    pub fn sound_space(&self) -> SpaceName {
        let timbre = self.spaces[SpaceName::Timbre].map.as_ref();
        let n = timbre.map_or(0, |map| map.tracks.len());
        self.settings.sound_space.in_force(n)
    }

    /// The spaces that recommend, in the order in which they are shown: of the two of sound the one in force.
    pub fn recommending(&self) -> impl Iterator<Item = SpaceName> + use<> {
        let sound = self.sound_space();
        self.space_names()
            .filter(move |name| name.recommends(sound))
    }

    /// Will there be a list of this space for a track? It is on the map, or nobody knows yet.
    pub fn awaits_list(&self, space: SpaceName, track: usize) -> bool {
        let map = self.spaces[space].map.as_ref();
        let is_on = |map: &Rc<Map>| map.tracks.iter().any(|&of| of as usize == track);
        map.map_or(self.phase == Phase::Working, is_on)
    }

    /// The spaces that have a map.
    pub fn mapped(&self) -> impl Iterator<Item = SpaceName> {
        self.space_names()
            .filter(|&name| self.spaces[name].map.is_some())
    }

    /// Number of tracks.
    pub fn n_tracks(&self) -> usize {
        let loaded = self.loaded.as_ref();
        loaded.map_or(0, |loaded| loaded.tracks.len())
    }

    /// Is there a map?
    pub fn has_results(&self) -> bool {
        self.mapped().next().is_some()
    }

    /// The phase when no job runs.
    pub(super) fn settled(&self) -> Phase {
        if self.loaded.is_some() && self.has_results() {
            Phase::Ready
        } else {
            Phase::Empty
        }
    }

    /// What a cluster is called: what the person says, else what was computed, else its number.
    pub fn cluster_name(&self, space: SpaceName, cluster: usize) -> String {
        let given = self.names.get(space, cluster);
        let computed = || {
            let profiles = self.answers.spaces[space].profiles.as_ref()?;
            profiles.names.get(cluster).map(|name| name.name.clone())
        };
        given
            .map(|given| given.name.clone())
            .or_else(computed)
            .unwrap_or_else(|| format!("Cluster {}", cluster + 1))
    }

    /// What all clusters of a space are called, the largest first.
    pub fn cluster_names(&self, space: SpaceName) -> Vec<String> {
        let clusters = self.spaces[space].clusters.as_ref();
        let n_clusters = clusters.map_or(0, |clusters| clusters.sizes.len());
        (0..n_clusters)
            .map(|cluster| self.cluster_name(space, cluster))
            .collect()
    }

    /// Names in use that the person gave, of all spaces: space, cluster, name.
    pub fn given_names(&self) -> Vec<(SpaceName, usize, String)> {
        let of = |space| {
            let shown = self.names.shown(space).iter();
            shown.map(move |given| (space, given.cluster, given.name.clone()))
        };
        self.space_names().flat_map(of).collect()
    }

    /// The space shown: the chosen one where it has a map, else that of sound, else one that has.
    pub fn space(&self) -> SpaceName {
        let sound = self.sound_space();
        [self.chosen_space, Some(sound)]
            .into_iter()
            .flatten()
            .find(|&name| self.spaces[name].map.is_some())
            .or_else(|| self.mapped().next())
            .unwrap_or(sound)
    }

    /// The colours of the classes of the map in view.
    pub fn palette(&self) -> Palette {
        self.colors.palette(self.space())
    }

    /// What the window is called: the track in question and the part in front.
    pub fn title(&self) -> String {
        let Some(loaded) = &self.loaded else {
            return "Soundkin".into();
        };
        let view = self.view.name();
        self.selected.map_or_else(
            || format!("{view} - Soundkin"),
            |track| format!("{} - {view} - Soundkin", loaded.tracks.name(track)),
        )
    }

    /// The space shown.
    pub fn shown(&self) -> &SpaceView {
        &self.spaces[self.space()]
    }

    /// The description of the selected track, once it is there.
    pub fn description(&self) -> Option<&Rc<Description>> {
        self.described
            .as_ref()
            .filter(|described| Some(described.track) == self.selected)
    }
}
