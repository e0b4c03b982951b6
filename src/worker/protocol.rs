//! What the page and the session worker say to each other, as plain data.
//!
//! A message travels as bytes beside the things that are handed over as they are: `File` handles on the way in, buffers
//! of numbers on the way out. Those are named in the comments and stand in the message's `attachments`.

use serde::{Deserialize, Serialize};

use super::question::{Answer, Question, ReportParams, RowsParams};
use crate::data::ColumnKind;
use crate::error::Warning;
use crate::join::JoinReport;
use crate::pipeline::{RecommendationList, Settings, SpaceName};
use crate::progress::{Progress, Stage};

/// Raised with every change of these types: a page and a worker of different builds must notice.
pub const PROTOCOL: u32 = 3;

/// Number of a piece of long work; events of an older one are dropped.
pub type JobId = u32;

/// From the page to the session worker.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Request {
    /// Read these files and add them to the session. Attached: one `File` a path.
    Load {
        /// The job this starts.
        job: JobId,
        /// Path of each file as it was dropped.
        paths: Vec<String>,
        /// Parameters in force.
        settings: Settings,
    },
    /// Read what a cancelled job left unread.
    Continue {
        /// The job this starts.
        job: JobId,
        /// Parameters in force.
        settings: Settings,
    },
    /// Analyse what is loaded with these parameters; what they do not touch is kept.
    Configure {
        /// The job this starts.
        job: JobId,
        /// New parameters.
        settings: Settings,
    },
    /// Stop the running job. What was read stays.
    Cancel,
    /// Leave the report unwritten.
    CancelReport,
    /// Everything about one track, and both lists of recommendations for it.
    Describe {
        /// Position in the catalogue.
        track: usize,
    },
    /// A figure or a table.
    Ask(Question),
    /// The picture file of one track.
    Picture {
        /// Position in the catalogue.
        track: usize,
    },
    /// All rows that these parameters find, as a CSV file.
    Table(RowsParams),
    /// The report as one HTML file.
    Report(Box<ReportParams>),
    /// The analysis document, with this track as the query; `None` = the default one.
    Document {
        /// Position in the catalogue.
        query: Option<usize>,
    },
}

/// From the session worker to the page.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(clippy::large_enum_variant)] // Few events live at a time, each for a moment.
pub enum Event {
    /// The worker is up.
    Ready {
        /// Its [`PROTOCOL`].
        protocol: u32,
    },
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
    /// The job was stopped.
    Cancelled {
        /// Which job.
        job: JobId,
        /// Files of the drop that were not read yet.
        unread: usize,
        /// Pictures that are loaded.
        loaded: usize,
    },
    /// The job could not be done.
    Failed {
        /// Which job.
        job: JobId,
        /// What went wrong, in words.
        message: String,
        /// What was left out and why.
        warnings: Vec<Warning>,
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
    Document,
}

/// Names behind the numbers of a join; the first few hundred of each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinNames {
    /// Paths of the pictures that could not be decoded.
    pub broken_pictures: Vec<String>,
    /// Ids of the pictures with a row.
    pub matched: Vec<String>,
    /// Ids of the rows without a picture.
    pub rows_without_picture: Vec<String>,
}

/// One column of the table, for choosing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnInfo {
    /// Its name.
    pub name: String,
    /// What its cells are.
    pub kind: ColumnKind,
}

/// One cell of a track's row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Column name.
    pub column: String,
    /// The cell as the file has it.
    pub text: String,
    /// Where a number lies in the column: share of the range from least to largest, 0 to 1.
    pub share: Option<f64>,
}

/// A map in numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MapInfo {
    /// Names of the features; `None` for pixels.
    pub columns: Option<Vec<String>>,
    /// Share of the variance along each axis, 0 to 1.
    pub explained_variance_ratio: Vec<f64>,
    /// Tracks left out for a missing feature.
    pub left_out: usize,
    /// How it was laid out, unless along the principal components.
    pub tsne: Option<TsneInfo>,
}

/// A map by t-SNE in numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TsneInfo {
    /// The perplexity used.
    pub perplexity: f64,
    /// Iterations done.
    pub n_iter: usize,
    /// Kullback-Leibler divergence, in nats; `None` before it was looked at.
    pub kl_divergence: Option<f64>,
}

/// Groups in numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GroupInfo {
    /// Number of clusters, as fitted.
    pub k: usize,
    /// Sum of squared distances.
    pub inertia: f64,
    /// Iterations of the kept start.
    pub n_iter: usize,
    /// Mean silhouette, `None` where undefined.
    pub silhouette: Option<f64>,
}
