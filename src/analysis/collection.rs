//! What has been read so far, before it is joined: pictures by path, tables, and what went wrong.

mod second_look;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::kinds::{self, Sorted};
use crate::data::{
    Catalog, Embedding, Frame, FrameUse, LeftOut, N_PIXELS, NamesReading, Picture, ReadingChoices,
    Readings, Spectrogram, Table, TableReading, turned_over,
};
use crate::error::{CsvError, Warning};
use crate::features::timbre::N_NUMBERS;
use crate::ingest::{Letters, csv};
use crate::join::{self, Combined, GivenTable, JoinParams, JoinReport, RowFolders, TableRole};
use crate::sentences::Lacking;
use crate::sorting::{map_of, set_of, sort_by, sort_by_key};
use crate::space::Settings;

/// Bytes that everything read may take together. A worker's memory has 4 GB at most and on many machines less; what is
/// computed of the files, and the text of a table while it is read, need some of it too.
const ROOM: u64 = 1 << 30;
/// Bytes of a picture: its pixels, the numbers of its timbre, its path twice, and what keeps them.
const PICTURE: u64 = N_PIXELS as u64 + (N_NUMBERS * size_of::<f64>()) as u64 + 500;
/// Bytes more of a picture that has a frame: its pixels without that.
const CUT: u64 = N_PIXELS as u64;
/// Bytes that a table takes for each byte of its file: its text, and as much again for numbers and the ends of cells.
const TABLE_BYTE: u64 = 2;

/// Everything read from the files. More can be added at any time.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    /// Decoded pictures by their whole path, in byte order.
    pictures: BTreeMap<String, Picture>,
    /// Pictures that have a frame.
    n_cut: usize,
    /// Paths of the picture files that could not be decoded.
    broken: BTreeSet<String>,
    /// The tables, each with its path and the drop it came with.
    tables: Vec<GivenTable>,
    drop: u32,
    /// How each table was last to be read, by its path.
    choices: BTreeMap<String, ReadingChoices>,
    /// Tables that could not be read, or not as they were to be: how far that went, by path.
    failed: BTreeMap<String, TableReading>,
    /// How the names of archives were read that do not say how they are written, by path of the archive.
    names: BTreeMap<String, ArchiveNames>,
    /// Paths of system files that were passed over.
    ignored: BTreeSet<String>,
    embeddings: Rc<Vec<Embedding>>,
    warnings: Vec<Warning>,
    revision: u64,
}

/// How the names of one archive were read. Its files keep the paths that were guessed first, so that everything that goes
/// by them stays with them; only what they are called changes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ArchiveNames {
    reading: NamesReading,
    /// What files are called, by path, as far as it is not their path.
    called: BTreeMap<String, String>,
}

impl Collection {
    /// Grows with every change.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Adds numbers that the person brought for the tracks; they are a space of their own.
    pub fn add_embedding(&mut self, embedding: Embedding) {
        self.revision += 1;
        Rc::make_mut(&mut self.embeddings).push(embedding);
    }

    /// Number of embeddings.
    pub fn n_embeddings(&self) -> usize {
        self.embeddings.len()
    }

    /// Adds a decoded picture. One that is there already is replaced: the newer file wins.
    pub fn add_picture(&mut self, picture: impl Into<Picture>) {
        self.revision += 1;
        let picture = picture.into();
        let path = &picture.whole.file;
        self.broken.remove(path);
        self.warnings.retain(|warning| warning.file != *path);
        self.n_cut += usize::from(picture.cut.is_some());
        let old = self.pictures.insert(path.clone(), picture);
        self.n_cut -= usize::from(old.is_some_and(|old| old.cut.is_some()));
    }

