//! A colour as red, green and blue.

use serde::{Deserialize, Serialize};

/// An opaque sRGB colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rgb {
    /// Red, 0 to 255.
    pub r: u8,
    /// Green, 0 to 255.
    pub g: u8,
    /// Blue, 0 to 255.
    pub b: u8,
}

impl Rgb {
    /// `0xRRGGBB`.
    pub const fn from_hex(hex: u32) -> Self {
        Self {
            r: (hex >> 16) as u8,
            g: (hex >> 8) as u8,
            b: hex as u8,
        }
    }

    /// `#rrggbb`, for a style attribute.
    pub fn css(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.r, self.g, self.b)
    }

    /// With an opacity of 0 (not there) to 1 (opaque); NaN counts as 0.
    pub fn with_opacity(self, opacity: f64) -> Rgba {
        Rgba {
            rgb: self,
            a: (opacity.clamp(0.0, 1.0) * 255.0).round() as u8,
        }
    }

    /// A step of `t` (0 to 1) from this colour towards `other`.
    #[must_use]
    pub fn mixed(self, other: Self, t: f64) -> Self {
        let t = if t.is_nan() { 0.0 } else { t.clamp(0.0, 1.0) };
        let mix = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * t).round() as u8;
        Self {
            r: mix(self.r, other.r),
            g: mix(self.g, other.g),
            b: mix(self.b, other.b),
        }
    }
}

/// A colour and its opacity, not premultiplied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rgba {
    /// The colour.
    pub rgb: Rgb,
    /// 0 is not there, 255 is opaque.
    pub a: u8,
}

impl From<Rgb> for Rgba {
    fn from(rgb: Rgb) -> Self {
        Self { rgb, a: 255 }
    }
}
