//! A file as something to read and seek in. Reads ahead, so that small reads in a row stay cheap, and only a little after
//! a jump, so that a look at the head of each of many entries does not read all of them.

use std::io::{self, Read, Seek, SeekFrom};

use super::FileHandle;

/// Bytes read at a time after a jump.
const LEAST: u64 = 1 << 12;
/// Bytes read at a time in the end, when everything is read in a row.
const MOST: u64 = 1 << 18;
/// A jump forward over so many bytes counts as going on.
const NEAR: u64 = 1 << 16;

/// Reads in a file.
pub(super) struct ReadAhead<F> {
    file: F,
    position: u64,
    ahead: Vec<u8>,
    ahead_at: u64,
    at_once: u64,
}

impl<F: FileHandle> ReadAhead<F> {
    /// Reads from the start of `file`.
    pub(super) fn new(file: F) -> Self {
        Self {
            file,
            position: 0,
            ahead: Vec::new(),
            ahead_at: 0,
            at_once: LEAST,
        }
    }

    fn rest(&self) -> &[u8] {
        let skip = self.position.checked_sub(self.ahead_at).unwrap_or(u64::MAX);
        usize::try_from(skip)
            .ok()
            .and_then(|skip| self.ahead.get(skip..))
            .unwrap_or(&[])
    }
}

impl<F: FileHandle> Read for ReadAhead<F> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.rest().is_empty() && self.position < self.file.size() {
            let known_to = self.ahead_at + self.ahead.len() as u64;
            let goes_on = (known_to..=known_to + NEAR).contains(&self.position);
            self.at_once = if goes_on {
                MOST.min(2 * self.at_once)
            } else {
                LEAST
            };
            let end = (self.position + self.at_once).min(self.file.size());
            self.ahead = self.file.slice(self.position, end)?;
            self.ahead_at = self.position;
        }
        let rest = self.rest();
        let n = rest.len().min(out.len());
        out[..n].copy_from_slice(&rest[..n]);
        self.position += n as u64;
        Ok(n)
    }
}

impl<F: FileHandle> Seek for ReadAhead<F> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let (base, offset) = match to {
            SeekFrom::Start(position) => (position, 0),
            SeekFrom::End(offset) => (self.file.size(), offset),
            SeekFrom::Current(offset) => (self.position, offset),
        };
        self.position = base
            .checked_add_signed(offset)
            .ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.position)
    }
}
