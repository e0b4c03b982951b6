//! The colours of clusters, as the person chose them.

use serde::{Deserialize, Serialize};

use crate::draw::Palette;
use crate::space::SpaceName;

/// What the colours of the clusters are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClusterColors {
    /// Okabe and Ito, extended: safe for colour-blind eyes.
    #[default]
    OkabeIto,
    /// As matplotlib and seaborn draw them (tab10, and Set2 for features): not safe for colour-blind eyes.
    Reference,
}

impl ClusterColors {
    /// All that can be chosen.
    pub const ALL: [Self; 2] = [Self::OkabeIto, Self::Reference];

    /// The word that it is kept as.
    pub fn name(self) -> &'static str {
        match self {
            Self::OkabeIto => "okabe-ito",
            Self::Reference => "reference",
        }
    }

    /// The choice of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|colors| colors.name() == name)
    }

    /// The palette of a space.
    pub fn palette(self, space: SpaceName) -> Palette {
        match (self, space) {
            (Self::OkabeIto, _) => Palette::OkabeIto,
            (Self::Reference, SpaceName::Features) => Palette::Set2,
            (Self::Reference, _) => Palette::Tab10,
        }
    }
}
