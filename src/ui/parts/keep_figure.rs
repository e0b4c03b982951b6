//! Buttons that keep a figure: as a picture, as a drawing, as numbers.

use yew::prelude::*;

use super::same::Same;
use super::table;
use crate::browser::canvas;
use crate::charts::{Figure, Sheet, svg};
use crate::data::TextTable;
use crate::draw::Theme;
use crate::page::Action;

/// A figure that is kept is at least this wide, in CSS pixels.
const LEAST_PX: f64 = 680.0;
/// Pixels of a kept picture per CSS pixel.
const RATIO: f64 = 2.0;

/// Properties of [`KeepFigure`].
#[derive(Clone, Properties, PartialEq)]
pub(crate) struct Props {
    /// The figure.
    pub figure: Same<dyn Figure>,
    /// End of the files' names: "top-bars" is kept as soundkin-top-bars.png.
    pub name: AttrValue,
    /// Its width on the page, in CSS pixels.
    pub width_px: f64,
    /// What the table holds, where that is more than the figure draws.
    #[prop_or_default]
    pub numbers: Option<Callback<(), TextTable>>,
    /// What the person does.
    pub act: Callback<Action>,
}

/// Three quiet buttons; what they keep has its heading, and is on light paper.
#[component]
pub(crate) fn KeepFigure(props: &Props) -> Html {
    let button = |words: &'static str, what: &'static str, keep: fn(&Props) -> Action| {
        let props = props.clone();
        let onclick = Callback::from(move |_: MouseEvent| props.act.emit(keep(&props)));
        html! { <button class="button quiet small" title={what} {onclick}>{words}</button> }
    };
    html! {
        <>
            { button("PNG", "Keep this figure as a picture", png) }
            { button("SVG", "Keep this figure as a drawing", drawn) }
            { button("CSV", "Keep its numbers as a table", numbers) }
        </>
    }
}

fn png(
    Props {
        figure,
        name,
        width_px,
        ..
    }: &Props,
) -> Action {
    match canvas::figure_png(&**figure, width_px.max(LEAST_PX), RATIO) {
        Some(bytes) => Action::Save(format!("soundkin-{name}.png"), "image/png", bytes),
        None => {
            Action::Say("This browser did not make a picture of the figure. SVG may work.".into())
        }
    }
}

fn drawn(
    Props {
        figure,
        name,
        width_px,
        ..
    }: &Props,
) -> Action {
    let sheet = Sheet::estimated(width_px.max(LEAST_PX));
    let drawing = figure.drawing(&sheet).with_heading(&sheet);
    let bytes = svg(&drawing, &Theme::LIGHT, &canvas::address_of).into_bytes();
    Action::Save(format!("soundkin-{name}.svg"), "image/svg+xml", bytes)
}

fn numbers(
    Props {
        figure,
        name,
        numbers,
        ..
    }: &Props,
) -> Action {
    let all = numbers.as_ref().map(|numbers| numbers.emit(()));
    table::save(name, &all.unwrap_or_else(|| figure.numbers()))
}
