//! Positions and rectangles, of f64, in whatever space the variable's name says.

use serde::{Deserialize, Serialize};

/// A position or a difference of two, in the space that the name of the variable says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Vec2 {
    /// To the right.
    pub x: f64,
    /// Up in data, down on the screen.
    pub y: f64,
}

impl Vec2 {
    /// The position `(x, y)`.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// Neither coordinate is NaN or infinite.
    pub fn is_finite(self) -> bool {
        self.x.is_finite() && self.y.is_finite()
    }
}

/// An upright rectangle, edges included; `min <= max` in both coordinates unless it was built by hand otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// The corner of the smallest coordinates: bottom left in data, top left on the screen.
    pub min: Vec2,
    /// The corner of the largest coordinates.
    pub max: Vec2,
}

impl Rect {
    /// The rectangle with these two opposite corners, in any order.
    pub fn from_corners(a: Vec2, b: Vec2) -> Self {
        Self {
            min: Vec2::new(a.x.min(b.x), a.y.min(b.y)),
            max: Vec2::new(a.x.max(b.x), a.y.max(b.y)),
        }
    }

    /// `0..width` by `0..height`, as a canvas is.
    pub fn from_size(width: f64, height: f64) -> Self {
        Self::from_corners(Vec2::default(), Vec2::new(width, height))
    }

    /// The smallest rectangle around all points with finite coordinates; `None` when there is none.
    pub fn around(points: &[Vec2]) -> Option<Self> {
        let mut finite = points.iter().copied().filter(|p| p.is_finite());
        let first = finite.next()?;
        let mut bounds = Self {
            min: first,
            max: first,
        };
        for p in finite {
            bounds.min = Vec2::new(bounds.min.x.min(p.x), bounds.min.y.min(p.y));
            bounds.max = Vec2::new(bounds.max.x.max(p.x), bounds.max.y.max(p.y));
        }
        Some(bounds)
    }

    /// Extent in x.
    pub fn width(&self) -> f64 {
        self.max.x - self.min.x
    }

    /// Extent in y.
    pub fn height(&self) -> f64 {
        self.max.y - self.min.y
    }

    /// The middle; finite for all finite corners.
    pub fn center(&self) -> Vec2 {
        Vec2::new(
            self.min.x / 2.0 + self.max.x / 2.0,
            self.min.y / 2.0 + self.max.y / 2.0,
        )
    }

    /// Whether `p` lies inside or on the edge; never for NaN.
    pub fn contains(&self, p: Vec2) -> bool {
        self.min.x <= p.x && p.x <= self.max.x && self.min.y <= p.y && p.y <= self.max.y
    }

    /// Whether `other` lies inside or on the edge.
    pub fn contains_rect(&self, other: &Self) -> bool {
        self.contains(other.min) && self.contains(other.max)
    }

    /// Whether the two share more than an edge.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.min.x < other.max.x
            && other.min.x < self.max.x
            && self.min.y < other.max.y
            && other.min.y < self.max.y
    }

    /// Larger by `margin` on every side; never turned inside out by a negative one.
    #[must_use]
    pub fn grown(&self, margin: f64) -> Self {
        let x = margin.max(-self.width() / 2.0);
        let y = margin.max(-self.height() / 2.0);
        Self {
            min: Vec2::new(self.min.x - x, self.min.y - y),
            max: Vec2::new(self.max.x + x, self.max.y + y),
        }
    }
}
