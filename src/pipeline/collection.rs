//! What has been read so far, before it is joined: pictures by path, tables, and what went wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::settings::Settings;
use crate::data::{Catalog, Spectrogram, Table};
use crate::error::Warning;
use crate::join::{self, Combined, GivenTable, JoinParams, JoinReport, RowFolders, TableRole};

/// Everything read from the files. More can be added at any time.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    /// Decoded pictures by their whole path, in byte order.
    pictures: BTreeMap<String, Spectrogram>,
    /// Paths of the PNG files that could not be decoded.
    broken: BTreeSet<String>,
    /// The tables, each with its path and the drop it came with.
    tables: Vec<GivenTable>,
    drop: u32,
    /// Paths of system files that were passed over.
    ignored: BTreeSet<String>,
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

    /// What is added from here on belongs to another drop than what was added before.
    pub fn begin_drop(&mut self) {
        self.drop += 1;
    }

    /// Notes a system file that was passed over.
    pub fn ignore(&mut self, path: &str) {
        if self.ignored.insert(path.to_owned()) {
            self.revision += 1;
        }
    }

    /// Takes a table, whose `file` is its path; one of the same path is replaced. Of several, [`Self::join`] makes one.
    pub fn add_table(&mut self, mut table: Table, warnings: Vec<Warning>) {
        self.revision += 1;
        let path = table.file;
        table.file = path.rsplit('/').next().unwrap_or(&path).to_owned();
        self.tables.retain(|given| given.path != path);
        self.warnings.retain(|warning| warning.file != path);
        self.tables.push(GivenTable {
            path,
            drop: self.drop,
            table: Rc::new(table),
        });
        for warning in warnings {
            self.add_warning(warning);
        }
    }

    /// One table of all that are wanted.
    fn table(&self, settings: &Settings) -> Combined {
        let files: Vec<&str> = self.picture_paths().collect();
        let fits = |table: &Table, folders: &RowFolders| {
            let params = JoinParams {
                steps_off: settings.steps_off.clone(),
                folders: folders.clone(),
                ..JoinParams::default()
            };
            let best = join::candidates(&files, table, &params);
            best.first().map_or(0, |best| best.matches)
        };
        join::combine(&self.tables, &settings.tables_aside, &fits)
    }

    /// Notes something that was left out. The same warning twice counts once.
    pub fn add_warning(&mut self, warning: Warning) {
        if !self.warnings.contains(&warning) {
            self.revision += 1;
            self.warnings.push(warning);
        }
    }

    /// What was left out and why, by file and line: not in the order in which it was met, which differs from run to run.
    /// With the `join`, also tables that it has no use for.
    pub fn warnings(&self, join: Option<&JoinReport>) -> Vec<Warning> {
        let paths: Vec<&str> = self
            .tables
            .iter()
            .map(|given| given.path.as_str())
            .collect();
        let labels: BTreeMap<&str, String> =
            paths.iter().copied().zip(join::labels(&paths)).collect();
        let known = self.warnings.iter().map(|warning| Warning {
            file: labels
                .get(warning.file.as_str())
                .unwrap_or(&warning.file)
                .clone(),
            ..warning.clone()
        });
        let tables = join.map_or(&[][..], |join| &join.tables);
        let unused = tables.iter().filter(|used| {
            matches!(
                used.role,
                TableRole::ReplacedBy(_) | TableRole::Unrelated(_)
            )
        });
        let unused = unused.map(|used| Warning::of_file(used.file.clone(), &used.role));
        let mut all: Vec<Warning> = known.chain(unused).collect();
        all.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        all
    }

    /// Nothing to analyse?
    pub fn is_empty(&self) -> bool {
        self.pictures.is_empty() && self.tables.is_empty()
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
    pub fn join(&self, settings: &Settings) -> (Catalog, JoinReport) {
        let root = common_folder(self.pictures.keys().map(String::as_str));
        let spectrograms = self
            .pictures
            .values()
            .map(|picture| Spectrogram {
                file: picture
                    .file
                    .strip_prefix(&root)
                    .unwrap_or(&picture.file)
                    .to_owned(),
                ..picture.clone()
            })
            .collect();
        let Combined {
            table,
            folders,
            uses,
        } = self.table(settings);
        let params = JoinParams {
            key: settings.key.clone(),
            steps_off: settings.steps_off.clone(),
            names: settings.names.clone(),
            root,
            folders,
        };
        let (catalog, mut report) = join::join(Rc::new(spectrograms), table, &params);
        report.images = self.pictures.len() + self.broken.len();
        report.ignored_files = self.ignored.len();
        // One table needs no word on how it is used.
        if uses.len() > 1 {
            report.tables = uses;
        }
        (catalog, report)
    }

    /// The whole path of each decoded picture, in catalogue order.
    pub fn picture_paths(&self) -> impl Iterator<Item = &str> {
        self.pictures.keys().map(String::as_str)
    }
}

/// The folders (with the last `/`) that all `paths` begin with.
fn common_folder<'a>(mut paths: impl Iterator<Item = &'a str>) -> String {
    // Whole folders are compared, so that no text is cut within a letter.
    let folders = |path: &'a str| -> Vec<&'a str> {
        let mut parts: Vec<&str> = path.split_inclusive('/').collect();
        parts.pop_if(|part| !part.ends_with('/'));
        parts
    };
    let mut common = paths.next().map(folders).unwrap_or_default();
    for path in paths {
        let same = common
            .iter()
            .zip(folders(path))
            .take_while(|(a, b)| *a == b)
            .count();
        common.truncate(same);
        if common.is_empty() {
            break;
        }
    }
    common.concat()
}

#[cfg(test)]
#[path = "collection_tests.rs"]
mod tests;
