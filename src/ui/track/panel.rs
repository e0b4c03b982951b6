//! The selected track: its picture, what is like it, and its row of the table.

use yew::prelude::*;

use super::super::parts::fold::FoldButton;
use super::super::parts::ids::{SEARCH, TRACK_TITLE};
use super::super::parts::leave_out::LeaveOut;
use super::super::parts::picture::Picture;
use super::super::parts::same::Same;
use super::columns::Columns;
use super::recommendations::Recommendations;
use crate::analysis::Scorecard;
use crate::browser::dom;
use crate::figures;
use crate::page::{
    Action, Description, ListContributions, Loaded, Searching, first_words, no_sound,
};
use crate::space::{Settings, SpaceName};

/// Properties of [`TrackPanel`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// The tracks.
    pub loaded: Same<Loaded>,
    /// The track in question.
    pub selected: Option<usize>,
    /// Did the person choose it?
    pub is_chosen: bool,
    /// Tracks looked at before it, the last first.
    pub recent: Vec<usize>,
    /// What the worker said about it.
    pub description: Option<Same<Description>>,
    /// How its scores by features were taken apart so far.
    pub contributions: Option<Same<ListContributions>>,
    /// The spaces of which a list comes, if it is not there.
    pub awaited: Vec<SpaceName>,
    /// How well each space agrees with a column, once that is measured.
    pub scorecard: Option<Same<Scorecard>>,
    /// Parameters in force.
    pub settings: Settings,
    /// The spaces that recommend.
    pub recommending: Vec<SpaceName>,
    /// Columns of feature space.
    pub columns: Option<Vec<String>>,
    /// What the person does.
    pub act: Callback<Action>,
    /// Where pictures are.
    pub find_picture: Callback<usize, Option<AttrValue>>,
    /// Folds the panel away, where it can be.
    pub fold: Option<Callback<MouseEvent>>,
}

/// The selected track, or what to do to select one.
#[component]
pub(crate) fn TrackPanel(props: &Props) -> Html {
    let loaded = &props.loaded;
    let Some(track) = props.selected else {
        return html! {
            <aside class="track" aria-label="Selected track">
                <FoldButton what="the selected track" fold={props.fold.clone()} />
                <p class="muted">{"Select a track on the map to see its spectrogram, its features and what sounds like it."}</p>
            </aside>
        };
    };
    let tracks = &loaded.tracks;
    let name = tracks.name(track).to_string();
    let artists = tracks.artists.get(track);
    let close = props.act.reform(|_: MouseEvent| Action::Select(None));
    html! {
        <aside class="track" aria-label="Selected track" data-track={tracks.ids.get(track).to_string()}>
            <div class="track-head">
                <div>
                    <h2 id={TRACK_TITLE} tabindex="-1"><bdi>{&name}</bdi></h2>
                    <p class="muted"><bdi>{artists.replace(';', ", ")}</bdi></p>
                    { by_artists(props, artists) }
                    { why_first(props) }
                </div>
                <div class="track-buttons">
                    <FoldButton what="the selected track" fold={props.fold.clone()} />
                    <button class="icon" aria-label="Clear the selection" onclick={close}>{"×"}</button>
                </div>
            </div>
            <Picture {track} name={name} exists={tracks.has_picture(track)} find_picture={props.find_picture.clone()} large=true />
            if let Some(described) = &props.description {
                if !loaded.is_left_out(track) {
                    { for props.recommending.iter().map(|&space| list(props, described, track, space)) }
                    { agreement(props) }
                }
                <Columns description={described.clone()} compared={props.columns.clone()} />
            }
            { recent(props) }
            <LeaveOut {track} is_left_out={loaded.is_left_out(track)} act={props.act.clone()} />
        </aside>
    }
}

/// The way to all tracks of each artist.
fn by_artists(props: &Props, artists: &str) -> Html {
    let names = artists
        .split(';')
        .map(str::trim)
        .filter(|name| !name.is_empty());
    let is_one = names.clone().nth(1).is_none();
    let button = |name: &str| {
        let (act, artist) = (props.act.clone(), name.to_owned());
        let find = Callback::from(move |_: MouseEvent| {
            act.emit(Action::Search(Searching::ByArtist(artist.clone())));
            dom::focus(SEARCH);
        });
        html! {
            <button class="button quiet small" data-artist={name.to_owned()} onclick={find}>
                {"All by "}
                if is_one { {"this artist"} } else { <bdi>{name}</bdi> }
            </button>
        }
    };
    html! { <p class="by-artists">{ for names.map(button) }</p> }
}

/// Why this track is shown, where nobody chose it.
fn why_first(props: &Props) -> Html {
    let described = props.description.as_ref().filter(|_| !props.is_chosen);
    let Some(described) = described else {
        return Html::default();
    };
    let words = first_words(
        &described.cells,
        props.loaded.report.columns.popularity.as_deref(),
    );
    html! { <p class="hint" id="why-first">{words.to_string()}</p> }
}

/// The way back to tracks looked at before.
fn recent(props: &Props) -> Html {
    if props.recent.is_empty() {
        return Html::default();
    }
    let entry = |&track: &usize| {
        let select = props
            .act
            .reform(move |_: MouseEvent| Action::Select(Some(track)));
        html! { <li><button class="link" onclick={select}><bdi>{props.loaded.tracks.name(track)}</bdi></button></li> }
    };
    html! {
        <section class="recent" id="recent" aria-label="Looked at before">
            <h3>{"Looked at before"}</h3>
            <ul>{ for props.recent.iter().map(entry) }</ul>
        </section>
    }
}

/// Said where a list is still being made.
const COMING: &str = "This list comes as soon as it is computed.";

/// The tracks most like `track` in one space.
fn list(props: &Props, described: &Description, track: usize, space: SpaceName) -> Html {
    let heading = format!("Alike {}", props.loaded.words(space).by);
    // Only scores by columns are taken apart.
    let contributions = props
        .contributions
        .clone()
        .filter(|_| space == SpaceName::Features);
    // Of the spaces of sound one is there at a time.
    let id = if space.is_of_sound() {
        "by-sound".into()
    } else {
        format!("by-{space}")
    };
    html! {
        <Recommendations
            {heading} {id} list={described.lists[space].clone()} absent={absent(props, track, space)}
            query={(space == SpaceName::Features).then_some(track)} {contributions}
            loaded={props.loaded.clone()} act={props.act.clone()} find_picture={props.find_picture.clone()}
        />
    }
}

/// How far the lists agree with a column of labels. It is known late, and stands below the lists: above them it would move
/// what a person is about to click on.
fn agreement(props: &Props) -> Html {
    let Some(scorecard) = &props.scorecard else {
        return Html::default();
    };
    let line = |&space: &SpaceName| {
        let way = props.settings.recommending[space];
        let by = props.loaded.words(space).by;
        figures::scorecard::line(scorecard, space, way, &by)
    };
    let lines = props.recommending.iter().filter_map(line);
    lines
        .map(|line| html! { <p class="hint agreement">{line.to_string()}</p> })
        .collect()
}

/// Why there is no list.
fn absent(props: &Props, track: usize, space: SpaceName) -> AttrValue {
    let loaded = &props.loaded;
    if space == SpaceName::Features && !loaded.has_table {
        return "Add a table of tracks (CSV) to compare features too.".into();
    }
    let never = no_sound(loaded, track, space);
    if props.awaited.contains(&space) && never.is_none() {
        return COMING.into();
    }
    let why = never.unwrap_or_else(|| loaded.words(space).absent);
    why.to_string().into()
}
