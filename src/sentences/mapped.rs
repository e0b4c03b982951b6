//! What a map shows, how far it can be trusted, and who stands apart.

use std::fmt;

use super::alike::list;
use crate::wording::{counted, fixed, grouped, percent, three_digits, tracks};

sentences! {
    /// What a map shows, and how far it can be trusted.
    Mapped of MappedKind {
        /// The map is that of the two principal components.
        Components {
            /// Of what.
            of: String,
            /// Share of the variance that both have, 0 to 1.
            share: f64,
        },
        /// The map is by t-SNE.
        Tsne {
            /// Of what.
            of: String,
            /// As it was used.
            perplexity: f64,
            /// Iterations made.
            n_iter: usize,
            /// Kullback and Leibler's, at the end.
            divergence: f64,
        },
        /// A layout by t-SNE ended.
        TsneEnded {
            /// Iterations made.
            n_iter: usize,
            /// Kullback and Leibler's, where it is known.
            divergence: Option<f64>,
        },
        /// The perplexity that was asked for is too large.
        LessPerplexity {
            /// What was used.
            perplexity: f64,
        },
        /// Its colours are clusters.
        Colored {
            /// How many there are.
            k: usize,
            /// On what they were found.
            on: &'static str,
            /// Their inertia.
            inertia: f64,
            /// Their mean silhouette, where there is one.
            silhouette: Option<f64>,
        },
        /// All tracks are on it.
        NoneIsMissing,
        /// Nothing can be said about its trustworthiness.
        TooFewToTrust,
        /// Its trustworthiness.
        Trustworthiness {
            /// 0 to 1.
            value: f64,
            /// Neighbours that were looked at.
            n_neighbors: usize,
            /// Tracks that were asked for theirs.
            n_samples: usize,
        },
        /// No track is far from its nearest ones.
        NoneIsFar {
            /// How many were looked at, where that is not all.
            n_checked: Option<usize>,
        },
        /// Some are.
        Far {
            /// The furthest.
            names: Vec<String>,
            /// How many more.
            n_more: usize,
            /// How many were looked at, where that is not all.
            n_checked: Option<usize>,
        },
        /// From where on that is said.
        CalledFar {
            /// Neighbours that each distance is the mean of.
            n_neighbors: usize,
            /// Above this a track is far.
            threshold: f64,
        },
    }
}

impl fmt::Display for Mapped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let drawn = |n_checked: &Option<usize>| {
            let drawn = n_checked.map(|n| format!(", of {} that were drawn", grouped(n)));
            drawn.unwrap_or_default()
        };
        match self {
            Self::Components { of, share } => write!(
                f,
                "The two principal components of {of}: they show {} of the variance.",
                percent(*share)
            ),
            Self::Tsne {
                of,
                perplexity,
                n_iter,
                divergence,
            } => write!(
                f,
                "t-SNE of {of}, perplexity {}, {} iterations, divergence {}: who is near whom is shown, distances far \
                 apart mean nothing.",
                three_digits(*perplexity),
                grouped(*n_iter),
                fixed(*divergence, 3)
            ),
            Self::TsneEnded { n_iter, divergence } => {
                let divergence =
                    divergence.map(|value| format!(", divergence {}", fixed(value, 3)));
                let iterations = counted(*n_iter, "iteration", "iterations");
                write!(f, "{iterations}{}.", divergence.unwrap_or_default())
            }
            Self::LessPerplexity { perplexity } => write!(
                f,
                "Perplexity {}: more would be too much for so few tracks.",
                fixed(*perplexity, 1)
            ),
            Self::Colored {
                k,
                on,
                inertia,
                silhouette,
            } => {
                let silhouette =
                    silhouette.map(|value| format!(", mean silhouette {}", fixed(value, 2)));
                write!(
                    f,
                    "Colours: k-means (k = {k}) {on}, inertia {}{}.",
                    fixed(*inertia, 2),
                    silhouette.unwrap_or_default()
                )
            }
            Self::NoneIsMissing => f.write_str("None is missing."),
            Self::TooFewToTrust => {
                f.write_str("There are too few tracks to tell how far the map can be trusted.")
            }
            Self::Trustworthiness {
                value,
                n_neighbors,
                n_samples,
            } => write!(
                f,
                "Trustworthiness {} ({n_neighbors} neighbours, {}): 1 when all who are near on the map are near in truth, \
                 about 0.5 for a random map.",
                fixed(*value, 3),
                tracks(*n_samples)
            ),
            Self::NoneIsFar { n_checked } => {
                write!(
                    f,
                    "No track is far from its nearest ones{}.",
                    drawn(n_checked)
                )
            }
            Self::Far {
                names,
                n_more,
                n_checked,
            } => {
                let more = (*n_more > 0).then(|| format!("{} more", grouped(*n_more)));
                let names = list(names.iter().cloned().chain(more));
                write!(
                    f,
                    "Far from their nearest ones{}: {names}.",
                    drawn(n_checked)
                )
            }
            Self::CalledFar {
                n_neighbors,
                threshold,
            } => write!(
                f,
                "Mean distance to the {n_neighbors} nearest tracks; above {} is called far.",
                fixed(*threshold, 1)
            ),
        }
    }
}
