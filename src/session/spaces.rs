//! One space after the other is brought up to the settings of a job, beside the one that stands.

use super::Session;
use super::job::Job;
use super::messages::mapped_from;
use crate::analysis::{Analysis, Recommender};
use crate::error::AnalysisError;
use crate::progress::{Progress, Stage};
use crate::protocol::Message;
use crate::space::{Samples, Settings, Space, SpaceFit, SpaceName};

impl Session {
    /// Does a short piece of the work on a space.
    pub(super) fn fit(
        &mut self,
        job: &mut Job,
        name: SpaceName,
    ) -> Result<Vec<Message>, AnalysisError> {
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
                let of_now = self.collection.revision();
                let left = job.left.take_if(|(fit, _)| fit.name() == name);
                let left = left.and_then(|(mut fit, of)| {
                    let goes_on = of == of_now && fit.go_on_with(&samples, settings);
                    goes_on.then_some(fit)
                });
                job.fit = Some(left.unwrap_or_else(fresh));
                return Ok(Vec::new());
            }
            if old.is_none() {
                target.spaces[name] = None;
            }
            return Ok(self.end_space(job, name));
        };
        let done = fit.step(&target.catalog)?;
        let mut messages = Vec::new();
        if job.next.is_none() {
            messages.extend(self.show(job, &fit));
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
            target.spaces[name] = Some(Recommender { space });
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
    fn show(&mut self, job: &mut Job, fit: &SpaceFit) -> Option<Message> {
        let name = fit.name();
        let old = self.analysis.as_ref().and_then(|a| a.space(name));
        let moves = old.is_none_or(|old| old.samples.tracks == fit.samples().tracks);
        let Progress { stage, done: n, .. } = fit.progress();
        // An iteration takes more than one step where there are many tracks.
        let is_new = stage == Stage::Tsne && std::mem::replace(&mut job.n_iter, n) != n;
        let is_frame =
            is_new && n > 0 && fit.shows_tsne() && n.is_multiple_of(frame_every(fit.n_samples()));
        let map = fit.map_revision();
        let is_still = map.is_some_and(|map| {
            let is_new = !self.known.has_map(name, map);
            is_new && (old.is_none() || self.known.is_moving(name))
        });
        if !(moves && is_frame || is_still) {
            return None;
        }
        let message = mapped_from(
            job.id,
            fit.samples(),
            fit.pca()?,
            fit.shown_tsne().as_deref(),
        );
        self.known.sees(name, map);
        Some(message)
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
    space.is_laid_out_as(settings) && space.is_clustered_as(settings)
}

/// Does a space stand as `settings` want it?
pub(super) fn stands(
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
