//! Tracks as cards: picture, title, artists and the number they are compared by; a click goes to the track on the map.

use yew::prelude::*;

use super::picture::Picture;
use super::same::Same;
use crate::page::{Action, Loaded, View};
use crate::rank::Entry;
use crate::wording::three_digits;

/// Properties of [`Cards`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// Id of the list, for links and tests.
    pub id: AttrValue,
    /// What the list is, for those who cannot see it.
    pub label: AttrValue,
    /// The rows of the table that are shown.
    pub entries: Vec<Entry>,
    /// What the number of a row is called.
    pub value_name: AttrValue,
    /// Are the rows numbered?
    #[prop_or_default]
    pub is_ranked: bool,
    /// The tracks.
    pub loaded: Same<Loaded>,
    /// The track in question.
    pub selected: Option<usize>,
    /// What the person does.
    pub act: Callback<Action>,
    /// Where pictures are.
    pub find_picture: Callback<usize, Option<AttrValue>>,
}

/// Tracks as cards, five per row where there is room.
#[component]
pub(crate) fn Cards(props: &Props) -> Html {
    let cards = props.entries.iter().enumerate().map(|(i, entry)| {
        let rank = props.is_ranked.then(|| i + 1);
        html! { <li key={entry.row}>{ card(props, entry, rank) }</li> }
    });
    html! {
        <ol class="cards" id={props.id.clone()} aria-label={props.label.clone()}>{ for cards }</ol>
    }
}

fn card(props: &Props, entry: &Entry, rank: Option<usize>) -> Html {
    let words = html! {
        <span class="card-words">
            if let Some(rank) = rank {
                <span class="card-rank">{rank}</span>
            }
            <span class="entry-title" dir="auto">{&entry.name}</span>
            if let Some(artists) = &entry.artists {
                <span class="entry-artists" dir="auto">{artists}</span>
            }
            <span class="card-value">{format!("{} {}", props.value_name, three_digits(entry.value))}</span>
        </span>
    };
    // Rows without a picture are on no map.
    let Some(track) = entry.track else {
        return html! { <div class="card">{ words }</div> };
    };
    let tracks = &props.loaded.tracks;
    let act = props.act.clone();
    let go = Callback::from(move |_: MouseEvent| {
        act.emit(Action::Select(Some(track)));
        act.emit(Action::ShowView(View::Map));
    });
    let is_selected = (props.selected == Some(track)).then_some("true");
    html! {
        <button class="card" onclick={go} aria-current={is_selected} data-id={tracks.ids.get(track).to_string()} title="Show on the map">
            <Picture {track} name={entry.name.clone()} exists={tracks.has_picture(track)} find_picture={props.find_picture.clone()} />
            { words }
        </button>
    }
}
