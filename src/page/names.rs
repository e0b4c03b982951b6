//! Names that the person gives to clusters. Each belongs to the clustering that it was given to: it returns with that
//! clustering, and is carried over to another one where a single new cluster takes most of the old one.

use std::rc::Rc;

use crate::space::{SpaceName, Spaces};

/// A name in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenName {
    /// The cluster, the largest is 0.
    pub cluster: usize,
    /// What the person calls it.
    pub name: String,
    /// Was it given to a cluster of another clustering that this one takes most of?
    pub is_carried: bool,
}

/// Which tracks belong together: the cluster of each, the largest is 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clustering {
    /// Positions in the catalogue.
    pub tracks: Vec<u32>,
    /// Their clusters, in the same order.
    pub labels: Vec<u8>,
}

/// Names given to the clusters of one clustering.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Naming {
    clustering: Rc<Clustering>,
    names: Vec<GivenName>,
}

/// All names of one space.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct SpaceNames {
    /// The clustering in view.
    clustering: Rc<Clustering>,
    /// Its names.
    shown: Vec<GivenName>,
    /// Names of the clustering before it that fit none of its clusters.
    waiting: Vec<String>,
    /// What was given, the clustering that was last in view with names stands last.
    given: Vec<Naming>,
}

/// All names that the person gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClusterNames {
    spaces: Spaces<SpaceNames>,
}

impl ClusterNames {
    /// The names in use in a space.
    pub fn shown(&self, space: SpaceName) -> &[GivenName] {
        &self.spaces[space].shown
    }

    /// The name in use of one cluster.
    pub fn get(&self, space: SpaceName, cluster: usize) -> Option<&GivenName> {
        let mut names = self.spaces[space].shown.iter();
        names.find(|given| given.cluster == cluster)
    }

    /// Names that fit no cluster in view; they return with the clustering that they were given to.
    pub fn waiting(&self, space: SpaceName) -> &[String] {
        &self.spaces[space].waiting
    }

    /// Calls a cluster what the person says; nothing gives its own name back.
    pub(super) fn give(&mut self, space: SpaceName, cluster: usize, name: &str) {
        self.spaces[space].give(cluster, name.trim());
    }

    /// Another clustering comes into view.
    pub(super) fn recluster(&mut self, space: SpaceName, clustering: Clustering) {
        self.spaces[space].recluster(Rc::new(clustering));
    }

    /// Tracks have other positions now, if any; no clustering is in view.
    pub(super) fn renumber(&mut self, position: impl Fn(u32) -> Option<u32>) {
        for (_, space) in self.spaces.said_mut() {
            space.renumber(&position);
        }
    }

    /// Has the person given none?
    pub(super) fn is_empty(&self) -> bool {
        self.spaces.said().all(|(_, space)| space.given.is_empty())
    }
}

impl SpaceNames {
    fn give(&mut self, cluster: usize, name: &str) {
        self.shown.retain(|given| given.cluster != cluster);
        if !name.is_empty() {
            self.shown.push(GivenName {
                cluster,
                name: name.to_owned(),
                is_carried: false,
            });
        }
        self.given
            .retain(|naming| naming.clustering != self.clustering);
        if !self.shown.is_empty() {
            self.given.push(Naming {
                clustering: self.clustering.clone(),
                names: self.shown.clone(),
            });
        }
    }

    fn recluster(&mut self, clustering: Rc<Clustering>) {
        self.waiting.clear();
        let known = self
            .given
            .iter()
            .position(|naming| naming.clustering == clustering);
        if let Some(known) = known {
            let naming = self.given.remove(known);
            self.shown.clone_from(&naming.names);
            self.given.push(naming);
        } else if let Some(last) = self.given.last() {
            (self.shown, self.waiting) = carry(last, &clustering);
        } else {
            self.shown.clear();
        }
        self.clustering = clustering;
    }

    fn renumber(&mut self, position: &impl Fn(u32) -> Option<u32>) {
        for naming in &mut self.given {
            let old = naming
                .clustering
                .tracks
                .iter()
                .zip(&naming.clustering.labels);
            let (tracks, labels) = old
                .filter_map(|(&track, &label)| Some((position(track)?, label)))
                .unzip();
            naming.clustering = Rc::new(Clustering { tracks, labels });
        }
        self.clustering = Rc::default();
        self.shown.clear();
        self.waiting.clear();
    }
}

