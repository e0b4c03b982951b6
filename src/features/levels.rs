//! How loud the bands of a picture are: the first thing kept of its intensities.

use crate::ingest::Intensities;

/// Bands that a picture is divided into.
pub const N_BANDS: usize = 16;

/// Mean intensity over time of each of [`N_BANDS`] bands of equal height, 0 to 1, the lowest first. A picture of fewer rows
/// has bands of one row, some of them twice; none where it shows nothing.
pub fn band_levels(shown: &Intensities) -> Vec<f32> {
    let rows: Vec<f64> = shown
        .values
        .chunks_exact(shown.width.max(1))
        .map(|row| row.iter().map(|&x| f64::from(x)).sum::<f64>() / row.len() as f64)
        .collect();
    let n = rows.len();
    let level = |band: usize| {
        // Row 0 is the top.
        let (start, end) = (
            (N_BANDS - 1 - band) * n / N_BANDS,
            (N_BANDS - band) * n / N_BANDS,
        );
        let rows = rows.get(start..end.max(start + 1))?;
        Some((rows.iter().sum::<f64>() / rows.len() as f64) as f32)
    };
    (0..N_BANDS).filter_map(level).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(width: usize, height: usize) -> Intensities {
        let row = |y: usize| vec![y as f32 / height as f32; width];
        Intensities {
            width,
            height,
            values: (0..height).flat_map(row).collect(),
        }
    }

    #[test]
    fn the_lowest_band_comes_first() {
        let levels = band_levels(&shown(5, 32));
        assert_eq!(levels.len(), N_BANDS);
        assert_eq!(levels[0], 30.5 / 32.0);
        assert_eq!(levels[N_BANDS - 1], 0.5 / 32.0);
    }

    #[test]
    fn small_pictures_have_all_bands_and_none_has_none() {
        assert_eq!(band_levels(&shown(3, 1)).len(), N_BANDS);
        assert_eq!(band_levels(&shown(3, 5)).len(), N_BANDS);
        assert_eq!(band_levels(&Intensities::default()), Vec::<f32>::new());
    }
}
