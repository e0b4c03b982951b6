//! What the browser remembers of the page from visit to visit: tastes, never data.

use gloo::storage::{LocalStorage, Storage};

/// Something that is remembered.
#[derive(Clone, Copy, Debug)]
pub enum Taste {
    /// The name of the cluster colours chosen last.
    Palette,
    /// What is folded away.
    Folded,
    /// Light or dark, where the person does not want it as the system has it; static/start.js reads it too.
    Theme,
}

impl Taste {
    fn key(self) -> &'static str {
        match self {
            Self::Palette => "soundkin.palette",
            Self::Folded => "soundkin.folded",
            Self::Theme => "soundkin.theme",
        }
    }
}

/// What is remembered; `None` where nothing is, or where the browser keeps nothing.
pub fn recall(taste: Taste) -> Option<String> {
    LocalStorage::raw().get_item(taste.key()).ok().flatten()
}

/// Remembers it.
pub fn keep(taste: Taste, value: &str) {
    // A browser that keeps nothing forgets the taste, and that is all.
    let _ = LocalStorage::raw().set_item(taste.key(), value);
}
