//! The session worker: it owns the data; the page sends parameters and receives small results.

#[cfg(feature = "web")]
pub mod agent;
mod answers;
#[cfg(feature = "web")]
pub mod client;
#[cfg(feature = "web")]
mod decoder;
#[cfg(feature = "web")]
mod inbox;
mod job;
mod messages;
pub mod protocol;
pub mod question;
#[cfg(feature = "web")]
mod warm_up;

pub use job::Session;
pub use messages::Message;
