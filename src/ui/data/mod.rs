//! How the files were read and joined, and the table itself.

pub(crate) mod column_gains;
pub(crate) mod join_view;
pub(crate) mod left_out;
mod pictures;
pub(crate) mod reading;
pub(crate) mod reading_choice;
pub(crate) mod reading_controls;
pub(crate) mod reading_names;
pub(crate) mod reading_preview;
pub(crate) mod scorecard;
mod table;
pub(crate) mod table_row;
pub(crate) mod table_search;
pub(crate) mod view;
