//! How each table and the names in each archive were read: what was guessed, a control for every guess, and the beginning.

use yew::prelude::*;

use super::super::parts::controls::take_back;
use super::super::parts::same::Same;
use super::reading_choice::Table;
use super::reading_controls::controls;
use super::reading_names::names;
use super::reading_preview::preview;
use crate::data::{ChosenKind, ColumnKind, ColumnReading, ReadingChoices};
use crate::page::{Action, Loaded};
use crate::space::Settings;

/// Properties of [`Reading`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// The readings are in here.
    pub loaded: Same<Loaded>,
    /// Parameters in force; the choices are among them.
    pub settings: Settings,
    /// What the person does.
    pub act: Callback<Action>,
}

/// How each table and the names in each archive were read.
#[component]
pub(crate) fn Reading(props: &Props) -> Html {
    let readings = &props.loaded.readings;
    let archives = readings.names.iter().enumerate();
    let archives =
        archives.map(|(index, reading)| names(index, reading, &props.settings, &props.act));
    let tables = readings.tables.iter().enumerate().map(|(index, reading)| {
        let choices = props.settings.reading.get(&reading.path).cloned();
        let table = Table {
            index,
            reading,
            choices: choices.unwrap_or_default(),
            settings: &props.settings,
            act: &props.act,
        };
        section(&table)
    });
    html! { <>{ for tables }{ for archives }</> }
}

fn section(table: &Table) -> Html {
    let reading = table.reading;
    let heading = format!("How {} was read", reading.file);
    let as_guessed = table.choose(|choices, _: MouseEvent| *choices = ReadingChoices::default());
    html! {
        <section class="reading" data-file={reading.file.clone()} aria-label={heading.clone()}>
            <h3>{heading}</h3>
            if let Some(error) = &reading.error {
                <p class="error" role="alert">{error}</p>
            }
            { controls(table) }
            if !reading.guesses.is_empty() {
                <ul class="guesses">
                    { for reading.guesses.iter().map(|guess| html! { <li><bdi>{guess}</bdi></li> }) }
                </ul>
            }
            { for reading.columns.iter().filter_map(|column| read_anyway(table, column)) }
            { preview(table) }
            <p>
                { take_back("As guessed", None, "as-guessed", !table.choices.is_empty(), as_guessed) }
            </p>
        </section>
    }
}

/// Reads a column of words as numbers; once that is done, the same button takes it back, so that who pressed it still has it.
fn read_anyway(table: &Table, column: &ColumnReading) -> Option<Html> {
    let reads =
        |choices: &ReadingChoices| choices.kinds.get(&column.name) == Some(&ChosenKind::Numbers);
    let is_read = reads(&table.choices);
    let may_be_read = column.kind != ColumnKind::Number && column.n_numbers > 0;
    // It was taken back a moment ago, and the table is not read again yet.
    let was_read = reads(&table.reading.choices);
    if !is_read && !may_be_read && !was_read {
        return None;
    }
    let name = column.name.clone();
    let read = table.choose(move |choices, _: MouseEvent| {
        if is_read {
            choices.kinds.remove(&name);
        } else {
            choices.kinds.insert(name.clone(), ChosenKind::Numbers);
        }
    });
    let words = if is_read {
        format!("Read {} as guessed again", column.name)
    } else {
        format!("Read {} as numbers anyway", column.name)
    };
    Some(html! {
        <p key={column.name.clone()}><button type="button" class="button small read-anyway" onclick={read}>{words}</button></p>
    })
}
