//! The page's address names the part of the page in front ("#/clusters"), so that Back goes back and a link can lead
//! there. Nothing else stands in it.

use gloo::events::EventListener;

/// The slash keeps it from being the id of an element, which the browser would scroll to.
const START: &str = "#/";

/// The name in the address; empty where it names nothing.
pub fn part() -> String {
    let hash = gloo::utils::window().location().hash().unwrap_or_default();
    hash.strip_prefix(START).unwrap_or_default().to_string()
}

/// Names this part, as a step to come back from.
pub fn show(name: &str) {
    // Where the browser does not take it, only Back is lost.
    let _ = gloo::utils::window()
        .location()
        .set_hash(&format!("{START}{name}"));
}

/// Calls whenever the person comes to another address by Back, Forward or by typing.
pub fn on_change(heard: impl Fn() + 'static) -> EventListener {
    EventListener::new(&gloo::utils::window(), "hashchange", move |_| heard())
}
