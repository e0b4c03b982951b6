//! What a drawing is made of: rectangles, paths, discs, words and pictures, in CSS pixels.

use super::picture::Picture;
use crate::draw::{Palette, Rect, Rgb, Theme, Vec2};

/// A colour by its role, so that one drawing serves light, dark and paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// Behind everything.
    Paper,
    /// Text, and what must be seen.
    Ink,
    /// Secondary text and axes.
    Muted,
    /// Grid lines.
    Line,
    /// The one accent.
    Accent,
    /// A class of a palette.
    Class {
        /// Its number.
        class: u8,
        /// Which colours.
        palette: Palette,
    },
    /// The same on every paper, as colours of data are.
    Fixed(Rgb),
}

impl Paint {
    /// The colour on this paper.
    pub(super) fn rgb(self, theme: &Theme) -> Rgb {
        match self {
            Self::Paper => theme.paper,
            Self::Ink => theme.ink,
            Self::Muted => theme.muted,
            Self::Line => theme.line,
            Self::Accent => theme.accent,
            Self::Class { class, palette } => palette.color(class, theme),
            Self::Fixed(rgb) => rgb,
        }
    }
}

/// Which part of a text stands at its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Its beginning (left).
    Start,
    /// Its middle.
    Middle,
    /// Its end (right).
    End,
}

/// One line of words.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Where [`Text::align`] says, halfway up the letters.
    pub pos_in_screen: Vec2,
    /// The words, without control characters.
    pub text: String,
    /// Of the font, in pixels.
    pub size_px: f64,
    /// Of the line, as it was measured.
    pub width_px: f64,
    /// Colour.
    pub paint: Paint,
    /// What stands at the position.
    pub align: Align,
    /// Read from bottom to top.
    pub upward: bool,
    /// Whether a rim of paper keeps it readable over what lies below.
    pub rim: bool,
}

/// One thing on a drawing; later ones lie over earlier ones.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Filled.
    Rect {
        /// Its place.
        rect: Rect,
        /// Its colour.
        paint: Paint,
    },
    /// A line through points.
    Path {
        /// In order.
        points: Vec<Vec2>,
        /// Of the line.
        width_px: f64,
        /// Its colour.
        paint: Paint,
    },
    /// Filled.
    Disc {
        /// Its middle.
        center: Vec2,
        /// Its size.
        radius_px: f64,
        /// Its colour.
        paint: Paint,
    },
    /// Words.
    Text(Text),
    /// A picture, stretched over its place.
    Picture {
        /// Its place.
        rect: Rect,
        /// What it shows.
        picture: Picture,
    },
}

impl Shape {
    /// A level line of one pixel, on whole pixels so that it is sharp.
    pub(super) fn level_line(from_x: f64, to_x: f64, y: f64, paint: Paint) -> Self {
        let y = (y - 0.5).round();
        let rect = Rect::from_corners(Vec2::new(from_x, y), Vec2::new(to_x, y + 1.0));
        Self::Rect { rect, paint }
    }

    /// An upright line of one pixel, on whole pixels.
    pub(super) fn upright_line(x: f64, from_y: f64, to_y: f64, paint: Paint) -> Self {
        let x = (x - 0.5).round();
        let rect = Rect::from_corners(Vec2::new(x, from_y), Vec2::new(x + 1.0, to_y));
        Self::Rect { rect, paint }
    }
}
