//! Picture and name of the track under the pointer.

use yew::prelude::*;

use super::picture::Picture;
use super::same::Same;
use crate::draw::Vec2;
use crate::page::Loaded;

/// Width and height, to keep it on the map; style.css has the same.
pub(crate) const TIP_PX: Vec2 = Vec2::new(216.0, 176.0);

/// Properties of [`Tip`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// The track, and the upper left corner of the tip on the map.
    pub hovered: Option<(usize, Vec2)>,
    /// The tracks.
    pub loaded: Same<Loaded>,
    /// Where pictures are.
    pub find_picture: Callback<usize, Option<AttrValue>>,
}

/// Picture and name of the track under the pointer; nothing where there is none.
#[component]
pub(crate) fn Tip(props: &Props) -> Html {
    let Some((track, pos)) = props.hovered else {
        return Html::default();
    };
    let place = format!("transform:translate({:.0}px,{:.0}px)", pos.x, pos.y);
    let tracks = &props.loaded.tracks;
    html! {
        <div class="tip" style={place} role="tooltip">
            <Picture {track} name={tracks.name(track).to_string()} exists={tracks.has_picture(track)} find_picture={props.find_picture.clone()} />
            <strong><bdi>{tracks.name(track)}</bdi></strong>
            <span class="muted"><bdi>{tracks.artists.get(track)}</bdi></span>
        </div>
    }
}
