//! What the page hears from the whole window: drops, keys, the system's colours, its width, and Back.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

use super::parts::ids::{PICK_FILES, PICK_FOLDER};
use super::width::QUERIES;
use crate::browser::address::{self, Place};
use crate::browser::dom::{self, SystemColors};
use crate::browser::files::Offered;

/// Who is told what was heard.
pub(super) struct Heard {
    /// Files and folders were dropped or chosen.
    pub offered: Callback<Offered>,
    /// Files are held over the window, or no longer.
    pub drag_over: Callback<bool>,
    /// The system changed its colours, or the window its width.
    pub changed: Callback<()>,
    /// A key was pressed that is for the whole page.
    pub key: Callback<String>,
    /// The address names another place.
    pub visited: Callback<Place>,
}

/// Listens to the whole window.
pub(super) fn listeners(heard: Heard) -> Vec<EventListener> {
    let Heard {
        offered,
        drag_over,
        changed,
        key,
        visited,
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
    for id in [PICK_FILES, PICK_FOLDER] {
        all.extend(on_chosen(id, offered.clone()));
    }
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
    let queries = QUERIES.map(|(query, _)| query);
    for query in queries.into_iter().chain(SystemColors::QUERIES) {
        if let Ok(Some(query)) = window.match_media(query) {
            let changed = changed.clone();
            all.push(EventListener::new(&query, "change", move |_| {
                changed.emit(());
            }));
        }
    }
    all.push(EventListener::new_with_options(
        &window,
        "keydown",
        active(),
        move |event| {
            let pressed = event.dyn_ref::<KeyboardEvent>();
            if let Some(pressed) = pressed.filter(|pressed| is_for_page(pressed)) {
                event.prevent_default();
                key.emit(pressed.key());
            }
        },
    ));
    all.push(address::on_change(move || visited.emit(address::place())));
    all
}

/// Tells what is chosen in a file input, and what was chosen before anybody listened.
fn on_chosen(id: &str, offered: Callback<Offered>) -> Option<EventListener> {
    let input: HtmlInputElement = dom::element(id)?.dyn_into().ok()?;
    let tell = move |input: &HtmlInputElement| {
        let chosen = Offered::of_list(input.files().as_ref());
        if !chosen.is_empty() {
            offered.emit(chosen);
        }
        // The same files may be chosen again.
        input.set_value("");
    };
    tell(&input);
    let listened = input.clone();
    Some(EventListener::new(&listened, "change", move |_| {
        tell(&input);
    }))
}

/// Is this one of the page's keys, and pressed where nobody types?
fn is_for_page(event: &KeyboardEvent) -> bool {
    let is_typed = dom::focused().is_some_and(|focused| {
        let name = focused.tag_name();
        ["INPUT", "SELECT", "TEXTAREA"].contains(&name.as_str())
    });
    let is_other = event.ctrl_key() || event.meta_key() || event.alt_key();
    ["/", "?"].contains(&event.key().as_str()) && !is_typed && !is_other
}
