//! Which columns of a table hold titles, artists and so on. In: a table and what the person chose. Out: their positions.

use serde::{Deserialize, Serialize};

use super::roles::{Role, columns_of};
use super::{ColumnKind, Table};

/// Columns that the person chose to name tracks by; `None` = found by their headings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NameColumns {
    /// Titles.
    pub title: Option<String>,
    /// Artists.
    pub artist: Option<String>,
    /// Genres.
    pub genre: Option<String>,
}

/// Positions of the columns that hold titles and so on, the first to be asked first.
#[derive(Clone, Debug, Default)]
pub(super) struct RoleColumns {
    pub(super) titles: Vec<usize>,
    pub(super) artists: Vec<usize>,
    pub(super) genres: Vec<usize>,
    pub(super) popularity: Option<usize>,
}

impl RoleColumns {
    /// As `chosen`, or as the headings say.
    pub(super) fn of(table: &Table, chosen: &NameColumns) -> Self {
        Self {
            titles: named_by(table, chosen.title.as_deref(), Role::Title),
            artists: named_by(table, chosen.artist.as_deref(), Role::Artist),
            genres: named_by(table, chosen.genre.as_deref(), Role::Genre),
            popularity: numbers_of(table, Role::Popularity),
        }
    }
}

/// The columns that hold `role`: the chosen one alone, or those whose headings say so. Numbers name nobody.
pub fn named_by(table: &Table, chosen: Option<&str>, role: Role) -> Vec<usize> {
    let headings = || table.columns.iter().map(|column| column.name.as_str());
    if let Some(chosen) = headings().position(|heading| Some(heading) == chosen) {
        return vec![chosen];
    }
    let is_words = |&column: &usize| {
        table
            .columns
            .get(column)
            .is_some_and(|column| column.kind != ColumnKind::Number)
    };
    columns_of(headings(), role)
        .into_iter()
        .filter(is_words)
        .collect()
}

/// The first numeric column whose heading says that it holds `role`.
fn numbers_of(table: &Table, role: Role) -> Option<usize> {
    let headings = table.columns.iter().map(|column| column.name.as_str());
    columns_of(headings, role)
        .into_iter()
        .find(|&column| table.columns[column].kind == ColumnKind::Number)
}
