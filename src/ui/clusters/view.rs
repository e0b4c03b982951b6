//! The clusters: how many there should be, what each is called and like, and the notebook's last clustering.

use std::rc::Rc;

use yew::prelude::*;

use super::super::parts::figure::FigureView;
use super::super::parts::same::Same;
use super::super::parts::table::TableView;
use super::super::parts::theme::theme;
use super::super::waiting::{Waiting, waiting};
use super::card::ClusterCard;
use crate::analysis::{Profiles, RawClusters, Study};
use crate::charts::{Datum, Figure};
use crate::cluster::{K_RANGE, Scan};
use crate::draw::Palette;
use crate::figures::map::left_out;
use crate::figures::{clusters, how_many_shown, sampled};
use crate::page::{Action, Clusters, Loaded, Map, names_wait};
use crate::progress::{Progress, Stage};
use crate::sentences::text;
use crate::space::{Settings, SpaceName};
use crate::wording::tracks;

/// Properties of [`ClustersView`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// Which space.
    pub space: SpaceName,
    /// The tracks.
    pub loaded: Same<Loaded>,
    /// Colours of the clusters.
    pub palette: Palette,
    /// Parameters in force.
    pub settings: Settings,
    /// Every number of clusters, once it is known.
    pub scan: Option<Same<Scan>>,
    /// How far a longer question is.
    pub studying: Option<Progress>,
    /// The clusters in numbers and names, once they are known.
    pub profiles: Option<Same<Profiles>>,
    /// Their mean silhouette in all that is compared, where they were found in less.
    pub silhouette_of_all: Option<f64>,
    /// The clusters of the raw columns, for feature space.
    pub raw_clusters: Option<Same<RawClusters>>,
    /// Which tracks the space has.
    pub samples: Option<Same<Map>>,
    /// Which cluster each is in.
    pub clusters: Option<Same<Clusters>>,
    /// What the clusters are called.
    pub names: Vec<String>,
    /// Clusters whose name was given to one of another clustering.
    pub carried: Vec<usize>,
    /// Names that fit none of these clusters.
    pub waiting: Vec<String>,
    /// Did the person cancel the comparison of all numbers?
    pub is_given_up: bool,
    /// The track in question.
    pub selected: Option<usize>,
    /// Dark paper?
    pub is_dark: bool,
    /// What the person does.
    pub act: Callback<Action>,
    /// Where pictures are.
    pub find_picture: Callback<usize, Option<AttrValue>>,
}

/// The clusters of the space in view.
#[component]
pub(crate) fn ClustersView(props: &Props) -> Html {
    let words = props.loaded.words(props.space);
    html! {
        <div class="clusters" id="clusters">
            <header>
                <h2>{format!("Clusters {}", words.by)}</h2>
                <p class="lead">{"Which tracks belong together, what do the members of a cluster have in common, and how many clusters should there be?"}</p>
                if let Some(missing) = props.samples.as_ref().and_then(|samples| left_out(&words.lack, props.loaded.n_taking_part(), samples.tracks.len())) {
                    <p class="hint">{missing.to_string()}</p>
                }
            </header>
            <HowMany scan={props.scan.clone()} is_given_up={props.is_given_up} studying={props.studying} settings={props.settings.clone()} space={props.space} is_dark={props.is_dark} act={props.act.clone()} />
            if let Some(profiles) = &props.profiles {
                { members(props, profiles) }
                <Means profiles={profiles.clone()} names={props.names.clone()} units={props.loaded.words(props.space).units.into_owned()} loaded={props.loaded.clone()} id="clusters" act={props.act.clone()} />
                <section aria-label="How recommending works">
                    <h3>{"How recommending works here"}</h3>
                    <p id="recommending">{&profiles.recommending}</p>
                </section>
            } else {
                <p class="muted" role="status">{"The clusters stand here as soon as they are found."}</p>
            }
            if let Some((clusters, samples)) = props.raw_clusters.clone().zip(props.samples.clone()) {
                <Raw {clusters} {samples} loaded={props.loaded.clone()} palette={props.palette} is_dark={props.is_dark} act={props.act.clone()} />
            }
        </div>
    }
}

