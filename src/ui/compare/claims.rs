//! What is commonly said of spectrograms, and what was measured.

use std::rc::Rc;

use yew::prelude::*;

use super::super::parts::figure::FigureView;
use super::super::parts::same::Same;
use super::super::parts::table::TableView;
use super::super::waiting::{Waiting, waiting};
use crate::analysis::Study;
use crate::charts::Figure;
use crate::explain::{CLAIM_RULE, Claim, EXPOSURE_RULE, Exposure, Verdict};
use crate::figures;
use crate::page::Action;
use crate::progress::{Progress, Stage};
use crate::space::SpaceName;
use crate::wording::tracks;

/// Properties of [`ClaimsView`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// The observations, measured; `None` while they are asked for.
    pub claims: Option<Same<Vec<Claim>>>,
    /// The space whose lists are counted.
    pub space: SpaceName,
    /// What those go by: "by sound".
    pub by: AttrValue,
    /// How often tracks are recommended; `None` while that is counted.
    pub exposure: Option<Same<Exposure>>,
    /// How far a longer question is.
    pub studying: Option<Progress>,
    /// Did the person cancel the count?
    pub is_given_up: bool,
    /// Dark paper?
    pub is_dark: bool,
    /// What the person does.
    pub act: Callback<Action>,
}

/// The statements with their verdicts, the effects, the rules.
#[component]
pub(crate) fn ClaimsView(props: &Props) -> Html {
    let Props {
        claims,
        exposure,
        is_dark,
        act,
        ..
    } = props;
    let forest = use_memo(claims.clone(), |claims| {
        figures::claims::forest(claims.as_ref().map_or(&[], |claims| claims.as_slice()))
    });
    let lists = use_memo(exposure.clone(), |exposure| {
        exposure
            .as_ref()
            .map(|exposure| figures::claims::exposure_forest(exposure))
            .unwrap_or_default()
    });
    let table = use_memo((claims.clone(), exposure.clone()), |(claims, exposure)| {
        let claims = claims.as_ref().map_or(&[][..], |claims| claims.as_slice());
        figures::claims::table(claims, exposure.as_deref())
    });
    html! {
        <section class="part" id="claims" aria-label="Common claims">
            <h2>{"Common claims"}</h2>
            <p class="lead">{"Often said of music and its spectrograms. Is it true of these tracks?"}</p>
            if let Some(claims) = claims {
                <ul class="claims">
                    { for claims.iter().map(of_claim) }
                    { of_exposure(props) }
                </ul>
                if !claims.is_empty() {
                    <p class="hint">{CLAIM_RULE}</p>
                    <FigureView figure={Same(forest as Rc<dyn Figure>)} name="claims-effects" is_dark={*is_dark} act={act.clone()}
                        caption="Right of the line: more than in all other tracks. An interval that leaves out 0 stands in the accent colour." />
                }
                if exposure.as_ref().is_some_and(|exposure| !exposure.parts.is_empty()) {
                    <FigureView figure={Same(lists as Rc<dyn Figure>)} name="claims-lists" is_dark={*is_dark} act={act.clone()}
                        caption={EXPOSURE_RULE} />
                }
                if !table.rows.is_empty() {
                    <TableView table={Same(table)} name="claims-table" act={act.clone()} />
                }
            } else {
                <p class="muted" role="status">{"Measuring the pictures"}</p>
            }
        </section>
    }
}

fn of_claim(claim: &Claim) -> Html {
    let missing = figures::claims::missing(claim);
    let missing = missing.map_or_else(String::new, |said| format!(" {said}"));
    html! {
        <li class="claim">
            { badge(claim.verdict) }
            <strong>{&claim.statement}</strong>
            <p>{&claim.sentence}</p>
            <p class="hint">{format!("{}: {}, compared with {} others.{missing}", claim.condition, tracks(claim.n_group), claim.n_rest)}</p>
        </li>
    }
}

fn of_exposure(props: &Props) -> Html {
    let Some(exposure) = &props.exposure else {
        let wait = waiting(Waiting {
            words: "Counting how often each track is recommended".into(),
            study: Study::Exposure(props.space),
            progress: props.studying.filter(|p| p.stage == Stage::Exposure),
            is_given_up: props.is_given_up,
            act: &props.act,
        });
        return html! { <li class="claim" id="exposure">{ wait }</li> };
    };
    // Without the columns that it speaks of nothing is claimed.
    let is_claimed = !exposure.parts.is_empty();
    html! {
        <li class="claim" id="exposure">
            if is_claimed {
                { badge(exposure.verdict) }
                <strong>{&exposure.statement}</strong>
                <p>{&exposure.sentence}</p>
            }
            <p class="hint">{exposure.counted(&props.by).to_string()}</p>
        </li>
    }
}

fn badge(verdict: Verdict) -> Html {
    let class = match verdict {
        Verdict::Supported => "supported",
        Verdict::NotSupported => "refuted",
        Verdict::TooFewTracks | Verdict::NotMeasured => "undecided",
    };
    html! { <span class={classes!("verdict", class)}>{verdict.words()}</span> }
}
