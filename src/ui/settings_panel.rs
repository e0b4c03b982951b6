//! The settings at the left: space, groups, colours, recommending, columns.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::column_choice::columns;
use super::layout_choice::layout;
use super::same::Same;
use crate::app::{Action, Loaded, Map, Palette};
use crate::cluster::K_RANGE;
use crate::neighbors::Metric;
use crate::pipeline::{ClusterOn, Quality, RecommendSettings, Settings, SpaceName, SpaceSettings};
use crate::protocol::GroupInfo;
use crate::recommend::Scaling;

/// Properties of [`SettingsPanel`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Parameters in force.
    pub settings: Settings,
    /// The space shown.
    pub space: SpaceName,
    /// Is there a sound space?
    pub has_sound: bool,
    /// Is there a feature space?
    pub has_features: bool,
    /// The groups shown, in numbers.
    pub groups: Option<GroupInfo>,
    /// The map shown, in numbers.
    pub map: Option<Same<Map>>,
    /// What that map is worth, once it is known.
    pub quality: Option<Same<Quality>>,
    /// Cluster colours.
    pub palette: Palette,
    /// The table's columns are in here.
    pub loaded: Same<Loaded>,
    /// Columns that feature space uses now.
    pub used_columns: Option<Vec<String>>,
    /// What the person does.
    pub act: Callback<Action>,
}

/// The settings.
#[component]
pub fn SettingsPanel(props: &Props) -> Html {
    html! {
        <aside class="settings" aria-label="Settings">
            { space(props) }
            { layout(props) }
            { clusters(props) }
            { colors(props) }
            { recommending(props) }
            if props.loaded.has_table {
                { columns(props) }
            }
            { notebook(props) }
        </aside>
    }
}

/// Hands on the settings with one thing changed.
pub fn configure<E: 'static>(
    props: &Props,
    change: impl Fn(&mut Settings, E) + 'static,
) -> Callback<E> {
    let act = props.act.clone();
    let settings = props.settings.clone();
    Callback::from(move |event: E| {
        let mut settings = settings.clone();
        change(&mut settings, event);
        act.emit(Action::Configure(Box::new(settings)));
    })
}

/// The value of this event's control.
pub fn value_of(event: &Event) -> String {
    let target = event.target();
    let input = target
        .as_ref()
        .and_then(|target| target.dyn_ref::<HtmlInputElement>());
    let select = target
        .as_ref()
        .and_then(|target| target.dyn_ref::<HtmlSelectElement>());
    input
        .map(HtmlInputElement::value)
        .or(select.map(HtmlSelectElement::value))
        .unwrap_or_default()
}

/// Is the check box of this event checked?
pub fn is_checked(event: &Event) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        .is_some_and(|input| input.checked())
}

fn space(props: &Props) -> Html {
    let choice = |space: SpaceName, id: &'static str, name: &'static str, there: bool| {
        let act = props.act.clone();
        html! {
            <label class="choice">
                <input type="radio" name="space" {id} checked={props.space == space} disabled={!there}
                    onchange={move |_| act.emit(Action::ShowSpace(space))} />
                {name}
            </label>
        }
    };
    html! {
        <fieldset>
            <legend>{"Space"}</legend>
            { choice(SpaceName::Sound, "space-sound", "Sound (pictures)", props.has_sound) }
            { choice(SpaceName::Features, "space-features", "Features (table)", props.has_features) }
        </fieldset>
    }
}

/// The settings of one space.
pub fn settings_of(settings: &mut Settings, space: SpaceName) -> &mut SpaceSettings {
    match space {
        SpaceName::Sound => &mut settings.sound,
        SpaceName::Features => &mut settings.features,
    }
}

fn clusters(props: &Props) -> Html {
    let space = props.space;
    let in_force = *settings_of(&mut props.settings.clone(), space);
    let set_k = configure(props, move |settings, event: Event| {
        if let Ok(k) = value_of(&event).parse() {
            settings_of(settings, space).k = k;
        }
    });
    let set_on = configure(props, move |settings, event: Event| {
        settings_of(settings, space).on = if value_of(&event) == "components" {
            ClusterOn::Components
        } else {
            ClusterOn::Features
        };
    });
    let all = if space == SpaceName::Sound {
        "All pixels"
    } else {
        "All chosen columns"
    };
    html! {
        <fieldset>
            <legend>{"Clusters"}</legend>
            <label class="slider">
                <span>{"Number"}</span>
                <input type="range" id="k" min={K_RANGE.start().to_string()} max={K_RANGE.end().to_string()} value={in_force.k.to_string()} onchange={set_k} />
                <output>{in_force.k}</output>
            </label>
            <label class="row">
                <span>{"Found in"}</span>
                <select id="cluster-on" onchange={set_on}>
                    <option value="components" selected={in_force.on == ClusterOn::Components}>{"The map"}</option>
                    <option value="features" selected={in_force.on == ClusterOn::Features}>{all}</option>
                </select>
            </label>
            if let Some(info) = &props.groups {
                <p class="hint" title="Mean silhouette: 1 is well separated, 0 overlapping, below 0 mixed up">
                    { match info.silhouette {
                        Some(silhouette) => format!("Silhouette {silhouette:.3}"),
                        None => "Silhouette undefined".to_string(),
                    } }
                    if info.k < in_force.k {
                        { format!(", only {} clusters for so few tracks", info.k) }
                    }
                </p>
            }
        </fieldset>
    }
}

