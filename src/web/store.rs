//! What the browser remembers of the page from visit to visit: tastes, never data.

use gloo::storage::{LocalStorage, Storage};

use crate::app::Palette;

const PALETTE: &str = "soundkin.palette";

/// The cluster colours chosen last; the usual ones where none were, or where the browser keeps nothing.
pub fn palette() -> Palette {
    let kept = LocalStorage::raw().get_item(PALETTE).ok().flatten();
    kept.and_then(|name| Palette::named(&name))
        .unwrap_or_default()
}

/// Keeps the chosen cluster colours.
pub fn keep_palette(palette: Palette) {
    // A browser that keeps nothing forgets the taste, and that is all.
    let _ = LocalStorage::raw().set_item(PALETTE, palette.name());
}
