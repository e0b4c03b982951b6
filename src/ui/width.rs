//! How wide the window is, as static/style.css has it too.

use crate::browser::dom;
use crate::page::Width;

/// Media queries, the narrowest first.
pub(super) const QUERIES: [(&str, Width); 2] = [
    ("(max-width: 699px)", Width::Phone),
    ("(max-width: 1099px)", Width::Narrow),
];

/// The window's width now.
pub(super) fn width() -> Width {
    let mut queries = QUERIES.into_iter();
    let found = queries.find(|(query, _)| dom::matches(query));
    found.map_or(Width::Wide, |(_, width)| width)
}
