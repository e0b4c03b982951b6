//! The page's address names the part of the page in front and the track in question ("#/clusters?track=37"), so that Back
//! goes back and a link can lead there. Nothing else stands in it.

use gloo::events::EventListener;
use js_sys::{decode_uri_component, encode_uri_component};

/// The slash keeps it from being the id of an element, which the browser would scroll to.
const START: &str = "#/";
const TRACK: &str = "?track=";

/// A place on the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The name of the part; empty where none is named.
    pub part: String,
    /// The id of the track in question.
    pub track: Option<String>,
}

/// The place that the address names.
pub fn place() -> Place {
    let hash = gloo::utils::window().location().hash().unwrap_or_default();
    let named = hash.strip_prefix(START).unwrap_or_default();
    let (part, track) = named.split_once(TRACK).unwrap_or((named, ""));
    let track = decode_uri_component(track).ok().map(String::from);
    Place {
        part: part.to_owned(),
        track: track.filter(|id| !id.is_empty()),
    }
}

/// Names this place: as a step to come back from, or in place of the one before.
pub fn show(place: &Place, is_step: bool) {
    let track = place.track.as_ref().map_or_else(String::new, |id| {
        format!("{TRACK}{}", String::from(encode_uri_component(id)))
    });
    let hash = format!("{START}{}{track}", place.part);
    let location = gloo::utils::window().location();
    // Where the browser does not take it, only Back is lost.
    let _ = if is_step {
        location.set_hash(&hash)
    } else {
        location.replace(&hash)
    };
}

/// Calls whenever the person comes to another address by Back, Forward or by typing.
pub fn on_change(heard: impl Fn() + 'static) -> EventListener {
    EventListener::new(&gloo::utils::window(), "hashchange", move |_| heard())
}
