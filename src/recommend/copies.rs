//! Which samples are the same recording, for many queries at once; [`is_copy`](super::is_copy) answers for one.

use std::collections::BTreeMap;

use crate::data::Catalog;

/// The recordings among some samples.
pub struct Copies {
    /// Number of the picture of each sample; equal pictures have equal numbers.
    pictures: Vec<Option<usize>>,
    /// Number of its `track_id`, likewise.
    recordings: Vec<Option<usize>>,
}

impl Copies {
    /// Finds equal pictures and equal `track_id`s; sample `i` is track `samples[i]`.
    pub fn among(catalog: &Catalog, samples: &[usize]) -> Self {
        let picture = |&track: &usize| Some(&catalog.spectrogram(track)?.pixels);
        let column = catalog
            .table
            .as_deref()
            .and_then(|table| table.column("track_id"));
        let recording = |&track: &usize| column?.present(catalog.row(track)?);
        Self {
            pictures: numbers(samples.iter().map(picture)),
            recordings: numbers(samples.iter().map(recording)),
        }
    }

    /// Are samples `a` and `b` the same recording?
    pub fn is_copy(&self, a: usize, b: usize) -> bool {
        [&self.pictures, &self.recordings]
            .iter()
            .any(|numbers| numbers[a].is_some() && numbers[a] == numbers[b])
    }
}

/// One number for equal values.
pub(super) fn numbers<T: Ord>(values: impl Iterator<Item = Option<T>>) -> Vec<Option<usize>> {
    let mut seen = BTreeMap::new();
    values
        .map(|value| {
            let next = seen.len();
            value.map(|value| *seen.entry(value).or_insert(next))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recommend::is_copy;
    use crate::testing::catalog;

    #[test]
    fn copies_are_those_that_one_query_at_a_time_finds() {
        let (black, white) = (|_: usize| 0, |_: usize| 255);
        let csv = "id,track_id\n0,x\n1,y\n2,x\n3,\n4,\n";
        let pictures: [(&str, &dyn Fn(usize) -> u8); 5] = [
            ("0", &black),
            ("1", &black),
            ("2", &white),
            ("3", &|i| i as u8),
            ("4", &|i| (i / 2) as u8),
        ];
        let catalog = catalog(csv, &pictures);
        let samples = [4, 3, 2, 1, 0];
        let copies = Copies::among(&catalog, &samples);
        for (a, &query) in samples.iter().enumerate() {
            let is_copy = is_copy(&catalog, query);
            for (b, &other) in samples.iter().enumerate() {
                assert_eq!(copies.is_copy(a, b), is_copy(other), "{query} {other}");
            }
        }
        assert!(copies.is_copy(4, 3) && copies.is_copy(4, 2) && !copies.is_copy(3, 2));
    }
}
