//! A zip archive's entries. In: anything that reads and seeks. Out: names, and one entry's bytes at a time.
//!
//! Names are labels here and never paths on a disk; deflate and stored entries are read, nothing else.

use std::io::{self, Read, Seek};

use zip::result::ZipError as Refused;
use zip::{HasZipMetadata, ZipArchive};

use super::letters::{Letters, Tables};
use super::names::{Names, RawName, label};
use crate::data::NamesReading;
use crate::error::ZipError;

/// Most bytes one entry may unpack to.
const MAX_BYTES: u64 = 256 << 20;

/// One file in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Position in the archive, for [`Archive::read`].
    pub index: usize,
    /// Path in the archive, `/` between the parts; no part is empty, `.` or `..`.
    pub name: String,
    /// Unpacked size as the archive declares it, in bytes.
    pub size: u64,
    /// Is it protected by a password?
    pub is_locked: bool,
}

/// An opened archive.
pub struct Archive<R> {
    inner: ZipArchive<R>,
    names: Names,
}

impl<R: Read + Seek> Archive<R> {
    /// Reads the directory of the archive.
    pub fn open(reader: R) -> Result<Self, ZipError> {
        ZipArchive::new(reader)
            .map(|inner| Self {
                inner,
                names: Names::default(),
            })
            .map_err(damaged)
    }

    /// Number of entries, folders and system files among them.
    pub fn n_entries(&self) -> usize {
        self.inner.len()
    }

    /// Reads one name more, and its entry's own header; true when all names are known, which are guessed together.
    pub fn name_next(&mut self, letters: &dyn Letters) -> bool {
        let index = self.names.len();
        if index < self.n_entries() {
            let file = self.inner.by_index_raw(index).ok();
            self.names
                .push(file.map_or_else(RawName::default, |file| RawName {
                    bytes: file.name_raw().to_vec(),
                    declared: file.name().to_owned(),
                    is_utf_8: file.get_metadata().is_utf8,
                }));
        } else if !self.names.are_read() {
            self.names.read_all(letters);
        }
        self.names.len() == self.n_entries() && self.names.are_read()
    }

    /// How the names of this archive, which came by `path`, read in the encoding that a person chose, else in the guessed
    /// one. `None` where the archive says how they are written, and before all are known.
    pub fn names_reading(
        &self,
        path: &str,
        chosen: Option<&str>,
        letters: &dyn Letters,
    ) -> Option<NamesReading> {
        self.names.reading(path, chosen, letters)
    }

    /// The names of [`Entry`]s that read otherwise in the encoding that a person chose, each with that.
    pub fn names_in(&self, chosen: &str, letters: &dyn Letters) -> Vec<(String, String)> {
        let names = self.names.otherwise(chosen, letters).into_iter();
        names
            .map(|(read, otherwise)| (label(read), label(&otherwise)))
            .collect()
    }

    /// The file at `index`, perhaps a system file, once the names are known; `None` for a folder.
    pub fn entry(&mut self, index: usize) -> Option<Entry> {
        let raw = self.names.get(index)?;
        let file = self.inner.by_index_raw(index).ok()?;
        let name = label(raw);
        let is_file = file.is_file() && !raw.ends_with('\\') && !name.is_empty();
        is_file.then(|| Entry {
            index,
            name,
            size: file.size(),
            is_locked: file.encrypted(),
        })
    }

    /// All files in archive order, system files among them; no folders.
    pub fn entries(&mut self) -> Vec<Entry> {
        while !self.name_next(&Tables) {}
        (0..self.n_entries())
            .filter_map(|index| self.entry(index))
            .collect()
    }

    /// The first `n_bytes` of the entry at `index`, or all it has: no more of it is unpacked.
    pub fn head(&mut self, index: usize, n_bytes: u64) -> Result<Vec<u8>, ZipError> {
        let file = self.inner.by_index(index);
        let mut bytes = Vec::new();
        file.map_err(damaged)?
            .take(n_bytes)
            .read_to_end(&mut bytes)
            .map_err(|error| damaged(error.into()))?;
        Ok(bytes)
    }

    /// Unpacks the entry at `index`, at most 256 MB whatever it declares.
    pub fn read(&mut self, index: usize) -> Result<Vec<u8>, ZipError> {
        self.read_at_most(index, MAX_BYTES)
    }

