//! What the report says: everything the notebook showed, for this collection and these settings. In: an analysis, what
//! is in view, and the pictures as the person has them. Out: a [`Report`].
//!
//! One file a part. A part whose data is not there is one sentence that says so; whatever the input, there is a report.

mod context;
mod files;
mod groups;
mod halves;
mod maps;
mod observations;
mod parameters;
mod params;
mod pictures;
mod ranking;
mod recommending;
mod shares;
mod tracks;

pub use params::ReportParams;

use std::collections::VecDeque;

use crate::error::AnalysisError;
use crate::pipeline::{Analysis, Findings, SpaceName, Standing, Study, StudyFit};
use crate::progress::{Progress, Stage};
use crate::report::{Report, ReportSection};
use context::{Context, Described};
use observations::counted_space;
use pictures::{BUDGET, Pictures};

/// A report on its way: first what takes a while to find out, as far as it is not known, then part after part.
pub struct WriteUp {
    params: ReportParams,
    studies: VecDeque<Study>,
    fit: Option<StudyFit>,
    /// Studies that could not be made, and why.
    failed: Vec<String>,
    described: Option<Described>,
    parts: VecDeque<Part>,
    sections: Vec<ReportSection>,
    /// Bytes that pictures may still take.
    picture_bytes: usize,
    /// Work in all, in [`STUDY_WORK`]s and parts.
    total: usize,
}

/// How much longer a study takes than a part.
const STUDY_WORK: usize = 6;

/// A part of the report.
#[derive(Clone, Copy)]
enum Part {
    Files,
    Map(SpaceName),
    Groups(SpaceName),
    Raw,
    Top,
    Split,
    Observations,
    Recommendations,
    Tracks,
}

impl WriteUp {
    /// Prepares the report of `analysis`.
    pub fn new(analysis: &Analysis, params: ReportParams) -> Self {
        // The space in view comes first.
        let spaces = match params.space {
            SpaceName::Sound => [SpaceName::Sound, SpaceName::Features],
            SpaceName::Features => [SpaceName::Features, SpaceName::Sound],
        };
        let mut studies: VecDeque<Study> = spaces
            .into_iter()
            .filter(|&space| analysis.space(space).is_some())
            .flat_map(|space| {
                [
                    Study::Quality(space),
                    Study::Scan(space),
                    Study::Profiles(space),
                ]
            })
            .collect();
        if analysis.space(SpaceName::Features).is_some() {
            studies.push_back(Study::RawGroups);
        }
        studies.extend(counted_space(analysis).map(Study::Exposure));
        let mut parts: VecDeque<Part> = [Part::Files].into();
        parts.extend(
            spaces
                .into_iter()
                .flat_map(|s| [Part::Map(s), Part::Groups(s)]),
        );
        parts.extend([
            Part::Raw,
            Part::Top,
            Part::Split,
            Part::Observations,
            Part::Recommendations,
            Part::Tracks,
        ]);
        Self {
            params,
            total: studies.len() * STUDY_WORK + parts.len(),
            studies,
            fit: None,
            failed: Vec::new(),
            described: None,
            parts,
            sections: Vec::new(),
            picture_bytes: BUDGET,
        }
    }

    /// How far it is, in percent.
    pub fn progress(&self) -> Progress {
        let running = self.fit.as_ref().map_or(0, |fit| {
            let Progress { done, total, .. } = fit.progress();
            STUDY_WORK - STUDY_WORK * done.min(total) / total.max(1)
        });
        let left = self.studies.len() * STUDY_WORK + running + self.parts.len();
        Progress {
            stage: Stage::Report,
            done: 100 * (self.total - left.min(self.total)) / self.total.max(1),
            total: 100,
        }
    }

