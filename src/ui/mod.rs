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
mod settings;
mod top_view;
mod track;
mod waiting;
mod width;

/// Shows the page.
pub fn start() {
    console_error_panic_hook::set_once();
    // What stands there until now looks the same (index.html).
    let root = gloo::utils::document().get_element_by_id("page");
    let root = root.unwrap_or_else(|| gloo::utils::body().into());
    root.set_inner_html("");
    yew::Renderer::<app::App>::with_root(root).render();
}
