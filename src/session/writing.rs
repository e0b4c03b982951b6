//! A report on its way to its file: what it says is found out, and each section printed as soon as it is there.

use crate::analysis::{Analysis, Findings};
use crate::error::NoPrinter;
use crate::progress::Progress;
use crate::report::{Printer, ReportParams, ReportSection, WriteUp};

/// A report that is being written.
pub(super) struct Writing {
    write_up: WriteUp,
    /// Its first sections as HTML.
    printed: Vec<String>,
}

impl Writing {
    pub(super) fn new(analysis: &Analysis, params: ReportParams) -> Self {
        Self {
            write_up: WriteUp::new(analysis, params),
            printed: Vec::new(),
        }
    }

    pub(super) fn progress(&self) -> Progress {
        self.write_up.progress()
    }

    /// A short piece of the work; true when [`Self::finish`] can follow. `picture` gives the bytes of a track's picture file.
    pub(super) fn step(
        &mut self,
        analysis: &Analysis,
        findings: &mut Findings,
        picture: &mut dyn FnMut(usize) -> Option<Vec<u8>>,
        printer: &dyn Printer,
    ) -> Result<bool, NoPrinter> {
        let is_done = self.write_up.step(analysis, findings, picture);
        print(self.write_up.sections(), &mut self.printed, printer)?;
        Ok(is_done)
    }

    /// The whole file.
    pub(super) fn finish(
        mut self,
        analysis: &Analysis,
        findings: &Findings,
        printer: &dyn Printer,
    ) -> Result<String, NoPrinter> {
        let report = self.write_up.finish(analysis, findings);
        print(&report.sections, &mut self.printed, printer)?;
        let [before, after] = printer.frame(&report)?;
        Ok([before, self.printed.concat(), after].concat())
    }
}

/// Prints those of `sections` that are not.
fn print(
    sections: &[ReportSection],
    printed: &mut Vec<String>,
    printer: &dyn Printer,
) -> Result<(), NoPrinter> {
    for section in sections.iter().skip(printed.len()) {
        printed.push(printer.section(section)?);
    }
    Ok(())
}
