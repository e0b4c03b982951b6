//! What the session says to the page.

use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::info::{Cell, ColumnInfo, GroupInfo, JoinNames, MapInfo};
use super::request::JobId;
use crate::data::Readings;
use crate::error::Warning;
use crate::join::JoinReport;
use crate::pipeline::{RecommendationList, Settings, SpaceName, Topic};
use crate::progress::{Progress, Stage};

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
    /// (empty without one), each an encoded [`TextColumn`](crate::data::TextColumn) with one cell a track.
    Joined {
        /// Which job.
        job: JobId,
        /// The join in numbers and names.
        report: Box<JoinReport>,
        /// Names behind the numbers that the report itself does not name.
        names: JoinNames,
        /// The table's columns.
        columns: Vec<ColumnInfo>,
        /// How each table and the names in archives were read.
        readings: Readings,
        /// What was left out and why.
        warnings: Vec<Warning>,
        /// Is there a table?
        has_table: bool,
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
    /// A space has its groups. Attached: the label of each sample as u8, in the order of `Mapped`.
    Grouped {
        /// Which job.
        job: JobId,
        /// Which space.
        space: SpaceName,
        /// The groups in numbers.
        groups: GroupInfo,
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
        /// Recommendations by sound, if the track has a picture.
        by_sound: Option<RecommendationList>,
        /// Recommendations by features, if the track has them.
        by_features: Option<RecommendationList>,
    },
    /// The answer to `Ask`.
    Answered(Answer),
    /// How far a report or a longer question is.
    Studying(Progress),
    /// The answer to `Picture`. Attached: the bytes of the PNG; nothing where it can no longer be read.
    Picture {
        /// The track asked for.
        track: usize,
    },
    /// The answer to `Table`. Attached: the CSV as UTF-8 bytes.
    Table,
    /// The answer to `Report`. Attached: the HTML as UTF-8 bytes; nothing where there is nothing to report.
    Report,
    /// The answer to `Document`. Attached: the JSON as UTF-8 bytes.
    Document {
        /// Spaces that were still being computed.
        unfinished: Vec<SpaceName>,
    },
}
