//! What features are called where they are high and where they are low: columns of the table, traits of pictures.

use crate::cluster::FeatureWords;
use crate::data::{Catalog, Matrix, N_PIXELS};
use crate::effort::spend;
use crate::features::bands::{PICTURE_TRAITS, measure};
use crate::wording::readable;

/// "high energy", "low energy" for each of `columns`.
pub fn column_words(columns: &[String]) -> Vec<FeatureWords> {
    columns
        .iter()
        .map(|column| {
            let noun = readable(column);
            FeatureWords {
                high: format!("high {noun}"),
                low: format!("low {noun}"),
            }
        })
        .collect()
}

/// "bright upper bands", "dark upper bands" for each column of [`picture_traits`].
pub fn picture_words() -> Vec<FeatureWords> {
    PICTURE_TRAITS
        .iter()
        .map(|[_, high, low]| FeatureWords {
            high: (*high).into(),
            low: (*low).into(),
        })
        .collect()
}

/// Names of the columns of [`picture_traits`].
pub fn picture_trait_names() -> Vec<String> {
    PICTURE_TRAITS.map(|[noun, ..]| noun.into()).to_vec()
}

/// What can be said about the pictures of `samples` in plain words: one row per sample, one column per trait, in percent of
/// white; zeros for a track without a picture.
pub fn picture_traits(catalog: &Catalog, samples: &[usize]) -> Matrix {
    spend(samples.len(), N_PIXELS);
    let mut traits = Matrix::zeros(samples.len(), PICTURE_TRAITS.len());
    for (i, &track) in samples.iter().enumerate() {
        if let Some(picture) = catalog.spectrogram(track) {
            traits.row_mut(i).copy_from_slice(&measure(&picture.pixels));
        }
    }
    traits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::{name_clusters, profile};
    use crate::features::Standardizer;
    use crate::testing::catalog;

    #[test]
    fn groups_of_pictures_are_named_after_their_traits() {
        let (black, top) = (|_: usize| 0, |i: usize| if i < 20 * 64 { 255 } else { 0 });
        let catalog = catalog("id,a\n0,1\n", &[("0", &black), ("1", &top), ("2", &black)]);
        let raw = picture_traits(&catalog, &[0, 1, 2]);
        assert_eq!(raw.n_features(), picture_trait_names().len());
        let mut standardised = raw.clone();
        Standardizer::fit(&raw).apply(&mut standardised);
        let profiles = profile(&raw, &standardised, &standardised, &[0, 1, 0]);
        let z_means: Vec<Vec<f64>> = profiles.into_iter().map(|p| p.z_means).collect();
        let names = name_clusters(&z_means, &picture_words());
        for (name, parts) in names.iter().zip([
            ["dark upper bands", "weak contrast"],
            ["bright upper bands", "strong contrast"],
        ]) {
            assert!(
                parts.iter().all(|part| name.name.contains(part)),
                "{}",
                name.name
            );
        }
    }

    #[test]
    fn columns_are_high_and_low() {
        let words = column_words(&["key_mode".to_string()]);
        assert_eq!(
            (&*words[0].high, &*words[0].low),
            ("high key mode", "low key mode")
        );
    }
}
