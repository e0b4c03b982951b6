//! Helper workers that decode pictures: one a core, owned by the session worker.
//!
//! The same program as the session worker, told apart by the worker's name. Several pictures travel in one message. Who
//! gets which, and what becomes of those of a helper that died, [`Crew`](crate::intake::Crew) says.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use js_sys::Uint8Array;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Worker, WorkerOptions};

use super::warm_up;
use crate::data::{N_PIXELS, Spectrogram};
use crate::error::{PngError, Warning};
use crate::ingest::{Resizer, spectrogram_with};
use crate::web::port::{self, Port};

/// Name of a helper worker.
pub const NAME: &str = "soundkin-decoder";

/// A picture to decode. Attached to the message: the bytes of all its pictures' files, back to back.
#[derive(Serialize, Deserialize)]
pub struct Order {
    /// What the outcome will bear.
    pub ticket: u32,
    /// Bytes of its file.
    pub length: u32,
}

/// What became of it. Attached to the message: 64 x 64 luma bytes of each of its pictures that is well, back to back. A
/// message without outcomes says that the helper is there.
#[derive(Serialize, Deserialize)]
pub struct Outcome {
    /// Of which order.
    pub ticket: u32,
    /// Width and height of the file's picture and a remark about it, or why it was not read.
    pub result: Result<(u32, u32, Option<String>), String>,
}

/// Decodes whatever it is told to, for as long as the worker lives.
pub fn serve(scope: &DedicatedWorkerGlobalScope) {
    let resizer = RefCell::new(Resizer::default());
    let to = scope.clone();
    let is_wanted = Rc::new(Cell::new(false));
    let wanted = is_wanted.clone();
    warm_up::decoding(move || is_wanted.get());
    EventListener::new(scope, "message", move |event| {
        wanted.set(true);
        let received = event
            .dyn_ref::<MessageEvent>()
            .and_then(port::receive::<Vec<Order>>);
        let Some((orders, attached)) = received else {
            return;
        };
        let files = Uint8Array::new(attached.first().unwrap_or(&JsValue::UNDEFINED));
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
    })
    .forget();
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
    // A post can only fail when the session worker is gone, and then nobody waits.
    let _ = to.post(&outcomes, [port::buffer(&pixels)]);
}

/// A helper as the session worker sees it; ended when this is dropped.
pub struct Helper {
    worker: Worker,
    _listeners: [EventListener; 3],
}

/// What a helper makes itself heard with.
pub enum Heard {
    /// All outcomes of a message, each with its pixels (none where it is not well).
    Outcomes(Vec<(Outcome, Vec<u8>)>),
    /// Its script did not load, it trapped, or it says what nobody understands: it is of no more use.
    Dead,
}

impl Helper {
    /// Starts a helper; `None` where the browser refuses.
    pub fn start(script: &str, heard: impl Fn(Heard) + Clone + 'static) -> Option<Self> {
        let options = WorkerOptions::new();
        options.set_name(NAME);
        let worker = Worker::new_with_options(script, &options).ok()?;
        let (is_dead, is_confused) = (heard.clone(), heard.clone());
        let messages = EventListener::new(&worker, "message", move |event| {
            let received = event
                .dyn_ref::<MessageEvent>()
                .and_then(port::receive::<Vec<Outcome>>);
            heard(received.map_or(Heard::Dead, |(outcomes, attached)| {
                let pixels = attached.first().map(port::bytes).unwrap_or_default();
                let mut pictures = pixels.chunks_exact(N_PIXELS);
                let with_pixels = outcomes.into_iter().map(|outcome| {
                    let picture = outcome.result.as_ref().ok().and_then(|_| pictures.next());
                    (outcome, picture.unwrap_or_default().to_vec())
                });
                Heard::Outcomes(with_pixels.collect())
            }));
        });
        // What is not prevented goes on to the page, which would take it for the end of the session worker.
        let options = EventListenerOptions::enable_prevent_default();
        let errors = EventListener::new_with_options(&worker, "error", options, move |event| {
            event.prevent_default();
            is_dead(Heard::Dead);
        });
        let confusions =
            EventListener::new(&worker, "messageerror", move |_| is_confused(Heard::Dead));
        Some(Self {
            worker,
            _listeners: [messages, errors, confusions],
        })
    }

    /// Sends pictures with their bytes.
    pub fn send(&self, orders: &[Order], bytes: JsValue) -> Result<(), JsValue> {
        self.worker.post(&orders, [bytes])
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}
