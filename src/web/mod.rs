//! Browser adapters: everything that touches the browser's own objects.

pub mod address;
pub mod canvas;
pub mod dom;
pub mod files;
pub mod pictures;
pub mod port;
pub mod spawn;
pub mod store;
