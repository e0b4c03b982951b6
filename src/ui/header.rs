//! The bar at the top: name, parts of the page, adding files, export.

use wasm_bindgen::JsCast;
use web_sys::{FileList, HtmlInputElement};
use yew::prelude::*;

use crate::browser::dom::open_chooser;
use crate::page::{Action, View};

/// Id of the input that takes files.
pub(super) const PICK_FILES: &str = "pick-files";
/// Id of the input that takes a folder.
pub(super) const PICK_FOLDER: &str = "pick-folder";

/// Properties of [`Header`].
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// Was anything loaded?
    pub has_data: bool,
    /// Is there a map?
    pub has_results: bool,
    /// The part in front.
    pub view: View,
    /// What the person does.
    pub act: Callback<Action>,
    /// Files were chosen.
    pub give: Callback<Option<FileList>>,
}

/// The bar at the top.
#[component]
pub(super) fn Header(props: &Props) -> Html {
    let give = props.give.clone();
    let chosen = Callback::from(move |event: Event| {
        let input: Option<HtmlInputElement> =
            event.target().and_then(|target| target.dyn_into().ok());
        if let Some(input) = input {
            give.emit(input.files());
            // The same files may be chosen again.
            input.set_value("");
        }
    });
    let part = |view: View| {
        let act = props.act.clone();
        let current = (props.view == view).then_some("page");
        html! {
            <button class="tab" aria-current={current} onclick={move |_| act.emit(Action::ShowView(view))}>{view.name()}</button>
        }
    };
    let (act, report) = (props.act.clone(), props.act.clone());
    html! {
        <header class="bar">
            <h1 class="name"><span class="mark" aria-hidden="true"></span>{"Soundkin"}</h1>
            if props.has_data {
                <nav class="parts" aria-label="Parts of the page">
                    { for View::ALL.into_iter().map(part) }
                </nav>
            }
            <div class="bar-end">
                <input class="away" id={PICK_FILES} type="file" tabindex="-1" multiple=true accept=".png,.jpg,.jpeg,.jpe,.jfif,.gif,.webp,.csv,.tsv,.tab,.txt,.gz,.zip" aria-label="Choose files" onchange={chosen.clone()} />
                <input class="away" id={PICK_FOLDER} type="file" tabindex="-1" webkitdirectory=true aria-label="Choose folder" onchange={chosen} />
                if props.has_data {
                    <button class="button quiet" onclick={|_| open_chooser(PICK_FILES)}>{"Add"}<span class="wide-only">{"files"}</span></button>
                    <button class="button quiet wide-only" onclick={|_| open_chooser(PICK_FOLDER)}>{"Add folder"}</button>
                }
                if props.has_results {
                    <button class="button" id="export-report" title="Everything shown, as one page that opens anywhere and prints"
                        onclick={move |_| report.emit(Action::ExportReport)}>{"Report"}</button>
                    <button class="button" id="export-analysis" title="Everything that was computed, as one JSON document"
                        onclick={move |_| act.emit(Action::ExportAnalysis)}>{"Export"}<span class="wide-only">{"analysis"}</span></button>
                }
            </div>
        </header>
    }
}