/// The names of one clustering for the clusters of another, and those that fit none.
fn carry(from: &Naming, to: &Clustering) -> (Vec<GivenName>, Vec<String>) {
    let mut found: Vec<(usize, GivenName)> = Vec::new();
    let mut waiting = Vec::new();
    for given in &from.names {
        let Some((cluster, shared)) = successor(&from.clustering, given.cluster, to) else {
            waiting.push(given.name.clone());
            continue;
        };
        let carried = GivenName {
            cluster,
            name: given.name.clone(),
            is_carried: true,
        };
        match found.iter_mut().find(|(_, other)| other.cluster == cluster) {
            // Two become one: it is called after the larger part, the first of equals.
            Some(other) if other.0 < shared => {
                let (_, given_up) = std::mem::replace(other, (shared, carried));
                waiting.push(given_up.name);
            }
            Some(_) => waiting.push(carried.name),
            None => found.push((shared, carried)),
        }
    }
    (found.into_iter().map(|(_, name)| name).collect(), waiting)
}

/// The cluster of `to` that takes most of a cluster of `from`, and how many tracks it takes; `None` where none takes more
/// than half.
pub fn successor(from: &Clustering, cluster: usize, to: &Clustering) -> Option<(usize, usize)> {
    let largest = to.tracks.iter().max().map_or(0, |&most| most as usize + 1);
    let mut label_of: Vec<Option<u8>> = vec![None; largest];
    for (&track, &label) in to.tracks.iter().zip(&to.labels) {
        if let Some(slot) = label_of.get_mut(track as usize) {
            *slot = Some(label);
        }
    }
    let mut shared = vec![0_usize; usize::from(u8::MAX) + 1];
    let mut size = 0;
    for (&track, &label) in from.tracks.iter().zip(&from.labels) {
        if usize::from(label) == cluster {
            size += 1;
            if let Some(label) = label_of.get(track as usize).copied().flatten() {
                shared[usize::from(label)] += 1;
            }
        }
    }
    let best = (0..shared.len()).find(|&label| 2 * shared[label] > size)?;
    Some((best, shared[best]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: SpaceName = SpaceName::Pixels;

    fn clustering(labels: &[u8]) -> Clustering {
        Clustering {
            tracks: (0..labels.len() as u32).collect(),
            labels: labels.to_vec(),
        }
    }

    fn shown(names: &ClusterNames) -> Vec<(usize, &str, bool)> {
        let shown = names.shown(SOUND).iter();
        shown
            .map(|given| (given.cluster, &*given.name, given.is_carried))
            .collect()
    }

    #[test]
    fn names_return_with_their_grouping_and_are_carried_where_most_of_a_cluster_goes() {
        let mut names = ClusterNames::default();
        names.recluster(SOUND, clustering(&[0, 0, 0, 0, 1, 1, 1, 2, 2]));
        names.give(SOUND, 0, " Night drive ");
        names.give(SOUND, 1, "Morning");
        names.give(SOUND, 2, "Noon");
        // Three of four go one way; cluster 1 is torn apart; cluster 2 goes whole.
        let other = clustering(&[1, 1, 1, 0, 0, 2, 3, 0, 0]);
        names.recluster(SOUND, other.clone());
        assert_eq!(shown(&names), [(1, "Night drive", true), (0, "Noon", true)]);
        assert_eq!(names.waiting(SOUND), ["Morning"]);
        assert!(names.shown(SpaceName::Features).is_empty());
        // What is typed here belongs here, and what was there is there.
        names.give(SOUND, 0, "Dusk");
        names.recluster(SOUND, clustering(&[0, 0, 0, 0, 1, 1, 1, 2, 2]));
        let first = [
            (0, "Night drive", false),
            (1, "Morning", false),
            (2, "Noon", false),
        ];
        assert_eq!(shown(&names), first);
        assert!(names.waiting(SOUND).is_empty());
        names.recluster(SOUND, other);
        assert_eq!(
            shown(&names),
            [(1, "Night drive", true), (0, "Dusk", false)]
        );
    }

    #[test]
    fn of_two_clusters_that_become_one_the_larger_gives_the_name() {
        let mut names = ClusterNames::default();
        names.recluster(SOUND, clustering(&[0, 0, 0, 1, 1]));
        names.give(SOUND, 1, "small");
        names.give(SOUND, 0, "large");
        names.recluster(SOUND, clustering(&[0; 5]));
        assert_eq!(shown(&names), [(0, "large", true)]);
        assert_eq!(names.waiting(SOUND), ["small"]);
        // Exactly half is not most.
        names.recluster(SOUND, clustering(&[0, 0, 0, 1, 2]));
        assert_eq!(shown(&names), [(0, "large", true)]);
    }

    #[test]
    fn names_follow_their_tracks_into_another_catalogue() {
        let mut names = ClusterNames::default();
        names.recluster(SOUND, clustering(&[0, 0, 1]));
        names.give(SOUND, 0, "pair");
        names.renumber(|track| Some(track + 5));
        assert!(names.shown(SOUND).is_empty());
        names.recluster(
            SOUND,
            Clustering {
                tracks: vec![5, 6, 7, 8],
                labels: vec![1, 1, 0, 0],
            },
        );
        assert_eq!(shown(&names), [(1, "pair", true)]);
        names.give(SOUND, 1, "");
        assert!(shown(&names).is_empty());
    }
}
