//! Longer questions, the report and the document, a short step at a time. Short studies and the document do not wait for a
//! job: they are about what stands. The others do.

use std::collections::VecDeque;

use super::writing::Writing;
use super::{Session, answers, picture_path};
use crate::analysis::{
    Analysis, DocumentFit, Finding, Findings, Standing, Study, StudyFit, Topic, query_of,
};
use crate::error::AnalysisError;
use crate::progress::{Progress, Stage};
use crate::protocol::{Answer, Event, Message, Question};
use crate::report::{Printer, ReportParams};
use crate::space::SpaceName;

/// What is asked, being found out and found.
#[derive(Default)]
pub(super) struct Studies {
    asked: VecDeque<Study>,
    /// A short one and a long one may be under way at once.
    short: Option<StudyFit>,
    long: Option<StudyFit>,
    /// A long one that was left, or made way; it goes on where it stopped when its turn comes again.
    parked: Option<StudyFit>,
    findings: Findings,
    /// Is the second look at the pictures under way?
    is_looking: bool,
    /// The document that is asked for, and the one that is being written.
    document: Option<(Option<usize>, Vec<SpaceName>)>,
    documenting: Option<DocumentFit>,
    /// The report that is asked for, and the one that is being written.
    report: Option<ReportParams>,
    writing: Option<Writing>,
}

/// Is it done before a person has looked up?
fn is_short(study: Study) -> bool {
    matches!(study, Study::Profiles(_) | Study::RawClusters)
}

/// Does it stand beside what a view is about, so that all else goes before it?
fn is_aside(study: Study) -> bool {
    matches!(study, Study::Scorecard | Study::ColumnGains)
}

/// Is it asked for by a view that is in front, without a person wanting it?
fn is_unasked(study: Study) -> bool {
    is_aside(study) || matches!(study, Study::Quality(_) | Study::Separation(_))
}

impl Studies {
    /// The answer, where it is known or there is none; else it is noted.
    pub(super) fn ask(
        &mut self,
        study: Study,
        analysis: &Analysis,
        may_come: bool,
    ) -> Option<Answer> {
        let standing = Standing::of(analysis);
        if let Some(known) = self.findings.get(study, &standing) {
            return Some(answers::found(study, known.clone()));
        }
        if study.recommender(analysis).is_none() && !may_come {
            return Some(answers::nothing(study));
        }
        let is_at_work = |fit: &StudyFit| {
            fit.study() == study && fit.standing().agrees(&standing, Topic::Study(study))
        };
        let mut fits = [&self.short, &self.long].into_iter().flatten();
        if !fits.any(is_at_work) && !self.asked.contains(&study) {
            self.asked.push_back(study);
        }
        None
    }

    /// Another catalogue: what was asked about the old one is answered about the new one.
    pub(super) fn begin_anew(&mut self) {
        for fit in [self.short.take(), self.long.take()].into_iter().flatten() {
            self.asked.push_front(fit.study());
        }
        self.parked = None;
        self.findings = Findings::default();
        self.documenting = None;
    }

    /// Takes the first question that `is_wanted`.
    fn next(&mut self, is_wanted: impl Fn(&Self, Study) -> bool) -> Option<Study> {
        let place = self
            .asked
            .iter()
            .position(|&study| is_wanted(self, study))?;
        self.asked.remove(place)
    }

    /// May it be worked on? What nobody wants waits while the pictures are looked at again: it would take a core from those
    /// who look, and be about a map that another is about to replace. What stands aside waits for all else.
    fn may_go_on(&self, study: Study) -> bool {
        let is_alone = || self.asked.iter().all(|&study| is_aside(study));
        !(self.is_looking && is_unasked(study)) && (!is_aside(study) || is_alone())
    }

    /// What is under way stops where it is if it must wait.
    fn make_way(&mut self) {
        let study = self.long.as_ref().map(StudyFit::study);
        if let Some(study) = study.filter(|&study| !self.may_go_on(study)) {
            self.asked.push_back(study);
            self.parked = self.long.take();
        }
    }

