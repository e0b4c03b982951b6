//! Ids of what the focus is moved to, and of the file inputs, which stand in index.html.

/// What stands in front.
pub(crate) const MAIN: &str = "main";
/// The points of the map.
pub(crate) const MAP: &str = "map";
/// The name of the selected track.
pub(crate) const TRACK_TITLE: &str = "selected-title";
/// The search box of the table.
pub(crate) const TABLE_SEARCH: &str = "table-search";
/// The search among the tracks, in the bar.
pub(crate) const SEARCH: &str = "search";
/// What takes files.
pub(crate) const PICK_FILES: &str = "pick-files";
/// What takes a folder.
pub(crate) const PICK_FOLDER: &str = "pick-folder";
