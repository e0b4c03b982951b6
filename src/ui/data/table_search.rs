//! The search box of the table.

use gloo::timers::callback::Timeout;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::super::parts::ids::TABLE_SEARCH;
use super::super::parts::same::Same;
use crate::analysis::RowsParams;
use crate::page::{Action, Loaded, TablePages};
use crate::protocol::Question;

/// Typing rests this long before the table is searched.
const TYPING_MS: u32 = 150;

/// Properties of [`Search`].
#[derive(Properties, PartialEq)]
pub(crate) struct SearchProps {
    /// What there is of the table.
    pub table: Same<TablePages>,
    /// The tracks.
    pub loaded: Same<Loaded>,
    /// What the person does.
    pub act: Callback<Action>,
}

/// The search box: it asks when typing rests.
#[component]
pub(crate) fn Search(props: &SearchProps) -> Html {
    let typed = use_state(|| props.table.wanted().search.clone());
    let timer = use_mut_ref(|| None::<Timeout>);
    // Other files, another table.
    use_effect_with(props.loaded.clone(), {
        let (typed, search) = (typed.setter(), props.table.wanted().search.clone());
        move |_| typed.set(search)
    });
    let input = {
        let (act, typed, timer) = (props.act.clone(), typed.setter(), timer.clone());
        let wanted = props.table.wanted().clone();
        Callback::from(move |event: InputEvent| {
            let words = event
                .target_dyn_into::<HtmlInputElement>()
                .map(|input| input.value())
                .unwrap_or_default();
            typed.set(words.clone());
            let (act, wanted) = (act.clone(), wanted.clone());
            let ask = move || {
                act.emit(Action::Ask(Question::Rows(RowsParams {
                    search: words,
                    ..wanted
                })));
            };
            // The one before is given up.
            *timer.borrow_mut() = Some(Timeout::new(TYPING_MS, ask));
        })
    };
    html! {
        <input type="search" id={TABLE_SEARCH} aria-label="Search the table" placeholder="Search all columns" autocomplete="off" spellcheck="false"
            value={(*typed).clone()} oninput={input} />
    }
}
