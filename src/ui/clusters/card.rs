//! One cluster: its colour, a name that can be changed, its size, a typical track, its members.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::super::parts::picture::Picture;
use super::super::parts::same::Same;
use super::super::parts::theme::glyph_class;
use super::members::Members;
use crate::page::{Action, Clusters, Loaded, Map, name_carried};
use crate::space::SpaceName;

/// Properties of [`ClusterCard`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// Which space.
    pub space: SpaceName,
    /// Its number, the largest is 0.
    pub cluster: usize,
    /// Its colour, for a style sheet.
    pub color: AttrValue,
    /// What it is called now.
    pub name: AttrValue,
    /// Was that name given to a cluster of another clustering?
    pub is_carried: bool,
    /// The name computed from its means.
    pub computed: AttrValue,
    /// Why that name says little; empty when it does not.
    pub warning: AttrValue,
    /// "37 tracks".
    pub size: AttrValue,
    /// "37 %".
    pub share: AttrValue,
    /// Its typical track.
    pub typical: usize,
    /// The tracks.
    pub loaded: Same<Loaded>,
    /// Which of them are in which cluster.
    pub members: Option<(Same<Map>, Same<Clusters>)>,
    /// Is the typical track the one in question?
    pub is_selected: bool,
    /// What the person does.
    pub act: Callback<Action>,
    /// Where pictures are.
    pub find_picture: Callback<usize, Option<AttrValue>>,
}

/// One cluster of the list.
#[component]
pub(crate) fn ClusterCard(props: &Props) -> Html {
    let (space, cluster, track) = (props.space, props.cluster, props.typical);
    let tracks = &props.loaded.tracks;
    // What is being typed: another layout of the page must not take it away.
    let typed = use_state_eq(|| None::<String>);
    let type_name = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            typed.set(input.map(|input| input.value()));
        })
    };
    let rename = {
        let (act, typed) = (props.act.clone(), typed.clone());
        Callback::from(move |event: Event| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            let name = input.map(|input| input.value()).unwrap_or_default();
            typed.set(None);
            act.emit(Action::NameCluster(space, cluster, name));
        })
    };
    let leave = {
        let typed = typed.clone();
        Callback::from(move |_: FocusEvent| typed.set(None))
    };
    let shown = typed
        .as_ref()
        .map_or_else(|| props.name.clone(), |name| AttrValue::from(name.clone()));
    let give_back = props
        .act
        .reform(move |_: MouseEvent| Action::NameCluster(space, cluster, String::new()));
    let select = props
        .act
        .reform(move |_: MouseEvent| Action::Select(Some(track)));
    let is_renamed = props.name != props.computed;
    html! {
        <li class="cluster-card">
            <span class={glyph_class(cluster)} style={format!("background:{}", props.color)}></span>
            <input id={format!("cluster-name-{cluster}")} aria-label={format!("Name of cluster {}", cluster + 1)} autocomplete="off" spellcheck="false"
                title={props.name.clone()} value={shown} oninput={type_name} onchange={rename} onblur={leave} />
            <span class="cluster-size"><span>{&props.size}</span><span>{&props.share}</span></span>
            <button class="typical" aria-pressed={props.is_selected.to_string()} title="Typical track: the one nearest to all others of its cluster" onclick={select}>
                <Picture {track} name={tracks.name(track).to_string()} exists={tracks.has_picture(track)} find_picture={props.find_picture.clone()} />
                <span class="entry-words">
                    <small>{"Typical"}</small>
                    <span class="entry-title" dir="auto">{tracks.name(track)}</span>
                    <span class="entry-artists" dir="auto">{tracks.artists.get(track)}</span>
                </span>
            </button>
            if let Some((map, clusters)) = props.members.clone() {
                <Members {map} {clusters} cluster={cluster as u8} name={props.name.clone()} loaded={props.loaded.clone()} act={props.act.clone()} />
            }
            if is_renamed || props.is_carried || !props.warning.is_empty() {
                <p class="cluster-own">
                    if !props.warning.is_empty() {
                        <span class="warn">{&props.warning}{" "}</span>
                    }
                    if let Some(said) = name_carried(props.is_carried) {
                        <span class="carried">{said.to_string()}{" "}</span>
                    }
                    if is_renamed {
                        <span class="muted">{format!("By its means: {}", props.computed)}</span>
                        <button class="link" onclick={give_back}>{"Use that"}</button>
                    }
                </p>
            }
        </li>
    }
}
