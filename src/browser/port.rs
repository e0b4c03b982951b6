//! Typed messages between the page and its workers, and between workers.
//!
//! A message is a JavaScript array: the value as bytes ([`encode`]), then its attachments. `File` handles are shared and
//! buffers handed over, so that no bytes of the person's files pass through the page.

use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{Array, ArrayBuffer, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, EventTarget, MessageEvent, Worker};

use crate::protocol::{Unreadable, decode, encode};

/// Something that takes messages.
pub trait Port {
    /// Posts `data`, giving the objects in `transfer` away.
    fn post_raw(&self, data: &JsValue, transfer: &JsValue) -> Result<(), JsValue>;

    /// Posts `message` with its attachments.
    fn post<T: Serialize>(
        &self,
        message: &T,
        attachments: impl IntoIterator<Item = JsValue>,
    ) -> Result<(), JsValue> {
        let value = encode(message).map_err(|error| JsValue::from_str(&error.to_string()))?;
        let value = buffer(&value);
        let data = Array::of1(&value);
        let transfer = Array::of1(&value);
        for attachment in attachments {
            if attachment.is_instance_of::<ArrayBuffer>() {
                transfer.push(&attachment);
            }
            data.push(&attachment);
        }
        self.post_raw(&data, &transfer)
    }
}

impl Port for Worker {
    fn post_raw(&self, data: &JsValue, transfer: &JsValue) -> Result<(), JsValue> {
        self.post_message_with_transfer(data, transfer)
    }
}

impl Port for DedicatedWorkerGlobalScope {
    fn post_raw(&self, data: &JsValue, transfer: &JsValue) -> Result<(), JsValue> {
        self.post_message_with_transfer(data, transfer)
    }
}

/// A message with its attachments, or why it could not be read.
pub type Received<T> = Result<(T, Vec<JsValue>), Unreadable>;

/// Hears whatever is posted to `port`, also what cannot be read, for as long as what this gives is kept.
pub fn listen<T: DeserializeOwned>(
    port: &EventTarget,
    heard: impl Fn(Received<T>) + 'static,
) -> [EventListener; 2] {
    let heard = Rc::new(heard);
    let lost = heard.clone();
    [
        EventListener::new(port, "message", move |event| {
            let data = event
                .dyn_ref::<MessageEvent>()
                .map_or(JsValue::UNDEFINED, MessageEvent::data);
            heard(receive(data));
        }),
        EventListener::new(port, "messageerror", move |_| {
            lost(Err(Unreadable::Strange("it was lost on its way")));
        }),
    ]
}

fn receive<T: DeserializeOwned>(data: JsValue) -> Received<T> {
    let strange = |_| Unreadable::Strange("it has another form");
    let data = data.dyn_into::<Array>().map_err(strange)?;
    let value = data.get(0).dyn_into::<ArrayBuffer>().map_err(strange)?;
    let message = decode(&bytes(&value))?;
    Ok((message, data.iter().skip(1).collect()))
}

/// Bytes as an attachment.
pub fn buffer(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).buffer().into()
}

/// The bytes of an attached buffer.
pub fn bytes(attachment: &JsValue) -> Vec<u8> {
    Uint8Array::new(attachment).to_vec()
}
