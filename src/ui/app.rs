//! The page: holds the state, runs the effects, lays out the parts.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use web_sys::{File, HtmlElement};
use yew::prelude::*;

use super::first_screen::FirstScreen;
use super::footer::Footer;
use super::header::Header;
use super::keys::Keys;
use super::listeners::{Heard, listeners};
use super::map::props::Kept;
use super::parts::ids::{MAIN, MAP, SEARCH, TRACK_TITLE};
use super::parts::same::Same;
use super::width::width;
use crate::browser::address::{self, Place};
use crate::browser::dom::{self, SystemColors};
use crate::browser::early;
use crate::browser::files::{GivenFile, Offered};
use crate::browser::pictures::{Found, Pictures};
use crate::browser::store::{Taste, keep, recall};
use crate::error::by_reason;
use crate::figures::ClusterColors;
use crate::page::{
    Action, BegunBy, Effect, Loaded, Map, Panels, Phase, Scheme, State, View, Width, distinct,
    reduce,
};
use crate::protocol::{Request, Unreadable};
use crate::space::SpaceName;
use crate::worker::client::Client;

/// What the page calls the demo data set, and the name it is given under.
const DEMO: (&str, &str) = ("demo", "soundkin-demo.zip");

/// What reaches the page.
#[allow(clippy::large_enum_variant)] // Few messages live at a time, each for a moment.
pub(super) enum Msg {
    /// Something that changes the state.
    Act(Action),
    /// Files and folders were dropped or chosen.
    Offered(Offered),
    /// They are listed and looked up.
    Given(Vec<GivenFile>),
    /// Files are held over the window, or no longer.
    DragOver(bool),
    /// The demo was asked for.
    Demo,
    /// The map was drawn; how long that took.
    Painted(f64),
    /// The system changed its colours, or the window its width.
    Changed,
    /// One of the page's keys was pressed.
    Key(String),
    /// Open the list of keys, or close it.
    ShowKeys(bool),
    /// The address names this place.
    Visited(Place),
    /// To what the page is about, past the bar at the top.
    Skip,
}

/// Properties of [`App`].
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// The id of what had the focus before; empty where nothing had it.
    pub focused: AttrValue,
}

/// The root component.
pub(super) struct App {
    pub(super) state: Rc<State>,
    client: Option<Client>,
    pictures: Rc<Pictures>,
    is_dragged_over: bool,
    pub(super) system: SystemColors,
    shows_keys: bool,
    pub(super) width: Width,
    /// The place that the address names, as far as the page knows.
    place: Place,
    /// What had the focus last.
    focused: Option<HtmlElement>,
    /// What gets it as soon as it is there.
    focus_next: Option<Cow<'static, str>>,
    /// When the files of the running job were given, until their first map is drawn.
    given_at: Option<f64>,
    /// What the page shows before there is something.
    pub(super) no_tracks: Rc<Loaded>,
    pub(super) no_points: Rc<Map>,
    /// The map as it was left.
    pub(super) kept: Same<RefCell<Option<Kept>>>,
    /// The same ones at every layout, so that parts whose properties did not change are left alone.
    pub(super) calls: Calls,
    _listeners: Vec<EventListener>,
}

/// What the parts of the page call.
pub(super) struct Calls {
    pub(super) act: Callback<Action>,
    pub(super) try_demo: Callback<()>,
    pub(super) drawn: Callback<f64>,
    pub(super) find_picture: Callback<usize, Option<AttrValue>>,
}

