//! The page: holds the state, runs the effects, lays out the parts.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use web_sys::{File, FileList, HtmlElement};
use yew::prelude::*;

use super::clusters::view::ClustersView;
use super::compare::view::CompareView;
use super::data::table_search::TABLE_SEARCH;
use super::data::view::DataView;
use super::first_screen::FirstScreen;
use super::footer::Footer;
use super::header::Header;
use super::keys::Keys;
use super::listeners::{Heard, listeners, view_in_address};
use super::map::view::{Kept, MAP, MapView};
use super::parts::same::Same;
use super::settings::panel::SettingsPanel;
use super::top_view::TopView;
use super::track::panel::{TRACK_TITLE, TrackPanel};
use super::width::width;
use crate::analysis::Study;
use crate::browser::files::{GivenFile, Offered};
use crate::browser::pictures::{Found, Pictures};
use crate::browser::store::{Taste, keep, recall};
use crate::browser::{address, dom};
use crate::draw::Palette;
use crate::error::by_reason;
use crate::figures::ClusterColors;
use crate::page::{
    Action, BegunBy, Effect, Loaded, Map, Panel, Panels, Phase, Scheme, State, View, Width,
    distinct, reduce,
};
use crate::protocol::{Request, Unreadable};
use crate::space::SpaceName;
use crate::worker::client::Client;

/// What the page calls the demo data set, and the name it is given under.
const DEMO: (&str, &str) = ("demo", "soundkin-demo.zip");

/// Id of what stands in front; the focus can be on it.
pub(super) const MAIN: &str = "main";

/// The first status line.
const NOTHING: &str = "Nothing is loaded yet.";

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
    /// To what the page is about, past the bar at the top.
    Skip,
}

/// The root component.
pub(super) struct App {
    state: Rc<State>,
    client: Option<Client>,
    pictures: Rc<Pictures>,
    is_dragged_over: bool,
    prefers_dark: bool,
    width: Width,
    /// What had the focus before the last change.
    focused: Option<HtmlElement>,
    /// What gets it as soon as it is there.
    focus_next: Option<&'static str>,
    /// When the files of the running job were given, until their first map is drawn.
    given_at: Option<f64>,
    /// What the page shows before there is something.
    no_tracks: Rc<Loaded>,
    no_points: Rc<Map>,
    /// The map as it was left.
    kept: Same<RefCell<Option<Kept>>>,
    /// The same ones at every layout, so that parts whose properties did not change are left alone.
    calls: Calls,
    _listeners: Vec<EventListener>,
}

/// What the parts of the page call.
struct Calls {
    act: Callback<Action>,
    give: Callback<Option<FileList>>,
    try_demo: Callback<()>,
    drawn: Callback<f64>,
    find_picture: Callback<usize, Option<AttrValue>>,
}

impl Component for App {
    type Message = Msg;
    type Properties = ();

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
        Self {
            state: Rc::new(State {
                status: NOTHING.into(),
                colors: recall(Taste::Palette)
                    .and_then(|name| ClusterColors::named(&name))
                    .unwrap_or_default(),
                scheme: Scheme::named(&recall(Taste::Theme).unwrap_or_default()),
                panels: Panels::of_text(&recall(Taste::Folded).unwrap_or_default()),
                view: view_in_address(),
                ..State::default()
            }),
            client: client.ok(),
            pictures: Rc::default(),
            is_dragged_over: false,
            prefers_dark: dom::matches(dom::PREFERS_DARK),
            width: width(),
            focused: None,
            focus_next: None,
            given_at: None,
            no_tracks: Rc::default(),
            no_points: Rc::default(),
            kept: Same(Rc::default()),
            calls: Calls {
                act: link.callback(Msg::Act),
                give: link.callback(|list: Option<FileList>| {
                    Msg::Offered(Offered::of_list(list.as_ref()))
                }),
                try_demo: link.callback(|()| Msg::Demo),
                drawn: link.callback(Msg::Painted),
                find_picture: Callback::from(|_| None),
            },
            _listeners: listeners(Heard {
                offered: link.callback(Msg::Offered),
                drag_over: link.callback(Msg::DragOver),
                changed: link.callback(|()| Msg::Changed),
                key: link.callback(Msg::Key),
                shown: link.callback(|view| Msg::Act(Action::ShowView(view))),
            }),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, message: Msg) -> bool {
        self.focused = dom::focused();
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
                self.prefers_dark = dom::matches(dom::PREFERS_DARK);
                self.width = width();
                true
            }
            Msg::Key(key) if key == "?" => self.act(Action::ShowKeys(true)),
            Msg::Key(_) if self.state.loaded.is_none() => false,
            Msg::Key(_) => {
                let is_new = self.act(Action::ShowView(View::Data));
                self.focus_next = Some(TABLE_SEARCH);
                is_new
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
                    has_data={state.loaded.is_some()}
                    {has_results}
                    view={state.view}
                    act={act.clone()}
                    give={self.calls.give.clone()}
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
                    n_warnings={state.loaded.as_ref().map_or(0, |loaded| by_reason(&loaded.warnings).len())}
                    act={act.clone()}
                />
                <Keys is_open={state.shows_keys} close={act.reform(|()| Action::ShowKeys(false))} />
                if self.is_dragged_over {
                    <div class="drop-here" aria-hidden="true"><p>{"Drop folders, pictures, tables or zip archives"}</p></div>
                }
            </>
        }
    }
}

