//! Whoever draws the figures of a report and writes its HTML. That takes a good part of a program that few ask for, so the
//! session leaves it to another; [`Html`] does it here.

use super::contents::{Report, ReportSection};
use super::html::{frame, section};
use crate::error::NoPrinter;

/// Makes HTML of a report, a piece at a time.
pub trait Printer {
    /// A section with its figures.
    fn section(&self, section: &ReportSection) -> Result<String, NoPrinter>;

    /// What stands before and after the sections, which need not be there.
    fn frame(&self, report: &Report) -> Result<[String; 2], NoPrinter>;
}

/// Does it here.
pub struct Html;

impl Printer for Html {
    fn section(&self, of: &ReportSection) -> Result<String, NoPrinter> {
        Ok(section(of))
    }

    fn frame(&self, report: &Report) -> Result<[String; 2], NoPrinter> {
        Ok(frame(report))
    }
}
