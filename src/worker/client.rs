//! The page's end of the session worker: requests out, messages in.

use gloo::events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, File, Worker};

use crate::browser::port;
use crate::browser::port::Port;
use crate::browser::{dom, spawn};
use crate::protocol::{Event, Message, Request, Unreadable};

/// What the page calls its worker's script.
const SCRIPT: &str = "worker";

/// A running session worker.
pub struct Client {
    worker: Worker,
    _listeners: Vec<EventListener>,
}

impl Client {
    /// Starts the worker. `heard` gets every message, or why one could not be read; `failed` the words of an error that
    /// the worker did not survive.
    pub fn start(
        heard: impl Fn(Result<Message, Unreadable>) + 'static,
        failed: impl Fn(String) + 'static,
    ) -> Result<Self, JsValue> {
        let worker = spawn::spawn(&dom::address_of(SCRIPT)?)?;
        let messages = port::listen(&worker, move |received| {
            heard(received.map(|(event, attached): (Event, _)| Message {
                event,
                attachments: attached.iter().map(port::bytes).collect(),
            }));
        });
        let errors = EventListener::new(&worker, "error", move |event| {
            let words = event
                .dyn_ref::<ErrorEvent>()
                .map(ErrorEvent::message)
                .unwrap_or_default();
            failed(words);
        });
        Ok(Self {
            worker,
            _listeners: messages.into_iter().chain([errors]).collect(),
        })
    }

    /// A way to send requests without files, for those who do not own the client.
    pub fn asker(&self) -> impl Fn(&Request) -> Result<(), JsValue> + 'static {
        let worker = self.worker.clone();
        move |request| worker.post(request, [])
    }

    /// Sends a request with its files.
    pub fn ask(&self, request: &Request, files: Vec<File>) -> Result<(), JsValue> {
        self.worker
            .post(request, files.into_iter().map(JsValue::from))
    }
}
