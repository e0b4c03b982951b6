//! What stands above the map to select with: what a drag does, how many tracks are selected, and what can be done with them.

use yew::prelude::*;

use super::super::parts::same::Same;
use crate::page::{Action, Combine, Found, Loaded, Selecting, Selection, Tool};
use crate::wording::grouped;

/// Properties of [`Tools`].
#[derive(Properties, PartialEq)]
pub(crate) struct ToolsProps {
    /// What a drag does.
    pub tool: Tool,
    /// What becomes of what is selected when more is taken.
    pub how: Combine,
    /// Another of either was chosen.
    pub choose: Callback<(Tool, Combine)>,
}

/// Buttons that say what a drag on the map does; a finger has no keys to hold.
#[component]
pub(crate) fn Tools(props: &ToolsProps) -> Html {
    let (tool, how) = (props.tool, props.how);
    let button = |name: &'static str, title: &'static str, choice: (Tool, Combine)| {
        let choose = props.choose.reform(move |_: MouseEvent| choice);
        let is_pressed = choice == (tool, how);
        html! { <button class="button quiet small" {title} aria-pressed={is_pressed.to_string()} onclick={choose}>{name}</button> }
    };
    html! {
        <>
        <div class="tools" role="group" aria-label="What a drag on the map does">
            { button("Move", "A drag moves the map; with Shift it takes the tracks in a box", (Tool::Move, how)) }
            { button("Box", "A drag takes the tracks in a box", (Tool::Box, how)) }
            { button("Lasso", "A drag takes the tracks that it goes around", (Tool::Lasso, how)) }
        </div>
        if tool != Tool::Move {
            <div class="tools" role="group" aria-label="What becomes of what is selected">
                { button("New", "Only what is taken is selected", (tool, Combine::Replace)) }
                { button("Add", "What is taken is selected too; with Move, hold Control", (tool, Combine::Add)) }
                { button("Take out", "What is taken is selected no longer; with Move, hold Alt", (tool, Combine::Subtract)) }
            </div>
        }
        </>
    }
}

/// Properties of [`SelectionBar`].
#[derive(Properties, PartialEq)]
pub(crate) struct SelectionProps {
    /// What is selected.
    pub selection: Selection,
    /// The tracks that a click in the legend brought out.
    pub picked: Vec<u32>,
    /// The tracks that the search found.
    pub found: Option<Same<Found>>,
    /// The tracks.
    pub loaded: Same<Loaded>,
    /// What the person does.
    pub act: Callback<Action>,
}

/// How many tracks are selected, and what can be done with them; nothing where nothing is and nothing offers itself.
#[component]
pub(crate) fn SelectionBar(props: &SelectionProps) -> Html {
    let step = |name: String, step: Selecting| {
        let press = props
            .act
            .reform(move |_: MouseEvent| Action::SelectMany(step.clone()));
        html! { <button class="button quiet small" onclick={press}>{name}</button> }
    };
    // What is selected already is not offered once more.
    let offer = |words: &str, tracks: &[u32]| {
        let is_new = !tracks.is_empty() && Selection::of(tracks.to_vec()) != props.selection;
        is_new.then(|| {
            let name = format!("Select the {} {words}", grouped(tracks.len()));
            step(name, Selecting::Take(tracks.to_vec(), Combine::Replace))
        })
    };
    let n = props.selection.len();
    let count = (n > 0).then(|| {
        let n_all = props.loaded.n_taking_part();
        format!("{} of {} tracks selected", grouped(n), grouped(n_all))
    });
    html! {
        <>
        <span id="selection-count" aria-live="polite">{count}</span>
        { offer("brought out", &props.picked) }
        if let Some(found) = &props.found {
            { offer("found", &found.hits.tracks) }
        }
        if n > 0 {
            { step("Invert".to_owned(), Selecting::Invert) }
            { step("Clear".to_owned(), Selecting::Clear) }
        }
        </>
    }
}
