//! The session: what one page has loaded and computed; the page sends parameters and receives small results.

mod answers;
mod job;
mod messages;

pub use job::Session;
