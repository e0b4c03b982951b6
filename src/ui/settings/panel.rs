//! The settings at the left: space, clusters, colours, recommending, columns.

use yew::prelude::*;

use super::super::parts::controls::{configure, is_checked, value_of};
use super::super::parts::fold::FoldButton;
use super::super::parts::same::Same;
use super::color_choice::{ColorChoice, colors};
use super::column_choice::columns;
use super::layout_choice::{LayoutChoice, layout};
use crate::analysis::Quality;
use crate::cluster::K_RANGE;
use crate::data::{CopyRule, CopyRules};
use crate::figures::scorecard::way;
use crate::figures::{ClusterColors, ColorBy};
use crate::neighbors::Metric;
use crate::page::{Action, Loaded, Map};
use crate::protocol::ClusterInfo;
use crate::recommend::Scaling;
use crate::space::{
    ClusterOn, FEWEST_FOR_TIMBRE, RecommendSettings, Settings, SoundSpace, SpaceName,
};
use crate::wording::{capitalised, counted, fixed};

/// Properties of [`SettingsPanel`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// Parameters in force.
    pub settings: Settings,
    /// The space shown.
    pub space: SpaceName,
    /// The spaces that have a map.
    pub mapped: Vec<SpaceName>,
    /// The space that "by sound" means.
    pub sound_space: SpaceName,
    /// The clusters shown, in numbers.
    pub clusters: Option<ClusterInfo>,
    /// The map shown, in numbers.
    pub map: Option<Same<Map>>,
    /// What that map is worth, once it is known.
    pub quality: Option<Same<Quality>>,
    /// Mean silhouette of the clusters in all that is known of the tracks, where they were found in less.
    pub silhouette_of_all: Option<f64>,
    /// What points are coloured by.
    pub color_by: ColorBy,
    /// Cluster colours.
    pub colors: ClusterColors,
    /// The table's columns are in here.
    pub loaded: Same<Loaded>,
    /// Columns that feature space uses now.
    pub used_columns: Option<Vec<String>>,
    /// What the person does.
    pub act: Callback<Action>,
    /// Folds the panel away, where it can be.
    pub fold: Option<Callback<MouseEvent>>,
}

/// The settings.
#[component]
pub(crate) fn SettingsPanel(props: &Props) -> Html {
    let layout_choice = LayoutChoice {
        settings: &props.settings,
        space: props.space,
        map: props.map.as_deref(),
        quality: props.quality.as_deref(),
        tracks: &props.loaded.tracks,
        act: &props.act,
    };
    let color_choice = ColorChoice {
        by: &props.color_by,
        colors: props.colors,
        mapped: &props.mapped,
        loaded: &props.loaded,
        act: &props.act,
    };
    let used_columns = props.used_columns.as_deref().unwrap_or_default();
    html! {
        <aside class="settings" aria-label="Settings">
            <FoldButton what="the settings" fold={props.fold.clone()} />
            { space(props) }
            { layout(&layout_choice) }
            { clusters(props) }
            { colors(&color_choice) }
            { recommending(props) }
            if props.loaded.has_table {
                { columns(&props.settings, &props.loaded, used_columns, &props.act) }
            }
            { reference(props) }
        </aside>
    }
}

fn space(props: &Props) -> Html {
    let choice = |space: SpaceName| {
        let act = props.act.clone();
        let is_absent = !props.mapped.contains(&space);
        html! {
            <label class="choice">
                <input type="radio" name="space" id={format!("space-{space}")} checked={props.space == space} disabled={is_absent}
                    onchange={move |_| act.emit(Action::ShowSpace(space))} />
                { props.loaded.words(space).choice }
            </label>
        }
    };
    html! {
        <fieldset>
            <legend>{"Space"}</legend>
            { for props.loaded.space_names().map(choice) }
        </fieldset>
    }
}

/// What clusters can be found in, in the order in which it is offered.
const FOUND_IN: [(&str, ClusterOn); 3] = [
    ("components", ClusterOn::Components),
    ("tsne", ClusterOn::Tsne),
    ("features", ClusterOn::Features),
];

