//! The colours that everything is drawn in.

use yew::{Classes, classes};

use crate::draw::{Glyph, Theme};

/// Paper and ink of the page.
pub(crate) fn theme(is_dark: bool) -> &'static Theme {
    if is_dark { &Theme::DARK } else { &Theme::LIGHT }
}

/// The classes of a cluster's swatch: where colours are forced it has the shape of its points.
pub(crate) fn glyph_class(cluster: usize) -> Classes {
    classes!("swatch", format!("glyph-{}", Glyph::index(cluster as u8)))
}
