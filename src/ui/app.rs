//! The page: holds the state, runs the effects, lays out the parts.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::{File, FileList};
use yew::prelude::*;

use super::clusters_view::ClustersView;
use super::compare_view::CompareView;
use super::data_view::DataView;
use super::first_screen::FirstScreen;
use super::footer::Footer;
use super::header::Header;
use super::listeners::listeners;
use super::map::{Kept, MapView};
use super::same::Same;
use super::settings_panel::SettingsPanel;
use super::top_view::TopView;
use super::track_panel::TrackPanel;
use super::warm_up;
use crate::app::{Action, Effect, Loaded, Map, Phase, State, View, reduce};
use crate::error::by_reason;
use crate::pipeline::SpaceName;
use crate::plot::Palette as Colors;
use crate::web::files::{self, GivenFile};
use crate::web::pictures::{Found, Pictures};
use crate::web::{address, dom, store};
use crate::worker::client::Client;
use crate::worker::protocol::Request;

/// The demo data set, beside the page.
const DEMO: &str = "demo/soundkin-demo.zip";

/// The first status line.
const NOTHING: &str = "Nothing is loaded yet.";

/// What reaches the page.
#[allow(clippy::large_enum_variant)] // Few messages live at a time, each for a moment.
pub enum Msg {
    /// Something that changes the state.
    Act(Action),
    /// Files were dropped or chosen.
    Given(Vec<GivenFile>),
    /// Files are held over the window, or no longer.
    DragOver(bool),
    /// The demo was asked for.
    Demo,
    /// The map was drawn; how long that took.
    Drawn(f64),
    /// The system changed its colours.
    SchemeChanged,
}

/// The root component.
pub struct App {
    state: Rc<State>,
    client: Option<Client>,
    pictures: Rc<Pictures>,
    is_dragged_over: bool,
    is_dark: bool,
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
        let heard = link.callback(|message| Msg::Act(Action::Told(message)));
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
                palette: store::palette(),
                view: address::view(),
                ..State::default()
            }),
            client: client.ok(),
            pictures: Rc::default(),
            is_dragged_over: false,
            is_dark: dom::prefers_dark(),
            given_at: None,
            no_tracks: Rc::default(),
            no_points: Rc::default(),
            kept: Same(Rc::default()),
            calls: Calls {
                act: link.callback(Msg::Act),
                give: link
                    .callback(|list: Option<FileList>| Msg::Given(files::of_list(list.as_ref()))),
                try_demo: link.callback(|()| Msg::Demo),
                drawn: link.callback(Msg::Drawn),
                find_picture: Callback::from(|_| None),
            },
            _listeners: listeners(ctx),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, message: Msg) -> bool {
        match message {
            Msg::Act(action) => self.act(action),
            Msg::Given(given) => {
                self.given_at = Some(dom::now_ms());
                self.is_dragged_over = false;
                self.pictures.keep_files(&given);
                let paths = given.into_iter().map(|given| given.path).collect();
                self.act(Action::GiveFiles(paths))
            }
            Msg::DragOver(is_over) => {
                std::mem::replace(&mut self.is_dragged_over, is_over) != is_over
            }
            Msg::Demo => {
                ctx.link().send_future(async {
                    match dom::fetch_beside(DEMO).await {
                        Ok(file) => Msg::Given(vec![file]),
                        Err(_) => Msg::Act(Action::Say(
                            "The demo data could not be loaded. Please try again.".into(),
                        )),
                    }
                });
                self.act(Action::Say("Loading the demo data".into()))
            }
            Msg::Drawn(duration_ms) => {
                dom::measure("draw", duration_ms);
                if let Some(given_at) = self.given_at.take() {
                    dom::measure("first-map", dom::now_ms() - given_at);
                }
                false
            }
            Msg::SchemeChanged => {
                self.is_dark = dom::prefers_dark();
                true
            }
        }
    }

    fn rendered(&mut self, _ctx: &Context<Self>, first_render: bool) {
        if first_render {
            warm_up::rehearse();
        }
        // Tests and styles read it there; it can only fail for a name that is no name.
        let _ = gloo::utils::body().set_attribute("data-state", self.state.phase.name());
    }

    fn view(&self, _ctx: &Context<Self>) -> Html {
        let state = &self.state;
        let act = self.calls.act.clone();
        let has_results = state.sound.map.is_some() || state.features.map.is_some();
        // The page stands before its first map comes, and while files are added to what is there.
        let shows_page = has_results
            || state.phase == Phase::Working
            || (state.loaded.is_some() && state.view == View::Data);
        html! {
            <>
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
                        try_demo={self.calls.try_demo.clone()}
                    />
                }
                <Footer
                    phase={state.phase}
                    progress={state.progress}
                    reporting={state.studying.filter(|_| state.is_reporting)}
                    status={state.status.clone()}
                    unread={state.unread}
                    is_cancelled={state.is_cancelled}
                    n_warnings={state.loaded.as_ref().map_or(0, |loaded| by_reason(&loaded.warnings).len())}
                    {act}
                />
                if self.is_dragged_over {
                    <div class="drop-here" aria-hidden="true"><p>{"Drop folders, pictures, tables or zip archives"}</p></div>
                }
            </>
        }
    }
}

