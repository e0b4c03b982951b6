//! The page's address says which part of the page is in front ("#/clusters"), so that Back goes back and a link can lead
//! there. Nothing else stands in it.

use gloo::events::EventListener;

use crate::app::View;

/// The slash keeps it from being the id of an element, which the browser would scroll to.
const START: &str = "#/";

/// The part that the address names; the map where it names none.
pub fn view() -> View {
    let hash = gloo::utils::window().location().hash().unwrap_or_default();
    let name = hash.strip_prefix(START);
    name.and_then(View::named).unwrap_or_default()
}

/// Names this part, as a step to come back from unless it is named already.
pub fn show(shown: View) {
    if view() != shown {
        // Where the browser does not take it, only Back is lost.
        let name = shown.name().to_ascii_lowercase();
        let _ = gloo::utils::window()
            .location()
            .set_hash(&format!("{START}{name}"));
    }
}

/// Calls with each part that the person comes to by Back, Forward or a changed address.
pub fn on_change(heard: impl Fn(View) + 'static) -> EventListener {
    EventListener::new(&gloo::utils::window(), "hashchange", move |_| heard(view()))
}
