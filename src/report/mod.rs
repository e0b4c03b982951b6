//! What a person takes away: one HTML file that stands alone.
//!
//! In: an analysis, what is in view, and the pictures as the person has them. Out: text. No clock: the caller says the
//! date. Nothing in the file runs or is fetched, and everything that came from a file of the user is escaped.
//!
//! A first page that can be read alone, a body of a few pages, and an appendix with all tracks and all numbers. Each part
//! of the work writes what it has for each of the three.

mod contents;
mod context;
mod html;
#[cfg(test)]
mod html_tests;
mod numbering;
mod params;
mod pictures;
mod printer;
mod sections;
mod tables;
mod write_up;

pub use contents::{Block, Chapter, Heading, Report, ReportFigure, ReportSection};
pub use html::html;
pub use params::ReportParams;
pub use printer::{Html, Printer};
pub use write_up::{WriteUp, write_up};
