//! What stands now, as settings and revisions, and what each answer depends on of it. Whoever keeps an answer can tell
//! whether it is still true.

use serde::{Deserialize, Serialize};

use super::settings::{ClusterOn, Settings};
use super::space::{Revisions, SpaceName, of_space};
use super::study::Study;
use super::{Analysis, Recommender};

/// What stands of an analysis.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The settings that it was made with.
    pub settings: Settings,
    /// The parts of sound space.
    pub sound: Option<Revisions>,
    /// The parts of feature space.
    pub features: Option<Revisions>,
}

/// What an answer is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Topic {
    /// The lists of recommendations for a track.
    Lists,
    /// What each column adds to a score.
    Shares,
    /// The features of the first tracks by a column.
    Top,
    /// What takes a while to find out.
    Study(Study),
}

impl Topic {
    /// Everything that can be asked about a catalogue and change while the catalogue stays.
    pub fn all() -> impl Iterator<Item = Self> {
        let of_space = |space| {
            [
                Study::Profiles(space),
                Study::Quality(space),
                Study::Scan(space),
                Study::Exposure(space),
            ]
        };
        let spaces = [SpaceName::Sound, SpaceName::Features];
        let studies = spaces.into_iter().flat_map(of_space);
        let studies = studies.chain([Study::RawGroups]).map(Self::Study);
        [Self::Lists, Self::Shares, Self::Top]
            .into_iter()
            .chain(studies)
    }
}

impl Standing {
    /// What stands of `analysis`.
    pub fn of(analysis: &Analysis) -> Self {
        let revisions = |of: &Option<Recommender>| of.as_ref().map(|of| of.space.revisions);
        Self {
            settings: analysis.settings.clone(),
            sound: revisions(&analysis.sound),
            features: revisions(&analysis.features),
        }
    }

    /// Is an answer about `topic`, given when `other` stood, still true?
    pub fn agrees(&self, other: &Self, topic: Topic) -> bool {
        let (a, b) = (&self.settings, &other.settings);
        let is_same = |space, part: fn(Revisions) -> u64| {
            self.revisions(space).map(part) == other.revisions(space).map(part)
        };
        let values = |space| is_same(space, |revisions| revisions.values);
        let clusters = |space| is_same(space, |revisions| revisions.clusters);
        let way = |space| a.recommending(space) == b.recommending(space);
        let lists = a.top_n == b.top_n
            && a.include_copies == b.include_copies
            && a.within_cluster == b.within_cluster;
        let starts = (a.n_init, a.random_state) == (b.n_init, b.random_state);
        match topic {
            Topic::Top => values(SpaceName::Features),
            Topic::Shares => values(SpaceName::Features) && way(SpaceName::Features),
            Topic::Lists => {
                let is_same =
                    |space| values(space) && way(space) && (!a.within_cluster || clusters(space));
                lists && is_same(SpaceName::Sound) && is_same(SpaceName::Features)
            }
            Topic::Study(Study::Quality(space)) => values(space) && is_same(space, Revisions::map),
            Topic::Study(Study::Scan(space)) => {
                let (on, other_on) = (of_space(space, a).on, of_space(space, b).on);
                let is_of_map = on == ClusterOn::Components;
                starts
                    && on == other_on
                    && values(space)
                    && (!is_of_map || is_same(space, Revisions::map))
            }
            Topic::Study(Study::Exposure(space)) => {
                values(space)
                    && way(space)
                    && (a.top_n, a.include_copies) == (b.top_n, b.include_copies)
            }
            Topic::Study(Study::Profiles(space)) => {
                values(space) && clusters(space) && way(space) && lists
            }
            Topic::Study(Study::RawGroups) => {
                values(SpaceName::Features) && starts && a.features.k == b.features.k
            }
        }
    }

    fn revisions(&self, space: SpaceName) -> Option<Revisions> {
        match space {
            SpaceName::Sound => self.sound,
            SpaceName::Features => self.features,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::neighbors::Metric;

    fn standing() -> Standing {
        Standing {
            settings: Settings::default(),
            sound: Some(Revisions {
                values: 1,
                tsne: None,
                clusters: 1,
            }),
            features: Some(Revisions {
                values: 2,
                tsne: None,
                clusters: 2,
            }),
        }
    }

    fn outdated(change: impl FnOnce(&mut Standing)) -> Vec<Topic> {
        let mut changed = standing();
        change(&mut changed);
        Topic::all()
            .filter(|&topic| !changed.agrees(&standing(), topic))
            .collect()
    }

    #[test]
    fn an_answer_is_outdated_by_what_it_depends_on_and_by_nothing_else() {
        let (sound, features) = (SpaceName::Sound, SpaceName::Features);
        let of = |studies: &[Study]| -> Vec<Topic> {
            studies.iter().copied().map(Topic::Study).collect()
        };
        assert!(outdated(|_| ()).is_empty());
        let lists = outdated(|changed| changed.settings.top_n = 5);
        assert!(lists.contains(&Topic::Lists));
        assert!(!lists.contains(&Topic::Study(Study::Scan(sound))));
        assert!(!lists.contains(&Topic::Study(Study::Quality(features))));
        assert!(!lists.contains(&Topic::Study(Study::RawGroups)));
        let metric = outdated(|changed| changed.settings.by_sound.metric = Metric::Cosine);
        let want = of(&[Study::Profiles(sound), Study::Exposure(sound)]);
        assert_eq!(metric, [vec![Topic::Lists], want].concat());
        // Sound space's groups are found on its map.
        let map = outdated(|changed| {
            changed.sound = Some(Revisions {
                values: 1,
                tsne: Some(3),
                clusters: 3,
            });
        });
        assert_eq!(
            map,
            of(&[
                Study::Profiles(sound),
                Study::Quality(sound),
                Study::Scan(sound)
            ])
        );
        assert!(outdated(|changed| changed.features = None).contains(&Topic::Top));
    }
}
