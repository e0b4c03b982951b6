//! What the browser remembers of the page from visit to visit: tastes, never data.

use gloo::storage::{LocalStorage, Storage};

const PALETTE: &str = "soundkin.palette";

/// The name of the cluster colours chosen last; `None` where none were, or where the browser keeps nothing.
pub fn palette() -> Option<String> {
    LocalStorage::raw().get_item(PALETTE).ok().flatten()
}

/// Keeps the name of the chosen cluster colours.
pub fn keep_palette(name: &str) {
    // A browser that keeps nothing forgets the taste, and that is all.
    let _ = LocalStorage::raw().set_item(PALETTE, name);
}