impl Component for App {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link();
        let heard = link.callback(|received: Result<_, _>| {
            Msg::Act(received.map_or_else(Action::Misread, Action::Told))
        });
        let failed = link.callback(|words: String| {
            Msg::Act(Action::Fail(format!(
                "Soundkin stopped unexpectedly. Please reload the page and drop your files again. ({words})"
            )))
        });
        let client = Client::start(
            move |message| heard.emit(message),
            move |words| failed.emit(words),
        );
        if client.is_err() {
            link.send_message(Msg::Act(Action::Fail(
                "This browser does not let the page start its worker. Please try another browser."
                    .into(),
            )));
        }
        let early = early::take();
        let focused = &ctx.props().focused;
        let dropped = early.dropped.map(Msg::Offered);
        let asked = early.wants_demo.then_some(Msg::Demo);
        link.send_message_batch(dropped.into_iter().chain(asked).collect());
        Self {
            state: Rc::new(State {
                colors: recall(Taste::Palette)
                    .and_then(|name| ClusterColors::named(&name))
                    .unwrap_or_default(),
                scheme: Scheme::named(&recall(Taste::Theme).unwrap_or_default()),
                panels: Panels::of_text(&recall(Taste::Folded).unwrap_or_default()),
                view: view_at(&address::place()),
                ..State::to_begin_with()
            }),
            client: client.ok(),
            pictures: Rc::default(),
            is_dragged_over: false,
            shows_keys: false,
            system: SystemColors::now(),
            width: width(),
            place: address::place(),
            focused: None,
            focus_next: (!focused.is_empty()).then(|| focused.to_string().into()),
            given_at: None,
            no_tracks: Rc::default(),
            no_points: Rc::default(),
            kept: Same(Rc::default()),
            calls: Calls {
                act: link.callback(Msg::Act),
                try_demo: link.callback(|()| Msg::Demo),
                drawn: link.callback(Msg::Painted),
                find_picture: Callback::from(|_| None),
            },
            _listeners: listeners(Heard {
                offered: link.callback(Msg::Offered),
                drag_over: link.callback(Msg::DragOver),
                changed: link.callback(|()| Msg::Changed),
                key: link.callback(Msg::Key),
                visited: link.callback(Msg::Visited),
            }),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, message: Msg) -> bool {
        self.note_focus();
        match message {
            Msg::Act(action) => self.act(action),
            Msg::Offered(offered) => {
                self.given_at = Some(dom::now_ms());
                self.is_dragged_over = false;
                ctx.link()
                    .send_future(async move { Msg::Given(offered.files().await) });
                self.act(Action::Say("Looking at the files".into()))
            }
            Msg::Given(given) => {
                self.given_at.get_or_insert_with(dom::now_ms);
                let paths = given.iter().map(|given| given.path.clone()).collect();
                let paths = distinct(paths);
                let given: Vec<GivenFile> = given
                    .into_iter()
                    .zip(&paths)
                    .map(|(given, path)| GivenFile {
                        path: path.clone(),
                        ..given
                    })
                    .collect();
                self.pictures.keep_files(&given);
                self.act(Action::GiveFiles(paths))
            }
            Msg::DragOver(is_over) => {
                std::mem::replace(&mut self.is_dragged_over, is_over) != is_over
            }
            Msg::Demo => {
                ctx.link().send_future(async {
                    match dom::fetch_own(DEMO.0, DEMO.1).await {
                        Ok(file) => Msg::Given(vec![file]),
                        Err(_) => Msg::Act(Action::Say(
                            "The demo data could not be loaded. Please try again.".into(),
                        )),
                    }
                });
                self.act(Action::Say("Loading the demo data".into()))
            }
            Msg::Painted(duration_ms) => {
                dom::measure("draw", duration_ms);
                if let Some(given_at) = self.given_at.take() {
                    dom::measure("first-map", dom::now_ms() - given_at);
                }
                false
            }
            Msg::Changed => {
                self.system = SystemColors::now();
                self.width = width();
                true
            }
            Msg::ShowKeys(shows) => std::mem::replace(&mut self.shows_keys, shows) != shows,
            Msg::Key(key) if key == "?" => !std::mem::replace(&mut self.shows_keys, true),
            Msg::Key(_) => {
                // Words that stand there give way to what is typed.
                dom::focus_text(SEARCH);
                false
            }
            // The page hears of its own steps too.
            Msg::Visited(place) if place == self.place => false,
            Msg::Visited(place) => {
                self.place = place.clone();
                self.act(Action::Visit(view_at(&place), place.track))
            }
            Msg::Skip => {
                let _ = dom::focus(MAP) || dom::focus(MAIN);
                false
            }
        }
    }

