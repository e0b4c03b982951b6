//! The search in the bar: a field, and below it the tracks found, with their pictures.
//!
//! The focus stays in the field; arrows walk through the list, and what they are at is said by `aria-activedescendant`.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::parts::ids::{MAIN, MAP, SEARCH};
use super::parts::picture::Picture;
use super::parts::same::Same;
use crate::browser::dom;
use crate::figures;
use crate::page::{Action, Found, Loaded, Map, Search, Searching};
use crate::sentences::text;

/// The list, for the field that it belongs to.
const LIST: &str = "search-hits";

/// Properties of [`TrackSearch`].
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// What is looked for, and what was found.
    pub search: Search,
    /// The tracks.
    pub loaded: Same<Loaded>,
    /// The map in view.
    pub map: Option<Same<Map>>,
    /// What the person does.
    pub act: Callback<Action>,
    /// Where pictures are.
    pub find_picture: Callback<usize, Option<AttrValue>>,
}

/// The search.
#[component]
pub(super) fn TrackSearch(props: &Props) -> Html {
    let search = &props.search;
    let list = use_node_ref();
    let came_from = use_mut_ref(|| None::<HtmlElement>);
    use_effect_with((list.clone(), search.active()), |(list, active)| {
        if let Some((list, active)) = list.cast::<HtmlElement>().zip(*active) {
            bring_into_view(&list, active);
        }
    });
    let step = |step: Searching| props.act.reform(move |()| Action::Search(step.clone()));
    let open = {
        let (act, came_from) = (step(Searching::Open), came_from.clone());
        Callback::from(move |event: FocusEvent| {
            *came_from.borrow_mut() = event.related_target().and_then(|of| of.dyn_into().ok());
            act.emit(());
        })
    };
    let type_in = props.act.reform(|event: InputEvent| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        let words = input.map(|input| input.value()).unwrap_or_default();
        Action::Search(Searching::Type(words))
    });
    let press = {
        let act = props.act.clone();
        Callback::from(move |event: KeyboardEvent| {
            // Enter and arrows choose letters while those of other scripts are put together.
            let step = match event.key().as_str() {
                _ if event.is_composing() => return,
                "ArrowDown" => Searching::Walk { is_forward: true },
                "ArrowUp" => Searching::Walk { is_forward: false },
                "Enter" => Searching::Enter,
                "Escape" => Searching::Leave,
                _ => return,
            };
            event.prevent_default();
            let leaves = step == Searching::Leave;
            act.emit(Action::Search(step));
            if leaves {
                go_back(came_from.borrow_mut().take());
            }
        })
    };
    let is_open = search.is_open();
    let found = search.found();
    let is_listed = is_open && found.is_some_and(|found| !found.is_empty());
    let active = search.active().filter(|_| is_listed);
    let said = use_memo(
        (
            found.cloned().map(Same),
            props.loaded.clone(),
            props.map.clone(),
        ),
        |(found, loaded, map)| {
            found
                .as_ref()
                .map(|found| said(found, loaded, map.as_deref()))
        },
    );
    let said = said
        .as_deref()
        .unwrap_or(if search.has_words() { "Searching" } else { "" });
    html! {
        <div class={classes!("search", search.has_words().then_some("in-use"))} role="search">
            <input
                type="search" id={SEARCH} class="search-field" role="combobox" aria-label="Search tracks" placeholder="Search tracks (/)"
                autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="go"
                aria-autocomplete="list" aria-haspopup="listbox" aria-expanded={is_listed.to_string()} aria-controls={is_listed.then_some(LIST)}
                aria-activedescendant={active.map(|place| format!("search-hit-{place}"))}
                value={search.words().to_owned()} oninput={type_in} onkeydown={press} onfocus={open} onblur={step(Searching::Close).reform(|_: FocusEvent| ())}
            />
            <p class="away" aria-live="polite">{ if is_open { said } else { "" } }</p>
            if is_open {
                // A click in here leaves the focus where it is.
                <div class={classes!("search-found", search.is_waiting().then_some("is-old"))} onmousedown={|event: MouseEvent| event.prevent_default()}>
                    <p class="search-count muted" id="search-count" aria-hidden="true">{ said }</p>
                    if let Some(found) = found.filter(|_| is_listed) {
                        <ul id={LIST} ref={list} role="listbox" aria-label="Tracks found">
                            { for (0..).zip(found.listed()).map(|(place, &track)| hit(props, place, track)) }
                        </ul>
                        if let Some(rest) = figures::search::rest(found.len(), found.listed().len()) {
                            <p class="search-count muted" id="search-rest">{ rest.to_string() }</p>
                        }
                    }
                </div>
            }
        </div>
    }
}

/// A track found.
fn hit(props: &Props, place: usize, track: u32) -> Html {
    let at = track as usize;
    let tracks = &props.loaded.tracks;
    let is_active = props.search.active() == Some(place);
    let choose = props
        .act
        .reform(move |_: MouseEvent| Action::Search(Searching::Choose(track)));
    let enter = props
        .act
        .reform(move |_: MouseEvent| Action::Hover(Some(at)));
    let leave = props.act.reform(|_: MouseEvent| Action::Hover(None));
    html! {
        <li
            key={track} class="search-hit" id={format!("search-hit-{place}")} role="option" aria-selected={is_active.to_string()}
            data-id={tracks.ids.get(at).to_string()} onclick={choose} onmouseenter={enter} onmouseleave={leave}
        >
            <Picture track={at} name={tracks.name(at).to_string()} exists={tracks.has_picture(at)} find_picture={props.find_picture.clone()} />
            <span class="entry-words">
                <span class="entry-title"><bdi>{tracks.name(at)}</bdi></span>
                <span class="entry-artists"><bdi>{tracks.artists.get(at).replace(';', ", ")}</bdi></span>
            </span>
            if props.loaded.is_left_out(at) {
                <span class="search-mark">{"left out"}</span>
            }
        </li>
    }
}

/// How many were found, and what is to know of them.
fn said(found: &Found, loaded: &Loaded, map: Option<&Map>) -> String {
    let n_left_out = found.n_among(&loaded.left_out);
    let n_on_map = map.map(|map| found.n_among(&map.tracks));
    text(figures::search::said(&found.hits, n_left_out, n_on_map))
}

/// Scrolls a list so far that its entry at this place is to be seen.
fn bring_into_view(list: &HtmlElement, place: usize) {
    let entry = list.children().item(place as u32);
    let Some(entry) = entry.and_then(|entry| entry.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    let (top, bottom) = (
        entry.offset_top(),
        entry.offset_top() + entry.offset_height(),
    );
    let seen = list.scroll_top()..list.scroll_top() + list.client_height();
    if top < seen.start {
        list.set_scroll_top(top);
    } else if bottom > seen.end {
        list.set_scroll_top(bottom - list.client_height());
    }
}

/// The focus goes to where it was before, else to the map.
fn go_back(came_from: Option<HtmlElement>) {
    let is_there = |element: &HtmlElement| element.is_connected() && element.focus().is_ok();
    let is_back = came_from.is_some_and(|element| is_there(&element));
    let _ = is_back || dom::focus(MAP) || dom::focus(MAIN);
}
