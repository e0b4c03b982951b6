//! What page and session say to each other, as plain data that both use and neither owns.
//!
//! A message travels as bytes beside the things that are handed over as they are: `File` handles on the way in, buffers
//! of numbers on the way out. Those are named in the comments and stand in the message's `attachments`.

mod answer;
mod event;
mod info;
mod message;
mod question;
mod request;
mod wire;

pub use answer::{Answer, TopAnswer};
pub use event::Event;
pub use info::{Cell, CellNumber, ClusterInfo, ColumnInfo, JoinNames, MapInfo, TsneInfo};
pub use message::Message;
pub use question::Question;
pub use request::{JobId, MapColumns, Request};
pub use wire::{BUILD, Unreadable, decode, encode};
