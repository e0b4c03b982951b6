//! The session: what is loaded, what is computed, and the work between the two in steps short enough to stop after.
//!
//! No browser here: the agent feeds it files and sends its messages on.

use std::collections::VecDeque;

use super::answers;
use super::messages::{Message, cells, grouped, joined, mapped, mapped_from};
use super::protocol::{Event, JobId};
use super::question::{Answer, Question};
use crate::error::AnalysisError;
use crate::pipeline::{
    Analysis, Collection, Findings, RecommendationList, Recommender, RowOrder, RowsParams, Samples,
    Settings, Space, SpaceFit, SpaceName, Study, StudyFit, default_query,
};
use crate::progress::{Progress, Stage};
use crate::report::csv_of;
use crate::report::html;
use crate::write_up::{ReportParams, WriteUp};

/// Everything one page has loaded and computed.
#[derive(Default)]
pub struct Session {
    /// What was read.
    pub collection: Collection,
    analysis: Option<Analysis>,
    /// Revision of the collection that `analysis` was joined from.
    joined_revision: u64,
    /// Whole paths of its pictures, in the order of the catalogue.
    picture_paths: Vec<String>,
    job: Option<Job>,
    /// Longer questions, to be answered one after the other while no job runs.
    asked: VecDeque<Study>,
    study: Option<StudyFit>,
    /// What such questions found out about `analysis`.
    findings: Findings,
    /// The report that is asked for, and the one that is being written.
    report: Option<ReportParams>,
    writing: Option<WriteUp>,
    /// The table as it was last looked at.
    row_order: Option<RowOrder>,
}

/// The work under way.
struct Job {
    id: JobId,
    settings: Settings,
    tasks: VecDeque<Task>,
    fit: Option<SpaceFit>,
}

#[derive(Clone, Copy)]
enum Task {
    Join,
    Fit(SpaceName),
}

impl Session {
    /// Starts to bring everything computed up to what is loaded and to `settings`.
    pub fn begin(&mut self, id: JobId, settings: Settings) {
        self.cancel();
        // What was asked about the old state is asked again about the new one.
        self.asked.clear();
        self.study = None;
        self.findings = Findings::default();
        self.cancel_report();
        self.job = Some(Job {
            id,
            settings,
            tasks: [
                Task::Join,
                Task::Fit(SpaceName::Sound),
                Task::Fit(SpaceName::Features),
            ]
            .into(),
            fit: None,
        });
    }

    /// Stops the work. A space whose map was known before keeps its old groups.
    pub fn cancel(&mut self) {
        let unfinished = self
            .job
            .take()
            .and_then(|job| job.fit)
            .and_then(SpaceFit::finish);
        if let (Some(space), Some(analysis)) = (unfinished, &mut self.analysis) {
            keep(analysis, space);
        }
    }

    /// Ends the layout that is being made and goes on with it as it is; false when none is being made.
    pub fn stop_layout(&mut self) -> bool {
        let fit = self.job.as_mut().and_then(|job| job.fit.as_mut());
        fit.is_some_and(SpaceFit::stop_layout)
    }

    /// How far the stage, or a part of it, is.
    pub fn progress(&self) -> Option<Progress> {
        let stage = self.stage()?;
        let fit = self.job.as_ref().and_then(|job| job.fit.as_ref());
        let unknown = Progress {
            stage,
            done: 0,
            total: 0,
        };
        Some(fit.map_or(unknown, SpaceFit::progress))
    }

    /// The stage that the next step belongs to; `None` when there is nothing to do.
    pub fn stage(&self) -> Option<Stage> {
        let job = self.job.as_ref()?;
        Some(match (&job.fit, job.tasks.front()) {
            (Some(fit), _) => fit.stage(),
            (None, Some(Task::Join)) => Stage::Join,
            (None, Some(Task::Fit(_))) => Stage::Standardise,
            (None, None) => Stage::Recommend,
        })
    }

    /// Does a short piece of the work and says what came of it.
    pub fn step(&mut self) -> Vec<Message> {
        let Some(mut job) = self.job.take() else {
            return Vec::new();
        };
        let stepped = match job.tasks.front().copied() {
            Some(Task::Join) => self.join(&mut job),
            Some(Task::Fit(space)) => self.fit(&mut job, space),
            None => {
                let default_query = self
                    .analysis
                    .as_ref()
                    .and_then(|a| default_query(&a.catalog));
                let finished = Event::Finished {
                    job: job.id,
                    default_query,
                };
                return vec![finished.into()];
            }
        };
        match stepped {
            Ok(messages) => {
                self.job = Some(job);
                messages
            }
            Err(error) => vec![
                Event::Failed {
                    job: job.id,
                    message: error.to_string(),
                    warnings: self.collection.warnings(None),
                }
                .into(),
            ],
        }
    }

