//! What the table says of a track: the columns in which it is most unusual, and all others folded, with a filter.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::super::parts::same::Same;
use crate::page::{Description, unusual};
use crate::protocol::Cell;
use crate::wording::place;

/// Properties of [`Columns`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// The track's row.
    pub description: Same<Description>,
    /// The columns that are compared; `None` where none are.
    pub compared: Option<Vec<String>>,
}

/// The track's row of the table.
#[component]
pub(crate) fn Columns(props: &Props) -> Html {
    let cells = &props.description.cells;
    let filter = use_state_eq(String::new);
    if cells.is_empty() {
        return Html::default();
    }
    let type_in = {
        let filter = filter.clone();
        move |event: InputEvent| {
            let typed: HtmlInputElement = event.target_unchecked_into();
            filter.set(typed.value());
        }
    };
    let wanted = filter.trim().to_lowercase();
    let is_wanted = |cell: &&Cell| cell.column.to_lowercase().contains(&wanted);
    let found: Vec<&Cell> = cells.iter().filter(is_wanted).collect();
    let compared = props.compared.as_deref().unwrap_or_default();
    let first = unusual(cells, compared);
    html! {
        <>
            if !first.is_empty() {
                <section class="list" id="unusual" aria-label="Most unusual">
                    <h3>{"Most unusual"}<span class="how">{"values furthest from the middle of the collection"}</span></h3>
                    <table class="features"><tbody>{ for first.into_iter().map(bar) }</tbody></table>
                </section>
            }
            <details class="row-details">
                <summary>{format!("All columns ({})", cells.len())}</summary>
                <input type="search" class="filter" aria-label="Find a column" placeholder="Find a column" oninput={type_in} />
                if found.is_empty() {
                    <p class="muted">{"No column is called so."}</p>
                }
                <table class="features all"><tbody>{ for found.into_iter().map(|cell| row(cell, compared)) }</tbody></table>
            </details>
        </>
    }
}

/// A number with its bar and its place.
fn bar(cell: &Cell) -> Html {
    let Some(number) = &cell.number else {
        return Html::default();
    };
    let width = format!("width:{:.1}%", number.share * 100.0);
    html! {
        <tr>
            <th scope="row" title={cell.column.clone()}>{&cell.column}</th>
            <td class="bar-cell"><span class="bar-track"><span class="bar-fill" style={width}></span></span></td>
            <td class="number" title={cell.text.clone()}>{&number.text}</td>
            <td class="place">{place(number.rank)}</td>
        </tr>
    }
}

/// A cell: a number that is compared with as many digits as matter, all else as the file has it.
fn row(cell: &Cell, compared: &[String]) -> Html {
    let number = cell.number.as_ref();
    let value = match number.filter(|_| compared.contains(&cell.column)) {
        Some(number) => html! { <td class="number" title={cell.text.clone()}>{&number.text}</td> },
        None if cell.text.is_empty() => html! { <td class="number">{"missing"}</td> },
        None if number.is_some() => html! { <td class="number">{&cell.text}</td> },
        None => html! { <td><bdi>{&cell.text}</bdi></td> },
    };
    html! { <tr><th scope="row" title={cell.column.clone()}>{&cell.column}</th>{value}</tr> }
}
