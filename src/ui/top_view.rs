//! The first tracks by a column: their pictures, their features side by side, and the features in numbers.

use std::rc::Rc;

use yew::prelude::*;

use super::parts::cards::Cards;
use super::parts::column_boxes::column_boxes;
use super::parts::column_select::ColumnSelect;
use super::parts::controls::{is_checked, value_of};
use super::parts::figure::FigureView;
use super::parts::same::Same;
use super::parts::table::TableView;
use crate::charts::{BarAxis, Figure};
use crate::figures;
use crate::page::{Action, Loaded, lacking};
use crate::protocol::{Question, TopAnswer};
use crate::rank::{MOST_DRAWN, Order, Scope, TopParams};
use crate::sentences::{Lacking, Purpose, text};
use crate::wording::readable;

/// Longest list.
const MOST: usize = 50;

/// Properties of [`TopView`].
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// The ranking; `None` while it is asked for.
    pub answer: Option<Same<TopAnswer>>,
    /// What the bars stand for.
    pub axis: BarAxis,
    /// The tracks.
    pub loaded: Same<Loaded>,
    /// The track in question.
    pub selected: Option<usize>,
    /// Dark paper?
    pub is_dark: bool,
    /// What the person does.
    pub act: Callback<Action>,
    /// Where pictures are.
    pub find_picture: Callback<usize, Option<AttrValue>>,
}

/// The first tracks by a column.
#[component]
pub(super) fn TopView(props: &Props) -> Html {
    html! {
        <div class="read" id="top">
            <h2>{"Top"}</h2>
            <p class="lead">{"Which tracks lead by a column of the table, and what do their spectrograms and features look like?"}</p>
            if let Some(answer) = &props.answer {
                { controls(props, &answer.top.params) }
                <Ranking answer={answer.clone()} axis={props.axis} loaded={props.loaded.clone()} selected={props.selected}
                    is_dark={props.is_dark} act={props.act.clone()} find_picture={props.find_picture.clone()} />
            } else {
                <p class="muted" role="status">{ absent(&props.loaded) }</p>
                if props.loaded.usual.top.is_none() && props.loaded.numeric_columns().next().is_some() {
                    { first_choice(props) }
                }
            }
        </div>
    }
}

/// Why nothing is ranked yet, and what a person can do.
fn absent(loaded: &Loaded) -> String {
    if loaded.usual.top.is_some() {
        return "Ranking the tracks".into();
    }
    let why = lacking(loaded, Purpose::Rank);
    let help = match why {
        Lacking::Table { .. } => {
            "Add a table of tracks (CSV) to see the first of any numeric column."
        }
        Lacking::NumbersThatTell { .. } => "Choose a column to rank by it all the same.",
        _ => "",
    };
    format!("{why} {help}")
}

/// Where nothing is ranked by itself.
fn first_choice(props: &Props) -> Html {
    let choose = props
        .act
        .reform(|column: String| Action::Ask(Question::Top(TopParams::of(&column, Scope::All))));
    html! {
        <div class="controls">
            <ColumnSelect id="top-column" label="Column" loaded={props.loaded.clone()} chosen="" {choose} />
        </div>
    }
}

fn controls(props: &Props, params: &TopParams) -> Html {
    let ask = |change: fn(&mut TopParams, &Event)| {
        let (act, params) = (props.act.clone(), params.clone());
        Callback::from(move |event: Event| {
            let mut params = params.clone();
            change(&mut params, &event);
            act.emit(Action::Ask(Question::Top(params)));
        })
    };
    let choose = {
        let (act, params) = (props.act.clone(), params.clone());
        Callback::from(move |column: String| {
            let params = TopParams {
                column,
                ..params.clone()
            };
            act.emit(Action::Ask(Question::Top(params)));
        })
    };
    let set_n = ask(|params, event| {
        params.n = value_of(event).parse().unwrap_or(params.n).clamp(1, MOST);
    });
    let set_order = ask(|params, event| {
        params.order = if value_of(event) == "lowest" {
            Order::Ascending
        } else {
            Order::Descending
        };
    });
    let set_scope = ask(|params, event| {
        params.scope = if is_checked(event) {
            Scope::Pictured
        } else {
            Scope::All
        };
    });
    let has_pictures = props.loaded.report.rows_with_picture > 0;
    let is_ascending = params.order == Order::Ascending;
    html! {
        <div class="controls">
            <ColumnSelect id="top-column" label="Column" loaded={props.loaded.clone()} chosen={params.column.clone()} {choose} />
            <label class="row">
                <span>{"How many"}</span>
                <input type="number" id="top-n" min="1" max={MOST.to_string()} value={params.n.to_string()} onchange={set_n} />
            </label>
            <label class="row">
                <span>{"Order"}</span>
                <select id="top-order" onchange={set_order}>
                    <option value="highest" selected={!is_ascending}>{"Highest first"}</option>
                    <option value="lowest" selected={is_ascending}>{"Lowest first"}</option>
                </select>
            </label>
            if has_pictures {
                <label class="choice">
                    <input type="checkbox" id="top-pictured" checked={params.scope == Scope::Pictured} onchange={set_scope} />
                    {"Only tracks with a picture"}
                </label>
            }
        </div>
    }
}