    fn join(&mut self, job: &mut Job) -> Result<Vec<Message>, AnalysisError> {
        if self.collection.is_empty() {
            return Err(AnalysisError::Nothing);
        }
        job.tasks.pop_front();
        let settings = job.settings.clone();
        let revision = self.collection.revision();
        if let Some(analysis) = self
            .analysis
            .as_mut()
            .filter(|analysis| analysis.settings.joins_as(&settings))
            && self.joined_revision == revision
        {
            analysis.settings = settings;
            return Ok(Vec::new());
        }
        let (catalog, join) = self.collection.join(&settings);
        // New rows or another key leave the pictures as they were, and their space with them.
        let sound = self
            .analysis
            .take()
            .filter(|old| old.catalog.spectrograms == catalog.spectrograms)
            .and_then(|old| old.sound)
            .map(|old| Recommender::new(old.space, &catalog));
        let analysis = Analysis {
            sound,
            features: None,
            warnings: self.collection.warnings(Some(&join)),
            settings,
            catalog,
            join,
        };
        self.row_order = None;
        let paths = self.collection.picture_paths();
        self.picture_paths = paths.map(str::to_owned).collect();
        let message = joined(job.id, &analysis, &self.collection);
        self.analysis = Some(analysis);
        self.joined_revision = revision;
        Ok(vec![message])
    }

    fn fit(&mut self, job: &mut Job, name: SpaceName) -> Result<Vec<Message>, AnalysisError> {
        let Some(analysis) = &mut self.analysis else {
            return Err(AnalysisError::Nothing);
        };
        let Some(mut fit) = job.fit.take() else {
            let samples = Samples::of(
                name,
                &analysis.catalog,
                &analysis.join.key_column,
                &job.settings,
            )?;
            let Some(samples) = samples else {
                job.tasks.pop_front();
                *slot(analysis, name) = None;
                return Ok(vec![
                    Event::NoSpace {
                        job: job.id,
                        space: name,
                    }
                    .into(),
                ]);
            };
            let old = slot(analysis, name)
                .take()
                .filter(|old| old.space.samples.columns == samples.columns);
            job.fit = Some(match old {
                Some(old)
                    if old.space.is_laid_out_as(&job.settings)
                        && old.space.is_grouped_as(&job.settings) =>
                {
                    let messages = vec![mapped(job.id, &old.space), grouped(job.id, &old.space)];
                    keep(analysis, old.space);
                    job.tasks.pop_front();
                    return Ok(messages);
                }
                Some(old) => SpaceFit::again(old.space, &job.settings),
                None => SpaceFit::new(samples, &job.settings),
            });
            return Ok(Vec::new());
        };
        let (had_pca, had_layout) = (fit.pca().is_some(), fit.stage() == Stage::Tsne);
        let done = match fit.step(&analysis.catalog) {
            Ok(done) => done,
            Err(error) => {
                // Settings that cannot be followed leave the old groups.
                if let Some(space) = fit.finish() {
                    keep(analysis, space);
                }
                return Err(error);
            }
        };
        let mut messages = Vec::new();
        let has_layout = fit.stage() == Stage::Tsne;
        let Progress { stage, done: n, .. } = fit.progress();
        let is_frame =
            stage == Stage::Tsne && n > 0 && n.is_multiple_of(frame_every(fit.n_samples()));
        if let Some((samples, pca)) = fit.pca()
            && (!had_pca || is_frame || had_layout != has_layout)
        {
            messages.push(mapped_from(job.id, samples, pca, fit.tsne().as_deref()));
        }
        if !done {
            job.fit = Some(fit);
            return Ok(messages);
        }
        job.tasks.pop_front();
        if let Some(space) = fit.finish() {
            messages.push(grouped(job.id, &space));
            keep(analysis, space);
        }
        Ok(messages)
    }

    /// Answers a question at once, or notes it for [`Self::study`] and answers nothing yet.
    pub fn ask(&mut self, question: &Question) -> Option<Answer> {
        if let &Question::Study(study) = question {
            if !self.asked.contains(&study) {
                self.asked.push_back(study);
            }
            return None;
        }
        let analysis = self.analysis.as_ref()?;
        if let Question::Rows(params) = question {
            let order = row_order(&mut self.row_order, analysis);
            return Some(Answer::Rows(order.rows(&analysis.catalog, params)));
        }
        answers::answer(question, analysis)
            .unwrap_or_else(|error| Some(Answer::No(error.to_string())))
    }

    /// Notes that the report is wanted, for [`Self::study`].
    pub fn ask_for_report(&mut self, params: ReportParams) {
        self.writing = None;
        self.report = Some(params);
    }

    /// Leaves the report unwritten.
    pub fn cancel_report(&mut self) {
        self.writing = None;
        self.report = None;
    }

