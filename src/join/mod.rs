//! Pictures and rows of the table brought together by id. In: [`Spectrogram`](crate::data::Spectrogram)s and
//! [`Table`](crate::data::Table)s. Out: the [`Catalog`](crate::data::Catalog) and a [`JoinReport`].

mod artist_title;
mod below;
mod beside;
mod by_key;
mod candidates;
mod cell;
mod infer;
#[allow(clippy::module_inception)] // The verb of the folder.
mod join;
mod keys;
mod labels;
mod matching;
mod name;
mod nearest_folder;
mod params;
mod part_of_name;
mod pattern;
mod place;
mod reason;
mod report;
mod scan;
mod step;
mod tables;

pub use candidates::{Candidate, candidates};
pub use join::join;
pub use labels::labels;
pub use nearest_folder::RowFolders;
pub use params::{JoinParams, Key};
pub(crate) use pattern::base_name;
pub use pattern::{Pattern, PatternError};
pub use report::{Ambiguous, JoinReport, KnownColumns};
pub use step::{Step, StepCount};
pub use tables::{Combined, GivenTable, TableRole, TableUse, combine};
