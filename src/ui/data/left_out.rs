//! The tracks that the person left out, each with the way back.

use yew::prelude::*;

use super::super::parts::picture::Picture;
use super::super::parts::same::Same;
use crate::page::{Action, Loaded, nothing_holds_them};
use crate::wording::grouped;

/// Tracks shown one by one; more are counted.
const MOST_TRACKS: usize = 200;

/// Properties of [`LeftOutList`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// The tracks.
    pub loaded: Same<Loaded>,
    /// What the person does.
    pub act: Callback<Action>,
    /// Where pictures are.
    pub find_picture: Callback<usize, Option<AttrValue>>,
}

/// The tracks that are left out; nothing where there are none.
#[component]
pub(crate) fn LeftOutList(props: &Props) -> Html {
    let loaded = &props.loaded;
    let left_out: Vec<usize> = loaded.left_out.iter().map(|&i| i as usize).collect();
    if left_out.is_empty() {
        return Html::default();
    }
    let more = left_out.len().saturating_sub(MOST_TRACKS);
    let put_back = |tracks: Vec<usize>| {
        props
            .act
            .reform(move |_: MouseEvent| Action::PutBack(tracks.clone()))
    };
    let entry = |&track: &usize| {
        let name = loaded.tracks.name(track).to_string();
        html! {
            <li key={track} data-id={loaded.tracks.ids.get(track).to_string()}>
                <Picture {track} name={name.clone()} exists={loaded.tracks.has_picture(track)} find_picture={props.find_picture.clone()} />
                <span class="entry-words"><bdi>{&name}</bdi></span>
                <button class="button quiet small" aria-label={format!("Put {name} back")} onclick={put_back(vec![track])}>{"Put back"}</button>
            </li>
        }
    };
    html! {
        <section class="left-out" aria-label="Tracks left out">
            <h3>{"Left out"}</h3>
            <p class="left-out-count">
                {nothing_holds_them(loaded).map(|said| said.to_string())}
                <button class="button quiet small" id="put-all-back" onclick={put_back(left_out.clone())}>{"Put all back"}</button>
            </p>
            <ul class="left-out-tracks" id="left-out-tracks">
                { for left_out.iter().take(MOST_TRACKS).map(entry) }
            </ul>
            if more > 0 {
                <p class="hint">{format!("and {} more", grouped(more))}</p>
            }
        </section>
    }
}
