//! Everything that can happen to the page, and what the page wants done about it.

use super::panels::Panels;
use super::scheme::Scheme;
use super::selection::Selecting;
use super::state::View;
use crate::analysis::RowsParams;
use crate::charts::BarAxis;
use crate::figures::{ClusterColors, ColorBy};
use crate::protocol::{Message, Question, Request, Unreadable};
use crate::space::{Settings, SpaceName};

/// Something the person did, or the worker said.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant)] // Few actions live at a time, each for a moment.
pub enum Action {
    /// Files were dropped or chosen; their paths.
    GiveFiles(Vec<String>),
    /// Go on with what a cancelled job left unread.
    Continue,
    /// Stop the running job, else the report that is being written.
    Cancel,
    /// Stop the longer questions of the view in front.
    GiveUp,
    /// Use these parameters.
    Configure(Box<Settings>),
    /// Leave these tracks out of everything. Nothing changes where they are left out already.
    LeaveOut(Vec<usize>),
    /// Put these tracks back.
    PutBack(Vec<usize>),
    /// Reference mode, or as the person did before.
    UseReference(bool),
    /// Look at this space.
    ShowSpace(SpaceName),
    /// Look at this part of the page.
    ShowView(View),
    /// Go to a place that was looked at before: this part, and the track of this id, or none.
    Visit(View, Option<String>),
    /// Colour points by this.
    ColorPoints(ColorBy),
    /// Use these cluster colours.
    UseColors(ClusterColors),
    /// Be light or dark.
    UseScheme(Scheme),
    /// Show and fold the panels beside the map like this.
    Arrange(Panels),
    /// Let the bars of features stand for this.
    UseBarAxis(BarAxis),
    /// Ask about this track, or about none.
    Select(Option<usize>),
    /// Take tracks together, whatever track is in question.
    SelectMany(Selecting),
    /// The pointer is on this track, or on none.
    Hover(Option<usize>),
    /// Look for tracks.
    Search(Searching),
    /// Ask for a figure or a table.
    Ask(Question),
    /// Hand this file to the person: name, media type, bytes.
    Save(String, &'static str, Vec<u8>),
    /// Call a cluster of a space, numbered by size, by this name; an empty name gives its own back.
    NameCluster(SpaceName, usize, String),
    /// Write the rows of the table that these parameters find.
    ExportRows {
        /// Which rows.
        params: RowsParams,
        /// With clusters and coordinates of the map in view?
        with_map: bool,
    },
    /// Write the analysis document.
    ExportAnalysis,
    /// Write the report.
    ExportReport,
    /// The worker said something.
    Told(Message),
    /// The worker said something that could not be read.
    Misread(Unreadable),
    /// Something stopped for good, in words with what to do.
    Fail(String),
    /// Say this in the status line.
    Say(String),
}

/// A step of the search in the bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Searching {
    /// The person is at the field.
    Open,
    /// The person is elsewhere: the list is closed, what is looked for stays.
    Close,
    /// This stands in the field.
    Type(String),
    /// Look for all tracks of this artist.
    ByArtist(String),
    /// Walk to the next hit, or to the one before.
    Walk {
        /// The next?
        is_forward: bool,
    },
    /// Go to the hit that is walked to, else to the first.
    Enter,
    /// Go to this track, a hit that is listed.
    Choose(u32),
    /// Look for nothing any more.
    Leave,
}

/// Something only the browser can do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Send this to the session, with the files that it names.
    Send(Request),
    /// Hand a file to the person.
    Download {
        /// Suggested name.
        name: String,
        /// Its media type.
        media_type: &'static str,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// Keep the chosen cluster colours for the next visit.
    KeepColors(ClusterColors),
    /// Keep whether the page is light or dark for the next visit.
    KeepScheme(Scheme),
    /// Keep what is folded away for the next visit.
    KeepPanels(Panels),
    /// Note how long a stage took, for whoever measures.
    Measure {
        /// `soundkin:<name>`.
        name: &'static str,
        /// Milliseconds.
        duration_ms: f64,
    },
    /// The bytes of a track's picture have come.
    KeepPicture {
        /// Which track.
        track: usize,
        /// A picture's file.
        bytes: Vec<u8>,
    },
    /// Forget the pictures shown so far: tracks have other numbers now.
    ForgetPictures,
}
