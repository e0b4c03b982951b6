//! A choice of one of the table's numeric columns.

use yew::prelude::*;

use super::controls::value_of;
use super::same::Same;
use crate::page::Loaded;

/// Properties of [`ColumnSelect`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// Id on the page.
    pub id: AttrValue,
    /// The words above it.
    pub label: AttrValue,
    /// The columns are in here.
    pub loaded: Same<Loaded>,
    /// The chosen one.
    pub chosen: AttrValue,
    /// Another one was chosen.
    pub choose: Callback<String>,
}

/// A choice of one of the table's numeric columns.
#[component]
pub(crate) fn ColumnSelect(props: &Props) -> Html {
    let choose = props.choose.reform(|event: Event| value_of(&event));
    html! {
        <label class="row">
            <span>{&props.label}</span>
            <select id={props.id.clone()} onchange={choose}>
                { for props.loaded.numeric_columns().map(|name| html! {
                    <option value={name.to_string()} selected={*name == *props.chosen}>{name}</option>
                }) }
            </select>
        </label>
    }
}
