//! What a person takes away: one HTML file that stands alone.
//!
//! In: an analysis, what is in view, and the pictures as the person has them. Out: text. No clock: the caller says the
//! date. Nothing in the file runs or is fetched, and everything that came from a file of the user is escaped.

mod contents;
mod context;
mod html;
#[cfg(test)]
mod html_tests;
mod params;
mod pictures;
mod printer;
mod sections;
mod write_up;

pub use contents::{Block, Report, ReportFigure, ReportSection};
pub use html::html;
pub use params::ReportParams;
pub use printer::{Html, Printer};
pub use write_up::{WriteUp, write_up};
