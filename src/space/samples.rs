//! The samples of a space, before anything is fitted.

use super::name::SpaceName;

/// Which tracks take part in a space, and what they are compared by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Samples {
    /// Which space.
    pub name: SpaceName,
    /// Names of the features; `None` for pictures.
    pub columns: Option<Vec<String>>,
    /// Track of each sample. Pictures stand in catalogue order, features in row order, as the notebook fitted them.
    pub tracks: Vec<usize>,
    /// Tracks with a row that lacks a chosen column, or with a picture that could not be read again.
    pub left_out: Vec<usize>,
}
