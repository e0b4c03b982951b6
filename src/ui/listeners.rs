//! What the page hears from the whole window: drops, the system's colours, and Back.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::DragEvent;
use yew::prelude::*;

use crate::browser::address;
use crate::browser::files::Offered;
use crate::page::View;

/// Who is told what was heard.
pub(super) struct Heard {
    /// Files and folders were dropped.
    pub offered: Callback<Offered>,
    /// Files are held over the window, or no longer.
    pub drag_over: Callback<bool>,
    /// The system changed its colours.
    pub scheme_changed: Callback<()>,
    /// The address names another part of the page.
    pub shown: Callback<View>,
}

/// Listens for drops on the whole window, for the system's colours and for Back.
pub(super) fn listeners(heard: Heard) -> Vec<EventListener> {
    let Heard {
        offered,
        drag_over,
        scheme_changed,
        shown,
    } = heard;
    let window = gloo::utils::window();
    let active = EventListenerOptions::enable_prevent_default;
    let carries_files = |event: &DragEvent| {
        event
            .data_transfer()
            .is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0))
    };
    let mut all = Vec::new();
    for name in ["dragenter", "dragover"] {
        let over = drag_over.clone();
        all.push(EventListener::new_with_options(
            &window,
            name,
            active(),
            move |event| {
                if let Some(event) = event
                    .dyn_ref::<DragEvent>()
                    .filter(|event| carries_files(event))
                {
                    event.prevent_default();
                    over.emit(true);
                }
            },
        ));
    }
    all.push(EventListener::new(&window, "dragleave", move |event| {
        // Only when the pointer leaves the window, not from one element to the next.
        if event
            .dyn_ref::<DragEvent>()
            .is_some_and(|event| event.related_target().is_none())
        {
            drag_over.emit(false);
        }
    }));
    all.push(EventListener::new_with_options(
        &window,
        "drop",
        active(),
        move |event| {
            let Some(event) = event.dyn_ref::<DragEvent>() else {
                return;
            };
            event.prevent_default();
            offered.emit(Offered::of_drop(event.data_transfer().as_ref()));
        },
    ));
    if let Ok(Some(query)) = window.match_media("(prefers-color-scheme: dark)") {
        all.push(EventListener::new(&query, "change", move |_| {
            scheme_changed.emit(());
        }));
    }
    all.push(address::on_change(move || shown.emit(view_in_address())));
    all
}

/// The part that the page's address names; the map where it names none.
pub(super) fn view_in_address() -> View {
    View::named(&address::part()).unwrap_or_default()
}
