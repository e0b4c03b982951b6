//! What a person sees first: what this is, where to drop, and that nothing leaves the tab.

use yew::prelude::*;

use super::data::reading::Reading;
use super::data::view::WarningList;
use super::header::{PICK_FILES, PICK_FOLDER};
use super::parts::ids::MAIN;
use super::parts::same::Same;
use crate::browser::dom::open_chooser;
use crate::page::{Action, Loaded};
use crate::space::Settings;

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
    let try_demo = props.try_demo.reform(|_: MouseEvent| ());
    html! {
        <main class="first" id={MAIN} tabindex="-1">
            <div class="first-words">
                <h2>{"See which tracks sound alike, and why."}</h2>
                <p class="lead">
                    {"Drop a folder of spectrogram pictures (PNG, JPEG) and a table of tracks (CSV). \
                      Soundkin maps them, clusters them and recommends tracks, with reasons in numbers."}
                </p>
                <div class="drop-area">
                    <p>{"Drop files or folders anywhere on this page, or"}</p>
                    <div class="buttons">
                        <button class="button primary" onclick={|_| open_chooser(PICK_FOLDER)}>{"Choose folder"}</button>
                        <button class="button" onclick={|_| open_chooser(PICK_FILES)}>{"Choose files"}</button>
                        <button class="button" id="try-demo" onclick={try_demo}>{"Try the demo"}</button>
                    </div>
                    <p class="hint">{"Pictures named clip_<id>.png find the row with that id. Zip archives work too."}</p>
                </div>
                <p class="privacy">{"Your files stay in this browser tab. Nothing is uploaded."}</p>
                if let Some(loaded) = props.warnings.as_ref().filter(|loaded| !loaded.warnings.is_empty()) {
                    <section class="problems" aria-label="Files that could not be used">
                        <h3>{"Files that could not be used"}</h3>
                        <WarningList loaded={loaded.clone()} />
                        <Reading loaded={loaded.clone()} settings={props.settings.clone()} act={props.act.clone()} />
                    </section>
                }
            </div>
            <img class="first-map" src="demo-map.svg" alt="" />
        </main>
    }
}
