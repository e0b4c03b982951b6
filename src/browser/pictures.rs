//! Addresses under which the page shows the tracks' pictures, made when first needed.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet, VecDeque};

use gloo::timers::callback::Timeout;
use web_sys::{File, Url};

use super::dom::object_url;
use super::files::GivenFile;
use crate::charts::media_type;

/// Addresses kept: what a person sees on one screen, many times over.
const MOST: usize = 600;
/// An address that is not needed any more works for this long.
const REVOKE_MS: u32 = 10_000;

/// The pictures of the session. Cheap to ask: every answer is kept.
#[derive(Default)]
pub struct Pictures {
    inner: RefCell<Inner>,
}

#[derive(Default)]
struct Inner {
    files: HashMap<String, File>,
    urls: HashMap<usize, String>,
    /// Tracks in the order in which their address was made.
    order: VecDeque<usize>,
    asked: HashSet<usize>,
}

/// What is known about a track's picture.
pub enum Found {
    /// Its address.
    At(String),
    /// It lies in an archive: the worker must be asked.
    Ask,
    /// The worker has been asked.
    Wait,
}

impl Pictures {
    /// Keeps the handles of given files.
    pub fn keep_files(&self, given: &[GivenFile]) {
        let mut inner = self.inner.borrow_mut();
        inner.files.extend(
            given
                .iter()
                .map(|given| (given.path.clone(), given.file.clone())),
        );
    }

    /// The handle of a given file.
    pub fn file(&self, path: &str) -> Option<File> {
        self.inner.borrow().files.get(path).cloned()
    }

    /// The picture of `track`, which was given as `path`.
    pub fn find(&self, track: usize, path: &str) -> Found {
        let mut inner = self.inner.borrow_mut();
        if let Some(url) = inner.urls.get(&track) {
            return Found::At(url.clone());
        }
        if let Some(url) = inner
            .files
            .get(path)
            .and_then(|file| Url::create_object_url_with_blob(file).ok())
        {
            inner.keep(track, url.clone());
            return Found::At(url);
        }
        if inner.asked.insert(track) {
            Found::Ask
        } else {
            Found::Wait
        }
    }

    /// Keeps the bytes of a picture that the worker has sent.
    pub fn keep_bytes(&self, track: usize, bytes: &[u8]) {
        let mut inner = self.inner.borrow_mut();
        if let Some(url) = object_url(bytes, media_type(bytes)) {
            inner.keep(track, url);
            inner.asked.remove(&track);
        }
    }

    /// Forgets all addresses: tracks have other numbers now.
    pub fn forget(&self) {
        let mut inner = self.inner.borrow_mut();
        while inner.drop_oldest() {}
        inner.asked.clear();
    }
}

impl Inner {
    fn keep(&mut self, track: usize, url: String) {
        self.urls.insert(track, url);
        self.order.push_back(track);
        if self.order.len() > MOST {
            self.drop_oldest();
        }
    }

    fn drop_oldest(&mut self) -> bool {
        let Some(track) = self.order.pop_front() else {
            return false;
        };
        if let Some(url) = self.urls.remove(&track) {
            // The picture may just be loading under it.
            Timeout::new(REVOKE_MS, move || drop(Url::revoke_object_url(&url))).forget();
        }
        true
    }
}