impl App {
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
            Effect::Load {
                job,
                paths,
                settings,
            } => {
                let (paths, files): (Vec<String>, Vec<File>) = paths
                    .into_iter()
                    .filter_map(|path| self.pictures.file(&path).map(|file| (path, file)))
                    .unzip();
                let settings = *settings;
                self.ask(
                    &Request::Load {
                        job,
                        paths,
                        settings,
                    },
                    files,
                );
            }
            Effect::Continue { job, settings } => self.ask(
                &Request::Continue {
                    job,
                    settings: *settings,
                },
                Vec::new(),
            ),
            Effect::Configure { job, settings } => self.ask(
                &Request::Configure {
                    job,
                    settings: *settings,
                },
                Vec::new(),
            ),
            Effect::Cancel => {
                self.given_at = None;
                self.ask(&Request::Cancel, Vec::new());
            }
            Effect::CancelReport => self.ask(&Request::CancelReport, Vec::new()),
            Effect::Describe(track) => self.ask(&Request::Describe { track }, Vec::new()),
            Effect::Ask(question) => self.ask(&Request::Ask(question), Vec::new()),
            Effect::MakeReport(mut params) => {
                params.date = dom::today();
                self.ask(&Request::Report(params), Vec::new());
            }
            Effect::MakeTable(params) => self.ask(&Request::Table(params), Vec::new()),
            Effect::MakeDocument(query) => self.ask(&Request::Document { query }, Vec::new()),
            Effect::Download {
                name,
                media_type,
                bytes,
            } => {
                if dom::download(&name, media_type, &bytes).is_err() {
                    self.act(Action::Say("The browser did not take the file.".into()));
                }
            }
            Effect::ShowInAddress(view) => address::show(view),
            Effect::KeepPalette(palette) => store::keep_palette(palette),
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

    fn ask(&self, request: &Request, files: Vec<File>) {
        if let Some(client) = &self.client {
            // A request can only fail when the worker is gone, and its error has been said.
            let _: Result<(), JsValue> = client.ask(request, files);
        }
    }

    /// Answers with the address of a track's picture, as soon as there is one; another finder for every change.
    fn picture_finder(&self) -> Callback<usize, Option<AttrValue>> {
        let loaded = self.state.loaded.clone();
        let pictures = self.pictures.clone();
        let ask = self.client.as_ref().map(Client::asker);
        Callback::from(move |track: usize| {
            let path = loaded.as_ref()?.tracks.files.get(track);
            if path.is_empty() {
                return None;
            }
            match pictures.find(track, path) {
                Found::At(url) => Some(AttrValue::from(url)),
                Found::Wait => None,
                Found::Ask => {
                    if let Some(ask) = &ask {
                        ask(&Request::Picture { track });
                    }
                    None
                }
            }
        })
    }

