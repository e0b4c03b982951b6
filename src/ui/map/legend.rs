//! The legend of the map: colour, name and size of every class, of which a click brings one out; or a bar of colours where
//! they stand for sizes.

use yew::prelude::*;

use super::super::parts::theme::glyph_class;
use crate::draw::{Palette, Theme, viridis};
use crate::figures::color_legend::{ColorLegend, LegendEntry};
use crate::wording::{grouped, spoken};

/// Colours that a bar is made of.
const N_STOPS: usize = 17;

/// Properties of [`Legend`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// What the colours stand for.
    pub legend: ColorLegend,
    /// Are they those of clusters?
    pub is_of_clusters: bool,
    /// The colours.
    pub palette: Palette,
    /// Paper and ink.
    pub theme: &'static Theme,
    /// The class brought out.
    pub picked: Option<u8>,
    /// A class was clicked.
    pub pick: Callback<Option<u8>>,
    /// The classes that are hidden.
    pub hidden: Vec<u8>,
    /// A class is to be hidden, or shown again.
    pub hide: Callback<u8>,
}

/// The legend of the map.
#[component]
pub(crate) fn Legend(props: &Props) -> Html {
    let legend = &props.legend;
    if props.is_of_clusters {
        return entries(props, "Clusters, largest first".into());
    }
    html! {
        <div class="legend-of">
            <span class="legend-title"><bdi>{&legend.title}</bdi></span>
            if let Some(range) = legend.range {
                { bar(range) }
            }
            if !legend.entries.is_empty() {
                { entries(props, format!("{}, most frequent first", legend.title)) }
            }
        </div>
    }
}

fn entries(props: &Props, label: String) -> Html {
    let entry = |entry: &LegendEntry| {
        let class = entry.class;
        let is_picked = props.picked == Some(class);
        let pick = props
            .pick
            .reform(move |_: MouseEvent| (!is_picked).then_some(class));
        let color = props.palette.color(class, props.theme).css();
        let is_hidden = props.hidden.contains(&class);
        let hide = props.hide.reform(move |_: MouseEvent| class);
        let hide_label = format!("Hide {}", entry.name);
        html! {
            <li class={classes!(is_hidden.then_some("hidden"))}>
                <button class="legend-hide" aria-label={hide_label.clone()} title={if is_hidden { format!("Show {}", entry.name) } else { hide_label }}
                    aria-pressed={is_hidden.to_string()} onclick={hide}>
                    <span class={glyph_class(usize::from(class))} style={format!("background:{color};color:{color}")}></span>
                </button>
                <button class="legend-entry" title={entry.name.clone()} aria-pressed={is_picked.to_string()} onclick={pick}>
                    <span class="legend-name"><bdi>{&entry.name}</bdi></span>
                    <span class="number">{grouped(entry.n)}</span>
                </button>
            </li>
        }
    };
    html! { <ul class="legend" aria-label={label}>{ for props.legend.entries.iter().map(entry) }</ul> }
}

/// From the least size that has a colour of its own to the largest.
fn bar((lo, hi): (f64, f64)) -> Html {
    let stop = |i: usize| {
        viridis(i as f64 / (N_STOPS - 1) as f64)
            .unwrap_or_default()
            .css()
    };
    let stops: Vec<String> = (0..N_STOPS).map(stop).collect();
    html! {
        <span class="legend-scale">
            <span class="number">{spoken(lo)}</span>
            <span class="legend-bar" style={format!("background:linear-gradient(to right,{})", stops.join(","))}></span>
            <span class="number">{spoken(hi)}</span>
        </span>
    }
}