/// One card a cluster, and what they mean together.
fn members(props: &Props, profiles: &Profiles) -> Html {
    let theme = theme(props.is_dark);
    let described = profiles.profiles.iter().zip(&profiles.names);
    let cards = described
        .zip(&profiles.typical)
        .enumerate()
        .map(|(i, ((profile, computed), &typical))| {
            let name = props.names.get(i).unwrap_or(&computed.name).clone();
            html! {
                <ClusterCard
                    key={format!("{:?} {i}", props.space)} cluster={i} space={props.space} {typical} {name}
                    is_carried={props.carried.contains(&i)}
                    color={props.palette.color(i as u8, theme).css()}
                    computed={computed.name.clone()} warning={computed.warning.clone()} size={tracks(profile.size)} share={clusters::share(profile)}
                    loaded={props.loaded.clone()} is_selected={props.selected == Some(typical)}
                    members={props.samples.clone().zip(props.clusters.clone())}
                    act={props.act.clone()} find_picture={props.find_picture.clone()}
                />
            }
        });
    html! {
        <section aria-label="The clusters">
            <h3>{"What each is like"}</h3>
            <ul class="cluster-list">{ for cards }</ul>
            <p class="hint">{"Names are made from what sets a cluster apart. Type another to change one."}</p>
            if let Some(said) = names_wait(props.waiting.clone()) {
                <p class="hint" id="waiting-names">{said.to_string()}</p>
            }
            <p id="clusters-text">{text(profiles.meaning(&props.names, props.silhouette_of_all))}</p>
            if let Some(gain) = clusters::gain(profiles, props.settings.n_init) {
                <p class="hint" id="clusters-gain">{gain.to_string()}</p>
            }
        </section>
    }
}

/// Properties of [`HowMany`].
#[derive(Properties, PartialEq)]
struct HowManyProps {
    is_given_up: bool,
    studying: Option<Progress>,
    scan: Option<Same<Scan>>,
    settings: Settings,
    space: SpaceName,
    is_dark: bool,
    act: Callback<Action>,
}

/// Every number of clusters, and which to take.
#[component]
fn HowMany(props: &HowManyProps) -> Html {
    let figure = use_memo(props.scan.clone(), |scan| {
        scan.as_ref()
            .map(|scan| Rc::new(clusters::scan(scan)) as Rc<dyn Figure>)
    });
    let Some((scan, figure)) = props.scan.as_ref().zip(figure.as_ref().clone()) else {
        let (first, last) = (K_RANGE.start(), K_RANGE.end());
        return waiting(Waiting {
            words: format!("Trying every number of clusters from {first} to {last}"),
            study: Study::Scan(props.space),
            progress: props.studying.filter(|p| p.stage == Stage::Scan),
            is_given_up: props.is_given_up,
            act: &props.act,
        });
    };
    let (space, settings) = (props.space, props.settings.clone());
    let use_k = {
        let settings = settings.clone();
        props
            .act
            .reform(move |k: usize| Action::Configure(Box::new(settings.clone().with_k(space, k))))
    };
    let ks: Vec<usize> = scan.rows.iter().map(|row| row.k).collect();
    let pick = {
        let use_k = use_k.clone();
        Callback::from(move |(_, step): Datum| {
            if let Some(&k) = ks.get(step) {
                use_k.emit(k);
            }
        })
    };
    let suggestion = &scan.suggestion;
    let button = suggestion.k.map(|k| {
        let is_in_force = settings.spaces[space].k == k;
        let words = if is_in_force {
            format!("k = {k} is in use")
        } else {
            format!("Use k = {k}")
        };
        html! { <button class="button" id="use-k" disabled={is_in_force} onclick={use_k.reform(move |_: MouseEvent| k)}>{words}</button> }
    });
    html! {
        <section aria-label="How many clusters">
            <div class="suggestion">
                <p id="suggestion">{&suggestion.sentence}</p>
                { button.unwrap_or_default() }
            </div>
            <FigureView figure={Same(figure)} name="scan-figure" is_dark={props.is_dark} act={props.act.clone()} onpick={pick}
                caption={if scan.rows.is_empty() { "" } else { "A click on a point uses that number." }} />
        </section>
    }
}

