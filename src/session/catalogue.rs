//! Pictures and rows joined: what a job has to make of them, and how a new catalogue takes the place of the old one.

use super::Session;
use super::job::{Job, SPACES};
use super::messages::joined;
use super::spaces::stands;
use crate::error::AnalysisError;
use crate::pipeline::Analysis;
use crate::protocol::{JobId, Message};

/// What takes the place of what stands.
pub(super) struct Next {
    pub(super) analysis: Analysis,
    pub(super) revision: u64,
    pub(super) picture_paths: Vec<String>,
}

impl Session {
    /// Finds out what a job has to make.
    pub(super) fn join(&mut self, job: &mut Job) -> Result<Vec<Message>, AnalysisError> {
        if self.collection.is_empty() {
            return Err(AnalysisError::Nothing);
        }
        let revision = self.collection.revision();
        job.is_joined = true;
        job.revision = revision;
        job.spaces = SPACES.into();
        let stands_joined = |old: &&mut Analysis| old.settings.joins_as(&job.settings);
        if let Some(analysis) = self.analysis.as_mut().filter(stands_joined)
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
        let (catalog, join) = self.collection.join(&job.settings);
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
                readings: self.collection.readings(),
                warnings: self.collection.warnings(Some(&join)),
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
    pub(super) fn publish(&mut self, job: JobId, next: Next) -> Message {
        let message = joined(job, &next.analysis, &self.collection);
        self.known.begin_anew(&next.analysis);
        self.studies.begin_anew();
        self.row_order = None;
        self.joined_revision = next.revision;
        self.picture_paths = next.picture_paths;
        self.analysis = Some(next.analysis);
        message
    }
}
