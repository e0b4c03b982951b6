//! How a person goes around points on the map: with a box, with a lasso, or with a box that keys move and grow. In: positions
//! on the screen, keys. Out: the area.

use std::fmt::Write;

use crate::draw::{Rect, Region, Vec2};
use crate::raster::Direction;

/// A lasso that goes on by less has no new corner.
const STEP_PX: f64 = 3.0;
/// A smaller area is a click.
const SLOP_PX: f64 = 5.0;
/// How far a key moves a box.
const KEY_PX: f64 = 12.0;

/// What a drag on the map does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tool {
    /// Moves the map.
    #[default]
    Move,
    /// Takes the tracks in a box.
    Box,
    /// Takes the tracks that it goes around.
    Lasso,
}

/// An area that is being drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    region: Region,
    /// Where a box began.
    start: Vec2,
}

impl Outline {
    /// Begun here by a pointer; a box, unless it is a lasso.
    pub fn begun(tool: Tool, pos: Vec2) -> Self {
        let region = match tool {
            Tool::Move | Tool::Box => Region::Box(Rect::from_corners(pos, pos)),
            Tool::Lasso => Region::Lasso(vec![pos]),
        };
        Self { region, start: pos }
    }

    /// A box in the middle, a third as wide and high as the whole, for keys.
    pub fn in_middle(viewport: Rect) -> Self {
        let inset = Vec2::new(viewport.width() / 3.0, viewport.height() / 3.0);
        let (min, max) = (viewport.min, viewport.max);
        let region = Region::Box(Rect::from_corners(
            Vec2::new(min.x + inset.x, min.y + inset.y),
            Vec2::new(max.x - inset.x, max.y - inset.y),
        ));
        Self { region, start: min }
    }

    /// The pointer is here now.
    pub fn go_on(&mut self, pos: Vec2) {
        match &mut self.region {
            Region::Box(rect) => *rect = Rect::from_corners(self.start, pos),
            Region::Lasso(corners) => {
                let goes_on = |last: &Vec2| (pos.x - last.x).hypot(pos.y - last.y) >= STEP_PX;
                if corners.last().is_none_or(goes_on) {
                    corners.push(pos);
                }
            }
        }
    }

    /// A key moves the box, or its right and lower edge: then it grows or shrinks, never to nothing. It stays in `viewport`.
    pub fn nudge(&mut self, direction: Direction, grows: bool, viewport: Rect) {
        let Region::Box(rect) = &mut self.region else {
            return;
        };
        let (x, y) = match direction {
            Direction::Left => (-KEY_PX, 0.0),
            Direction::Right => (KEY_PX, 0.0),
            Direction::Up => (0.0, -KEY_PX),
            Direction::Down => (0.0, KEY_PX),
        };
        let moved = |pos: Vec2| Vec2::new(pos.x + x, pos.y + y);
        let mut next = Rect {
            min: if grows { rect.min } else { moved(rect.min) },
            max: moved(rect.max),
        };
        next.max.x = next.max.x.max(next.min.x + KEY_PX);
        next.max.y = next.max.y.max(next.min.y + KEY_PX);
        if viewport.contains_rect(&next) {
            *rect = next;
        }
    }

    /// The area on the screen; `None` where it is so small that a click was meant.
    pub fn region(&self) -> Option<&Region> {
        let bounds = match &self.region {
            Region::Box(rect) => Some(*rect),
            Region::Lasso(corners) => Rect::around(corners),
        };
        let is_drawn = bounds.is_some_and(|bounds| bounds.width().max(bounds.height()) > SLOP_PX);
        is_drawn.then_some(&self.region)
    }

    /// Its edge, as SVG writes paths.
    pub fn path(&self) -> String {
        match &self.region {
            Region::Box(rect) => {
                let Rect { min, .. } = rect;
                let (width, height) = (rect.width(), rect.height());
                format!(
                    "M{:.1} {:.1}h{width:.1}v{height:.1}h-{width:.1}z",
                    min.x, min.y
                )
            }
            Region::Lasso(corners) => {
                let mut path = String::new();
                for (i, pos) in corners.iter().enumerate() {
                    let letter = if i == 0 { 'M' } else { 'L' };
                    // Writing to a text cannot fail.
                    let _ = write!(path, "{letter}{:.1} {:.1}", pos.x, pos.y);
                }
                path + "z"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> Vec2 {
        Vec2::new(x, y)
    }

    #[test]
    fn a_drag_draws_and_a_click_does_not() {
        for tool in [Tool::Move, Tool::Box, Tool::Lasso] {
            let mut outline = Outline::begun(tool, at(10.0, 10.0));
            outline.go_on(at(12.0, 13.0));
            assert_eq!(outline.region(), None, "{tool:?}");
            outline.go_on(at(40.0, 0.0));
            assert!(outline.region().is_some(), "{tool:?}");
        }
    }

    #[test]
    fn a_box_may_be_drawn_in_any_direction() {
        let mut outline = Outline::begun(Tool::Box, at(30.0, 40.0));
        outline.go_on(at(10.0, 60.0));
        let want = Region::Box(Rect::from_corners(at(10.0, 40.0), at(30.0, 60.0)));
        assert_eq!(outline.region(), Some(&want));
        assert_eq!(outline.path(), "M10.0 40.0h20.0v20.0h-20.0z");
    }

    #[test]
    fn a_lasso_has_a_corner_where_the_pointer_went_on() {
        let mut outline = Outline::begun(Tool::Lasso, at(0.0, 0.0));
        for pos in [at(1.0, 1.0), at(9.0, 0.0), at(9.5, 0.5), at(9.0, 9.0)] {
            outline.go_on(pos);
        }
        assert_eq!(outline.path(), "M0.0 0.0L9.0 0.0L9.0 9.0z");
    }

    #[test]
    fn keys_move_and_grow_a_box_within_the_map() {
        let viewport = Rect::from_size(300.0, 150.0);
        let mut outline = Outline::in_middle(viewport);
        assert_eq!(outline.path(), "M100.0 50.0h100.0v50.0h-100.0z");
        outline.nudge(Direction::Left, false, viewport);
        assert_eq!(outline.path(), "M88.0 50.0h100.0v50.0h-100.0z");
        outline.nudge(Direction::Down, true, viewport);
        assert_eq!(outline.path(), "M88.0 50.0h100.0v62.0h-100.0z");
        for _ in 0..99 {
            outline.nudge(Direction::Up, false, viewport);
            outline.nudge(Direction::Right, true, viewport);
        }
        assert_eq!(outline.path(), "M88.0 2.0h208.0v62.0h-208.0z");
        for _ in 0..99 {
            outline.nudge(Direction::Left, true, viewport);
        }
        assert_eq!(outline.path(), "M88.0 2.0h12.0v62.0h-12.0z");
    }
}
