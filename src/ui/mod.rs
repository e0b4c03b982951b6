//! The page's components, one per file: properties in, callbacks out, no logic.

mod app;
mod clusters;
mod compare;
mod data;
mod first_screen;
mod footer;
mod header;
mod keys;
mod listeners;
mod map;
mod parts;
mod results;
mod search;
mod settings;
mod top_view;
mod track;
mod waiting;
mod width;

use crate::browser::dom;

/// Shows the page.
pub fn start() {
    console_error_panic_hook::set_once();
    // What stands there until now looks the same (index.html).
    let root = gloo::utils::document().get_element_by_id("page");
    let root = root.unwrap_or_else(|| gloo::utils::body().into());
    let focused = dom::focused().map_or_else(String::new, |focused| focused.id());
    root.set_inner_html("");
    let props = app::Props {
        focused: focused.into(),
    };
    yew::Renderer::<app::App>::with_root_and_props(root, props).render();
}
