//! Any figure as plain data: what travels to where it is drawn.

use serde::{Deserialize, Serialize};

use super::{Figure, Forest, GroupedBars, Heat, Lines, MapFigure, PictureGrid, Shares};

/// One of the figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Chart {
    /// Bars side by side.
    Bars(GroupedBars),
    /// Effects with their intervals.
    Forest(Forest),
    /// Pictures with words below.
    Grid(PictureGrid),
    /// Pictures of numbers.
    Heat(Heat),
    /// Curves above each other.
    Lines(Lines),
    /// Points with names.
    Map(MapFigure),
    /// Parts of a whole, a bar each.
    Shares(Shares),
}

impl Chart {
    /// The figure itself.
    pub fn figure(&self) -> &dyn Figure {
        match self {
            Self::Bars(figure) => figure,
            Self::Forest(figure) => figure,
            Self::Grid(figure) => figure,
            Self::Heat(figure) => figure,
            Self::Lines(figure) => figure,
            Self::Map(figure) => figure,
            Self::Shares(figure) => figure,
        }
    }
}

impl From<GroupedBars> for Chart {
    fn from(figure: GroupedBars) -> Self {
        Self::Bars(figure)
    }
}

impl From<Forest> for Chart {
    fn from(figure: Forest) -> Self {
        Self::Forest(figure)
    }
}

impl From<PictureGrid> for Chart {
    fn from(figure: PictureGrid) -> Self {
        Self::Grid(figure)
    }
}

impl From<Heat> for Chart {
    fn from(figure: Heat) -> Self {
        Self::Heat(figure)
    }
}

impl From<Lines> for Chart {
    fn from(figure: Lines) -> Self {
        Self::Lines(figure)
    }
}

impl From<MapFigure> for Chart {
    fn from(figure: MapFigure) -> Self {
        Self::Map(figure)
    }
}

impl From<Shares> for Chart {
    fn from(figure: Shares) -> Self {
        Self::Shares(figure)
    }
}