    fn read_at_most(&mut self, index: usize, limit: u64) -> Result<Vec<u8>, ZipError> {
        let limit_mb = limit >> 20;
        let mut file = self.inner.by_index(index).map_err(damaged)?;
        if file.size() > limit {
            return Err(ZipError::TooLarge { limit_mb });
        }
        // What is declared may be a lie: little is reserved for it, and reading stops at the limit.
        let mut bytes = Vec::with_capacity(file.size().min(1 << 20) as usize);
        (&mut file)
            .take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| damaged(error.into()))?;
        if bytes.len() as u64 > limit {
            return Err(ZipError::TooLarge { limit_mb });
        }
        Ok(bytes)
    }
}

/// The library's error with its reason in words.
fn damaged(cause: Refused) -> ZipError {
    let reason = match &cause {
        Refused::Io(error) if error.to_string().contains("checksum") => {
            "an entry does not match its checksum"
        }
        Refused::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            "it ends before its last entry does"
        }
        Refused::Io(_) => "an entry cannot be unpacked",
        Refused::UnsupportedArchive(text) if text.to_lowercase().contains("password") => {
            "it is protected by a password"
        }
        Refused::InvalidPassword => "it is protected by a password",
        Refused::UnsupportedArchive(_) | Refused::CompressionMethodNotSupported(_) => {
            "it is packed in a way that is not supported (only deflate is)"
        }
        Refused::FileNotFound => "the entry is not there",
        _ => "its directory is missing or damaged",
    };
    ZipError::Damaged { reason, cause }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            let options = SimpleFileOptions::default();
            if name.ends_with('/') {
                writer.add_directory(*name, options).unwrap();
            } else {
                writer.start_file(*name, options).unwrap();
                writer.write_all(bytes).unwrap();
            }
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn lists_files_only_and_reads_them() {
        let bytes = archive(&[
            ("set/", b""),
            ("set/clip_1.png", b"one"),
            ("set\\clip_2.png", b"two"),
            ("__MACOSX/set/._clip_1.png", b"x"),
            ("set/.DS_Store", b"x"),
            ("../../etc/tracks.csv", b"a,b"),
        ]);
        let mut archive = Archive::open(Cursor::new(bytes)).unwrap();
        let entries = archive.entries();
        let names: Vec<&str> = entries.iter().map(|e| e.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "set/clip_1.png",
                "set/clip_2.png",
                "__MACOSX/set/._clip_1.png",
                "set/.DS_Store",
                "etc/tracks.csv"
            ]
        );
        assert_eq!(archive.read(entries[1].index).unwrap(), b"two");
        assert_eq!(archive.head(entries[1].index, 2).unwrap(), b"tw");
        assert_eq!(archive.head(entries[1].index, 64).unwrap(), b"two");
        assert!(archive.read(99).is_err());
    }

    #[test]
    fn a_bomb_is_refused() {
        let bytes = archive(&[("zeros.png", &vec![0; 3 << 20])]);
        let mut archive = Archive::open(Cursor::new(bytes.clone())).unwrap();
        let refused = archive.read_at_most(0, 1 << 20);
        assert!(matches!(refused, Err(ZipError::TooLarge { limit_mb: 1 })));
        // The same with the declared size forged in both headers.
        let true_size = (3u32 << 20).to_le_bytes();
        let mut forged = bytes;
        for i in 0..forged.len() - 4 {
            if forged[i..i + 4] == true_size {
                forged[i..i + 4].copy_from_slice(&100u32.to_le_bytes());
            }
        }
        let mut archive = Archive::open(Cursor::new(forged)).unwrap();
        assert!(archive.read_at_most(0, 1 << 20).is_err());
    }

    #[test]
    fn damage_is_told() {
        let mut bytes = archive(&[("a.csv", b"a,b\n1,2\n1,2\n1,2\n1,2\n")]);
        assert!(Archive::open(Cursor::new(&bytes[..bytes.len() - 10])).is_err());
        bytes[40] ^= 0xff;
        let mut archive = Archive::open(Cursor::new(bytes)).unwrap();
        assert!(matches!(archive.read(0), Err(ZipError::Damaged { .. })));
    }
}
