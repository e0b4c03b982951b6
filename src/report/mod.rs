//! What a person takes away: one HTML file that stands alone, and tables for a spreadsheet.
//!
//! In: plain values, drawings and tables. Out: text and bytes. No clock: the caller says the date. Nothing in the file
//! runs or is fetched, and everything that came from a file of the user is escaped.

mod contents;
mod csv;
mod html;
#[cfg(test)]
mod html_tests;

pub use self::csv::{csv_bytes, csv_of};
pub use contents::{Block, Report, ReportFigure, ReportSection};
pub use html::html;
