//! A figure on the page: drawn as sharp as the screen, words under the pointer, its numbers as a table, and buttons that
//! keep it.

use std::rc::Rc;

use gloo::render::{AnimationFrame, request_animation_frame};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{HtmlCanvasElement, HtmlElement, PointerEvent, ResizeObserver};
use yew::prelude::*;

use super::controls::is_open;
use super::keep_figure::KeepFigure;
use super::same::Same;
use super::table;
use super::theme::theme;
use crate::browser::canvas;
use crate::charts::{Datum, Drawing, Figure};
use crate::draw::Vec2;
use crate::page::Action;

/// Widest tip; style.css has the same.
const TIP_PX: f64 = 240.0;
/// From the pointer to the tip.
const TIP_GAP_PX: f64 = 14.0;

/// Properties of [`FigureView`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// The figure; another one is drawn when it is another piece of memory.
    pub figure: Same<dyn Figure>,
    /// Id on the page, and the end of the files' names: "top-bars" is kept as soundkin-top-bars.png.
    pub name: AttrValue,
    /// Dark paper?
    pub is_dark: bool,
    /// Said below the figure, before what the figure itself says is missing.
    #[prop_or_default]
    pub caption: AttrValue,
    /// What the person does.
    pub act: Callback<Action>,
    /// A datum was clicked.
    #[prop_or_default]
    pub onpick: Option<Callback<Datum>>,
}

/// What reaches the figure.
pub(crate) enum Msg {
    /// Its place has a size, or another one.
    Resized,
    /// The frame after that has come.
    LayOut,
    /// The next frame has come.
    Draw,
    /// The pointer moved over it or touched it.
    Point(PointerEvent),
    /// The pointer left.
    Leave(PointerEvent),
    /// A datum was clicked.
    Pick(MouseEvent),
    /// A key was pressed.
    Key(KeyboardEvent),
    /// The numbers were opened or closed.
    ShowNumbers(bool),
}

/// A figure on the page.
pub(crate) struct FigureView {
    place: NodeRef,
    canvas: NodeRef,
    drawing: Option<Rc<Drawing>>,
    is_drawn: bool,
    /// The datum that is spoken of, and where.
    spoken: Option<(Datum, Vec2)>,
    /// The spot that the keys have reached.
    reached: Option<usize>,
    shows_numbers: bool,
    frame_requested: Option<AnimationFrame>,
    layout_requested: Option<AnimationFrame>,
    resize_observer: Option<(ResizeObserver, Closure<dyn FnMut()>)>,
}

impl Component for FigureView {
    type Message = Msg;
    type Properties = Props;

    fn create(_ctx: &Context<Self>) -> Self {
        Self {
            place: NodeRef::default(),
            canvas: NodeRef::default(),
            drawing: None,
            is_drawn: false,
            spoken: None,
            reached: None,
            shows_numbers: false,
            frame_requested: None,
            layout_requested: None,
            resize_observer: None,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let props = ctx.props();
        if props.figure != old.figure {
            self.spoken = None;
            self.reached = None;
            self.lay_out(ctx);
        }
        self.is_drawn &= props.is_dark == old.is_dark;
        true
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        if first_render && let Some(place) = self.place.cast::<HtmlElement>() {
            let resized = ctx.link().callback(|()| Msg::Resized);
            let closure = Closure::<dyn FnMut()>::new(move || resized.emit(()));
            if let Ok(observer) = ResizeObserver::new(closure.as_ref().unchecked_ref()) {
                // It is told the size that the place has now, too.
                observer.observe(&place);
                self.resize_observer = Some((observer, closure));
            }
        }
        if !self.is_drawn && self.drawing.is_some() && self.frame_requested.is_none() {
            // In a frame of its own: a picture of many numbers takes a while.
            let draw = ctx.link().callback(|_: f64| Msg::Draw);
            self.frame_requested = Some(request_animation_frame(move |time| draw.emit(time)));
        }
    }

    fn destroy(&mut self, _ctx: &Context<Self>) {
        // The browser would else call what is gone.
        if let Some((observer, _closure)) = self.resize_observer.take() {
            observer.disconnect();
        }
    }

    fn update(&mut self, ctx: &Context<Self>, message: Msg) -> bool {
        match message {
            Msg::Resized => {
                // Not while the browser measures: another size for the figure would have it measure again.
                let lay_out = ctx.link().callback(|_: f64| Msg::LayOut);
                let frame = request_animation_frame(move |time| lay_out.emit(time));
                self.layout_requested = Some(frame);
                return false;
            }
            Msg::LayOut => {
                self.layout_requested = None;
                return self.lay_out(ctx);
            }
            Msg::Draw => self.draw(ctx),
            Msg::Point(event) => {
                self.reached = None;
                let pos = Vec2::new(f64::from(event.offset_x()), f64::from(event.offset_y()));
                let spoken = self.hit(pos).zip(Some(pos));
                let before = std::mem::replace(&mut self.spoken, spoken);
                return before.is_some() || self.spoken.is_some();
            }
            // A finger that is lifted leaves too: what it asked for stays to be read.
            Msg::Leave(event) => {
                return event.pointer_type() != "touch" && self.spoken.take().is_some();
            }
            Msg::Pick(event) => {
                let pos = Vec2::new(f64::from(event.offset_x()), f64::from(event.offset_y()));
                Self::pick(ctx, self.hit(pos));
            }
            Msg::Key(event) => return self.key(ctx, &event),
            Msg::ShowNumbers(shows) => {
                return std::mem::replace(&mut self.shows_numbers, shows) != shows;
            }
        }
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Props {
            figure,
            name,
            caption,
            onpick,
            act,
            ..
        } = ctx.props();
        let width_px = self
            .drawing
            .as_ref()
            .map_or(0.0, |drawing| drawing.width_px);
        let link = ctx.link();
        let point = link.callback(Msg::Point);
        let (title, said, missing, size) =
            self.drawing
                .as_ref()
                .map_or_else(Default::default, |drawing| {
                    (
                        drawing.title.clone(),
                        drawing.description.clone(),
                        drawing.caption.clone(),
                        format!(
                            "width:{}px;height:{}px",
                            drawing.width_px, drawing.height_px
                        ),
                    )
                });
        let opened = link.callback(|event: Event| Msg::ShowNumbers(is_open(&event)));
        html! {
            <figure class="figure" id={name.clone()}>
                if !title.is_empty() {
                    <h3>{&title}</h3>
                }
                <div class="figure-place" ref={self.place.clone()}>
                    <canvas
                        class={classes!("figure-canvas", onpick.is_some().then_some("picks"))} ref={self.canvas.clone()} style={size}
                        role="img" aria-label={format!("{title}. {said}")} tabindex="0"
                        onpointermove={point.clone()} onpointerdown={point} onpointerleave={link.callback(Msg::Leave)}
                        onclick={link.callback(Msg::Pick)} onkeydown={link.callback(Msg::Key)}
                    ></canvas>
                    <div aria-live="polite">{ self.tip(figure) }</div>
                </div>
                <figcaption>
                    if !caption.is_empty() || !missing.is_empty() {
                        <p class="hint">{format!("{caption} {missing}").trim().to_string()}</p>
                    }
                    <div class="keep">
                        <details class="figure-numbers" ontoggle={opened}>
                            <summary>{"Numbers"}</summary>
                            if self.shows_numbers {
                                { table::rows(&figure.numbers()) }
                            }
                        </details>
                        <KeepFigure figure={figure.clone()} name={name.clone()} {width_px} act={act.clone()} />
                    </div>
                </figcaption>
            </figure>
        }
    }
}

impl FigureView {
    /// Lays the figure out for the width of its place; false when nothing is to be drawn again.
    fn lay_out(&mut self, ctx: &Context<Self>) -> bool {
        let Some((place, canvas)) = self
            .place
            .cast::<HtmlElement>()
            .zip(self.canvas.cast::<HtmlCanvasElement>())
        else {
            return false;
        };
        let width = f64::from(place.client_width());
        let drawing = canvas::layout(&canvas, &*ctx.props().figure, width);
        // Without a place on the screen there is nothing to lay out for.
        if width == 0.0 || self.drawing.as_deref() == Some(&drawing) {
            return false;
        }
        self.drawing = Some(Rc::new(drawing));
        self.is_drawn = false;
        self.spoken = None;
        true
    }

