//! What folds a panel away.

use yew::prelude::*;

/// Properties of [`FoldButton`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// "the settings".
    pub what: &'static str,
    /// What it does; `None` where the panel cannot be folded.
    pub fold: Option<Callback<MouseEvent>>,
}

/// A button that folds a panel away, where it can be.
#[component]
pub(crate) fn FoldButton(props: &Props) -> Html {
    props.fold.as_ref().map_or_else(Html::default, |fold| {
        let label = format!("Fold {} away", props.what);
        html! { <button class="icon fold" aria-label={label.clone()} title={label} onclick={fold}>{"–"}</button> }
    })
}
