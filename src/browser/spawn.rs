//! Starts workers that the page's content security policy binds.
//!
//! A worker that is loaded from an address obeys the policy sent with that address, and no host sends one: it may talk
//! to anybody. A worker that is made from a blob obeys the policy of who made it, in every engine, and so do those it
//! makes from the same blob. The page's policy forbids all others.

use js_sys::{Array, JSON};
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag, DedicatedWorkerGlobalScope, Url, Worker, WorkerOptions};

/// From the page: a worker that runs the script at `address`, and knows the folder it lies in as `base`.
pub fn spawn(address: &str) -> Result<Worker, JsValue> {
    let folder = Url::new_with_base(".", address)?.href();
    let quoted = |text: &str| JSON::stringify(&text.into());
    let program = format!(
        "const base = {}; importScripts({});",
        quoted(&folder)?,
        quoted(address)?
    );
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let parts = Array::of1(&program.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    // Never revoked: the worker makes its helpers from it, at any time.
    Worker::new(&Url::create_object_url_with_blob(&blob)?)
}

/// From a worker: another that runs the same script, under this name.
pub fn spawn_alike(scope: &DedicatedWorkerGlobalScope, name: &str) -> Result<Worker, JsValue> {
    let options = WorkerOptions::new();
    options.set_name(name);
    Worker::new_with_options(&scope.location().href(), &options)
}
