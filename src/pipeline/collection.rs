//! What has been read so far, before it is joined: pictures by path, tables, and what went wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::data::{Catalog, N_PIXELS, ReadingChoices, Spectrogram, Table, TableReading};
use crate::error::{CsvError, Warning};
use crate::ingest::csv;
use crate::join::{self, JoinReport, Key};
use crate::progress::grouped;

/// Bytes that everything read may take together. A worker's memory has 4 GB at most and on many machines less; what is
/// computed of the files, and the text of a table while it is read, need some of it too.
const ROOM: u64 = 1 << 30;
const LIMIT: &str = "All files together may take 1,024 MB of this tab's memory.";
/// Bytes of a picture: its pixels, its path twice, and what keeps them.
const PICTURE: u64 = N_PIXELS as u64 + 400;
/// Bytes that a table takes for each byte of its file: its text, and as much again for numbers and the ends of cells.
const TABLE_BYTE: u64 = 2;

/// Everything read from the files. More can be added at any time.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    /// Decoded pictures by their whole path, in byte order.
    pictures: BTreeMap<String, Spectrogram>,
    /// Paths of the PNG files that could not be decoded.
    broken: BTreeSet<String>,
    /// The tables, and with which drop each came.
    tables: Vec<(Rc<Table>, u32)>,
    drop: u32,
    /// How each table was last to be read, by the name of its file.
    choices: BTreeMap<String, ReadingChoices>,
    /// Tables that could not be read, or not as they were to be: how far that went.
    failed: BTreeMap<String, TableReading>,
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

    /// Takes a table; one of the same name is replaced. Of several, [`Self::join`] uses one.
    pub fn add_table(&mut self, table: Table, warnings: Vec<Warning>) {
        self.revision += 1;
        self.tables.retain(|(old, _)| old.file != table.file);
        self.warnings.retain(|warning| warning.file != table.file);
        self.tables.push((Rc::new(table), self.drop));
        for warning in warnings {
            self.add_warning(warning);
        }
    }

    /// Reads a table and takes it, as [`Self::add_table`]; `read_again` says that it is one of those before, to be read
    /// otherwise. A table that cannot be read so stays as it was.
    pub fn read_table(
        &mut self,
        file: &str,
        bytes: &[u8],
        choices: &ReadingChoices,
        read_again: bool,
    ) {
        self.choices.insert(file.to_owned(), choices.clone());
        let place = self.tables.iter().position(|(old, _)| old.file == file);
        match csv::read_as(file, bytes, choices) {
            Ok((table, warnings)) => {
                self.failed.remove(file);
                match place.and_then(|place| self.tables.get(place).map(|(_, drop)| (place, *drop)))
                {
                    Some((place, drop)) if read_again => {
                        self.add_table(table, warnings);
                        // It is no newer than it was.
                        if let Some((table, _)) = self.tables.pop() {
                            self.tables.insert(place, (table, drop));
                        }
                    }
                    _ => self.add_table(table, warnings),
                }
            }
            Err((error, reading)) => {
                self.revision += 1;
                let is_of_words = matches!(error, CsvError::NoColumns | CsvError::NoRows)
                    && file.to_lowercase().ends_with(".txt");
                let reason = match place {
                    Some(_) if read_again => {
                        format!("It cannot be read so, and stays as it was. {error}")
                    }
                    _ if is_of_words => format!("Not used: this is text, but no table. {error}"),
                    _ => error.to_string(),
                };
                self.warnings
                    .retain(|warning| warning.file != file || place.is_some());
                self.add_warning(Warning::of_file(file, reason));
                self.failed.insert(file.to_owned(), reading);
            }
        }
    }

    /// The tables that were read otherwise than `wanted`.
    pub fn tables_read_otherwise(&self, wanted: &BTreeMap<String, ReadingChoices>) -> Vec<String> {
        let as_guessed = ReadingChoices::default();
        let read = self.choices.iter();
        read.filter(|(file, choices)| *choices != wanted.get(*file).unwrap_or(&as_guessed))
            .map(|(file, _)| file.clone())
            .collect()
    }

    /// How each table was read, those that could not be among them, by the name of the file.
    pub fn readings(&self) -> Vec<TableReading> {
        let mut readings: BTreeMap<&str, TableReading> = BTreeMap::new();
        for (table, _) in &self.tables {
            readings.insert(&table.file, table.reading.clone());
        }
        for (file, failed) in &self.failed {
            let reading = readings.entry(file).or_insert_with(|| failed.clone());
            reading.error.clone_from(&failed.error);
            reading.choices.clone_from(&failed.choices);
        }
        readings.into_values().collect()
    }

    /// The table in use: the one with rows for most pictures; of equals the one of the latest drop, with most rows, given
    /// last.
    fn table(&self) -> Option<Rc<Table>> {
        if let [(only, _)] = &self.tables[..] {
            return Some(only.clone());
        }
        let files: Vec<&str> = self.picture_paths().collect();
        let matches = |table: &Table| {
            join::candidates(&files, table)
                .first()
                .map_or(0, |best| best.matches)
        };
        self.tables
            .iter()
            .max_by_key(|(table, drop)| (matches(table), *drop, table.n_rows))
            .map(|(table, _)| table.clone())
    }

    /// Notes something that was left out. The same warning twice counts once.
    pub fn add_warning(&mut self, warning: Warning) {
        if !self.warnings.contains(&warning) {
            self.revision += 1;
            self.warnings.push(warning);
        }
    }

    /// What was left out and why, by file and line: not in the order in which it was met, which differs from run to run.
    pub fn warnings(&self) -> Vec<Warning> {
        let used = self.table();
        let unused = self.tables.iter().filter_map(|(table, _)| {
            let used = used.as_ref().filter(|used| used.file != table.file)?;
            let reason = format!(
                "Not used: one table is used at a time, and {} fits better or is newer.",
                used.file
            );
            Some(Warning::of_file(table.file.clone(), reason))
        });
        let mut all: Vec<Warning> = self.warnings.iter().cloned().chain(unused).collect();
        all.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        all
    }

    /// Nothing to analyse?
    pub fn is_empty(&self) -> bool {
        self.pictures.is_empty() && self.tables.is_empty()
    }

    fn n_bytes(&self) -> u64 {
        let tables = self.tables.iter().map(|(table, _)| table.n_bytes() as u64);
        self.pictures.len() as u64 * PICTURE + tables.sum::<u64>()
    }

    /// Number of pictures there is room for besides what was read.
    pub fn room_for_pictures(&self) -> usize {
        (ROOM.saturating_sub(self.n_bytes()) / PICTURE) as usize
    }

    /// Is there room for a table whose file has so many bytes? Else why not, in words.
    pub fn check_room_for_table(&self, n_bytes: u64) -> Result<(), String> {
        let limit = csv::MAX_BYTES as u64;
        if n_bytes > limit {
            return Err(csv::too_large().to_string());
        }
        if TABLE_BYTE * n_bytes > ROOM.saturating_sub(self.n_bytes()) {
            return Err(format!(
                "Not read: there is no room for it beside what was read before, which stays. {LIMIT}"
            ));
        }
        Ok(())
    }

    /// Said of so many pictures that there is no room for.
    pub fn no_room_for_pictures(n: usize) -> String {
        let (n, most) = (grouped(n), grouped((ROOM / PICTURE) as usize));
        format!(
            "Not read: {n} pictures, for which there is no room beside what was read before, which stays. {LIMIT} Of \
             pictures alone that is about {most}."
        )
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
        let (catalog, mut report) = join::join(Rc::new(spectrograms), self.table(), key);
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
#[path = "collection_tests.rs"]
mod tests;
