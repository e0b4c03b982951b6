//! One choice of how a file is read: its control, and what becomes of the settings when another value is chosen.

use yew::prelude::*;

use super::super::parts::controls::{configure, value_of};
use crate::data::{ReadingChoices, TableReading};
use crate::page::Action;
use crate::space::Settings;

/// One table, and what its controls change.
pub(crate) struct Table<'a> {
    /// Position among the tables: ids on the page end with it.
    pub index: usize,
    /// How it was read.
    pub reading: &'a TableReading,
    /// What was chosen.
    pub choices: ReadingChoices,
    /// Parameters in force.
    pub settings: &'a Settings,
    /// What the person does.
    pub act: &'a Callback<Action>,
}

impl Table<'_> {
    /// Hands on the settings with one choice changed.
    pub(crate) fn choose<E: 'static>(
        &self,
        change: impl Fn(&mut ReadingChoices, E) + 'static,
    ) -> Callback<E> {
        choose(&self.reading.path, self.settings, self.act, change)
    }

    /// The id on the page of the control of this.
    pub(crate) fn id(&self, control: &str) -> String {
        format!("read-{control}-{}", self.index)
    }
}

/// Hands on the settings with one choice changed of how the file at `path` is read.
pub(crate) fn choose<E: 'static>(
    path: &str,
    settings: &Settings,
    act: &Callback<Action>,
    change: impl Fn(&mut ReadingChoices, E) + 'static,
) -> Callback<E> {
    let path = path.to_owned();
    configure(settings, act, move |settings, event: E| {
        let mut choices = settings.reading.get(&path).cloned().unwrap_or_default();
        change(&mut choices, event);
        *settings = settings.clone().with_reading(&path, choices);
    })
}

/// A choice among values, of which the empty one leaves it to be guessed.
pub(crate) fn choice(
    id: String,
    label: &'static str,
    guessed: &str,
    chosen: Option<String>,
    values: Vec<(String, String)>,
    choose: Callback<Event>,
) -> Html {
    let is_guessed = chosen.is_none();
    let as_guessed = if is_guessed {
        format!("{guessed} (guessed)")
    } else {
        "as guessed".to_owned()
    };
    let options = values.into_iter().map(move |(value, words)| {
        let selected = chosen.as_ref() == Some(&value);
        html! { <option {value} {selected}>{words}</option> }
    });
    html! {
        <label>
            <span>{label}</span>
            <select {id} onchange={choose}>
                <option value="" selected={is_guessed}>{as_guessed}</option>
                { for options }
            </select>
        </label>
    }
}

/// The value of a choice; `None` for what was guessed.
pub(crate) fn chosen(event: &Event) -> Option<String> {
    Some(value_of(event)).filter(|value| !value.is_empty())
}
