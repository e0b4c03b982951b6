//! Names of clusters, from the features that set them apart. In: the mean of each cluster, in standard deviations from
//! the mean of the collection. Out: "high energy, low acousticness", or a warning that nothing separates it.

use serde::{Deserialize, Serialize};

use crate::sentences::Suggested;
use crate::sorting::{sort_by, sort_by_key};

/// A feature names a cluster when its mean is at least this many standard deviations off the collection's.
const THRESHOLD: f64 = 0.5;
/// Features in a name, unless more are needed to tell two clusters apart.
const MOST_NAMED: usize = 3;

/// What a feature is called where it is high and where it is low.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeatureWords {
    /// "high energy", "bright upper bands".
    pub high: String,
    /// "low energy", "dark upper bands".
    pub low: String,
}

/// One feature in a name.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct NamedFeature {
    /// Position among the features.
    pub feature: usize,
    /// Mean of the cluster, in standard deviations from the mean of the collection.
    pub z: f64,
}

/// The name of one cluster.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClusterName {
    /// Different from that of every other cluster.
    pub name: String,
    /// What it is made of, the farthest off first.
    pub features: Vec<NamedFeature>,
    /// Does any feature set the cluster apart?
    pub separated: bool,
    /// One sentence to warn with when none does; empty otherwise.
    pub warning: String,
}

/// Names clusters by `z_means` (one row per cluster, one number per feature); `words` are those of the features.
pub fn name_clusters(z_means: &[Vec<f64>], words: &[FeatureWords]) -> Vec<ClusterName> {
    let ranked: Vec<Vec<NamedFeature>> = z_means.iter().map(|z| ranked(z, words.len())).collect();
    let mut lengths: Vec<usize> = ranked
        .iter()
        .map(|features| {
            features
                .iter()
                .take(MOST_NAMED)
                .filter(|f| is_apart(f))
                .count()
        })
        .collect();
    lengthen(&ranked, &mut lengths);
    let mut names: Vec<ClusterName> = ranked
        .iter()
        .zip(lengths)
        .map(|(features, length)| name(&features[..length], words))
        .collect();
    number_equals(&mut names);
    names
}

fn is_apart(feature: &NamedFeature) -> bool {
    feature.z.abs() >= THRESHOLD
}

/// The features of one cluster, the farthest off first; equals stay in order.
fn ranked(z_means: &[f64], n_features: usize) -> Vec<NamedFeature> {
    let mut features: Vec<NamedFeature> = (0..n_features)
        .zip(z_means)
        .map(|(feature, &z)| NamedFeature { feature, z })
        .collect();
    sort_by(&mut features, |a, b| b.z.abs().total_cmp(&a.z.abs()));
    features
}

/// Adds the next feature to names that are made of the same features, until they differ or features run out. A cluster
/// that nothing sets apart is not named after what does not.
fn lengthen(ranked: &[Vec<NamedFeature>], lengths: &mut [usize]) {
    let n_features = ranked.first().map_or(0, Vec::len);
    for _ in 0..n_features {
        let made_of: Vec<Vec<(usize, bool)>> = ranked
            .iter()
            .zip(&*lengths)
            .map(|(features, &length)| {
                let mut parts: Vec<(usize, bool)> = features[..length]
                    .iter()
                    .map(|f| (f.feature, f.z > 0.0))
                    .collect();
                sort_by_key(&mut parts, |part| *part);
                parts
            })
            .collect();
        for (i, length) in lengths.iter_mut().enumerate() {
            let same = made_of.iter().filter(|&other| *other == made_of[i]).count();
            // A mean of exactly 0 is neither high nor low.
            let next = ranked[i].get(*length).is_some_and(|f| f.z != 0.0);
            if *length > 0 && same > 1 && next {
                *length += 1;
            }
        }
    }
}

