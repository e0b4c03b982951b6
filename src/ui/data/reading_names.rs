//! How the names in an archive were read that does not say how they are written, with the encodings they may be in.

use yew::prelude::*;

use super::super::parts::controls::take_back;
use super::super::parts::names::{name_list, named};
use super::reading_choice::{choice, choose, chosen};
use crate::data::{NamesReading, ReadingChoices};
use crate::page::Action;
use crate::space::Settings;

/// The guess, a choice among encodings, and the first names.
pub(crate) fn names(
    index: usize,
    reading: &NamesReading,
    settings: &Settings,
    act: &Callback<Action>,
) -> Html {
    let path = &reading.path;
    let heading = format!("How the names in {} were read", reading.file);
    let choices = settings.reading.get(path);
    let in_force = choices.and_then(|choices| choices.encoding.clone());
    let is_guessed = in_force.is_none();
    let shown = |(name, text): &(String, String)| (name.clone(), format!("{name}: {text}"));
    let control = choice(
        format!("read-names-{index}"),
        "Encoding",
        &reading.encoding,
        in_force,
        reading.encodings.iter().map(shown).collect(),
        choose(path, settings, act, |choices, event: Event| {
            choices.encoding = chosen(&event);
        }),
    );
    let as_guessed = choose(path, settings, act, |choices, _: MouseEvent| {
        *choices = ReadingChoices::default();
    });
    html! {
        <section class="reading" data-file={reading.file.clone()} aria-label={heading.clone()}>
            <h3>{heading}</h3>
            <div class="reading-controls">{control}</div>
            if let Some(guess) = &reading.guess {
                <ul class="guesses"><li>{guess}</li></ul>
            }
            <p class="hint">{"The first names with letters that differ:"}</p>
            { name_list("Names", reading.preview.iter().map(named), 0) }
            <p>
                { take_back("As guessed", None, "as-guessed", !is_guessed, as_guessed) }
            </p>
        </section>
    }
}
