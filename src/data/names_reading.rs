//! How the names in an archive were read that does not say how they are written; and all readings together.

use serde::{Deserialize, Serialize};

use super::TableReading;

/// How the names in one archive were read, which does not say how they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamesReading {
    /// What the archive is called.
    pub file: String,
    /// Its whole path, by which its names can be read otherwise.
    pub path: String,
    /// What they were read as.
    pub encoding: String,
    /// What was guessed, a sentence; `None` where a person chose.
    pub guess: Option<String>,
    /// Encodings in which all names make sense, each with a name that differs between them.
    pub encodings: Vec<(String, String)>,
    /// The first names whose letters are in doubt, as they were read.
    pub preview: Vec<String>,
}

/// How everything was read that can be read in several ways.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readings {
    /// Each table, or why it could not be read.
    pub tables: Vec<TableReading>,
    /// The names in archives.
    pub names: Vec<NamesReading>,
}