/// Properties of [`Means`].
#[derive(Properties, PartialEq)]
struct MeansProps {
    profiles: Same<Profiles>,
    names: Vec<String>,
    loaded: Same<Loaded>,
    /// What the means are given in; `None` for those of the raw columns.
    #[prop_or_default]
    units: Option<String>,
    /// Beginning of the tables' ids.
    id: &'static str,
    act: Callback<Action>,
}

/// What the members have in common, in the units of the file and in standard deviations.
#[component]
fn Means(props: &MeansProps) -> Html {
    let tables = use_memo(
        (
            props.profiles.clone(),
            props.names.clone(),
            props.loaded.clone(),
            props.units.clone(),
        ),
        |(profiles, names, loaded, units)| {
            let of = units
                .as_deref()
                .map_or(clusters::Means::RAW, clusters::Means::of_space);
            let typical = profiles.typical.iter();
            let typical: Vec<String> = typical
                .map(|&track| loaded.tracks.name(track).to_owned())
                .collect();
            let means = clusters::means(profiles, names, &typical, of);
            (
                Rc::new(means),
                Rc::new(clusters::z_means(profiles, names, of)),
            )
        },
    );
    let (means, z_means) = &*tables;
    html! {
        <div class="means">
            <TableView table={Same(means.clone())} name={format!("{}-means", props.id)} act={props.act.clone()} />
            <TableView table={Same(z_means.clone())} name={format!("{}-z-means", props.id)} act={props.act.clone()} />
        </div>
    }
}

/// Properties of [`Raw`].
#[derive(Properties, PartialEq)]
struct RawProps {
    clusters: Same<RawClusters>,
    samples: Same<Map>,
    loaded: Same<Loaded>,
    palette: Palette,
    is_dark: bool,
    act: Callback<Action>,
}

/// The clusters of the columns as the file has them.
#[component]
fn Raw(props: &RawProps) -> Html {
    let deps = (
        props.clusters.clone(),
        props.samples.clone(),
        props.loaded.clone(),
        props.palette,
    );
    let figure = use_memo(deps, |(clusters, samples, loaded, colors)| {
        let name = |sample: usize| {
            let track = samples.tracks.get(sample);
            track.map_or_else(String::new, |&track| {
                loaded.tracks.name(track as usize).to_owned()
            })
        };
        Rc::new(clusters::raw_map(clusters, name, *colors)) as Rc<dyn Figure>
    });
    let profiles = use_memo(props.clusters.clone(), |clusters| {
        Rc::new(clusters.profiles.clone())
    });
    let n = props.samples.tracks.len();
    let (act, samples) = (props.act.clone(), props.samples.clone());
    let pick = Callback::from(move |(_, point): Datum| {
        let sample = sampled(samples.tracks.len()).get(point).copied();
        if let Some(&track) = sample.and_then(|sample| samples.tracks.get(sample)) {
            act.emit(Action::Select(Some(track as usize)));
        }
    });
    html! {
        <section id="raw-groups" aria-label="Clusters of the raw columns">
            <h3>{"Clusters of the raw columns"}</h3>
            <p>{"For comparison: k-means on the columns as the file has them, without standardising. "}<span id="raw-leading">{clusters::leading(&props.clusters).to_string()}</span></p>
            <FigureView figure={Same((*figure).clone())} name="raw-map" is_dark={props.is_dark} act={props.act.clone()} onpick={pick}
                caption={format!("{} Each axis has a scale of its own; the percentages are their contributions of the variance.", how_many_shown(n))} />
            <Means profiles={Same((*profiles).clone())} names={clusters::raw_names(&props.clusters)} loaded={props.loaded.clone()} id="raw" act={props.act.clone()} />
        </section>
    }
}
