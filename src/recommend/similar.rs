//! The tracks most like a query, in one space.

use serde::{Deserialize, Serialize};

use crate::data::Matrix;
use crate::neighbors::{Metric, nearest};

/// Which values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scaling {
    /// Every feature counts alike.
    Standardised,
    /// As the files have them: the feature with the widest range decides.
    Raw,
}

/// One recommended track.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SimilarTrack {
    /// Position in the catalogue.
    pub track: usize,
    /// Distance or similarity, as the metric says.
    pub score: f64,
}

/// The `top_n` tracks most like track `query`, best first, ties by track. Row `i` of `matrix` is track `samples[i]`.
/// `None` when the query itself is not among the samples.
pub fn similar_tracks(
    matrix: &Matrix,
    samples: &[usize],
    query: usize,
    metric: Metric,
    top_n: usize,
    is_candidate: impl Fn(usize) -> bool,
) -> Option<Vec<SimilarTrack>> {
    let from = samples.iter().position(|&track| track == query)?;
    let neighbors = nearest(matrix, from, metric, top_n, |sample| {
        is_candidate(samples[sample])
    });
    Some(
        neighbors
            .into_iter()
            .map(|neighbor| SimilarTrack {
                track: samples[neighbor.sample],
                score: neighbor.score,
            })
            .collect(),
    )
}
