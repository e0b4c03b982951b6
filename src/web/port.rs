//! Typed messages between the page and its workers, and between workers.
//!
//! A message is a JavaScript array: the value as bytes (postcard: what reads it is a third of what reads JSON), then its
//! attachments. `File` handles are shared and
//! buffers handed over, so that no bytes of the person's files pass through the page.

use js_sys::{Array, ArrayBuffer, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Worker};

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
        let value = postcard::to_allocvec(message)
            .map_err(|error| JsValue::from_str(&error.to_string()))?;
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

/// The message and the attachments of an event; `None` when it is not one of ours.
pub fn receive<T: DeserializeOwned>(event: &MessageEvent) -> Option<(T, Vec<JsValue>)> {
    let data = event.data().dyn_into::<Array>().ok()?;
    let message = postcard::from_bytes(&bytes(&data.get(0))).ok()?;
    Some((message, data.iter().skip(1).collect()))
}

/// Bytes as an attachment.
pub fn buffer(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).buffer().into()
}

/// The bytes of an attached buffer.
pub fn bytes(attachment: &JsValue) -> Vec<u8> {
    Uint8Array::new(attachment).to_vec()
}
