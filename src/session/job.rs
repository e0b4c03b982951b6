//! The work on what comes next, in steps short enough to stop after: join, then the spaces that need another map or
//! other groups. What stands is replaced piece by piece, each when its successor is whole.

use std::collections::VecDeque;

use super::Session;
use super::messages::{joined, mapped_from};
use crate::error::AnalysisError;
use crate::pipeline::{
    Analysis, Recommender, Samples, Settings, Space, SpaceFit, SpaceName, default_query,
};
use crate::progress::{Progress, Stage};
use crate::protocol::{Event, JobId, Message};

/// In the order in which they are made.
const SPACES: [SpaceName; 2] = [SpaceName::Sound, SpaceName::Features];

/// The work under way.
pub(super) struct Job {
    id: JobId,
    settings: Settings,
    is_joined: bool,
    /// Revision of the collection that it was joined from.
    revision: u64,
    /// Spaces that are still to be made; the first is at work.
    spaces: VecDeque<SpaceName>,
    fit: Option<SpaceFit>,
    /// A fit that another job left, and the collection's revision that it belongs to.
    left: Option<(SpaceFit, u64)>,
    /// A new catalogue, where a space would else be gone until it is made again: the old one stands meanwhile.
    next: Option<Next>,
}

/// What takes the place of what stands.
struct Next {
    analysis: Analysis,
    revision: u64,
    picture_paths: Vec<String>,
}

impl Job {
    pub(super) fn spaces(&self) -> Vec<SpaceName> {
        if self.next.is_some() || !self.is_joined {
            return SPACES.to_vec();
        }
        self.spaces.iter().copied().collect()
    }

    /// Is it known what is to be made?
    pub(super) fn is_joined(&self) -> bool {
        self.is_joined
    }
}

impl Session {
    /// Starts to bring everything computed up to what is loaded and to `settings`. Says that the job before is over, if
    /// one ran; what that was making goes on where it is wanted all the same.
    pub fn begin(&mut self, id: JobId, settings: Settings) -> Vec<Message> {
        // Written about the old state: whoever wants it asks again.
        self.cancel_report();
        let old = self.job.take();
        let over = old.as_ref().map(|old| Event::Superseded { job: old.id });
        let left = old.filter(|old| old.settings.key == settings.key);
        let left = left.and_then(|old| {
            let own = old.fit.map(|fit| (fit, old.revision));
            own.or(old.left)
        });
        self.job = Some(Job {
            id,
            settings,
            is_joined: false,
            revision: 0,
            spaces: VecDeque::new(),
            fit: None,
            left,
            next: None,
        });
        over.into_iter().map(Message::from).collect()
    }

    /// Gives the job up for another one, `next`, that begins later. Says what the page must hear to show what stands.
    pub fn set_aside(&mut self, next: JobId) -> Vec<Message> {
        let Some(job) = self.job.take() else {
            return Vec::new();
        };
        let mut said = vec![Event::Superseded { job: job.id }.into()];
        said.extend(self.tell_all(next));
        said
    }

    /// Gives the job up: what stood before it stands. Says what the page must hear to show that.
    pub fn cancel(&mut self) -> Vec<Message> {
        let job = self.job.take();
        job.map_or_else(Vec::new, |job| self.tell_all(job.id))
    }

