//! The bar at the top: name, parts of the page, adding files, export.

use yew::prelude::*;

use super::parts::ids::{PICK_FILES, PICK_FOLDER};
use super::parts::same::Same;
use super::search::TrackSearch;
use crate::browser::dom::open_chooser;
use crate::page::{Action, Loaded, Map, Search, View};

/// Properties of [`Header`].
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// What was loaded.
    pub loaded: Option<Same<Loaded>>,
    /// What is looked for.
    pub search: Search,
    /// The map in view.
    pub map: Option<Same<Map>>,
    /// Where pictures are.
    pub find_picture: Callback<usize, Option<AttrValue>>,
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
            if props.loaded.is_some() {
                <nav class="parts" aria-label="Parts of the page">
                    { for View::ALL.into_iter().map(part) }
                </nav>
            }
            if let Some(loaded) = &props.loaded {
                <TrackSearch
                    search={props.search.clone()} loaded={loaded.clone()} map={props.map.clone()}
                    act={props.act.clone()} find_picture={props.find_picture.clone()}
                />
            }
            <div class="bar-end">
                if props.loaded.is_some() {
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
