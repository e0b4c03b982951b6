//! Browser adapters: everything that touches the browser's own objects.

#[cfg(feature = "page")]
pub mod address;
#[cfg(feature = "page")]
pub mod canvas;
pub mod dom;
#[cfg(feature = "page")]
pub mod early;
pub mod files;
#[cfg(feature = "worker")]
pub mod panics;
#[cfg(feature = "worker")]
pub mod part;
#[cfg(feature = "page")]
pub mod pictures;
pub mod port;
pub mod spawn;
#[cfg(feature = "page")]
pub mod store;
