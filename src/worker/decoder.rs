//! Helper workers that decode pictures: one a core, owned by the session worker.
//!
//! The same program as the session worker, told apart by the worker's name. Several pictures travel in one message. Who
//! gets which, and what becomes of those of a helper that died, [`Crew`](crate::intake::Crew) says.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use js_sys::{ArrayBuffer, Uint8Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, Worker};

use super::warm_up;
use crate::data::{N_PIXELS, Spectrogram};
use crate::error::{PngError, Warning};
use crate::ingest::{Resizer, spectrogram_with};
use crate::protocol::Unreadable;
use crate::web::port::{self, Port, Received};
use crate::web::spawn::spawn_alike;

/// Name of a helper worker.
pub(super) const NAME: &str = "soundkin-decoder";

/// A picture to decode. Attached to the message: the bytes of all its pictures' files, back to back.
#[derive(Serialize, Deserialize)]
pub(super) struct Order {
    /// What the outcome will bear.
    pub ticket: u32,
    /// Bytes of its file.
    pub length: u32,
}

/// What became of it. Attached to the message: 64 x 64 luma bytes of each of its pictures that is well, back to back. A
/// message without outcomes says that the helper is there.
#[derive(Serialize, Deserialize)]
pub(super) struct Outcome {
    /// Of which order.
    pub ticket: u32,
    /// Width and height of the file's picture and a remark about it, or why it was not read.
    pub result: Result<(u32, u32, Option<String>), String>,
}

/// Decodes whatever it is told to, for as long as the worker lives.
pub(super) fn serve(scope: &DedicatedWorkerGlobalScope) {
    let resizer = RefCell::new(Resizer::default());
    let to = scope.clone();
    let is_wanted = Rc::new(Cell::new(false));
    let wanted = is_wanted.clone();
    warm_up::decoding(move || is_wanted.get());
    let listeners = port::listen(scope, move |received: Received<Vec<Order>>| {
        wanted.set(true);
        let (orders, attached) = match received {
            Ok(received) => received,
            Err(error) => return reply(&to, &Err(error.to_string()), &[]),
        };
        let Some(files) = attached
            .first()
            .filter(|files| files.is_instance_of::<ArrayBuffer>())
        else {
            let why = Unreadable::damaged("files are missing");
            return reply(&to, &Err(why.to_string()), &[]);
        };
        let files = Uint8Array::new(files);
        let mut end = 0;
        let decoded = orders.iter().map(|order| {
            let start = end;
            end += order.length;
            let bytes = files.subarray(start, end).to_vec();
            (
                order.ticket,
                spectrogram_with(&mut resizer.borrow_mut(), "", &bytes),
            )
        });
        answer(&to, decoded);
    });
    listeners.into_iter().for_each(EventListener::forget);
    answer(scope, std::iter::empty());
}

fn answer(
    to: &DedicatedWorkerGlobalScope,
    decoded: impl Iterator<Item = (u32, Result<(Spectrogram, Option<Warning>), PngError>)>,
) {
    let mut pixels = Vec::new();
    let outcomes: Vec<Outcome> = decoded
        .map(|(ticket, decoded)| {
            let result = decoded.map_err(|error| error.to_string());
            let result = result.map(|(picture, remark)| {
                pixels.extend_from_slice(&picture.pixels);
                let remark = remark.map(|warning| warning.reason);
                (picture.width, picture.height, remark)
            });
            Outcome { ticket, result }
        })
        .collect();
    reply(to, &Ok(outcomes), &pixels);
}

/// What a helper says: what became of its orders, or why it could not read them.
type Reply = Result<Vec<Outcome>, String>;

fn reply(to: &DedicatedWorkerGlobalScope, reply: &Reply, pixels: &[u8]) {
    // A post can only fail when the session worker is gone, and then nobody waits.
    let _ = to.post(reply, [port::buffer(pixels)]);
}

/// What a helper makes itself heard with.
pub(super) enum Heard {
    /// All outcomes of a message, each with its pixels (none where it is not well).
    Outcomes(Vec<(Outcome, Vec<u8>)>),
    /// One of both could not read the other, and why: it is of no more use.
    Misread(String),
    /// Its script did not load, or it trapped.
    Dead,
}

fn hear(received: Received<Reply>) -> Result<Vec<(Outcome, Vec<u8>)>, String> {
    let (outcomes, attached) = received.map_err(|error| error.to_string())?;
    let outcomes = outcomes?;
    let pixels = attached.first().map(port::bytes).unwrap_or_default();
    let n_well = outcomes.iter().filter(|one| one.result.is_ok()).count();
    if pixels.len() != n_well * N_PIXELS {
        return Err(Unreadable::damaged("pixels are missing").to_string());
    }
    let mut pictures = pixels.chunks_exact(N_PIXELS);
    let with_pixels = outcomes.into_iter().map(|outcome| {
        let picture = outcome.result.as_ref().ok().and_then(|_| pictures.next());
        (outcome, picture.unwrap_or_default().to_vec())
    });
    Ok(with_pixels.collect())
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
