//! Which samples are the same recording.

use std::collections::BTreeSet;

use super::filter::shortlist;
use crate::data::Recordings;

/// The recordings among some samples.
#[derive(Clone, Debug, Default)]
pub struct Copies {
    /// Number of the recording of each sample.
    of: Vec<Option<u32>>,
}

impl Copies {
    /// Of samples of which `i` is track `samples[i]`.
    pub fn among(recordings: &Recordings, samples: &[usize]) -> Self {
        let of = samples.iter().map(|&i| recordings.number(i)).collect();
        Self { of }
    }

    /// Are samples `a` and `b` the same recording?
    pub fn is_copy(&self, a: usize, b: usize) -> bool {
        self.of[a].is_some() && self.of[a] == self.of[b]
    }

    /// The first `top_n` samples of those that `find` gives, the nearest first, without those whose recording came before.
    /// `find` gives as many as it is asked for, if there are so many.
    pub(super) fn first_of_each<T>(
        &self,
        top_n: usize,
        sample: impl Fn(&T) -> usize + Copy,
        find: impl Fn(usize) -> Vec<T>,
    ) -> Vec<T> {
        let begin = || {
            let mut seen = BTreeSet::new();
            move |found: &T| {
                let number = self.of.get(sample(found)).copied().flatten();
                number.is_none_or(|number| seen.insert(number))
            }
        };
        shortlist(top_n, |n| Some(find(n)), begin).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::CopyRules;
    use crate::testing::catalog;

    #[test]
    fn pictures_ids_and_names_make_one_recording_of_tracks() {
        let (black, white) = (|_: usize| 0, |_: usize| 255);
        let csv = "id,track_id,title,artist\n0,x,A,u\n1,y,B,u\n2,x,C,u\n3,,D,u\n4,,D (Remastered 2011),U\n";
        let pictures: [(&str, &dyn Fn(usize) -> u8); 5] = [
            ("0", &black),
            ("1", &black),
            ("2", &white),
            ("3", &|i| i as u8),
            ("4", &|i| (i / 2) as u8),
        ];
        let catalog = catalog(csv, &pictures);
        let of = |rules: CopyRules| {
            let copies = Copies::among(&catalog.recordings(rules), &[0, 1, 2, 3, 4]);
            let pairs = (0..5).flat_map(|a| (a + 1..5).map(move |b| (a, b)));
            pairs
                .filter(|&(a, b)| copies.is_copy(a, b))
                .collect::<Vec<_>>()
        };
        let none = CopyRules {
            pictures: false,
            ids: false,
            names: false,
        };
        assert!(of(none).is_empty());
        assert_eq!(
            of(CopyRules {
                pictures: true,
                ..none
            }),
            [(0, 1)]
        );
        assert_eq!(of(CopyRules { ids: true, ..none }), [(0, 2)]);
        assert_eq!(
            of(CopyRules {
                names: true,
                ..none
            }),
            [(3, 4)]
        );
        // 1 and 2 are one recording by way of 0.
        assert_eq!(of(CopyRules::default()), [(0, 1), (0, 2), (1, 2), (3, 4)]);
        let recordings = catalog.recordings(CopyRules::default());
        assert_eq!(recordings.copies(1).collect::<Vec<_>>(), [0, 2]);
        assert_eq!(recordings.copies(9).count(), 0);
    }

    #[test]
    fn each_recording_is_found_once() {
        let copies = Copies {
            of: [1, 1, 1, 1, 2, 2, 3].map(Some).to_vec(),
        };
        let find = |n: usize| (0..7).take(n).collect::<Vec<usize>>();
        let found = |top_n| copies.first_of_each(top_n, |&sample| sample, find);
        assert!(found(0).is_empty());
        assert_eq!(found(2), [0, 4]);
        assert_eq!(found(9), [0, 4, 6]);
    }
}
