//! Pictures and rows joined: what a job has to make of them, and how a new catalogue takes the place of the old one.

use super::Session;
use super::job::{Job, Next};
use super::messages::joined;
use super::spaces::stands;
use crate::analysis::Analysis;
use crate::data::Catalog;
use crate::error::AnalysisError;
use crate::join::JoinReport;
use crate::protocol::{JobId, Message};
use crate::space::{Settings, SpaceName};

impl Session {
    /// Finds out what a job has to make.
    pub(super) fn join(&mut self, job: &mut Job) -> Result<Vec<Message>, AnalysisError> {
        if self.collection.is_empty() {
            return Err(AnalysisError::Nothing);
        }
        let revision = self.collection.revision();
        job.is_joined = true;
        job.revision = revision;
        job.spaces = self.space_names().collect();
        if let (Some(heard), Some(analysis)) = (self.heard.take(), &mut self.analysis)
            && self.joined_revision == revision
        {
            analysis.catalog.timbre = heard;
            analysis.spaces[SpaceName::Timbre] = None;
        }
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
            let done = self.space_names().filter(|name| !job.spaces.contains(name));
            let mut said = Vec::new();
            for name in done {
                said.extend(self.tell(job.id, name));
            }
            said.extend(self.outdated(job.id));
            return Ok(said);
        }
        let (catalog, join) = self.paired(&job.settings);
        // New rows or another key leave the pictures as they were, and their spaces with them.
        let stays = |old: &Analysis, name| match name {
            SpaceName::Pixels => old.catalog.spectrograms == catalog.spectrograms,
            _ => old.catalog.timbre == catalog.timbre,
        };
        let old = self
            .analysis
            .as_ref()
            .filter(|old| old.catalog.tracks.len() == catalog.tracks.len())
            .filter(|old| old.catalog.left_out() == catalog.left_out());
        let kept = [SpaceName::Pixels, SpaceName::Timbre].map(|name| {
            let old = old.filter(|old| stays(old, name));
            (name, old.and_then(|old| old.spaces[name].clone()))
        });
        let paths = self.collection.picture_paths();
        let next = Next {
            picture_paths: paths.map(str::to_owned).collect(),
            revision,
            analysis: Analysis {
                spaces: kept.into_iter().collect(),
                readings: self.collection.readings(),
                warnings: self.collection.warnings(Some(&join)),
                settings: job.settings.clone(),
                catalog,
                join,
            },
        };
        let loses = |old: &Analysis| {
            old.names()
                .any(|name| old.space(name).is_some() && next.analysis.space(name).is_none())
        };
        if self.analysis.as_ref().is_some_and(loses) {
            job.next = Some(next);
            return Ok(Vec::new());
        }
        Ok(vec![self.publish(job.id, next)])
    }

    /// Pictures and rows as `settings` want them. Where only other tracks are left out they have found each other already.
    fn paired(&self, settings: &Settings) -> (Catalog, JoinReport) {
        let is_of_now = self.joined_revision == self.collection.revision();
        let old = self.analysis.as_ref().filter(|_| is_of_now);
        let Some(old) = old.filter(|old| old.settings.pairs_as(settings)) else {
            return self.collection.join(settings);
        };
        let mut catalog = old.catalog.clone();
        self.collection.leave_out(&mut catalog, &settings.left_out);
        (catalog, old.join.clone())
    }

    /// A new catalogue takes the place of the old one.
    pub(super) fn publish(&mut self, job: JobId, next: Next) -> Message {
        let message = joined(job, &next.analysis, &self.collection);
        self.known.begin_anew(&next.analysis);
        self.studies.begin_anew();
        self.row_order = None;
        self.track_index = None;
        self.joined_revision = next.revision;
        self.picture_paths = next.picture_paths;
        self.analysis = Some(next.analysis);
        message
    }
}
