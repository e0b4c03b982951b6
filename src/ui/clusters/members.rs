//! The tracks of one cluster, folded away: each leads to its panel, all can be kept as a table.

use yew::prelude::*;

use super::super::parts::controls::is_open;
use super::super::parts::same::Same;
use super::super::parts::table;
use crate::page::{Action, Clusters, Loaded, Map, MapRows};
use crate::wording::grouped;

/// Tracks listed; the file has all.
const MOST: usize = 100;

/// Properties of [`Members`].
#[derive(Clone, Properties, PartialEq)]
pub(crate) struct Props {
    /// Which tracks there are.
    pub map: Same<Map>,
    /// Which cluster each is in.
    pub clusters: Same<Clusters>,
    /// This cluster, the largest is 0.
    pub cluster: u8,
    /// What it is called.
    pub name: AttrValue,
    /// The tracks.
    pub loaded: Same<Loaded>,
    /// What the person does.
    pub act: Callback<Action>,
}

/// A list that opens.
#[component]
pub(crate) fn Members(props: &Props) -> Html {
    let shown = use_state_eq(|| false);
    let opened = {
        let shown = shown.setter();
        move |event: Event| shown.set(is_open(&event))
    };
    html! {
        <details class="members" ontoggle={opened}>
            <summary>{"Members"}</summary>
            if *shown {
                { list(props) }
            }
        </details>
    }
}

fn list(props: &Props) -> Html {
    let samples = props.map.tracks.iter().zip(&props.clusters.labels);
    let members: Vec<usize> = samples
        .filter(|(_, label)| **label == props.cluster)
        .map(|(track, _)| *track as usize)
        .collect();
    let entry = |&track: &usize| {
        let select = props
            .act
            .reform(move |_: MouseEvent| Action::Select(Some(track)));
        html! { <li><button class="link" onclick={select}><bdi>{props.loaded.tracks.name(track)}</bdi></button></li> }
    };
    let keep = {
        let props = props.clone();
        Callback::from(move |_: MouseEvent| {
            let mut names = vec![""; usize::from(props.cluster)];
            names.push(&props.name);
            let rows = MapRows {
                loaded: &props.loaded,
                map: &props.map,
                clusters: &props.clusters,
                names: &names,
                colored: None,
                is_wanted: &|_, class| class == Some(props.cluster),
            };
            let file = format!("cluster-{}", props.cluster + 1);
            props.act.emit(table::save(&file, &rows.table()));
        })
    };
    html! {
        <>
            <ul class="names">{ for members.iter().take(MOST).map(entry) }</ul>
            if members.len() > MOST {
                <p class="hint">{format!("and {} more, in the CSV file", grouped(members.len() - MOST))}</p>
            }
            <div class="keep"><button class="button quiet small" onclick={keep}>{"CSV"}</button></div>
        </>
    }
}
