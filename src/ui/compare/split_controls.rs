//! What is compared: column, threshold, and another draw.

use yew::prelude::*;

use super::super::parts::column_select::ColumnSelect;
use super::super::parts::controls::{number_of, value_of};
use super::super::parts::same::Same;
use crate::page::{Action, Loaded};
use crate::protocol::Question;
use crate::rank::{SplitParams, Threshold};
use crate::wording::three_digits;

/// Properties of [`SplitControls`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// What is compared now.
    pub params: SplitParams,
    /// Median of the column, where typing begins.
    pub median: Option<f64>,
    /// The columns are in here.
    pub loaded: Same<Loaded>,
    /// What the person does.
    pub act: Callback<Action>,
}

/// Column, threshold, and another draw.
#[component]
pub(crate) fn SplitControls(props: &Props) -> Html {
    let (params, median) = (&props.params, props.median);
    let choose = {
        let (act, old) = (props.act.clone(), params.clone());
        Callback::from(move |column: String| {
            let mut params = SplitParams {
                column,
                ..old.clone()
            };
            // A number that was typed belongs to its column.
            if let Threshold::Typed(_) = params.threshold {
                params.threshold = Threshold::Median;
            }
            act.emit(Action::Ask(Question::Split(params)));
        })
    };
    let cut = {
        let (act, params) = (props.act.clone(), params.clone());
        Callback::from(move |threshold: Threshold| {
            act.emit(Action::Ask(Question::Split(SplitParams {
                threshold,
                ..params.clone()
            })));
        })
    };
    let choose_threshold = cut.reform(move |event: Event| match value_of(&event).as_str() {
        "quartiles" => Threshold::Quartiles,
        "typed" => Threshold::Typed(median.unwrap_or(0.0)),
        _ => Threshold::Median,
    });
    let typed = match params.threshold {
        Threshold::Typed(value) => Some(value),
        Threshold::Median | Threshold::Quartiles => None,
    };
    let type_value = cut
        .reform(move |event: Event| Threshold::Typed(number_of(&event).or(typed).unwrap_or(0.0)));
    let draw = {
        let (act, params) = (props.act.clone(), params.clone());
        Callback::from(move |_: MouseEvent| {
            let seed = params.seed.wrapping_add(1);
            act.emit(Action::Ask(Question::Split(SplitParams {
                seed,
                ..params.clone()
            })));
        })
    };
    let option = |value: &'static str, words: &'static str, is_chosen: bool| {
        html! { <option {value} selected={is_chosen}>{words}</option> }
    };
    html! {
        <div class="controls">
            <ColumnSelect id="split-column" label="Column" loaded={props.loaded.clone()} chosen={params.column.clone()} {choose} />
            <label class="row">
                <span>{"Low and high part at"}</span>
                // Another column may need another threshold than the one that was chosen here.
                <select id="split-threshold" key={params.column.clone()} onchange={choose_threshold}>
                    { option("median", "the median", params.threshold == Threshold::Median) }
                    { option("quartiles", "the quartiles", params.threshold == Threshold::Quartiles) }
                    { option("typed", "a number", typed.is_some()) }
                </select>
            </label>
            if let Some(value) = typed {
                <label class="row">
                    <span>{"Number"}</span>
                    <input type="number" id="split-value" step="any" value={three_digits(value)} onchange={type_value} />
                </label>
            }
            <button class="button" id="split-draw" onclick={draw}>{"Draw again"}</button>
            <span class="hint" id="split-seed">
                {format!("Seed {}", params.seed)}
            </span>
        </div>
    }
}
