//! Files on their way in: what each is, who decodes which picture, and what has no room. No browser here: whoever calls
//! reads files, starts helpers and carries bytes.

mod crew;
mod inbox;
mod read_ahead;
mod refused;

pub use crew::{Crew, HelperId, Limits, Order, Orphan, Ticket};
pub use inbox::{Batch, FileHandle, GONE, Inbox, Source, Unread};
