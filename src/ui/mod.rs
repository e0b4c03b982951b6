//! The page's components, one a file: properties in, callbacks out, no logic.

mod app;
mod cards;
mod claims_view;
mod cluster_card;
mod clusters_view;
mod column_choice;
mod column_select;
mod compare_view;
mod data_table;
mod data_view;
mod figure;
mod first_screen;
mod footer;
mod header;
mod join_view;
mod keep_figure;
mod layout_choice;
mod legend;
mod listeners;
mod map;
mod map_keep;
mod map_painter;
mod picture;
mod reading;
mod reading_controls;
mod reading_names;
mod reading_preview;
mod recommendations;
mod same;
mod settings_panel;
mod shares;
mod split_controls;
mod table;
mod table_row;
mod tip;
mod top_view;
mod track_panel;
mod waiting;
mod warm_up;

/// Shows the page.
pub fn start() {
    console_error_panic_hook::set_once();
    // The words for those who wait stand in the page until now.
    gloo::utils::body().set_inner_html("");
    yew::Renderer::<app::App>::new().render();
}
