//! Helper workers that decode pictures: one a core, owned by the session worker.
//!
//! The same program as the session worker, told apart by the worker's name.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent, Worker, WorkerOptions};

use super::warm_up;
use crate::data::Spectrogram;
use crate::error::Warning;
use crate::ingest::{Resizer, spectrogram_with};
use crate::web::files::GONE;
use crate::web::port::{self, Port};

/// Name of a helper worker.
pub const NAME: &str = "soundkin-decoder";
/// Helpers at most: reading files, not cores, is the limit beyond.
const MOST: usize = 8;

/// A picture to decode. Attached: its `File`, or its bytes.
#[derive(Serialize, Deserialize)]
struct Order {
    ticket: u32,
    path: String,
}

/// What became of it. Attached, where it is well: 64 x 64 luma bytes.
#[derive(Serialize, Deserialize)]
pub struct Outcome {
    /// Of which order.
    pub ticket: u32,
    /// Width and height of the file's picture and a remark about it, or why it was not read.
    pub result: Result<(u32, u32, Option<String>), String>,
}

/// Decodes whatever it is told to, for as long as the worker lives. Files are read while others are decoded.
pub fn serve(scope: &DedicatedWorkerGlobalScope) {
    let resizer = Rc::new(RefCell::new(Resizer::default()));
    let to = scope.clone();
    let is_wanted = Rc::new(Cell::new(false));
    let wanted = is_wanted.clone();
    warm_up::decoding(move || is_wanted.get());
    EventListener::new(scope, "message", move |event| {
        wanted.set(true);
        let received = event
            .dyn_ref::<MessageEvent>()
            .and_then(port::receive::<Order>);
        let Some((order, attached)) = received else {
            return;
        };
        let (to, resizer) = (to.clone(), resizer.clone());
        spawn_local(async move {
            let bytes = read(attached.first()).await;
            let decoded = bytes.and_then(|bytes| {
                spectrogram_with(&mut resizer.borrow_mut(), &order.path, &bytes)
                    .map_err(|error| error.to_string())
            });
            answer(&to, order.ticket, decoded);
        });
    })
    .forget();
}

/// The bytes of an attached `File`, or of an attached buffer.
async fn read(source: Option<&JsValue>) -> Result<Vec<u8>, String> {
    let source = source.ok_or("The file was lost on its way.")?;
    let Some(blob) = source.dyn_ref::<Blob>() else {
        return Ok(port::bytes(source));
    };
    let buffer = JsFuture::from(blob.array_buffer()).await;
    let buffer = buffer.map_err(|_| GONE)?;
    Ok(port::bytes(&buffer))
}

fn answer(
    to: &DedicatedWorkerGlobalScope,
    ticket: u32,
    decoded: Result<(Spectrogram, Option<Warning>), String>,
) {
    let (result, pixels) = match decoded {
        Ok((picture, remark)) => (
            Ok((
                picture.width,
                picture.height,
                remark.map(|warning| warning.reason),
            )),
            Some(port::buffer(&picture.pixels)),
        ),
        Err(reason) => (Err(reason), None),
    };
    // A post can only fail when the session worker is gone, and then nobody waits.
    let _ = to.post(&Outcome { ticket, result }, pixels);
}

/// The helpers of one session.
pub struct Pool {
    helpers: Vec<Helper>,
}

struct Helper {
    worker: Worker,
    _heard: EventListener,
    tickets: Vec<u32>,
}

impl Pool {
    /// Starts as many helpers as the machine has cores; `heard` gets every outcome with the attached pixels.
    pub fn start(
        script: &str,
        cores: usize,
        heard: &(impl Fn(Outcome, Vec<u8>) + Clone + 'static),
    ) -> Self {
        let options = WorkerOptions::new();
        options.set_name(NAME);
        let helpers = (0..cores.clamp(1, MOST))
            .filter_map(|_| {
                let worker = Worker::new_with_options(script, &options).ok()?;
                let heard = heard.clone();
                let listener = EventListener::new(&worker, "message", move |event| {
                    let received = event
                        .dyn_ref::<MessageEvent>()
                        .and_then(port::receive::<Outcome>);
                    if let Some((outcome, attached)) = received {
                        heard(
                            outcome,
                            attached.first().map(port::bytes).unwrap_or_default(),
                        );
                    }
                });
                Some(Helper {
                    worker,
                    _heard: listener,
                    tickets: Vec::new(),
                })
            })
            .collect();
        Self { helpers }
    }

    /// Is there a helper at which fewer than `depth` pictures wait?
    pub fn has_room(&self, depth: usize) -> bool {
        self.helpers
            .iter()
            .any(|helper| helper.tickets.len() < depth)
    }

    /// Sends a picture to the helper with the least to do.
    pub fn send(&mut self, ticket: u32, path: &str, source: JsValue) -> Result<(), JsValue> {
        let helper = self
            .helpers
            .iter_mut()
            .min_by_key(|helper| helper.tickets.len())
            .ok_or(JsValue::NULL)?;
        let order = Order {
            ticket,
            path: path.to_string(),
        };
        helper.tickets.push(ticket);
        helper.worker.post(&order, [source])
    }

    /// Notes that an order is done.
    pub fn settle(&mut self, ticket: u32) {
        for helper in &mut self.helpers {
            helper.tickets.retain(|&waiting| waiting != ticket);
        }
    }
}
