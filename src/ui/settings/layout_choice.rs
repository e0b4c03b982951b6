//! How the map is laid out, what it is worth, and which tracks stand apart.

use yew::prelude::*;

use super::super::parts::controls::{configure, value_of};
use crate::analysis::Quality;
use crate::figures::map::{called_far, far, less_perplexity, trust, tsne_ended};
use crate::page::{Action, Map, Tracks};
use crate::space::{Layout, Settings, SpaceName};
use crate::wording::{fixed, grouped};

/// Perplexities offered.
const PERPLEXITIES: std::ops::RangeInclusive<u32> = 2..=200;

/// The map whose layout is chosen.
pub(crate) struct LayoutChoice<'a> {
    /// Parameters in force.
    pub settings: &'a Settings,
    /// The space shown.
    pub space: SpaceName,
    /// Its map, once there is one.
    pub map: Option<&'a Map>,
    /// What that map is worth, once it is known.
    pub quality: Option<&'a Quality>,
    /// The tracks, for their names.
    pub tracks: &'a Tracks,
    /// What the person does.
    pub act: &'a Callback<Action>,
}

/// The choice of the layout.
pub(crate) fn layout(shown: &LayoutChoice) -> Html {
    let &LayoutChoice {
        settings,
        space,
        act,
        ..
    } = shown;
    let in_force = settings.spaces[space].layout;
    let choice = |layout: Layout, id: &'static str, name: &'static str| {
        let choose = configure(settings, act, move |settings, _: Event| {
            settings.spaces[space].layout = layout;
        });
        html! {
            <label class="choice">
                <input type="radio" name="layout" {id} checked={in_force == layout} onchange={choose} />
                {name}
            </label>
        }
    };
    let set_perplexity = configure(settings, act, |settings, event: Event| {
        if let Ok(perplexity) = value_of(&event).parse::<u32>() {
            settings.perplexity = perplexity.clamp(*PERPLEXITIES.start(), *PERPLEXITIES.end());
        }
    });
    html! {
        <fieldset>
            <legend>{"Layout"}</legend>
            { choice(Layout::Pca, "layout-pca", "PCA: distances to scale") }
            { choice(Layout::Tsne, "layout-tsne", "t-SNE: neighbours together") }
            if in_force == Layout::Tsne {
                <label class="row" title="About how many neighbours of each track count">
                    <span>{"Perplexity"}</span>
                    <input type="number" id="perplexity" min={PERPLEXITIES.start().to_string()} max={PERPLEXITIES.end().to_string()}
                        value={settings.perplexity.to_string()} onchange={set_perplexity} />
                </label>
            }
            { tsne(shown) }
            // Known later than the map. Its place is kept, or it would move the controls below it when they are about to be
            // clicked.
            <div class="map-worth">
                if let Some(quality) = shown.quality {
                    { worth(quality) }
                    { apart(shown, quality) }
                }
            </div>
        </fieldset>
    }
}

/// The map by t-SNE in numbers.
fn tsne(shown: &LayoutChoice) -> Html {
    let Some(info) = shown.map.and_then(|map| map.info.tsne.as_ref()) else {
        return Html::default();
    };
    let ended = tsne_ended(info.n_iter, info.kl_divergence);
    let fewer = less_perplexity(info.perplexity, shown.settings.perplexity);
    let fewer = fewer.map(|said| format!(" {said}"));
    html! {
        <p class="hint" id="tsne-info">
            {ended.to_string()}
            {fewer}
        </p>
    }
}

fn worth(quality: &Quality) -> Html {
    const MEANING: &str = "1: all neighbours on the map are neighbours in the data. 0.5: the map is no better than chance.";
    let Some(found) = quality.trustworthiness else {
        return html! { <p class="hint" id="trustworthiness">{trust(quality).to_string()}</p> };
    };
    html! {
        <p class="hint" id="trustworthiness" title={MEANING}>
            {format!("Trustworthiness {}", fixed(found.value, 3))}
            if found.n_samples < quality.n_samples {
                {format!(", measured on {} tracks drawn from all", grouped(found.n_samples))}
            }
        </p>
    }
}

/// Tracks that stand apart, by name.
fn apart(shown: &LayoutChoice, quality: &Quality) -> Html {
    let n = quality.outliers.len();
    let drawn = (quality.n_checked < quality.n_samples)
        .then(|| format!(", of {} that were drawn", grouped(quality.n_checked)));
    if n == 0 {
        let none = far(quality, |_| String::new());
        return html! { <p class="hint" id="outliers">{none.to_string()}</p> };
    }
    let names = quality.outliers.iter().map(|found| {
        let track = found.track;
        let select = shown
            .act
            .reform(move |_: MouseEvent| Action::Select(Some(track)));
        html! {
            <li><button class="link" onclick={select}><bdi>{shown.tracks.name(track)}</bdi></button>
                <span class="number">{fixed(found.distance, 1)}</span></li>
        }
    });
    html! {
        <details id="outliers">
            <summary title="Ringed on the map">
                {if n == 1 { "1 track is far from its nearest ones".to_string() } else { format!("{} tracks are far from their nearest ones", grouped(n)) }}{drawn}
            </summary>
            <p class="hint">{called_far(quality).map(|said| said.to_string())}</p>
            <ul class="names apart">{ for names }</ul>
        </details>
    }
}
