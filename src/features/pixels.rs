//! Sound space: every picture's 64 x 64 luma bytes, one feature a pixel.

use crate::data::{Catalog, Matrix, N_PIXELS};
use crate::effort::spend;

/// The tracks that have a picture, in catalogue order.
pub fn samples(catalog: &Catalog) -> Vec<usize> {
    (0..catalog.tracks.len())
        .filter(|&track| catalog.spectrogram(track).is_some())
        .collect()
}

/// Raw luma (0 to 255) of the tracks in `samples`: `samples.len()` x 4,096, one row a picture.
pub fn matrix(catalog: &Catalog, samples: &[usize]) -> Matrix {
    spend(samples.len(), N_PIXELS);
    let mut matrix = Matrix::zeros(samples.len(), N_PIXELS);
    for (i, &track) in samples.iter().enumerate() {
        if let Some(spectrogram) = catalog.spectrogram(track) {
            for (slot, &byte) in matrix.row_mut(i).iter_mut().zip(&spectrogram.pixels) {
                *slot = f64::from(byte);
            }
        }
    }
    matrix
}
