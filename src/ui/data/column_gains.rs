//! What other columns of the table would add, and a way to take them.

use std::rc::Rc;

use yew::prelude::*;

use super::super::parts::same::Same;
use super::super::parts::table::TableView;
use super::super::waiting::{Waiting, waiting};
use crate::analysis::{ColumnGains, Study};
use crate::figures::column_gains as figures;
use crate::page::Action;
use crate::progress::{Progress, Stage};
use crate::recommend::Scaling;
use crate::sentences::text;
use crate::space::{Settings, SpaceName};

/// Properties of [`ColumnGainsView`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// What was found; `None` while it is found out.
    pub gains: Option<Same<ColumnGains>>,
    /// Parameters in force.
    pub settings: Settings,
    /// How far a longer question is.
    pub studying: Option<Progress>,
    /// Did the person cancel it?
    pub is_given_up: bool,
    /// What the person does.
    pub act: Callback<Action>,
}

/// Columns in the order in which they help, and a button that takes them all.
#[component]
pub(crate) fn ColumnGainsView(props: &Props) -> Html {
    let body = match &props.gains {
        Some(gains) => found(props, gains),
        None => waiting(Waiting {
            words: "Trying other columns".into(),
            study: Study::ColumnGains,
            progress: props.studying.filter(|p| p.stage == Stage::ColumnGains),
            is_given_up: props.is_given_up,
            act: &props.act,
        }),
    };
    html! {
        <section class="scorecard" id="column-gains" aria-label="Other columns">
            <h4>{"Other columns"}</h4>
            { body }
        </section>
    }
}

fn found(props: &Props, gains: &ColumnGains) -> Html {
    let mut wanted = props.settings.clone();
    let added = gains.added.iter().map(|gain| gain.column.clone());
    let columns: Vec<String> = gains.columns.iter().cloned().chain(added).collect();
    let n = columns.len();
    wanted.columns = Some(columns);
    wanted.recommending[SpaceName::Features].scaling = Scaling::Standardised;
    let act = props.act.clone();
    let take = move |_: MouseEvent| act.emit(Action::Configure(Box::new(wanted.clone())));
    html! {
        <>
            <p class="best">
                {text(figures::sentences(gains))}
                if !gains.added.is_empty() {
                    {" "}
                    <button class="button small" id="take-columns" onclick={take}>
                        {format!("Compare by these {n} columns")}
                    </button>
                }
            </p>
            if !gains.added.is_empty() {
                <TableView table={Same(Rc::new(figures::gains(gains)))} name="column-gains-table" act={props.act.clone()} />
            }
            if let Some(how) = figures::how(gains) {
                <p class="hint">{how.to_string()}</p>
            }
            { for figures::left(gains).into_iter().map(|(why, names)| html! {
                <details class="hint"><summary>{why}</summary><p>{names}</p></details>
            }) }
        </>
    }
}
