//! What the session says to the page.

use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::info::{Cell, ClusterInfo, ColumnInfo, JoinNames, MapInfo};
use super::request::JobId;
use crate::analysis::{RecommendationList, Topic};
use crate::data::{PictureKinds, Readings};
use crate::error::Warning;
use crate::join::JoinReport;
use crate::progress::{Progress, Stage};
use crate::rank::Usual;
use crate::space::{Settings, SpaceName, Spaces};

/// From the session worker to the page.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(clippy::large_enum_variant)] // Few events live at a time, each for a moment.
pub enum Event {
    /// The worker is up. It says so before it is asked anything, so that one of another build is noticed at once.
    Ready,
    /// What the page or a helper said could not be read, or an answer could not be sent: nothing that follows can be
    /// relied on. Why, as the end of a sentence.
    Misread(String),
    /// What was asked, outside a job, could not be done: why, in words.
    Unable(String),
    /// How far the job is.
    Progress {
        /// Which job.
        job: JobId,
        /// How far.
        progress: Progress,
    },
    /// Pictures and rows are joined: a new catalogue. Attached: ids, titles, artists and whole paths of the pictures
    /// (empty without one), each an encoded [`TextColumn`](crate::data::TextColumn) with one cell per track.
    Joined {
        /// Which job.
        job: JobId,
        /// The join in numbers and names.
        report: Box<JoinReport>,
        /// Names behind the numbers that the report itself does not name.
        names: JoinNames,
        /// The table's columns.
        columns: Vec<ColumnInfo>,
        /// How the pictures are drawn; positions are those of tracks.
        kinds: PictureKinds,
        /// How each table and the names in archives were read.
        readings: Readings,
        /// What was left out and why.
        warnings: Vec<Warning>,
        /// Positions of the tracks that the person left out, ascending.
        left_out: Vec<u32>,
        /// Is there a table?
        has_table: bool,
        /// What is ranked and compared by before the person chooses.
        usual: Usual,
        /// What the person calls the embeddings.
        embeddings: Vec<String>,
    },
    /// A space has its map. Attached: x and y of each sample as f64, then the track of each sample as u32.
    Mapped {
        /// Which job.
        job: JobId,
        /// Which space.
        space: SpaceName,
        /// What the map shows.
        map: MapInfo,
    },
    /// A space has its clusters. Attached: the label of each sample as u8, in the order of `Mapped`.
    Clustered {
        /// Which job.
        job: JobId,
        /// Which space.
        space: SpaceName,
        /// The clusters in numbers.
        clusters: ClusterInfo,
    },
    /// The collection has nothing to compute this space from.
    NoSpace {
        /// Which job.
        job: JobId,
        /// Which space.
        space: SpaceName,
    },
    /// The job is done.
    Finished {
        /// Which job.
        job: JobId,
        /// The track to show first.
        default_query: Option<usize>,
    },
    /// Another job took the place of this one: nothing more comes of it.
    Superseded {
        /// Which job.
        job: JobId,
    },
    /// What stands has changed: answers about these are no longer true.
    Outdated {
        /// The job that changed it.
        job: JobId,
        /// What they are about.
        topics: Vec<Topic>,
    },
    /// The job was stopped.
    Cancelled {
        /// Which job.
        job: JobId,
        /// Files of the drop that were not read yet.
        unread: usize,
        /// Pictures that are loaded.
        loaded: usize,
        /// Is there something to go on with: files that were not read, or read ones that nothing shows yet?
        has_rest: bool,
        /// The settings of what stands; `None` when nothing does.
        settings: Option<Box<Settings>>,
    },
    /// The job could not be done.
    Failed {
        /// Which job.
        job: JobId,
        /// What went wrong, in words.
        message: String,
        /// How each table and the names in archives were read.
        readings: Readings,
        /// What was left out and why.
        warnings: Vec<Warning>,
        /// The settings of what stands; `None` when nothing does.
        settings: Option<Box<Settings>>,
    },
    /// How long a stage took.
    Took {
        /// The stage.
        stage: Stage,
        /// Milliseconds.
        duration_ms: f64,
    },
    /// The answer to `Describe`.
    Described {
        /// The track asked for.
        track: usize,
        /// Its row, cell by cell, in file order.
        cells: Vec<Cell>,
        /// Recommendations by each space that the track is in.
        lists: Spaces<Option<RecommendationList>>,
    },
    /// The answer to `Ask`.
    Answered(Answer),
    /// How far a report or a longer question is.
    Studying(Progress),
    /// How far the second look at the pictures is.
    Surveying(Progress),
    /// All pictures were looked at for a second time.
    Surveyed {
        /// How they are drawn, as far as that is known better now.
        kinds: Option<PictureKinds>,
        /// Is their timbre known now? The next job makes a space of it.
        has_timbre: bool,
        /// Pictures that could not be read again.
        n_gone: usize,
    },
    /// The answer to `Picture`. Attached: the bytes of its file; nothing where it can no longer be read.
    Picture {
        /// The track asked for.
        track: usize,
    },
    /// The answer to `Table`. Attached: the CSV as UTF-8 bytes.
    Table,
    /// The answer to `Report`. Attached: the HTML as UTF-8 bytes; nothing where there is nothing to report.
    Report,
    /// The report that was asked for could not be written: why, in words.
    NoReport(String),
    /// The answer to `Document`. Attached: the JSON as UTF-8 bytes.
    Document {
        /// Spaces that were still being computed.
        unfinished: Vec<SpaceName>,
    },
}
