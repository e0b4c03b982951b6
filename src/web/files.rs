//! Reading the person's files: dropped entries on the page, blobs in the worker.

use std::io::{self, Read, Seek, SeekFrom};

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, DataTransfer, File, FileList, FileReaderSync, FileSystemDirectoryEntry,
    FileSystemDirectoryReader, FileSystemEntry, FileSystemFileEntry,
};

use super::port;

/// Said of a file that was moved or changed on the disk after it was given.
pub const GONE: &str = "The file can no longer be read.";

/// Files of a folder asked for side by side: faster than one by one, and so few that their answers do not come to the
/// page as one long task.
const AT_ONCE: usize = 16;

/// A file and the path it came by, `/` between the parts.
#[derive(Clone)]
pub struct GivenFile {
    /// Folders and name, as far as they are known.
    pub path: String,
    /// The handle; its bytes stay on the disk until they are read.
    pub file: File,
}

/// The files of a file input. A chosen folder's files bear their path.
pub fn of_list(list: Option<&FileList>) -> Vec<GivenFile> {
    let Some(list) = list else { return Vec::new() };
    (0..list.length())
        .filter_map(|i| list.get(i))
        .map(|file| {
            let below_folder = js_sys::Reflect::get(&file, &"webkitRelativePath".into())
                .ok()
                .and_then(|path| path.as_string())
                .filter(|path| !path.is_empty());
            GivenFile {
                path: below_folder.unwrap_or_else(|| file.name()),
                file,
            }
        })
        .collect()
}

/// What a drop holds. Must be called inside the event handler: the browser empties the drop when it returns.
pub struct Drop {
    files: Vec<GivenFile>,
    folders: Vec<FileSystemDirectoryEntry>,
}

impl Drop {
    /// Takes files and folders out of the drop.
    pub fn take(transfer: Option<&DataTransfer>) -> Self {
        let mut drop = Self {
            files: Vec::new(),
            folders: Vec::new(),
        };
        let Some(items) = transfer.map(DataTransfer::items) else {
            return drop;
        };
        for item in (0..items.length()).filter_map(|i| items.get(i)) {
            let folder = item
                .webkit_get_as_entry()
                .ok()
                .flatten()
                .filter(FileSystemEntry::is_directory);
            // Only folders are read through their entry: WebKit gives file entries that cannot be opened.
            if let Some(folder) = folder {
                drop.folders.push(folder.unchecked_into());
            } else if let Ok(Some(file)) = item.get_as_file() {
                drop.files.push(GivenFile {
                    path: file.name(),
                    file,
                });
            }
        }
        drop
    }

    /// All files, those of the folders too, however deep they lie.
    pub async fn files(self) -> Vec<GivenFile> {
        let mut found = self.files;
        let mut open = self.folders;
        while let Some(folder) = open.pop() {
            let reader = folder.create_reader();
            loop {
                // One call gives at most a hundred entries: only an empty answer is the end.
                let Ok(entries) = read_entries(&reader).await else {
                    break;
                };
                if entries.length() == 0 {
                    break;
                }
                let (folders, files): (Vec<FileSystemEntry>, Vec<FileSystemEntry>) = entries
                    .iter()
                    .map(JsCast::unchecked_into)
                    .partition(FileSystemEntry::is_directory);
                open.extend(folders.into_iter().map(JsCast::unchecked_into));
                for entries in files.chunks(AT_ONCE) {
                    let asked: Vec<_> = entries
                        .iter()
                        .map(|entry| file_of(entry.unchecked_ref()))
                        .collect();
                    for (entry, file) in entries.iter().zip(asked) {
                        if let Ok(file) = JsFuture::from(file).await {
                            let path = entry.full_path().trim_start_matches('/').to_string();
                            let file = file.unchecked_into();
                            found.push(GivenFile { path, file });
                        }
                    }
                }
            }
        }
        found
    }
}

async fn read_entries(reader: &FileSystemDirectoryReader) -> Result<js_sys::Array, JsValue> {
    let promise = js_sys::Promise::new(&mut |resolve, reject| {
        if let Err(error) = reader.read_entries_with_callback_and_callback(&resolve, &reject) {
            let _ = reject.call1(&JsValue::NULL, &error);
        }
    });
    JsFuture::from(promise).await.map(JsCast::unchecked_into)
}

/// A promise of the entry's `File`.
fn file_of(entry: &FileSystemFileEntry) -> js_sys::Promise {
    js_sys::Promise::new(&mut |resolve, reject| {
        entry.file_with_callback_and_callback(&resolve, &reject);
    })
}

/// The bytes of all `files` back to back, as an `ArrayBuffer`; an error when one of them can no longer be read.
pub async fn read_together(files: &[File]) -> Result<JsValue, JsValue> {
    let parts: js_sys::Array = files.iter().collect();
    let whole = Blob::new_with_blob_sequence(&parts)?;
    JsFuture::from(whole.array_buffer()).await
}

/// All bytes of a blob at once; in workers only.
pub fn read_whole(blob: &Blob) -> Result<Vec<u8>, JsValue> {
    let buffer = FileReaderSync::new()?.read_as_array_buffer(blob)?;
    Ok(port::bytes(&buffer))
}

/// The first bytes of a blob; in workers only.
pub fn read_head(blob: &Blob, length: u32) -> Result<Vec<u8>, JsValue> {
    read_whole(&blob.slice_with_f64_and_f64(0.0, f64::from(length))?)
}

/// A blob as something to read and seek in; in workers only. Reads ahead, so that small reads stay cheap.
pub struct BlobReader {
    blob: Blob,
    position: u64,
    ahead: Vec<u8>,
    ahead_at: u64,
}

const READ_AHEAD: u64 = 1 << 18;

impl BlobReader {
    /// Reads from the start of `blob`.
    pub fn new(blob: Blob) -> Self {
        Self {
            blob,
            position: 0,
            ahead: Vec::new(),
            ahead_at: 0,
        }
    }

    fn length(&self) -> u64 {
        self.blob.size() as u64
    }

    fn rest(&self) -> &[u8] {
        let skip = self.position.checked_sub(self.ahead_at).unwrap_or(u64::MAX);
        usize::try_from(skip)
            .ok()
            .and_then(|skip| self.ahead.get(skip..))
            .unwrap_or(&[])
    }
}

impl Read for BlobReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.rest().is_empty() && self.position < self.length() {
            let end = (self.position + READ_AHEAD.max(out.len() as u64)).min(self.length());
            self.ahead = self
                .blob
                .slice_with_f64_and_f64(self.position as f64, end as f64)
                .and_then(|part| read_whole(&part))
                .map_err(|_| io::Error::other("the file can no longer be read"))?;
            self.ahead_at = self.position;
        }
        let rest = self.rest();
        let n = rest.len().min(out.len());
        out[..n].copy_from_slice(&rest[..n]);
        self.position += n as u64;
        Ok(n)
    }
}

impl Seek for BlobReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let (base, offset) = match to {
            SeekFrom::Start(position) => (position, 0),
            SeekFrom::End(offset) => (self.length(), offset),
            SeekFrom::Current(offset) => (self.position, offset),
        };
        self.position = base
            .checked_add_signed(offset)
            .ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.position)
    }
}