impl App {
    fn is_dark(&self) -> bool {
        self.state.scheme.is_dark(self.prefers_dark)
    }

    /// What had the focus may be gone with what it stood in: then what was opened has it, else the map, else what stands in
    /// front.
    fn restore_focus(&mut self) {
        if self.focus_next.is_some_and(dom::focus) {
            self.focus_next = None;
        }
        let is_gone = |focused: &HtmlElement| !focused.is_connected();
        if self.focused.take().as_ref().is_some_and(is_gone) && dom::focused().is_none() {
            let opened = self.state.selected.is_some() && dom::focus(TRACK_TITLE);
            let _ = opened || dom::focus(MAP) || dom::focus(MAIN);
        }
    }

    /// Folds a panel beside the map away, or brings it back, with the focus on what does the opposite.
    fn turn(&self, panel: Panel) -> Callback<MouseEvent> {
        let panels = self.state.panels.turned(panel, self.width);
        self.calls.act.reform(move |_| Action::Arrange(panels))
    }

    /// What opens a panel that is folded away.
    fn rail(&self, panel: Panel) -> Html {
        let name = match panel {
            Panel::Track => "Selected track",
            Panel::Settings => "Settings",
        };
        html! {
            <button class="rail" aria-expanded={self.state.panels.shows(panel, self.width).to_string()} onclick={self.turn(panel)}>
                <span>{name}</span>
            </button>
        }
    }

