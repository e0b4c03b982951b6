//! How each table and the names in each archive were read: what was guessed, a control for every guess, and the beginning.

use yew::prelude::*;

use super::reading_controls::controls;
use super::reading_names::names;
use super::reading_preview::preview;
use super::same::Same;
use crate::app::{Action, Loaded};
use crate::data::{ChosenKind, ColumnKind, ReadingChoices, TableReading};
use crate::pipeline::Settings;

/// Properties of [`Reading`].
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// The readings are in here.
    pub loaded: Same<Loaded>,
    /// Parameters in force; the choices are among them.
    pub settings: Settings,
    /// What the person does.
    pub act: Callback<Action>,
}

/// One table, and what its controls change.
#[derive(Clone)]
pub(super) struct Table<'a> {
    /// Position among the tables: ids on the page end with it.
    pub index: usize,
    /// How it was read.
    pub reading: &'a TableReading,
    /// What was chosen.
    pub choices: ReadingChoices,
    settings: &'a Settings,
    act: &'a Callback<Action>,
}

impl Table<'_> {
    /// Hands on the settings with one choice changed.
    pub(super) fn choose<E: 'static>(
        &self,
        change: impl Fn(&mut ReadingChoices, E) + 'static,
    ) -> Callback<E> {
        choose(&self.reading.path, self.settings, self.act, change)
    }

    /// The id on the page of the control of this.
    pub(super) fn id(&self, control: &str) -> String {
        format!("read-{control}-{}", self.index)
    }
}

/// Hands on the settings with one choice changed of how the file at `path` is read.
pub(super) fn choose<E: 'static>(
    path: &str,
    settings: &Settings,
    act: &Callback<Action>,
    change: impl Fn(&mut ReadingChoices, E) + 'static,
) -> Callback<E> {
    let (path, settings, act) = (path.to_owned(), settings.clone(), act.clone());
    Callback::from(move |event: E| {
        let mut choices = settings.reading.get(&path).cloned().unwrap_or_default();
        change(&mut choices, event);
        let settings = settings.clone().with_reading(&path, choices);
        act.emit(Action::Configure(Box::new(settings)));
    })
}

/// How each table and the names in each archive were read.
#[component]
pub(super) fn Reading(props: &Props) -> Html {
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
            { for reading.columns.iter().filter(|column| column.kind != ColumnKind::Number && column.n_numbers > 0).map(|column| {
                let name = column.name.clone();
                let read = table.choose(move |choices, _: MouseEvent| {
                    choices.kinds.insert(name.clone(), ChosenKind::Numbers);
                });
                html! {
                    <p><button type="button" class="button small read-anyway" onclick={read}>{format!("Read {} as numbers anyway", column.name)}</button></p>
                }
            }) }
            { preview(table) }
            <p>
                <button type="button" class="button small as-guessed" disabled={table.choices.is_empty()} onclick={as_guessed}>{"As guessed"}</button>
            </p>
        </section>
    }
}
