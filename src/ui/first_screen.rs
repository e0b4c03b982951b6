//! What a person sees first: what this is, where to drop, and that nothing leaves the tab.
//!
//! Its words and its figure stand in index.html too, where they are seen before the program is there.

use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

use super::data::reading::Reading;
use super::data::view::WarningList;
use super::parts::ids::MAIN;
use super::parts::same::Same;
use crate::browser::dom::open_chooser;
use crate::page::{Action, Loaded};
use crate::space::Settings;

const WORDS: &str = include_str!("../../static/first-screen.html");
/// What the page says about the demo (`examples/first_figure`).
const FIGURE: &str = include_str!("../../static/example.html");

/// Properties of [`FirstScreen`].
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// What was tried before and could not be used.
    pub warnings: Option<Same<Loaded>>,
    /// Parameters in force.
    pub settings: Settings,
    /// What the person does.
    pub act: Callback<Action>,
    /// The demo was asked for.
    pub try_demo: Callback<()>,
}

/// The first screen.
#[component]
pub(super) fn FirstScreen(props: &Props) -> Html {
    let try_demo = props.try_demo.clone();
    let clicked = Callback::from(move |event: MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into().ok());
        let button = target.and_then(|target: Element| target.closest("button").ok().flatten());
        let Some(button) = button else {
            return;
        };
        if let Some(input) = button.get_attribute("data-opens") {
            open_chooser(&input);
        } else if button.id() == "try-demo" {
            try_demo.emit(());
        }
    });
    let warnings = props.warnings.as_ref();
    html! {
        <main class="first" id={MAIN} tabindex="-1" onclick={clicked}>
            { Html::from_html_unchecked(AttrValue::Static(WORDS)) }
            if let Some(loaded) = warnings.filter(|loaded| !loaded.warnings.is_empty()) {
                <section class="problems" aria-label="Files that could not be used">
                    <h3>{"Files that could not be used"}</h3>
                    <WarningList loaded={loaded.clone()} />
                    <Reading loaded={loaded.clone()} settings={props.settings.clone()} act={props.act.clone()} />
                </section>
            }
            { Html::from_html_unchecked(AttrValue::Static(FIGURE)) }
        </main>
    }
}
