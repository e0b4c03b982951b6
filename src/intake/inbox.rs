//! Files that were given and not read yet, each in its line; and where the bytes of all pictures are.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::read_ahead::ReadAhead;
use super::refused::Refused;
use super::unread::{Batch, FileHandle, GONE, PictureTask, Source, Unread, kind_of};
use crate::analysis::Collection;
use crate::data::{NamesReading, ReadingChoices};
use crate::error::Warning;
use crate::ingest::zip::Archive;
use crate::ingest::{Kind, Letters};
use crate::wording::grouped;

/// Bytes that tell what a file is.
const HEAD: u64 = 64;
/// Bytes of files that are read together, at most; a larger file is read alone.
const BATCH_BYTES: u64 = 8 << 20;

/// What makes two handles the same file: size, and time of the last change as bits.
type Identity = (u64, u64);

/// The lines of unread files.
pub struct Inbox<F> {
    files: VecDeque<(String, F)>,
    /// The archive whose entries are being sorted.
    opened: Option<Opened>,
    tables: VecDeque<Unread<F>>,
    /// Where the tables are, by path, to be read otherwise; those that wait for that.
    read_tables: BTreeMap<String, Unread<F>>,
    again: BTreeSet<String>,
    pictures: VecDeque<Unread<F>>,
    /// The archives that were opened, each with its path.
    archives: Vec<(String, Archive<ReadAhead<F>>)>,
    /// Where the pictures are, by path: to show them, and to notice one that comes again.
    sources: BTreeMap<String, (Source<F>, Identity)>,
    /// Paths of the pictures of each identity.
    paths: BTreeMap<Identity, Vec<String>>,
    refused: Refused,
    /// Files and entries sorted since the last time that all were.
    n_sorted: usize,
}

/// An archive whose entries are being sorted.
struct Opened {
    path: String,
    changed: f64,
    archive: usize,
    /// The next entry to sort.
    next: usize,
}

impl<F> Default for Inbox<F> {
    fn default() -> Self {
        Self {
            files: VecDeque::new(),
            opened: None,
            tables: VecDeque::new(),
            read_tables: BTreeMap::new(),
            again: BTreeSet::new(),
            pictures: VecDeque::new(),
            archives: Vec::new(),
            sources: BTreeMap::new(),
            paths: BTreeMap::new(),
            refused: Refused::default(),
            n_sorted: 0,
        }
    }
}

impl<F: FileHandle> Inbox<F> {
    /// Takes files that were given.
    pub fn give(&mut self, files: impl Iterator<Item = (String, F)>) {
        self.files.extend(files);
    }

    /// Files that wait, those in archives too as far as these are open.
    pub fn n_unread(&self) -> usize {
        self.n_unsorted() + self.tables.len() + self.pictures.len()
    }

    fn n_unsorted(&self) -> usize {
        let opened = self.opened.as_ref();
        let in_archive = opened.and_then(|opened| {
            let (_, archive) = self.archives.get(opened.archive)?;
            Some(archive.n_entries().saturating_sub(opened.next))
        });
        self.files.len() + in_archive.unwrap_or(0)
    }

    /// Files and entries that are sorted, and all that are known of.
    pub fn progress(&self) -> (usize, usize) {
        (self.n_sorted, self.n_sorted + self.n_unsorted())
    }

    /// Pictures that wait, as far as the files are sorted.
    pub fn n_pictures(&self) -> usize {
        self.pictures.len()
    }

    /// Does a table wait?
    pub fn has_table(&self) -> bool {
        !self.tables.is_empty()
    }

    /// Decides what the next given file, or the next entry of an archive, is, and puts it in its line; false when all are
    /// sorted. What nobody can use is noted in `collection` in the end, see [`Self::note_refused`].
    pub fn sort_next(&mut self, collection: &mut Collection, letters: &dyn Letters) -> bool {
        if self.opened.is_some() {
            self.sort_entry(collection, letters);
            return true;
        }
        let Some((path, file)) = self.files.pop_front() else {
            self.note_refused(collection);
            self.n_sorted = 0;
            return false;
        };
        self.n_sorted += 1;
        let size = file.size();
        let kind = kind_of(&path, || file.slice(0, size.min(HEAD)).ok());
        if kind == Kind::Zip {
            let changed = file.last_modified();
            match Archive::open(ReadAhead::new(file)) {
                Ok(archive) => {
                    self.archives.push((path.clone(), archive));
                    self.opened = Some(Opened {
                        path,
                        changed,
                        archive: self.archives.len() - 1,
                        next: 0,
                    });
                }
                Err(error) => collection.add_warning(Warning::of_file(path, error)),
            }
            return true;
        }
        let identity = identity(size, file.last_modified());
        let unread = Unread {
            path,
            source: Source::File(file),
            size,
            task: PictureTask::Reduce,
        };
        self.line_up(kind, unread, identity, None, collection);
        true
    }

