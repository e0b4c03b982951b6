//! Why a recommended track has its score: what each column adds, in numbers that add up.

use yew::prelude::*;

use super::super::parts::controls::is_open;
use super::super::parts::same::Same;
use crate::explain::Contributions;
use crate::page::{Action, ListContributions};
use crate::protocol::Question;
use crate::wording::{self, fixed, readable, three_digits};

/// Properties of [`Why`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// The track in question.
    pub query: usize,
    /// The recommended track.
    pub track: usize,
    /// Are the values compared standardised?
    pub is_standardised: bool,
    /// The parts known so far.
    pub contributions: Option<Same<ListContributions>>,
    /// What the person does.
    pub act: Callback<Action>,
}

/// "Why this score", to be opened.
#[component]
pub(crate) fn Why(props: &Props) -> Html {
    let Props { query, track, .. } = *props;
    let known = props
        .contributions
        .as_ref()
        .filter(|contributions| contributions.query == query)
        .and_then(|contributions| contributions.parts.iter().find(|(of, _)| *of == track));
    let shown = use_state_eq(|| false);
    // Whatever makes the parts unknown while they are looked at (another setting, another track), they come again.
    let lacks = *shown && known.is_none();
    let ask = props.act.clone();
    use_effect_with((query, track, lacks), move |&(query, track, lacks)| {
        if lacks {
            ask.emit(Action::Ask(Question::Contributions { query, track }));
        }
    });
    let toggled = move |event: Event| shown.set(is_open(&event));
    html! {
        <details class="why" ontoggle={toggled}>
            <summary>{"Why this score"}</summary>
            if let Some((_, contributions)) = known {
                { parts(contributions, props.is_standardised) }
            }
        </details>
    }
}

fn parts(contributions: &Contributions, is_standardised: bool) -> Html {
    let value = |x: f64| {
        if is_standardised {
            fixed(x, 2)
        } else {
            three_digits(x)
        }
    };
    let rows = contributions.parts.iter().map(|part| {
        let share = part.share.unwrap_or(0.0);
        let width = format!("width:{:.1}%", share.abs().min(1.0) * 100.0);
        html! {
            <tr>
                <th scope="row">{readable(&part.feature)}</th>
                <td class="number">{value(part.query)}</td>
                <td class="number">{value(part.track)}</td>
                <td class="bar-cell"><span class="bar-track"><span class="bar-fill" style={width}></span></span></td>
                <td class="number">{wording::part(share)}</td>
            </tr>
        }
    });
    html! {
        <>
            <p class="hint">{contributions.sentence().to_string()}</p>
            if is_standardised {
                <p class="hint">{"Values are standardised: 0 is the mean of the column, 1 a standard deviation above it."}</p>
            }
            <table class="features shares">
                <thead>
                    <tr><th scope="col">{"Column"}</th><th scope="col">{"Selected"}</th><th scope="col">{"This one"}</th><th scope="col" colspan="2">{"Share"}</th></tr>
                </thead>
                <tbody>{ for rows }</tbody>
            </table>
        </>
    }
}
