//! Reading the person's files: chosen and dropped ones on the page, blobs in the worker.

use std::io;

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, DataTransfer, DataTransferItem, File, FileList, FileReaderSync, FileSystemDirectoryEntry,
    FileSystemDirectoryReader, FileSystemEntry, FileSystemFileEntry,
};

use super::port;
use crate::intake::{FileHandle, GONE};

/// Files of a folder asked for side by side: faster than one by one, and so few that their answers do not come to the
/// page as one long task.
const AT_ONCE: usize = 16;

/// Files looked up on the disk in one task. Before a browser hands a file on it asks the disk for its size and age, and the
/// page's thread waits for that: about 0.2 ms for each file in Chromium.
const LOOKED_UP: usize = 64;

/// A file and the path it came by, `/` between the parts.
#[derive(Clone)]
pub struct GivenFile {
    /// Folders and name, as far as they are known.
    pub path: String,
    /// The handle; its bytes stay on the disk until they are read.
    pub file: File,
}

/// What a person chose or dropped: files, and folders that are still to be read.
pub struct Offered {
    files: Vec<GivenFile>,
    folders: Vec<FileSystemDirectoryEntry>,
}

impl Offered {
    /// The files of a file input. A chosen folder's files bear their path.
    pub fn of_list(list: Option<&FileList>) -> Self {
        let files = list.map_or(0..0, |list| 0..list.length());
        let files = files
            .filter_map(|i| list?.get(i))
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
            .collect();
        Self {
            files,
            folders: Vec::new(),
        }
    }

    /// Files and folders of a drop. Must be called inside the event handler: the browser empties the drop when it returns.
    pub fn of_drop(transfer: Option<&DataTransfer>) -> Self {
        let Some(items) = transfer.map(DataTransfer::items) else {
            return Self::of_dropped(&Array::new());
        };
        let dropped = |item: DataTransferItem| -> Option<JsValue> {
            let entry = item.webkit_get_as_entry().ok().flatten();
            // Only folders are read through their entry: WebKit gives file entries that cannot be opened.
            match entry.filter(FileSystemEntry::is_directory) {
                Some(folder) => Some(folder.into()),
                None => item.get_as_file().ok().flatten().map(JsValue::from),
            }
        };
        let items = (0..items.length()).filter_map(|i| items.get(i));
        Self::of_dropped(&items.filter_map(dropped).collect())
    }

    /// Files and folders that were dropped, each as the browser has it.
    pub fn of_dropped(dropped: &Array) -> Self {
        let (files, folders): (Vec<JsValue>, Vec<JsValue>) =
            dropped.iter().partition(JsCast::has_type::<File>);
        let files = files.into_iter().map(|file| {
            let file: File = file.unchecked_into();
            GivenFile {
                path: file.name(),
                file,
            }
        });
        Self {
            files: files.collect(),
            folders: folders.into_iter().map(JsCast::unchecked_into).collect(),
        }
    }

    /// Is there nothing?
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.folders.is_empty()
    }

    /// All files, those of the folders too, however deep they lie; looked up, so that they can be handed on at once.
    pub async fn files(self) -> Vec<GivenFile> {
        let found = self.listed().await;
        for some in found.chunks(LOOKED_UP) {
            next_task().await;
            for given in some {
                Blob::size(&given.file);
            }
        }
        next_task().await;
        found
    }

    async fn listed(self) -> Vec<GivenFile> {
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

async fn read_entries(reader: &FileSystemDirectoryReader) -> Result<Array, JsValue> {
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

/// Lets the browser do what waits, and goes on in a task of its own.
async fn next_task() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let window = gloo::utils::window();
        if window.set_timeout_with_callback(&resolve).is_err() {
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    let _ = JsFuture::from(promise).await;
}

/// The bytes of all `files` back to back, as an `ArrayBuffer`; an error when one of them can no longer be read.
pub async fn read_together(files: &[File]) -> Result<JsValue, JsValue> {
    let parts: Array = files.iter().collect();
    let whole = Blob::new_with_blob_sequence(&parts)?;
    JsFuture::from(whole.array_buffer()).await
}

impl FileHandle for File {
    fn size(&self) -> u64 {
        Blob::size(self) as u64
    }

    fn last_modified(&self) -> f64 {
        File::last_modified(self)
    }

    /// In workers only.
    fn slice(&self, start: u64, end: u64) -> io::Result<Vec<u8>> {
        let part = self.slice_with_f64_and_f64(start as f64, end as f64);
        part.and_then(|part| FileReaderSync::new()?.read_as_array_buffer(&part))
            .map(|buffer| port::bytes(&buffer))
            .map_err(|_| io::Error::other(GONE))
    }
}
