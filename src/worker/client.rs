//! The page's end of the session worker: requests out, messages in.

use gloo::events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, File, MessageEvent, Worker};

use crate::protocol::{Event, Message, Request};
use crate::web::port::{self, Port};

/// Script of the worker, beside the page.
const SCRIPT: &str = "./worker_loader.js";

/// A running session worker.
pub struct Client {
    worker: Worker,
    _listeners: [EventListener; 2],
}

impl Client {
    /// Starts the worker. `heard` gets every message, `failed` the words of an error that the worker did not survive.
    pub fn start(
        heard: impl Fn(Message) + 'static,
        failed: impl Fn(String) + 'static,
    ) -> Result<Self, JsValue> {
        let worker = Worker::new(SCRIPT)?;
        let messages = EventListener::new(&worker, "message", move |event| {
            let received = event
                .dyn_ref::<MessageEvent>()
                .and_then(port::receive::<Event>);
            if let Some((event, attached)) = received {
                heard(Message {
                    event,
                    attachments: attached.iter().map(port::bytes).collect(),
                });
            }
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
            _listeners: [messages, errors],
        })
    }

    /// A way to send requests without files, for those who do not own the client.
    pub fn asker(&self) -> impl Fn(&Request) + 'static {
        let worker = self.worker.clone();
        // A post can only fail when the worker is gone, and its error has been said.
        move |request| drop(worker.post(request, []))
    }

    /// Sends a request with its files.
    pub fn ask(&self, request: &Request, files: Vec<File>) -> Result<(), JsValue> {
        self.worker
            .post(request, files.into_iter().map(JsValue::from))
    }
}
