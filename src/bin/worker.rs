//! The session worker, and its helpers.

fn main() {
<<<<<<< HEAD
    soundkin::worker::agent::start();
=======
    let scope: web_sys::DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    scope
        .post_message(&JsValue::from_str("The worker answered 56."))
        .unwrap_throw();
>>>>>>> harness
}