    /// Reads one name, then sorts one entry, of the archive that is open.
    fn sort_entry(&mut self, collection: &mut Collection, letters: &dyn Letters) {
        let Some(mut opened) = self.opened.take() else {
            return;
        };
        let Some((_, archive)) = self.archives.get_mut(opened.archive) else {
            return;
        };
        if !archive.name_next(letters) {
            self.opened = Some(opened);
            return;
        }
        if opened.next >= archive.n_entries() {
            return;
        }
        let index = opened.next;
        opened.next += 1;
        self.n_sorted += 1;
        if let Some(entry) = archive.entry(index) {
            self.refused.count_entry(&opened.path);
            if entry.is_locked {
                let path = format!("{}/{}", opened.path, entry.name);
                self.refused.add_locked(&opened.path, path);
                self.opened = Some(opened);
                return;
            }
            let head = || archive.head(index, HEAD).ok();
            let kind = kind_of(&entry.name, head).inside_archive();
            let unread = Unread {
                path: format!("{}/{}", opened.path, entry.name),
                source: Source::Entry {
                    archive: opened.archive,
                    index,
                },
                size: entry.size,
                task: PictureTask::Reduce,
            };
            let identity = identity(entry.size, opened.changed);
            self.line_up(kind, unread, identity, Some(&opened.path), collection);
        }
        self.opened = Some(opened);
    }

    /// Notes in `collection` what was found so far that nobody can use.
    pub fn note_refused(&mut self, collection: &mut Collection) {
        for warning in self.refused.take() {
            collection.add_warning(warning);
        }
    }

    fn line_up(
        &mut self,
        kind: Kind,
        unread: Unread<F>,
        identity: Identity,
        archive: Option<&str>,
        collection: &mut Collection,
    ) {
        match kind {
            Kind::Picture => {
                if self.is_known(&unread.path, identity) {
                    return;
                }
                self.sources
                    .insert(unread.path.clone(), (unread.source.clone(), identity));
                let paths = self.paths.entry(identity).or_default();
                paths.push(unread.path.clone());
                self.pictures.push_back(unread);
            }
            Kind::Csv => self.tables.push_back(unread),
            Kind::Ignored => collection.ignore(&unread.path),
            Kind::Zip => {}
            Kind::Unknown { described } => self.refused.add(archive, unread.path, described),
        }
    }

    /// Is this picture here already, perhaps dropped once within its folder and once alone?
    fn is_known(&self, path: &str, identity: Identity) -> bool {
        let is_tail = |long: &str, short: &str| {
            long.strip_suffix(short)
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
        };
        if let Some((_, known)) = self.sources.get(path) {
            return *known == identity;
        }
        let alike = self.paths.get(&identity).map_or(&[][..], Vec::as_slice);
        alike
            .iter()
            .any(|other| is_tail(other, path) || is_tail(path, other))
    }

    /// Has the names in archives read as they are wanted, as far as they are known and leave a choice.
    pub fn read_names(
        &self,
        wanted: &BTreeMap<String, ReadingChoices>,
        collection: &mut Collection,
        letters: &dyn Letters,
    ) {
        // Of archives of one path, given one after the other, each has files that are called something.
        let mut of_path: BTreeMap<&str, (NamesReading, BTreeMap<String, String>)> = BTreeMap::new();
        for (path, archive) in &self.archives {
            let choices = wanted.get(path);
            let chosen = choices.and_then(|choices| choices.encoding.as_deref());
            let Some(reading) = archive.names_reading(path, chosen, letters) else {
                continue;
            };
            let names = chosen.map_or_else(Vec::new, |chosen| archive.names_in(chosen, letters));
            let called = names
                .into_iter()
                .map(|(name, called)| (format!("{path}/{name}"), format!("{path}/{called}")));
            let (newest, all) = of_path.entry(path).or_default();
            *newest = reading;
            all.extend(called);
        }
        for (reading, called) in of_path.into_values() {
            collection.read_names(reading, called);
        }
    }

