//! Which columns feature space uses.

use yew::prelude::*;

use super::super::parts::controls::{configure, is_checked};
use crate::data::ColumnKind;
use crate::page::{Action, Loaded};
use crate::space::Settings;

/// Check boxes for the numeric columns; those in `used` are checked.
pub(crate) fn columns(
    settings: &Settings,
    loaded: &Loaded,
    used: &[String],
    act: &Callback<Action>,
) -> Html {
    let numeric = loaded
        .columns
        .iter()
        .filter(|column| column.kind == ColumnKind::Number);
    let entries = numeric.map(|column| {
        let name = column.name.clone();
        let used_now = used.to_vec();
        let toggle = configure(settings, act, move |settings, event: Event| {
            let mut chosen = used_now.clone();
            chosen.retain(|other| *other != name);
            if is_checked(&event) {
                // Those there are keep their order.
                chosen.push(name.clone());
            }
            if !chosen.is_empty() {
                settings.columns = Some(chosen);
            }
        });
        let is_used = used.contains(&column.name);
        let is_last = is_used && used.len() == 1;
        html! {
            <label class="choice">
                <input type="checkbox" checked={is_used} disabled={is_last} onchange={toggle} />
                {&column.name}
            </label>
        }
    });
    html! {
        <details class="columns-choice">
            <summary>{format!("Columns ({})", used.len())}</summary>
            <div id="columns">{ for entries }</div>
        </details>
    }
}
