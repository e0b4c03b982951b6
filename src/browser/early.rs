//! What a person did before the program was there; static/start.js kept it.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::files::Offered;

/// The function of static/start.js that gives it away.
const KEPT: &str = "soundkinEarly";

/// What was done early.
#[derive(Default)]
pub struct Early {
    /// What was dropped.
    pub dropped: Option<Offered>,
    /// Was the demo asked for?
    pub wants_demo: bool,
}

/// Takes what was done so far. From now on the page listens itself.
pub fn take() -> Early {
    read().unwrap_or_default()
}

fn read() -> Result<Early, JsValue> {
    let window = gloo::utils::window();
    let give: Function = Reflect::get(&window, &KEPT.into())?.dyn_into()?;
    let kept = give.call0(&window)?;
    let get = |name: &str| Reflect::get(&kept, &name.into());
    let dropped: Array = get("dropped")?.dyn_into()?;
    Ok(Early {
        dropped: (dropped.length() > 0).then(|| Offered::of_dropped(&dropped)),
        wants_demo: get("wantsDemo")?.is_truthy(),
    })
}