fn clusters(props: &Props) -> Html {
    let space = props.space;
    let in_force = props.settings.spaces[space];
    let set_k = configure(
        &props.settings,
        &props.act,
        move |settings, event: Event| {
            if let Ok(k) = value_of(&event).parse() {
                settings.spaces[space].k = k;
            }
        },
    );
    let set_on = configure(
        &props.settings,
        &props.act,
        move |settings, event: Event| {
            let (_, on) = FOUND_IN
                .into_iter()
                .find(|(key, _)| *key == value_of(&event))
                .unwrap_or(FOUND_IN[0]);
            settings.spaces[space].on = on;
        },
    );
    let words = props.loaded.words(space);
    let called = |on: ClusterOn| match on {
        ClusterOn::Components => "the map by PCA".to_owned(),
        ClusterOn::Tsne => "the map by t-SNE".to_owned(),
        ClusterOn::Features => words.all.to_lowercase(),
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
                    { for FOUND_IN.into_iter().map(|(key, on)| html! {
                        <option value={key} selected={in_force.on == on} disabled={on == ClusterOn::Tsne && !in_force.needs_tsne()}>{capitalised(&called(on))}</option>
                    }) }
                </select>
            </label>
            if let Some(info) = &props.clusters {
                <p class="hint" id="silhouette" title="Mean silhouette: 1 is well separated, 0 overlapping, below 0 mixed up">
                    { match info.silhouette {
                        Some(silhouette) => format!("Silhouette {} on {}", fixed(silhouette, 3), called(in_force.on)),
                        None => "Silhouette undefined".to_string(),
                    } }
                    if let Some(of_all) = props.silhouette_of_all {
                        { format!(", {} on {}", fixed(of_all, 3), called(ClusterOn::Features)) }
                    }
                    if info.k < in_force.k {
                        { format!(", only {} for so few tracks", counted(info.k, "cluster", "clusters")) }
                    }
                </p>
            }
        </fieldset>
    }
}

/// The choices of how to compare, in the order in which they are offered.
const WAYS: [(&str, Metric, Scaling); 4] = [
    (
        "euclidean-standardised",
        Metric::Euclidean,
        Scaling::Standardised,
    ),
    ("euclidean-raw", Metric::Euclidean, Scaling::Raw),
    ("cosine-standardised", Metric::Cosine, Scaling::Standardised),
    ("cosine-raw", Metric::Cosine, Scaling::Raw),
];

/// What recommendations by sound compare; nothing where there is no choice.
fn sound(props: &Props) -> Html {
    let of_sound = props.mapped.iter().filter(|space| space.is_of_sound());
    if of_sound.count() == 0 {
        return Html::default();
    }
    let choose = configure(&props.settings, &props.act, |settings, event: Event| {
        settings.sound_space = if value_of(&event) == "pixels" {
            SoundSpace::Pixels
        } else {
            SoundSpace::Timbre
        };
    });
    let has_timbre = props.mapped.contains(&SpaceName::Timbre);
    let is_timbre = props.sound_space == SpaceName::Timbre;
    let is_usual = props.settings.sound_space == SoundSpace::Auto;
    html! {
        <>
            <label class="row">
                <span>{"Sound is compared by"}</span>
                <select id="sound-space" onchange={choose}>
                    <option value="timbre" selected={is_timbre} disabled={!has_timbre}>{"Timbre"}</option>
                    <option value="pixels" selected={!is_timbre}>{"Pixels"}</option>
                </select>
            </label>
            if !has_timbre {
                <p class="hint">{"Timbre comes when all pictures have been looked at closely."}</p>
            } else if is_usual && !is_timbre {
                <p class="hint">{format!("Timbre is usual from {FEWEST_FOR_TIMBRE} pictures on: of fewer, what is usual cannot be told.")}</p>
            }
        </>
    }
}

