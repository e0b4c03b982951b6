//! The legend of the map: colour, name and size of every cluster; a click brings one out.

use yew::prelude::*;

use super::super::parts::theme::glyph_class;
use crate::draw::{Palette, Theme};
use crate::wording::grouped;

/// Properties of [`Legend`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// Samples in each cluster, largest first.
    pub sizes: Vec<usize>,
    /// What the clusters are called.
    pub names: Vec<AttrValue>,
    /// The colours.
    pub palette: Palette,
    /// Paper and ink.
    pub theme: &'static Theme,
    /// The cluster brought out.
    pub picked: Option<u8>,
    /// A cluster was clicked.
    pub pick: Callback<Option<u8>>,
}

/// The legend of the map.
#[component]
pub(crate) fn Legend(props: &Props) -> Html {
    let entries = props.sizes.iter().enumerate().map(|(i, &size)| {
        let label = i as u8;
        let is_picked = props.picked == Some(label);
        let pick = props
            .pick
            .reform(move |_: MouseEvent| (!is_picked).then_some(label));
        let color = format!(
            "background:{}",
            props.palette.color(label, props.theme).css()
        );
        let name = props.names.get(i).cloned();
        let name = name.unwrap_or_else(|| AttrValue::from(format!("Cluster {}", i + 1)));
        html! {
            <li>
                <button class="legend-entry" title={name.clone()} aria-pressed={is_picked.to_string()} onclick={pick}>
                    <span class={glyph_class(i)} style={color}></span>
                    <span class="legend-name"><bdi>{name}</bdi></span>
                    <span class="number">{grouped(size)}</span>
                </button>
            </li>
        }
    });
    html! {
        <ul class="legend" aria-label="Clusters, largest first">{ for entries }</ul>
    }
}
