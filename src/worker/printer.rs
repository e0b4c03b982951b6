//! The report's figures and its HTML in a part of their own: few people ask for a report.

use serde::{Deserialize, Serialize};

use crate::browser::part::{self, Part};
use crate::error::NoPrinter;
use crate::report::{Html, Printer, Report, ReportSection};

/// What the part is asked to print.
#[derive(Serialize, Deserialize)]
enum Question {
    /// A section.
    Section(ReportSection),
    /// What stands before and after the sections.
    Frame(Report),
}

/// From within the part: prints.
pub fn serve() {
    part::offer(|question| -> Result<Vec<String>, NoPrinter> {
        Ok(match question {
            Question::Section(section) => vec![Html.section(&section)?],
            Question::Frame(report) => Html.frame(&report)?.into(),
        })
    });
}

/// The printer as the session worker has it.
pub(super) struct PrinterPart(Part);

impl PrinterPart {
    pub(super) const fn new() -> Self {
        Self(Part::new("report"))
    }

    fn ask<const N: usize>(&self, question: &Question) -> Result<[String; N], NoPrinter> {
        let answered: Result<Result<Vec<String>, NoPrinter>, String> = self.0.ask(question);
        let pieces = answered.map_err(NoPrinter)??;
        let strange = |_| NoPrinter("it answered something else".to_owned());
        pieces.try_into().map_err(strange)
    }
}

impl Printer for PrinterPart {
    fn section(&self, section: &ReportSection) -> Result<String, NoPrinter> {
        let [printed] = self.ask(&Question::Section(section.clone()))?;
        Ok(printed)
    }

    fn frame(&self, report: &Report) -> Result<[String; 2], NoPrinter> {
        let sections = report.sections.iter().map(ReportSection::outline);
        let sections = sections.collect();
        self.ask(&Question::Frame(Report {
            sections,
            ..report.clone()
        }))
    }
}
