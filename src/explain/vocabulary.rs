//! What features are called where they are high and where they are low: columns of the table, traits of pictures.

use crate::cluster::FeatureWords;
use crate::data::{Catalog, Matrix, N_PIXELS};
use crate::effort::spend;
use crate::features::bands::{PICTURE_TRAITS, measure};
use crate::features::timbre::{N_NUMBERS, TRAITS, TimbreTrait};
use crate::wording::readable;

/// Something that can be said of every track, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// What tables and documents call it.
    pub name: String,
    /// What sentences call it.
    pub noun: String,
    /// What is said where it is high and where it is low.
    pub words: FeatureWords,
    /// How its values are said.
    pub unit: Unit,
}

impl Property {
    fn new(noun: &str, high: &str, low: &str, unit: Unit) -> Self {
        Self {
            name: noun.into(),
            noun: noun.into(),
            words: FeatureWords {
                high: high.into(),
                low: low.into(),
            },
            unit,
        }
    }
}

/// How a value is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// The number, and this behind it.
    Of(&'static str),
    /// Only where it lies in the collection: the number has no meaning by itself.
    Rank,
}

/// The properties of tracks that are described by these columns.
pub fn column_properties(columns: &[String]) -> Vec<Property> {
    let words = column_words(columns).into_iter();
    let columns = columns.iter().zip(words);
    let property = |(name, words): (&String, FeatureWords)| Property {
        name: name.clone(),
        noun: readable(name),
        words,
        unit: Unit::Of(if name.eq_ignore_ascii_case("tempo") {
            " BPM"
        } else {
            ""
        }),
    };
    columns.map(property).collect()
}

/// The properties of tracks that are described by their timbre: one for each column of [`timbre_traits`].
pub fn timbre_properties() -> Vec<Property> {
    let property = |of: &TimbreTrait| Property::new(of.noun, of.high, of.low, Unit::Rank);
    TRAITS.iter().map(property).collect()
}

/// One row per sample, one column per trait: how much of it there is in the timbre of each; `numbers` are those of
/// [`features::timbre`](crate::features::timbre), a row each.
pub fn timbre_traits(numbers: &[&[f64]]) -> Matrix {
    let mut traits = Matrix::zeros(numbers.len(), TRAITS.len());
    spend(numbers.len(), N_NUMBERS);
    for (i, numbers) in numbers.iter().enumerate() {
        for (value, of) in traits.row_mut(i).iter_mut().zip(&TRAITS) {
            *value = of.measure(numbers);
        }
    }
    traits
}

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

/// The properties of tracks that are described by their pictures: one for each column of [`picture_traits`].
pub fn picture_properties() -> Vec<Property> {
    let properties = PICTURE_TRAITS.iter();
    properties
        .map(|&[noun, high, low]| Property::new(noun, high, low, Unit::Of(" % of white")))
        .collect()
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
        assert_eq!(raw.n_features(), picture_properties().len());
        let mut standardised = raw.clone();
        Standardizer::fit(&raw).apply(&mut standardised);
        let profiles = profile(&raw, &standardised, &standardised, &[0, 1, 0]);
        let z_means: Vec<Vec<f64>> = profiles.into_iter().map(|p| p.z_means).collect();
        let words: Vec<FeatureWords> = picture_properties()
            .into_iter()
            .map(|of| of.words)
            .collect();
        let names = name_clusters(&z_means, &words);
        for (name, parts) in names.iter().zip([
            ["weak treble", "weak contrast"],
            ["strong treble", "strong contrast"],
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
