//! What the page has of what stands, so that only what changed is sent.

use super::messages::{grouped, mapped};
use crate::analysis::{Analysis, Standing, Topic};
use crate::protocol::{Event, JobId, Message};
use crate::space::{Revisions, Space, SpaceName, Spaces};

/// What the page has.
#[derive(Default)]
pub(super) struct Known {
    spaces: Spaces<KnownSpace>,
    /// What stood when it was last told which answers are no longer true.
    standing: Option<Standing>,
}

/// What the page has of one space.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum KnownSpace {
    /// It was told nothing about it since the catalogue is what it is.
    #[default]
    Nothing,
    /// It knows that there is none.
    Absent,
    /// Revisions of its map and its clusters; no map while it moves.
    Parts {
        map: Option<u64>,
        clusters: Option<u64>,
    },
}

impl Known {
    /// Has it not been told about one of these spaces?
    pub(super) fn has_gaps(&self, mut names: impl Iterator<Item = SpaceName>) -> bool {
        names.any(|name| {
            matches!(
                self.spaces[name],
                KnownSpace::Nothing | KnownSpace::Parts { clusters: None, .. }
            )
        })
    }

    /// Is its map of this space one that moves?
    pub(super) fn is_moving(&self, name: SpaceName) -> bool {
        matches!(self.spaces[name], KnownSpace::Parts { map: None, .. })
    }

    /// Has it the map of this revision?
    pub(super) fn has_map(&self, name: SpaceName, revision: u64) -> bool {
        matches!(self.spaces[name], KnownSpace::Parts { map: Some(map), .. } if map == revision)
    }

    /// It is sent a map, of this revision or one that moves.
    pub(super) fn sees(&mut self, name: SpaceName, map: Option<u64>) {
        let space = &mut self.spaces[name];
        let clusters = match *space {
            KnownSpace::Parts { clusters, .. } => clusters,
            KnownSpace::Nothing | KnownSpace::Absent => None,
        };
        *space = KnownSpace::Parts { map, clusters };
    }

    /// What it lacks of a space.
    pub(super) fn tell(
        &mut self,
        job: JobId,
        name: SpaceName,
        space: Option<&Space>,
    ) -> Vec<Message> {
        let known = &mut self.spaces[name];
        let before = *known;
        let Some(space) = space else {
            *known = KnownSpace::Absent;
            let absent = Event::NoSpace { job, space: name };
            return if before == KnownSpace::Absent {
                Vec::new()
            } else {
                vec![absent.into()]
            };
        };
        let Revisions { clusters, .. } = space.revisions;
        let map = space.revisions.map();
        *known = KnownSpace::Parts {
            map: Some(map),
            clusters: Some(clusters),
        };
        let (old_map, old_clusters) = match before {
            KnownSpace::Parts { map, clusters } => (map, clusters),
            KnownSpace::Nothing | KnownSpace::Absent => (None, None),
        };
        let mut said = Vec::new();
        if old_map != Some(map) {
            said.push(mapped(job, space));
        }
        if old_clusters != Some(clusters) {
            said.push(grouped(job, space));
        }
        said
    }

    /// Which of its answers are no longer true.
    pub(super) fn outdated(&mut self, job: JobId, analysis: &Analysis) -> Option<Message> {
        let now = Standing::of(analysis);
        let before = self.standing.replace(now.clone())?;
        let topics: Vec<Topic> = Topic::all(analysis.names())
            .filter(|&topic| !now.agrees(&before, topic))
            .collect();
        (!topics.is_empty()).then(|| Event::Outdated { job, topics }.into())
    }

    /// It is sent a new catalogue, and forgets everything about the old one.
    pub(super) fn begin_anew(&mut self, analysis: &Analysis) {
        *self = Self {
            standing: Some(Standing::of(analysis)),
            ..Self::default()
        };
    }
}
