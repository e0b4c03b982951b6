//! Paths of files that are given together.

use crate::sorting::set_of;
use std::collections::BTreeSet;

/// The same paths, each once: files picked from several folders may bear one name. The second gets a folder "2" of its own,
/// and so on: the name itself says which row it belongs to.
pub fn distinct(paths: Vec<String>) -> Vec<String> {
    let mut taken: BTreeSet<String> = set_of(paths.iter().cloned());
    let mut seen = BTreeSet::new();
    paths
        .into_iter()
        .map(|path| {
            if seen.insert(path.clone()) {
                return path;
            }
            let mut number = 2;
            loop {
                let other = format!("{number}/{path}");
                if taken.insert(other.clone()) {
                    return other;
                }
                number += 1;
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_second_file_of_a_name_is_another_file() {
        let given = ["a.png", "b.png", "a.png", "2/a.png", "a.png"];
        let distinct = distinct(given.map(str::to_owned).to_vec());
        assert_eq!(
            distinct,
            ["a.png", "b.png", "3/a.png", "2/a.png", "4/a.png"]
        );
    }

    proptest! {
        #[test]
        fn each_is_there_once_and_keeps_its_name(given in prop::collection::vec("[12/]{0,3}[ab]", 0..12)) {
            let found = distinct(given.clone());
            prop_assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), given.len());
            for (path, given) in found.iter().zip(&given) {
                prop_assert!(path.ends_with(given.as_str()));
            }
        }
    }
}
