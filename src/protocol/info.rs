//! What events carry: names and numbers of a join, a map, a grouping.

use serde::{Deserialize, Serialize};

use crate::data::ColumnKind;

/// Names behind the numbers of a join; the first few hundred of each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinNames {
    /// Paths of decoded pictures, each with what it is called, as far as that is not its path.
    pub renamed: Vec<(String, String)>,
    /// What the pictures are called that could not be decoded.
    pub broken_pictures: Vec<String>,
    /// Ids of the pictures with a row.
    pub matched: Vec<String>,
    /// Ids of the rows without a picture.
    pub rows_without_picture: Vec<String>,
}

/// One column of the table, for choosing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnInfo {
    /// Its name.
    pub name: String,
    /// What its cells are.
    pub kind: ColumnKind,
}

/// One cell of a track's row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Column name.
    pub column: String,
    /// The cell as the file has it.
    pub text: String,
    /// Where it lies in its column, if it is a number.
    pub number: Option<CellNumber>,
}

/// A number in its column, among the tracks that take part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CellNumber {
    /// With as many digits as tell neighbours apart.
    pub text: String,
    /// Share of the range from least to largest, 0 to 1; 0.5 where all are equal.
    pub share: f64,
    /// Share of the tracks below, 0 to 1; equal ones count half.
    pub rank: f64,
}

/// A map in numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MapInfo {
    /// Names of the features; `None` for pixels.
    pub columns: Option<Vec<String>>,
    /// Share of the variance along each axis, 0 to 1.
    pub explained_variance_ratio: Vec<f64>,
    /// Tracks left out for a missing feature.
    pub left_out: usize,
    /// How it was laid out, unless along the principal components.
    pub tsne: Option<TsneInfo>,
}

/// A map by t-SNE in numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TsneInfo {
    /// The perplexity used.
    pub perplexity: f64,
    /// Iterations done.
    pub n_iter: usize,
    /// Kullback-Leibler divergence, in nats; `None` before it was looked at.
    pub kl_divergence: Option<f64>,
}

/// Clusters in numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ClusterInfo {
    /// Number of clusters, as fitted.
    pub k: usize,
    /// Sum of squared distances.
    pub inertia: f64,
    /// Iterations of the kept start.
    pub n_iter: usize,
    /// Mean silhouette, `None` where undefined.
    pub silhouette: Option<f64>,
}
