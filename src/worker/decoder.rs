//! Helper workers that decode pictures: one a core, owned by the session worker.
//!
//! The same program as the session worker, told apart by the worker's name. Several pictures travel in one message.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{ArrayBuffer, Uint8Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, Worker};

use super::warm_up;
use crate::data::{N_PIXELS, Spectrogram};
use crate::error::Warning;
use crate::ingest::{Resizer, spectrogram_with};
use crate::protocol::Unreadable;
use crate::web::port::{self, Port, Received};
use crate::web::spawn::spawn_alike;

/// Name of a helper worker.
pub(super) const NAME: &str = "soundkin-decoder";
/// Helpers at most: reading files, not cores, is the limit beyond.
const MOST: usize = 8;

/// A picture to decode. Attached to the message: the bytes of all its pictures' files, back to back.
#[derive(Serialize, Deserialize)]
pub(super) struct Order {
    /// What the outcome will bear.
    pub ticket: u32,
    /// The path it came by.
    pub path: String,
    /// Bytes of its file.
    pub length: u32,
}

/// What became of it. Attached to the message: 64 x 64 luma bytes of each of its pictures that is well, back to back.
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
            let decoded = spectrogram_with(&mut resizer.borrow_mut(), &order.path, &bytes)
                .map_err(|error| error.to_string());
            (order.ticket, decoded)
        });
        answer(&to, decoded);
    });
    listeners.into_iter().for_each(EventListener::forget);
}

fn answer(
    to: &DedicatedWorkerGlobalScope,
    decoded: impl Iterator<Item = (u32, Result<(Spectrogram, Option<Warning>), String>)>,
) {
    let mut pixels = Vec::new();
    let outcomes: Vec<Outcome> = decoded
        .map(|(ticket, decoded)| {
            let result = decoded.map(|(picture, remark)| {
                pixels.extend(picture.pixels);
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

/// Outcomes, each with its pixels (none where it is not well), or why they could not be read.
pub(super) type Heard = Result<Vec<(Outcome, Vec<u8>)>, String>;

fn hear(received: Received<Reply>) -> Heard {
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

/// The helpers of one session.
pub(super) struct Pool {
    helpers: Vec<Helper>,
}

struct Helper {
    worker: Worker,
    _heard: [EventListener; 2],
    tickets: Vec<u32>,
}

impl Pool {
    /// Starts as many helpers as the machine has cores; `heard` gets what each message says.
    pub(super) fn start(
        scope: &DedicatedWorkerGlobalScope,
        cores: usize,
        heard: &(impl Fn(Heard) + Clone + 'static),
    ) -> Self {
        let helpers = (0..cores.clamp(1, MOST))
            .filter_map(|_| {
                let worker = spawn_alike(scope, NAME).ok()?;
                let heard = heard.clone();
                Some(Helper {
                    _heard: port::listen(&worker, move |received| heard(hear(received))),
                    worker,
                    tickets: Vec::new(),
                })
            })
            .collect();
        Self { helpers }
    }

    /// Number of helpers.
    pub(super) fn n_helpers(&self) -> usize {
        self.helpers.len()
    }

    /// Sends pictures with their bytes to the helper with the least to do.
    pub(super) fn send(&mut self, orders: &[Order], bytes: JsValue) -> Result<(), JsValue> {
        let helper = self
            .helpers
            .iter_mut()
            .min_by_key(|helper| helper.tickets.len())
            .ok_or(JsValue::NULL)?;
        helper
            .tickets
            .extend(orders.iter().map(|order| order.ticket));
        helper.worker.post(&orders, [bytes])
    }

    /// Notes that an order is done.
    pub(super) fn settle(&mut self, ticket: u32) {
        for helper in &mut self.helpers {
            helper.tickets.retain(|&waiting| waiting != ticket);
        }
    }
}
