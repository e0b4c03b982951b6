//! What is shown where an answer will be: what is being done, and how far it is.

use yew::prelude::*;

use crate::progress::Progress;

/// Words, and a bar as soon as it is known how far the work is.
pub(super) fn waiting(words: impl Into<AttrValue>, progress: Option<Progress>) -> Html {
    let words = words.into();
    let bar = progress.filter(|progress| progress.total > 0);
    html! {
        <div class="study-wait">
            <p class="muted" role="status">{&words}</p>
            if let Some(progress) = bar {
                <progress max={progress.total.to_string()} value={progress.done.to_string()} aria-label={words} />
            }
        </div>
    }
}
