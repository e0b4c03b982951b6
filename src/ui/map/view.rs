//! The map: tracks as points, what stands above them, and when they are drawn. What a person does on it is heard in `moving`
//! and `outlining`.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::render::{AnimationFrame, request_animation_frame};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{HtmlElement, PointerEvent, ResizeObserver, WheelEvent};
use yew::prelude::*;

use super::super::parts::ids::MAP;
use super::super::parts::theme::theme;
use super::super::parts::tip::{TIP_PX, Tip};
use super::keep::MapKeep;
use super::legend::Legend;
use super::painter::{Canvases, Painter};
use super::props::{Kept, Props};
use super::tools::{SelectionBar, Tools};
use crate::browser::dom;
use crate::charts::AxesMargin;
use crate::draw::Vec2;
use crate::figures::map::left_out;
use crate::page::{Action, Camera, Clustering, Combine, Map, Outline, Pointers, Tool, successor};
use crate::wording::capitalised;

/// Said where the map will be.
const WAIT: &str = "The map appears here as soon as the files are read.";

/// What reaches the map.
pub(crate) enum Msg {
    /// It has its place on the page.
    Placed,
    /// That has another size.
    Resized,
    /// The next frame has come.
    Draw,
    /// A pointer went down, moved, went up or away.
    Pointer(PointerEvent),
    /// The wheel was turned.
    Wheel(WheelEvent),
    /// A key was pressed.
    Key(KeyboardEvent),
    /// Show everything again.
    Fit,
    /// The pointer left.
    Leave,
    /// A class was picked in the legend.
    Pick(Option<u8>),
    /// A class is to be hidden, or shown again.
    Hide(u8),
    /// A drag is to do this from now on.
    Use(Tool, Combine),
}

/// What draws an area.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hand {
    /// The pointer of this number, and what becomes of the tracks in the area.
    Pointer(i32, Combine),
    /// Keys.
    Keys,
}

/// The map.
pub(crate) struct MapView {
    /// Is it shown for the first time?
    is_new: bool,
    frame: NodeRef,
    pub(super) points: NodeRef,
    axes: NodeRef,
    pub(super) camera: Camera,
    painter: Painter,
    pub(super) pointers: Pointers,
    /// What a drag does, and what becomes of what is selected then.
    pub(super) tool: Tool,
    pub(super) how: Combine,
    /// The area being drawn, and by what.
    pub(super) outline: Option<(Hand, Outline)>,
    picked: Option<u8>,
    hidden: Vec<u8>,
    frame_requested: Option<AnimationFrame>,
    resize_observer: Option<(ResizeObserver, Closure<dyn FnMut()>)>,
    wheel_listener: Option<EventListener>,
}

