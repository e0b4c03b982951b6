//! A report as a plain value, before it is written.

use serde::{Deserialize, Serialize};

use crate::charts::Chart;
use crate::data::TextTable;

/// Everything a report says, in the order in which it says it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The heading.
    pub title: String,
    /// When it was made, in the caller's words.
    pub date: String,
    /// What it was made from: counts of files, tracks, pictures; one sentence each.
    pub facts: Vec<String>,
    /// The parts.
    pub sections: Vec<ReportSection>,
    /// Names and values of all that was set, the seed among them, so that another person gets the same.
    pub parameters: Vec<(String, String)>,
}

/// A part of the report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReportSection {
    /// Its heading.
    pub heading: String,
    /// What it answers, in one sentence.
    pub sentence: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// A thing in a section.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Block {
    /// A figure with its caption.
    Figure(Box<ReportFigure>),
    /// Rows of words.
    Table(TextTable),
    /// Sentences.
    Paragraph(String),
}

/// A figure, before it is drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportFigure {
    /// What it shows; what is missing from it is added.
    pub caption: String,
    /// The figure.
    pub chart: Chart,
}

impl ReportSection {
    /// A section of one sentence.
    pub fn of_words(heading: &str, sentence: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            sentence: sentence.into(),
            blocks: Vec::new(),
        }
    }
}

impl Block {
    /// A figure with its caption.
    pub fn figure(chart: impl Into<Chart>, caption: impl Into<String>) -> Self {
        Self::Figure(Box::new(ReportFigure {
            caption: caption.into(),
            chart: chart.into(),
        }))
    }
}
