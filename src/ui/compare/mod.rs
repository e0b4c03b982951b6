//! Two halves of the collection, and what is commonly said of them.

pub(crate) mod claims;
pub(crate) mod split_controls;
pub(crate) mod view;
