//! The first rows of a table as they were read, each column with what it is taken for.

use yew::prelude::*;

use super::super::parts::controls::value_of;
use super::reading_choice::Table;
use crate::data::{ChosenKind, ColumnKind, ColumnReading, Shape};

/// Columns shown.
const MOST_COLUMNS: usize = 60;

/// Ten rows under their headings; the lines as they are where no columns were found.
pub(crate) fn preview(table: &Table) -> Html {
    let reading = table.reading;
    if reading.preview.is_empty() {
        return Html::default();
    }
    let n_columns = reading.columns.len().clamp(1, MOST_COLUMNS);
    let is_number = |i: usize| {
        reading
            .columns
            .get(i)
            .is_some_and(|column| column.kind == ColumnKind::Number)
    };
    let class = |i: usize| is_number(i).then_some("number");
    html! {
        <>
            <div class="table-box" tabindex="0" role="group" aria-label={format!("The first rows of {}", reading.file)}>
                <table class="words many">
                    if !reading.columns.is_empty() {
                        <thead>
                            <tr>{ for reading.columns.iter().take(n_columns).enumerate().map(|(i, column)| html! { <th scope="col" class={class(i)} title={column.name.clone()}><bdi>{&column.name}</bdi></th> }) }</tr>
                            <tr>{ for reading.columns.iter().take(n_columns).enumerate().map(|(i, column)| html! { <td class={class(i)}>{ kind_choice(table, i, column) }</td> }) }</tr>
                        </thead>
                    }
                    <tbody>
                        { for reading.preview.iter().map(|row| html! {
                            <tr>{ for row.iter().take(n_columns).enumerate().map(|(i, cell)| html! {
                                <td class={class(i)}><bdi>{cell}</bdi></td>
                            }) }</tr>
                        }) }
                    </tbody>
                </table>
            </div>
            if reading.columns.len() > n_columns {
                <p class="hint">{format!("and {} more columns", reading.columns.len() - n_columns)}</p>
            }
        </>
    }
}

/// What a column is taken for.
fn kind_choice(table: &Table, index: usize, column: &ColumnReading) -> Html {
    let chosen = table.choices.kinds.get(&column.name).copied();
    let found = match (column.kind, &column.shape) {
        (ColumnKind::Number, Shape::Unit(unit)) => format!("numbers, in {unit}"),
        (ColumnKind::Number, Shape::Share(sign)) => format!("shares, in {sign}"),
        (ColumnKind::Number, Shape::Duration) => "seconds".to_owned(),
        (ColumnKind::Number, Shape::Plain | Shape::Powers) => "numbers".to_owned(),
        (ColumnKind::Category | ColumnKind::Text, _) => "words".to_owned(),
    };
    let name = column.name.clone();
    let choose = table.choose(move |choices, event: Event| {
        match value_of(&event).as_str() {
            "numbers" => choices.kinds.insert(name.clone(), ChosenKind::Numbers),
            "words" => choices.kinds.insert(name.clone(), ChosenKind::Words),
            _ => choices.kinds.remove(&name),
        };
    });
    let as_guessed = if chosen.is_some() {
        "as guessed".to_owned()
    } else {
        found
    };
    html! {
        <select id={format!("read-kind-{}-{index}", table.index)} aria-label={format!("What {} holds", column.name)} onchange={choose}>
            <option value="" selected={chosen.is_none()}>{as_guessed}</option>
            <option value="numbers" selected={chosen == Some(ChosenKind::Numbers)}>{"numbers"}</option>
            <option value="words" selected={chosen == Some(ChosenKind::Words)}>{"words"}</option>
        </select>
    }
}