fn name(features: &[NamedFeature], words: &[FeatureWords]) -> ClusterName {
    let parts: Vec<&str> = features
        .iter()
        .filter_map(|f| {
            let words = words.get(f.feature)?;
            Some(if f.z > 0.0 { &*words.high } else { &*words.low })
        })
        .collect();
    let separated = !parts.is_empty();
    let mut name = ClusterName {
        name: if separated {
            parts.join(", ")
        } else {
            "near the average".into()
        },
        features: features.to_vec(),
        separated,
        warning: String::new(),
    };
    name.warning = name.warns().map_or_else(String::new, |of| of.to_string());
    name
}

impl ClusterName {
    /// That nothing sets the cluster apart, where nothing does.
    pub fn warns(&self) -> Option<Suggested> {
        (!self.separated).then_some(Suggested::NothingSeparatesIt { least: THRESHOLD })
    }
}

/// Names that are still equal get numbers, from the second on.
fn number_equals(names: &mut [ClusterName]) {
    for i in 1..names.len() {
        let (before, rest) = names.split_at_mut(i);
        if let Some(this) = rest.first_mut() {
            let plain = this.name.clone();
            let mut number = 1;
            while before.iter().any(|other| other.name == this.name) {
                number += 1;
                this.name = format!("{plain} ({number})");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn words() -> Vec<FeatureWords> {
        let columns = ["energy", "acousticness", "valence", "tempo"];
        let words = columns.map(|name| FeatureWords {
            high: format!("high {name}"),
            low: format!("low {name}"),
        });
        words.to_vec()
    }

    fn names(z_means: &[[f64; 4]]) -> Vec<String> {
        let z_means: Vec<Vec<f64>> = z_means.iter().map(|z| z.to_vec()).collect();
        let named = name_clusters(&z_means, &words());
        named.into_iter().map(|cluster| cluster.name).collect()
    }

    #[test]
    fn the_farthest_features_name_a_cluster() {
        let got = names(&[
            [0.9, -1.2, 0.1, 0.49],
            [-0.5, 2.0, -1.0, 0.8],
            [0.0, 0.0, -0.6, 0.0],
        ]);
        let want = [
            "low acousticness, high energy",
            "high acousticness, low valence, high tempo",
            "low valence",
        ];
        assert_eq!(got, want);
    }

    #[test]
    fn names_that_would_be_equal_take_the_next_feature() {
        let got = names(&[[0.9, -0.8, 0.1, 0.0], [0.8, -0.9, -0.2, 0.3]]);
        assert_eq!(
            got,
            [
                "high energy, low acousticness, high valence",
                "low acousticness, high energy, high tempo"
            ]
        );
        // The same in every feature: a number is all that is left.
        let got = names(&[[0.9, 0.0, 0.0, 0.0], [0.9, 0.0, 0.0, 0.0]]);
        assert_eq!(got, ["high energy", "high energy (2)"]);
    }

    #[test]
    fn a_cluster_that_nothing_separates_is_warned_of() {
        let named = name_clusters(&[vec![0.4; 4], vec![-0.2; 4]], &words());
        assert_eq!(named[0].name, "near the average");
        assert_eq!(named[1].name, "near the average (2)");
        assert!(!named[0].separated);
        assert_eq!(
            named[0].warning,
            "Nothing separates it: no mean is 0.5 standard deviations off that of all tracks."
        );
        assert!(name_clusters(&[], &words()).is_empty());
        assert!(!name_clusters(&[Vec::new()], &[])[0].separated);
    }

    proptest! {
        #[test]
        fn no_two_clusters_have_the_same_name(
            z_means in prop::collection::vec(prop::collection::vec(-3_i32..4, 4), 0..12),
        ) {
            let z_means: Vec<Vec<f64>> =
                z_means.into_iter().map(|z| z.into_iter().map(|x| f64::from(x) * 0.3).collect()).collect();
            let named = name_clusters(&z_means, &words());
            let different: BTreeSet<&str> = named.iter().map(|cluster| cluster.name.as_str()).collect();
            prop_assert_eq!(different.len(), z_means.len());
            for (cluster, z) in named.iter().zip(&z_means) {
                prop_assert_eq!(cluster.separated, z.iter().any(|x| x.abs() >= THRESHOLD));
            }
        }
    }
}
