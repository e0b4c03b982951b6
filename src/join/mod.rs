//! Pictures and rows of the table brought together by id. In: [`Spectrogram`](crate::data::Spectrogram)s and a
//! [`Table`](crate::data::Table). Out: the [`Catalog`](crate::data::Catalog) and a [`JoinReport`].

mod ids;
#[allow(clippy::module_inception)] // The verb of the folder.
mod join;
mod key;
mod pattern;

pub use join::{JoinReport, join};
pub use key::{Candidate, Key, candidates, infer};
pub use pattern::{Pattern, PatternError};
