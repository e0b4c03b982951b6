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
    // The words for those who wait stand in the page until now.
    gloo::utils::body().set_inner_html("");
    yew::Renderer::<app::App>::new().render();
}
