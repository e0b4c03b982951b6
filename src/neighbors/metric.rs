//! How far apart two samples are.

use serde::{Deserialize, Serialize};

/// What is compared, and what the score means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Metric {
    /// Straight-line distance: 0 is identical, no upper end, in the units of the features.
    Euclidean,
    /// Cosine of the angle: 1 is the same direction, -1 the opposite; 0 also where a sample is all zeros.
    Cosine,
}

/// Does a small or a large score mean "near"?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ScoreIs {
    /// Small is near.
    Distance,
    /// Large is near.
    Similarity,
}

impl Metric {
    /// How to read its score.
    pub fn score_is(self) -> ScoreIs {
        match self {
            Self::Euclidean => ScoreIs::Distance,
            Self::Cosine => ScoreIs::Similarity,
        }
    }

    /// The score of two samples with the same features.
    pub fn score(self, a: &[f64], b: &[f64]) -> f64 {
        match self {
            Self::Euclidean => a
                .iter()
                .zip(b)
                .map(|(x, y)| (x - y) * (x - y))
                .sum::<f64>()
                .sqrt(),
            Self::Cosine => {
                let (mut dot, mut aa, mut bb) = (0.0, 0.0, 0.0);
                for (x, y) in a.iter().zip(b) {
                    dot += x * y;
                    aa += x * x;
                    bb += y * y;
                }
                let norm = aa.sqrt() * bb.sqrt();
                if norm > 0.0 { dot / norm } else { 0.0 }
            }
        }
    }
}