/// What counts as a copy.
fn copies(props: &Props) -> Html {
    let rule = |rule: &CopyRule| {
        let &CopyRule { key, words, of } = rule;
        let checked = *of(&mut props.settings.copies.clone());
        let set = configure(
            &props.settings,
            &props.act,
            move |settings, event: Event| {
                *of(&mut settings.copies) = is_checked(&event);
            },
        );
        html! {
            <label class="choice">
                <input type="checkbox" id={format!("copies-{key}")} {checked} onchange={set} />
                {capitalised(words)}
            </label>
        }
    };
    html! {
        <details class="copy-rules">
            <summary>{"What counts as a copy"}</summary>
            { for CopyRules::ALL.iter().map(rule) }
            <p class="hint">{"“Remastered 2011”, “Deluxe” and “Single Version” are the same recording; “Live”, “Acoustic”, “Remix” and “Instrumental” are not."}</p>
        </details>
    }
}

fn recommending(props: &Props) -> Html {
    let choice = |space: SpaceName| {
        let in_force = props.settings.recommending[space];
        let choose = configure(
            &props.settings,
            &props.act,
            move |settings, event: Event| {
                let value = value_of(&event);
                if let Some(&(_, metric, scaling)) = WAYS.iter().find(|way| way.0 == value) {
                    settings.recommending[space] = RecommendSettings { metric, scaling };
                }
            },
        );
        html! {
            <label class="row">
                <span>{ capitalised(&props.loaded.words(space).by) }</span>
                <select id={format!("by-{space}-way")} onchange={choose}>
                    { for WAYS.iter().map(|&(value, metric, scaling)| {
                        let selected = (in_force.metric, in_force.scaling) == (metric, scaling);
                        html! { <option {value} {selected}>{capitalised(&way(metric, scaling))}</option> }
                    }) }
                </select>
            </label>
        }
    };
    let set_top = configure(&props.settings, &props.act, |settings, event: Event| {
        if let Ok(top_n) = value_of(&event).parse::<usize>() {
            settings.top_n = top_n.clamp(1, 100);
        }
    });
    let set_copies = configure(&props.settings, &props.act, |settings, event: Event| {
        settings.include_copies = is_checked(&event);
    });
    let most_by_artist = props.settings.most_by_artist;
    let most_by_artist = most_by_artist.map_or_else(String::new, |n| n.to_string());
    let set_most = configure(&props.settings, &props.act, |settings, event: Event| {
        let most = value_of(&event).parse::<usize>().ok();
        settings.most_by_artist = most.map(|most| most.clamp(1, 100));
    });
    let set_within = configure(&props.settings, &props.act, |settings, event: Event| {
        settings.within_cluster = is_checked(&event);
    });
    let spaces = props.loaded.space_names();
    let recommending = spaces.filter(|name| name.recommends(props.sound_space));
    let warns = props.settings.recommending[SpaceName::Features].scaling == Scaling::Raw;
    html! {
        <fieldset>
            <legend>{"Recommendations"}</legend>
            { sound(props) }
            { for recommending.map(choice) }
            if warns {
                <p class="hint">{"Raw: the larger the numbers of a column, the more it counts."}</p>
            }
            <label class="row">
                <span>{"How many"}</span>
                <input type="number" id="top-n" min="1" max="100" value={props.settings.top_n.to_string()} onchange={set_top} />
            </label>
            <label class="row">
                <span>{"By one artist at most"}</span>
                <input type="number" id="most-by-artist" min="1" max="100" placeholder="any" value={most_by_artist} onchange={set_most} />
            </label>
            <label class="choice" title="Else each recording is shown once, and never recommended to itself">
                <input type="checkbox" id="include-copies" checked={props.settings.include_copies} onchange={set_copies} />
                {"Copies too"}
            </label>
            if !props.settings.include_copies {
                { copies(props) }
            }
            <label class="choice" title="Tracks of other clusters are not recommended">
                <input type="checkbox" id="within-cluster" checked={props.settings.within_cluster} onchange={set_within} />
                {"Only from the track's cluster"}
            </label>
        </fieldset>
    }
}

fn reference(props: &Props) -> Html {
    let toggle = props
        .act
        .reform(|event: Event| Action::UseReference(is_checked(&event)));
    html! {
        <fieldset>
            <label class="choice">
                <input type="checkbox" id="reference" checked={props.settings.is_reference} onchange={toggle} />
                {"Reference mode"}
            </label>
            <p class="hint">{"scikit-learn's own defaults: one start, raw values, copies kept, all pixels, matplotlib's colours. For checking numbers against a script of your own."}</p>
        </fieldset>
    }
}