    /// That a job was cancelled, and what is true now; `unread` files were not read yet.
    pub fn cancelled(&self, job: JobId, unread: usize) -> Event {
        Event::Cancelled {
            job,
            unread,
            loaded: self.collection.n_pictures(),
            has_rest: unread > 0 || self.has_rest(),
            settings: self.settings().cloned().map(Box::new),
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
        Some(match (&job.fit, job.spaces.front()) {
            (Some(fit), _) => fit.stage(),
            (None, _) if !job.is_joined => Stage::Join,
            (None, Some(_)) => Stage::Standardise,
            (None, None) => Stage::Recommend,
        })
    }

    /// Does a short piece of the work and says what came of it.
    pub fn step(&mut self) -> Vec<Message> {
        let Some(mut job) = self.job.take() else {
            return Vec::new();
        };
        let stepped = if !job.is_joined {
            self.join(&mut job)
        } else if let Some(&space) = job.spaces.front() {
            self.fit(&mut job, space)
        } else {
            return self.finish(job);
        };
        match stepped {
            Ok(messages) => {
                self.job = Some(job);
                messages
            }
            Err(error) => self.fail(job, &error),
        }
    }

    fn join(&mut self, job: &mut Job) -> Result<Vec<Message>, AnalysisError> {
        if self.collection.is_empty() {
            return Err(AnalysisError::Nothing);
        }
        let revision = self.collection.revision();
        job.is_joined = true;
        job.revision = revision;
        job.spaces = SPACES.into();
        let key = &job.settings.key;
        if let Some(analysis) = self.analysis.as_mut().filter(|a| a.settings.key == *key)
            && self.joined_revision == revision
        {
            analysis.settings.recommend_as(&job.settings);
            job.spaces.retain(|&name| {
                // A space with an error is left to its turn.
                let stands = stands(analysis, &job.settings, name).unwrap_or(false);
                if stands {
                    analysis.settings.space_as(&job.settings, name);
                }
                !stands
            });
            let done = SPACES.into_iter().filter(|name| !job.spaces.contains(name));
            let mut said = Vec::new();
            for name in done {
                said.extend(self.tell(job.id, name));
            }
            said.extend(self.outdated(job.id));
            return Ok(said);
        }
        let (catalog, join) = self.collection.join(key.as_ref());
        // New rows or another key leave the pictures as they were, and their space with them.
        let sound = self
            .analysis
            .as_ref()
            .filter(|old| old.catalog.spectrograms == catalog.spectrograms)
            .filter(|old| old.catalog.tracks.len() == catalog.tracks.len())
            .and_then(|old| old.sound.clone());
        let paths = self.collection.picture_paths();
        let next = Next {
            picture_paths: paths.map(str::to_owned).collect(),
            revision,
            analysis: Analysis {
                sound,
                features: None,
                warnings: self.collection.warnings(),
                settings: job.settings.clone(),
                catalog,
                join,
            },
        };
        let loses = |old: &Analysis| {
            SPACES
                .iter()
                .any(|&name| old.space(name).is_some() && next.analysis.space(name).is_none())
        };
        if self.analysis.as_ref().is_some_and(loses) {
            job.next = Some(next);
            return Ok(Vec::new());
        }
        Ok(vec![self.publish(job.id, next)])
    }

    /// A new catalogue takes the place of the old one.
    fn publish(&mut self, job: JobId, next: Next) -> Message {
        let message = joined(job, &next.analysis, &self.collection);
        self.known.begin_anew(&next.analysis);
        self.studies.begin_anew();
        self.row_order = None;
        self.joined_revision = next.revision;
        self.picture_paths = next.picture_paths;
        self.analysis = Some(next.analysis);
        message
    }

    fn fit(&mut self, job: &mut Job, name: SpaceName) -> Result<Vec<Message>, AnalysisError> {
        let target = match &mut job.next {
            Some(next) => &mut next.analysis,
            None => self.analysis.as_mut().ok_or(AnalysisError::Nothing)?,
        };
        let Some(mut fit) = job.fit.take() else {
            let samples = samples(target, &job.settings, name)?;
            let old = target.space(name);
            let old = old.filter(|old| samples.as_ref().is_some_and(|new| *old.samples == *new));
            if let Some(samples) = samples
                && !old.is_some_and(|old| is_as(old, &job.settings))
            {
                self.revision += 1;
                let (settings, revision) = (&job.settings, self.revision);
                let fresh = || match old {
                    Some(old) => SpaceFit::again(old, settings, revision),
                    None => SpaceFit::new(samples.clone(), settings, revision),
                };
                let left = job
                    .left
                    .take()
                    .filter(|(_, of)| *of == self.collection.revision());
                let left = left.and_then(|(mut fit, _)| {
                    let goes_on = fit.name() == name && fit.go_on_with(&samples, settings);
                    goes_on.then_some(fit)
                });
                job.fit = Some(left.unwrap_or_else(fresh));
                return Ok(Vec::new());
            }
            if old.is_none() {
                *target.slot(name) = None;
            }
            return Ok(self.end_space(job, name));
        };
        let done = fit.step(&target.catalog)?;
        let mut messages = Vec::new();
        if job.next.is_none() {
            messages.extend(self.show(job.id, &fit));
        }
        if !done {
            job.fit = Some(fit);
            return Ok(messages);
        }
        let target = match &mut job.next {
            Some(next) => Some(&mut next.analysis),
            None => self.analysis.as_mut(),
        };
        if let (Some(target), Some(space)) = (target, fit.finish()) {
            *target.slot(name) = Some(Recommender { space });
        }
        messages.extend(self.end_space(job, name));
        Ok(messages)
    }

    /// A space stands as it is wanted.
    fn end_space(&mut self, job: &mut Job, name: SpaceName) -> Vec<Message> {
        job.spaces.pop_front();
        if job.next.is_some() {
            return Vec::new();
        }
        if let Some(analysis) = &mut self.analysis {
            analysis.settings.space_as(&job.settings, name);
        }
        let mut said = self.tell(job.id, name);
        said.extend(self.outdated(job.id));
        said
    }

    /// The map of a fit, where the page should see it before it is done: the first one of a space, and one that moves.
    fn show(&mut self, job: JobId, fit: &SpaceFit) -> Option<Message> {
        let name = fit.name();
        let old = self.analysis.as_ref().and_then(|a| a.space(name));
        let moves = old.is_none_or(|old| old.samples.tracks == fit.samples().tracks);
        let Progress { stage, done: n, .. } = fit.progress();
        let is_frame =
            stage == Stage::Tsne && n > 0 && n.is_multiple_of(frame_every(fit.n_samples()));
        let map = fit.map_revision();
        let is_still = map.is_some_and(|map| {
            let is_new = !self.known.has_map(name, map);
            is_new && (old.is_none() || self.known.is_moving(name))
        });
        if !(moves && is_frame || is_still) {
            return None;
        }
        let message = mapped_from(job, fit.samples(), fit.pca()?, fit.tsne().as_deref());
        self.known.sees(name, map);
        Some(message)
    }

    fn finish(&mut self, job: Job) -> Vec<Message> {
        let mut said = Vec::new();
        if let Some(next) = job.next {
            said.push(self.publish(job.id, next));
        }
        if let Some(analysis) = &mut self.analysis {
            analysis.settings = job.settings;
        }
        for name in SPACES {
            said.extend(self.tell(job.id, name));
        }
        said.extend(self.outdated(job.id));
        let catalog = self.analysis.as_ref().map(|analysis| &analysis.catalog);
        let finished = Event::Finished {
            job: job.id,
            default_query: catalog.and_then(default_query),
        };
        said.push(finished.into());
        said
    }

    /// Settings that cannot be followed leave what stood before; new files are shown as far as they go.
    fn fail(&mut self, job: Job, error: &AnalysisError) -> Vec<Message> {
        let mut said = Vec::new();
        if let Some(next) = job.next {
            said.push(self.publish(job.id, next));
        }
        said.extend(self.tell_all(job.id));
        let failed = Event::Failed {
            job: job.id,
            message: error.to_string(),
            warnings: self.collection.warnings(),
            settings: self.settings().cloned().map(Box::new),
        };
        said.push(failed.into());
        said
    }

    /// What the page lacks of one space.
    fn tell(&mut self, job: JobId, name: SpaceName) -> Vec<Message> {
        let space = self.analysis.as_ref().and_then(|a| a.space(name));
        self.known.tell(job, name, space)
    }

    /// What the page lacks of everything that stands.
    fn tell_all(&mut self, job: JobId) -> Vec<Message> {
        let Some(analysis) = &self.analysis else {
            return Vec::new();
        };
        let mut said = Vec::new();
        for space in SPACES.into_iter().filter_map(|name| analysis.space(name)) {
            said.extend(self.known.tell(job, space.samples.name, Some(space)));
        }
        said.extend(self.known.outdated(job, analysis));
        said
    }

    fn outdated(&mut self, job: JobId) -> Option<Message> {
        self.known.outdated(job, self.analysis.as_ref()?)
    }
}

fn samples(
    analysis: &Analysis,
    settings: &Settings,
    name: SpaceName,
) -> Result<Option<Samples>, AnalysisError> {
    let key_column = &analysis.join.key_column;
    Samples::of(name, &analysis.catalog, key_column, settings)
}

fn is_as(space: &Space, settings: &Settings) -> bool {
    space.is_laid_out_as(settings) && space.is_grouped_as(settings)
}

/// Does a space stand as `settings` want it?
fn stands(
    analysis: &Analysis,
    settings: &Settings,
    name: SpaceName,
) -> Result<bool, AnalysisError> {
    let samples = samples(analysis, settings, name)?;
    Ok(match (samples, analysis.space(name)) {
        (Some(samples), Some(space)) => *space.samples == samples && is_as(space, settings),
        (None, None) => true,
        _ => false,
    })
}

/// Iterations from one frame of a moving map to the next: what a screen can show, and not more than a small part of the
/// work.
fn frame_every(n_samples: usize) -> usize {
    (20_000 / n_samples.max(1)).clamp(1, 20)
}
