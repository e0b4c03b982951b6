//! The map: tracks as points; hover shows, a click selects, drag, wheel, pinch and keys move about.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::render::{AnimationFrame, request_animation_frame};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{HtmlCanvasElement, HtmlElement, PointerEvent, ResizeObserver, WheelEvent};
use yew::prelude::*;

use super::legend::Legend;
use super::map_labels::Labels;
use super::picture::Picture;
use super::same::Same;
use crate::app::{Action, Gesture, Groups, Loaded, Map, Pointers};
use crate::pipeline::SpaceName;
use crate::plot::{
    AXES_MARGIN_PX, Aspect, Axes, Direction, HitIndex, Marks, Palette, PixelBuffer, PointColors,
    Rect, Scatter, Theme, Transform, Vec2,
};
use crate::web::{canvas, dom};

/// Free space around the points of a fitted map.
const PADDING_PX: f64 = 36.0;
/// How far from a point the pointer may be.
const REACH_PX: f64 = 14.0;
/// A finger is less precise.
const TOUCH_REACH_PX: f64 = 26.0;
/// Below this width the axes give their room to the map.
const WIDE_PX: f64 = 560.0;
const KEY_ZOOM: f64 = 1.4;
/// Size of the tooltip, to keep it on the map; style.css has the same.
const TIP_PX: (f64, f64) = (216.0, 176.0);

/// Properties of [`MapView`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which space is shown.
    pub space: SpaceName,
    /// The points.
    pub map: Same<Map>,
    /// Their groups, once there are any.
    pub groups: Option<Same<Groups>>,
    /// The tracks.
    pub loaded: Same<Loaded>,
    /// The track in question.
    pub selected: Option<usize>,
    /// The track pointed at, here or in a list.
    pub hovered: Option<usize>,
    /// Tracks like the selected one, nearest first.
    pub neighbors: Vec<usize>,
    /// Colours of the groups.
    pub colors: Palette,
    /// Dark paper?
    pub is_dark: bool,
    /// What the person does.
    pub act: Callback<Action>,
    /// Where pictures are.
    pub find_picture: Callback<usize, Option<AttrValue>>,
    /// The map was drawn; milliseconds that took.
    pub drawn: Callback<f64>,
}

/// What reaches the map.
pub enum Msg {
    /// Its place on the page has another size.
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
    /// A group was picked in the legend.
    Pick(Option<u8>),
}

/// The map.
pub struct MapView {
    frame: NodeRef,
    points: NodeRef,
    axes: NodeRef,
    buffer: PixelBuffer,
    hits: HitIndex,
    /// Sample of each track.
    sample_of: Vec<Option<u32>>,
    labels: Labels,
    viewport: Rect,
    margin: (f64, f64),
    transform: Transform,
    pointers: Pointers,
    pointer_pos: Vec2,
    picked: Option<u8>,
    frame_requested: Option<AnimationFrame>,
    resize_observer: Option<(ResizeObserver, Closure<dyn FnMut()>)>,
    wheel_listener: Option<EventListener>,
}