fn colors(props: &Props) -> Html {
    let act = props.act.clone();
    let choose = move |event: Event| {
        if let Some(palette) = Palette::named(&value_of(&event)) {
            act.emit(Action::UsePalette(palette));
        }
    };
    html! {
        <fieldset>
            <legend>{"Colours"}</legend>
            <select id="palette" aria-label="Cluster colours" onchange={choose}>
                { for Palette::ALL.into_iter().map(|palette| html! {
                    <option value={palette.name()} selected={props.palette == palette}>{ match palette {
                        Palette::OkabeIto => "Okabe-Ito",
                        Palette::Notebook => "As the notebook",
                    } }</option>
                }) }
            </select>
            if props.palette == Palette::Notebook {
                <p class="hint">{"Not safe for colour-blind eyes."}</p>
            }
        </fieldset>
    }
}

/// The choices of how to compare, in the order in which they are offered.
const WAYS: [(&str, &str, Metric, Scaling); 4] = [
    (
        "euclidean-standardised",
        "Distance, standardised",
        Metric::Euclidean,
        Scaling::Standardised,
    ),
    (
        "euclidean-raw",
        "Distance, raw",
        Metric::Euclidean,
        Scaling::Raw,
    ),
    (
        "cosine-standardised",
        "Cosine, standardised",
        Metric::Cosine,
        Scaling::Standardised,
    ),
    ("cosine-raw", "Cosine, raw", Metric::Cosine, Scaling::Raw),
];

fn recommending(props: &Props) -> Html {
    let way = |id: &'static str,
               name: &'static str,
               in_force: RecommendSettings,
               set: fn(&mut Settings) -> &mut RecommendSettings| {
        let choose = configure(props, move |settings, event: Event| {
            let value = value_of(&event);
            if let Some(&(_, _, metric, scaling)) = WAYS.iter().find(|way| way.0 == value) {
                *set(settings) = RecommendSettings { metric, scaling };
            }
        });
        html! {
            <label class="row">
                <span>{name}</span>
                <select {id} onchange={choose}>
                    { for WAYS.iter().map(|&(value, words, metric, scaling)| {
                        let selected = (in_force.metric, in_force.scaling) == (metric, scaling);
                        html! { <option {value} {selected}>{words}</option> }
                    }) }
                </select>
            </label>
        }
    };
    let set_top = configure(props, |settings, event: Event| {
        if let Ok(top_n) = value_of(&event).parse::<usize>() {
            settings.top_n = top_n.clamp(1, 100);
        }
    });
    let set_copies = configure(props, |settings, event: Event| {
        settings.include_copies = is_checked(&event);
    });
    let set_within = configure(props, |settings, event: Event| {
        settings.within_cluster = is_checked(&event);
    });
    let warns = props.settings.by_features.scaling == Scaling::Raw;
    html! {
        <fieldset>
            <legend>{"Recommendations"}</legend>
            { way("by-sound-way", "By sound", props.settings.by_sound, |settings| &mut settings.by_sound) }
            { way("by-features-way", "By features", props.settings.by_features, |settings| &mut settings.by_features) }
            if warns {
                <p class="hint">{"Raw: the column with the widest range, such as tempo, decides almost alone."}</p>
            }
            <label class="row">
                <span>{"How many"}</span>
                <input type="number" id="top-n" min="1" max="100" value={props.settings.top_n.to_string()} onchange={set_top} />
            </label>
            <label class="choice" title="Tracks with an identical picture or the same track_id">
                <input type="checkbox" id="include-copies" checked={props.settings.include_copies} onchange={set_copies} />
                {"Copies of the track too"}
            </label>
            <label class="choice" title="As the notebook suggests by cluster membership">
                <input type="checkbox" id="within-cluster" checked={props.settings.within_cluster} onchange={set_within} />
                {"Only from the track's cluster"}
            </label>
        </fieldset>
    }
}

fn notebook(props: &Props) -> Html {
    let toggle = props
        .act
        .reform(|event: Event| Action::FollowNotebook(is_checked(&event)));
    html! {
        <fieldset>
            <label class="choice">
                <input type="checkbox" id="as-notebook" checked={props.settings.as_notebook} onchange={toggle} />
                {"As the notebook"}
            </label>
            <p class="hint">{"One start of k-means, raw values for recommending, copies kept in: the notebook's own numbers."}</p>
        </fieldset>
    }
}
