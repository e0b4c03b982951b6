//! Pictures and rows of one name told apart by the folders they lie in. In: both, and their folders. Out: pairs.

use std::collections::{BTreeMap, BTreeSet};

use super::name::folders;

/// Where the rows of a table come from: rows below the first number lie in that folder, and so on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowFolders(pub Vec<(usize, String)>);

impl RowFolders {
    /// The folder of the table that the row stands in; empty where nobody said.
    pub(super) fn of(&self, row: usize) -> &str {
        let found = self.0.iter().find(|(end, _)| row < *end);
        found.map_or("", |(_, folder)| folder.as_str())
    }
}

/// Who belongs to whom.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Apart {
    /// A picture and its row.
    pub pairs: Vec<(u32, u32)>,
    /// Pictures and rows that cannot be told apart.
    pub shared: Vec<(Vec<u32>, Vec<u32>)>,
}

/// Tells pictures and rows of one name apart: those whose folders agree for longest belong together, as long as that is
/// one of each. `of_row` gives the folders in the cell and the folder of the table.
pub(super) fn tell_apart<'t>(
    pictures: &[u32],
    rows: &[u32],
    of_picture: &dyn Fn(u32) -> Vec<String>,
    of_row: &dyn Fn(u32) -> (&'t str, &'t str),
) -> Apart {
    let mut left_pictures: Vec<(u32, Vec<String>)> = pictures
        .iter()
        .map(|&picture| (picture, of_picture(picture)))
        .collect();
    // A cell's own folders end like those of its picture; without any, the table's folder is above the picture.
    let mut left_rows: Vec<(u32, Vec<String>, bool)> = rows
        .iter()
        .map(|&row| {
            let (in_cell, of_table) = of_row(row);
            let own = folders(in_cell);
            if own.is_empty() {
                (row, folders(of_table), false)
            } else {
                (row, own, true)
            }
        })
        .collect();
    let mut apart = Apart::default();
    let deepest = left_rows.iter().map(|(_, folders, _)| folders.len()).max();
    for depth in (1..=deepest.unwrap_or(0)).rev() {
        let mut groups: BTreeMap<(bool, String), (Vec<u32>, Vec<u32>)> = BTreeMap::new();
        for (row, folders, is_own) in &left_rows {
            // A table's folder counts whole.
            let part = if *is_own {
                end(folders, depth)
            } else {
                start(folders, depth).filter(|_| folders.len() == depth)
            };
            if let Some(part) = part {
                groups.entry((*is_own, part)).or_default().1.push(*row);
            }
        }
        for (picture, folders) in &left_pictures {
            let parts = [(true, end(folders, depth)), (false, start(folders, depth))];
            let found = parts
                .into_iter()
                .filter_map(|(is_own, part)| Some((is_own, part?)))
                .find(|key| groups.contains_key(key));
            if let Some(group) = found.and_then(|key| groups.get_mut(&key)) {
                group.0.push(*picture);
            }
        }
        let (mut told_pictures, mut told_rows) = (BTreeSet::<u32>::new(), BTreeSet::<u32>::new());
        for (pictures, rows) in groups.into_values().filter(|group| !group.0.is_empty()) {
            told_pictures.extend(&pictures);
            told_rows.extend(&rows);
            match (&pictures[..], &rows[..]) {
                ([picture], [row]) => apart.pairs.push((*picture, *row)),
                _ => apart.shared.push((pictures, rows)),
            }
        }
        left_pictures.retain(|(picture, _)| !told_pictures.contains(picture));
        left_rows.retain(|(row, ..)| !told_rows.contains(row));
    }
    if let ([(picture, above)], [(row, folders, _)]) = (&left_pictures[..], &left_rows[..])
        && (above.is_empty() || folders.is_empty())
    {
        // Nothing speaks against the last two.
        apart.pairs.push((*picture, *row));
    } else if !left_pictures.is_empty() && !left_rows.is_empty() {
        apart.shared.push((
            left_pictures
                .into_iter()
                .map(|(picture, _)| picture)
                .collect(),
            left_rows.into_iter().map(|(row, ..)| row).collect(),
        ));
    }
    apart
}

/// The last `depth` folders as one text.
fn end(folders: &[String], depth: usize) -> Option<String> {
    Some(folders.get(folders.len().checked_sub(depth)?..)?.join("/"))
}

/// The first `depth` folders as one text.
fn start(folders: &[String], depth: usize) -> Option<String> {
    Some(folders.get(..depth)?.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(pictures: &[&str], rows: &[(&'static str, &'static str)]) -> Apart {
        let numbers = |n: usize| (0..n as u32).collect::<Vec<u32>>();
        tell_apart(
            &numbers(pictures.len()),
            &numbers(rows.len()),
            &|picture| folders(pictures[picture as usize]),
            &|row| rows[row as usize],
        )
    }

    #[test]
    fn the_longest_common_path_decides() {
        let found = apart(
            &["jazz", "x/rock", "y/rock"],
            &[("y/rock/", ""), ("data/jazz/", ""), ("x/rock/", "")],
        );
        assert_eq!(found.shared, []);
        let mut pairs = found.pairs;
        pairs.sort_unstable();
        assert_eq!(pairs, [(0, 1), (1, 2), (2, 0)]);
    }

    #[test]
    fn what_lies_elsewhere_is_not_joined() {
        let found = apart(&["jazz", "rock"], &[("jazz/", ""), ("blues/", "")]);
        assert_eq!(found.pairs, [(0, 0)]);
        assert_eq!(found.shared, [(vec![1], vec![1])]);
        // Nothing speaks against a row without a folder once one picture is left.
        let found = apart(&["jazz", "rock"], &[("jazz/", ""), ("", "")]);
        assert_eq!((found.pairs.len(), found.shared.len()), (2, 0));
    }

    #[test]
    fn a_table_speaks_for_the_folder_it_lies_in() {
        let found = apart(&["a/png", "b/png"], &[("", "b/"), ("", "a/")]);
        assert_eq!((found.pairs.len(), found.shared.len()), (2, 0));
        assert!(found.pairs.contains(&(0, 1)));
        assert_eq!(apart(&["a", "b"], &[("", ""), ("", "")]).shared.len(), 1);
    }
}
