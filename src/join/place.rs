//! Where a key may be: in which column, and by which pattern of the names. In: how much each place could match at most.
//! Out: the places worth a try, best first.

use std::cmp::Reverse;

use crate::sorting::sort_by_key;

/// A place in the search: a column and a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) column: usize,
    pub(super) pattern: usize,
    /// Pictures that a cell names which is there once: what is tried first.
    pub(super) likely: usize,
    /// Pictures that any cell names: no key matches more.
    pub(super) at_most: usize,
}

/// The best place of each column, the best column first: strangers among the names bring more patterns, and must not use up
/// the tries. Places that match nothing are none.
pub(super) fn best_first(mut places: Vec<Place>) -> Vec<Place> {
    places.retain(|place| place.at_most > 0);
    let worth = |place: &Place| Reverse((place.likely, place.at_most));
    sort_by_key(&mut places, |place| {
        (place.column, worth(place), place.pattern)
    });
    places.dedup_by_key(|place| place.column);
    sort_by_key(&mut places, |place| (worth(place), place.column));
    places
}
