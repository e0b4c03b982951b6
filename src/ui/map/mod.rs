//! The map, its legend and what is kept of it.

pub(crate) mod keep;
pub(crate) mod legend;
mod moving;
mod outlining;
pub(crate) mod painter;
pub(crate) mod props;
pub(crate) mod tools;
pub(crate) mod view;
