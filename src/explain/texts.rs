//! Short texts with this collection's numbers: how recommending works, what the groups mean. In: values. Out: sentences
//! that are true for any data.

use crate::cluster::ClusterProfile;
use crate::data::{CopyRules, Matrix};
use crate::effort::spend;
use crate::features::timbre::N_NUMBERS;
use crate::neighbors::Metric;
use crate::recommend::Scaling;
use crate::sentences::{Grouped, MeasuredOn, OfOneSize, Recommended};

/// A column with this share of the variance, and of the mean squared distance, decides nearly alone.
const DECIDES: f64 = 0.9;

/// What tracks are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared<'a> {
    /// Columns of numbers.
    Columns(&'a [String]),
    /// The pixels of the pictures.
    Pixels,
    /// What the pictures sound like.
    Timbre,
}

/// How a list of recommendations is made.
pub struct Recommending<'a> {
    /// Tracks that are compared, the query among them.
    pub n_tracks: usize,
    /// Recordings that they are, where copies count as one.
    pub n_recordings: usize,
    /// What is compared of them.
    pub compared: Compared<'a>,
    /// How tracks are compared.
    pub metric: Metric,
    /// Which values are compared.
    pub scaling: Scaling,
    /// Length of the list.
    pub top_n: usize,
    /// What counts as a copy and is left out; `None` where copies are recommended too.
    pub left_out: Option<CopyRules>,
    /// How many of one artist are recommended at most, if that is limited.
    pub most_by_artist: Option<usize>,
    /// Is the query's cluster all that is searched?
    pub within_cluster: bool,
    /// The column with most of the raw variance and its share, from [`leading_column`].
    pub leading: Option<(String, f64)>,
}

/// The column of `raw` with the largest share of the total variance, the first of equals, and that share, 0 to 1; `None`
/// when nothing varies. It is what decides when values are compared as they are.
pub fn leading_column(raw: &Matrix, columns: &[String]) -> Option<(String, f64)> {
    spend(2 * raw.n_samples(), raw.n_features());
    let means = raw.column_means();
    let mut squares = vec![0.0; means.len()];
    for row in raw.rows() {
        for ((sum, x), mean) in squares.iter_mut().zip(&*row).zip(&means) {
            *sum += (x - mean) * (x - mean);
        }
    }
    let total: f64 = squares.iter().sum();
    let largest = columns
        .iter()
        .zip(&squares)
        .reduce(|best, next| if next.1 > best.1 { next } else { best });
    largest
        .filter(|_| total > 0.0)
        .map(|(column, square)| (column.clone(), square / total))
}

/// Does a column with this share of the variance, 0 to 1, decide nearly alone how far apart tracks are?
pub fn decides(share: f64) -> bool {
    share >= DECIDES
}

/// How recommending works, in a few sentences.
pub fn how_recommending_works(facts: &Recommending<'_>) -> Vec<Recommended> {
    let n_others = facts.n_tracks.saturating_sub(1);
    if n_others == 0 {
        return vec![Recommended::NoOtherTrack];
    }
    let compared = match facts.compared {
        Compared::Pixels => Recommended::ComparedByPixels { n_others },
        Compared::Timbre => Recommended::ComparedByTimbre {
            n_others,
            n_numbers: N_NUMBERS,
        },
        Compared::Columns(columns) => Recommended::ComparedByColumns {
            n_others,
            columns: columns.to_vec(),
        },
    };
    let mut sentences = vec![compared, how_values_count(facts)];
    let rules = facts.left_out.as_ref().and_then(CopyRules::in_words);
    let most = match rules {
        Some(_) => n_others.min(facts.n_recordings.saturating_sub(1)),
        None => n_others,
    };
    if most > 0 {
        let n = facts.top_n.min(most);
        let up_to = facts.within_cluster || facts.most_by_artist.is_some();
        sentences.push(match facts.metric {
            Metric::Euclidean => Recommended::NearestAre { n, up_to },
            Metric::Cosine => Recommended::MostAlikeAre { n, up_to },
        });
        if facts.within_cluster {
            sentences.push(Recommended::OnlySameGroup);
        }
        let limit = facts.most_by_artist;
        sentences.extend(limit.map(|n| Recommended::MostByArtist { n }));
    } else {
        sentences.push(Recommended::AllAreCopies);
    }
    sentences.push(match rules {
        Some(rules) => Recommended::CopiesLeftOut { rules },
        None => Recommended::CopiesMayBeAmong,
    });
    sentences
}

/// What counts most in a score.
fn how_values_count(facts: &Recommending<'_>) -> Recommended {
    match (facts.scaling, facts.metric, facts.compared) {
        (Scaling::Standardised, _, Compared::Timbre) => Recommended::Whitened,
        (Scaling::Standardised, ..) => Recommended::Standardised,
        // The variance of a column says nothing of products.
        (Scaling::Raw, Metric::Cosine, _) => Recommended::LargeNumbersAdd,
        (Scaling::Raw, Metric::Euclidean, Compared::Columns(_)) => match &facts.leading {
            Some((column, share)) if decides(*share) => Recommended::DecidesNearlyAlone {
                column: column.clone(),
                share: *share,
            },
            Some((column, share)) => Recommended::NoneCountsMore {
                column: column.clone(),
                share: *share,
            },
            None => Recommended::AllAreEqual,
        },
        (Scaling::Raw, Metric::Euclidean, _) => Recommended::WhatVariesCounts,
    }
}

/// What the groups mean, in a few sentences; `profiles` and `names` stand side by side, `n_unclear` of them nothing separates,
/// `silhouettes` are those of the groups, each with what it was measured in.
pub fn what_clusters_mean(
    profiles: &[ClusterProfile],
    names: &[String],
    n_unclear: usize,
    silhouettes: &[(MeasuredOn, f64)],
) -> Vec<Grouped> {
    let n_tracks: usize = profiles.iter().map(|p| p.size).sum();
    let n_groups = profiles.len().min(names.len());
    let sizes = || profiles.iter().take(n_groups).map(|p| p.size);
    let (Some(most), Some(least)) = (sizes().max(), sizes().min()) else {
        return vec![Grouped::NoGroups];
    };
    if n_groups == 1 {
        return vec![Grouped::OneGroup { n_tracks }];
    }
    let of_size = |size: usize| {
        let those = profiles.iter().zip(names);
        let those = || those.clone().filter(|(profile, _)| profile.size == size);
        OfOneSize {
            names: those().map(|(_, name)| name.clone()).collect(),
            size,
            share: those()
                .map(|(profile, _)| profile.share)
                .next()
                .unwrap_or(0.0),
        }
    };
    let mut sentences = vec![Grouped::GroupsFound { n_tracks, n_groups }];
    sentences.push(if most == least {
        Grouped::AllOfOneSize { size: most }
    } else {
        Grouped::LargestAndSmallest {
            largest: of_size(most),
            smallest: of_size(least),
        }
    });
    if n_unclear > 0 {
        sentences.push(Grouped::NothingSeparates { n: n_unclear });
    }
    let silhouette = |&(on, value): &(MeasuredOn, f64)| Grouped::MeanSilhouette { on, value };
    sentences.extend(silhouettes.iter().map(silhouette));
    if n_unclear < n_groups {
        sentences.push(Grouped::NamesSayWhatIsOff);
    }
    sentences
}

#[cfg(test)]
#[path = "texts_tests.rs"]
mod tests;