impl Component for MapView {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let props = ctx.props();
        let kept = props.kept.take().filter(|kept| kept.map == props.map);
        let is_new = kept.is_none();
        let (camera, picked, hidden) = kept.map_or_else(
            || {
                let camera = Camera::new(&props.map, props.loaded.tracks.len());
                (camera, None, Vec::new())
            },
            |mut kept| {
                if kept.clusters != props.clusters || kept.color_by != props.color_by {
                    kept.camera.hide(&props.map, |_| false);
                    return (kept.camera, None, Vec::new());
                }
                (kept.camera, kept.picked, kept.hidden)
            },
        );
        Self {
            is_new,
            frame: NodeRef::default(),
            points: NodeRef::default(),
            axes: NodeRef::default(),
            camera,
            painter: Painter::default(),
            pointers: Pointers::default(),
            tool: Tool::default(),
            how: Combine::default(),
            outline: None,
            picked,
            hidden,
            frame_requested: None,
            resize_observer: None,
            wheel_listener: None,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let props = ctx.props();
        let is_same_tracks = props.loaded == old.loaded
            && props.space == old.space
            && props.map.tracks == old.map.tracks;
        if props.map != old.map || props.loaded != old.loaded {
            let (width, height) = self.size();
            let next = Camera::new(&props.map, props.loaded.tracks.len());
            let last = std::mem::replace(&mut self.camera, next);
            self.camera.resize(width, height);
            let is_tsne = |map: &Map| map.info.tsne.is_some();
            if is_same_tracks && is_tsne(&props.map) && is_tsne(&old.map) {
                self.camera.follow(&last);
            } else {
                self.camera.fit();
            }
            self.painter.forget();
        }
        if props.color_by != old.color_by || props.coloring != old.coloring {
            self.picked = None;
            self.hidden.clear();
        } else if props.clusters != old.clusters || !is_same_tracks {
            let carried = |class: u8| {
                let stays = is_same_tracks && props.is_by_clusters();
                stays.then(|| carried(class, old, props)).flatten()
            };
            self.picked = self.picked.and_then(carried);
            self.hidden = self
                .hidden
                .iter()
                .filter_map(|&class| carried(class))
                .collect();
        }
        self.hide(props);
        self.request_frame(ctx);
        true
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        if !first_render {
            return;
        }
        let Some(frame) = self.frame.cast::<HtmlElement>() else {
            return;
        };
        let resized = ctx.link().callback(|()| Msg::Resized);
        let closure = Closure::<dyn FnMut()>::new(move || resized.emit(()));
        if let Ok(observer) = ResizeObserver::new(closure.as_ref().unchecked_ref()) {
            observer.observe(&frame);
            self.resize_observer = Some((observer, closure));
        }
        if let Some(points) = self.points.cast::<HtmlElement>() {
            // Not as a property: the page must not scroll, and only a listener that says so may prevent it.
            let wheel = ctx.link().callback(Msg::Wheel);
            let active = EventListenerOptions::enable_prevent_default();
            self.wheel_listener = Some(EventListener::new_with_options(
                &points,
                "wheel",
                active,
                move |event| {
                    if let Some(event) = event.dyn_ref::<WheelEvent>() {
                        event.prevent_default();
                        wheel.emit(event.clone());
                    }
                },
            ));
        }
        // Its place is known now, and how high that should be.
        ctx.link().send_message(Msg::Placed);
    }

    fn destroy(&mut self, ctx: &Context<Self>) {
        let props = ctx.props();
        let nothing = Camera::new(&Map::default(), 0);
        props.kept.replace(Some(Kept {
            map: props.map.clone(),
            clusters: props.clusters.clone(),
            color_by: props.color_by.clone(),
            camera: std::mem::replace(&mut self.camera, nothing),
            picked: self.picked,
            hidden: std::mem::take(&mut self.hidden),
        }));
        // The browser would else call what is gone.
        if let Some((observer, _closure)) = self.resize_observer.take() {
            observer.disconnect();
        }
    }

