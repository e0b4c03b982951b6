//! Sound space: every picture's 64 x 64 luma bytes, one feature per pixel.

use std::sync::Arc;

use crate::data::{Catalog, Matrix, N_PIXELS};

/// The tracks that have a picture, in catalogue order.
pub fn samples(catalog: &Catalog) -> Vec<usize> {
    (0..catalog.tracks.len())
        .filter(|&track| catalog.spectrogram(track).is_some())
        .collect()
}

/// Raw luma (0 to 255) of the tracks in `samples`: `samples.len()` x 4,096, one row per picture, which it shares with the
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

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::data::Spectrogram;
    use crate::join::{JoinParams, join};

    #[test]
    fn a_picture_is_a_row_and_what_it_lacks_is_black() {
        let whole: Vec<u8> = (0..N_PIXELS).map(|i| i as u8).collect();
        let picture = |file: &str, pixels: &[u8]| Spectrogram {
            file: file.into(),
            width: 64,
            height: 64,
            pixels: pixels.into(),
        };
        let pictures = vec![picture("a.png", &whole), picture("b.png", &whole[..100])];
        let catalog = join(Rc::new(pictures), None, &JoinParams::default()).0;
        let matrix = matrix(&catalog, &samples(&catalog));
        assert_eq!((matrix.n_samples(), matrix.n_features()), (2, N_PIXELS));
        let numbers: Vec<f64> = whole.iter().map(|&x| f64::from(x)).collect();
        assert_eq!(matrix.row(0)[..], numbers[..]);
        assert_eq!(matrix.row(1)[..100], numbers[..100]);
        assert!(matrix.row(1)[100..].iter().all(|&x| x == 0.0));
    }
}
