//! Which columns feature space uses.

use yew::prelude::*;

use super::super::parts::column_boxes::column_boxes;
use super::super::parts::controls::configure;
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
    let choose = configure(settings, act, |settings, chosen| {
        settings.columns = Some(chosen);
    });
    let names = numeric.map(|column| &column.name);
    let entries = column_boxes(names, str::to_owned, used, usize::MAX, &choose);
    html! {
        <details class="columns-choice">
            <summary>{format!("Columns ({})", used.len())}</summary>
            <div id="columns">{ entries }</div>
        </details>
    }
}
