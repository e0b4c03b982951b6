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
    /// What was found; one sentence or two each. With the facts it can be read alone.
    pub findings: Vec<String>,
    /// What to see first.
    pub opening: Option<Box<ReportFigure>>,
    /// What it was made from: counts of files, tracks, pictures; one sentence each.
    pub facts: Vec<String>,
    /// The parts: the body, then the appendix.
    pub sections: Vec<ReportSection>,
}

/// What a part belongs to, in the order in which they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Chapter {
    /// What was loaded.
    #[default]
    Files,
    /// Where tracks stand.
    Maps,
    /// Who belongs together.
    Clusters,
    /// Who is like one track.
    Recommendations,
    /// Spaces and columns side by side.
    Comparison,
    /// What was set.
    Settings,
    /// All numbers.
    Appendix,
}

impl Chapter {
    /// Its heading.
    pub fn words(self) -> &'static str {
        match self {
            Self::Files => "Files",
            Self::Maps => "Maps",
            Self::Clusters => "Clusters",
            Self::Recommendations => "Recommendations",
            Self::Comparison => "Comparison",
            Self::Settings => "Settings",
            Self::Appendix => "Appendix",
        }
    }
}

/// A heading with its number: "2.1", "Map by timbre".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// "2", "2.1", "A3"; empty for a heading without.
    pub number: String,
    /// What it says; empty for none.
    pub words: String,
}

impl Heading {
    /// What links lead to: no two numbered headings of a report have the same.
    pub fn id(&self) -> String {
        if self.number.is_empty() {
            return "appendix".into();
        }
        format!("part-{}", self.number)
    }
}

/// A part of the report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReportSection {
    /// What it belongs to.
    pub chapter: Chapter,
    /// The heading of the chapter, where it begins with this part.
    pub opens: Option<Heading>,
    /// Its own; without words where it is all that the chapter says.
    pub heading: Heading,
    /// What it answers, in one sentence.
    pub sentence: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
    /// Parts of the appendix that say more.
    pub more: Vec<Heading>,
}

/// A thing in a section.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Block {
    /// A figure with its caption.
    Figure(Box<ReportFigure>),
    /// Rows of words.
    Table(TextTable),
    /// Few rows of many columns: written with the rows side by side.
    Turned(TextTable),
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
    /// On paper the words stand beside it, not below.
    pub beside: bool,
}

impl ReportSection {
    /// A part that is yet without its number.
    pub fn new(chapter: Chapter, heading: impl Into<String>, sentence: impl Into<String>) -> Self {
        Self {
            chapter,
            heading: Heading {
                number: String::new(),
                words: heading.into(),
            },
            sentence: sentence.into(),
            ..Self::default()
        }
    }

    /// The same with these blocks.
    #[must_use]
    pub fn with(self, blocks: Vec<Block>) -> Self {
        Self { blocks, ..self }
    }

    /// Itself, where anything stands in it.
    pub fn if_any(self) -> Vec<Self> {
        let is_any = !self.blocks.is_empty();
        is_any.then_some(self).into_iter().collect()
    }

    /// Its headings alone, for the contents.
    #[must_use]
    pub fn outline(&self) -> Self {
        Self {
            chapter: self.chapter,
            opens: self.opens.clone(),
            heading: self.heading.clone(),
            ..Self::default()
        }
    }
}

impl Block {
    /// A figure with its caption.
    pub fn figure(chart: impl Into<Chart>, caption: impl Into<String>) -> Self {
        Self::Figure(Box::new(ReportFigure {
            caption: caption.into(),
            chart: chart.into(),
            beside: false,
        }))
    }
}
