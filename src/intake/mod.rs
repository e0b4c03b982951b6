//! Files on their way in: what each is, who decodes which picture, and what has no room. No browser here: whoever calls
//! reads files, starts helpers and carries bytes.

mod crew;
mod inbox;
mod order;
mod read_ahead;
mod refused;
mod unread;

pub use crew::Crew;
pub use inbox::Inbox;
pub use order::{HelperId, Limits, Order, Orphan, Ticket};
pub use unread::{Batch, FileHandle, GONE, PictureTask, Source, Unread};
