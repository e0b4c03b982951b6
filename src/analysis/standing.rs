//! What stands now, as settings and revisions, and what each answer depends on of it. Whoever keeps an answer can tell
//! whether it is still true.

use super::Analysis;
use super::recommendations::Recommender;
use super::topic::{Study, Topic};
use crate::space::{ClusterOn, Revisions, Settings, SpaceName, Spaces};

/// What stands of an analysis.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The settings that it was made with.
    pub settings: Settings,
    /// The parts of each space.
    pub spaces: Spaces<Option<Revisions>>,
}

impl Standing {
    /// What stands of `analysis`.
    pub fn of(analysis: &Analysis) -> Self {
        let revisions = |of: &Option<Recommender>| of.as_ref().map(|of| of.space.revisions);
        let spaces = analysis.spaces.said();
        Self {
            settings: analysis.settings.clone(),
            spaces: spaces.map(|(name, of)| (name, revisions(of))).collect(),
        }
    }

    /// The revision of a space's map by t-SNE.
    fn tsne(&self, space: SpaceName) -> Option<u64> {
        self.spaces[space]?.tsne
    }

    /// Is an answer about `topic`, given when `other` stood, still true?
    pub fn agrees(&self, other: &Self, topic: Topic) -> bool {
        let (a, b) = (&self.settings, &other.settings);
        let is_same = |space, part: fn(Revisions) -> u64| {
            self.spaces[space].map(part) == other.spaces[space].map(part)
        };
        let values = |space| is_same(space, |revisions| revisions.values);
        let clusters = |space| is_same(space, |revisions| revisions.clusters);
        let way = |space| a.recommending[space] == b.recommending[space];
        let is_same_copies = (a.include_copies, a.copies) == (b.include_copies, b.copies);
        let is_same_sound = a.sound_space == b.sound_space;
        let lists = a.top_n == b.top_n
            && is_same_copies
            && a.most_by_artist == b.most_by_artist
            && a.within_cluster == b.within_cluster;
        let starts = (a.n_init, a.random_state) == (b.n_init, b.random_state);
        let is_same_label =
            (&a.label, a.random_state, a.copies) == (&b.label, b.random_state, b.copies);
        match topic {
            Topic::Top => values(SpaceName::Features),
            Topic::Contributions => values(SpaceName::Features) && way(SpaceName::Features),
            Topic::Lists => {
                let is_same =
                    |space| values(space) && way(space) && (!a.within_cluster || clusters(space));
                lists
                    && is_same_sound
                    && self
                        .spaces
                        .names_with(&other.spaces)
                        .into_iter()
                        .all(is_same)
            }
            Topic::Study(Study::Quality(space)) => values(space) && is_same(space, Revisions::map),
            Topic::Study(Study::Separation(space)) => values(space) && clusters(space),
            Topic::Study(Study::Scan(space)) => {
                let (on, other_on) = (a.spaces[space].on, b.spaces[space].on);
                let is_of_tsne = on == ClusterOn::Tsne;
                starts
                    && on == other_on
                    && values(space)
                    && (!is_of_tsne || self.tsne(space) == other.tsne(space))
            }
            Topic::Study(Study::Exposure(space)) => {
                values(space) && way(space) && is_same_copies && a.top_n == b.top_n
            }
            Topic::Study(Study::Profiles(space)) => {
                values(space) && clusters(space) && way(space) && lists
            }
            Topic::Coloring => {
                let is_same = |space| values(space) && way(space);
                let names = self.spaces.names_with(&other.spaces);
                names.into_iter().all(is_same)
            }
            Topic::Agreement(space) | Topic::Study(Study::Agreement(space, _)) => {
                let drawn = (a.random_state, a.copies) == (b.random_state, b.copies);
                values(space) && way(space) && drawn
            }
            Topic::Study(Study::Scorecard) => {
                let names = self.spaces.names_with(&other.spaces);
                is_same_label && names.into_iter().all(values)
            }
            Topic::Study(Study::ColumnGains) => {
                is_same_label && values(SpaceName::Features) && way(SpaceName::Features)
            }
            Topic::Study(Study::RawClusters) => {
                values(SpaceName::Features)
                    && starts
                    && a.spaces[SpaceName::Features].k == b.spaces[SpaceName::Features].k
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::neighbors::Metric;

    fn standing() -> Standing {
        let of = |revision| {
            Some(Revisions {
                values: revision,
                tsne: None,
                shows_tsne: false,
                clusters: revision,
            })
        };
        Standing {
            settings: Settings::default(),
            spaces: [(SpaceName::Pixels, of(1)), (SpaceName::Features, of(2))]
                .into_iter()
                .collect(),
        }
    }

    fn outdated(change: impl FnOnce(&mut Standing)) -> Vec<Topic> {
        let mut changed = standing();
        change(&mut changed);
        Topic::all(SpaceName::all(0))
            .filter(|&topic| !changed.agrees(&standing(), topic))
            .collect()
    }

    #[test]
    fn an_answer_is_outdated_by_what_it_depends_on_and_by_nothing_else() {
        let (sound, features) = (SpaceName::Pixels, SpaceName::Features);
        let of = |studies: &[Study]| -> Vec<Topic> {
            studies.iter().copied().map(Topic::Study).collect()
        };
        assert!(outdated(|_| ()).is_empty());
        let lists = outdated(|changed| changed.settings.top_n = 5);
        assert!(lists.contains(&Topic::Lists));
        assert!(!lists.contains(&Topic::Study(Study::Scan(sound))));
        assert!(!lists.contains(&Topic::Study(Study::Quality(features))));
        assert!(!lists.contains(&Topic::Study(Study::RawClusters)));
        let metric =
            outdated(|changed| changed.settings.recommending[sound].metric = Metric::Cosine);
        let want = of(&[Study::Profiles(sound), Study::Exposure(sound)]);
        let colors = vec![Topic::Agreement(sound)];
        let want = [vec![Topic::Lists, Topic::Coloring], want, colors];
        assert_eq!(metric, want.concat());
        let map = Revisions {
            values: 1,
            tsne: Some(3),
            shows_tsne: true,
            clusters: 1,
        };
        let quality = outdated(|changed| changed.spaces[sound] = Some(map));
        assert_eq!(quality, of(&[Study::Quality(sound)]));
        let clusters = Revisions {
            clusters: 3,
            shows_tsne: false,
            ..map
        };
        let profiles = outdated(|changed| changed.spaces[sound] = Some(clusters));
        assert_eq!(
            profiles,
            of(&[Study::Profiles(sound), Study::Separation(sound)])
        );
        // Clusters that are found on the map by t-SNE are others on another one.
        let mut before = standing();
        before.settings.spaces[sound].on = ClusterOn::Tsne;
        let mut after = before.clone();
        after.spaces[sound] = Some(map);
        assert!(!after.agrees(&before, Topic::Study(Study::Scan(sound))));
        assert!(outdated(|changed| changed.spaces[features] = None).contains(&Topic::Top));
    }
}