    /// A study from where it was left, or from its beginning; what to say where there is none.
    fn start(&mut self, study: Study, analysis: &Analysis) -> Result<StudyFit, Box<Answer>> {
        let standing = Standing::of(analysis);
        if let Some(known) = self.findings.get(study, &standing) {
            return Err(answers::found(study, known.clone()).into());
        }
        let parked = self.parked.take_if(|fit| fit.study() == study);
        let is_of_now = |fit: &StudyFit| fit.standing().agrees(&standing, Topic::Study(study));
        if let Some(fit) = parked.filter(is_of_now) {
            return Ok(fit);
        }
        match StudyFit::new(study, analysis) {
            Ok(Some(fit)) => Ok(fit),
            Ok(None) => Err(answers::nothing(study).into()),
            Err(error) => Err(Answer::No(Question::of(study), error.to_string()).into()),
        }
    }

    /// A step of a study; what is left of it, and the answer.
    fn step(
        &mut self,
        mut fit: StudyFit,
        analysis: &Analysis,
    ) -> (Option<StudyFit>, Option<Answer>) {
        let study = fit.study();
        let failed = |error: AnalysisError| Answer::No(Question::of(study), error.to_string());
        match fit.step(analysis) {
            Ok(false) => return (Some(fit), None),
            Ok(true) => {}
            Err(error) => return (None, Some(failed(error))),
        }
        let standing = fit.standing().clone();
        let is_of_now = standing.agrees(&Standing::of(analysis), Topic::Study(study));
        match fit.finish(analysis) {
            Ok(Some(finding)) => {
                self.findings.keep(study, standing, finding.clone());
                if !is_of_now {
                    // Something else stands by now, and is what the question is about.
                    self.asked.push_front(study);
                    return (None, None);
                }
                (None, Some(answers::found(study, finding)))
            }
            Ok(None) => (None, Some(answers::nothing(study))),
            Err(error) => (None, Some(failed(error))),
        }
    }
}

/// Nothing, or the answer as the page gets it.
fn said(answer: Option<Answer>) -> Vec<Message> {
    answer
        .map(|answer| Event::Answered(answer).into())
        .into_iter()
        .collect()
}

impl Session {
    /// Notes whether the second look at the pictures is under way.
    pub fn set_looking(&mut self, is_looking: bool) {
        self.studies.is_looking = is_looking;
    }

    /// Notes that the report is wanted, for [`Self::study`].
    pub fn ask_for_report(&mut self, params: ReportParams) {
        self.studies.writing = None;
        self.studies.report = Some(params);
    }

    /// Leaves the report unwritten.
    pub fn cancel_report(&mut self) {
        self.studies.writing = None;
        self.studies.report = None;
    }

    /// Notes that the document is wanted, for [`Self::answer`]; `is_reading`: files are being read that will change it.
    pub fn ask_for_document(&mut self, query: Option<usize>, is_reading: bool) {
        let mut unfinished = Vec::new();
        if is_reading {
            unfinished = self.space_names().collect();
        }
        self.studies.documenting = None;
        self.studies.document = Some((query, unfinished));
    }

    /// Leaves the document unwritten.
    pub fn cancel_document(&mut self) {
        self.studies.documenting = None;
        self.studies.document = None;
    }

    /// Nobody waits for this study any more: it stops where it is.
    pub fn leave(&mut self, study: Study) {
        let studies = &mut self.studies;
        studies.asked.retain(|&asked| asked != study);
        let left = studies.long.take_if(|fit| fit.study() == study);
        if left.is_some() {
            studies.parked = left;
        }
    }

    /// How far the report, the document or the longer question is that is worked on.
    pub fn studying(&self) -> Option<Progress> {
        let studies = &self.studies;
        if studies.documenting.is_some() {
            return Some(Progress {
                stage: Stage::Document,
                done: 0,
                total: 0,
            });
        }
        let study = studies.long.as_ref().or(studies.short.as_ref());
        let writing = studies.writing.as_ref().map(Writing::progress);
        writing.or(study.map(StudyFit::progress))
    }

