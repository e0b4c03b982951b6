//! The program that decodes pictures. Helper workers run it, one per core, told apart from the session worker by their
//! name; several pictures travel in one message. Where the browser starts no workers, the session worker loads it as a part.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{ArrayBuffer, Uint8Array};
use serde_bytes::ByteBuf;
use wasm_bindgen::JsCast;
use web_sys::DedicatedWorkerGlobalScope;

use super::orders::{Decoded, Done, NAME, Order, Outcome, PartOrder, PartOutcome, Reply};
use super::{pictures, warm_up};
use crate::browser::port::{Port, Received};
use crate::browser::{panics, part, port};
use crate::data::Measured;
use crate::error::PictureError;
use crate::features::measured;
use crate::ingest::PictureReader;
use crate::intake::PictureTask;
use crate::protocol::Unreadable;

/// Starts the program in the role that the name of the worker gives it.
pub fn start() {
    panics::throw();
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    if scope.name() == NAME {
        serve(&scope);
    } else {
        offer();
    }
}

/// Decodes for the session worker.
fn offer() {
    let reader = RefCell::new(pictures::reader());
    part::offer(move |(task, file): PartOrder| -> PartOutcome {
        let mut attached = Vec::new();
        let result = perform(&mut reader.borrow_mut(), task, &file, &mut attached);
        let result = result.map_err(|error| error.to_string());
        (result, ByteBuf::from(attached))
    });
}

/// Decodes whatever it is told to, for as long as the worker lives.
fn serve(scope: &DedicatedWorkerGlobalScope) {
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

fn reply(to: &DedicatedWorkerGlobalScope, reply: &Reply, pixels: &[u8]) {
    // A post can only fail when the session worker is gone, and then nobody waits.
    let _ = to.post(reply, [port::buffer(pixels)]);
}
