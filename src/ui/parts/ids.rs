//! Ids of what the focus is moved to.

/// What stands in front.
pub(crate) const MAIN: &str = "main";
/// The points of the map.
pub(crate) const MAP: &str = "map";
/// The name of the selected track.
pub(crate) const TRACK_TITLE: &str = "selected-title";
/// The search box of the table.
pub(crate) const TABLE_SEARCH: &str = "table-search";
