//! One list of recommendations: rank, picture, title, score, reason.

use yew::prelude::*;

use super::super::parts::picture::Picture;
use super::super::parts::same::Same;
use super::contributions::Why;
use crate::analysis::RecommendationList;
use crate::figures::{none_else, scores};
use crate::neighbors::{Metric, ScoreIs};
use crate::page::{Action, ListContributions, Loaded};
use crate::recommend::Scaling;

/// Properties of [`Recommendations`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// "By sound", "By features".
    pub heading: AttrValue,
    /// Id of the list, for links and tests.
    pub id: AttrValue,
    /// The list; `None` where the track is not in that space.
    pub list: Option<RecommendationList>,
    /// Said when there is no list.
    pub absent: AttrValue,
    /// The track in question, where its scores can be taken apart by column.
    #[prop_or_default]
    pub query: Option<usize>,
    /// How they were taken apart so far.
    #[prop_or_default]
    pub contributions: Option<Same<ListContributions>>,
    /// The tracks.
    pub loaded: Same<Loaded>,
    /// What the person does.
    pub act: Callback<Action>,
    /// Where pictures are.
    pub find_picture: Callback<usize, Option<AttrValue>>,
}

/// One list of recommendations; each entry becomes the next query.
#[component]
pub(crate) fn Recommendations(props: &Props) -> Html {
    let tracks = &props.loaded.tracks;
    let Some(list) = &props.list else {
        return html! {
            <section class="list" aria-label={props.heading.clone()}>
                <h3>{&props.heading}</h3>
                <p class="muted">{&props.absent}</p>
            </section>
        };
    };
    let scores = scores(list);
    html! {
        <section class="list" aria-label={props.heading.clone()}>
            <h3>{&props.heading}<span class="how">{how(list)}</span></h3>
            if let Some(why) = none_else(list) {
                <p class="muted">{why.to_string()}</p>
            }
            <ol id={props.id.clone()}>
                { for list.items.iter().zip(scores).map(|(item, score)| {
                    let track = item.track;
                    let select = props.act.reform(move |_: MouseEvent| Action::Select(Some(track)));
                    let enter = props.act.reform(move |_: MouseEvent| Action::Hover(Some(track)));
                    let leave = props.act.reform(|_: MouseEvent| Action::Hover(None));
                    html! {
                        <li key={track}>
                            <button class="entry" data-id={tracks.ids.get(track).to_string()} onclick={select} onmouseenter={enter} onmouseleave={leave}>
                                <Picture {track} name={tracks.name(track).to_string()} exists={tracks.has_picture(track)} find_picture={props.find_picture.clone()} />
                                <span class="entry-words">
                                    <span class="entry-title" dir="auto">{tracks.name(track)}</span>
                                    <span class="entry-artists" dir="auto">{tracks.artists.get(track)}</span>
                                </span>
                                <span class="score">{score}</span>
                                <span class="reason">{&item.reason}</span>
                                if !item.also.is_empty() {
                                    <span class="reason also">{&item.also}</span>
                                }
                            </button>
                            if let Some(query) = props.query {
                                <Why {query} {track} is_standardised={list.scaling == Scaling::Standardised} contributions={props.contributions.clone()} act={props.act.clone()} />
                            }
                        </li>
                    }
                }) }
            </ol>
        </section>
    }
}

/// "distance, standardised pixels" and the like.
fn how(list: &RecommendationList) -> String {
    let what = match list.score_is {
        ScoreIs::Distance => "distance",
        ScoreIs::Similarity => "similarity",
    };
    let metric = match list.metric {
        Metric::Euclidean => "Euclidean",
        Metric::Cosine => "cosine",
    };
    let values = match list.scaling {
        Scaling::Standardised => "standardised",
        Scaling::Raw => "raw",
    };
    format!("{metric} {what}, {values}")
}
