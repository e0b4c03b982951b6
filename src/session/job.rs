//! The work on what comes next, in steps short enough to stop after: join, then the spaces that need another map or
//! other clusters. What stands is replaced piece by piece, each when its successor is whole.

use std::collections::VecDeque;

use super::Session;
use crate::analysis::{Analysis, default_query};
use crate::error::AnalysisError;
use crate::progress::{Progress, Stage};
use crate::protocol::{Event, JobId, Message};
use crate::space::{Settings, SpaceFit, SpaceName};

/// What takes the place of what stands.
pub(super) struct Next {
    pub(super) analysis: Analysis,
    pub(super) revision: u64,
    pub(super) picture_paths: Vec<String>,
}

/// The work under way.
pub(super) struct Job {
    pub(super) id: JobId,
    pub(super) settings: Settings,
    /// Is it known what is to be made?
    pub(super) is_joined: bool,
    /// Revision of the collection that it was joined from.
    pub(super) revision: u64,
    /// Spaces that are still to be made; the first is at work.
    pub(super) spaces: VecDeque<SpaceName>,
    pub(super) fit: Option<SpaceFit>,
    /// Iterations of the layout when it was last looked at.
    pub(super) n_iter: usize,
    /// A fit that another job left, and the collection's revision that it belongs to.
    pub(super) left: Option<(SpaceFit, u64)>,
    /// A new catalogue, where a space would else be gone until it is made again: the old one stands meanwhile.
    pub(super) next: Option<Next>,
}

impl Session {
    /// Starts to bring everything computed up to what is loaded and to `settings`. Says that the job before is over, if
    /// one ran; what that was making goes on where it is wanted all the same.
    pub fn begin(&mut self, id: JobId, settings: Settings) -> Vec<Message> {
        // Written about the old state: whoever wants it asks again.
        self.cancel_report();
        let old = self.job.take();
        let over = old.as_ref().map(|old| Event::Superseded { job: old.id });
        let left = old.filter(|old| old.settings.joins_as(&settings));
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
            n_iter: 0,
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

    fn finish(&mut self, job: Job) -> Vec<Message> {
        let mut said = Vec::new();
        if let Some(next) = job.next {
            said.push(self.publish(job.id, next));
        }
        if let Some(analysis) = &mut self.analysis {
            analysis.settings = job.settings;
        }
        for name in self.space_names() {
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
            readings: self.collection.readings(),
            warnings: self.collection.warnings(None),
            settings: self.settings().cloned().map(Box::new),
        };
        said.push(failed.into());
        said
    }

    /// The spaces that what was read can have, in the order in which they are made.
    pub(super) fn space_names(&self) -> impl Iterator<Item = SpaceName> + Clone + use<> {
        SpaceName::all(self.collection.n_embeddings())
    }

    /// The spaces that are being made anew.
    pub fn unfinished(&self) -> Vec<SpaceName> {
        match &self.job {
            Some(job) if job.next.is_some() || !job.is_joined => self.space_names().collect(),
            Some(job) => job.spaces.iter().copied().collect(),
            None => Vec::new(),
        }
    }

    /// What the page lacks of one space.
    pub(super) fn tell(&mut self, job: JobId, name: SpaceName) -> Vec<Message> {
        let space = self.analysis.as_ref().and_then(|a| a.space(name));
        self.known.tell(job, name, space)
    }

    /// What the page lacks of everything that stands.
    pub(super) fn tell_all(&mut self, job: JobId) -> Vec<Message> {
        let Some(analysis) = &self.analysis else {
            return Vec::new();
        };
        let mut said = Vec::new();
        for space in analysis.names().filter_map(|name| analysis.space(name)) {
            said.extend(self.known.tell(job, space.samples.name, Some(space)));
        }
        said.extend(self.known.outdated(job, analysis));
        said
    }

    pub(super) fn outdated(&mut self, job: JobId) -> Option<Message> {
        self.known.outdated(job, self.analysis.as_ref()?)
    }
}
