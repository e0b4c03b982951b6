//! The joined collection: every track with its picture, its row of the table, or both.

use std::ops::Range;
use std::rc::Rc;

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
}

impl Catalog {
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

    /// The title of every track, in order: the first present of the columns that usually hold it.
    pub fn titles(&self) -> impl Iterator<Item = Option<&str>> {
        self.titles_of(0..self.tracks.len())
    }

    /// The artists of every track, likewise.
    pub fn artists(&self) -> impl Iterator<Item = Option<&str>> {
        self.artists_of(0..self.tracks.len())
    }

    /// The titles of some tracks, in order; tracks that are not there are skipped.
    pub fn titles_of(&self, tracks: Range<usize>) -> impl Iterator<Item = Option<&str>> {
        self.first_present(&TITLE_COLUMNS, tracks)
    }

    /// The artists of some tracks, likewise.
    pub fn artists_of(&self, tracks: Range<usize>) -> impl Iterator<Item = Option<&str>> {
        self.first_present(&ARTIST_COLUMNS, tracks)
    }

    /// The title of track `i`.
    pub fn title(&self, i: usize) -> Option<&str> {
        TITLE_COLUMNS.iter().find_map(|name| self.text(i, name))
    }

    /// The title in `row` of the table, be the row a track or not.
    pub fn row_title(&self, row: usize) -> Option<&str> {
        self.first_in_row(&TITLE_COLUMNS, row)
    }

    /// The artists in `row` of the table, likewise.
    pub fn row_artists(&self, row: usize) -> Option<&str> {
        self.first_in_row(&ARTIST_COLUMNS, row)
    }

    fn first_in_row(&self, names: &[&str], row: usize) -> Option<&str> {
        let table = self.table.as_deref()?;
        names
            .iter()
            .find_map(|name| table.column(name)?.present(row))
    }

    fn first_present(
        &self,
        names: &[&str],
        tracks: Range<usize>,
    ) -> impl Iterator<Item = Option<&str>> {
        let table = self.table.as_deref();
        // Found once: a table may have a hundred thousand rows.
        let columns: Vec<&Column> = names
            .iter()
            .filter_map(|name| table?.column(name))
            .collect();
        let tracks = tracks.start..tracks.end.min(self.tracks.len());
        let tracks = self.tracks.get(tracks).unwrap_or_default();
        tracks
            .iter()
            .map(move |track| columns.iter().find_map(|column| column.present(track.row?)))
    }
}

const TITLE_COLUMNS: [&str; 6] = [
    "track_name",
    "title",
    "Title",
    "name",
    "Track.Name",
    "track",
];
const ARTIST_COLUMNS: [&str; 6] = [
    "artists",
    "artist",
    "Artist",
    "artist(s)_name",
    "Artist.Name",
    "artist_name",
];
