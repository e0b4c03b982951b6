//! The joined collection: every track with its picture, its row of the table, or both.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use super::role_columns::{NameColumns, RoleColumns};
use super::{
    Column, ColumnKind, CopyRules, Embedding, PictureKinds, RecordingKeys, Recordings, Spectrogram,
    Table,
};
use crate::sorting::set_of;

/// One track: a decoded picture, a row of the table, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track {
    /// The key: the cell of the key column, or the id part of the file name; leading zeros kept.
    pub id: String,
    /// Position in [`Catalog::spectrograms`]. Private as `row` is: whoever computes asks the catalogue, which keeps back
    /// what is left out.
    picture: Option<usize>,
    /// Row of [`Catalog::table`].
    row: Option<usize>,
}

impl Track {
    /// A track by its key, the position of its picture in [`Catalog::spectrograms`] and its row of [`Catalog::table`].
    pub fn new(id: String, picture: Option<usize>, row: Option<usize>) -> Self {
        Self { id, picture, row }
    }
}

/// The column whose equal cells are one recording.
const RECORDING_COLUMN: &str = "track_id";

/// The collection that every stage after the join reads.
///
/// With pictures: one track per picture, in byte order of the file path. Without any: one track per row, in row order.
///
/// A track that is left out stays in its place and keeps its name, file and id. Its picture, its numbers and its row are
/// answered with `None`, so that nothing is computed from it; what needs them to show the track asks for those `of_any`.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    /// The tracks.
    pub tracks: Vec<Track>,
    /// The decoded pictures, in byte order of `file`.
    pub spectrograms: Rc<Vec<Spectrogram>>,
    /// How the pictures are drawn.
    pub kinds: Rc<PictureKinds>,
    /// What each picture sounds like: the numbers of [`features::timbre`](crate::features::timbre), none of one that could
    /// not be read again. Empty until all are known.
    pub timbre: Rc<Vec<Arc<[f64]>>>,
    /// The table, if one was given.
    pub table: Option<Rc<Table>>,
    /// What the person brought from models of their own; each is a space.
    pub embeddings: Rc<Vec<Embedding>>,
    /// Which columns of the table hold what.
    roles: RoleColumns,
    /// Positions of the tracks that are left out, ascending.
    left_out: Vec<usize>,
    /// Their rows, ascending.
    rows_left_out: Vec<usize>,
    /// Which tracks are one recording, as it was last asked.
    recordings: RefCell<Option<(CopyRules, Rc<Recordings>)>>,
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
            .map(|table| RoleColumns::of(table, chosen))
            .unwrap_or_default();
        Self {
            tracks,
            spectrograms,
            table,
            kinds: Rc::default(),
            timbre: Rc::default(),
            embeddings: Rc::default(),
            roles,
            left_out: Vec::new(),
            rows_left_out: Vec::new(),
            recordings: RefCell::default(),
        }
    }

    /// Leaves out the tracks at these positions and puts back all others.
    pub fn leave_out(&mut self, tracks: impl IntoIterator<Item = usize>) {
        let there = 0..self.tracks.len();
        let tracks = set_of(tracks.into_iter().filter(|i| there.contains(i)));
        self.left_out = tracks.into_iter().collect();
        let rows = set_of(self.left_out.iter().filter_map(|&i| self.row_of_any(i)));
        self.rows_left_out = rows.into_iter().collect();
        self.recordings.take();
    }

    /// Positions of the tracks that are left out, ascending.
    pub fn left_out(&self) -> &[usize] {
        &self.left_out
    }

    /// Is there a track `i` that is not left out?
    pub fn takes_part(&self, i: usize) -> bool {
        i < self.tracks.len() && self.left_out.binary_search(&i).is_err()
    }

    /// The tracks that are not left out, in order.
    pub fn taking_part(&self) -> impl Iterator<Item = usize> {
        (0..self.tracks.len()).filter(|&i| self.takes_part(i))
    }

    /// Number of tracks that are not left out.
    pub fn n_taking_part(&self) -> usize {
        self.tracks.len() - self.left_out.len()
    }

    /// Is `row` of the table that of a track that is left out?
    pub fn is_row_left_out(&self, row: usize) -> bool {
        self.rows_left_out.binary_search(&row).is_ok()
    }

    /// The picture of track `i`; `None` where it has none or is left out.
    pub fn spectrogram(&self, i: usize) -> Option<&Spectrogram> {
        self.spectrograms
            .get(self.picture_of_any(i).filter(|_| self.takes_part(i))?)
    }

    /// What the picture of track `i` sounds like; `None` where that is not known, or the track is left out.
    pub fn timbre(&self, i: usize) -> Option<&[f64]> {
        let picture = self.picture_of_any(i).filter(|_| self.takes_part(i))?;
        let numbers = self.timbre.get(picture)?;
        Some(&**numbers).filter(|numbers| !numbers.is_empty())
    }

    /// The row of track `i`; `None` where it has none or is left out.
    pub fn row(&self, i: usize) -> Option<usize> {
        self.row_of_any(i).filter(|_| self.takes_part(i))
    }

    /// The position in [`Self::spectrograms`] of the picture of track `i`, left out or not: to show it, not to compute.
    pub fn picture_of_any(&self, i: usize) -> Option<usize> {
        self.tracks.get(i)?.picture
    }

    /// The row of track `i`, left out or not: to show it, not to compute.
    pub fn row_of_any(&self, i: usize) -> Option<usize> {
        self.tracks.get(i)?.row
    }

    /// The path of the picture of track `i`, left out or not.
    pub fn file(&self, i: usize) -> Option<&str> {
        let picture = self.spectrograms.get(self.picture_of_any(i)?)?;
        Some(&picture.file)
    }

    /// Which tracks are one recording, as `rules` tell them.
    pub fn recordings(&self, rules: CopyRules) -> Rc<Recordings> {
        let mut known = self.recordings.borrow_mut();
        match &*known {
            Some((of, recordings)) if *of == rules => recordings.clone(),
            _ => {
                let keys: Vec<RecordingKeys> = self.recording_keys().collect();
                let found = Rc::new(Recordings::of(&keys, rules));
                *known = Some((rules, found.clone()));
                found
            }
        }
    }

    /// What may make each track the same recording as another one; nothing of one that is left out.
    fn recording_keys(&self) -> impl Iterator<Item = RecordingKeys<'_>> {
        let ids = self.table.as_deref();
        let ids = ids.and_then(|table| table.column(RECORDING_COLUMN));
        (0..self.tracks.len()).map(move |track| {
            let row = self.row(track);
            let picture = self.spectrogram(track);
            let name = row.map(|row| (self.row_title(row), self.row_artists(row)));
            RecordingKeys {
                picture: picture.map(|picture| &*picture.pixels),
                id: ids.zip(row).and_then(|(ids, row)| ids.present(row)),
                name: name.and_then(|(title, artists)| title.zip(artists)),
            }
        })
    }

    /// Does any track that takes part have a picture?
    pub fn has_pictures(&self) -> bool {
        self.taking_part().any(|i| self.spectrogram(i).is_some())
    }

    /// The present text of track `i` in the column `name`.
    pub fn text(&self, i: usize, name: &str) -> Option<&str> {
        self.table.as_ref()?.column(name)?.present(self.row(i)?)
    }

    /// The number of track `i` in the column `name`.
    pub fn number(&self, i: usize, name: &str) -> Option<f64> {
        self.table.as_ref()?.column(name)?.number(self.row(i)?)
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
        self.popularity_column()?.number(self.row(i)?)
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

    /// The title of track `i`, left out or not, as all names are.
    pub fn title(&self, i: usize) -> Option<&str> {
        self.row_title(self.row_of_any(i)?)
    }

    /// The title in `row` of the table, whether or not the row is a track.
    pub fn row_title(&self, row: usize) -> Option<&str> {
        self.in_row(&self.roles.titles, row)
    }

    /// The artists in `row` of the table, likewise.
    pub fn row_artists(&self, row: usize) -> Option<&str> {
        self.in_row(&self.roles.artists, row)
    }

    /// What the person calls the embeddings, in order.
    pub fn embedding_names(&self) -> Vec<&str> {
        self.embeddings
            .iter()
            .map(|embedding| embedding.name.as_str())
            .collect()
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
