//! Check boxes that choose some of many columns.

use yew::prelude::*;

use super::controls::is_checked;

/// A check box for each of `names`, called what `called` makes of it; those in `chosen` are checked, in whose order they
/// stay. One at least stays chosen, and `most` at most.
pub(crate) fn column_boxes<'a>(
    names: impl Iterator<Item = &'a String>,
    called: impl Fn(&str) -> String,
    chosen: &[String],
    most: usize,
    choose: &Callback<Vec<String>>,
) -> Html {
    let entry = |name: &String| {
        let is_chosen = chosen.contains(name);
        let is_fixed = if is_chosen {
            chosen.len() == 1
        } else {
            chosen.len() >= most
        };
        let (name, before, choose) = (name.clone(), chosen.to_vec(), choose.clone());
        let label = called(&name);
        let toggle = move |event: Event| {
            let mut chosen = before.clone();
            chosen.retain(|other| *other != name);
            if is_checked(&event) {
                chosen.push(name.clone());
            }
            if !chosen.is_empty() {
                choose.emit(chosen);
            }
        };
        html! {
            <label class="choice">
                <input type="checkbox" checked={is_chosen} disabled={is_fixed} onchange={toggle} />
                {label}
            </label>
        }
    };
    names.map(entry).collect()
}
