//! Colours: the page's theme and the palettes of classes.
//!
//! The theme repeats the tokens of the style sheet, because a pixel buffer cannot read them.

use serde::{Deserialize, Serialize};

use super::colormap::viridis;
use super::rgb::Rgb;

/// A class number that means "none": drawn in the theme's muted colour.
pub const NO_CLASS: u8 = u8::MAX;
/// A class number that means "one of the others": drawn in the theme's muted colour.
pub const OTHER_CLASS: u8 = NO_CLASS - 1;
/// The class number of the largest size, where classes are steps of a size; the least is 0.
const LAST_LEVEL: u8 = OTHER_CLASS - 1;
/// Classes that can be told apart at a glance.
const MOST_CLASSES: usize = 11;

/// The class number of a size, as a fraction (0 to 1) of its range; [`NO_CLASS`] for NaN.
pub fn level(fraction: f64) -> u8 {
    if fraction.is_nan() {
        return NO_CLASS;
    }
    (fraction.clamp(0.0, 1.0) * f64::from(LAST_LEVEL)).round() as u8
}

/// The colours of the page that a drawing needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Behind everything.
    pub paper: Rgb,
    /// Text, and lines that must be seen.
    pub ink: Rgb,
    /// Secondary text, and points without a class.
    pub muted: Rgb,
    /// Hairlines and grids.
    pub line: Rgb,
    /// The one accent: what is selected.
    pub accent: Rgb,
}

impl Theme {
    /// Dark on light.
    pub const LIGHT: Self = Self {
        paper: Rgb::from_hex(0x00FB_FBFA),
        ink: Rgb::from_hex(0x001D_2125),
        muted: Rgb::from_hex(0x005B_646D),
        line: Rgb::from_hex(0x00E2_E4E7),
        accent: Rgb::from_hex(0x000F_6B6B),
    };
    /// Light on dark.
    pub const DARK: Self = Self {
        paper: Rgb::from_hex(0x0015_181B),
        ink: Rgb::from_hex(0x00E8_EAED),
        muted: Rgb::from_hex(0x009A_A4AD),
        line: Rgb::from_hex(0x002C_3238),
        accent: Rgb::from_hex(0x004F_C3B8),
    };

    fn is_dark(&self) -> bool {
        let sum = |c: Rgb| u32::from(c.r) + u32::from(c.g) + u32::from(c.b);
        sum(self.paper) < sum(self.ink)
    }
}

/// Which colours tell classes apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Palette {
    /// Okabe and Ito's eight, then four more: twelve that stay apart under deuteranopia (jfly.uni-koeln.de/color).
    #[default]
    OkabeIto,
    /// matplotlib's tab10, as the notebook drew clusters; not safe for the colour-blind.
    Tab10,
    /// `ColorBrewer`'s Set2, as the notebook drew clusters of features; not safe for the colour-blind.
    Set2,
    /// matplotlib's viridis, for sizes: each class is a [`level`].
    Viridis,
}

/// The eighth of Okabe and Ito is black; on dark paper its place is taken by near white.
const BLACK_AT: usize = 7;
const BLACK_ON_DARK: u32 = 0x00E8_EAED;

const OKABE_ITO: [u32; 12] = [
    0x0000_72B2, // blue
    0x00E6_9F00, // orange
    0x0000_9E73, // bluish green
    0x00D5_5E00, // vermillion
    0x0056_B4E9, // sky blue
    0x00F0_E442, // yellow
    0x00CC_79A7, // reddish purple
    0x0000_0000, // black
    0x0087_4B00, // brown
    0x0087_78FF, // violet
    0x0000_E1A5, // mint
    0x0096_1E69, // plum
];
const TAB10: [u32; 10] = [
    0x001F_77B4,
    0x00FF_7F0E,
    0x002C_A02C,
    0x00D6_2728,
    0x0094_67BD,
    0x008C_564B,
    0x00E3_77C2,
    0x007F_7F7F,
    0x00BC_BD22,
    0x0017_BECF,
];
const SET2: [u32; 8] = [
    0x0066_C2A5,
    0x00FC_8D62,
    0x008D_A0CB,
    0x00E7_8AC3,
    0x00A6_D854,
    0x00FF_D92F,
    0x00E5_C494,
    0x00B3_B3B3,
];

impl Palette {
    /// The colour of a class on this theme's paper; repeats past the last, muted for [`NO_CLASS`] and [`OTHER_CLASS`].
    pub fn color(self, class: u8, theme: &Theme) -> Rgb {
        if class >= OTHER_CLASS {
            return theme.muted;
        }
        if self == Self::Viridis {
            let fraction = f64::from(class) / f64::from(LAST_LEVEL);
            return viridis(fraction).unwrap_or(theme.muted);
        }
        let hexes = self.hexes();
        let i = usize::from(class) % hexes.len();
        if self == Self::OkabeIto && i == BLACK_AT && theme.is_dark() {
            return Rgb::from_hex(BLACK_ON_DARK);
        }
        Rgb::from_hex(hexes[i])
    }

    /// Does it show sizes, not classes?
    pub fn is_scale(self) -> bool {
        self == Self::Viridis
    }

    /// How many classes it can tell apart; 0 where it shows sizes.
    pub fn n_classes(self) -> usize {
        self.hexes().len().min(MOST_CLASSES)
    }

    fn hexes(self) -> &'static [u32] {
        match self {
            Self::OkabeIto => &OKABE_ITO,
            Self::Tab10 => &TAB10,
            Self::Set2 => &SET2,
            Self::Viridis => &[],
        }
    }
}
