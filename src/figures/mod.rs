//! Answers to figures and tables: what the page shows and what the report prints, from the same functions.
//!
//! In: what the worker answered (rankings, comparisons, claims). Out: figures of [`plot::charts`](crate::charts) and
//! tables of words. No browser, no state of the page.

pub mod claims;
pub mod clusters;
pub mod color_legend;
mod coloring;
mod colors;
pub mod column_gains;
mod crowd;
pub mod kinds;
pub mod map;
pub mod scorecard;
mod scores;
pub mod search;
pub mod split;
pub mod top;

use crate::data::TextCell;

/// A number in a table; an empty cell for a missing one.
fn cell(x: Option<f64>) -> TextCell {
    x.map_or_else(TextCell::default, TextCell::three_digits)
}

pub use coloring::{ColorBy, ColorKey, Coloring, ColoringParams, ScaleKey, ValueKey, coloring};
pub use colors::ClusterColors;
pub use crowd::{how_many_shown, sampled};
pub use scores::{none_else, score_title, scores};
