//! Which space hears what the person means, measured by a column of labels.

use std::rc::Rc;

use yew::prelude::*;

use super::super::parts::controls::{configure, value_of};
use super::super::parts::same::Same;
use super::super::parts::table::TableView;
use super::super::waiting::{Waiting, waiting};
use super::column_gains::ColumnGainsView;
use crate::analysis::{ColumnGains, Scorecard, Study};
use crate::figures::scorecard as figures;
use crate::page::{Action, Loaded};
use crate::progress::{Progress, Stage};
use crate::sentences::text;
use crate::space::{Settings, SpaceName};

/// Properties of [`ScorecardView`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// What was measured; `None` while it is.
    pub scorecard: Option<Same<Scorecard>>,
    /// What other columns would add; `None` while that is found out.
    pub gains: Option<Same<ColumnGains>>,
    /// What was loaded.
    pub loaded: Same<Loaded>,
    /// Parameters in force.
    pub settings: Settings,
    /// How far a longer question is.
    pub studying: Option<Progress>,
    /// Longer questions that the person cancelled.
    pub given_up: Vec<Study>,
    /// What the person does.
    pub act: Callback<Action>,
}

/// The shares of neighbours with the same label, and a way to take the best.
#[component]
pub(crate) fn ScorecardView(props: &Props) -> Html {
    let body = match &props.scorecard {
        Some(scorecard) if scorecard.rows.is_empty() => neighborhoods(props, scorecard),
        Some(scorecard) => agreement(props, scorecard),
        None => waiting(Waiting {
            words: "Comparing the spaces".into(),
            study: Study::Scorecard,
            progress: props.studying.filter(|p| p.stage == Stage::Scorecard),
            is_given_up: props.given_up.contains(&Study::Scorecard),
            act: &props.act,
        }),
    };
    html! {
        <section class="scorecard" id="scorecard" aria-label="Scorecard">
            <h3>{figures::HEADING}</h3>
            { body }
        </section>
    }
}

fn what(props: &Props) -> impl Fn(SpaceName) -> String {
    let loaded = props.loaded.clone();
    move |space| loaded.words(space).what.into_owned()
}

fn agreement(props: &Props, scorecard: &Scorecard) -> Html {
    let label = scorecard.rows.first().map_or("", |row| row.label.as_str());
    let choose = configure(&props.settings, &props.act, |settings, event: Event| {
        settings.label = Some(value_of(&event));
    });
    let table = figures::agreement(scorecard, what(props));
    html! {
        <>
            <p class="lead">{figures::lead(scorecard).to_string()}</p>
            <label class="row">
                <span>{"Measured by the column"}</span>
                <select id="scorecard-label" onchange={choose}>
                    { for scorecard.columns.iter().map(|column| html! {
                        <option value={column.clone()} selected={column == label}>{column}</option>
                    }) }
                </select>
            </label>
            { best(props, scorecard) }
            if let Some(sampled) = figures::sampled(scorecard) {
                <p class="hint">{sampled.to_string()}</p>
            }
            <TableView table={Same(Rc::new(table))} name="scorecard-table" act={props.act.clone()} />
            if !scorecard.other_columns.is_empty() {
                <ColumnGainsView
                    gains={props.gains.clone()} settings={props.settings.clone()} studying={props.studying}
                    is_given_up={props.given_up.contains(&Study::ColumnGains)} act={props.act.clone()}
                />
            }
        </>
    }
}

/// The best way in a sentence, and a button that takes it.
fn best(props: &Props, scorecard: &Scorecard) -> Html {
    let Some(row) = figures::best(scorecard) else {
        return Html::default();
    };
    let space = row.space;
    let wanted = figures::taken(&props.settings, row);
    let goes_by = figures::goes_by(&props.settings, row);
    let is_taken = goes_by.is_some();
    let act = props.act.clone();
    let take = move |_: MouseEvent| {
        if !is_taken {
            act.emit(Action::Configure(Box::new(wanted.clone())));
        }
    };
    html! {
        <p class="best">
            {text(figures::best_words(scorecard, row, &props.loaded.words(space).by))}
            {" "}
            if let Some(said) = goes_by {
                <span class="hint">{said.to_string()}</span>
            } else {
                <button class="button small" id="take-best" onclick={take}>{"Recommend so"}</button>
            }
        </p>
    }
}

fn neighborhoods(props: &Props, scorecard: &Scorecard) -> Html {
    let table = figures::neighborhoods(scorecard, what(props));
    let name = |track: usize| props.loaded.tracks.name(track).to_owned();
    let hubs = scorecard.neighborhoods.iter().filter_map(|row| {
        let what = props.loaded.words(row.space).what;
        figures::hub(row, &what, name)
    });
    html! {
        <>
            <p class="lead">{figures::lead(scorecard).to_string()}</p>
            <TableView table={Same(Rc::new(table))} name="scorecard-table" act={props.act.clone()} />
            { for hubs.map(|hub| html! { <p class="hint">{hub.to_string()}</p> }) }
        </>
    }
}
