//! The second look at the pictures, which can only begin when all of them together have said how they are drawn: what is
//! still to be looked at, and what is known by it.

use std::rc::Rc;
use std::sync::Arc;

use super::super::kinds::Sorted;
use super::{Collection, common_folder, kinds};
use crate::data::{Measured, Picture, PictureKinds, PictureReading};
use crate::features::measured;
use crate::ingest::PictureReader;
use crate::space::Settings;

/// What is found may tell that some pictures have to be read the other way round: then they are looked at once more.
const MOST_ROUNDS: usize = 2;

impl Collection {
    /// Looks at all pictures that were not measured as `settings` want it. `file` gives the bytes of the file at a path;
    /// nothing is known of a picture whose file it cannot give, or that cannot be read again.
    pub fn look_again(
        &mut self,
        settings: &Settings,
        reader: &mut PictureReader,
        file: impl Fn(&str) -> Option<Vec<u8>>,
    ) {
        for _ in 0..MOST_ROUNDS {
            for (path, reading) in self.unmeasured(settings) {
                let shown = file(&path).map(|bytes| reader.intensities(&bytes, reading));
                let shown = shown.and_then(Result::ok);
                let measured = shown.as_ref().map(measured).unwrap_or_default();
                self.keep_measured(&path, reading, measured);
            }
        }
    }

    /// The kinds of the pictures as they are known now, and what the pictures sound like.
    pub fn looked_at(&self, settings: &Settings) -> (PictureKinds, Rc<Vec<Arc<[f64]>>>) {
        let pictures = self.called_pictures();
        let root = common_folder(pictures.iter().map(|(called, ..)| *called));
        let sorted = kinds(&pictures, &root, settings);
        let timbre = timbre(&pictures, &sorted);
        (sorted.kinds, timbre)
    }

    /// Paths of the pictures that were not measured with the frame and colours that `settings` want, each with how to read
    /// it.
    pub fn unmeasured(&self, settings: &Settings) -> Vec<(String, PictureReading)> {
        let pictures = self.called_pictures();
        let sorted = kinds(&pictures, "", settings);
        let wanted = pictures.into_iter().enumerate();
        let wanted = wanted.filter_map(|(i, (_, path, picture))| {
            let reading = sorted.reading(i)?;
            (!picture.is_measured(reading)).then(|| (path.to_owned(), reading))
        });
        wanted.collect()
    }

    /// Keeps what a second look found that read the picture at `path` so.
    pub fn keep_measured(&mut self, path: &str, reading: PictureReading, measured: Measured) {
        if let Some(picture) = self.pictures.get_mut(path) {
            picture.keep(reading, measured);
        }
    }
}

/// What the pictures sound like, as [`Catalog::timbre`] has it: nothing until all are measured with the frames and colours
/// in force.
pub(super) fn timbre(pictures: &[(&str, &str, &Picture)], sorted: &Sorted) -> Rc<Vec<Arc<[f64]>>> {
    let numbers = |(i, (_, _, picture)): (usize, &(&str, &str, &Picture))| {
        let reading = sorted.reading(i)?;
        let timbre = picture.timbre.as_ref();
        Some(timbre.filter(|of| of.reading == reading)?.numbers.clone())
    };
    let all: Option<Vec<_>> = pictures.iter().enumerate().map(numbers).collect();
    Rc::new(all.unwrap_or_default())
}
