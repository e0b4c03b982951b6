//! Folders for a while.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

tokio::task_local! {
    /// Folders that the test at hand no longer needs.
    static LEFT: RefCell<Vec<Removal>>;
}

/// Runs a test, and removes its folders only when it is over: the page may still read a file when the test has seen enough.
pub async fn outlived_by_its_folders(test: impl Future<Output = ()>) {
    LEFT.scope(RefCell::default(), test).await;
}

/// A folder of its own, removed when dropped, or after the test that it was made in.
pub struct TempDir(pub PathBuf);

impl TempDir {
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "soundkin-{}-{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// A new folder in it.
    pub fn folder(&self, name: &str) -> PathBuf {
        let path = self.0.join(name);
        std::fs::create_dir_all(&path).unwrap();
        path
    }

    /// Its path; it is for somebody else to remove now.
    pub fn keep(self) -> PathBuf {
        let path = self.0.clone();
        std::mem::forget(self);
        path
    }
}

impl Drop for TempDir {
    fn drop(&mut self) {
        let removal = Removal(self.0.clone());
        // Outside a test it is dropped here.
        let _ = LEFT.try_with(|left| left.borrow_mut().push(removal));
    }
}

/// Removes a folder when dropped.
struct Removal(PathBuf);

impl Drop for Removal {
    fn drop(&mut self) {
        remove(&self.0);
    }
}

fn remove(folder: &Path) {
    // A browser that is still ending may write once more.
    for _ in 0..5 {
        if std::fs::remove_dir_all(folder).is_ok() || !folder.exists() {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}
