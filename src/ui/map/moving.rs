//! Pointers and keys on the map: hover shows, a click asks, drag, pinch and keys move about; what draws an area goes before.

use web_sys::{HtmlCanvasElement, PointerEvent};
use yew::prelude::*;

use super::super::parts::ids::TRACK_TITLE;
use super::view::MapView;
use crate::browser::dom;
use crate::draw::Vec2;
use crate::page::{Action, Gesture, Selecting};
use crate::raster::Direction;

/// How far from a point the pointer may be.
const REACH_PX: f64 = 14.0;
/// A finger is less precise.
const TOUCH_REACH_PX: f64 = 26.0;
const KEY_ZOOM: f64 = 1.4;

/// How far from a point this pointer may be.
fn reach(event: &PointerEvent) -> f64 {
    if event.pointer_type() == "touch" {
        TOUCH_REACH_PX
    } else {
        REACH_PX
    }
}

impl MapView {
    /// Takes an event of a pointer; is there something else to show?
    pub(super) fn point(&mut self, ctx: &Context<Self>, event: &PointerEvent) -> bool {
        let props = ctx.props();
        let pos = Vec2::new(f64::from(event.offset_x()), f64::from(event.offset_y()));
        if let Some(shows) = self.outline(ctx, event, pos) {
            return shows;
        }
        if event.type_() == "pointerdown" {
            self.capture(event.pointer_id());
        }
        match self.pointers.take(&event.type_(), event.pointer_id(), pos) {
            Gesture::None => false,
            Gesture::Hover => {
                let track = self.camera.track_at(pos, reach(event));
                if track != props.hovered {
                    props.act.emit(Action::Hover(track));
                }
                track.is_some()
            }
            Gesture::Click => {
                self.click(ctx, event, pos);
                false
            }
            Gesture::Pan(delta) => {
                self.camera.pan(delta);
                self.request_frame(ctx);
                false
            }
            Gesture::Pinch {
                center,
                factor,
                delta,
            } => {
                self.camera.pan(delta);
                self.camera.zoom_at(center, factor);
                self.request_frame(ctx);
                false
            }
        }
    }

    /// Asks about the track at this place, or about none.
    pub(super) fn click(&self, ctx: &Context<Self>, event: &PointerEvent, pos: Vec2) {
        let track = self.camera.track_at(pos, reach(event));
        ctx.props().act.emit(Action::Select(track));
    }

    /// So that a drag that leaves the map is still heard; without it only that is lost.
    pub(super) fn capture(&self, pointer: i32) {
        if let Some(points) = self.points.cast::<HtmlCanvasElement>() {
            let _ = points.set_pointer_capture(pointer);
        }
    }

    /// Takes a key; is there something else to show?
    pub(super) fn key(&mut self, ctx: &Context<Self>, event: &KeyboardEvent) -> bool {
        let props = ctx.props();
        let center = self.camera.viewport.center();
        let direction = match event.key().as_str() {
            "ArrowLeft" => Some(Direction::Left),
            "ArrowRight" => Some(Direction::Right),
            "ArrowUp" => Some(Direction::Up),
            "ArrowDown" => Some(Direction::Down),
            _ => None,
        };
        if self.outline_key(ctx, event, direction) {
            event.prevent_default();
            return true;
        }
        match event.key().as_str() {
            _ if direction.is_some() => {}
            "+" | "=" => {
                self.camera.zoom_at(center, KEY_ZOOM);
            }
            "-" => {
                self.camera.zoom_at(center, 1.0 / KEY_ZOOM);
            }
            "0" => self.camera.fit(),
            "Enter" => {
                let _ = props.selected.is_some() && dom::focus(TRACK_TITLE);
            }
            "Escape" if props.selection.is_empty() => props.act.emit(Action::Select(None)),
            "Escape" => props.act.emit(Action::SelectMany(Selecting::Clear)),
            _ => return false,
        }
        event.prevent_default();
        let next =
            direction.and_then(|direction| self.camera.track_towards(props.selected, direction));
        if next.is_some() {
            props.act.emit(Action::Select(next));
        }
        self.request_frame(ctx);
        true
    }
}