    /// The next table.
    pub fn next_table(&mut self) -> Option<Unread<F>> {
        self.tables.pop_front()
    }

    /// Lines up the tables at these paths, which are to be read otherwise; false where there are none.
    pub fn read_again(&mut self, paths: &[String]) -> bool {
        for path in paths {
            // One that waits is read as it is wanted anyway, and may be newer.
            let waits = self.tables.iter().any(|waiting| waiting.path == *path);
            if let Some(table) = self.read_tables.get(path).filter(|_| !waits) {
                self.again.insert(path.clone());
                self.tables.push_back(table.clone());
            }
        }
        !paths.is_empty()
    }

    /// Lines up the pictures at these paths once more, each with what is to be done with it; says how many there are.
    pub fn read_pictures_again(
        &mut self,
        pictures: impl IntoIterator<Item = (String, PictureTask)>,
    ) -> usize {
        let n_before = self.pictures.len();
        for (path, task) in pictures {
            if let Some((source, (size, _))) = self.sources.get(&path) {
                self.pictures.push_back(Unread {
                    path,
                    source: source.clone(),
                    size: *size,
                    task,
                });
            }
        }
        self.pictures.len() - n_before
    }

    /// Forgets the pictures that were lined up for the time when nothing else is to be done.
    pub fn forget_what_can_wait(&mut self) {
        self.pictures.retain(|unread| !unread.task.can_wait());
    }

    /// Remembers where a table is that is being read; true when it was read before and is to be read otherwise.
    pub fn keep_table(&mut self, table: &Unread<F>) -> bool {
        let read_again = self.again.remove(&table.path);
        self.read_tables.insert(table.path.clone(), table.clone());
        read_again
    }

    /// The next pictures: `most` files at most, or one entry of an archive; not more bytes than there is `room` for (`None`
    /// = any). No files when there is no room for the next.
    pub fn next_batch(&mut self, most: usize, room: Option<u64>) -> Batch<F> {
        let mut files = Vec::new();
        let mut left = room.unwrap_or(u64::MAX);
        let mut left_in_batch = BATCH_BYTES;
        while let Some(unread) = self.pictures.pop_front_if(|unread| {
            let is_first = files.is_empty();
            files.len() < most && unread.size <= left && (is_first || unread.size <= left_in_batch)
        }) {
            match unread.source {
                Source::File(ref file) => {
                    let file = file.clone();
                    left -= unread.size;
                    left_in_batch = left_in_batch.saturating_sub(unread.size);
                    files.push((unread, file));
                }
                Source::Entry { .. } if files.is_empty() => return Batch::Entry(unread),
                Source::Entry { .. } => {
                    self.pictures.push_front(unread);
                    break;
                }
            }
        }
        Batch::Files(files)
    }

    /// Notes in `collection` that there is no room for the pictures that wait, and forgets them.
    pub fn refuse_pictures(&mut self, collection: &mut Collection) {
        let paths: Vec<String> = self.pictures.drain(..).map(|unread| unread.path).collect();
        for path in &paths {
            // Given again it is a file like any other.
            let identity = self.sources.remove(path).map(|(_, identity)| identity);
            if let Some(known) = identity.and_then(|identity| self.paths.get_mut(&identity)) {
                known.retain(|other| other != path);
            }
        }
        let reason = Collection::no_room_for_pictures(paths.len());
        let file = format!("{} pictures", grouped(paths.len()));
        collection.add_warning(Warning::of_files(file, reason, paths));
    }

    /// Puts a picture back to the head of its line.
    pub fn put_back(&mut self, picture: Unread<F>) {
        self.pictures.push_front(picture);
    }

    /// All bytes of a file.
    pub fn bytes(&mut self, source: &Source<F>) -> Result<Vec<u8>, String> {
        match source {
            Source::File(file) => file.slice(0, file.size()).map_err(|_| GONE.into()),
            Source::Entry { archive, index } => match self.archives.get_mut(*archive) {
                Some((_, archive)) => archive.read(*index).map_err(|error| error.to_string()),
                None => Err(GONE.into()),
            },
        }
    }

    /// The bytes of the picture that came by `path`.
    pub fn picture(&mut self, path: &str) -> Option<Vec<u8>> {
        let source = self.sources.get(path)?.0.clone();
        self.bytes(&source).ok()
    }
}

fn identity(size: u64, last_modified: f64) -> Identity {
    (size, last_modified.to_bits())
}

#[cfg(test)]
#[path = "inbox_tests.rs"]
mod tests;
