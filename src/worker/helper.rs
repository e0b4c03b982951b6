//! The helper workers as the session worker sees them: one per core. Who gets which pictures, and what becomes of those of
//! a helper that died, [`Crew`](crate::intake::Crew) says.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsValue;
use web_sys::{DedicatedWorkerGlobalScope, Worker};

use super::orders::{Attached, Made, NAME, Order, Outcome, Reply};
use crate::browser::port::{self, Port, Received};
use crate::browser::spawn::spawn_alike;

/// A ticket, and what was made of its picture, or why nothing was.
pub(super) type MadeOf = (u32, Result<Made, String>);

/// What a helper makes itself heard with.
pub(super) enum Heard {
    /// Of each order of a message, what was made of the picture, or why nothing was.
    Outcomes(Vec<MadeOf>),
    /// One of both could not read the other, and why: it is of no more use.
    Misread(String),
    /// Its script did not load, or it trapped.
    Dead,
}

fn hear(received: Received<Reply>) -> Result<Vec<MadeOf>, String> {
    let (outcomes, attached) = received.map_err(|error| error.to_string())?;
    let attached = attached.first().map(port::bytes).unwrap_or_default();
    let mut attached = Attached(&attached);
    let mut heard = Vec::new();
    for Outcome { ticket, result } in outcomes? {
        heard.push((ticket, attached.made(result)?));
    }
    attached.end()?;
    Ok(heard)
}

/// A helper as the session worker sees it; ended when this is dropped.
pub(super) struct Helper {
    worker: Worker,
    _listeners: [EventListener; 2],
}

impl Helper {
    /// Starts a helper; `None` where the browser refuses.
    pub(super) fn start(
        scope: &DedicatedWorkerGlobalScope,
        heard: impl Fn(Heard) + Clone + 'static,
    ) -> Option<Self> {
        let worker = spawn_alike(scope, NAME).ok()?;
        let is_dead = heard.clone();
        let [messages, losses] = port::listen(&worker, move |received| {
            heard(hear(received).map_or_else(Heard::Misread, Heard::Outcomes));
        });
        // What is not prevented goes on to the page, which would take it for the end of the session worker.
        let options = EventListenerOptions::enable_prevent_default();
        let errors = EventListener::new_with_options(&worker, "error", options, move |event| {
            event.prevent_default();
            is_dead(Heard::Dead);
        });
        // Kept for ever: what a dying helper still throws comes after it was given up.
        errors.forget();
        Some(Self {
            worker,
            _listeners: [messages, losses],
        })
    }

    /// Sends pictures with their bytes.
    pub(super) fn send(&self, orders: &[Order], bytes: JsValue) -> Result<(), JsValue> {
        self.worker.post(&orders, [bytes])
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}
