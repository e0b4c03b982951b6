//! What the page asks of the session.

use serde::{Deserialize, Serialize};

use super::question::Question;
use crate::analysis::{RowsParams, Study};
use crate::report::ReportParams;
use crate::space::{Settings, SpaceName};

/// Number of a piece of long work; events of an older one are dropped.
pub type JobId = u32;

/// From the page to the session worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Read these files and add them to the session. Attached: one `File` a path.
    Load {
        /// The job this starts.
        job: JobId,
        /// Path of each file as it was dropped.
        paths: Vec<String>,
        /// Parameters in force.
        settings: Box<Settings>,
    },
    /// Read what a cancelled job left unread.
    Continue {
        /// The job this starts.
        job: JobId,
        /// Parameters in force.
        settings: Box<Settings>,
    },
    /// Analyse what is loaded with these parameters; what they do not touch is kept.
    Configure {
        /// The job this starts.
        job: JobId,
        /// New parameters.
        settings: Box<Settings>,
    },
    /// Stop the running job. What was read stays.
    Cancel,
    /// Look no closer at the pictures.
    CancelSurvey,
    /// Leave the report and the document unwritten.
    CancelReport,
    /// Nobody waits for this any more: stop it where it is.
    Leave(Study),
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
    /// All rows that these parameters find, as a CSV file, with what a map says of each where that is wanted.
    Table(RowsParams, Option<MapColumns>),
    /// The report as one HTML file.
    Report(Box<ReportParams>),
    /// The analysis document, with this track as the query; `None` = the default one.
    Document {
        /// Position in the catalogue.
        query: Option<usize>,
    },
}

/// What a map says of the rows of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MapColumns {
    /// Which map.
    pub space: SpaceName,
    /// What its clusters are called, the largest first.
    pub cluster_names: Vec<String>,
}
