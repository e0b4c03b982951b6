//! The clusters of a space.

pub(crate) mod card;
mod members;
pub(crate) mod view;
