//! An event on its way, with what it carries beside itself.

use super::event::Event;

/// An event with the buffers that belong to it.
#[derive(Clone, Debug)]
pub struct Message {
    /// What happened.
    pub event: Event,
    /// Buffers in the order that the event's comment names them.
    pub attachments: Vec<Vec<u8>>,
}

impl From<Event> for Message {
    fn from(event: Event) -> Self {
        Self {
            event,
            attachments: Vec::new(),
        }
    }
}
