//! What the page hears from the whole window: drops, the system's colours, and Back.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::DragEvent;
use yew::prelude::*;

use super::app::{App, Msg};
use crate::app::{Action, View};
use crate::web::address;
use crate::web::files::Offered;

/// Listens for drops on the whole window, for the system's colours and for Back.
pub(super) fn listeners(ctx: &Context<App>) -> Vec<EventListener> {
    let window = gloo::utils::window();
    let active = EventListenerOptions::enable_prevent_default;
    let carries_files = |event: &DragEvent| {
        event
            .data_transfer()
            .is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0))
    };
    let mut all = Vec::new();
    for name in ["dragenter", "dragover"] {
        let over = ctx.link().callback(|()| Msg::DragOver(true));
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
                    over.emit(());
                }
            },
        ));
    }
    let left = ctx.link().callback(|()| Msg::DragOver(false));
    all.push(EventListener::new(&window, "dragleave", move |event| {
        // Only when the pointer leaves the window, not from one element to the next.
        if event
            .dyn_ref::<DragEvent>()
            .is_some_and(|event| event.related_target().is_none())
        {
            left.emit(());
        }
    }));
    let link = ctx.link().clone();
    all.push(EventListener::new_with_options(
        &window,
        "drop",
        active(),
        move |event| {
            let Some(event) = event.dyn_ref::<DragEvent>() else {
                return;
            };
            event.prevent_default();
            link.send_message(Msg::Offered(Offered::of_drop(
                event.data_transfer().as_ref(),
            )));
        },
    ));
    if let Ok(Some(query)) = window.match_media("(prefers-color-scheme: dark)") {
        let changed = ctx.link().callback(|()| Msg::SchemeChanged);
        all.push(EventListener::new(&query, "change", move |_| {
            changed.emit(());
        }));
    }
    let shown = ctx
        .link()
        .callback(|()| Msg::Act(Action::ShowView(view_in_address())));
    all.push(address::on_change(move || shown.emit(())));
    all
}

/// The part that the page's address names; the map where it names none.
pub(super) fn view_in_address() -> View {
    View::named(&address::part()).unwrap_or_default()
}
