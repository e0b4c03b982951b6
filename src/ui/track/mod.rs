//! The track that is selected, and what goes with it.

pub(crate) mod columns;
pub(crate) mod contributions;
pub(crate) mod panel;
pub(crate) mod recommendations;
