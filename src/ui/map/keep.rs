//! The map as a file to keep: a picture, a drawing, or its numbers.

use std::rc::Rc;

use yew::prelude::*;

use super::super::parts::controls::is_open;
use super::super::parts::keep_figure::KeepFigure;
use super::super::parts::same::Same;
use crate::charts::Figure;
use crate::draw::Palette;
use crate::figures::Coloring;
use crate::figures::color_legend::ColorLegend;
use crate::figures::map::{MapParts, map};
use crate::page::{Action, Clusters, Loaded, Map, MapRows, Selection};
use crate::space::SpaceName;

/// Width of the picture, in CSS pixels.
const WIDTH_PX: f64 = 900.0;

/// Properties of [`MapKeep`].
#[derive(Clone, Properties, PartialEq)]
pub(crate) struct Props {
    /// Which space is shown.
    pub space: SpaceName,
    /// The points.
    pub map: Same<Map>,
    /// Their clusters.
    pub clusters: Same<Clusters>,
    /// What the clusters are called.
    pub names: Vec<AttrValue>,
    /// Where points are coloured by something else than clusters: how.
    pub coloring: Option<Same<Coloring>>,
    /// What the classes of the colours are.
    pub legend: ColorLegend,
    /// The class brought out: the table is of its tracks.
    pub picked: Option<u8>,
    /// Classes that are hidden: neither figure nor table has them.
    pub hidden: Vec<u8>,
    /// The tracks.
    pub loaded: Same<Loaded>,
    /// The track in question, named first.
    pub selected: Option<usize>,
    /// Where tracks are selected, the table is of these alone.
    pub selection: Selection,
    /// Colours of the clusters.
    pub palette: Palette,
    /// What the person does.
    pub act: Callback<Action>,
}

/// Buttons that keep the map, folded away.
#[component]
pub(crate) fn MapKeep(props: &Props) -> Html {
    let shown = use_state_eq(|| false);
    let opened = {
        let shown = shown.setter();
        move |event: Event| shown.set(is_open(&event))
    };
    // Made when it is asked for: with many tracks it takes a while.
    let wanted = shown.then(|| html! { <Figures ..props.clone() /> });
    html! {
        <details class="map-keep" ontoggle={opened}>
            <summary class="button quiet small">{"Keep"}</summary>
            { wanted.unwrap_or_default() }
        </details>
    }
}

/// The buttons, with the figure that they keep.
#[component]
fn Figures(props: &Props) -> Html {
    let deps = (
        (props.space, props.map.clone(), props.clusters.clone()),
        (props.coloring.clone(), props.legend.clone()),
        (props.loaded.clone(), props.selected, props.palette),
        props.hidden.clone(),
    );
    let figure = use_memo(
        deps,
        |((space, shown, clusters), (coloring, legend), (loaded, selected, palette), hidden)| {
            let of_clusters = || Coloring {
                classes: clusters.labels.clone(),
                ..Coloring::default()
            };
            let coloring = coloring.as_deref().cloned().unwrap_or_else(of_clusters);
            let is_shown = |&sample: &usize| {
                let class = coloring.classes.get(sample);
                class.is_none_or(|class| !hidden.contains(class))
            };
            let samples: Vec<usize> = (0..shown.points.len()).filter(is_shown).collect();
            let track = |at: usize| shown.tracks[samples[at]] as usize;
            let selected =
                selected.and_then(|selected| (0..samples.len()).find(|&at| track(at) == selected));
            let figure = map(MapParts {
                title: format!("Tracks {}", loaded.words(*space).by),
                n_samples: samples.len(),
                point: &|at| shown.points[samples[at]],
                coloring: &coloring.of(&samples),
                legend,
                name: &|at| loaded.tracks.name(track(at)).to_owned(),
                first: selected.as_slice(),
                axes: [0, 1].map(|component| shown.axis(component)),
                palette: *palette,
            });
            Rc::new(figure) as Rc<dyn Figure>
        },
    );
    let shown = props.clone();
    let numbers = Callback::from(move |()| {
        let coloring = shown.coloring.as_deref();
        let rows = MapRows {
            loaded: &shown.loaded,
            map: &shown.map,
            clusters: &shown.clusters,
            names: &shown.names,
            colored: coloring.map(|coloring| (coloring, &shown.legend)),
            is_wanted: &|track, class| {
                let is_picked = shown.picked.is_none_or(|picked| Some(picked) == class);
                let is_hidden = class.is_some_and(|class| shown.hidden.contains(&class));
                let is_selected = shown.selection.is_empty() || shown.selection.has(track);
                is_picked && !is_hidden && is_selected
            },
        };
        rows.table()
    });
    html! {
        <div class="keep"><KeepFigure figure={Same((*figure).clone())} name="map" width_px={WIDTH_PX} {numbers} act={props.act.clone()} /></div>
    }
}
