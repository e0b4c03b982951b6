//! What is shown where an answer will be: what is being done, how far it is, and a way to leave it.

use yew::prelude::*;

use crate::analysis::Study;
use crate::page::{Action, given_up};
use crate::progress::Progress;
use crate::protocol::Question;

/// A longer question that has no answer yet.
pub(super) struct Waiting<'a> {
    /// What is being done, in words.
    pub words: String,
    /// The question.
    pub study: Study,
    /// How far it is.
    pub progress: Option<Progress>,
    /// Did the person cancel it?
    pub is_given_up: bool,
    /// What the person does.
    pub act: &'a Callback<Action>,
}

/// Words, a bar as soon as it is known how far the work is, and Cancel; when that was chosen, a way to begin again.
pub(super) fn waiting(waiting: Waiting) -> Html {
    let Waiting {
        words,
        study,
        progress,
        is_given_up,
        act,
    } = waiting;
    let words = AttrValue::from(words);
    if let Some(said) = given_up(is_given_up, &words) {
        let begin = act.reform(move |_: MouseEvent| Action::Ask(Question::Study(study)));
        return html! {
            <div class="study-wait">
                <p class="muted">{said.to_string()}</p>
                <button class="button small begin-study" onclick={begin}>{"Go on"}</button>
            </div>
        };
    }
    let bar = progress.filter(|progress| progress.total > 0);
    let stop = act.reform(|_: MouseEvent| Action::GiveUp);
    html! {
        <div class="study-wait">
            <p class="muted" role="status">{&words}</p>
            if let Some(progress) = bar {
                <progress max={progress.total.to_string()} value={progress.done.to_string()} aria-label={words} />
                <button class="button small cancel-study" onclick={stop}>{"Cancel"}</button>
            }
        </div>
    }
}
