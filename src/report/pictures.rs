//! Pictures for the report: as the person has them, or small where they would make the file too large.

use crate::charts::{Picture, data_uri};
use crate::data::{Catalog, SIDE, Spectrogram};
use crate::sentences::Reported;

/// Bytes of the person's own pictures in one report. Each is written twice, for wide and for narrow paper, in letters
/// that take a third more: 3.2 MB of the file.
pub(super) const BUDGET: usize = 1_200_000;

/// The source of pictures, and what may still be taken from it.
pub(super) struct Pictures<'a> {
    source: &'a mut dyn FnMut(usize) -> Option<Vec<u8>>,
    left: &'a mut usize,
}

/// The pictures of one figure.
pub(super) struct Shown {
    /// One per track, `None` where it has none.
    pub pictures: Vec<Option<Picture>>,
    /// Width over height.
    pub aspect: f64,
    /// What is to be said about them; `None` where they are the person's own.
    pub said: Option<Reported>,
}

impl Shown {
    /// The same as the end of a caption.
    pub(super) fn caption(&self) -> String {
        self.said
            .as_ref()
            .map_or_else(String::new, Reported::to_string)
    }
}

impl<'a> Pictures<'a> {
    /// `left` is what of the [`BUDGET`] may still be taken.
    pub(super) fn new(
        source: &'a mut dyn FnMut(usize) -> Option<Vec<u8>>,
        left: &'a mut usize,
    ) -> Self {
        Self { source, left }
    }

    /// The pictures of `tracks` for one figure: all as they are, or all small.
    pub(super) fn of(&mut self, catalog: &Catalog, tracks: &[Option<usize>]) -> Shown {
        let spectrograms: Vec<Option<(usize, &Spectrogram)>> = tracks
            .iter()
            .map(|track| Some(((*track)?, catalog.spectrogram((*track)?)?)))
            .collect();
        let first = spectrograms.iter().flatten().next();
        let aspect = first.map_or(1.0, |(_, s)| {
            f64::from(s.width) / f64::from(s.height.max(1))
        });
        let mut files = Vec::new();
        let mut left = Some(*self.left);
        for (track, _) in spectrograms.iter().flatten() {
            let bytes = (self.source)(*track);
            let size = bytes.as_ref().map_or(0, Vec::len);
            left = left.and_then(|left| left.checked_sub(size));
            if left.is_none() {
                break;
            }
            files.push(bytes);
        }
        let fits = left.is_some();
        *self.left = left.unwrap_or(*self.left);
        let is_whole = fits && files.iter().all(Option::is_some);
        let mut files = files.into_iter();
        let picture = |(_, spectrogram): &(usize, &Spectrogram)| {
            let own = files.next().flatten().filter(|_| fits);
            match own {
                Some(file) => Picture::Address(data_uri(&file)),
                None => Picture::Luma {
                    n_columns: SIDE,
                    pixels: spectrogram.pixels.to_vec(),
                },
            }
        };
        let pictures: Vec<Option<Picture>> = spectrograms
            .iter()
            .map({
                let mut picture = picture;
                move |found| found.as_ref().map(&mut picture)
            })
            .collect();
        Shown {
            said: (!is_whole && pictures.iter().any(Option::is_some)).then_some(
                Reported::GreyPictures {
                    is_too_large: !fits,
                },
            ),
            pictures,
            aspect,
        }
    }
}
