//! Leaving one track out of everything, and putting it back.

use yew::prelude::*;

use crate::page::Action;
use crate::sentences::Shown;

/// Properties of [`LeaveOut`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// Position in the catalogue.
    pub track: usize,
    /// Is it left out?
    pub is_left_out: bool,
    /// What the person does.
    pub act: Callback<Action>,
}

/// A button that leaves the track out, with what that does; or that it is left out, with the way back.
#[component]
pub(crate) fn LeaveOut(props: &Props) -> Html {
    let track = props.track;
    if props.is_left_out {
        let put_back = props
            .act
            .reform(move |_: MouseEvent| Action::PutBack(vec![track]));
        return html! {
            <p class="leave-out">
                <strong>{Shown::OutOfEverything.to_string()}</strong>
                <button class="button quiet small" id="put-back" onclick={put_back}>{"Put back"}</button>
            </p>
        };
    }
    let leave_out = props
        .act
        .reform(move |_: MouseEvent| Action::LeaveOut(vec![track]));
    html! {
        <p class="leave-out">
            <button class="button quiet small" id="leave-out" onclick={leave_out}>{"Leave out"}</button>
            <span class="muted">{"Out of every map, list and number, until you put it back."}</span>
        </p>
    }
}
