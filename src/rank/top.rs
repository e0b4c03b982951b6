//! The first of a ranking: rows by one numeric column, ties in file order. In: the joined collection. Out: entries,
//! best first, and how many rows could not be ranked.

use serde::{Deserialize, Serialize};

use super::rows::{Entry, Scope, numbers_of};
use crate::data::Catalog;
use crate::error::AnalysisError;
use crate::sentences::Ranked;
use crate::sorting::sort_by;

/// Which end of the column comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// The highest first, as in the notebook.
    Descending,
    /// The lowest first.
    Ascending,
}

/// What is ranked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopParams {
    /// A numeric column.
    pub column: String,
    /// Length of the list; shorter where there are fewer rows.
    pub n: usize,
    /// Which end comes first.
    pub order: Order,
    /// Which rows take part.
    pub scope: Scope,
    /// The features that are drawn, as far as they are there and fit; `None` for those that [`feature_bars`] chooses.
    ///
    /// [`feature_bars`]: super::feature_bars
    #[serde(default)]
    pub drawn: Option<Vec<String>>,
}

impl TopParams {
    /// The ten with the most of `column`, before a person chooses.
    pub fn of(column: &str, scope: Scope) -> Self {
        Self {
            column: column.to_owned(),
            n: 10,
            order: Order::Descending,
            scope,
            drawn: None,
        }
    }
}

/// The list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Top {
    /// What was ranked.
    pub params: TopParams,
    /// The first rows, best first.
    pub entries: Vec<Entry>,
    /// Rows that were ranked.
    pub ranked: usize,
    /// Rows left out because the number is missing.
    pub missing: usize,
}

/// Ranks the rows of the table. Equal numbers stand in file order, whichever end comes first: pandas'
/// `sort_values(kind="stable")`.
pub fn top(catalog: &Catalog, params: &TopParams) -> Result<Top, AnalysisError> {
    let (mut rows, missing) = numbers_of(catalog, params.scope, &params.column)?;
    let ranked = rows.len();
    // Stable, and 0 equals -0: all numbers are finite.
    sort_by(&mut rows, |(_, a), (_, b)| {
        let (a, b) = match params.order {
            Order::Ascending => (a, b),
            Order::Descending => (b, a),
        };
        a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal)
    });
    rows.truncate(params.n);
    Ok(Top {
        params: params.clone(),
        entries: rows
            .into_iter()
            .map(|(row, value)| row.entry(catalog, value))
            .collect(),
        ranked,
        missing,
    })
}

impl Top {
    /// What the list is, and what is left out of it.
    pub fn sentences(&self) -> Vec<Ranked> {
        let column = || self.params.column.clone();
        let with_picture = self.params.scope == Scope::Pictured;
        let list = if self.ranked == 0 {
            Ranked::NoneHasNumber {
                column: column(),
                with_picture,
            }
        } else {
            Ranked::First {
                n: self.entries.len(),
                is_highest: self.params.order == Order::Descending,
                column: column(),
                n_ranked: self.ranked,
                with_picture,
            }
        };
        let missing = (self.missing > 0).then(|| Ranked::NumberIsMissing {
            n: self.missing,
            column: column(),
        });
        [Some(list), missing].into_iter().flatten().collect()
    }
}

#[cfg(test)]
#[path = "top_tests.rs"]
mod tests;
