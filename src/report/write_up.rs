//! What the report says: everything the notebook showed, for this collection and these settings. In: an analysis, what
//! is in view, and the pictures as the person has them. Out: a [`Report`].
//!
//! One file per part. A part whose data is not there is one sentence that says so; whatever the input, there is a report.
//! Each part says what of it belongs to the first page, to the body and to the appendix, which waits until the body is
//! written.

use std::collections::VecDeque;

use super::contents::{Chapter, Report, ReportFigure, ReportSection};
use super::context::{Context, Described};
use super::numbering::{Numbering, Written};
use super::params::ReportParams;
use super::pictures::{BUDGET, Pictures};
use super::sections::claims::counted_space;
use super::sections::{Part, files, recommend};
use crate::analysis::{Analysis, Findings, Standing, Study, StudyFit};
use crate::error::AnalysisError;
use crate::progress::{Progress, Stage};
use crate::rank::Usual;
use crate::space::SpaceName;

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
    numbering: Numbering,
    /// What is written, but comes behind the body.
    appendix: VecDeque<ReportSection>,
    /// What the first page says.
    gist: Vec<String>,
    opening: Option<Box<ReportFigure>>,
    /// Bytes that pictures may still take.
    picture_bytes: usize,
    /// Work in all, in [`STUDY_WORK`]s and parts.
    total: usize,
}

/// How much longer a study takes than a part.
const STUDY_WORK: usize = 6;

impl WriteUp {
    /// Prepares the report of `analysis`.
    pub fn new(analysis: &Analysis, params: ReportParams) -> Self {
        let params = with_usual(params, analysis);
        // The space in view comes first.
        let others = analysis.names().filter(|&name| name != params.space);
        // Of the two spaces of sound one is enough to say that there are no pictures.
        let sound = analysis.sound_space();
        let others =
            others.filter(|&name| name.recommends(sound) || analysis.space(name).is_some());
        let spaces: Vec<SpaceName> = std::iter::once(params.space).chain(others).collect();
        let mut studies: VecDeque<Study> = spaces
            .iter()
            .copied()
            .filter(|&space| analysis.space(space).is_some())
            .flat_map(|space| {
                let clusters = analysis.space(space).map(|space| &space.clusters);
                let is_of_less = clusters.is_some_and(|found| found.on.is_of_less());
                let of_all = is_of_less.then_some(Study::Separation(space));
                [
                    Study::Quality(space),
                    Study::Scan(space),
                    Study::Profiles(space),
                ]
                .into_iter()
                .chain(of_all)
            })
            .collect();
        if analysis.space(SpaceName::Features).is_some() {
            studies.push_back(Study::RawClusters);
        }
        studies.extend(counted_space(analysis, params.space).map(Study::Exposure));
        studies.push_back(Study::Scorecard);
        studies.extend(params.coloring_study(analysis));
        let parts = parts(&spaces);
        Self {
            params,
            total: studies.len() * STUDY_WORK + parts.len(),
            studies,
            fit: None,
            failed: Vec::new(),
            described: None,
            parts,
            sections: Vec::new(),
            numbering: Numbering::default(),
            appendix: VecDeque::new(),
            gist: Vec::new(),
            opening: None,
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

    /// Does a short piece of the work; true when all is written. `picture` gives the bytes of a track's picture file, `None` where
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
        let Some(part) = self.parts.pop_front() else {
            self.sections.extend(self.appendix.pop_front());
            return self.appendix.is_empty();
        };
        let context = Context::new(analysis, findings, described, &self.params);
        let pictures = &mut Pictures::new(picture, &mut self.picture_bytes);
        let written = match part {
            Part::Opening => {
                self.opening = recommend::opening(&context, pictures);
                Vec::new()
            }
            Part::Failures => failures(&self.failed),
            part => part.write(&context, pictures),
        };
        for mut written in written {
            self.numbering.number(&mut written);
            self.gist.extend(written.gist);
            self.sections.extend(written.body);
            self.appendix.extend(written.appendix);
        }
        self.parts.is_empty() && self.appendix.is_empty()
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

    /// The sections that are written.
    pub fn sections(&self) -> &[ReportSection] {
        &self.sections
    }

    /// What is written.
    pub fn finish(self, analysis: &Analysis, findings: &Findings) -> Report {
        let described = self.described;
        let described =
            described.unwrap_or_else(|| Described::new(analysis, findings, &self.params));
        let context = Context::new(analysis, findings, &described, &self.params);
        Report {
            title: "Soundkin report".into(),
            date: self.params.date.clone(),
            findings: self.gist,
            opening: self.opening,
            facts: files::facts(&context),
            sections: self.sections,
        }
    }
}

/// The parts in their order: first those of the body, chapter by chapter.
fn parts(spaces: &[SpaceName]) -> VecDeque<Part> {
    let of_spaces = |part: fn(SpaceName) -> Part| spaces.iter().copied().map(part);
    let mut parts: VecDeque<Part> = [Part::Opening, Part::Files].into();
    parts.extend(of_spaces(Part::Map));
    parts.extend(of_spaces(Part::Groups));
    parts.push_back(Part::Raw);
    parts.extend([
        Part::Recommendations,
        Part::Scorecard,
        Part::Top,
        Part::Split,
        Part::Observations,
        Part::Settings,
        Part::Failures,
        Part::Tracks,
    ]);
    parts
}

/// Why something was not measured; at the end of the settings, which ask for it.
fn failures(failed: &[String]) -> Vec<Written> {
    if failed.is_empty() {
        return Vec::new();
    }
    let heading = "What could not be measured";
    let section = ReportSection::new(Chapter::Settings, heading, failed.join(" "));
    vec![Written::body(section)]
}

/// The same with the usual ranking and comparison where none is in view.
fn with_usual(params: ReportParams, analysis: &Analysis) -> ReportParams {
    if params.top.is_some() && params.split.is_some() {
        return params;
    }
    let usual = Usual::of(&analysis.catalog, &analysis.join);
    ReportParams {
        top: params.top.or(usual.top),
        split: params.split.or(usual.split),
        ..params
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
