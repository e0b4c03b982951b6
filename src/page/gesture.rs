//! From raw pointer events to gestures: hover, click, pan with one pointer, pinch with two.

use crate::draw::Vec2;

/// A pointer that moves less while it is down clicks.
const SLOP_PX: f64 = 5.0;

/// What an event means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gesture {
    /// Nothing.
    None,
    /// A pointer moves without being down.
    Hover,
    /// A pointer went down and up in one place.
    Click,
    /// The map follows the pointer.
    Pan(Vec2),
    /// The map follows two fingers.
    Pinch {
        /// Between the fingers.
        center: Vec2,
        /// How much farther apart they are.
        factor: f64,
        /// How far their middle moved.
        delta: Vec2,
    },
}

/// The pointers that are down.
#[derive(Default)]
pub struct Pointers {
    down: Vec<(i32, Vec2)>,
    travelled: f64,
    was_pinch: bool,
}

impl Pointers {
    /// Takes an event of the given type.
    pub fn take(&mut self, kind: &str, id: i32, pos: Vec2) -> Gesture {
        match kind {
            "pointerdown" => {
                self.down.retain(|(other, _)| *other != id);
                self.down.push((id, pos));
                if self.down.len() == 1 {
                    self.travelled = 0.0;
                    self.was_pinch = false;
                } else {
                    self.was_pinch = true;
                }
                Gesture::None
            }
            "pointermove" => self.moved(id, pos),
            _ => {
                let was_down = self.down.iter().any(|(other, _)| *other == id);
                self.down.retain(|(other, _)| *other != id);
                let clicks =
                    was_down && kind == "pointerup" && self.travelled <= SLOP_PX && !self.was_pinch;
                if clicks {
                    Gesture::Click
                } else {
                    Gesture::None
                }
            }
        }
    }

    fn moved(&mut self, id: i32, pos: Vec2) -> Gesture {
        let Some(at) = self.down.iter().position(|(other, _)| *other == id) else {
            return Gesture::Hover;
        };
        let before = self.down[at].1;
        let delta = Vec2::new(pos.x - before.x, pos.y - before.y);
        if let [(_, a), (_, b)] = self.down[..] {
            let other = if at == 0 { b } else { a };
            self.down[at].1 = pos;
            let apart = |p: Vec2| (p.x - other.x).hypot(p.y - other.y).max(1.0);
            return Gesture::Pinch {
                center: Vec2::new(f64::midpoint(pos.x, other.x), f64::midpoint(pos.y, other.y)),
                factor: apart(pos) / apart(before),
                delta: Vec2::new(delta.x / 2.0, delta.y / 2.0),
            };
        }
        self.travelled += delta.x.hypot(delta.y);
        if self.travelled <= SLOP_PX {
            // Where it began stays: a drag that starts late must not jump.
            return Gesture::None;
        }
        self.down[at].1 = pos;
        Gesture::Pan(delta)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_still_pointer_clicks_and_a_moving_one_pans() {
        let mut pointers = Pointers::default();
        assert_eq!(
            pointers.take("pointermove", 1, Vec2::new(1.0, 1.0)),
            Gesture::Hover
        );
        pointers.take("pointerdown", 1, Vec2::new(0.0, 0.0));
        assert_eq!(
            pointers.take("pointerup", 1, Vec2::new(0.0, 0.0)),
            Gesture::Click
        );
        pointers.take("pointerdown", 1, Vec2::new(0.0, 0.0));
        assert_eq!(
            pointers.take("pointermove", 1, Vec2::new(9.0, 0.0)),
            Gesture::Pan(Vec2::new(9.0, 0.0))
        );
        assert_eq!(
            pointers.take("pointerup", 1, Vec2::new(9.0, 0.0)),
            Gesture::None
        );
    }

    #[test]
    fn two_fingers_pinch_and_do_not_click() {
        let mut pointers = Pointers::default();
        pointers.take("pointerdown", 1, Vec2::new(0.0, 0.0));
        pointers.take("pointerdown", 2, Vec2::new(10.0, 0.0));
        let gesture = pointers.take("pointermove", 2, Vec2::new(20.0, 0.0));
        assert!(matches!(gesture, Gesture::Pinch { factor, .. } if (factor - 2.0).abs() < 1e-12));
        assert_eq!(
            pointers.take("pointerup", 2, Vec2::new(20.0, 0.0)),
            Gesture::None
        );
        assert_eq!(
            pointers.take("pointerup", 1, Vec2::new(0.0, 0.0)),
            Gesture::None
        );
    }
}
