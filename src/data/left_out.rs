//! Which tracks a person left out, in words that still find them when files are added, tables are read otherwise or
//! pictures and rows are joined anew. In: the path of each track's picture and its id. Out: positions of tracks.

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use crate::sorting::set_of;

/// How one track is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TrackKey {
    /// The whole path of its picture, as it was given. A picture keeps it whatever else is given.
    Picture(String),
    /// The id of a track that had no picture when it was left out.
    Row {
        /// The id.
        id: String,
        /// How many tracks with the same id stand before it: tables may hold a recording several times.
        before: usize,
    },
}

/// The tracks that a person left out. What names none of the tracks that are there waits for its track to come back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LeftOut(BTreeSet<TrackKey>);

impl LeftOut {
    /// Is nothing left out?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Leaves out the tracks at `positions` of `tracks`: the path of each one's picture (empty without one) and its id.
    pub fn leave_out<'a>(
        &mut self,
        tracks: impl Iterator<Item = (&'a str, &'a str)>,
        positions: &[usize],
    ) {
        let wanted = set_of(positions);
        for (position, keys) in keys(tracks).enumerate() {
            if wanted.contains(&position) && !self.holds(&keys) {
                self.0.extend(keys.into_iter().flatten().next());
            }
        }
    }

    /// Puts back the tracks at `positions` of `tracks`, which are given as for [`Self::leave_out`].
    pub fn put_back<'a>(
        &mut self,
        tracks: impl Iterator<Item = (&'a str, &'a str)>,
        positions: &[usize],
    ) {
        let wanted = set_of(positions);
        for (position, keys) in keys(tracks).enumerate() {
            if wanted.contains(&position) {
                for key in keys.into_iter().flatten() {
                    self.0.remove(&key);
                }
            }
        }
    }

    /// Positions of the tracks that are left out, ascending; `tracks` as for [`Self::leave_out`].
    pub fn positions<'a>(&self, tracks: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<usize> {
        if self.is_empty() {
            return Vec::new();
        }
        let found = keys(tracks).enumerate();
        found
            .filter(|(_, keys)| self.holds(keys))
            .map(|(position, _)| position)
            .collect()
    }

    fn holds(&self, keys: &[Option<TrackKey>; 2]) -> bool {
        keys.iter().flatten().any(|key| self.0.contains(key))
    }
}

/// The keys that each track answers to, the one that lasts longest first: a row that was left out stays so when its
/// picture comes.
fn keys<'a>(
    tracks: impl Iterator<Item = (&'a str, &'a str)>,
) -> impl Iterator<Item = [Option<TrackKey>; 2]> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    tracks.map(move |(path, id)| {
        let count = seen.entry(id).or_default();
        let before = *count;
        *count += 1;
        let id = id.to_owned();
        let picture = (!path.is_empty()).then(|| TrackKey::Picture(path.to_owned()));
        [picture, Some(TrackKey::Row { id, before })]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left_out(tracks: &[(&str, &str)], positions: &[usize]) -> LeftOut {
        let mut left_out = LeftOut::default();
        left_out.leave_out(tracks.iter().copied(), positions);
        left_out
    }

    #[test]
    fn a_picture_is_known_by_its_path_whatever_its_id_becomes() {
        let left_out = left_out(&[("a.png", "1"), ("b.png", "2")], &[1]);
        let joined_otherwise = [("0.png", "2"), ("a.png", "b"), ("b.png", "a")];
        assert_eq!(left_out.positions(joined_otherwise.into_iter()), [2]);
        assert_eq!(
            serde_json::to_string(&left_out).unwrap(),
            r#"[{"picture":"b.png"}]"#
        );
    }

    #[test]
    fn of_rows_with_one_id_only_the_one_meant_is_left_out() {
        let rows = [("", "7"), ("", "7"), ("", "8"), ("", "7")];
        let mut left_out = left_out(&rows, &[1, 3]);
        assert_eq!(left_out.positions(rows.into_iter()), [1, 3]);
        left_out.put_back(rows.into_iter(), &[3]);
        assert_eq!(left_out.positions(rows.into_iter()), [1]);
        left_out.put_back(rows.into_iter(), &[1, 2]);
        assert!(left_out.is_empty());
    }

    #[test]
    fn a_row_stays_left_out_when_its_picture_comes_and_comes_back_whole() {
        let mut left_out = left_out(&[("", "7"), ("", "8")], &[0]);
        let pictured = [("7.png", "7"), ("8.png", "8")];
        assert_eq!(left_out.positions(pictured.into_iter()), [0]);
        // It is left out already: nothing is noted twice.
        let before = left_out.clone();
        left_out.leave_out(pictured.into_iter(), &[0]);
        assert_eq!(left_out, before);
        left_out.put_back(pictured.into_iter(), &[0]);
        assert!(left_out.is_empty());
    }
}