    /// The panels below the map, one at a time.
    fn tabs(&self) -> Html {
        let tab = |panel: Panel, name: &str| {
            let is_open = self.state.panels.shows(panel, self.width);
            html! {
                <button class="tab" aria-pressed={is_open.to_string()} onclick={self.turn(panel)}>{name}</button>
            }
        };
        html! {
            <div class="panel-tabs" role="group" aria-label="Below the map">
                { tab(Panel::Track, "Selected") }
                { tab(Panel::Settings, "Settings") }
            </div>
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
            Effect::ShowInAddress(view) => {
                if view_in_address() != view {
                    address::show(&view.name().to_ascii_lowercase());
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

    fn view_clusters(&self, loaded: Same<Loaded>, palette: Palette) -> Html {
        let state = &self.state;
        let space = state.space();
        let answers = &state.answers.spaces[space];
        let raw_clusters = state.answers.raw_clusters.clone();
        html! {
            <ClustersView
                {space} {loaded} {palette}
                settings={state.settings.clone()}
                scan={answers.scan.clone().map(Same)}
                studying={state.studying}
                is_given_up={state.given_up.contains(&Study::Scan(space))}
                carried={state.names.shown(space).iter().filter(|name| name.is_carried).map(|name| name.cluster).collect::<Vec<_>>()}
                waiting={state.names.waiting(space).to_vec()}
                profiles={answers.profiles.clone().map(Same)}
                raw_clusters={raw_clusters.filter(|_| space == SpaceName::Features).map(Same)}
                samples={state.shown().map.clone().map(Same)}
                names={state.cluster_names(space)}
                selected={state.selected}
                is_dark={self.is_dark()}
                act={self.calls.act.clone()}
                find_picture={self.calls.find_picture.clone()}
            />
        }
    }

    fn view_results(&self) -> Html {
        let state = &self.state;
        let act = self.calls.act.clone();
        let loaded = Same(state.loaded.as_ref().unwrap_or(&self.no_tracks).clone());
        let find_picture = self.calls.find_picture.clone();
        let answers = &state.answers;
        let (selected, is_dark) = (state.selected, self.is_dark());
        let part = match state.view {
            View::Map | View::Clusters => return self.view_map(loaded),
            View::Top => html! {
                <TopView answer={answers.top.clone().map(Same)} axis={state.bar_axis} {loaded} {selected} {is_dark} {act} {find_picture} />
            },
            View::Compare => html! {
                <CompareView
                    split={answers.split.clone().map(Same)} claims={answers.claims.clone().map(Same)} space={state.space()}
                    exposure={state.answers.spaces[state.space()].exposure.clone().map(Same)} studying={state.studying}
                    is_given_up={state.given_up.contains(&Study::Exposure(state.space()))}
                    {loaded} {selected} {is_dark} {act} {find_picture}
                />
            },
            View::Data => html! {
                <DataView
                    {loaded} {act} settings={state.settings.clone()}
                    table={Same(state.answers.table.clone())} {selected} {find_picture} has_results={state.has_results()}
                    scorecard={answers.scorecard.clone().map(Same)} gains={answers.column_gains.clone().map(Same)}
                    studying={state.studying} given_up={state.given_up.clone()}
                />
            },
        };
        html! { <main class="stage whole" id={MAIN} tabindex="-1">{ part }</main> }
    }

    /// Settings, map or clusters, and the selected track.
    fn view_map(&self, loaded: Same<Loaded>) -> Html {
        let state = &self.state;
        let act = self.calls.act.clone();
        let shown = state.shown();
        let map = shown.map.as_ref().unwrap_or(&self.no_points).clone();
        let space = state.space();
        let palette = state.colors.palette(space);
        let mapped: Vec<SpaceName> = state.mapped().collect();
        let find_picture = self.calls.find_picture.clone();
        let description = state.description().cloned();
        // On both maps of sound the one list by sound is shown.
        let listed = if space.is_of_sound() {
            state.sound_space()
        } else {
            space
        };
        let neighbors = description
            .as_ref()
            .and_then(|described| described.lists[listed].as_ref())
            .map_or_else(Vec::new, |list| {
                list.items.iter().map(|item| item.track).collect()
            });
        let quality = state.answers.spaces[space].quality.clone().map(Same);
        let outliers = quality.as_ref().map_or_else(Vec::new, |quality| {
            quality.outliers.iter().map(|found| found.track).collect()
        });
        let fold = |panel: Panel| (self.width != Width::Phone).then(|| self.turn(panel));
        let settings_panel = || {
            html! {
                    <SettingsPanel
                        settings={state.settings.clone()}
                        {space}
                        {mapped}
                        sound_space={state.sound_space()}
                        clusters={shown.clusters.as_ref().map(|clusters| clusters.info.clone())}
                        map={shown.map.clone().map(Same)}
                        quality={quality.clone()}
                        colors={state.colors}
                        loaded={loaded.clone()}
                        used_columns={state.spaces[SpaceName::Features].map.as_ref().and_then(|map| map.info.columns.clone())}
                        act={act.clone()}
                        fold={fold(Panel::Settings)}
                    />
            }
        };
        let stage = html! {
                <main class="stage" id={MAIN} tabindex="-1">
                    if state.view == View::Clusters {
                        { self.view_clusters(loaded.clone(), palette) }
                    } else {
                        <MapView
                            {space}
                            cluster_names={state.cluster_names(space).into_iter().map(AttrValue::from).collect::<Vec<_>>()}
                            map={Same(map)}
                            clusters={shown.clusters.as_ref().map(|clusters| Same(clusters.clone()))}
                            loaded={loaded.clone()}
                            selected={state.selected}
                            hovered={state.hovered}
                            neighbors={neighbors.clone()}
                            outliers={outliers.clone()}
                            {palette}
                            is_dark={self.is_dark()}
                            act={act.clone()}
                            find_picture={find_picture.clone()}
                            drawn={self.calls.drawn.clone()}
                            kept={self.kept.clone()}
                        />
                    }
                </main>
        };
        let track_panel = || {
            html! {
                    <TrackPanel
                        loaded={loaded.clone()}
                        selected={state.selected}
                        description={description.map(Same)}
                        contributions={state.answers.contributions.clone().map(Same)}
                        awaited={state.recommending().filter(|&space| state.selected.is_some_and(|track| state.awaits_list(space, track))).collect::<Vec<_>>()}
                        scorecard={state.answers.scorecard.clone().map(Same)}
                        settings={state.settings.clone()}
                        recommending={state.recommending().collect::<Vec<_>>()}
                        columns={state.spaces[SpaceName::Features].map.as_ref().and_then(|map| map.info.columns.clone())}
                        act={act.clone()}
                        find_picture={find_picture.clone()}
                        fold={fold(Panel::Track)}
                    />
            }
        };
        let shows = |panel| state.panels.shows(panel, self.width);
        if self.width == Width::Phone {
            let panel = match state.panels.tab {
                Panel::Track => track_panel(),
                Panel::Settings => settings_panel(),
            };
            return html! { <div class="columns">{stage}{ self.tabs() }{panel}</div> };
        }
        // Where the settings lie over the map, what opens them stays beside it.
        let has_rail = self.width == Width::Narrow || !shows(Panel::Settings);
        html! {
            <div class="columns">
                if has_rail {
                    { self.rail(Panel::Settings) }
                }
                if shows(Panel::Settings) {
                    { settings_panel() }
                }
                {stage}
                if shows(Panel::Track) {
                    { track_panel() }
                } else {
                    { self.rail(Panel::Track) }
                }
            </div>
        }
    }
}

/// Said of a request that the browser did not take.
fn unsent() -> Unreadable {
    Unreadable::Strange("it could not be sent")
}
