//! What the notebook said about its pictures, and what was measured.

use std::rc::Rc;

use yew::prelude::*;

use super::figure::FigureView;
use super::same::Same;
use super::table::TableView;
use super::waiting::{Waiting, waiting};
use crate::app::Action;
use crate::explain::{CLAIM_RULE, Claim, EXPOSURE_RULE, Exposure, Verdict, tracks};
use crate::figures;
use crate::pipeline::{SpaceName, Study};
use crate::plot::charts::Figure;
use crate::progress::{Progress, Stage};

/// Properties of [`ClaimsView`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The observations, measured; `None` while they are asked for.
    pub claims: Option<Same<Vec<Claim>>>,
    /// The space whose lists are counted.
    pub space: SpaceName,
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
pub fn ClaimsView(props: &Props) -> Html {
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
        <section class="part" id="claims" aria-label="What the notebook said, measured">
            <h2>{"What the notebook said, measured"}</h2>
            <p class="lead">{"Are its observations borne out by these pictures?"}</p>
            if let Some(claims) = claims {
                <ul class="claims">
                    { for claims.iter().map(of_claim) }
                    { of_exposure(props) }
                </ul>
                <p class="hint">{CLAIM_RULE}</p>
                <FigureView figure={Same(forest as Rc<dyn Figure>)} name="claims-effects" is_dark={*is_dark} act={act.clone()}
                    caption="Right of the line: more than in all other tracks. An interval that leaves out 0 stands in the accent colour." />
                if exposure.is_some() {
                    <FigureView figure={Same(lists as Rc<dyn Figure>)} name="claims-lists" is_dark={*is_dark} act={act.clone()}
                        caption={EXPOSURE_RULE} />
                }
                <TableView table={Same(table)} name="claims-table" act={act.clone()} />
            } else {
                <p class="muted" role="status">{"Measuring the pictures"}</p>
            }
        </section>
    }
}

fn of_claim(claim: &Claim) -> Html {
    let missing = if claim.missing > 0 {
        format!(" {} without the number left out.", tracks(claim.missing))
    } else {
        String::new()
    };
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
    let lists = match props.space {
        SpaceName::Sound => "Lists by sound",
        SpaceName::Features => "Lists by features",
    };
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
    html! {
        <li class="claim" id="exposure">
            { badge(exposure.verdict) }
            <strong>{&exposure.statement}</strong>
            <p>{&exposure.sentence}</p>
            <p class="hint">{format!("{lists}: {}", exposure.counted())}</p>
        </li>
    }
}

fn badge(verdict: Verdict) -> Html {
    let class = match verdict {
        Verdict::Supported => "supported",
        Verdict::NotSupported => "refuted",
        Verdict::TooFewTracks => "undecided",
    };
    html! { <span class={classes!("verdict", class)}>{verdict.words()}</span> }
}
