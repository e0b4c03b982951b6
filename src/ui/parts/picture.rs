//! A track's spectrogram, in its own colours.

use yew::prelude::*;

/// Properties of [`Picture`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// Which track.
    pub track: usize,
    /// What the track is called, for those who cannot see the picture.
    pub name: AttrValue,
    /// Has it a picture at all?
    pub exists: bool,
    /// Where its picture is.
    pub find_picture: Callback<usize, Option<AttrValue>>,
    /// Is it large, and worth describing?
    #[prop_or_default]
    pub large: bool,
}

/// A track's spectrogram; an empty frame until it is there, nothing where there is none.
#[component]
pub(crate) fn Picture(props: &Props) -> Html {
    if !props.exists {
        return Html::default();
    }
    let class = if props.large {
        "picture large"
    } else {
        "picture"
    };
    let alt = if props.large {
        format!("Spectrogram of {}", props.name)
    } else {
        String::new()
    };
    match props.find_picture.emit(props.track) {
        Some(src) => html! { <img {class} {src} {alt} draggable="false" /> },
        None => html! { <span class={classes!(class, "waiting")}></span> },
    }
}
