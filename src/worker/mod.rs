//! The session in a worker of its own, its helpers, and the page's end of it.

#[cfg(feature = "worker")]
pub mod agent;
#[cfg(feature = "page")]
pub mod client;
#[cfg(feature = "worker")]
mod decoder;
#[cfg(feature = "worker")]
mod warm_up;
