//! What the person chose about the join, as the page and the command line hand it over.

use serde::{Deserialize, Serialize};

use super::nearest_folder::RowFolders;
use super::pattern::Pattern;
use super::step::Step;
use crate::data::NameColumns;

/// How pictures and rows are matched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// Name of the column that holds the ids.
    pub column: String,
    /// Where the id stands in a file name.
    pub pattern: Pattern,
}

/// What the person chose, and where pictures and rows come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JoinParams {
    /// Key column and pattern; `None` = found.
    pub key: Option<Key>,
    /// Steps that are not taken.
    pub steps_off: Vec<Step>,
    /// Columns that name the tracks; what is `None` is found.
    pub names: NameColumns,
    /// The path above all pictures.
    pub root: String,
    /// Folders of the tables.
    pub folders: RowFolders,
}
