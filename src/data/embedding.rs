//! Numbers that a person brings for their tracks, from a model of their own.

use std::borrow::Cow;

use super::Matrix;

/// An embedding: one row of numbers for each of some tracks.
#[derive(Clone, Debug, PartialEq)]
pub struct Embedding {
    /// What the person calls it.
    pub name: String,
    ids: Vec<String>,
    columns: Vec<String>,
    values: Matrix,
}

impl Embedding {
    /// `values` is `ids` x `columns`, else `None`. Ids that no track has are passed over later.
    pub fn new(
        name: String,
        ids: Vec<String>,
        columns: Vec<String>,
        values: Matrix,
    ) -> Option<Self> {
        let shape = (values.n_samples(), values.n_features());
        (shape == (ids.len(), columns.len())).then_some(Self {
            name,
            ids,
            columns,
            values,
        })
    }

    /// Names of its columns.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Each id and its numbers, in the order in which they were brought.
    pub fn rows(&self) -> impl Iterator<Item = (&str, Cow<'_, [f64]>)> {
        self.ids.iter().map(String::as_str).zip(self.values.rows())
    }
}
