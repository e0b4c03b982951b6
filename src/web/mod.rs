//! Browser adapters: everything that touches the browser's own objects.

pub mod files;
pub mod port;
