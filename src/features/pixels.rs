//! Sound space: every picture's 64 x 64 luma bytes, one feature a pixel.

use std::sync::Arc;

use crate::data::{Catalog, Matrix, N_PIXELS};

/// The tracks that have a picture, in catalogue order.
pub fn samples(catalog: &Catalog) -> Vec<usize> {
    (0..catalog.tracks.len())
        .filter(|&track| catalog.spectrogram(track).is_some())
        .collect()
}

/// Raw luma (0 to 255) of the tracks in `samples`: `samples.len()` x 4,096, one row a picture, which it shares with the
/// catalogue. Pixels that a picture lacks are 0.
pub fn matrix(catalog: &Catalog, samples: &[usize]) -> Matrix {
    let picture = |&track: &usize| -> Arc<[u8]> {
        match catalog.spectrogram(track).map(|picture| &picture.pixels) {
            Some(pixels) if pixels.len() == N_PIXELS => pixels.clone(),
            other => {
                let mut pixels = other.map_or_else(Vec::new, |pixels| pixels.to_vec());
                pixels.resize(N_PIXELS, 0);
                pixels.into()
            }
        }
    };
    Matrix::of_bytes(N_PIXELS, samples.iter().map(picture).collect()).unwrap_or_default()
}