impl Component for MapView {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let mut view = Self {
            frame: NodeRef::default(),
            points: NodeRef::default(),
            axes: NodeRef::default(),
            buffer: PixelBuffer::new(1, 1),
            hits: HitIndex::new(&[]),
            sample_of: Vec::new(),
            labels: Labels::default(),
            viewport: Rect::from_size(1.0, 1.0),
            margin: (0.0, 0.0),
            transform: Transform::fit(
                Rect::default(),
                Rect::from_size(1.0, 1.0),
                0.0,
                Aspect::Equal,
            ),
            pointers: Pointers::default(),
            pointer_pos: Vec2::new(0.0, 0.0),
            picked: None,
            frame_requested: None,
            resize_observer: None,
            wheel_listener: None,
        };
        view.take_map(ctx.props());
        view
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let props = ctx.props();
        if props.map != old.map || props.loaded != old.loaded {
            self.take_map(props);
            self.fit();
            self.picked = None;
        } else if props.groups != old.groups {
            self.picked = None;
        }
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
        self.resize();
        self.fit();
        self.request_frame(ctx);
    }

    fn update(&mut self, ctx: &Context<Self>, message: Msg) -> bool {
        match message {
            Msg::Resized => {
                if !self.resize() {
                    return false;
                }
            }
            Msg::Draw => {
                self.frame_requested = None;
                self.draw(ctx);
                return false;
            }
            Msg::Pointer(event) => return self.point(ctx, &event),
            Msg::Wheel(event) => {
                let pos = Vec2::new(f64::from(event.offset_x()), f64::from(event.offset_y()));
                // Lines and pages, where the wheel counts in them, as pixels.
                let step = [1.0, 16.0, 400.0][(event.delta_mode() as usize).min(2)];
                self.transform = self
                    .transform
                    .zoomed_at(pos, (-event.delta_y() * step * 0.002).exp());
            }
            Msg::Key(event) => return self.key(ctx, &event),
            Msg::Fit => self.fit(),
            Msg::Leave => {
                ctx.props().act.emit(Action::Hover(None));
                return false;
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
        let (left, bottom) = self.margin;
        let place = format!("left:{left}px;bottom:{bottom}px");
        let n = props.map.points.len();
        let label = format!(
            "Map of {} tracks. Arrow keys walk to the nearest track in that direction, plus and minus zoom, 0 shows all, Escape clears the selection.",
            crate::progress::grouped(n)
        );
        html! {
            <div class="map" ref={self.frame.clone()}>
                <canvas class="axes" ref={self.axes.clone()} aria-hidden="true"></canvas>
                <canvas
                    class="points" id="map" ref={self.points.clone()} style={place} tabindex="0" role="application" aria-label={label}
                    onpointerdown={pointer.clone()} onpointermove={pointer.clone()} onpointerup={pointer.clone()} onpointercancel={pointer}
                    onpointerleave={link.callback(|_| Msg::Leave)} ondblclick={link.callback(|_| Msg::Fit)} onkeydown={link.callback(Msg::Key)}
                ></canvas>
                <div class="map-corner">
                    if let Some(groups) = &props.groups {
                        <Legend
                            sizes={groups.sizes.clone()} colors={props.colors} theme={theme(props.is_dark)}
                            picked={self.picked} pick={link.callback(Msg::Pick)}
                        />
                    }
                    <button class="button quiet small" onclick={link.callback(|_| Msg::Fit)}>{"Show all"}</button>
                </div>
                { self.view_tip(props) }
            </div>
        }
    }
}

impl MapView {
    fn take_map(&mut self, props: &Props) {
        self.hits = HitIndex::new(&props.map.points);
        self.sample_of = vec![None; props.loaded.tracks.len()];
        for (sample, &track) in props.map.tracks.iter().enumerate() {
            if let Some(slot) = self.sample_of.get_mut(track as usize) {
                *slot = Some(sample as u32);
            }
        }
        self.labels = Labels::default();
    }

    fn sample(&self, track: usize) -> Option<usize> {
        self.sample_of
            .get(track)
            .copied()
            .flatten()
            .map(|sample| sample as usize)
    }

    /// Takes the size of its place; false when it is the same.
    fn resize(&mut self) -> bool {
        let Some(frame) = self.frame.cast::<HtmlElement>() else {
            return false;
        };
        let (width, height) = (
            f64::from(frame.client_width()),
            f64::from(frame.client_height()),
        );
        self.margin = if width >= WIDE_PX {
            AXES_MARGIN_PX
        } else {
            (0.0, 0.0)
        };
        let viewport = Rect::from_size(
            (width - self.margin.0).max(1.0),
            (height - self.margin.1).max(1.0),
        );
        let changed = viewport != self.viewport;
        self.viewport = viewport;
        if changed {
            self.transform = self.transform.centered_in(viewport);
        }
        changed
    }

    fn fit(&mut self) {
        let bounds = self.hits.bounds().unwrap_or_default();
        self.transform = Transform::fit(bounds, self.viewport, PADDING_PX, Aspect::Equal);
    }

    fn request_frame(&mut self, ctx: &Context<Self>) {
        if self.frame_requested.is_none() {
            let draw = ctx.link().callback(|_: f64| Msg::Draw);
            self.frame_requested = Some(request_animation_frame(move |time| draw.emit(time)));
        }
    }

    fn draw(&mut self, ctx: &Context<Self>) {
        let started = dom::now_ms();
        let props = ctx.props();
        let (Some(points), Some(axes)) = (
            self.points.cast::<HtmlCanvasElement>(),
            self.axes.cast::<HtmlCanvasElement>(),
        ) else {
            return;
        };
        let ratio = canvas::device_pixel_ratio();
        let theme = theme(props.is_dark);
        canvas::fit_to(
            &points,
            self.viewport.width(),
            self.viewport.height(),
            ratio,
        );
        self.buffer.resize(points.width(), points.height());
        let labels = props
            .groups
            .as_ref()
            .map_or(&[][..], |groups| groups.labels.as_slice());
        let emphasized: Option<Vec<bool>> = self
            .picked
            .map(|picked| labels.iter().map(|&label| label == picked).collect());
        let neighbors: Vec<usize> = props
            .neighbors
            .iter()
            .filter_map(|&track| self.sample(track))
            .collect();
        let selected = props.selected.and_then(|track| self.sample(track));
        let hovered = props.hovered.and_then(|track| self.sample(track));
        Scatter {
            points_in_data: &props.map.points,
            colors: PointColors::Classes {
                classes: labels,
                palette: props.colors,
            },
            emphasized: emphasized.as_deref(),
            marks: Marks {
                neighbors: &neighbors,
                hovered,
                selected,
                links: true,
                ..Marks::default()
            },
            theme,
            grid: true,
        }
        .draw(&mut self.buffer, &self.transform, ratio);
        canvas::put(&points, &self.buffer);
        let first: Vec<usize> = selected
            .into_iter()
            .chain(hovered)
            .chain(neighbors)
            .collect();
        self.labels.draw(
            &points,
            &props.map,
            &props.loaded.tracks,
            &first,
            &self.transform,
            self.viewport,
            theme,
            ratio,
        );
        self.draw_axes(&axes, props, theme, ratio);
        props.drawn.emit(dom::now_ms() - started);
    }

    fn draw_axes(&self, axes: &HtmlCanvasElement, props: &Props, theme: &Theme, ratio: f64) {
        let (left, bottom) = self.margin;
        if left == 0.0 {
            return;
        }
        let (width, height) = (
            self.viewport.width() + left,
            self.viewport.height() + bottom,
        );
        canvas::fit_to(axes, width, height, ratio);
        let title = |component: usize| {
            let share = props
                .map
                .info
                .explained_variance_ratio
                .get(component)
                .copied()
                .unwrap_or(0.0);
            format!(
                "PC{} ({:.1} % of the variance)",
                component + 1,
                share * 100.0
            )
        };
        // The axes stand left of and below the points, whose own origin is the upper left corner of their canvas.
        let transform = self.transform.panned(Vec2::new(left, 0.0));
        let frame = Rect::from_corners(
            Vec2::new(left, 0.0),
            Vec2::new(width, self.viewport.height()),
        );
        canvas::axes(
            axes,
            &Axes {
                transform: &transform,
                frame_in_screen: frame,
                x_title: &title(0),
                y_title: &title(1),
                theme,
                grid: false,
                device_pixel_ratio: ratio,
            },
        );
    }

    fn point(&mut self, ctx: &Context<Self>, event: &PointerEvent) -> bool {
        let props = ctx.props();
        let pos = Vec2::new(f64::from(event.offset_x()), f64::from(event.offset_y()));
        let reach = if event.pointer_type() == "touch" {
            TOUCH_REACH_PX
        } else {
            REACH_PX
        };
        let track_at = |pos| {
            let sample = self.hits.nearest(pos, &self.transform, reach)?;
            Some(props.map.tracks[sample] as usize)
        };
        if event.type_() == "pointerdown"
            && let Some(points) = self.points.cast::<HtmlCanvasElement>()
        {
            // So that a drag that leaves the map is still heard; without it only that is lost.
            let _ = points.set_pointer_capture(event.pointer_id());
        }
        match self.pointers.take(&event.type_(), event.pointer_id(), pos) {
            Gesture::None => false,
            Gesture::Hover => {
                self.pointer_pos = pos;
                let track = track_at(pos);
                if track != props.hovered {
                    props.act.emit(Action::Hover(track));
                }
                track.is_some()
            }
            Gesture::Click => {
                props.act.emit(Action::Select(track_at(pos)));
                false
            }
            Gesture::Pan(delta) => {
                self.transform = self.transform.panned(delta);
                self.request_frame(ctx);
                false
            }
            Gesture::Pinch {
                center,
                factor,
                delta,
            } => {
                self.transform = self.transform.panned(delta).zoomed_at(center, factor);
                self.request_frame(ctx);
                false
            }
        }
    }

    fn key(&mut self, ctx: &Context<Self>, event: &KeyboardEvent) -> bool {
        let props = ctx.props();
        let center = self.viewport.center();
        let direction = match event.key().as_str() {
            "ArrowLeft" => Some(Direction::Left),
            "ArrowRight" => Some(Direction::Right),
            "ArrowUp" => Some(Direction::Up),
            "ArrowDown" => Some(Direction::Down),
            "+" | "=" => {
                self.transform = self.transform.zoomed_at(center, KEY_ZOOM);
                None
            }
            "-" => {
                self.transform = self.transform.zoomed_at(center, 1.0 / KEY_ZOOM);
                None
            }
            "0" => {
                self.fit();
                None
            }
            "Escape" => {
                props.act.emit(Action::Select(None));
                None
            }
            _ => return false,
        };
        event.prevent_default();
        if let Some(direction) = direction {
            let next = match props.selected.and_then(|track| self.sample(track)) {
                Some(from) => self
                    .hits
                    .nearest_in_direction(from, direction, &self.transform),
                None => self.hits.nearest(center, &self.transform, f64::INFINITY),
            };
            if let Some(sample) = next {
                props
                    .act
                    .emit(Action::Select(Some(props.map.tracks[sample] as usize)));
            }
        }
        self.request_frame(ctx);
        true
    }

    /// Picture and name of the track under the pointer, beside it.
    fn view_tip(&self, props: &Props) -> Html {
        let Some((track, sample)) = props
            .hovered
            .and_then(|track| Some((track, self.sample(track)?)))
        else {
            return Html::default();
        };
        let pos = self.transform.screen_from_data(props.map.points[sample]);
        if !self.viewport.contains(pos) {
            return Html::default();
        }
        let (left, _) = self.margin;
        let x = if pos.x + 20.0 + TIP_PX.0 > self.viewport.width() {
            pos.x - 20.0 - TIP_PX.0
        } else {
            pos.x + 20.0
        };
        let y =
            (pos.y - TIP_PX.1 / 2.0).clamp(4.0, (self.viewport.height() - TIP_PX.1 - 4.0).max(4.0));
        let place = format!("transform:translate({:.0}px,{:.0}px)", x.max(4.0) + left, y);
        let tracks = &props.loaded.tracks;
        html! {
            <div class="tip" style={place} role="tooltip">
                <Picture {track} name={tracks.name(track).to_string()} exists={tracks.has_picture(track)} find_picture={props.find_picture.clone()} />
                <strong><bdi>{tracks.name(track)}</bdi></strong>
                <span class="muted"><bdi>{tracks.artists.get(track)}</bdi></span>
            </div>
        }
    }
}

fn theme(is_dark: bool) -> &'static Theme {
    if is_dark { &Theme::DARK } else { &Theme::LIGHT }
}
