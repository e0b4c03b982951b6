//! The clusters of a space.

pub(crate) mod card;
pub(crate) mod view;