    /// Does a short piece of the document or of a short question, both about what stands, and says what came of it; `None`
    /// when there is nothing to do. More urgent than the steps of a job.
    pub fn answer(&mut self) -> Option<Vec<Message>> {
        // Until it has joined, nobody knows what a job will change.
        if self.job.as_ref().is_some_and(|job| !job.is_joined) {
            return None;
        }
        let may_come = self.unfinished();
        let studies = &mut self.studies;
        let Some(analysis) = &self.analysis else {
            studies.documenting = None;
            let why = AnalysisError::Nothing.to_string();
            return studies
                .document
                .take()
                .map(|_| vec![Event::Unable(why).into()]);
        };
        if let Some((query, unfinished)) = studies.document.take() {
            let query = query_of(&analysis.catalog, query);
            let unfinished = if unfinished.is_empty() {
                may_come
            } else {
                unfinished
            };
            let standing = Standing::of(analysis);
            let known = match studies.findings.get(Study::Scorecard, &standing) {
                Some(Finding::Scorecard(known)) => Some(known.clone()),
                _ => None,
            };
            let fit = DocumentFit::new(query, unfinished).with_scorecard(known);
            studies.documenting = Some(fit);
            return Some(Vec::new());
        }
        if let Some(mut fit) = studies.documenting.take() {
            return Some(match fit.step(analysis) {
                Ok(false) => {
                    studies.documenting = Some(fit);
                    Vec::new()
                }
                Ok(true) => {
                    let unfinished = fit.unfinished().to_vec();
                    vec![Message {
                        event: Event::Document { unfinished },
                        attachments: vec![fit.finish().into_bytes()],
                    }]
                }
                Err(error) => vec![Event::Unable(error.to_string()).into()],
            });
        }
        if let Some(fit) = studies.short.take() {
            let (left, answer) = studies.step(fit, analysis);
            studies.short = left;
            return Some(said(answer));
        }
        let is_there = |study: Study| {
            let is_awaited = study.space().is_some_and(|space| may_come.contains(&space));
            study.recommender(analysis).is_some() || !is_awaited
        };
        let study = studies.next(|_, study| is_short(study) && is_there(study))?;
        Some(match studies.start(study, analysis) {
            Ok(fit) => {
                studies.short = Some(fit);
                Vec::new()
            }
            Err(answer) => said(Some(*answer)),
        })
    }

    /// Does a short piece of the report or of a question and says what came of it; `None` when there is nothing to do, or a
    /// job is more urgent. `picture` reads the file at a path, `printer` makes HTML of a report.
    pub fn study(
        &mut self,
        picture: &mut dyn FnMut(&str) -> Option<Vec<u8>>,
        printer: &dyn Printer,
    ) -> Option<Vec<Message>> {
        if self.job.is_some() {
            return None;
        }
        if let Some(said) = self.answer() {
            return Some(said);
        }
        let studies = &mut self.studies;
        let Some(analysis) = &self.analysis else {
            // Whoever waits for an answer or a report hears that there is none.
            let asked = studies.asked.drain(..);
            let mut said: Vec<Message> = asked
                .map(|study| Event::Answered(answers::nothing(study)).into())
                .collect();
            said.extend(studies.report.take().map(|_| Event::Report.into()));
            return (!said.is_empty()).then_some(said);
        };
        studies.make_way();
        if let Some(fit) = studies.long.take() {
            let (left, answer) = studies.step(fit, analysis);
            studies.long = left;
            return Some(said(answer));
        }
        if let Some(mut writing) = studies.writing.take() {
            let paths = &self.picture_paths;
            let mut of_track = |track| picture(picture_path(analysis, paths, track)?);
            let written =
                match writing.step(analysis, &mut studies.findings, &mut of_track, printer) {
                    Ok(false) => {
                        studies.writing = Some(writing);
                        return Some(Vec::new());
                    }
                    Ok(true) => writing.finish(analysis, &studies.findings, printer),
                    Err(error) => Err(error),
                };
            return Some(vec![match written {
                Ok(html) => Message {
                    event: Event::Report,
                    attachments: vec![html.into_bytes()],
                },
                Err(error) => Event::NoReport(error.to_string()).into(),
            }]);
        }
        if let Some(params) = studies.report.take() {
            studies.writing = Some(Writing::new(analysis, params));
            return Some(Vec::new());
        }
        let study = studies.next(Studies::may_go_on)?;
        Some(match studies.start(study, analysis) {
            Ok(fit) => {
                studies.long = Some(fit);
                Vec::new()
            }
            Err(answer) => said(Some(*answer)),
        })
    }
}
