//! What waits to be read: a file of the person, or an entry of an archive that is one.

use std::io;

use serde::{Deserialize, Serialize};

use crate::data::{Frame, PictureReading};
use crate::ingest::{Kind, kind};

/// Said of a file that was moved or changed on the disk after it was given.
pub const GONE: &str = "The file can no longer be read.";

/// A file of the person: its bytes stay where they are until they are asked for.
pub trait FileHandle: Clone {
    /// Its size, in bytes.
    fn size(&self) -> u64;
    /// When it was last changed, in any unit.
    fn last_modified(&self) -> f64;
    /// The bytes from `start` on, up to `end`.
    fn slice(&self, start: u64, end: u64) -> io::Result<Vec<u8>>;
}

/// Where a file's bytes are.
#[derive(Clone, Debug)]
pub enum Source<F> {
    /// In a file of the person.
    File(F),
    /// In an opened archive.
    Entry {
        /// Which archive.
        archive: usize,
        /// Which of its entries.
        index: usize,
    },
}

/// A file that was given and not read yet.
#[derive(Clone, Debug)]
pub struct Unread<F> {
    /// The path it came by.
    pub path: String,
    /// Where its bytes are.
    pub source: Source<F>,
    /// How many they are; in an archive, how many it declares.
    pub size: u64,
    /// What is to be done with a picture.
    pub task: PictureTask,
}

/// What is to be done with a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PictureTask {
    /// Reduce it to what is compared, whole and without the frame that is found.
    Reduce,
    /// The same without this frame.
    CutAt(Frame),
    /// Read it so, and measure its bands.
    Measure(PictureReading),
}

impl PictureTask {
    /// Is it one for the time when nothing else is to be done?
    pub fn can_wait(self) -> bool {
        matches!(self, Self::Measure(_))
    }
}

/// Pictures to read and decode together.
pub enum Batch<F> {
    /// Files: one large read costs the browser much less than many small ones.
    Files(Vec<(Unread<F>, F)>),
    /// An entry of an archive.
    Entry(Unread<F>),
}

/// The kind of a file by its name, and where that does not tell, by its first bytes.
pub(super) fn kind_of(path: &str, head: impl FnOnce() -> Option<Vec<u8>>) -> Kind {
    match kind::of(path, &[]) {
        Kind::Unknown { .. } => match head() {
            Some(bytes) => kind::of(path, &bytes),
            None => Kind::Unknown {
                described: "a file that can no longer be read",
            },
        },
        named => named,
    }
}
