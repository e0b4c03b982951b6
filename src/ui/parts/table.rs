//! Tables of words: one that stands for itself with a button to keep it, and the plain rows for figures.

use yew::prelude::*;

use super::same::Same;
use crate::data::{TextTable, csv_bytes};
use crate::page::Action;

/// Cells shown of a long table; the file has all.
const MOST_CELLS: usize = 2000;
/// A table with more columns than this is set smaller.
const MANY_COLUMNS: usize = 9;
/// Media type of a table.
const CSV: &str = "text/csv";

/// Properties of [`TableView`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// The table.
    pub table: Same<TextTable>,
    /// Id on the page, and the end of the file's name: "top-summary" is kept as soundkin-top-summary.csv.
    pub name: AttrValue,
    /// What the person does.
    pub act: Callback<Action>,
}

/// A table with its title and a button that keeps it as a CSV file.
#[component]
pub(crate) fn TableView(props: &Props) -> Html {
    let keep = {
        let (act, name, table) = (props.act.clone(), props.name.clone(), props.table.clone());
        Callback::from(move |_: MouseEvent| act.emit(save(&name, &table)))
    };
    html! {
        <section class="table-view" id={props.name.clone()} aria-label={props.table.title.clone()}>
            if !props.table.title.is_empty() {
                <h3>{&props.table.title}</h3>
            }
            { rows(&props.table) }
            <div class="keep"><button class="button quiet small" onclick={keep}>{"CSV"}</button></div>
        </section>
    }
}

/// The action that keeps `table` as soundkin-`name`.csv.
pub(crate) fn save(name: &str, table: &TextTable) -> Action {
    Action::Save(format!("soundkin-{name}.csv"), CSV, csv_bytes(table))
}

/// Headings and rows, within a box that scrolls sideways where they are wide.
pub(crate) fn rows(table: &TextTable) -> Html {
    let is_number: Vec<bool> = (0..table.headers.len())
        .map(|column| table.holds_numbers(column))
        .collect();
    let class =
        |column: usize| (is_number.get(column) == Some(&true)).then(|| AttrValue::from("number"));
    let shown = MOST_CELLS / table.headers.len().max(1);
    let body = table.rows.iter().take(shown).map(|row| {
        let cells = row.iter().enumerate().map(|(i, cell)| {
            if i == 0 {
                html! { <th scope="row" class={class(i)}><bdi>{cell.words()}</bdi></th> }
            } else {
                html! { <td class={class(i)}><bdi>{cell.words()}</bdi></td> }
            }
        });
        html! { <tr>{ for cells }</tr> }
    });
    html! {
        <>
            <div class="table-box" tabindex="0" role="group" aria-label={format!("Table: {}", table.title)}>
                <table class={classes!("words", (table.headers.len() > MANY_COLUMNS).then_some("many"))}>
                    <thead><tr>
                        { for table.headers.iter().enumerate().map(|(i, header)| html! { <th scope="col" class={class(i)}>{header}</th> }) }
                    </tr></thead>
                    <tbody>{ for body }</tbody>
                </table>
            </div>
            if table.rows.len() > shown {
                <p class="hint">{format!("and {} more rows, in the CSV file", crate::wording::grouped(table.rows.len() - shown))}</p>
            }
        </>
    }
}