    fn update(&mut self, ctx: &Context<Self>, message: Msg) -> bool {
        match message {
            // Not at once: what changes its place while the browser tells of that is an error to it.
            Msg::Resized => {
                self.request_frame(ctx);
                return false;
            }
            Msg::Placed => {
                self.resize();
                if self.is_new {
                    self.camera.fit();
                }
            }
            Msg::Draw => {
                self.frame_requested = None;
                let is_resized = self.resize();
                self.draw(ctx);
                return is_resized;
            }
            Msg::Pointer(event) => return self.point(ctx, &event),
            Msg::Wheel(event) => {
                let pos = Vec2::new(f64::from(event.offset_x()), f64::from(event.offset_y()));
                // Lines and pages, where the wheel counts in them, as pixels.
                let step = [1.0, 16.0, 400.0][(event.delta_mode() as usize).min(2)];
                self.camera
                    .zoom_at(pos, (-event.delta_y() * step * 0.002).exp());
            }
            Msg::Key(event) => return self.key(ctx, &event),
            Msg::Fit => self.camera.fit(),
            Msg::Leave => {
                ctx.props().act.emit(Action::Hover(None));
                return false;
            }
            Msg::Hide(class) => {
                let n = self.hidden.len();
                self.hidden.retain(|&hidden| hidden != class);
                if self.hidden.len() == n {
                    self.hidden.push(class);
                }
                self.hide(ctx.props());
            }
            Msg::Use(tool, how) => {
                (self.tool, self.how) = (tool, how);
                return true;
            }
            Msg::Pick(picked) => {
                self.picked = picked;
                self.request_frame(ctx);
                return true;
            }
        }
        self.request_frame(ctx);
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let link = ctx.link();
        let pointer = link.callback(Msg::Pointer);
        let AxesMargin { left, top, bottom } = self.camera.margin;
        // A canvas is else as large as its pixels, of which a sharp screen has more.
        let style = format!(
            "left:{left}px;top:{top}px;width:calc(100% - {left}px);height:calc(100% - {}px)",
            top + bottom
        );
        let height = self.camera.height_needed();
        let height = if height.is_finite() {
            format!("max-height:{height:.0}px")
        } else {
            String::new()
        };
        let n = props.map.points.len();
        let tip = props
            .hovered
            .and_then(|track| Some((track, self.camera.beside(track, TIP_PX)?)));
        let label = if n == 0 {
            AttrValue::from(WAIT)
        } else {
            let hits = props.found.as_ref().map_or_else(String::new, |found| {
                let n = crate::wording::grouped(found.n_among(&props.map.tracks));
                format!(", {n} of them found and brought out")
            });
            AttrValue::from(format!(
                "Map of {} tracks{hits}. Arrow keys walk to the nearest track in that direction, Enter goes to its panel, plus and minus zoom, 0 shows all, B begins a box that selects, Escape clears.",
                crate::wording::grouped(n)
            ))
        };
        let words = props.loaded.words(props.space);
        let legend = props.legend();
        html! {
            <>
            <header class="map-head">
                <h2>{format!("Map {}", words.by)}</h2>
                if n > 0 {
                    <div class="map-tools">
                        <Tools tool={self.tool} how={self.how} choose={link.callback(|(tool, how)| Msg::Use(tool, how))} />
                        <button class="button quiet small" onclick={link.callback(|_| Msg::Fit)}>{"Show all"}</button>
                        if let Some(clusters) = &props.clusters {
                            <MapKeep
                                space={props.space} map={props.map.clone()} clusters={clusters.clone()} names={props.cluster_names.clone()} picked={self.picked} hidden={self.hidden.clone()}
                                coloring={props.coloring.clone()} legend={legend.clone()}
                                loaded={props.loaded.clone()} selected={props.selected} selection={props.selection.clone()} palette={props.palette} act={props.act.clone()}
                            />
                        }
                    </div>
                }
                <div class="map-line" id="selection">
                    <SelectionBar
                        selection={props.selection.clone()} picked={self.picked_tracks(props)} found={props.found.clone()}
                        loaded={props.loaded.clone()} act={props.act.clone()}
                    />
                    if props.selection.is_empty() {
                        <p class="muted map-question">{format!("{} Tracks close together are likely to be.", words.map_question)}</p>
                    }
                </div>
                if let Some(missing) = left_out(&words.lack, props.loaded.n_taking_part(), n).filter(|_| n > 0) {
                    <p class="hint" id="left-out">{missing.to_string()}</p>
                }
            </header>
            if props.clusters.is_some() {
                <Legend
                    {legend} is_of_clusters={props.is_by_clusters()} palette={props.palette_shown()} theme={theme(props.is_dark)}
                    picked={self.picked} pick={link.callback(Msg::Pick)} hidden={self.hidden.clone()} hide={link.callback(Msg::Hide)}
                />
                <p class="hint" id="color-words" aria-live="polite">{&props.coloring_words}</p>
            }
            <div class="map" ref={self.frame.clone()} style={height}>
                <canvas class="axes" ref={self.axes.clone()} aria-hidden="true"></canvas>
                <canvas
                    class="points" id={MAP} ref={self.points.clone()} style={style.clone()} tabindex="0" role="application" aria-label={label}
                    onpointerdown={pointer.clone()} onpointermove={pointer.clone()} onpointerup={pointer.clone()} onpointercancel={pointer}
                    onpointerleave={link.callback(|_| Msg::Leave)} ondblclick={link.callback(|_| Msg::Fit)} onkeydown={link.callback(Msg::Key)}
                ></canvas>
                if let Some((_, outline)) = &self.outline {
                    <svg class="outline" {style} aria-hidden="true"><path d={outline.path()} /></svg>
                }
                <p class="away" id="map-said" aria-live="polite">{ self.said(props) }</p>
                if n == 0 {
                    <p class="map-wait muted">{WAIT}</p>
                }
                <Tip hovered={tip} loaded={props.loaded.clone()} find_picture={props.find_picture.clone()} />
            </div>
            </>
        }
    }
}

