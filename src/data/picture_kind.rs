//! Kinds of pictures: those that one program drew in one way; and what a person says of a kind.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ColorMap, Frame};

/// How intensities are made of colours.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(try_from = "String", into = "String")]
pub enum Shades {
    /// By their luma: no known colour map is near.
    #[default]
    Luma,
    /// By their place along a colour map.
    Along(ColorMap),
}

impl Shades {
    /// What it is called: the name of the map, or "luma".
    pub fn name(self) -> &'static str {
        match self {
            Self::Luma => "luma",
            Self::Along(map) => map.name(),
        }
    }

    /// The map, if there is one.
    pub fn color_map(self) -> Option<ColorMap> {
        match self {
            Self::Luma => None,
            Self::Along(map) => Some(map),
        }
    }

    /// All that a person can choose.
    pub fn all() -> impl Iterator<Item = Self> {
        std::iter::once(Self::Luma).chain(ColorMap::all().map(Self::Along))
    }
}

impl From<Shades> for String {
    fn from(shades: Shades) -> Self {
        shades.name().into()
    }
}

impl TryFrom<String> for Shades {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        Self::all()
            .find(|shades| shades.name() == name)
            .ok_or_else(|| format!("{name} is no known colour map"))
    }
}

/// What a person says of a kind of pictures; what is `None` is found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KindChoices {
    /// What surrounds the spectrogram in each picture of the kind.
    pub frame: Option<Frame>,
    /// How intensities are made of colours.
    pub shades: Option<Shades>,
    /// Is the first colour of the map the loud one?
    pub is_reversed: Option<bool>,
    /// Are low bands at the top?
    pub is_turned: Option<bool>,
    /// Are the pictures to be turned over that stand on their heads beside the others?
    pub turns_upside_down: Option<bool>,
}

impl KindChoices {
    /// Is everything left to be found?
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// How a picture is to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureReading {
    /// What surrounds the spectrogram.
    pub frame: Frame,
    /// How intensities are made of colours.
    pub shades: Shades,
    /// Is the first colour of the map the loud one?
    pub is_reversed: bool,
    /// Are low bands at the top?
    pub is_turned: bool,
}

impl PictureReading {
    /// Do both read the same pixels with the same colours, whichever end is loud and whichever way up?
    pub fn is_drawn_as(self, other: Self) -> bool {
        (self.frame, self.shades) == (other.frame, other.shades)
    }
}

/// Pictures drawn in one way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureKind {
    /// What it is known by, whatever a person says of it: the commonest size without the frame and the colour map that was
    /// found, "387x385 magma".
    pub key: String,
    /// Number of pictures.
    pub n: usize,
    /// The commonest width without the frame, in pixels.
    pub width: u32,
    /// The commonest height without the frame, in pixels.
    pub height: u32,
    /// How intensities are made of colours, and whether the first colour is the loud one.
    pub shades: Shades,
    /// Is the first colour of the map the loud one?
    pub is_reversed: bool,
    /// Are low bands at the top?
    pub is_turned: bool,
    /// The commonest frame, or the chosen one.
    pub frame: Frame,
    /// Number of pictures with that frame.
    pub n_framed_so: usize,
    /// Pictures with another frame, by file.
    pub frames_differ: Vec<String>,
    /// Pictures whose lower bands are as much darker as the others' are brighter, by file: they may stand on their heads.
    pub upside_down: Vec<String>,
    /// Few beside the others: they may be no spectrograms of this collection.
    pub is_stranger: bool,
    /// A picture that looks as most do: its position among the pictures.
    pub sample: usize,
    /// What a person said of it.
    pub choices: KindChoices,
}

/// The kinds of a collection's pictures, the largest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureKinds {
    /// The kinds.
    pub kinds: Vec<PictureKind>,
    /// Position in `kinds` of each picture, in catalogue order.
    pub of: Vec<u32>,
}

/// What a person says of kinds, by [`PictureKind::key`].
pub type ChoicesByKind = BTreeMap<String, KindChoices>;

impl PictureKind {
    /// How a picture of this kind is read that has this frame.
    pub fn reading(&self, frame: Frame) -> PictureReading {
        PictureReading {
            frame,
            shades: self.shades,
            is_reversed: self.is_reversed,
            is_turned: self.is_turned,
        }
    }
}

impl PictureKinds {
    /// The kind of a picture.
    pub fn kind_of(&self, picture: usize) -> Option<&PictureKind> {
        self.kinds.get(*self.of.get(picture)? as usize)
    }

    /// Positions of the pictures of a kind.
    pub fn members(&self, kind: usize) -> impl Iterator<Item = usize> {
        let of = self.of.iter().enumerate();
        of.filter(move |&(_, &other)| other as usize == kind)
            .map(|(picture, _)| picture)
    }

    /// Does more than one kind hold over a tenth of all? Then distances between pictures of two kinds are partly about how
    /// they are drawn.
    pub fn is_mixed(&self) -> bool {
        let large = self.kinds.iter().filter(|kind| 10 * kind.n > self.of.len());
        large.count() > 1
    }
}