    fn view_clusters(&self, loaded: Same<Loaded>, colors: Colors) -> Html {
        let state = &self.state;
        let space = state.space();
        let answers = state.answers_about(space);
        let raw_groups = state.answers.raw_groups.clone();
        html! {
            <ClustersView
                {space} {loaded} {colors}
                settings={state.settings.clone()}
                scan={answers.scan.clone().map(Same)}
                studying={state.studying}
                profiles={answers.profiles.clone().map(Same)}
                raw_groups={raw_groups.filter(|_| space == SpaceName::Features).map(Same)}
                samples={state.shown().map.clone().map(Same)}
                names={state.cluster_names(space)}
                selected={state.selected}
                is_dark={self.is_dark}
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
        let (selected, is_dark) = (state.selected, self.is_dark);
        let part = match state.view {
            View::Map | View::Clusters => return self.view_map(loaded),
            View::Top => html! {
                <TopView answer={answers.top.clone().map(Same)} axis={state.bar_axis} {loaded} {selected} {is_dark} {act} {find_picture} />
            },
            View::Compare => html! {
                <CompareView
                    split={answers.split.clone().map(Same)} claims={answers.claims.clone().map(Same)} space={state.space()}
                    exposure={state.answers_about(state.space()).exposure.clone().map(Same)} studying={state.studying}
                    {loaded} {selected} {is_dark} {act} {find_picture}
                />
            },
            View::Data => html! {
                <DataView
                    {loaded} key_in_force={state.settings.key.clone()} {act} settings={state.settings.clone()}
                    table={Same(state.answers.table.clone())} {selected} {find_picture}
                />
            },
        };
        html! { <main class="stage whole">{ part }</main> }
    }

    /// Settings, map or clusters, and the selected track.
    fn view_map(&self, loaded: Same<Loaded>) -> Html {
        let state = &self.state;
        let act = self.calls.act.clone();
        let shown = state.shown();
        let map = shown.map.as_ref().unwrap_or(&self.no_points).clone();
        let space = state.space();
        let colors = match (state.palette, space) {
            (crate::app::Palette::OkabeIto, _) => Colors::OkabeIto,
            (crate::app::Palette::Notebook, SpaceName::Sound) => Colors::Tab10,
            (crate::app::Palette::Notebook, SpaceName::Features) => Colors::Set2,
        };
        let find_picture = self.calls.find_picture.clone();
        let description = state.description().cloned();
        let neighbors = description
            .as_ref()
            .and_then(|described| match space {
                SpaceName::Sound => described.by_sound.as_ref(),
                SpaceName::Features => described.by_features.as_ref(),
            })
            .map_or_else(Vec::new, |list| {
                list.items.iter().map(|item| item.track).collect()
            });
        let quality = state.answers_about(space).quality.clone().map(Same);
        let outliers = quality.as_ref().map_or_else(Vec::new, |quality| {
            quality.outliers.iter().map(|found| found.track).collect()
        });
        html! {
            <div class="columns">
                <SettingsPanel
                    settings={state.settings.clone()}
                    {space}
                    has_sound={state.sound.map.is_some()}
                    has_features={state.features.map.is_some()}
                    groups={shown.groups.as_ref().map(|groups| groups.info.clone())}
                    map={shown.map.clone().map(Same)}
                    quality={quality.clone()}
                    palette={state.palette}
                    loaded={loaded.clone()}
                    used_columns={state.features.map.as_ref().and_then(|map| map.info.columns.clone())}
                    act={act.clone()}
                />
                <main class="stage">
                    if state.view == View::Clusters {
                        { self.view_clusters(loaded.clone(), colors) }
                    } else {
                        <MapView
                            {space}
                            group_names={state.cluster_names(space).into_iter().map(AttrValue::from).collect::<Vec<_>>()}
                            map={Same(map)}
                            groups={shown.groups.as_ref().map(|groups| Same(groups.clone()))}
                            loaded={loaded.clone()}
                            selected={state.selected}
                            hovered={state.hovered}
                            {neighbors}
                            {outliers}
                            {colors}
                            is_dark={self.is_dark}
                            act={act.clone()}
                            find_picture={find_picture.clone()}
                            drawn={self.calls.drawn.clone()}
                            kept={self.kept.clone()}
                        />
                    }
                </main>
                <TrackPanel
                    {loaded}
                    selected={state.selected}
                    description={description.map(Same)}
                    shares={state.answers.shares.clone().map(Same)}
                    columns={state.features.map.as_ref().and_then(|map| map.info.columns.clone())}
                    act={act}
                    {find_picture}
                />
            </div>
        }
    }
}
