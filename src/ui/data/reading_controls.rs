//! The controls of how a table is read: each shows what is in force, and its first choice is what was guessed.

use yew::prelude::*;

use super::super::parts::controls::value_of;
use super::reading_choice::{Table, choice, chosen};
use crate::data::{Decimal, OpenQuote, separator_in_words};
use crate::ingest::encoding;

/// Separators that can be chosen, besides the one that was found.
const SEPARATORS: [char; 8] = [',', ';', '\t', '|', ':', ' ', '^', '~'];
/// Lines that a header may have.
const MOST_HEADER_LINES: usize = 5;

/// Encoding, separator, decimal mark, header lines, quotes and missing marks of a table.
pub(crate) fn controls(table: &Table) -> Html {
    html! {
        <div class="reading-controls">
            { encoding_choice(table) }
            { separator_choice(table) }
            { decimal_choice(table) }
            { header_choice(table) }
            { quote_choice(table) }
            { missing_choice(table) }
        </div>
    }
}

fn encoding_choice(table: &Table) -> Html {
    let reading = table.reading;
    // With some of the text where that tells them apart: what a person sees is what they choose.
    let values = if reading.encodings.is_empty() {
        encoding::offered()
            .map(|name| (name.to_owned(), name.to_owned()))
            .collect()
    } else {
        let shown = |(name, text): &(String, String)| (name.clone(), format!("{name}: {text}"));
        reading.encodings.iter().map(shown).collect()
    };
    let choose = table.choose(|choices, event: Event| choices.encoding = chosen(&event));
    let in_force = table.choices.encoding.clone();
    choice(
        table.id("encoding"),
        "Encoding",
        &reading.encoding,
        in_force,
        values,
        choose,
    )
}

fn separator_choice(table: &Table) -> Html {
    let found = table.reading.separator;
    let others = found
        .into_iter()
        .filter(|separator| !SEPARATORS.contains(separator));
    let all = SEPARATORS.into_iter().chain(others);
    let values = all
        .map(|separator| (separator.to_string(), separator_in_words(separator)))
        .collect();
    let choose = table.choose(|choices, event: Event| {
        choices.separator = chosen(&event).and_then(|value| value.chars().next());
    });
    let guessed = found.map_or("none".to_owned(), separator_in_words);
    let in_force = table.choices.separator.map(String::from);
    choice(
        table.id("separator"),
        "Separator",
        &guessed,
        in_force,
        values,
        choose,
    )
}

fn decimal_choice(table: &Table) -> Html {
    let name = |decimal: Decimal| match decimal {
        Decimal::Point => "point, as in 1.5",
        Decimal::Comma => "comma, as in 1,5",
    };
    let values = [Decimal::Point, Decimal::Comma]
        .map(|decimal| (decimal.mark().to_string(), name(decimal).to_owned()))
        .into();
    let choose = table.choose(|choices, event: Event| {
        choices.decimal = match value_of(&event).as_str() {
            "." => Some(Decimal::Point),
            "," => Some(Decimal::Comma),
            _ => None,
        };
    });
    let in_force = table
        .choices
        .decimal
        .map(|decimal| decimal.mark().to_string());
    choice(
        table.id("decimal"),
        "Decimal mark",
        name(table.reading.decimal),
        in_force,
        values,
        choose,
    )
}

fn header_choice(table: &Table) -> Html {
    let values = (0..=MOST_HEADER_LINES)
        .map(|n| (n.to_string(), n.to_string()))
        .collect();
    let choose = table.choose(|choices, event: Event| {
        choices.header_lines = value_of(&event).parse().ok();
    });
    let guessed = table.reading.header_lines.to_string();
    let in_force = table.choices.header_lines.map(|n| n.to_string());
    choice(
        table.id("header"),
        "Header lines",
        &guessed,
        in_force,
        values,
        choose,
    )
}

fn quote_choice(table: &Table) -> Html {
    let values = vec![
        (
            "goes on".to_owned(),
            "the cell goes on in the next line".to_owned(),
        ),
        ("is text".to_owned(), "it is a part of the text".to_owned()),
    ];
    let choose = table.choose(|choices, event: Event| {
        choices.open_quote = match value_of(&event).as_str() {
            "goes on" => Some(OpenQuote::GoesOn),
            "is text" => Some(OpenQuote::IsText),
            _ => None,
        };
    });
    let in_force = table.choices.open_quote.map(|open_quote| match open_quote {
        OpenQuote::GoesOn => "goes on".to_owned(),
        OpenQuote::IsText => "is text".to_owned(),
    });
    choice(
        table.id("quote"),
        "A quote open at a line's end",
        "by the next line",
        in_force,
        values,
        choose,
    )
}

fn missing_choice(table: &Table) -> Html {
    let choose = table.choose(|choices, event: Event| {
        let words = value_of(&event);
        let marks = words
            .split(',')
            .map(str::trim)
            .filter(|mark| !mark.is_empty());
        choices.missing = Some(marks.map(str::to_owned).collect());
    });
    let marks = table
        .choices
        .missing
        .as_ref()
        .unwrap_or(&table.reading.missing);
    html! {
        <label>
            <span>{"Missing, in columns of numbers"}</span>
            <input id={table.id("missing")} value={marks.join(", ")} placeholder="empty cells only" spellcheck="false" autocomplete="off" onchange={choose} />
        </label>
    }
}
