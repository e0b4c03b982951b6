//! The session in a worker of its own, its helpers, the parts it loads when it first needs them, and the page's end of it.

#[cfg(feature = "worker")]
pub mod agent;
#[cfg(feature = "page")]
pub mod client;
#[cfg(feature = "worker")]
pub mod decoder;
#[cfg(feature = "worker")]
mod helper;
#[cfg(feature = "worker")]
pub mod letters;
#[cfg(feature = "worker")]
mod orders;
#[cfg(feature = "worker")]
pub mod pictures;
#[cfg(feature = "worker")]
pub mod printer;
#[cfg(feature = "worker")]
mod warm_up;
