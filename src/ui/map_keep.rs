//! The map as a file to keep: a picture, a drawing, or its numbers.

use std::rc::Rc;

use yew::prelude::*;

use super::keep_figure::KeepFigure;
use super::same::Same;
use crate::app::{Action, Groups, Loaded, Map};
use crate::figures::map::{MapParts, map};
use crate::pipeline::SpaceName;
use crate::plot::Palette;
use crate::plot::charts::Figure;

/// Width of the picture, in CSS pixels.
const WIDTH_PX: f64 = 900.0;

/// Properties of [`MapKeep`].
#[derive(Clone, Properties, PartialEq)]
pub(super) struct Props {
    /// Which space is shown.
    pub space: SpaceName,
    /// The points.
    pub map: Same<Map>,
    /// Their groups.
    pub groups: Same<Groups>,
    /// What the groups are called.
    pub names: Vec<AttrValue>,
    /// The tracks.
    pub loaded: Same<Loaded>,
    /// The track in question, named first.
    pub selected: Option<usize>,
    /// Colours of the groups.
    pub colors: Palette,
    /// What the person does.
    pub act: Callback<Action>,
}

/// Buttons that keep the map, folded away.
#[component]
pub(super) fn MapKeep(props: &Props) -> Html {
    let is_open = use_state_eq(|| false);
    let opened = {
        let is_open = is_open.clone();
        Callback::from(move |event: Event| {
            let details = event.target_dyn_into::<web_sys::Element>();
            is_open.set(details.is_some_and(|details| details.has_attribute("open")));
        })
    };
    // Made when it is asked for: with many tracks it takes a while.
    let wanted = is_open.then(|| html! { <Figures ..props.clone() /> });
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
        (props.space, props.map.clone(), props.groups.clone()),
        (
            props.names.clone(),
            props.loaded.clone(),
            props.selected,
            props.colors,
        ),
    );
    let figure = use_memo(
        deps,
        |((space, shown, groups), (names, loaded, selected, colors))| {
            let track = |sample: usize| shown.tracks[sample] as usize;
            let selected = selected.and_then(|selected| {
                shown
                    .tracks
                    .iter()
                    .position(|&track| track as usize == selected)
            });
            let figure = map(MapParts {
                title: match space {
                    SpaceName::Sound => "Tracks by sound".into(),
                    SpaceName::Features => "Tracks by features".into(),
                },
                n_samples: shown.points.len(),
                point: &|sample| shown.points[sample],
                class: &|sample| groups.labels[sample],
                name: &|sample| loaded.tracks.name(track(sample)).to_owned(),
                first: selected.as_slice(),
                cluster_names: names.iter().map(ToString::to_string).collect(),
                axes: [0, 1].map(|component| shown.axis(component)),
                palette: *colors,
            });
            Rc::new(figure) as Rc<dyn Figure>
        },
    );
    html! {
        <div class="keep"><KeepFigure figure={Same((*figure).clone())} name="map" width_px={WIDTH_PX} act={props.act.clone()} /></div>
    }
}
