//! Gives the page files, each way a person can: the two buttons, and a drop on the window.
//!
//! | | Chromium | Firefox, WebKit |
//! |---|---|---|
//! | [`Page::pick_files`] | real | real |
//! | [`Page::pick_folder`] | real | a list of files with `webkitRelativePath`, as the folder button would give |
//! | [`Page::drop_files`] | real, folders too | a synthetic drop; files only |

use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use serde_json::{Value, json};
use thirtyfour::prelude::*;
use tokio::time::sleep;

use crate::browsers::Browser;
use crate::page::Page;

/// The page's two file inputs.
const PICK_FILES: &str = "#pick-files";
const PICK_FOLDER: &str = "#pick-folder";

/// A file's path as the page shall see it, and where it is.
type Named = (String, PathBuf);

impl Page {
    /// Chooses files with the button for files.
    pub async fn pick_files(&self, paths: &[PathBuf]) {
        let paths: Vec<String> = paths.iter().map(|path| absolute(path)).collect();
        self.send_paths(PICK_FILES, &paths.join("\n")).await;
    }

    /// Chooses a folder with the button for folders.
    pub async fn pick_folder(&self, folder: &Path) {
        if self.browser == Browser::Chromium {
            self.send_paths(PICK_FOLDER, &absolute(folder)).await;
        } else {
            self.make_files(&walk(folder)).await;
            self.run_with(
                "const input = document.querySelector(arguments[0]);
                 const list = new DataTransfer();
                 for (const file of window.__files) list.items.add(file);
                 input.files = list.files;
                 input.dispatchEvent(new Event('change', { bubbles: true }));",
                vec![json!(PICK_FOLDER)],
            )
            .await;
        }
    }

    /// Drops files and folders on the middle of the window. Only Chromium can drop folders.
    pub async fn drop_files(&self, paths: &[PathBuf]) {
        if self.browser == Browser::Chromium {
            self.drag("dragEnter", paths).await;
            self.drag("dragOver", paths).await;
            self.drag("drop", paths).await;
        } else {
            let files: Vec<Named> = paths
                .iter()
                .map(|path| (file_name(path), path.clone()))
                .collect();
            self.make_files(&files).await;
            self.run(
                "const list = new DataTransfer();
                 for (const file of window.__files) list.items.add(file);
                 const target = document.elementFromPoint(innerWidth / 2, innerHeight / 2) || document.body;
                 for (const type of ['dragenter', 'dragover', 'drop'])
                   target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: list }));",
            )
            .await;
        }
    }

    /// Chromium only: holds files over the window, so that its answer can be looked at; [`Page::drag_leave`] ends it.
    pub async fn drag_over(&self, paths: &[PathBuf]) {
        self.drag("dragEnter", paths).await;
        self.drag("dragOver", paths).await;
    }

    /// Chromium only: takes the files away again. The event is synthetic; the protocol's `dragCancel` sends the page none.
    pub async fn drag_leave(&self) {
        self.run("document.body.dispatchEvent(new DragEvent('dragleave', { bubbles: true }))")
            .await;
    }

    /// A folder in the best way the browser has: a real drop in Chromium, the folder button elsewhere.
    pub async fn give_folder(&self, folder: &Path) {
        if self.browser == Browser::Chromium {
            self.drop_files(&[folder.to_path_buf()]).await;
        } else {
            self.pick_folder(folder).await;
        }
    }

    async fn drag(&self, kind: &str, paths: &[PathBuf]) {
        assert_eq!(
            self.browser,
            Browser::Chromium,
            "only Chromium can be sent a real drag"
        );
        let middle = self.run("return [innerWidth / 2, innerHeight / 2]").await;
        let files: Vec<String> = paths.iter().map(|path| absolute(path)).collect();
        let event = json!({
            "type": kind, "x": middle[0], "y": middle[1],
            "data": { "items": [], "files": files, "dragOperationsMask": 1 },
        });
        self.driver
            .cdp()
            .send_raw("Input.dispatchDragEvent", event)
            .await
            .unwrap_or_else(|error| panic!("{kind}: {error}"));
    }

    async fn send_paths(&self, css: &str, paths: &str) {
        // A second choice would be added to the first.
        self.wait_until(css, &format!("document.querySelector({})", json!(css)))
            .await;
        self.run_with(
            "document.querySelector(arguments[0]).value = ''",
            vec![json!(css)],
        )
        .await;
        let input = self.driver.find(By::Css(css)).await.unwrap();
        input
            .send_keys(paths)
            .await
            .unwrap_or_else(|error| panic!("{css}: {error}"));
        // The event of the choice may come after the driver's answer.
        sleep(Duration::from_millis(20)).await;
    }

    /// Makes `File`s in the page, from bytes that the test's server sends in one piece.
    async fn make_files(&self, files: &[Named]) {
        let mut bytes = Vec::new();
        let mut list = Vec::new();
        for (path, source) in files {
            let content = std::fs::read(source)
                .unwrap_or_else(|error| panic!("{}: {error}", source.display()));
            let changed = std::fs::metadata(source).and_then(|about| about.modified());
            let changed = changed.map_or(0, |at| {
                at.duration_since(UNIX_EPOCH)
                    .map_or(0, |since| since.as_millis())
            });
            list.push(json!([path, content.len(), changed as u64]));
            bytes.extend(content);
        }
        let url = self
            .server
            .route("files", "application/octet-stream", bytes);
        self.run_async(
            "const [url, list] = arguments;
             const bytes = await (await fetch(url)).arrayBuffer();
             let at = 0;
             window.__files = list.map(([path, size, lastModified]) => {
               const name = path.split('/').pop();
               const types = { png: 'image/png', csv: 'text/csv', zip: 'application/zip' };
               const file = new File([bytes.slice(at, at += size)], name, { type: types[name.split('.').pop().toLowerCase()] || '', lastModified });
               Object.defineProperty(file, 'webkitRelativePath', { value: path.includes('/') ? path : '' });
               return file;
             });",
            vec![Value::String(url), Value::Array(list)],
        )
        .await;
    }
}

/// Every file in a folder and its folders, named from the folder on: `folder/sub/file.png`.
pub fn walk(folder: &Path) -> Vec<Named> {
    let mut files = Vec::new();
    let mut folders = vec![(file_name(folder), folder.to_path_buf())];
    while let Some((name, folder)) = folders.pop() {
        for entry in std::fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        {
            let path = entry.unwrap().path();
            let name = format!("{name}/{}", file_name(&path));
            if path.is_dir() {
                folders.push((name, path));
            } else {
                files.push((name, path));
            }
        }
    }
    files.sort();
    files
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .expect("a path that ends in a name")
        .to_string_lossy()
        .into_owned()
}

fn absolute(path: &Path) -> String {
    path.canonicalize()
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        .display()
        .to_string()
}
