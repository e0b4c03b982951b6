//! The joined collection: every track with its picture, its row of the table, or both.

use std::rc::Rc;

use super::{Spectrogram, Table};

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

    /// The title of track `i`: the first present of the columns that usually hold it.
    pub fn title(&self, i: usize) -> Option<&str> {
        TITLE_COLUMNS.iter().find_map(|name| self.text(i, name))
    }

    /// The artists of track `i`, likewise.
    pub fn artists(&self, i: usize) -> Option<&str> {
        ARTIST_COLUMNS.iter().find_map(|name| self.text(i, name))
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
