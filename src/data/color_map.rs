//! The colour maps that spectrograms are usually drawn in, by name.

use serde::{Deserialize, Serialize};

/// One of the known colour maps: a position in [`ColorMap::NAMES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ColorMap(u8);

impl ColorMap {
    /// What they are called: matplotlib's names, and MATLAB's `parula`.
    pub const NAMES: [&str; 19] = [
        "gray",
        "viridis",
        "plasma",
        "inferno",
        "magma",
        "cividis",
        "jet",
        "turbo",
        "hot",
        "cool",
        "bone",
        "coolwarm",
        "gnuplot2",
        "Blues",
        "cubehelix",
        "RdBu_r",
        "seismic",
        "afmhot",
        "parula",
    ];

    /// All of them, in the order of their names.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..Self::NAMES.len() as u8).map(Self)
    }

    /// The map of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|map| map.name() == name)
    }

    /// Position among the known maps.
    pub fn position(self) -> usize {
        usize::from(self.0)
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        Self::NAMES[self.position()]
    }
}

impl From<ColorMap> for String {
    fn from(map: ColorMap) -> Self {
        map.name().into()
    }
}

impl TryFrom<String> for ColorMap {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        Self::named(&name).ok_or_else(|| format!("{name} is no known colour map"))
    }
}
