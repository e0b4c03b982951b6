//! A report as a plain value, before it is written.

use crate::data::TextTable;
use crate::plot::charts::{Drawing, Figure, Sheet};

/// Width of a figure on a wide screen and on A4, in CSS pixels.
const WIDE_PX: f64 = 680.0;
/// Width of a figure on a phone.
const NARROW_PX: f64 = 358.0;
/// A figure with more numbers than this is given without their table, to keep the file small.
const MOST_CELLS: usize = 2_000;

/// Everything a report says, in the order in which it says it.
#[derive(Clone, Debug, Default, PartialEq)]
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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReportSection {
    /// Its heading.
    pub heading: String,
    /// What it answers, in one sentence.
    pub sentence: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// A thing in a section.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A figure with its caption.
    Figure(Box<ReportFigure>),
    /// Rows of words.
    Table(TextTable),
    /// Sentences.
    Paragraph(String),
}

/// A figure, drawn for wide and for narrow paper.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportFigure {
    /// What it shows; what is missing from it is added.
    pub caption: String,
    /// For screens and for A4.
    pub wide: Drawing,
    /// For phones.
    pub narrow: Drawing,
    /// Its values, for those who cannot see it; `None` where there are too many.
    pub numbers: Option<TextTable>,
}

impl Block {
    /// A figure with its caption and, where they are not too many, its numbers.
    pub fn figure(figure: &dyn Figure, caption: impl Into<String>) -> Self {
        let numbers = figure.numbers();
        let n_cells: usize = numbers.rows.iter().map(Vec::len).sum();
        Self::Figure(Box::new(ReportFigure {
            caption: caption.into(),
            wide: figure.drawing(&Sheet::estimated(WIDE_PX)),
            narrow: figure.drawing(&Sheet::estimated(NARROW_PX)),
            numbers: (1..=MOST_CELLS).contains(&n_cells).then_some(numbers),
        }))
    }
}