/// The group that takes most of a picked one, when others take the place of all.
fn carried(picked: u8, old: &Props, new: &Props) -> Option<u8> {
    let clustering = |props: &Props| {
        Some(Clustering {
            tracks: props.map.tracks.clone(),
            labels: props.clusters.as_ref()?.labels.clone(),
        })
    };
    let (cluster, _) = successor(&clustering(old)?, usize::from(picked), &clustering(new)?)?;
    u8::try_from(cluster).ok()
}

impl MapView {
    /// Takes what is hidden off the map; nothing is done where that is what stands.
    fn hide(&mut self, props: &Props) {
        let classes = props.classes();
        let is_hidden = |sample: usize| {
            let class = classes.get(sample);
            class.is_some_and(|class| self.hidden.contains(class))
        };
        let mut shown = self.camera.points.iter().enumerate();
        if shown.any(|(sample, point)| point.is_finite() == is_hidden(sample)) {
            self.camera.hide(&props.map, is_hidden);
        }
    }

    /// Takes the size of its place; false when it is the same.
    fn resize(&mut self) -> bool {
        let (width, height) = self.size();
        self.camera.resize(width, height)
    }

    /// Width and height of its place, in CSS pixels.
    fn size(&self) -> (f64, f64) {
        self.frame
            .cast::<HtmlElement>()
            .map_or((1.0, 1.0), |frame| {
                (
                    f64::from(frame.client_width()),
                    f64::from(frame.client_height()),
                )
            })
    }

    /// What was reached: the selected track, its cluster and where it lies.
    fn said(&self, props: &Props) -> Option<String> {
        let track = props.selected?;
        let tracks = &props.loaded.tracks;
        let artists = tracks.artists.get(track).replace(';', ", ");
        let cluster = self.camera.sample(track).and_then(|sample| {
            let label = *props.clusters.as_ref()?.labels.get(sample)?;
            props.cluster_names.get(usize::from(label))
        });
        let place = self.camera.place_in_words(track);
        let parts = [
            Some(tracks.name(track).to_owned()),
            Some(artists).filter(|artists| !artists.is_empty()),
            cluster.map(|cluster| format!("Cluster: {cluster}")),
            place.map(|place| format!("{} of the map", capitalised(place))),
        ];
        let said: Vec<String> = parts.into_iter().flatten().collect();
        Some(said.join(". ") + ".")
    }

    pub(super) fn request_frame(&mut self, ctx: &Context<Self>) {
        if self.frame_requested.is_none() {
            let draw = ctx.link().callback(|_: f64| Msg::Draw);
            self.frame_requested = Some(request_animation_frame(move |time| draw.emit(time)));
        }
    }

    fn draw(&mut self, ctx: &Context<Self>) {
        let started = dom::now_ms();
        let canvases = self
            .points
            .cast()
            .zip(self.axes.cast())
            .map(|(points, axes)| Canvases { points, axes });
        if let Some(canvases) = canvases {
            let props = ctx.props();
            let painted = props.painted(self.picked);
            self.painter.paint(&canvases, &painted, &self.camera);
            if !props.map.points.is_empty() {
                props.drawn.emit(dom::now_ms() - started);
            }
        }
    }

    /// The tracks of the class that is picked.
    fn picked_tracks(&self, props: &Props) -> Vec<u32> {
        let Some(picked) = self.picked else {
            return Vec::new();
        };
        let classes = props.classes().iter().zip(&props.map.tracks);
        let of_picked = |&(&class, _): &(&u8, &u32)| class == picked;
        classes.filter(of_picked).map(|(_, &track)| track).collect()
    }
}
