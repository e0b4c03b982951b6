//! The selected track: picture, features, both lists of recommendations.

use yew::prelude::*;

use super::picture::Picture;
use super::recommendations::Recommendations;
use super::same::Same;
use crate::app::{Action, Description, Loaded, Shares};
use crate::protocol::Cell;

/// Properties of [`TrackPanel`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The tracks.
    pub loaded: Same<Loaded>,
    /// The track in question.
    pub selected: Option<usize>,
    /// What the worker said about it.
    pub description: Option<Same<Description>>,
    /// How its scores by features were taken apart so far.
    pub shares: Option<Same<Shares>>,
    /// Is something being computed, so that a list may still come?
    pub is_coming: bool,
    /// Columns of feature space.
    pub columns: Option<Vec<String>>,
    /// What the person does.
    pub act: Callback<Action>,
    /// Where pictures are.
    pub find_picture: Callback<usize, Option<AttrValue>>,
}

/// The selected track, or what to do to select one.
#[component]
pub fn TrackPanel(props: &Props) -> Html {
    let loaded = &props.loaded;
    let Some(track) = props.selected else {
        return html! {
            <aside class="track" aria-label="Selected track">
                <p class="muted">{"Select a track on the map to see its spectrogram, its features and what sounds like it."}</p>
            </aside>
        };
    };
    let tracks = &loaded.tracks;
    let name = tracks.name(track).to_string();
    let artists = tracks.artists.get(track).replace(';', ", ");
    let close = props.act.reform(|_: MouseEvent| Action::Select(None));
    html! {
        <aside class="track" aria-label="Selected track" data-track={tracks.ids.get(track).to_string()}>
            <div class="track-head">
                <div>
                    <h2 id="selected-title"><bdi>{&name}</bdi></h2>
                    <p class="muted"><bdi>{artists}</bdi></p>
                </div>
                <button class="icon" aria-label="Clear the selection" onclick={close}>{"×"}</button>
            </div>
            <Picture {track} name={name} exists={tracks.has_picture(track)} find_picture={props.find_picture.clone()} large=true />
            if let Some(described) = &props.description {
                { features(&described.cells, props.columns.as_deref()) }
                <Recommendations
                    heading="Alike by sound" id="by-sound" list={described.by_sound.clone()}
                    absent={absent_sound(props, track)}
                    loaded={loaded.clone()} act={props.act.clone()} find_picture={props.find_picture.clone()}
                />
                <Recommendations
                    heading="Alike by features" id="by-features" list={described.by_features.clone()}
                    absent={absent_features(props)}
                    query={track} shares={props.shares.clone()}
                    loaded={loaded.clone()} act={props.act.clone()} find_picture={props.find_picture.clone()}
                />
            }
        </aside>
    }
}

/// Said where a list is still being made.
const COMING: &str = "This list comes as soon as it is computed.";

fn absent_sound(props: &Props, track: usize) -> &'static str {
    if props.is_coming && props.loaded.tracks.has_picture(track) {
        COMING
    } else {
        "This track has no picture, so nothing can be said about its sound."
    }
}

fn absent_features(props: &Props) -> &'static str {
    if !props.loaded.has_table {
        "Add a table of tracks (CSV) to compare features too."
    } else if props.is_coming && props.columns.is_none() {
        COMING
    } else {
        "This track lacks one of the chosen columns, or has no row in the table."
    }
}

/// The chosen columns as bars, everything else of the row below.
fn features(cells: &[Cell], columns: Option<&[String]>) -> Html {
    if cells.is_empty() {
        return Html::default();
    }
    let is_chosen = |cell: &&Cell| columns.is_some_and(|columns| columns.contains(&cell.column));
    let bars = cells.iter().filter(is_chosen).map(|cell| {
        let width = cell.share.map_or_else(|| "width:0".to_string(), |share| format!("width:{:.1}%", share * 100.0));
        html! {
            <tr>
                <th scope="row">{&cell.column}</th>
                <td class="bar-cell"><span class="bar-track"><span class="bar-fill" style={width}></span></span></td>
                <td class="number">{if cell.text.is_empty() { "missing" } else { &cell.text }}</td>
            </tr>
        }
    });
    let rest = cells.iter().filter(|cell| !is_chosen(cell)).map(|cell| {
        html! { <tr><th scope="row">{&cell.column}</th><td><bdi>{&cell.text}</bdi></td></tr> }
    });
    html! {
        <>
            <table class="features" aria-label="Features">
                <tbody>{ for bars }</tbody>
            </table>
            <details class="row-details">
                <summary>{"All columns"}</summary>
                <table class="features"><tbody>{ for rest }</tbody></table>
            </details>
        </>
    }
}