    /// Notes a picture file that could not be decoded.
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
        let path = std::mem::take(&mut table.file);
        table.file = join::base_name(&path).into();
        self.tables.retain(|given| given.path != path);
        self.warnings.retain(|warning| warning.file != path);
        self.tables.push(GivenTable {
            called: path.clone(),
            path,
            drop: self.drop,
            table: Rc::new(table),
        });
        for warning in warnings {
            self.add_warning(warning);
        }
    }

    /// Reads the table at `path` and takes it, as [`Self::add_table`]; `read_again` says that it is one of those before, to
    /// be read otherwise. A table that cannot be read so stays as it was.
    pub fn read_table(
        &mut self,
        path: &str,
        bytes: &[u8],
        choices: &ReadingChoices,
        read_again: bool,
        letters: &dyn Letters,
    ) {
        self.choices.insert(path.to_owned(), choices.clone());
        let place = self.tables.iter().position(|given| given.path == path);
        match csv::read_with(path, bytes, choices, letters) {
            Ok((table, warnings)) => {
                self.failed.remove(path);
                let drop = place.and_then(|place| Some(self.tables.get(place)?.drop));
                self.add_table(table, warnings);
                // It is no newer than it was.
                if let Some((place, drop)) = place.zip(drop).filter(|_| read_again)
                    && let Some(given) = self.tables.pop()
                {
                    self.tables.insert(place, GivenTable { drop, ..given });
                }
            }
            Err((error, reading)) => {
                self.revision += 1;
                let is_of_words = matches!(error, CsvError::NoColumns | CsvError::NoRows)
                    && path.to_lowercase().ends_with(".txt");
                let reason = match place {
                    Some(_) if read_again => {
                        format!("It cannot be read so, and stays as it was. {error}")
                    }
                    _ if is_of_words => format!("Not used: this is text, but no table. {error}"),
                    _ => error.to_string(),
                };
                self.warnings
                    .retain(|warning| warning.file != path || place.is_some());
                self.add_warning(Warning::of_file(path, reason));
                self.failed.insert(path.to_owned(), reading);
            }
        }
    }

    /// Takes how the names of an archive are read, and what its files are called so, by path, as far as that differs from
    /// their paths.
    pub fn read_names(&mut self, reading: NamesReading, called: BTreeMap<String, String>) {
        let path = reading.path.clone();
        let guess = reading.guess.clone();
        let new = ArchiveNames { reading, called };
        if self.names.get(&path) == Some(&new) {
            return;
        }
        self.revision += 1;
        let old = self.names.insert(path.clone(), new);
        if let Some(old) = old.and_then(|old| old.reading.guess) {
            self.warnings
                .retain(|warning| warning.file != path || warning.reason != old);
        }
        if let Some(guess) = guess {
            self.add_warning(Warning::of_file(path, guess));
        }
    }

    /// What the file at `path` is called, with its folders.
    fn called<'a>(&'a self, path: &'a str) -> &'a str {
        let mut names = self.names.values();
        let called = names.find_map(|names| names.called.get(path));
        called.map_or(path, String::as_str)
    }

    /// The pictures and what they are called, in catalogue order: that of what they are called.
    fn called_pictures(&self) -> Vec<(&str, &str, &Picture)> {
        let pictures = self.pictures.iter();
        let mut called: Vec<(&str, &str, &Picture)> = pictures
            .map(|(path, picture)| (self.called(path), path.as_str(), picture))
            .collect();
        // Stays as it is where all are called by their paths.
        sort_by_key(&mut called, |&(called, path, _)| (called, path));
        called
    }

    /// Paths of the tables that were read otherwise than `wanted`.
    pub fn tables_read_otherwise(&self, wanted: &BTreeMap<String, ReadingChoices>) -> Vec<String> {
        let as_guessed = ReadingChoices::default();
        let read = self.choices.iter();
        read.filter(|(path, choices)| *choices != wanted.get(*path).unwrap_or(&as_guessed))
            .map(|(path, _)| path.clone())
            .collect()
    }

    /// How each table was read, those that could not be among them, and the names in archives, by path.
    pub fn readings(&self) -> Readings {
        let mut readings: BTreeMap<&str, TableReading> = BTreeMap::new();
        for given in &self.tables {
            readings.insert(&given.path, given.table.reading.clone());
        }
        for (path, failed) in &self.failed {
            let reading = readings.entry(path).or_insert_with(|| failed.clone());
            reading.error.clone_from(&failed.error);
            reading.choices.clone_from(&failed.choices);
        }
        let labels = self.labels();
        let called = readings.into_iter().map(|(path, mut reading)| {
            if let Some(label) = labels.get(path) {
                reading.file.clone_from(label);
            }
            reading
        });
        let archives: Vec<&str> = self.names.keys().map(String::as_str).collect();
        let names = self.names.values().zip(join::labels(&archives));
        Readings {
            tables: called.collect(),
            names: names
                .map(|(names, file)| NamesReading {
                    file,
                    ..names.reading.clone()
                })
                .collect(),
        }
    }

    /// What tables are called, by path: as much of it as tells each from the others.
    fn labels(&self) -> BTreeMap<&str, String> {
        let read = self.tables.iter().map(|given| given.path.as_str());
        let paths = set_of(read.chain(self.failed.keys().map(String::as_str)));
        let paths: Vec<&str> = paths.into_iter().collect();
        let called: Vec<&str> = paths.iter().map(|path| self.called(path)).collect();
        let labels = join::labels(&called);
        map_of(paths.into_iter().zip(labels))
    }

    /// One table of all that are wanted.
    fn table(&self, settings: &Settings) -> Combined {
        let pictures = self.called_pictures();
        let files: Vec<&str> = pictures.iter().map(|(called, ..)| *called).collect();
        let fits = |table: &Table, folders: &RowFolders| {
            let params = JoinParams {
                steps_off: settings.steps_off.clone(),
                folders: folders.clone(),
                ..JoinParams::default()
            };
            let best = join::candidates(&files, table, &params);
            best.first().map_or(0, |best| best.matches)
        };
        let tables: Vec<GivenTable> = self
            .tables
            .iter()
            .map(|given| self.renamed(given))
            .collect();
        join::combine(&tables, &settings.tables_aside, &fits)
    }

    /// The table, called as it is now.
    fn renamed(&self, given: &GivenTable) -> GivenTable {
        let called = self.called(&given.path);
        if called == given.called {
            return given.clone();
        }
        let mut table = (*given.table).clone();
        table.file = join::base_name(called).into();
        GivenTable {
            called: called.to_owned(),
            table: Rc::new(table),
            ..given.clone()
        }
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
        let labels = self.labels();
        let known = self.warnings.iter().map(|warning| Warning {
            file: labels
                .get(warning.file.as_str())
                .map_or_else(|| self.called(&warning.file), String::as_str)
                .to_owned(),
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
        sort_by(&mut all, |a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        all
    }

    /// Nothing to analyse?
    pub fn is_empty(&self) -> bool {
        self.pictures.is_empty() && self.tables.is_empty()
    }

    fn n_bytes(&self) -> u64 {
        let tables = self.tables.iter();
        let tables = tables.map(|given| given.table.n_bytes() as u64);
        self.pictures.len() as u64 * PICTURE + self.n_cut as u64 * CUT + tables.sum::<u64>()
    }

    /// Number of pictures there is room for besides what was read.
    pub fn room_for_pictures(&self) -> usize {
        // Those to come have frames where those before have some.
        let each = PICTURE + if self.n_cut > 0 { CUT } else { 0 };
        (ROOM.saturating_sub(self.n_bytes()) / each) as usize
    }

    /// Is there room for a table whose file has so many bytes? Else why not, in words.
    pub fn check_room_for_table(&self, n_bytes: u64) -> Result<(), String> {
        let limit = csv::MAX_BYTES as u64;
        if n_bytes > limit {
            return Err(csv::too_large().to_string());
        }
        if TABLE_BYTE * n_bytes > ROOM.saturating_sub(self.n_bytes()) {
            let limit_mb = ROOM >> 20;
            return Err(Lacking::RoomForTable { limit_mb }.to_string());
        }
        Ok(())
    }

    /// Said of so many pictures that there is no room for.
    pub fn no_room_for_pictures(n: usize) -> String {
        let most = (ROOM / PICTURE) as usize;
        let limit_mb = ROOM >> 20;
        Lacking::RoomForPictures { n, limit_mb, most }.to_string()
    }

    /// Number of decoded pictures.
    pub fn n_pictures(&self) -> usize {
        self.pictures.len()
    }

    /// What the picture files are called that could not be decoded, with their folders, by path.
    pub fn broken_pictures(&self) -> impl Iterator<Item = &str> {
        self.broken.iter().map(|path| self.called(path))
    }

    /// Joins pictures and rows, whatever is left out: the report is about the files. Tracks bear their path below the folder
    /// that all pictures share.
    pub fn join(&self, settings: &Settings) -> (Catalog, JoinReport) {
        let pictures = self.called_pictures();
        let root = common_folder(pictures.iter().map(|(called, ..)| *called));
        let sorted = kinds(&pictures, &root, settings);
        let timbre = second_look::timbre(&pictures, &sorted);
        let Sorted {
            kinds,
            frames,
            turned,
        } = sorted;
        let spectrograms = pictures
            .into_iter()
            .zip(frames.iter().zip(&turned))
            .map(|((called, _, picture), (&frame, &is_turned))| {
                let pixels = match settings.frame {
                    FrameUse::Keep => None,
                    FrameUse::Cut => picture.inside(frame),
                };
                let pixels = pixels.unwrap_or(&picture.whole.pixels);
                Spectrogram {
                    file: called.strip_prefix(&root).unwrap_or(called).to_owned(),
                    pixels: if is_turned {
                        turned_over(pixels)
                    } else {
                        pixels.clone()
                    },
                    ..picture.whole.clone()
                }
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
        let (mut catalog, mut report) = join::join(Rc::new(spectrograms), table, &params);
        self.leave_out(&mut catalog, &settings.left_out);
        catalog.embeddings = self.embeddings.clone();
        catalog.timbre = timbre;
        catalog.kinds = Rc::new(kinds);
        report.images = self.pictures.len() + self.broken.len();
        report.ignored_files = self.ignored.len();
        // One table needs no word on how it is used.
        if uses.len() > 1 {
            report.tables = uses;
        }
        (catalog, report)
    }

    /// Paths of the pictures that were not cut where `settings` want it, each with that frame.
    pub fn pictures_cut_otherwise(&self, settings: &Settings) -> Vec<(String, Frame)> {
        let pictures = self.called_pictures();
        let frames = kinds(&pictures, "", settings).frames;
        let all = pictures.into_iter().zip(frames);
        all.filter(|((.., picture), frame)| picture.inside(*frame).is_none())
            .map(|((_, path, _), frame)| (path.to_owned(), frame))
            .collect()
    }

    /// Leaves the tracks out of `catalog`, which was joined from what is here, and no others.
    pub fn leave_out(&self, catalog: &mut Catalog, left_out: &LeftOut) {
        let found = if left_out.is_empty() {
            Vec::new()
        } else {
            left_out.positions(self.known_by(catalog).into_iter())
        };
        catalog.leave_out(found);
    }

    /// Notes in `left_out` that these tracks of `catalog`, which was joined from what is here, are to be left out.
    pub fn note_left_out(&self, catalog: &Catalog, left_out: &mut LeftOut, tracks: &[usize]) {
        left_out.leave_out(self.known_by(catalog).into_iter(), tracks);
    }

    /// What each track is known by: the whole path of its picture (empty without one) and its id.
    fn known_by<'a>(&'a self, catalog: &'a Catalog) -> Vec<(&'a str, &'a str)> {
        let paths: Vec<&str> = self.picture_paths().collect();
        let path = |track| paths.get(catalog.picture_of_any(track)?).copied();
        let tracks = (0..).zip(&catalog.tracks);
        tracks
            .map(|(i, track)| (path(i).unwrap_or(""), track.id.as_str()))
            .collect()
    }

    /// The whole path of each decoded picture, in catalogue order.
    pub fn picture_paths(&self) -> impl Iterator<Item = &str> {
        let pictures = self.called_pictures().into_iter();
        pictures.map(|(_, path, _)| path)
    }

    /// The decoded pictures that are not called by their paths: path and what it is called, with its folders.
    pub fn renamed_pictures(&self) -> impl Iterator<Item = (&str, &str)> {
        let paths = self.pictures.keys().map(String::as_str);
        paths
            .map(|path| (path, self.called(path)))
            .filter(|(path, called)| path != called)
    }
}

/// The kinds of pictures, which are called by what comes after `root`.
fn kinds(pictures: &[(&str, &str, &Picture)], root: &str, settings: &Settings) -> Sorted {
    let pictures = pictures.iter().map(|&(called, _, picture)| {
        let below = called.strip_prefix(root).unwrap_or(called);
        (below, picture)
    });
    kinds::sort(&pictures.collect::<Vec<_>>(), &settings.kinds)
}

/// The folders (with the last `/`) that all `paths` begin with.
pub(super) fn common_folder<'a>(mut paths: impl Iterator<Item = &'a str>) -> String {
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