/// Properties of [`Ranking`].
#[derive(Properties, PartialEq)]
struct RankingProps {
    answer: Same<TopAnswer>,
    axis: BarAxis,
    loaded: Same<Loaded>,
    selected: Option<usize>,
    is_dark: bool,
    act: Callback<Action>,
    find_picture: Callback<usize, Option<AttrValue>>,
}

/// A ranking that was answered.
#[component]
fn Ranking(props: &RankingProps) -> Html {
    let TopAnswer { top, bars } = &*props.answer;
    let figure = use_memo((props.answer.clone(), props.axis), |(answer, axis)| {
        figures::top::bars(&answer.top, &answer.bars, *axis)
    });
    let summary = use_memo(props.answer.clone(), |answer| {
        figures::top::summary(&answer.top, &answer.bars)
    });
    let axis = |axis: BarAxis, id: &'static str, name: &'static str| {
        let choose = props.act.reform(move |_: Event| Action::UseBarAxis(axis));
        html! {
            <label class="choice">
                <input type="radio" name="bars-axis" {id} checked={props.axis == axis} onchange={choose} />
                {name}
            </label>
        }
    };
    let caption = match props.axis {
        BarAxis::Scaled => {
            "Each bar shows where the value lies between the least and the largest one of its feature. Point at a bar to read the value itself."
        }
        BarAxis::Raw => {
            "Values as the file has them: features with large numbers can hide the others."
        }
    };
    html! {
        <>
            <p id="top-sentence">{text(top.sentences())}</p>
            <Cards
                id="top-list" label="The first tracks" entries={top.entries.clone()} value_name={readable(&top.params.column)} is_ranked=true
                loaded={props.loaded.clone()} selected={props.selected} act={props.act.clone()} find_picture={props.find_picture.clone()}
            />
            <p class="hint">{"A click on a track shows it on the map with its recommendations."}</p>
            if !bars.columns.is_empty() && !bars.tracks.is_empty() {
                <section class="part" aria-label="Features">
                    <fieldset class="switch" id="bars-axis">
                        <legend>{"Height of the bars"}</legend>
                        { axis(BarAxis::Scaled, "bars-shared", "Shared scale") }
                        { axis(BarAxis::Raw, "bars-raw", "Raw values") }
                    </fieldset>
                    { drawn(props) }
                    <FigureView
                        figure={Same(figure as Rc<dyn Figure>)} name="top-features" is_dark={props.is_dark} act={props.act.clone()}
                        caption={format!("{caption} {}", text(figures::top::drawn(top, bars).into_iter().chain(figures::top::missing(bars))))}
                    />
                    <TableView table={Same(summary)} name="top-summary" act={props.act.clone()} />
                </section>
            }
        </>
    }
}

/// Which features are drawn, where there are more than are told apart.
fn drawn(props: &RankingProps) -> Html {
    let TopAnswer { top, bars } = &*props.answer;
    let drawn: Vec<String> = bars
        .drawn
        .iter()
        .map(|&j| bars.columns[j].name.clone())
        .collect();
    if bars.columns.len() <= MOST_DRAWN {
        return Html::default();
    }
    let params = top.params.clone();
    let choose = props.act.reform(move |chosen: Vec<String>| {
        Action::Ask(Question::Top(TopParams {
            drawn: Some(chosen),
            ..params.clone()
        }))
    });
    let names = bars.columns.iter().map(|column| &column.name);
    let entries = column_boxes(names, readable, &drawn, MOST_DRAWN, &choose);
    html! {
        <details class="drawn" id="top-drawn">
            <summary>{format!("Features drawn ({} of {}, at most {MOST_DRAWN})", drawn.len(), bars.columns.len())}</summary>
            <div class="drawn-choice">{ entries }</div>
        </details>
    }
}