    fn rendered(&mut self, _ctx: &Context<Self>, _first_render: bool) {
        // Tests and styles read it there; it can only fail for a name that is no name.
        let body = gloo::utils::body();
        let mapped: Vec<String> = self.state.mapped().map(SpaceName::key).collect();
        let _ = body.set_attribute("data-state", self.state.phase.name());
        let _ = body.set_attribute("data-spaces", &mapped.join(" "));
        if let Some(root) = gloo::utils::document().document_element() {
            let _ = root.set_attribute("data-theme", self.state.scheme.name());
        }
        gloo::utils::document().set_title(&self.state.title());
        self.show_place();
        self.restore_focus();
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let state = &self.state;
        let act = self.calls.act.clone();
        let has_results = state.has_results();
        // The page stands before its first map comes, and while files are added to what is there.
        let shows_page = has_results
            || state.phase == Phase::Working
            || (state.loaded.is_some() && state.view == View::Data);
        let skip = ctx.link().callback(|_: MouseEvent| Msg::Skip);
        html! {
            <>
                <button class="skip" onclick={skip}>{if has_results { "To the map" } else { "To the page" }}</button>
                <Header
                    loaded={state.loaded.clone().map(Same)}
                    search={state.search.clone()}
                    map={state.shown().map.clone().map(Same)}
                    find_picture={self.calls.find_picture.clone()}
                    {has_results}
                    view={state.view}
                    act={act.clone()}
                />
                if let Some(words) = &state.fatal {
                    <p class="fatal" role="alert">{words}</p>
                }
                if shows_page {
                    { self.view_results() }
                } else {
                    <FirstScreen
                        warnings={state.loaded.as_ref().map(|loaded| Same(loaded.clone()))}
                        settings={state.settings.clone()}
                        act={act.clone()}
                        try_demo={self.calls.try_demo.clone()}
                    />
                }
                <Footer
                    is_working={state.phase == Phase::Working && state.begun_by == BegunBy::Person}
                    progress={state.progress}
                    reporting={state.studying.filter(|_| state.is_reporting)} survey={state.survey}
                    status={state.status.clone()}
                    notice={state.notice.clone()}
                    unread={state.unread}
                    is_cancelled={state.is_cancelled}
                    scheme={state.scheme}
                    show_keys={ctx.link().callback(|_| Msg::ShowKeys(true))}
                    n_warnings={state.loaded.as_ref().map_or(0, |loaded| by_reason(&loaded.warnings).len())}
                    act={act.clone()}
                />
                <Keys is_open={self.shows_keys} close={ctx.link().callback(|()| Msg::ShowKeys(false))} />
                if self.is_dragged_over {
                    <div class="drop-here" aria-hidden="true"><p>{"Drop folders, pictures, tables or zip archives"}</p></div>
                }
            </>
        }
    }
}

impl App {
    /// Is the paper dark?
    pub(super) fn is_dark(&self) -> bool {
        self.state.scheme.is_dark(self.system.is_dark)
    }

    /// The address says what is looked at. A track that the page chose itself is no step to come back from.
    fn show_place(&mut self) {
        let state = &self.state;
        let Some(loaded) = &state.loaded else {
            return;
        };
        let place = Place {
            part: state.view.name().to_ascii_lowercase(),
            track: state
                .selected
                .map(|track| loaded.tracks.ids.get(track).to_owned()),
        };
        if place != self.place {
            let is_choice = state.is_chosen || state.selected.is_none();
            address::show(&place, is_choice || view_at(&self.place) != state.view);
            self.place = place;
        }
    }

