//! A list of names that scrolls where it is long, by keys too.

use yew::prelude::*;

use crate::wording::grouped;

/// The names, each an item, and how many more there are; `label` says what they are to those who cannot see it.
pub(crate) fn name_list(label: &str, items: impl Iterator<Item = Html>, n_more: usize) -> Html {
    html! {
        <>
            <div class="names" tabindex="0" role="group" aria-label={label.to_owned()}><ul>{ for items }</ul></div>
            if n_more > 0 {
                <p class="hint">{format!("and {} more", grouped(n_more))}</p>
            }
        </>
    }
}

/// A plain name as an item.
pub(crate) fn named(name: &impl ToString) -> Html {
    let name = name.to_string();
    html! { <li><bdi>{name}</bdi></li> }
}
