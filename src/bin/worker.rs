//! The worker (a stand-in, to prove the test harness).

use wasm_bindgen::prelude::*;

fn main() {
    let scope: web_sys::DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    scope
        .post_message(&JsValue::from_str("The worker answered 56."))
        .unwrap_throw();
}
