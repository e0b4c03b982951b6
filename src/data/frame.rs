//! What surrounds the spectrogram in a picture: margins, axes, labels, a colour bar.

use serde::{Deserialize, Serialize};

/// Pixels at each edge of a picture that are no spectrogram.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Frame {
    /// Columns at the left edge.
    pub left: u32,
    /// Rows at the upper edge.
    pub top: u32,
    /// Columns at the right edge.
    pub right: u32,
    /// Rows at the lower edge.
    pub bottom: u32,
}

/// What is done with frames.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FrameUse {
    /// Pictures are compared as they are, as scikit-learn would.
    #[default]
    Keep,
    /// Frames are cut off first.
    Cut,
}

impl Frame {
    /// Nothing surrounds the spectrogram.
    pub const NONE: Self = Self {
        left: 0,
        top: 0,
        right: 0,
        bottom: 0,
    };

    /// Width and height of what is left of a picture of this size, in pixels; `None` where nothing is.
    ///
    /// ```
    /// use soundkin::data::Frame;
    /// let frame = Frame { left: 54, top: 36, right: 43, bottom: 36 };
    /// assert_eq!(frame.inside(432, 288), Some((335, 216)));
    /// assert_eq!(frame.inside(97, 288), None);
    /// assert_eq!(Frame::NONE.inside(64, 48), Some((64, 48)));
    /// ```
    pub fn inside(self, width: u32, height: u32) -> Option<(u32, u32)> {
        let left_of = |side: u32, edges: [u32; 2]| {
            let side = side.checked_sub(edges[0])?.checked_sub(edges[1])?;
            (side > 0).then_some(side)
        };
        let width = left_of(width, [self.left, self.right])?;
        Some((width, left_of(height, [self.top, self.bottom])?))
    }
}
