//! Pictures and rows matched one to one, step by step. In: names and the cells of one column. Out: who belongs to whom.
//!
//! A key that several rows or pictures share joins none of them, unless the folders they lie in tell them apart: the
//! longest common path decides. What is ambiguous once is left to artist and title alone.

use super::cell::folders_and_name;
use super::name::PictureName;
use super::nearest_folder::{RowFolders, tell_apart};
use super::pattern::Pattern;
use super::step::Step;
use crate::data::TextColumn;

/// A key that fits several pictures or rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shared {
    /// The key, as compared.
    pub key: String,
    /// Pictures it fits, ascending.
    pub pictures: Vec<u32>,
    /// Rows it fits, ascending.
    pub rows: Vec<u32>,
}

/// The state of a join: what is matched, and what is left over.
pub(super) struct Matching<'a> {
    pub(super) names: Vec<PictureName<'a>>,
    pub(super) cells: &'a TextColumn,
    folders: &'a RowFolders,
    root: &'a str,
    /// For each picture its row, and by which step.
    pub row_of: Vec<Option<(u32, Step)>>,
    /// What was ambiguous, in the order of the steps.
    pub shared: Vec<Shared>,
    taken_rows: Vec<bool>,
    shared_pictures: Vec<bool>,
    shared_rows: Vec<bool>,
}

impl<'a> Matching<'a> {
    /// Nothing matched yet. `root` is the path above all `files`; `folders` say where the rows come from.
    pub(super) fn new(
        files: &[&'a str],
        cells: &'a TextColumn,
        pattern: &Pattern,
        root: &'a str,
        folders: &'a RowFolders,
    ) -> Self {
        Self {
            names: files
                .iter()
                .map(|file| PictureName::new(file, pattern))
                .collect(),
            cells,
            folders,
            root,
            row_of: vec![None; files.len()],
            shared: Vec::new(),
            taken_rows: vec![false; cells.len()],
            shared_pictures: vec![false; files.len()],
            shared_rows: vec![false; cells.len()],
        }
    }

    /// Number of pictures with a row.
    pub(super) fn matched(&self) -> usize {
        self.row_of.iter().flatten().count()
    }

    /// May the picture still get a row in these steps?
    pub(super) fn is_open(&self, picture: u32) -> bool {
        let picture = picture as usize;
        self.row_of[picture].is_none() && !self.shared_pictures[picture]
    }

    /// May the row still get a picture in these steps?
    pub(super) fn is_row_open(&self, row: u32) -> bool {
        let row = row as usize;
        !self.taken_rows[row] && !self.shared_rows[row]
    }

    /// The same for the last step, which looks at more than the key.
    pub(super) fn is_row_free(&self, row: u32) -> bool {
        self.taken_rows
            .get(row as usize)
            .is_some_and(|taken| !taken)
    }

    pub(super) fn open_pictures(&self) -> Vec<u32> {
        (0..self.names.len() as u32)
            .filter(|&picture| self.is_open(picture))
            .collect()
    }

    pub(super) fn join(&mut self, picture: u32, row: u32, step: Step) {
        self.row_of[picture as usize] = Some((row, step));
        self.taken_rows[row as usize] = true;
    }

    /// Joins the one picture and the one row that share a key; of several those that their folders tell apart.
    pub(super) fn resolve(&mut self, step: Step, pictures: &[u32], rows: &[u32]) {
        if pictures.is_empty() || rows.is_empty() {
            return;
        }
        if let ([picture], [row]) = (pictures, rows) {
            return self.join(*picture, *row, step);
        }
        let of_picture = |picture: u32| self.names[picture as usize].folders(self.root);
        let of_row = |row: u32| {
            let above = folders_and_name(self.cells.get(row as usize)).0;
            (above, self.folders.of(row as usize))
        };
        let apart = tell_apart(pictures, rows, &of_picture, &of_row);
        for (picture, row) in apart.pairs {
            self.join(picture, row, step);
        }
        for (pictures, rows) in apart.shared {
            self.share(pictures, rows);
        }
    }

    /// Notes that nobody can tell who of these belongs to whom.
    pub(super) fn share(&mut self, pictures: Vec<u32>, rows: Vec<u32>) {
        for &picture in &pictures {
            self.shared_pictures[picture as usize] = true;
        }
        for &row in &rows {
            self.shared_rows[row as usize] = true;
        }
        let cell = rows.first().map(|&row| self.cells.get(row as usize));
        self.shared.push(Shared {
            key: cell.unwrap_or_default().to_owned(),
            pictures,
            rows,
        });
    }
}
