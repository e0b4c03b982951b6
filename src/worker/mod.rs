//! The session in a worker of its own, its helpers, and the page's end of it.

pub mod agent;
pub mod client;
mod decoder;
mod inbox;
mod warm_up;
