//! Helper workers that decode pictures: one per core, owned by the session worker.
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

use super::{pictures, warm_up};
use crate::browser::port;
use crate::browser::port::{Port, Received};
use crate::browser::spawn::spawn_alike;
use crate::data::{Frame, Look, Measured, N_PIXELS};
use crate::error::PictureError;
use crate::features::measured;
use crate::ingest::PictureReader;
use crate::intake::PictureTask;
use crate::protocol::Unreadable;

/// Name of a helper worker.
pub(super) const NAME: &str = "soundkin-decoder";

/// A picture to decode. Attached to the message: the bytes of all its pictures' files, back to back.
#[derive(Serialize, Deserialize)]
pub(super) struct Order {
    /// What the outcome will bear.
    pub ticket: u32,
    /// Bytes of its file.
    pub length: u32,
    /// What is to be done with it.
    pub task: PictureTask,
}

/// What became of it. Attached to the message: of each of its pictures that is well what was made of it, back to back: 64 x
/// 64 luma bytes, and where it was cut of what is inside; or the levels of its bands as f32 and the numbers of its timbre as
/// f64. A message without outcomes says that the helper is there.
#[derive(Serialize, Deserialize)]
pub(super) struct Outcome {
    /// Of which order.
    pub ticket: u32,
    /// The picture without what is attached, or why it was not read.
    pub result: Result<Done, String>,
}

/// What was made of a picture, without what is attached.
#[derive(Serialize, Deserialize)]
pub(super) enum Done {
    /// It was reduced to what is compared.
    Reduced(Decoded),
    /// So many of its bands were measured, and so many numbers of its timbre.
    Measured(u32, u32),
}

/// What was made of a picture.
pub(super) enum Made {
    /// It was reduced to what is compared.
    Reduced(Decoded, Pixels),
    /// It was looked at for the second time.
    Measured(Measured),
}

/// A picture without its pixels.
#[derive(Serialize, Deserialize)]
pub(super) struct Decoded {
    /// Width of the file's picture, in pixels.
    pub width: u32,
    /// Its height, in pixels.
    pub height: u32,
    /// What a person should know about it.
    pub remark: Option<String>,
    /// How it is drawn.
    pub look: Look,
    /// The frame that it was cut at.
    pub cut_at: Frame,
    /// Are the pixels inside the frame attached?
    pub is_cut: bool,
}

/// The pixels of a picture.
pub(super) struct Pixels {
    /// All of it, as 64 x 64 luma bytes.
    pub whole: Vec<u8>,
    /// What is inside its frame.
    pub cut: Option<Vec<u8>>,
}

/// Decodes whatever it is told to, for as long as the worker lives.
pub(super) fn serve(scope: &DedicatedWorkerGlobalScope) {
    let reader = RefCell::new(pictures::reader());
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
            let why = Unreadable::Strange("files are missing");
            return reply(&to, &Err(why.to_string()), &[]);
        };
        let files = Uint8Array::new(files);
        let mut end = 0;
        let decoded = orders.iter().map(|order| {
            let start = end;
            end += order.length;
            let bytes = files.subarray(start, end).to_vec();
            (order.ticket, order.task, bytes)
        });
        answer(&to, &mut reader.borrow_mut(), decoded);
    });
    listeners.into_iter().for_each(EventListener::forget);
    // That it is there.
    reply(scope, &Ok(Vec::new()), &[]);
}

fn answer(
    to: &DedicatedWorkerGlobalScope,
    reader: &mut PictureReader,
    orders: impl Iterator<Item = (u32, PictureTask, Vec<u8>)>,
) {
    let mut attached = Vec::new();
    let outcomes: Vec<Outcome> = orders
        .map(|(ticket, task, file)| {
            let result = perform(reader, task, &file, &mut attached);
            let result = result.map_err(|error| error.to_string());
            Outcome { ticket, result }
        })
        .collect();
    reply(to, &Ok(outcomes), &attached);
}

/// Does what is to be done with a picture, and attaches what is made of it.
fn perform(
    reader: &mut PictureReader,
    task: PictureTask,
    file: &[u8],
    attached: &mut Vec<u8>,
) -> Result<Done, PictureError> {
    let edges = match task {
        PictureTask::Reduce => None,
        PictureTask::CutAt(frame) => Some(frame),
        PictureTask::Measure(reading) => {
            let Measured { levels, timbre } = measured(&reader.intensities(file, reading)?);
            attached.extend_from_slice(bytemuck::cast_slice(&levels));
            attached.extend_from_slice(bytemuck::cast_slice(&timbre));
            return Ok(Done::Measured(levels.len() as u32, timbre.len() as u32));
        }
    };
    let (picture, remark) = reader.read("", file, edges)?;
    attached.extend_from_slice(&picture.whole.pixels);
    attached.extend_from_slice(picture.cut.as_deref().unwrap_or_default());
    Ok(Done::Reduced(Decoded {
        width: picture.whole.width,
        height: picture.whole.height,
        remark: remark.map(|warning| warning.reason),
        look: picture.look,
        cut_at: picture.cut_at,
        is_cut: picture.cut.is_some(),
    }))
}

/// What a helper says: what became of its orders, or why it could not read them.
type Reply = Result<Vec<Outcome>, String>;

fn reply(to: &DedicatedWorkerGlobalScope, reply: &Reply, pixels: &[u8]) {
    // A post can only fail when the session worker is gone, and then nobody waits.
    let _ = to.post(reply, [port::buffer(pixels)]);
}

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
    let missing = || Unreadable::Strange("pixels are missing").to_string();
    let mut rest = &attached[..];
    let mut take = |n: usize| rest.split_off(..n).map(<[u8]>::to_vec).ok_or_else(missing);
    let mut heard = Vec::new();
    for Outcome { ticket, result } in outcomes? {
        let made = match result {
            Err(why) => Err(why),
            Ok(Done::Measured(n_levels, n_numbers)) => {
                // What wasm writes and reads is little-endian.
                let levels = take(n_levels as usize * size_of::<f32>())?;
                let timbre = take(n_numbers as usize * size_of::<f64>())?;
                Ok(Made::Measured(Measured {
                    levels: bytemuck::pod_collect_to_vec(&levels),
                    timbre: bytemuck::pod_collect_to_vec(&timbre),
                }))
            }
            Ok(Done::Reduced(decoded)) => {
                let whole = take(N_PIXELS)?;
                let cut = decoded.is_cut.then(|| take(N_PIXELS)).transpose()?;
                Ok(Made::Reduced(decoded, Pixels { whole, cut }))
            }
        };
        heard.push((ticket, made));
    }
    if rest.is_empty() {
        Ok(heard)
    } else {
        Err(missing())
    }
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
