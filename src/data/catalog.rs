//! The joined collection: every track with its picture, its row of the table, or both.

use std::ops::Range;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::roles::{Role, columns_of};
use super::{Column, ColumnKind, Spectrogram, Table};

/// One track: a decoded picture, a row of the table, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track {
    /// The key: the cell of the key column, or the id part of the file name; leading zeros kept.
    pub id: String,
    /// Position in [`Catalog::spectrograms`].
    pub picture: Option<usize>,
    /// Row of [`Catalog::table`].
    pub row: Option<usize>,
}

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

/// The collection that every stage after the join reads.
///
/// With pictures: one track a picture, in byte order of the file path. Without any: one track a row, in row order.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    /// The tracks.
    pub tracks: Vec<Track>,
    /// The decoded pictures, in byte order of `file`.
    pub spectrograms: Rc<Vec<Spectrogram>>,
    /// The table, if one was given.
    pub table: Option<Rc<Table>>,
    /// Which columns of it hold what.
    roles: RoleColumns,
}

/// Positions of the columns that hold titles and so on, the first to be asked first.
#[derive(Clone, Debug, Default)]
struct RoleColumns {
    titles: Vec<usize>,
    artists: Vec<usize>,
    genres: Vec<usize>,
    popularity: Option<usize>,
}

impl Catalog {
    /// The collection of these tracks. Which columns name them is as `chosen`, or as their headings say.
    pub fn new(
        tracks: Vec<Track>,
        spectrograms: Rc<Vec<Spectrogram>>,
        table: Option<Rc<Table>>,
        chosen: &NameColumns,
    ) -> Self {
        let roles = table
            .as_deref()
            .map(|table| RoleColumns {
                titles: named_by(table, chosen.title.as_deref(), Role::Title),
                artists: named_by(table, chosen.artist.as_deref(), Role::Artist),
                genres: named_by(table, chosen.genre.as_deref(), Role::Genre),
                popularity: numbers_of(table, Role::Popularity),
            })
            .unwrap_or_default();
        Self {
            tracks,
            spectrograms,
            table,
            roles,
        }
    }

    /// The picture of track `i`.
    pub fn spectrogram(&self, i: usize) -> Option<&Spectrogram> {
        self.spectrograms.get(self.tracks.get(i)?.picture?)
    }

    /// The present text of track `i` in the column `name`.
    pub fn text(&self, i: usize, name: &str) -> Option<&str> {
        self.table
            .as_ref()?
            .column(name)?
            .present(self.tracks.get(i)?.row?)
    }

    /// The number of track `i` in the column `name`.
    pub fn number(&self, i: usize, name: &str) -> Option<f64> {
        self.table
            .as_ref()?
            .column(name)?
            .number(self.tracks.get(i)?.row?)
    }

    /// The numeric column `name`; `None` where the table has none of that name.
    pub fn numeric_column(&self, name: &str) -> Option<&Column> {
        self.table
            .as_ref()?
            .column(name)
            .filter(|column| column.kind == ColumnKind::Number)
    }

    /// The numeric column that says how much tracks are listened to.
    pub fn popularity_column(&self) -> Option<&Column> {
        self.table.as_ref()?.columns.get(self.roles.popularity?)
    }

    /// How much track `i` is listened to.
    pub fn popularity(&self, i: usize) -> Option<f64> {
        self.popularity_column()?.number(self.tracks.get(i)?.row?)
    }

    /// The title of every track, in order: the first present of the columns that hold titles.
    pub fn titles(&self) -> impl Iterator<Item = Option<&str>> {
        self.titles_of(0..self.tracks.len())
    }

    /// The artists of every track, likewise.
    pub fn artists(&self) -> impl Iterator<Item = Option<&str>> {
        self.artists_of(0..self.tracks.len())
    }

    /// The titles of some tracks, in order; tracks that are not there are skipped.
    pub fn titles_of(&self, tracks: Range<usize>) -> impl Iterator<Item = Option<&str>> {
        self.of_tracks(&self.roles.titles, tracks)
    }

    /// The artists of some tracks, likewise.
    pub fn artists_of(&self, tracks: Range<usize>) -> impl Iterator<Item = Option<&str>> {
        self.of_tracks(&self.roles.artists, tracks)
    }

    /// The genres of some tracks, likewise.
    pub fn genres_of(&self, tracks: Range<usize>) -> impl Iterator<Item = Option<&str>> {
        self.of_tracks(&self.roles.genres, tracks)
    }

    /// The title of track `i`.
    pub fn title(&self, i: usize) -> Option<&str> {
        self.row_title(self.tracks.get(i)?.row?)
    }

    /// The title in `row` of the table, whether or not the row is a track.
    pub fn row_title(&self, row: usize) -> Option<&str> {
        self.in_row(&self.roles.titles, row)
    }

    /// The artists in `row` of the table, likewise.
    pub fn row_artists(&self, row: usize) -> Option<&str> {
        self.in_row(&self.roles.artists, row)
    }

    /// Names of the columns that hold titles, artists and genres, as far as there are any.
    pub fn name_columns(&self) -> NameColumns {
        let name = |columns: &[usize]| {
            let table = self.table.as_ref()?;
            Some(table.columns.get(*columns.first()?)?.name.clone())
        };
        NameColumns {
            title: name(&self.roles.titles),
            artist: name(&self.roles.artists),
            genre: name(&self.roles.genres),
        }
    }

    fn in_row(&self, columns: &[usize], row: usize) -> Option<&str> {
        let table = self.table.as_deref()?;
        columns
            .iter()
            .find_map(|&column| table.columns.get(column)?.present(row))
    }

    fn of_tracks(
        &self,
        columns: &[usize],
        tracks: Range<usize>,
    ) -> impl Iterator<Item = Option<&str>> {
        let tracks = tracks.start..tracks.end.min(self.tracks.len());
        let tracks = self.tracks.get(tracks).unwrap_or_default();
        tracks.iter().map(|track| self.in_row(columns, track.row?))
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
