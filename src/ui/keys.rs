//! The keys that do something, as a list.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// Keys, and what they do.
const KEYS: [(&str, &str); 14] = [
    ("/", "Search the tracks"),
    (
        "Arrows, Enter, Esc",
        "In the search: walk through what was found, go to it, leave the search",
    ),
    ("?", "This list"),
    ("Tab", "To the next control; the first one leads to the map"),
    (
        "Arrows",
        "On the map: to the nearest track in that direction",
    ),
    ("Enter", "On the map: to the selected track's panel"),
    ("+  −", "On the map: zoom in, zoom out"),
    ("0", "On the map: show all"),
    (
        "B",
        "On the map: a box that arrows move, and grow with Shift; Enter selects what is in it",
    ),
    (
        "Shift and drag",
        "On the map: select what is in a box, or in a lasso where that is chosen",
    ),
    (
        "Ctrl, Alt",
        "While selecting: add to the selection, take out of it",
    ),
    ("Esc", "On the map: leave the box, clear the selection"),
    ("Wheel, pinch", "On the map: zoom at the pointer"),
    ("Double click", "On the map: show all"),
];

/// Properties of [`Keys`].
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// Is the list wanted?
    pub is_open: bool,
    /// The person closed it.
    pub close: Callback<()>,
}

/// The list, above everything while it is open.
#[component]
pub(super) fn Keys(props: &Props) -> Html {
    let place = use_node_ref();
    use_effect_with((place.clone(), props.is_open), |(place, is_open)| {
        if let Some(dialog) = place.cast::<HtmlDialogElement>() {
            if *is_open && !dialog.open() {
                // A browser that cannot show it in front shows nothing, and nothing is lost but the list.
                let _ = dialog.show_modal();
            } else if !is_open {
                dialog.close();
            }
        }
    });
    let closed = props.close.reform(|_: Event| ());
    let close = props.close.reform(|_: MouseEvent| ());
    let rows = KEYS.iter().map(|(key, what)| {
        html! { <tr><th scope="row"><kbd>{key}</kbd></th><td>{what}</td></tr> }
    });
    html! {
        <dialog class="keys" id="keys" ref={place} aria-label="Keys" onclose={closed}>
            <div class="keys-head">
                <h2>{"Keys"}</h2>
                <button class="icon" aria-label="Close" onclick={close}>{"×"}</button>
            </div>
            <table><tbody>{ for rows }</tbody></table>
        </dialog>
    }
}
