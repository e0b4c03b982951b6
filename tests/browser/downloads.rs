//! Files that the page gives.

use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::time::sleep;

use crate::browsers::Browser;
use crate::page::{PATIENCE, Page};

/// A file that the page gave.
#[derive(Debug)]
pub struct Download {
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Download {
    /// The rows of a CSV file, the headings first.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let text = std::str::from_utf8(&self.bytes).unwrap();
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.as_bytes());
        let records = reader.records();
        records
            .map(|row| row.unwrap().iter().map(str::to_owned).collect())
            .collect()
    }
}

impl Page {
    /// Clicks what saves a file and reads the file.
    pub async fn download(&self, css: &str) -> Download {
        let before = self.downloaded();
        self.click(css).await;
        self.next_download(&before).await
    }

    /// The names in the download folder.
    pub fn downloaded(&self) -> Vec<String> {
        std::fs::read_dir(&self.downloads)
            .unwrap()
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| {
                let unfinished = [".part", ".crdownload", ".wkdownload", ".tmp"];
                !name.starts_with('.') && !unfinished.iter().any(|end| name.ends_with(end))
            })
            .collect()
    }

    /// Waits for a download that is not among `before` and reads it when it is whole; takes it away.
    pub async fn next_download(&self, before: &[String]) -> Download {
        let start = Instant::now();
        let mut last_size = None;
        loop {
            // Firefox writes an empty file first, and keeps a .part beside it until the end.
            let new = self
                .downloaded()
                .into_iter()
                .find(|name| !before.contains(name));
            if let Some(name) = new {
                let path = self.downloads.join(&name);
                let size = std::fs::metadata(&path).map_or(0, |data| data.len());
                let is_partial = self.downloads.join(format!("{name}.part")).exists();
                if size > 0 && !is_partial && last_size == Some(size) {
                    let bytes = std::fs::read(&path).unwrap();
                    // The next of the same name would else replace it in one browser, and get a number in the others.
                    std::fs::remove_file(&path).unwrap();
                    if self.browser == Browser::WebKit {
                        // Its bar of downloads comes up and takes room from the page.
                        self.settled_viewport().await;
                    }
                    return Download { name, bytes };
                }
                last_size = Some(size);
            }
            assert!(
                start.elapsed() < PATIENCE,
                "no download within {PATIENCE:?}; there is {:?}",
                self.downloaded()
            );
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// The analysis document, exported with its button when everything is computed.
    pub async fn document_bytes(&self) -> Vec<u8> {
        self.wait_for_rest().await;
        self.document_bytes_now().await
    }

    async fn document_bytes_now(&self) -> Vec<u8> {
        let file = self.download("#export-analysis").await;
        assert_eq!(file.name, "soundkin-analysis.json");
        file.bytes
    }

    /// The same as a value.
    pub async fn document(&self) -> Value {
        serde_json::from_slice(&self.document_bytes().await).unwrap()
    }

    /// The document while something is being computed.
    pub async fn document_now(&self) -> Value {
        serde_json::from_slice(&self.document_bytes_now().await).unwrap()
    }
}