    /// What has the focus is remembered until the person leaves it.
    fn note_focus(&mut self) {
        let now = dom::focused();
        let is_left = self.focused.as_ref().is_some_and(|old| old.is_connected());
        if now.is_some() || is_left {
            self.focused = now;
        }
    }

    /// What had the focus may be gone with what it stood in: then what was opened has it, else the map, else what stands in
    /// front.
    fn restore_focus(&mut self) {
        if self.focus_next.as_deref().is_some_and(dom::focus) {
            self.focus_next = None;
        }
        let is_gone = |focused: &HtmlElement| !focused.is_connected();
        if self.focused.as_ref().is_some_and(is_gone) && dom::focused().is_none() {
            self.focused = None;
            let opened = self.state.selected.is_some() && dom::focus(TRACK_TITLE);
            let _ = opened || dom::focus(MAP) || dom::focus(MAIN);
        }
    }

    fn act(&mut self, action: Action) -> bool {
        let (state, effects) = reduce((*self.state).clone(), action);
        self.state = Rc::new(state);
        for effect in effects {
            self.run(effect);
        }
        true
    }

    /// Does what only the browser can do.
    fn run(&mut self, effect: Effect) {
        match effect {
            Effect::Send(request) => self.send(request),
            Effect::Download {
                name,
                media_type,
                bytes,
            } => {
                if dom::download(&name, media_type, &bytes).is_err() {
                    self.act(Action::Say("The browser did not take the file.".into()));
                }
            }
            Effect::KeepColors(colors) => keep(Taste::Palette, colors.name()),
            Effect::KeepScheme(scheme) => keep(Taste::Theme, scheme.name()),
            Effect::KeepPanels(panels) => keep(Taste::Folded, &panels.to_text()),
            Effect::Measure { name, duration_ms } => dom::measure(name, duration_ms),
            Effect::KeepPicture { track, bytes } => {
                self.pictures.keep_bytes(track, &bytes);
                self.calls.find_picture = self.picture_finder();
            }
            Effect::ForgetPictures => {
                self.pictures.forget();
                self.calls.find_picture = self.picture_finder();
            }
        }
    }

    /// Sends a request with the files it names, and what only the browser knows.
    fn send(&mut self, mut request: Request) {
        let mut files: Vec<File> = Vec::new();
        match &mut request {
            Request::Load { paths, .. } => paths.retain(|path| {
                let file = self.pictures.file(path);
                let is_here = file.is_some();
                files.extend(file);
                is_here
            }),
            Request::Report(params) => params.date = dom::today(),
            Request::Cancel => self.given_at = None,
            _ => {}
        }
        let asked = self
            .client
            .as_ref()
            .map_or(Ok(()), |client| client.ask(&request, files));
        // Without a client it has been said why.
        if asked.is_err() {
            self.act(Action::Misread(unsent()));
        }
    }

    /// Answers with the address of a track's picture, as soon as there is one; another finder for every change.
    fn picture_finder(&self) -> Callback<usize, Option<AttrValue>> {
        let loaded = self.state.loaded.clone();
        let pictures = self.pictures.clone();
        let ask = self.client.as_ref().map(Client::asker);
        let act = self.calls.act.clone();
        Callback::from(move |track: usize| {
            let path = loaded.as_ref()?.tracks.files.get(track);
            if path.is_empty() {
                return None;
            }
            match pictures.find(track, path) {
                Found::At(url) => Some(AttrValue::from(url)),
                Found::Wait => None,
                Found::Ask => {
                    let request = Request::Picture { track };
                    if ask.as_ref().is_some_and(|ask| ask(&request).is_err()) {
                        act.emit(Action::Misread(unsent()));
                    }
                    None
                }
            }
        })
    }
}

/// The part that a place names; the map where it names none.
fn view_at(place: &Place) -> View {
    View::named(&place.part).unwrap_or_default()
}

/// Said of a request that the browser did not take.
fn unsent() -> Unreadable {
    Unreadable::Strange("it could not be sent")
}