    /// How far the report or the longer question is that is worked on.
    pub fn studying(&self) -> Option<Progress> {
        let study = self.study.as_ref().map(StudyFit::progress);
        self.writing.as_ref().map(WriteUp::progress).or(study)
    }

    /// Does a short piece of the report or of a longer question and says what came of it; `None` when there is nothing to
    /// do, or a job is more urgent. `picture` reads the file at a path.
    pub fn study(
        &mut self,
        picture: &mut dyn FnMut(&str) -> Option<Vec<u8>>,
    ) -> Option<Vec<Message>> {
        if self.job.is_some() {
            return None;
        }
        let Some(analysis) = &self.analysis else {
            self.asked.clear();
            // Whoever waits for a report hears that there is none.
            return self.report.take().map(|_| vec![Event::Report.into()]);
        };
        if let Some(mut fit) = self.study.take() {
            if !fit.step(analysis) {
                self.study = Some(fit);
                return Some(Vec::new());
            }
            let Some(finding) = fit.finish(analysis) else {
                return Some(Vec::new());
            };
            self.findings.keep(fit.study(), finding.clone());
            return Some(vec![
                Event::Answered(Answer::Found(fit.study(), finding)).into(),
            ]);
        }
        if let Some(mut writing) = self.writing.take() {
            let paths = &self.picture_paths;
            let mut of_track = |track| picture(picture_path(analysis, paths, track)?);
            if !writing.step(analysis, &mut self.findings, &mut of_track) {
                self.writing = Some(writing);
                return Some(Vec::new());
            }
            let html = html(&writing.finish(analysis, &self.findings));
            return Some(vec![Message {
                event: Event::Report,
                attachments: vec![html.into_bytes()],
            }]);
        }
        if let Some(params) = self.report.take() {
            self.writing = Some(WriteUp::new(analysis, params));
            return Some(Vec::new());
        }
        let study = self.asked.pop_front()?;
        if let Some(known) = self.findings.get(study) {
            let answer = Answer::Found(study, known.clone());
            return Some(vec![Event::Answered(answer).into()]);
        }
        self.study = StudyFit::new(study, analysis);
        Some(Vec::new())
    }

    /// The rows that `params` finds, all of them, as a CSV file.
    pub fn table(&mut self, params: &RowsParams) -> Option<Vec<u8>> {
        let analysis = self.analysis.as_ref()?;
        let table = analysis.catalog.table.as_deref()?;
        let found = row_order(&mut self.row_order, analysis).found(table, params);
        let headers = table.columns.iter().map(|column| column.name.as_str());
        let cells = |&row: &u32| {
            let columns = table.columns.iter();
            columns.map(move |column| column.text.get(row as usize))
        };
        Some(csv_of(headers, found.iter().map(cells)))
    }

    /// The row of a track and both lists of recommendations.
    pub fn describe(&self, track: usize) -> Option<Event> {
        let analysis = self.analysis.as_ref()?;
        let (by_sound, by_features): (Option<RecommendationList>, _) =
            analysis.recommend(track).ok()?;
        Some(Event::Described {
            track,
            cells: cells(&analysis.catalog, track),
            by_sound,
            by_features,
        })
    }

    /// The analysis document.
    pub fn document(&self, query: Option<usize>) -> Option<String> {
        let analysis = self.analysis.as_ref()?;
        let query = query.or_else(|| default_query(&analysis.catalog));
        analysis.document(query).ok()
    }

    /// The whole path of a track's picture.
    pub fn picture_path(&self, track: usize) -> Option<&str> {
        picture_path(self.analysis.as_ref()?, &self.picture_paths, track)
    }
}

fn picture_path<'a>(analysis: &Analysis, paths: &'a [String], track: usize) -> Option<&'a str> {
    let picture = analysis.catalog.tracks.get(track)?.picture?;
    paths.get(picture).map(String::as_str)
}

/// Iterations from one frame of a moving map to the next: what a screen can show, and not more than a small part of the
/// work.
fn frame_every(n_samples: usize) -> usize {
    (20_000 / n_samples.max(1)).clamp(1, 20)
}

fn row_order<'a>(order: &'a mut Option<RowOrder>, analysis: &Analysis) -> &'a mut RowOrder {
    order.get_or_insert_with(|| RowOrder::new(&analysis.catalog, &analysis.join))
}

fn slot(analysis: &mut Analysis, name: SpaceName) -> &mut Option<Recommender> {
    match name {
        SpaceName::Sound => &mut analysis.sound,
        SpaceName::Features => &mut analysis.features,
    }
}

fn keep(analysis: &mut Analysis, space: Space) {
    let name = space.samples.name;
    let recommender = Recommender::new(space, &analysis.catalog);
    *slot(analysis, name) = Some(recommender);
}
