//! What has been read so far, before it is joined: pictures by path, one table, and what went wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::data::{Catalog, Spectrogram, Table};
use crate::error::Warning;
use crate::join::{self, JoinReport, Key};

/// Everything read from the files. More can be added at any time.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    /// Decoded pictures by their whole path, in byte order.
    pictures: BTreeMap<String, Spectrogram>,
    /// Paths of the PNG files that could not be decoded.
    broken: BTreeSet<String>,
    table: Option<Rc<Table>>,
    warnings: Vec<Warning>,
    revision: u64,
}

impl Collection {
    /// Grows with every change.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Adds a decoded picture. One that is there already is replaced: the newer file wins.
    pub fn add_picture(&mut self, spectrogram: Spectrogram) {
        self.revision += 1;
        self.broken.remove(&spectrogram.file);
        self.warnings
            .retain(|warning| warning.file != spectrogram.file);
        self.pictures.insert(spectrogram.file.clone(), spectrogram);
    }

    /// Notes a PNG file that could not be decoded.
    pub fn add_broken_picture(&mut self, file: &str, reason: impl ToString) {
        // A good version read before stays.
        if !self.pictures.contains_key(file) {
            self.broken.insert(file.to_string());
        }
        self.add_warning(Warning::of_file(file, reason));
    }

    /// Takes the table. A second one replaces the first, and that is noted.
    pub fn add_table(&mut self, table: Table, warnings: Vec<Warning>) {
        if let Some(old) = &self.table {
            let (old, new) = (old.file.clone(), table.file.clone());
            self.warnings.retain(|warning| warning.file != old);
            if old != new {
                let reason = format!(
                    "Not used any more: {new} was given after it, and one table is used at a time."
                );
                self.add_warning(Warning::of_file(old, reason));
            }
        }
        self.revision += 1;
        self.table = Some(Rc::new(table));
        for warning in warnings {
            self.add_warning(warning);
        }
    }

    /// Notes something that was left out. The same warning twice counts once.
    pub fn add_warning(&mut self, warning: Warning) {
        if !self.warnings.contains(&warning) {
            self.revision += 1;
            let place = |warning: &Warning| (warning.file.clone(), warning.line);
            let new = place(&warning);
            let at = self.warnings.partition_point(|old| place(old) <= new);
            self.warnings.insert(at, warning);
        }
    }

    /// What was left out and why, by file and line: not in the order in which it was met, which differs from run to run.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// Nothing to analyse?
    pub fn is_empty(&self) -> bool {
        self.pictures.is_empty() && self.table.is_none()
    }

    /// Number of decoded pictures.
    pub fn n_pictures(&self) -> usize {
        self.pictures.len()
    }

    /// Paths of the PNG files that could not be decoded, in byte order.
    pub fn broken_pictures(&self) -> impl Iterator<Item = &str> {
        self.broken.iter().map(String::as_str)
    }

    /// Joins pictures and rows. Tracks bear their path below the folder that all pictures share.
    pub fn join(&self, key: Option<&Key>) -> (Catalog, JoinReport) {
        let root = common_folder(self.pictures.keys().map(String::as_str));
        let spectrograms = self
            .pictures
            .values()
            .map(|picture| Spectrogram {
                file: picture.file[root..].to_string(),
                ..picture.clone()
            })
            .collect();
        let (catalog, mut report) = join::join(Rc::new(spectrograms), self.table.clone(), key);
        report.images = self.pictures.len() + self.broken.len();
        (catalog, report)
    }

    /// The whole path of each decoded picture, in catalogue order.
    pub fn picture_paths(&self) -> impl Iterator<Item = &str> {
        self.pictures.keys().map(String::as_str)
    }
}

/// Length of the folder part (with its last `/`) that all `paths` begin with.
fn common_folder<'a>(mut paths: impl Iterator<Item = &'a str>) -> usize {
    let Some(first) = paths.next() else { return 0 };
    let mut end = first.rfind('/').map_or(0, |slash| slash + 1);
    for path in paths {
        let same = first
            .bytes()
            .zip(path.bytes())
            .take(end)
            .take_while(|(a, b)| a == b)
            .count();
        if same < end {
            end = first[..same].rfind('/').map_or(0, |slash| slash + 1);
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shared_folder_is_cut_off_whole() {
        assert_eq!(common_folder(["a/b/1.png", "a/b/2.png"].into_iter()), 4);
        assert_eq!(common_folder(["a/b/1.png", "a/bc/2.png"].into_iter()), 2);
        assert_eq!(common_folder(["1.png", "a/2.png"].into_iter()), 0);
        assert_eq!(common_folder(["a/é1.png", "a/è2.png"].into_iter()), 2);
        assert_eq!(common_folder(std::iter::empty()), 0);
    }

    #[test]
    fn the_same_picture_twice_counts_once_and_heals_a_broken_one() {
        let picture = Spectrogram {
            file: "clip_1.png".into(),
            width: 1,
            height: 1,
            pixels: vec![0; crate::data::N_PIXELS],
        };
        let mut collection = Collection::default();
        collection.add_broken_picture("clip_1.png", "The file is empty.");
        collection.add_broken_picture("clip_2.png", "The file is empty.");
        collection.add_picture(picture.clone());
        collection.add_picture(picture);
        let (catalog, report) = collection.join(None);
        assert_eq!((report.images, catalog.tracks.len()), (2, 1));
        assert_eq!(collection.warnings().len(), 1);
    }

    #[test]
    fn warnings_do_not_tell_who_was_first() {
        let mut collection = Collection::default();
        collection.add_warning(Warning::of_line("b.csv", 9, "One cell too many."));
        collection.add_warning(Warning::of_line("b.csv", 2, "One cell too few."));
        collection.add_warning(Warning::of_file("a.png", "The file is empty."));
        collection.add_warning(Warning::of_file("b.csv", "Read as Windows-1252."));
        let places: Vec<_> = collection
            .warnings()
            .iter()
            .map(|w| (w.file.as_str(), w.line))
            .collect();
        assert_eq!(
            places,
            [
                ("a.png", None),
                ("b.csv", None),
                ("b.csv", Some(2)),
                ("b.csv", Some(9))
            ]
        );
    }
}