    /// Does a short piece of the work; true when all is written. `picture` gives the bytes of a track's PNG, `None` where
    /// it has none or cannot be read again; the pictures shown are those, or the 64 x 64 luma of the analysis where they
    /// would make the file too large. The analysis is that of [`Self::new`], and `findings` are what is known about it.
    pub fn step(
        &mut self,
        analysis: &Analysis,
        findings: &mut Findings,
        picture: &mut dyn FnMut(usize) -> Option<Vec<u8>>,
    ) -> bool {
        if let Some(fit) = self.fit.take() {
            if let Err(error) = self.study(fit, analysis, findings) {
                self.failed.push(error.to_string());
            }
            return false;
        }
        if let Some(study) = self.studies.pop_front() {
            if findings.get(study, &Standing::of(analysis)).is_none() {
                match StudyFit::new(study, analysis) {
                    Ok(fit) => self.fit = fit,
                    Err(error) => self.failed.push(error.to_string()),
                }
            }
            return false;
        }
        let Some(described) = &self.described else {
            self.described = Some(Described::new(analysis, findings, &self.params));
            return false;
        };
        if let Some(part) = self.parts.pop_front() {
            let context = Context::new(analysis, findings, described, &self.params);
            let pictures = &mut Pictures::new(picture, &mut self.picture_bytes);
            self.sections.extend(part.section(&context, pictures));
        }
        self.parts.is_empty()
    }

    /// A step of a study.
    fn study(
        &mut self,
        mut fit: StudyFit,
        analysis: &Analysis,
        findings: &mut Findings,
    ) -> Result<(), AnalysisError> {
        if !fit.step(analysis)? {
            self.fit = Some(fit);
            return Ok(());
        }
        let (study, standing) = (fit.study(), fit.standing().clone());
        if let Some(finding) = fit.finish(analysis)? {
            findings.keep(study, standing, finding);
        }
        Ok(())
    }

    /// What is written.
    pub fn finish(self, analysis: &Analysis, findings: &Findings) -> Report {
        let described = self.described;
        let described =
            described.unwrap_or_else(|| Described::new(analysis, findings, &self.params));
        let context = Context::new(analysis, findings, &described, &self.params);
        let mut sections = self.sections;
        if !self.failed.is_empty() {
            let why = self.failed.join(" ");
            sections.push(left_out("What could not be measured", why));
        }
        Report {
            title: "Soundkin report".into(),
            date: self.params.date.clone(),
            facts: files::facts(&context),
            parameters: parameters::parameters(&context),
            sections,
        }
    }
}

impl Part {
    /// `None` where there is nothing to say.
    fn section(self, context: &Context, pictures: &mut Pictures) -> Option<ReportSection> {
        match self {
            Self::Files => Some(files::section(context)),
            Self::Map(space) => Some(maps::section(context, space)),
            Self::Groups(space) => groups::section(context, space, pictures),
            Self::Raw => groups::raw(context),
            Self::Top => part("The first tracks", ranking::section(context, pictures)),
            Self::Split => part("Low and high", halves::section(context, pictures)),
            Self::Observations => Some(observations::section(context)),
            Self::Recommendations => {
                part("Recommendations", recommending::section(context, pictures))
            }
            Self::Tracks => Some(tracks::section(context)),
        }
    }
}

/// Writes the whole report at once; see [`WriteUp::step`].
pub fn write_up(
    analysis: &Analysis,
    params: &ReportParams,
    picture: &mut dyn FnMut(usize) -> Option<Vec<u8>>,
) -> Report {
    let mut findings = Findings::default();
    let mut writing = WriteUp::new(analysis, params.clone());
    while !writing.step(analysis, &mut findings, picture) {}
    writing.finish(analysis, &findings)
}

/// A part that could not be made says why; one that there is nothing to say in is left out.
fn part(
    heading: &str,
    made: Result<Option<ReportSection>, AnalysisError>,
) -> Option<ReportSection> {
    made.unwrap_or_else(|error| Some(left_out(heading, error.to_string())))
}

/// A part of one sentence.
fn left_out(heading: &str, why: impl Into<String>) -> ReportSection {
    ReportSection {
        heading: heading.into(),
        sentence: why.into(),
        blocks: Vec::new(),
    }
}
