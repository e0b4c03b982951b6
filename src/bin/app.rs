<<<<<<< HEAD
//! The page.
=======
//! The page (a stand-in, to prove the test harness).

use wasm_bindgen::prelude::*;
use yew::prelude::*;

#[component]
fn App() -> Html {
    let answer = use_state(|| "waiting".to_owned());
    let set = answer.setter();
    use_effect_with((), move |()| {
        let worker = web_sys::Worker::new("./worker_loader.js").unwrap_throw();
        let body = gloo::utils::body();
        let heard = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(
            move |event: web_sys::MessageEvent| {
                let text = event.data().as_string().unwrap_or_default();
                set.set(text);
                body.set_attribute("data-state", "empty").unwrap_throw();
            },
        );
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        heard.forget();
        std::mem::forget(worker);
    });
    html! {
        <main>
            <h1>{ "Soundkin" }</h1>
            <p>{ "See which tracks sound alike, and why." }</p>
            <p id="status" role="status">{ &*answer }</p>
        </main>
    }
}
>>>>>>> harness

fn main() {
    soundkin::ui::start();
}
