//! The tracks that a person took together: in a box, with a lasso, from the legend or a search. One set, which every view
//! follows; it changes nothing that was computed.

use std::rc::Rc;

/// What becomes of what is selected when more is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Combine {
    /// The new tracks take its place.
    #[default]
    Replace,
    /// They are added to it.
    Add,
    /// They are taken out of it.
    Subtract,
}

/// A step of selecting many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selecting {
    /// These tracks.
    Take(Vec<u32>, Combine),
    /// All others that take part.
    Invert,
    /// None any more.
    Clear,
}

/// A set of tracks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection(Rc<Members>);

#[derive(Debug, Default, PartialEq, Eq)]
struct Members {
    /// In their order, each once.
    tracks: Vec<u32>,
    /// Is it one of them, for each track up to the last.
    is_in: Vec<bool>,
}

impl Selection {
    /// These tracks, in whatever order.
    pub fn of(mut tracks: Vec<u32>) -> Self {
        tracks.sort_unstable();
        tracks.dedup();
        let mut is_in = vec![false; tracks.last().map_or(0, |&last| last as usize + 1)];
        for &track in &tracks {
            is_in[track as usize] = true;
        }
        Self(Rc::new(Members { tracks, is_in }))
    }

    /// The tracks, in their order.
    pub fn tracks(&self) -> &[u32] {
        &self.0.tracks
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.tracks.len()
    }

    /// None?
    pub fn is_empty(&self) -> bool {
        self.0.tracks.is_empty()
    }

    /// Is this track among them?
    pub fn has(&self, track: u32) -> bool {
        self.0.is_in.get(track as usize) == Some(&true)
    }

    /// With these tracks too, without them, or these alone.
    #[must_use]
    pub fn combined(&self, tracks: Vec<u32>, how: Combine) -> Self {
        let other = Self::of(tracks);
        match how {
            Combine::Replace => other,
            Combine::Add => Self::of([self.tracks(), other.tracks()].concat()),
            Combine::Subtract => {
                let stays = |track: &&u32| !other.has(**track);
                Self::of(self.tracks().iter().filter(stays).copied().collect())
            }
        }
    }

    /// All of `tracks` that are not among these.
    #[must_use]
    pub fn inverted(&self, tracks: impl Iterator<Item = u32>) -> Self {
        Self::of(tracks.filter(|&track| !self.has(track)).collect())
    }
}

/// Which samples of a map are in full colour, of those that `emphasized` has so, or all: those whose track `is_in`.
pub fn narrowed(
    emphasized: Option<Vec<bool>>,
    tracks: &[u32],
    is_in: impl Fn(u32) -> bool,
) -> Vec<bool> {
    let mut marks = emphasized.unwrap_or_else(|| vec![true; tracks.len()]);
    for (mark, &track) in marks.iter_mut().zip(tracks) {
        *mark &= is_in(track);
    }
    marks
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn tracks() -> impl Strategy<Value = Vec<u32>> {
        prop::collection::vec(0..30_u32, 0..40)
    }

    proptest! {
        #[test]
        fn it_is_a_set(a in tracks(), b in tracks()) {
            let set = |tracks: &[u32]| tracks.iter().copied().collect::<BTreeSet<u32>>();
            let (first, second) = (set(&a), set(&b));
            let combined = |how| set(Selection::of(a.clone()).combined(b.clone(), how).tracks());
            prop_assert_eq!(combined(Combine::Replace), second.clone());
            prop_assert_eq!(combined(Combine::Add), &first | &second);
            prop_assert_eq!(combined(Combine::Subtract), &first - &second);
        }

        #[test]
        fn twice_inverted_it_is_itself(tracks in tracks()) {
            let selection = Selection::of(tracks);
            let inverted = selection.inverted(0..30);
            prop_assert_eq!(inverted.len() + selection.len(), 30);
            prop_assert_eq!(inverted.inverted(0..30), selection);
        }
    }
}
