//! The bar at the top: name, parts of the page, adding files, export.

use yew::prelude::*;

use super::parts::ids::{PICK_FILES, PICK_FOLDER};
use crate::browser::dom::open_chooser;
use crate::page::{Action, View};

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
}

/// The bar at the top.
#[component]
pub(super) fn Header(props: &Props) -> Html {
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
