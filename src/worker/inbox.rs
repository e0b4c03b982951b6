//! Files that were given and not read yet, each in its line; and where the bytes of all pictures are.

use std::collections::{BTreeMap, VecDeque};

use web_sys::File;

use crate::error::Warning;
use crate::ingest::zip::Archive;
use crate::ingest::{Kind, kind};
use crate::pipeline::Collection;
use crate::progress::grouped;
use crate::web::files::{BlobReader, GONE, read_head, read_whole};

/// Bytes that tell what a file is.
const HEAD: u32 = 64;
/// Where a file's bytes are.
#[derive(Clone)]
pub enum Source {
    /// In a file of the person.
    File(File),
    /// In an opened archive.
    Entry {
        /// Which archive.
        archive: usize,
        /// Which of its entries.
        index: usize,
    },
}

/// A file that was given and not read yet.
pub struct Unread {
    /// The path it came by.
    pub path: String,
    /// Where its bytes are.
    pub source: Source,
}

/// Pictures to read and decode together.
pub enum Batch {
    /// Files: one large read costs the browser much less than many small ones.
    Files(Vec<(Unread, File)>),
    /// An entry of an archive.
    Entry(Unread),
}

/// What makes two handles the same file: size and time of the last change, as bits.
type Identity = (u64, u64);

/// The lines of unread files.
#[derive(Default)]
pub struct Inbox {
    files: VecDeque<(String, File)>,
    tables: VecDeque<Unread>,
    pictures: VecDeque<Unread>,
    archives: Vec<Archive<BlobReader>>,
    /// Where the pictures are, by path: to show them, and to notice one that comes again.
    sources: BTreeMap<String, (Source, Identity)>,
    /// Paths of the pictures of each identity.
    paths: BTreeMap<Identity, Vec<String>>,
}

impl Inbox {
    /// Takes files that were given.
    pub fn give(&mut self, files: impl Iterator<Item = (String, File)>) {
        self.files.extend(files);
    }

    /// Files that wait.
    pub fn n_unread(&self) -> usize {
        self.files.len() + self.tables.len() + self.pictures.len()
    }

    /// Pictures that wait, as far as the files are sorted.
    pub fn n_pictures(&self) -> usize {
        self.pictures.len()
    }

    /// Does a table wait?
    pub fn has_table(&self) -> bool {
        !self.tables.is_empty()
    }

    /// Decides what the next given file is, and puts it in its line; false when all are sorted. What nobody can use is
    /// noted in `collection`.
    pub fn sort_next(&mut self, collection: &mut Collection) -> bool {
        let Some((path, file)) = self.files.pop_front() else {
            return false;
        };
        let kind = kind_of(&path, || read_head(&file, HEAD).ok());
        if kind == Kind::Zip {
            self.open_archive(&path, file, collection);
        } else {
            let identity = identity(file.size(), file.last_modified());
            self.line_up(kind, path, Source::File(file), identity, collection);
        }
        true
    }

    fn line_up(
        &mut self,
        kind: Kind,
        path: String,
        source: Source,
        identity: Identity,
        collection: &mut Collection,
    ) {
        match kind {
            Kind::Png => {
                if self.is_known(&path, identity) {
                    return;
                }
                self.sources
                    .insert(path.clone(), (source.clone(), identity));
                self.paths.entry(identity).or_default().push(path.clone());
                self.pictures.push_back(Unread { path, source });
            }
            Kind::Csv => self.tables.push_back(Unread { path, source }),
            Kind::Ignored => collection.ignore(&path),
            Kind::Zip => {}
            Kind::Unknown { described } => {
                let reason = format!(
                    "Not used: this is {described}. Soundkin reads PNG pictures, CSV tables and zip archives of them."
                );
                collection.add_warning(Warning::of_file(path, reason));
            }
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

    fn open_archive(&mut self, path: &str, file: File, collection: &mut Collection) {
        let changed = file.last_modified();
        let mut archive = match Archive::open(BlobReader::new(file.into())) {
            Ok(archive) => archive,
            Err(error) => return collection.add_warning(Warning::of_file(path, error)),
        };
        let mut entries = archive.entries();
        let n_entries = entries.len();
        // A line for the archive, not one for each of its files.
        entries.retain(|entry| !entry.is_locked);
        let n_locked = n_entries - entries.len();
        if n_locked > 0 {
            collection.add_warning(Warning::of_file(path, locked(n_locked, n_entries)));
        }
        let position = self.archives.len();
        for entry in entries {
            let kind = kind_of(&entry.name, || archive.read(entry.index).ok()).inside_archive();
            let source = Source::Entry {
                archive: position,
                index: entry.index,
            };
            let identity = identity(entry.size as f64, changed);
            self.line_up(
                kind,
                format!("{path}/{}", entry.name),
                source,
                identity,
                collection,
            );
        }
        self.archives.push(archive);
    }

    /// The next table.
    pub fn next_table(&mut self) -> Option<Unread> {
        self.tables.pop_front()
    }

    /// The next pictures: `most` files at most, or one entry of an archive.
    pub fn next_batch(&mut self, most: usize) -> Batch {
        let mut files = Vec::new();
        while let Some(unread) = self.pictures.pop_front_if(|_| files.len() < most) {
            match unread.source {
                Source::File(ref file) => {
                    let file = file.clone();
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

    /// Puts a picture back to the head of its line.
    pub fn put_back(&mut self, picture: Unread) {
        self.pictures.push_front(picture);
    }

    /// All bytes of a file.
    pub fn bytes(&mut self, source: &Source) -> Result<Vec<u8>, String> {
        match source {
            Source::File(file) => read_whole(file).map_err(|_| GONE.into()),
            Source::Entry { archive, index } => match self.archives.get_mut(*archive) {
                Some(archive) => archive.read(*index).map_err(|error| error.to_string()),
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

/// What to tell of an archive with a password.
fn locked(n_locked: usize, n_entries: usize) -> String {
    let what = if n_locked == n_entries {
        "The zip archive is".to_owned()
    } else {
        format!(
            "{} of its {} files are",
            grouped(n_locked),
            grouped(n_entries)
        )
    };
    format!("{what} protected by a password: unpack it first and give the folder.")
}

fn identity(size: f64, last_modified: f64) -> Identity {
    (size.to_bits(), last_modified.to_bits())
}

/// The kind of a file by its name, and where that does not tell, by its first bytes.
fn kind_of(path: &str, head: impl FnOnce() -> Option<Vec<u8>>) -> Kind {
    match kind::of(path, &[]) {
        Kind::Unknown { .. } => match head() {
            Some(bytes) => kind::of(path, &bytes[..bytes.len().min(HEAD as usize)]),
            None => Kind::Unknown {
                described: "a file that can no longer be read",
            },
        },
        named => named,
    }
}
