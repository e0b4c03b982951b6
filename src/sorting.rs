//! Sorting with one program for all kinds of values. In: a list and a comparison. Out: the list in order.
//!
//! The standard library's sort is compiled again for every kind of value and comparison, 4 kB each time, and the programs
//! travel before the page works. Here positions are sorted, whatever stands there. What is sorted again and again in a
//! search or a layout uses the standard one.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// The positions 0 to `n - 1` in the order of `compare`; equal ones keep theirs.
pub fn order(n: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| compare(a, b));
    order
}

/// Sorts `values` by `compare`; equal ones keep their order.
pub fn sort_by<T>(values: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let order = order(values.len(), &|a, b| compare(&values[a], &values[b]));
    let mut taken: Vec<Option<T>> = values.drain(..).map(Some).collect();
    values.extend(order.into_iter().filter_map(|at| taken[at].take()));
}

/// Sorts `values` by what `key` gives; equal ones keep their order.
pub fn sort_by_key<T, K: Ord>(values: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort_by(values, |a, b| key(a).cmp(&key(b)));
}

/// A set of `items`, put in one by one: the standard library's `collect` sorts them first, which is one more sort for every
/// kind of item.
pub fn set_of<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(items);
    set
}

/// The same for keys with values, the last of those with one key.
pub fn map_of<K: Ord, V>(items: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.extend(items);
    map
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library(values in prop::collection::vec((0_u8..9, 0_u8..9), 0..200)) {
            let (mut ours, mut theirs) = (values.clone(), values.clone());
            sort_by_key(&mut ours, |value| Reverse(value.0));
            theirs.sort_by_key(|value| Reverse(value.0));
            prop_assert_eq!(&ours, &theirs);
            let order = order(values.len(), &|a, b| values[b].0.cmp(&values[a].0));
            let ordered: Vec<(u8, u8)> = order.into_iter().map(|at| values[at]).collect();
            prop_assert_eq!(ordered, theirs);
        }
    }
}
