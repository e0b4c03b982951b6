//! Drawing an area on the map: by a drag with a tool or with Shift, or by keys; what lies in it is selected.

use web_sys::PointerEvent;
use yew::prelude::*;

use super::view::{Hand, MapView};
use crate::draw::Vec2;
use crate::page::{Action, Combine, Outline, Selecting, Tool};
use crate::raster::Direction;

impl MapView {
    /// Adds where Control is held (on a Mac, Command), and takes out where Alt is; else as it was chosen with the tool.
    fn combine(&self, adds: bool, subtracts: bool) -> Combine {
        match (adds, subtracts, self.tool) {
            (true, ..) => Combine::Add,
            (false, true, _) => Combine::Subtract,
            (false, false, Tool::Move) => Combine::Replace,
            (false, false, Tool::Box | Tool::Lasso) => self.how,
        }
    }

    /// Takes an event of a pointer that draws, or begins to; `None` where it does neither. Else: is there something to show?
    pub(super) fn outline(
        &mut self,
        ctx: &Context<Self>,
        event: &PointerEvent,
        pos: Vec2,
    ) -> Option<bool> {
        let Some((hand, outline)) = &mut self.outline else {
            let draws = self.tool != Tool::Move || event.shift_key();
            let begins = event.type_() == "pointerdown" && event.is_primary() && draws;
            if !begins || event.button() > 0 {
                return None;
            }
            let adds = event.ctrl_key() || event.meta_key();
            let how = self.combine(adds, event.alt_key());
            ctx.props().act.emit(Action::Hover(None));
            let hand = Hand::Pointer(event.pointer_id(), how);
            self.outline = Some((hand, Outline::begun(self.tool, pos)));
            self.capture(event.pointer_id());
            return Some(true);
        };
        let Hand::Pointer(pointer, how) = *hand else {
            // Keys draw: a pointer that goes down puts an end to that.
            self.outline.take_if(|_| event.type_() == "pointerdown");
            return None;
        };
        if pointer != event.pointer_id() {
            // A second finger.
            return Some(false);
        }
        match event.type_().as_str() {
            "pointermove" => outline.go_on(pos),
            "pointerup" => {
                outline.go_on(pos);
                if !self.take_outlined(ctx, how) {
                    self.click(ctx, event, pos);
                }
            }
            "pointercancel" => self.outline = None,
            _ => {}
        }
        Some(true)
    }

    /// Selects what was drawn around; false where nothing was drawn.
    fn take_outlined(&mut self, ctx: &Context<Self>, how: Combine) -> bool {
        let drawn = self.outline.take();
        let drawn = drawn.as_ref().map(|(_, outline)| outline);
        let Some(region) = drawn.and_then(Outline::region) else {
            return false;
        };
        let props = ctx.props();
        let region = region.mapped(|pos| self.camera.transform.data_from_screen(pos));
        let samples = region.members(&self.camera.points);
        let track = |&sample: &usize| props.map.tracks.get(sample).copied();
        let tracks = samples.iter().filter_map(track).collect();
        let step = Selecting::Take(tracks, how);
        props.act.emit(Action::SelectMany(step));
        true
    }

    /// Takes a key that begins, moves, grows, takes or leaves a box; false for all others.
    pub(super) fn outline_key(
        &mut self,
        ctx: &Context<Self>,
        event: &KeyboardEvent,
        direction: Option<Direction>,
    ) -> bool {
        let viewport = self.camera.viewport;
        let key = event.key();
        if key.eq_ignore_ascii_case("b") && self.outline.is_none() {
            self.outline = Some((Hand::Keys, Outline::in_middle(viewport)));
            return true;
        }
        let Some((hand, outline)) = &mut self.outline else {
            return false;
        };
        let is_keyed = *hand == Hand::Keys;
        if let (Some(direction), true) = (direction, is_keyed) {
            outline.nudge(direction, event.shift_key(), viewport);
            return true;
        }
        match key.as_str() {
            "Enter" if is_keyed => {
                let adds = event.ctrl_key() || event.meta_key();
                let how = self.combine(adds, event.alt_key());
                self.take_outlined(ctx, how);
            }
            "Escape" => self.outline = None,
            _ => return false,
        }
        true
    }
}
