//! Answers to figures and tables: what the page shows and what the report prints, from the same functions.
//!
//! In: what the worker answered (rankings, comparisons, claims). Out: figures of [`plot::charts`](crate::plot::charts) and
//! tables of words. No browser, no state of the page.

pub mod claims;
pub mod clusters;
mod crowd;
pub mod map;
pub mod split;
pub mod top;

use crate::data::TextCell;
use crate::explain::three_digits;

/// A number in a table; an empty cell for a missing one.
fn cell(x: Option<f64>) -> TextCell {
    x.map_or_else(TextCell::default, |x| TextCell::number(x, three_digits(x)))
}

pub use crowd::{drawn, drawn_words};