    fn draw(&mut self, ctx: &Context<Self>) {
        self.frame_requested = None;
        if let Some((drawing, canvas)) = self.drawing.as_ref().zip(self.canvas.cast()) {
            let ratio = canvas::device_pixel_ratio();
            canvas::figure(&canvas, drawing, theme(ctx.props().is_dark), ratio);
            self.is_drawn = true;
        }
    }

    fn hit(&self, pos_in_screen: Vec2) -> Option<Datum> {
        self.drawing.as_ref()?.hit(pos_in_screen)
    }

    fn pick(ctx: &Context<Self>, datum: Option<Datum>) {
        if let Some((pick, datum)) = ctx.props().onpick.as_ref().zip(datum) {
            pick.emit(datum);
        }
    }

    /// Arrows walk from datum to datum; Enter picks; Escape is quiet.
    fn key(&mut self, ctx: &Context<Self>, event: &KeyboardEvent) -> bool {
        let Some(drawing) = self
            .drawing
            .clone()
            .filter(|drawing| !drawing.spots.is_empty())
        else {
            return false;
        };
        let last = drawing.spots.len() - 1;
        let next = match event.key().as_str() {
            "ArrowRight" => self.reached.map_or(0, |i| (i + 1).min(last)),
            "ArrowLeft" => self.reached.map_or(last, |i| i.saturating_sub(1)),
            "Enter" => {
                Self::pick(ctx, self.spoken.map(|(datum, _)| datum));
                return false;
            }
            "Escape" => return self.spoken.take().is_some(),
            _ => return false,
        };
        event.prevent_default();
        let spot = drawing.spots[next.min(last)];
        self.reached = Some(next);
        self.spoken = Some((spot.datum, spot.area.center()));
        true
    }

    /// The words of the datum that is spoken of, beside it.
    fn tip(&self, figure: &Same<dyn Figure>) -> Html {
        let Some((words, pos, drawing)) = self
            .spoken
            .and_then(|(datum, pos)| Some((figure.words(datum)?, pos, self.drawing.as_ref()?)))
        else {
            return Html::default();
        };
        // To the right of the pointer, or to its left where there is no room.
        let x = if pos.x + TIP_GAP_PX + TIP_PX > drawing.width_px {
            format!(
                "right:{:.0}px",
                (drawing.width_px - pos.x + TIP_GAP_PX)
                    .min(drawing.width_px - TIP_PX)
                    .max(0.0)
            )
        } else {
            format!("left:{:.0}px", pos.x + TIP_GAP_PX)
        };
        let y = format!("top:{:.0}px", pos.y + TIP_GAP_PX);
        html! { <div class="figure-tip" role="tooltip" style={format!("{x};{y}")}><bdi>{words}</bdi></div> }
    }
}
